// A visitor without an account, inside the program: opens pages as a browser would, without a socket. What the
// inspection of ourselves looks with.
#pragma once

#include <string>

#include "identity/identity.hpp"
#include "inspect/self/self_inspection.hpp"
#include "platform/http/http.hpp"
#include "portal/portal.hpp"

namespace yw::app {

class OwnVisitor {
public:
    /// The arguments outlive it; the router may still be filled.
    OwnVisitor(const http::Router& router, const portal::SiteFrame& frame, const identity::Gate& gate);
    /// @param target  path and query, as a link writes it
    inspect::Opened open(const std::string& target, RegionCode place) const;

private:
    const http::Router& router_;
    http::ServerHooks hooks_;
};

}  // namespace yw::app

// The guards, over the sessions.
#pragma once

#include "identity/identity.hpp"
#include "identity/system_keys.hpp"
#include "identity/visitor.hpp"

namespace yw::identity {

/// What a route asks of its viewer. Pure: the whole table of rights stands in admit().
struct Demand {
    bool signed_in = false;
    bool applicant = false;
    std::vector<Role> staff;
};
enum class Admission { kWelcome, kSignIn, kStaffSignIn, kRefused, kNoFirm };
Admission admit(const Viewer& viewer, const Demand& demand);

class SessionGate final : public Gate {
public:
    SessionGate(
        Sessions& sessions, SystemKeys& systems, const crypto::Keys& keys, const Frame& frame, GateOptions options)
        : sessions_(sessions), systems_(systems), keys_(keys), frame_(frame), options_(std::move(options)) {}

    http::Guard everyone() const override;
    http::Guard anyone() const override;
    http::Guard applicant() const override;
    http::Guard staff(std::vector<Role> roles) const override;
    http::Guard system() const override;
    void finish(const http::Request& request, http::Response& response) const override;

    /// Looks who is asking and leaves it on the request, without asking anything of them: for signing out.
    Visitor& meet(http::Request& request) const;
    std::optional<http::Response> refuse_bad_form(http::Request& request) const;

private:
    std::optional<http::Response> guard(http::Request& request, const Demand& demand) const;
    http::Response to_sign_in(http::Request& request, std::string_view page) const;

    Sessions& sessions_;
    SystemKeys& systems_;
    const crypto::Keys& keys_;
    const Frame& frame_;
    GateOptions options_;
};

}  // namespace yw::identity

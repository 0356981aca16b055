// The operator's view of a place beside the base catalogue: what differs, what is missing, whose codes are wrong.
#pragma once

#include "app/installation.hpp"
#include "identity/identity.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::app {

/// /ops/catalogue, /ops/catalogue/differences, /ops/catalogue/missing, /ops/catalogue/codes. All outlive the router.
void add_catalogue_routes(http::Router& router,
                          Installation& installation,
                          const identity::Gate& gate,
                          const Frame& frame);

/// "98.41%", or "—" of nothing.
std::string rate_text(std::int64_t part, std::int64_t whole);

}  // namespace yw::app

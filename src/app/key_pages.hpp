// The operator's page of keys: which systems of departments may call the interface.
#pragma once

#include "app/installation.hpp"
#include "identity/identity.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::app {

/// /ops/keys: list, issue (the key is shown in the answer and never again), revoke. All outlive the router.
void add_key_routes(http::Router& router, Installation& installation, const identity::Gate& gate, const Frame& frame);

}  // namespace yw::app

// What operators see: how full the platform is, what is empty, and the import of lists.
#pragma once

#include <functional>

#include "app/installation.hpp"
#include "cases/cases.hpp"
#include "identity/identity.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::app {

/// /ops, /ops/import. All that is referred to outlives the router.
/// @param after_import  called once new places or days may be there
void add_operator_routes(http::Router& router,
                         Installation& installation,
                         const cases::Cases& cases,
                         const identity::Gate& gate,
                         const Frame& frame,
                         std::function<void()> after_import);

}  // namespace yw::app

// The module's routes, page by page.
#pragma once

#include <chrono>
#include <string>

#include "identity/gate.hpp"
#include "identity/use_cases.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {

struct Site {
    Parts parts;
    const Frame& frame;
    const SessionGate& gate;
    bool demonstration = false;
};

void add_sign_in_routes(http::Router& router, const Site& site);
void add_sign_up_routes(http::Router& router, const Site& site);
void add_account_routes(http::Router& router, const Site& site);

/// The sign-in page in answer to a form whose session had ended; it carries the form (held_form.hpp).
http::Response sign_in_before_form(const Frame& frame,
                                   bool demonstration,
                                   http::Request& request,
                                   std::string_view door,
                                   std::string back,
                                   std::string held);

/// Where somebody of this role begins.
std::string_view home_of(Role role);
/// The answer that signs a browser in and sends it on.
http::Response signed_in_answer(const NewSession& session, const std::string& onward);
/// Makes the page an answer to too many tries: the frame's status for them, and Retry-After.
void say_too_many(const Site& site, http::Request& request, http::Response& page, std::chrono::seconds wait);
/// Section WAIT: shown with MINUTES, or not.
void show_wait(html::View& page, std::optional<std::chrono::seconds> wait);

}  // namespace yw::identity

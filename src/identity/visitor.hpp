// What a guard leaves on the request for viewer_of(), form_token() and Gate::finish(), and the check of forms.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "identity/sessions.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {

/// The __Host- prefix makes browsers refuse a cookie that another host or an unencrypted page has set. Browsers take
/// it over plain HTTP from this machine only.
inline constexpr std::string_view kSessionCookie = "__Host-yw";
inline constexpr std::string_view kVisitCookie = "__Host-yw-visit";

struct Visitor {
    std::shared_ptr<const Session> session;  ///< null: nobody is signed in
    const crypto::Keys* keys = nullptr;
    std::string visit;  ///< random text of the visit cookie; only for visitors without a session
    bool new_visit = false;
    bool has_form = false;  ///< the page shows a form token: it is for this visitor only
};

/// The form token of a session: it dies with the session, and says by a mark whose page it stood on.
std::string form_token_of(const crypto::Keys& keys, std::string_view form_secret, std::string_view account_id);

/// The token that the visitor's forms carry; nothing for a visitor whom no form was shown yet.
std::optional<std::string> expected_form_token(const Visitor& visitor);

enum class FormCheck { kRight, kWrongToken, kOtherSite };
/// @param origin  what the Origin header must say; empty: the Host header's host
FormCheck check_form(http::Request& request, const Visitor& visitor, std::string_view origin);

/// Stricter than check_form(), for what carries no valid token any more: the browser itself must say so.
bool is_surely_from_this_site(const http::Request& request, std::string_view origin);

/// Where a person goes on after signing in: a path of this site, never a page of signing in or out. `fallback` for
/// anything else.
std::string safe_return(std::string_view typed, std::string_view fallback);

}  // namespace yw::identity

// A form that was sent after its session had ended: held, sealed, in the sign-in page itself, and sent on by the same
// person after signing in. Nothing is kept on the server, and nobody else gets to see what was typed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/crypto/crypto.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {

struct HeldForm {
    std::string path;
    std::string account_mark;                                ///< account_mark() of whose page it stood on
    std::vector<std::pair<std::string, std::string>> typed;  ///< all but the form token
    bool had_files = false;                                  ///< which cannot be held: they are chosen again
    friend bool operator==(const HeldForm&, const HeldForm&) = default;
};

/// What a form token says of whose page it stood on: names nobody to who has no key.
std::string account_mark(const crypto::Keys& keys, std::string_view account_id);

/// The form of this request, sealed; nothing where it is too large, holds a password, or was not surely sent by a page
/// of this site that was made for somebody. @param origin  as check_form()
std::optional<std::string> held_form(http::Request& request, const crypto::Keys& keys, std::string_view origin);
/// Nothing for what we have not sealed.
std::optional<HeldForm> open_held_form(const crypto::Keys& keys, std::string_view sealed);

}  // namespace yw::identity

// What a new password must be: long, not easily guessed, not what others know of its owner. No rules about kinds of
// characters: they make passwords harder to remember and no harder to guess (NIST SP 800-63B 5.1.1.2).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace yw::identity {

inline constexpr std::size_t kPasswordLeast = 10;  ///< characters
inline constexpr std::size_t kPasswordMost = 128;

/// What is wrong with the password, as a key of the strings; nothing when it may be used.
/// @param known  what others may know: phone, identity number, login, name. Empty texts are passed over.
std::optional<std::string_view> password_fault(std::string_view password, const std::vector<std::string_view>& known);

}  // namespace yw::identity

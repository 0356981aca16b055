// The one colour that a portal may choose for our pieces.
#pragma once

#include <string>
#include <string_view>

namespace yw::publication {

inline constexpr std::string_view kOwnColor = "0b5394";

/// The colour asked for, six hexadecimal digits in small letters, where white on it and it on white can be read
/// (contrast 4.5:1, WCAG 2.1 1.4.3); else our own.
std::string readable_color(std::string_view asked);

}  // namespace yw::publication

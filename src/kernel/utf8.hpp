// Stepping through UTF-8 by character. Bytes that are no UTF-8 are stepped over one by one: nothing here fails or reads
// past the end, whatever the input.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace yw::utf8 {

inline constexpr char32_t kNotACharacter = 0xFFFD;  ///< what decode() gives for bytes that are no UTF-8

/// Takes the first character off `rest` and gives its bytes back; one byte where they are no UTF-8. Empty at the end.
std::string_view take(std::string_view& rest);

/// The code point of one character as take() gave it.
char32_t decode(std::string_view character);

/// True if every byte belongs to a well-formed character (no overlong forms, no surrogates).
bool is_valid(std::string_view text);

/// How many characters there are.
std::size_t length(std::string_view text);

/// The characters, borrowed from `text`.
std::vector<std::string_view> characters(std::string_view text);

}  // namespace yw::utf8

// What people type into inputs and text areas.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace yw {

/// Without the blanks at both ends, the wide one of Chinese input (U+3000) among them.
std::string_view trimmed(std::string_view typed);

/// The lines of a text area that hold something, trimmed; the first `most` of them.
std::vector<std::string_view> typed_lines(std::string_view typed, std::size_t most = static_cast<std::size_t>(-1));

}  // namespace yw

// Which encoding a text file really has. Chinese office programs still write CSV as GB18030 and say so nowhere.
#pragma once

#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace yw::table {

struct Text {
    std::string_view utf8;  ///< points into `converted`, or into the bytes that were given
    std::string converted;
    std::string encoding;

    Text() = default;
    Text(Text&& other) noexcept;
    Text& operator=(Text&&) = delete;
};

/// A byte order mark decides; else UTF-8 if it is valid, else GB18030 if that is.
/// @errors kEncodingUnknown: none of them, or bytes that no text has (NUL)
Result<Text> decode(std::string_view bytes);

}  // namespace yw::table

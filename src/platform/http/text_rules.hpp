// Character rules that the parsers of this folder share (RFC 9110 tokens, UTF-8, letter case). No allocation.
#pragma once

#include <cstddef>
#include <string_view>

namespace yw::http {

/// Letters, digits and !#$%&'*+-.^_`|~ : the characters of methods and header names.
bool is_token(std::string_view text);
/// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. Empty text is.
bool is_utf8(std::string_view text);
/// How many characters at the start of `text` are those of a token.
std::size_t token_length(std::string_view text);
/// Length of the well-formed character at the start of `text`, or 0.
std::size_t utf8_length(std::string_view text);
/// ASCII letters compare without case.
bool same_word(std::string_view a, std::string_view b);
/// Without the spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);
/// 0 … 15, or -1.
int hex_digit(char c);
/// What a header value may hold: printable, space, tab and bytes above 0x7F.
bool is_header_value(std::string_view text);

}  // namespace yw::http

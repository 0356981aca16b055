#include "kernel/utf8.hpp"

namespace yw::utf8 {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Bytes that the first byte announces; 0 for a byte that cannot begin a character.
std::size_t announced(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return 2;
    if (first >= 0xE0 && first < 0xF0) return 3;
    if (first >= 0xF0 && first < 0xF5) return 4;
    return 0;
}

char32_t assemble(std::string_view bytes) {
    static constexpr unsigned char kFirstMask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = static_cast<unsigned char>(bytes[0]) & kFirstMask[bytes.size()];
    for (const char c : bytes.substr(1)) code = (code << 6) | (static_cast<unsigned char>(c) & 0x3FU);
    return code;
}

/// Length of the well-formed character at the front, or 0.
std::size_t well_formed(std::string_view text) {
    if (text.empty()) return 0;
    const std::size_t length = announced(static_cast<unsigned char>(text[0]));
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(text[i])) return 0;
    }
    const char32_t code = assemble(text.substr(0, length));
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    return surrogate || overlong || code > 0x10FFFF ? 0 : length;
}

}  // namespace

std::string_view take(std::string_view& rest) {
    if (rest.empty()) return {};
    const std::size_t length = well_formed(rest);
    const std::string_view character = rest.substr(0, length == 0 ? 1 : length);
    rest.remove_prefix(character.size());
    return character;
}

char32_t decode(std::string_view character) {
    const std::size_t length = well_formed(character);
    return length == 0 ? kNotACharacter : assemble(character.substr(0, length));
}

bool is_valid(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = well_formed(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    while (!take(text).empty()) ++count;
    return count;
}

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> all;
    all.reserve(text.size() / 2);
    while (!text.empty()) all.push_back(take(text));
    return all;
}

}  // namespace yw::utf8

#include "platform/http/text_rules.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace yw::http {

namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

constexpr std::array<bool, 256> token_table() {
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
    for (const char c : {'!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto kToken = token_table();

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// True when one of eight bytes is below 0x20 or is 0x7F; seldom true when none is. A tab counts: look closer then.
bool may_hold_control(std::uint64_t eight) {
    const std::uint64_t below_space = (eight - 0x20 * kOnes) & ~eight & kHighBits;
    const std::uint64_t del = eight ^ (0x7F * kOnes);
    return (below_space | ((del - kOnes) & ~del & kHighBits)) != 0;
}

bool continues(unsigned char c) {
    return (c & 0xC0) == 0x80;
}

}  // namespace

std::size_t token_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && kToken[static_cast<unsigned char>(text[length])]) ++length;
    return length;
}

bool is_token(std::string_view text) {
    return !text.empty() && token_length(text) == text.size();
}

std::size_t utf8_length(std::string_view text) {
    if (text.empty()) return 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return text.size() >= 2 && continues(at(1)) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (text.size() < 3 || !continues(at(1)) || !continues(at(2))) return 0;
        if (first == 0xE0 && at(1) < 0xA0) return 0;   // overlong
        if (first == 0xED && at(1) >= 0xA0) return 0;  // surrogate
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (text.size() < 4 || !continues(at(1)) || !continues(at(2)) || !continues(at(3))) return 0;
        if (first == 0xF0 && at(1) < 0x90) return 0;   // overlong
        if (first == 0xF4 && at(1) >= 0x90) return 0;  // above U+10FFFF
        return 4;
    }
    return 0;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        if (text.size() >= sizeof(std::uint64_t)) {
            std::uint64_t eight;
            std::memcpy(&eight, text.data(), sizeof eight);
            if ((eight & kHighBits) == 0) {
                text.remove_prefix(sizeof eight);
                continue;
            }
        }
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool same_word(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_header_value(std::string_view text) {
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data(), sizeof eight);
        if (may_hold_control(eight)) break;
        text.remove_prefix(sizeof eight);
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return false;
    }
    return true;
}

}  // namespace yw::http

#include "kernel/credit_code.hpp"

#include <array>

#include "kernel/utf8.hpp"

namespace yw {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I O S V Z
constexpr std::string_view kAuthorities = "123456789ANY";
constexpr std::size_t kLength = 18;

char check_character(std::string_view first17) {
    unsigned sum = 0;
    unsigned weight = 1;  // 3^i mod 31
    for (const char c : first17) {
        sum += static_cast<unsigned>(kAlphabet.find(c)) * weight;
        weight = weight * 3 % 31;
    }
    return kAlphabet[(31 - sum % 31) % 31];
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<CreditCode> CreditCode::parse(std::string_view text) {
    if (text.size() != kLength || text.find_first_not_of(kAlphabet) != std::string_view::npos) return std::nullopt;
    if (kAuthorities.find(text[0]) == std::string_view::npos) return std::nullopt;
    for (std::size_t i = 2; i < 8; ++i) {
        if (!is_digit(text[i])) return std::nullopt;
    }
    if (check_character(text.substr(0, kLength - 1)) != text[kLength - 1]) return std::nullopt;
    return CreditCode(text);
}

std::optional<RegionCode> CreditCode::registered_in() const {
    return RegionCode::parse_short(std::string_view(text_).substr(2, 6));
}

bool CreditCode::organisation_code_holds() const {
    return is_organisation_code(organisation_code());
}

bool is_organisation_code(std::string_view text) {
    static constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    if (text.size() != kWeights.size() + 1) return false;
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const char c = text[i];
        const bool letter = c >= 'A' && c <= 'Z';
        if (!letter && !is_digit(c)) return false;
        sum += (letter ? c - 'A' + 10 : c - '0') * kWeights.at(i);
    }
    static constexpr std::string_view kChecks = "0123456789X";
    return text.back() == kChecks[static_cast<std::size_t>((11 - sum % 11) % 11)];
}

std::string tidy_code(std::string_view typed) {
    constexpr char32_t kFullWidthFirst = U'！';  // U+FF01 to U+FF5E stand for ASCII 0x21 to 0x7E
    constexpr char32_t kFullWidthLast = U'～';
    constexpr char32_t kIdeographicSpace = U'　';
    std::string tidy;
    for (std::string_view rest = typed; !rest.empty();) {
        const std::string_view raw = utf8::take(rest);
        char32_t c = utf8::decode(raw);
        if (c >= kFullWidthFirst && c <= kFullWidthLast) c = c - kFullWidthFirst + U'!';
        if (c == U' ' || c == U'\t' || c == U'-' || c == kIdeographicSpace) continue;
        if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
        if (c < 0x80) {
            tidy += static_cast<char>(c);
        } else {
            tidy += raw;
        }
    }
    return tidy;
}

}  // namespace yw

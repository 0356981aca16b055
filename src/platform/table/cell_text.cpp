#include "platform/table/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "kernel/utf8.hpp"

namespace yw::table {
namespace {

/// A double holds 15 decimal digits for sure; Excel shows zeros after them.
constexpr double kFirstWithoutItsDigits = 1e15;
constexpr std::size_t kSafeDigits = 15;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::size_t last_character(std::string_view text) {
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
}

bool has_refused(std::string_view text) {
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text[0]);
        if (byte >= 0x20 && byte < 0x7F) {
            text.remove_prefix(1);
        } else if (is_refused_inside(utf8::decode(utf8::take(text)))) {
            return true;
        }
    }
    return false;
}

std::string decimal(double value) {
    // 15 significant digits, never an exponent: 1.1000000000000001 was typed as 1.1.
    const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(value))));
    const int decimals = std::clamp(static_cast<int>(kSafeDigits) - 1 - magnitude, 0, 30);
    std::array<char, 64> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    std::string text(buffer.data(), end.ptr);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

}  // namespace

bool is_refused_inside(char32_t c) {
    if (c == '\n') return false;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
}

std::string_view trimmed(std::string_view text) {
    for (std::string_view rest = text; !rest.empty(); text = rest) {
        if (!is_space(utf8::decode(utf8::take(rest)))) break;
    }
    while (!text.empty()) {
        const std::size_t at = last_character(text);
        if (!is_space(utf8::decode(text.substr(at)))) break;
        text = text.substr(0, at);
    }
    return text;
}

bool is_scientific(std::string_view text) {
    if (text.size() < 4 || text.size() > 32) return false;
    std::size_t at = text[0] == '+' || text[0] == '-' ? 1 : 0;
    if (at >= text.size() || !is_digit(text[at])) return false;
    ++at;
    const bool has_point = at < text.size() && text[at] == '.';
    if (has_point) {
        const std::size_t fraction = ++at;
        while (at < text.size() && is_digit(text[at])) ++at;
        if (at == fraction) return false;
    }
    if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return false;
    ++at;
    const bool has_sign = at < text.size() && (text[at] == '+' || text[at] == '-');
    if (has_sign) ++at;
    if (at >= text.size() || !(has_point || has_sign)) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit);
}

Cell text_cell(std::string_view raw) {
    const std::string_view text = trimmed(raw);
    if (text.empty()) return {};
    Cell cell{std::string(text), Cell::Origin::kText, Problem::kNone};
    if (is_scientific(text)) {
        cell.problem = Problem::kScientificNotation;
    } else if (has_refused(text)) {
        cell.problem = Problem::kControlCharacter;
    }
    return cell;
}

Cell number_cell(std::string_view raw, bool shown_scientific) {
    const std::string_view text = trimmed(raw);
    if (text.empty()) return {};
    Cell cell{std::string(text), Cell::Origin::kNumber, Problem::kNone};
    const bool is_plain =
        text.size() <= kSafeDigits && text[0] != '0' && std::all_of(text.begin(), text.end(), is_digit);
    if (is_plain && !shown_scientific) return cell;
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) {
        return text_cell(raw);  // not a number after all: some writers leave the type out
    }
    if (std::fabs(value) >= kFirstWithoutItsDigits || shown_scientific) {
        cell.problem = Problem::kScientificNotation;
    } else if (value == 0) {
        cell.text = "0";
    } else {
        cell.text = decimal(value);
    }
    return cell;
}

}  // namespace yw::table

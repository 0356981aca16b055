#include "kernel/phone.hpp"

#include <algorithm>

namespace yw {
namespace {

bool digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view cut_at_hyphen(std::string_view& text) {
    const std::size_t at = text.find('-');
    const std::string_view head = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return head;
}

/// 400 or 800 and seven digits, grouped as the holder likes: 400-123-4567.
bool is_freephone(std::string_view text) {
    if (!text.starts_with("400") && !text.starts_with("800")) return false;
    const auto hyphens = std::ranges::count(text, '-');
    const bool only = std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    return only && hyphens <= 2 && text.size() - static_cast<std::size_t>(hyphens) == 10 && text.back() != '-';
}

bool is_area_code(std::string_view text) {
    // 010 and 02x have three digits, all others four.
    const std::size_t length = text.starts_with("01") || text.starts_with("02") ? 3 : 4;
    return text.starts_with("0") && digits(text, length, length);
}

}  // namespace

bool is_mobile(std::string_view text) {
    return digits(text, 11, 11) && text[0] == '1' && text[1] >= '3' && text[1] <= '9';
}

bool is_landline(std::string_view text) {
    if (is_freephone(text)) return true;
    if (digits(text, 5, 5) && (text.starts_with("12") || text.starts_with("9"))) return true;
    std::string_view rest = text;
    std::string_view head = cut_at_hyphen(rest);
    if (is_area_code(head)) {
        head = cut_at_hyphen(rest);
    } else if (head.starts_with("0")) {
        const std::size_t area = head.starts_with("01") || head.starts_with("02") ? 3 : 4;
        if (head.size() <= area || !is_area_code(head.substr(0, area))) return false;
        head.remove_prefix(area);
    } else {
        return false;
    }
    const bool has_extension = !text.ends_with(head);
    return digits(head, 7, 8) && head[0] >= '1' && (!has_extension || digits(rest, 1, 6));
}

}  // namespace yw

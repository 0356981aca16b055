#include "kernel/typed_text.hpp"

#include <algorithm>

namespace yw {

std::string_view trimmed(std::string_view typed) {
    constexpr std::string_view kBlank = " \t\r\n", kWide = "\xE3\x80\x80";
    for (;;) {
        const auto size = typed.size();
        typed.remove_prefix(std::min(typed.find_first_not_of(kBlank), size));
        typed.remove_suffix(typed.size() - (typed.find_last_not_of(kBlank) + 1));
        if (typed.starts_with(kWide)) typed.remove_prefix(kWide.size());
        if (typed.ends_with(kWide)) typed.remove_suffix(kWide.size());
        if (typed.size() == size) return typed;
    }
}

std::vector<std::string_view> typed_lines(std::string_view typed, std::size_t most) {
    std::vector<std::string_view> lines;
    while (!typed.empty() && lines.size() < most) {
        const auto end = std::min(typed.find('\n'), typed.size());
        if (const auto line = trimmed(typed.substr(0, end)); !line.empty()) lines.push_back(line);
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return lines;
}

}  // namespace yw

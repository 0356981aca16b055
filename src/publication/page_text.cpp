#include "publication/page_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace yw::publication {
namespace {

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool begins(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == small(b); });
}

/// Where the closing tag of an element whose content is no text ends; the end where it never closes.
std::size_t end_of_element(std::string_view html, std::size_t from, std::string_view name) {
    for (std::size_t i = from; (i = html.find("</", i)) != std::string_view::npos; i += 2) {
        if (!begins(html.substr(i + 2), name)) continue;
        const auto close = html.find('>', i);
        return close == std::string_view::npos ? html.size() : close + 1;
    }
    return html.size();
}

void append_code_point(std::string& to, std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return;
    const auto tail = [&](int shift) { to += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        to += static_cast<char>(0xE0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Decodes the entity at the beginning of `text` ("&amp;…"); returns how many bytes it took, 0 when it is none.
std::size_t append_entity(std::string& to, std::string_view text) {
    constexpr std::size_t kLongest = 10;
    const auto end = text.substr(0, kLongest).find(';');
    if (end == std::string_view::npos) return 0;
    const auto name = text.substr(1, end - 1);
    struct Named {
        std::string_view name;
        std::string_view text;
    };
    static constexpr std::array<Named, 10> kNamed{{{"amp", "&"},
                                                   {"lt", "<"},
                                                   {"gt", ">"},
                                                   {"quot", "\""},
                                                   {"apos", "'"},
                                                   {"nbsp", " "},
                                                   {"ldquo", "“"},
                                                   {"rdquo", "”"},
                                                   {"middot", "·"},
                                                   {"mdash", "—"}}};
    for (const auto& named : kNamed)
        if (named.name == name) {
            to += named.text;
            return end + 1;
        }
    if (!name.starts_with('#')) return 0;
    const bool hexadecimal = name.size() > 1 && small(name[1]) == 'x';
    const auto digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc() || stop != digits.data() + digits.size()) return 0;
    append_code_point(to, code);
    return end + 1;
}

/// Skips the tag, comment or element without text at `i`, which stands at '<'.
std::size_t behind_tag(std::string_view html, std::size_t i) {
    const auto rest = html.substr(i + 1);
    if (rest.starts_with("!--")) {
        const auto end = html.find("-->", i + 4);
        return end == std::string_view::npos ? html.size() : end + 3;
    }
    for (const std::string_view name : {"script", "style", "template", "noscript"})
        if (begins(rest, name)) return end_of_element(html, i + 1, name);
    const auto end = html.find('>', i);
    return end == std::string_view::npos ? html.size() : end + 1;
}

}  // namespace

std::string text_of_page(std::string_view html) {
    std::string text;
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] == '<') {
            i = behind_tag(html, i);
            text += ' ';
            continue;
        }
        if (html[i] == '&') {
            if (const auto taken = append_entity(text, html.substr(i))) {
                i += taken;
                continue;
            }
        }
        text += html[i++];
    }
    return text;
}

}  // namespace yw::publication

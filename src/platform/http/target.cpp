#include "platform/http/target.hpp"

#include <algorithm>
#include <array>

#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

bool alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

enum : unsigned char { kNowhere = 0, kInQuery = 1, kInPath = 2 };

/// Paths hold RFC 3986 pchar. Browsers also send [ ] ^ ` { | } unescaped in a query, so those pass there.
constexpr std::array<unsigned char, 256> target_table() {
    std::array<unsigned char, 256> table{};
    for (int c = 0x21; c < 0x7F; ++c) table[static_cast<std::size_t>(c)] = kInQuery;
    for (const char c : {'"', '<', '>', '#', '\\'}) table[static_cast<unsigned char>(c)] = kNowhere;
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] |= kInPath;
    for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] |= kInPath;
    for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] |= kInPath;
    for (const char c :
         {'-', '.', '_', '~', '!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', ':', '@', '/', '%'})
        table[static_cast<unsigned char>(c)] |= kInPath;
    return table;
}
constexpr auto kTarget = target_table();

bool is_port(std::string_view text) {
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool escape_at(std::string_view text, std::size_t i) {
    return i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
}

bool has_dot_segment(std::string_view path) {
    for (std::size_t slash = 0; slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
        const std::string_view after = path.substr(slash + 1, 3);
        if (after == "." || after == ".." || after.starts_with("./") || after == "../") return true;
    }
    return false;
}

}  // namespace

bool is_authority(std::string_view text) {
    if (text.empty() || text.size() > 260) return false;
    if (text.front() == '[') {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || end < 3) return false;
        const std::string_view address = text.substr(1, end - 1);
        if (!std::all_of(address.begin(), address.end(),
                         [](char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }))
            return false;
        const std::string_view rest = text.substr(end + 1);
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    }
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view name = text.substr(0, colon);
    if (name.empty() || (colon < text.size() && !is_port(text.substr(colon + 1)))) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return alphanumeric(c) || c == '-' || c == '.' || c == '_'; });
}

bool is_origin_form(std::string_view target) {
    if (target.empty() || target.front() != '/') return false;
    unsigned char where = kInPath;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const char c = target[i];
        if (c == '?')
            where = kInQuery;
        else if ((kTarget[static_cast<unsigned char>(c)] & where) == 0)
            return false;
        if (c == '%' && !escape_at(target, i)) return false;
    }
    return true;
}

bool decode_path(std::string_view raw, std::string& path) {
    path.clear();
    if (raw.find('%') == std::string_view::npos) {
        path.assign(raw);
        return !has_dot_segment(path);
    }
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            path.push_back(raw[i]);
            continue;
        }
        if (!escape_at(raw, i)) return false;
        const auto byte = static_cast<unsigned char>(hex_digit(raw[i + 1]) * 16 + hex_digit(raw[i + 2]));
        if (byte < 0x20 || byte == 0x7F || byte == '/' || byte == '\\') return false;
        path.push_back(static_cast<char>(byte));
        i += 2;
    }
    return is_utf8(path) && !has_dot_segment(path);
}

}  // namespace yw::http

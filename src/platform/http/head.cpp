#include "platform/http/head.hpp"

#include <charconv>
#include <cstring>
#include <optional>

#include "platform/http/target.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

constexpr int kGo = 0;  // no status: carry on
constexpr std::size_t kMaxMethod = 32;

struct MethodName {
    std::string_view name;
    Method method;
    bool routable;
};
constexpr MethodName kMethods[] = {
    {"GET", Method::kGet, true},        {"POST", Method::kPost, true},        {"HEAD", Method::kHead, true},
    {"PUT", Method::kPut, true},        {"DELETE", Method::kDelete, true},    {"OPTIONS", Method::kOptions, true},
    {"TRACE", Method::kOptions, false}, {"CONNECT", Method::kOptions, false}, {"PATCH", Method::kOptions, false},
};

int parse_method(std::string_view name, Head& head) {
    for (const MethodName& known : kMethods) {
        if (name != known.name) continue;
        head.method = known.method;
        head.method_routable = known.routable;
        return kGo;
    }
    return is_token(name) && name.size() <= kMaxMethod ? 501 : 400;
}

int parse_version(std::string_view version, Head& head) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.starts_with("HTTP/") || !digit(version[5]) || version[6] != '.' ||
        !digit(version[7]))
        return 400;
    if (version[5] != '1' || version[7] > '1') return 505;
    head.http10 = version[7] == '0';
    head.keep_alive = !head.http10;
    return kGo;
}

/// Strips "http://host" and checks the rest; `authority` gets the host of an absolute target.
int parse_target(std::string_view method, Head& head, std::string_view& authority) {
    std::string_view target = head.target;
    if (method == "CONNECT") {
        if (!is_authority(target)) return 400;
        head.target = "*";
        return kGo;
    }
    if (target == "*") return head.method == Method::kOptions && head.method_routable ? kGo : 400;
    if (target.empty()) return 400;
    if (target.front() != '/') {
        const std::size_t scheme = same_word(target.substr(0, 7), "http://")    ? 7
                                   : same_word(target.substr(0, 8), "https://") ? 8
                                                                                : 0;
        if (scheme == 0) return 400;
        target.remove_prefix(scheme);
        const std::size_t end = std::min(target.find_first_of("/?#"), target.size());
        authority = target.substr(0, end);
        target.remove_prefix(end);
        if (!is_authority(authority)) return 400;
        if (target.empty()) target = "/";
    }
    if (!is_origin_form(target)) return 400;
    head.target = target;
    return kGo;
}

int parse_request_line(std::string_view line, Head& head, std::string_view& authority) {
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos || first == 0) return 400;
    const std::size_t second = line.find(' ', first + 1);
    if (second == std::string_view::npos) return 400;  // HTTP/0.9 has no version
    const std::string_view method = line.substr(0, first);
    head.target = line.substr(first + 1, second - first - 1);
    if (!is_token(method)) return 400;
    if (head.target.size() > kMaxTarget) return 414;
    if (const int status = parse_version(line.substr(second + 1), head)) return status;
    if (const int status = parse_method(method, head)) return status;
    return parse_target(method, head, authority);
}

/// What the fields together say about framing and connection; each may come once only.
struct Seen {
    std::optional<std::string_view> host, length, coding, expect, type, authorization;
    bool twice = false;
    bool close = false;

    void once(std::optional<std::string_view>& slot, std::string_view value) {
        twice |= slot.has_value();
        slot = value;
    }
};

bool next_word(std::string_view& list, std::string_view& word) {
    if (list.empty()) return false;
    const std::size_t comma = std::min(list.find(','), list.size());
    word = trimmed(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    return true;
}

void note_connection(std::string_view value, Head& head, Seen& seen) {
    for (std::string_view word; next_word(value, word);) {
        if (same_word(word, "close")) seen.close = true;
        if (same_word(word, "keep-alive")) head.keep_alive = true;
    }
}

void note_field(const HeadField& field, Head& head, Seen& seen) {
    switch (field.name.size()) {
        case 4:
            if (same_word(field.name, "Host")) seen.once(seen.host, field.value);
            break;
        case 6:
            if (same_word(field.name, "Expect")) seen.once(seen.expect, field.value);
            break;
        case 10:
            if (same_word(field.name, "Connection")) note_connection(field.value, head, seen);
            break;
        case 12:
            if (same_word(field.name, "Content-Type")) seen.once(seen.type, field.value);
            break;
        case 13:
            if (same_word(field.name, "Authorization")) seen.once(seen.authorization, field.value);
            break;
        case 14:
            if (same_word(field.name, "Content-Length")) seen.once(seen.length, field.value);
            break;
        case 17:
            if (same_word(field.name, "Transfer-Encoding")) seen.once(seen.coding, field.value);
            break;
        default:
            break;
    }
}

int parse_length(std::string_view value, Head& head) {
    if (value.empty()) return 400;
    for (const char c : value)
        if (c < '0' || c > '9') return 400;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), head.content_length);
    if (read.ec != std::errc{}) return 413;  // digits, but more bytes than a number holds
    head.framing = head.content_length == 0 ? Framing::kNone : Framing::kLength;
    return kGo;
}

/// Exactly `chunked` is read. Without `chunked` at the end the length cannot be known (400, RFC 9112 6.3); another
/// coding before it could be known elsewhere (501, RFC 9112 6.1).
int parse_coding(std::string_view value, const Seen& seen, Head& head) {
    if (head.http10 || seen.length) return 400;
    if (same_word(value, "chunked")) {
        head.framing = Framing::kChunked;
        return kGo;
    }
    std::string_view word;
    std::size_t words = 0, chunked = 0;
    bool proper = true;
    while (next_word(value, word)) {
        ++words;
        chunked += same_word(word, "chunked") ? 1 : 0;
        proper = proper && is_token(word);
    }
    return proper && words > 1 && chunked == 1 && same_word(word, "chunked") ? 501 : 400;
}

int conclude(const Seen& seen, std::string_view authority, Head& head) {
    if (seen.twice) return 400;
    if (seen.close) head.keep_alive = false;
    if (!seen.host && !head.http10) return 400;
    if (seen.host && !is_authority(*seen.host)) return 400;
    // An absolute target that names another host than Host does is read differently by different proxies.
    if (!authority.empty() && seen.host && !same_word(authority, *seen.host)) return 400;
    if (seen.length)
        if (const int status = parse_length(*seen.length, head)) return status;
    if (seen.coding)
        if (const int status = parse_coding(*seen.coding, seen, head)) return status;
    if (seen.expect && !head.http10) {
        if (!same_word(*seen.expect, "100-continue")) return 417;
        head.expects_continue = head.framing != Framing::kNone;
    }
    return kGo;
}

/// Finds the line that starts at `pos`. `end` is the place of its CR. A status for a bare LF.
int find_line(std::string_view bytes, std::size_t pos, std::size_t& end) {
    end = std::string_view::npos;
    const void* found = std::memchr(bytes.data() + pos, '\n', bytes.size() - pos);
    if (!found) return kGo;
    const auto newline = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    if (newline == pos || bytes[newline - 1] != '\r') return 400;
    end = newline - 1;
    return kGo;
}

/// Whether the beginning of a line can still become a good one: rubbish is refused now, not at the deadline.
int check_beginning(std::string_view line, bool first_line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!is_header_value(line)) return 400;
    if (!first_line) return kGo;
    const std::size_t space = line.find(' ');
    const std::string_view method = line.substr(0, space);
    if (!method.empty() && (!is_token(method) || method.size() > kMaxMethod)) return 400;
    return space != std::string_view::npos && line.size() - space - 1 > kMaxTarget + sizeof(" HTTP/1.1") ? 414 : kGo;
}

HeadResult unfinished(std::string_view bytes, std::size_t pos, bool first_line, std::size_t max_bytes) {
    if (const int status = check_beginning(bytes.substr(pos), first_line)) return {0, status};
    return {0, bytes.size() > max_bytes ? 431 : kGo};
}

}  // namespace

bool parse_field(std::string_view line, HeadField& field) {
    const std::size_t colon = token_length(line);
    if (colon == 0 || colon == line.size() || line[colon] != ':') return false;
    field.name = line.substr(0, colon);
    field.value = trimmed(line.substr(colon + 1));
    return is_header_value(field.value);
}

HeadResult parse_head(std::string_view bytes, std::size_t max_bytes, Head& head) {
    head.framing = Framing::kNone;
    head.content_length = 0;
    head.expects_continue = false;
    head.count = 0;
    if (bytes == "\r") return {};
    std::size_t pos = bytes.starts_with("\r\n") ? 2 : 0;  // RFC 9112 2.2: old clients end a form's body with one
    std::size_t end = 0;
    if (const int status = find_line(bytes, pos, end)) return {0, status};
    if (end == std::string_view::npos) return unfinished(bytes, pos, true, max_bytes);
    std::string_view authority;
    const std::string_view request_line = bytes.substr(pos, end - pos);
    if (const int status = parse_request_line(request_line, head, authority)) return {0, status};

    Seen seen;
    for (;;) {
        pos = end + 2;
        if (const int status = find_line(bytes, pos, end)) return {0, status};
        if (end == std::string_view::npos) return unfinished(bytes, pos, false, max_bytes);
        if (end + 2 > max_bytes || head.count == kMaxHeaders) return {0, 431};
        if (end == pos) break;
        HeadField& field = head.fields[head.count];
        if (!parse_field(bytes.substr(pos, end - pos), field)) return {0, 400};  // obs-fold begins with no token
        ++head.count;
        note_field(field, head, seen);
    }
    if (const int status = conclude(seen, authority, head)) return {0, status};
    return {end + 2, kGo};
}

}  // namespace yw::http

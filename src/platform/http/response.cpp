#include <stdexcept>

#include "platform/http/http.hpp"
#include "platform/http/response_head.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

Response typed(std::string bytes, int status, std::string_view content_type) {
    Response response;
    response.status = status;
    response.headers.push_back({"Content-Type", std::string(content_type)});
    response.body = std::move(bytes);
    return response;
}

bool is_cookie_value(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || c == '"' || c == ',' || c == ';' || c == '\\') return false;
    }
    return true;
}

/// For readers older than RFC 6266: every character that is not plain ASCII becomes an underscore.
std::string ascii_name(std::string_view name) {
    std::string out;
    while (!name.empty()) {
        const std::size_t length = std::max<std::size_t>(utf8_length(name), 1);
        const char c = name.front();
        const bool plain = length == 1 && c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '%';
        out.push_back(plain ? c : '_');
        name.remove_prefix(length);
    }
    return out;
}

/// Bytes above 0x7F become escapes: a Location header is ASCII.
std::string ascii_location(std::string_view location) {
    std::string out;
    for (const char c : location) {
        if (static_cast<unsigned char>(c) < 0x80)
            out.push_back(c);
        else
            out += url_encode(std::string_view(&c, 1));
    }
    return out;
}

}  // namespace

Response& Response::set(std::string name, std::string value) {
    check_header(name, value);
    std::erase_if(headers, [&](const Header& header) { return same_word(header.name, name); });
    headers.push_back({std::move(name), std::move(value)});
    return *this;
}

Response& Response::add(std::string name, std::string value) {
    check_header(name, value);
    headers.push_back({std::move(name), std::move(value)});
    return *this;
}

std::string_view Response::bytes() const {
    if (const auto* own = std::get_if<std::string>(&body)) return *own;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&body))
        return *shared ? std::string_view(**shared) : std::string_view{};
    return std::get<std::string_view>(body);
}

Response html(std::string page, int status) {
    return typed(std::move(page), status, "text/html; charset=utf-8");
}
Response json(std::string text, int status) {
    return typed(std::move(text), status, "application/json");
}
Response text(std::string text, int status) {
    return typed(std::move(text), status, "text/plain; charset=utf-8");
}

bool is_site_path(std::string_view location) {
    if (location.empty() || location.front() != '/') return false;
    if (location.size() > 1 && location[1] == '/') return false;
    for (const char c : location) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F || c == '\\') return false;
    }
    return is_utf8(location);
}

Response see_other(std::string location) {
    if (!is_site_path(location)) throw std::invalid_argument("redirect to something that is no path of this site");
    Response response;
    response.status = 303;
    response.set("Location", ascii_location(location));
    return response;
}

Response file(std::string bytes, std::string_view content_type, std::string_view name) {
    Response response;
    response.set("Content-Type", std::string(content_type));
    response.set("Content-Disposition",
                 "attachment; filename=\"" + ascii_name(name) + "\"; filename*=UTF-8''" + url_encode(name));
    response.body = std::move(bytes);
    return response;
}

void set_cookie(Response& response, std::string_view name, std::string_view value, CookieOptions options) {
    if (!is_token(name) || !is_cookie_value(value))
        throw std::invalid_argument("cookie with a character it cannot have");
    std::string line = std::string(name) + "=" + std::string(value) + "; Path=/";
    if (options.max_age.count() > 0) line += "; Max-Age=" + std::to_string(options.max_age.count());
    line += "; Secure";
    if (options.http_only) line += "; HttpOnly";
    line += "; SameSite=Lax";
    response.add("Set-Cookie", std::move(line));
}

void clear_cookie(Response& response, std::string_view name) {
    if (!is_token(name)) throw std::invalid_argument("cookie with a character it cannot have");
    response.add("Set-Cookie", std::string(name) + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
}

}  // namespace yw::http

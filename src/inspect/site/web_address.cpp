#include "inspect/site/web_address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>

namespace yw::site {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

constexpr std::size_t kLongestAddress = 4096;
/// Parts of a path that name one thing of many: identifiers are longer than words.
constexpr std::size_t kLongCode = 16;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// As browsers read it: no space around, no line breaks inside, backslashes are slashes.
std::string tidied(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    std::string result;
    bool in_query = false;
    for (const char c : text) {
        if (c == '\n' || c == '\r' || c == '\t' || c == '\0') continue;
        in_query = in_query || c == '?' || c == '#';
        result += c == '\\' && !in_query ? '/' : c;
    }
    return result;
}

/// The scheme of "javascript:…"; empty for a relative link.
std::string scheme_in(std::string_view link) {
    std::string scheme;
    for (const char c : link) {
        if (c == ':') return scheme;
        const bool fits =
            is_letter(c) || (!scheme.empty() && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
        if (!fits) return {};
        scheme += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return {};
}

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(handle, which, &text, flags) != CURLUE_OK || !text) return {};
    std::string result(text);
    curl_free(text);
    return result;
}

/// "%e8" and "%E8" are one address.
void raise_escapes(std::string& text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '%')
            for (const std::size_t k : {i + 1, i + 2})
                text[k] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[k])));
}

std::optional<WebAddress> read(CURLU* handle) {
    curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
    // Names and passwords in links are not for an inspection to use.
    curl_url_set(handle, CURLUPART_USER, nullptr, 0);
    curl_url_set(handle, CURLUPART_PASSWORD, nullptr, 0);
    WebAddress address;
    address.scheme = part(handle, CURLUPART_SCHEME);
    address.host = part(handle, CURLUPART_HOST);
    std::transform(address.host.begin(), address.host.end(), address.host.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if ((address.scheme != "http" && address.scheme != "https") || address.host.empty()) return std::nullopt;
    curl_url_set(handle, CURLUPART_HOST, address.host.c_str(), 0);
    address.port = std::atoi(part(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
    address.path = part(handle, CURLUPART_PATH);
    address.query = part(handle, CURLUPART_QUERY);
    address.text = part(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
    for (std::string* each : {&address.path, &address.query, &address.text}) raise_escapes(*each);
    if (address.path.empty() || address.text.empty() || address.text.size() > kLongestAddress) return std::nullopt;
    return address;
}

bool names_one_of_many(std::string_view segment) {
    const bool digits = std::any_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits || segment.size() >= kLongCode;
}

}  // namespace

std::optional<WebAddress> parse_address(std::string_view typed) {
    std::string text = tidied(typed);
    if (text.empty() || text.size() > kLongestAddress) return std::nullopt;
    if (text.find("://") == std::string::npos) text = "http://" + text;
    const Handle handle(curl_url(), curl_url_cleanup);
    if (curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK) return std::nullopt;
    return read(handle.get());
}

std::optional<WebAddress> resolve(const WebAddress& base, std::string_view link) {
    const std::string text = tidied(link);
    if (text.size() > kLongestAddress) return std::nullopt;
    if (text.empty() || text[0] == '#') return base;
    const auto scheme = scheme_in(text);
    if (!scheme.empty() && scheme != "http" && scheme != "https") return std::nullopt;
    const Handle handle(curl_url(), curl_url_cleanup);
    if (curl_url_set(handle.get(), CURLUPART_URL, base.text.c_str(), 0) != CURLUE_OK) return std::nullopt;
    if (curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK) return std::nullopt;
    return read(handle.get());
}

bool same_site(const WebAddress& a, const WebAddress& b) {
    if (a.host != b.host) return false;
    const auto own_port = [](const WebAddress& address) {
        return address.port == (address.scheme == "https" ? 443 : 80);
    };
    return a.port == b.port || (own_port(a) && own_port(b));
}

bool is_loopback(const WebAddress& address) {
    return address.host == "localhost" || address.host.starts_with("127.") || address.host == "[::1]" ||
           address.host.ends_with(".localhost");
}

std::string shape_of(const WebAddress& address) {
    std::string shape;
    std::string_view rest = address.path;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        shape += "/";
        shape += names_one_of_many(segment) ? "#" : segment;
        rest.remove_prefix(end);
    }
    rest = address.query;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        shape += "&";
        shape += rest.substr(0, std::min(rest.find('='), end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return shape;
}

std::string ending_of(const WebAddress& address) {
    const auto slash = address.path.rfind('/');
    const auto dot = address.path.rfind('.');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) return {};
    std::string ending = address.path.substr(dot + 1);
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

}  // namespace yw::site

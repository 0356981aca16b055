// Addresses of pages: what a link leads to, and whether that is still the platform.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yw::site {

/// An absolute http or https address, normalised: dot segments and fragment removed, what needs it percent-encoded.
struct WebAddress {
    std::string text;
    std::string scheme;  ///< http | https
    std::string host;    ///< lower case
    int port = 0;        ///< 80 and 443 where none is written
    std::string path;    ///< "/" at least
    std::string query;   ///< without the question mark

    /// What robots.txt is asked about.
    std::string path_and_query() const { return query.empty() ? path : path + "?" + query; }
    friend bool operator==(const WebAddress& a, const WebAddress& b) { return a.text == b.text; }
    friend bool operator<(const WebAddress& a, const WebAddress& b) { return a.text < b.text; }
};

/// What a person types: without a scheme it is taken for http.
std::optional<WebAddress> parse_address(std::string_view typed);
/// Where a link on `base` leads. Nothing for mailto:, tel:, javascript: and what no browser could open.
std::optional<WebAddress> resolve(const WebAddress& base, std::string_view link);
/// The same host; http and https of their own ports are one site.
bool same_site(const WebAddress& a, const WebAddress& b);
/// The machine itself: a connection that nobody can listen to.
bool is_loopback(const WebAddress& address);
/// Pages made by one template: digits and long codes of the path stand as #, of the query only the names.
std::string shape_of(const WebAddress& address);
/// The ending of the last part of the path in lower case, without the dot: "docx".
std::string ending_of(const WebAddress& address);

}  // namespace yw::site

#include "platform/http/response_head.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <stdexcept>

#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

/// The headers that say where a message ends, or belong to the connection: only the server writes them.
bool belongs_to_connection(std::string_view name) {
    switch (name.size()) {
        case 4:
            return same_word(name, "Date");
        case 7:
            return same_word(name, "Trailer") || same_word(name, "Upgrade");
        case 10:
            return same_word(name, "Connection") || same_word(name, "Keep-Alive");
        case 14:
            return same_word(name, "Content-Length");
        case 17:
            return same_word(name, "Transfer-Encoding");
        default:
            return false;
    }
}

}  // namespace

void check_header(std::string_view name, std::string_view value) {
    if (!is_token(name)) throw std::invalid_argument("header name is no token");
    if (!is_header_value(value)) throw std::invalid_argument("control character in header " + std::string(name));
    if (belongs_to_connection(name)) throw std::invalid_argument("only the server sets " + std::string(name));
}

bool may_have_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

void append_head(std::string& out, const Response& response, std::string_view date, Closing closing) {
    char digits[24];
    const auto number = [&](auto value) {
        return std::string_view(digits,
                                static_cast<std::size_t>(std::to_chars(digits, std::end(digits), value).ptr - digits));
    };
    out.append("HTTP/1.1 ").append(number(response.status)).append(" ").append(reason_phrase(response.status));
    out.append("\r\nDate: ").append(date);
    if (may_have_body(response.status)) out.append("\r\nContent-Length: ").append(number(response.bytes().size()));
    out.append("\r\n");
    for (const Header& header : response.headers)
        out.append(header.name).append(": ").append(header.value).append("\r\n");
    if (closing.close)
        out.append("Connection: close\r\n");
    else if (closing.tell_alive)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
}

std::string http_date(std::int64_t unix_seconds) {
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds instant{std::chrono::seconds{unix_seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day ymd{day};
    const std::chrono::hh_mm_ss clock{instant - day};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday{day}.c_encoding()],
                       static_cast<unsigned>(ymd.day()), kMonths[static_cast<unsigned>(ymd.month()) - 1],
                       static_cast<int>(ymd.year()), clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
}

}  // namespace yw::http

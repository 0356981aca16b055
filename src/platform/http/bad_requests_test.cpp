#include "platform/http/bad_requests_test.hpp"

#include <string_view>

namespace yw::http {

namespace {

using namespace std::string_view_literals;

struct Row {
    const char* what;
    std::string_view text;
    int status = 400;
};

/// Request lines, before a good Host.
constexpr Row kLines[] = {
    {"HTTP/0.9", "GET /", 400},
    {"HTTP/2 preface", "PRI * HTTP/2.0", 505},
    {"HTTP/1.2", "GET / HTTP/1.2", 505},
    {"HTTP/3.0", "GET / HTTP/3.0", 505},
    {"lower-case version", "GET / http/1.1", 400},
    {"version with letters", "GET / HTTP/1.x", 400},
    {"version without minor", "GET / HTTP/1", 400},
    {"no method", " / HTTP/1.1", 400},
    {"method that is no token", "GE(T / HTTP/1.1", 400},
    {"unknown method", "BREW / HTTP/1.1", 501},
    {"lower-case method", "get / HTTP/1.1", 501},
    {"two spaces before the target", "GET  / HTTP/1.1", 400},
    {"two spaces after the target", "GET /  HTTP/1.1", 400},
    {"tab instead of space", "GET\t/ HTTP/1.1", 400},
    {"word after the version", "GET / HTTP/1.1 x", 400},
    {"space in the target", "GET /a b HTTP/1.1", 400},
};

/// Targets of a GET.
constexpr Row kTargets[] = {
    {"no slash", "items"},
    {"asterisk with GET", "*"},
    {"fragment", "/a#b"},
    {"fragment in the query", "/a?b#c"},
    {"other scheme", "ftp://a/"},
    {"javascript scheme", "javascript:alert(1)"},
    {"absolute without host", "http:///a"},
    {"absolute with another host", "http://evil.example/a"},
    {"absolute with user", "http://u:p@a/"},
    {"absolute with fragment", "http://a/#x"},
    {"absolute with dot segments", "http://a/../b"},
    {"incomplete escape", "/%4"},
    {"escape without digits", "/%zz"},
    {"lone percent sign", "/100%"},
    {"incomplete escape in the query", "/?a=%4"},
    {"escaped NUL", "/a%00b"},
    {"escaped line break", "/a%0d%0ab"},
    {"escaped DEL", "/a%7Fb"},
    {"escaped slash", "/a%2Fb"},
    {"escaped NUL in the query", "/?a=%00"},
    {"overlong slash", "/%C0%AF"},
    {"overlong dot", "/%c0%ae%c0%ae/"},
    {"surrogate", "/%ED%A0%80"},
    {"GBK", "/%B1%B1"},
    {"GBK in the query", "/?q=%B1%B1"},
    {"cut UTF-8", "/%E4%BD"},
    {"raw bytes above ASCII", "/\xe4\xbd\xa0"},
    {"dot-dot segment", "/a/../b"},
    {"dot-dot at the end", "/a/.."},
    {"dot segment", "/./a"},
    {"dot at the end", "/a/."},
    {"escaped dot-dot segment", "/a/%2e%2E/b"},
    {"half escaped dot-dot segment", "/a/.%2e/b"},
    {"backslash", "/a\\b"},
    {"escaped backslash", "/a%5Cb"},
    {"backslash in the query", "/?a=\\"},
    {"quotation mark", "/a\"b"},
    {"markup", "/<script>"},
    {"NUL", "/a\0b"sv},
    {"DEL", "/a\x7f"},
};

/// Header fields of a POST.
constexpr Row kFields[] = {
    {"xchunked", "Transfer-Encoding: xchunked"},
    {"gzip", "Transfer-Encoding: gzip"},
    {"gzip with a length", "Transfer-Encoding: gzip\r\nContent-Length: 5"},
    {"gzip, chunked", "Transfer-Encoding: gzip, chunked", 501},
    {"chunked, gzip", "Transfer-Encoding: chunked, gzip"},
    {"chunked twice", "Transfer-Encoding: chunked, chunked"},
    {"chunked in two fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"},
    {"identity and chunked in two fields", "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked"},
    {"chunked with parameter", "Transfer-Encoding: chunked;x=1"},
    {"chunked in quotes", "Transfer-Encoding: \"chunked\""},
    {"chunked with vertical tab", "Transfer-Encoding: \vchunked"},
    {"empty coding", "Transfer-Encoding:"},
    {"chunked with a length", "Transfer-Encoding: chunked\r\nContent-Length: 5"},
    {"length with chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked"},
    {"two lengths", "Content-Length: 5\r\nContent-Length: 6"},
    {"the same length twice", "Content-Length: 5\r\nContent-Length: 5"},
    {"list of lengths", "Content-Length: 5, 5"},
    {"empty length", "Content-Length:"},
    {"signed length", "Content-Length: +5"},
    {"negative length", "Content-Length: -5"},
    {"hexadecimal length", "Content-Length: 0x5"},
    {"length with a space", "Content-Length: 5 5"},
    {"fractional length", "Content-Length: 5.0"},
    {"length past 64 bits", "Content-Length: 99999999999999999999", 413},
    {"space before the colon", "X-A : 1"},
    {"tab before the colon", "X-A\t: 1"},
    {"space before the name", " X-A: 1"},
    {"folded line", "X-A: 1\r\n 2"},
    {"folded line with a tab", "X-A: 1\r\n\t2"},
    {"no colon", "X-A"},
    {"no name", ": 1"},
    {"name that is no token", "X(A): 1"},
    {"name above ASCII", "X-\xe4\xbd\xa0: 1"},
    {"NUL in a value", "X-A: 1\0"sv},
    {"NUL in a name", "X\0A: 1"sv},
    {"control character in a value", "X-A: \x01"},
    {"escape in a value", "X-A: \x1b[0m"},
    {"DEL in a value", "X-A: \x7f"},
    {"bare CR in a value", "X-A: 1\rX-B: 2"},
    {"two content types", "Content-Type: text/plain\r\nContent-Type: text/html"},
    {"two authorizations", "Authorization: Basic a\r\nAuthorization: Basic b"},
    {"other expectation", "Expect: 200-ok\r\nContent-Length: 3", 417},
};

/// Whole requests.
constexpr Row kWhole[] = {
    {"rubbish without a line end", "\x16\x03\x01\x02\x00\x01"sv, 400},
    {"two empty lines before the request", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bare LF before the request", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
    {"bare LF after a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
    {"bare LF at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
    {"bare CR in the request line", "GET /\rx HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"chunked on HTTP/1.0", "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"the same Host twice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    {"two Hosts on HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"Host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"Host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"Host with space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
    {"list of Hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
    {"Host with a port of letters", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
    {"Host with open bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
};

/// Those that break a limit, and are made rather than written.
void add_long_ones(std::vector<BadRequest>& all) {
    const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";
    all.push_back({"method that is too long", std::string(40, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 400});
    all.push_back({"target over 8 KiB", "GET /" + std::string(8192, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414});
    all.push_back({"target without an end", "GET /" + std::string(9 * 1024, 'a'), 414});
    all.push_back({"head over the limit", get + "X-A: " + std::string(17 * 1024, 'a') + "\r\n\r\n", 431});
    all.push_back({"head without an end", get + "X-A: " + std::string(17 * 1024, 'a'), 431});
    std::string many = get;
    for (int i = 0; i < 100; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    all.push_back({"more fields than a hundred", many + "\r\n", 431});
}

}  // namespace

void PrintTo(const BadRequest& bad, std::ostream* out) {
    *out << bad.what;
}

std::vector<BadRequest> bad_requests() {
    std::vector<BadRequest> all;
    const auto add = [&](const Row& row, std::string_view before, std::string_view after) {
        all.push_back({row.what, std::string(before).append(row.text).append(after), row.status});
    };
    for (const Row& row : kLines) add(row, "", "\r\nHost: a\r\n\r\n");
    for (const Row& row : kTargets) add(row, "GET ", " HTTP/1.1\r\nHost: a\r\n\r\n");
    for (const Row& row : kFields) add(row, "POST /echo HTTP/1.1\r\nHost: a\r\n", "\r\n\r\n");
    for (const Row& row : kWhole) add(row, "", "");
    add_long_ones(all);
    return all;
}

}  // namespace yw::http

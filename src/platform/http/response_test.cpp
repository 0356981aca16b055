#include <gtest/gtest.h>

#include "platform/http/response_head.hpp"

namespace yw::http {
namespace {

std::string header_of(const Response& response, std::string_view name) {
    std::string all;
    for (const Header& header : response.headers)
        if (header.name == name) all += (all.empty() ? "" : " | ") + header.value;
    return all;
}

TEST(Response, SetReplacesAndAddRepeats) {
    Response response;
    response.set("X-A", "1").set("x-a", "2").add("X-B", "3").add("X-B", "4");
    EXPECT_EQ(response.headers.size(), 3U);
    EXPECT_EQ(header_of(response, "x-a"), "2");
    EXPECT_EQ(header_of(response, "X-B"), "3 | 4");
}

struct BadHeader {
    std::string name, value;
};
class HeaderInjection : public testing::TestWithParam<BadHeader> {};
TEST_P(HeaderInjection, IsRefused) {
    Response response;
    EXPECT_THROW(response.set(GetParam().name, GetParam().value), std::invalid_argument);
    EXPECT_THROW(response.add(GetParam().name, GetParam().value), std::invalid_argument);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         HeaderInjection,
                         testing::Values(BadHeader{"X", "a\r\nSet-Cookie: b=c"},
                                         BadHeader{"X", "a\nb"},
                                         BadHeader{"X", "a\rb"},
                                         BadHeader{"X", std::string("a\0b", 3)},
                                         BadHeader{"X Y", "a"},
                                         BadHeader{"X:", "a"},
                                         BadHeader{"", "a"},
                                         BadHeader{"Content-Length", "0"},
                                         BadHeader{"transfer-encoding", "chunked"},
                                         BadHeader{"Connection", "close"}));

class OtherPlace : public testing::TestWithParam<std::string> {};
TEST_P(OtherPlace, IsNoPathOfThisSite) {
    EXPECT_FALSE(is_site_path(GetParam()));
    EXPECT_THROW(see_other(GetParam()), std::invalid_argument);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         OtherPlace,
                         testing::Values("",
                                         "items",
                                         "//evil.example",
                                         "/\\evil.example",
                                         "\\\\evil.example",
                                         "https://evil.example",
                                         "javascript:alert(1)",
                                         "/\t/evil.example",
                                         "/a\r\nSet-Cookie: x=y",
                                         "/a b",
                                         " /a"));

TEST(SeeOther, PointsToAPathOfThisSite) {
    const Response response = see_other("/items/1?q=a#top");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header_of(response, "Location"), "/items/1?q=a#top");
    EXPECT_EQ(header_of(see_other("/查询"), "Location"), "/%E6%9F%A5%E8%AF%A2");
    EXPECT_TRUE(is_site_path("/"));
}

TEST(File, ChineseNameIsSentAsRfc6266Says) {
    const Response response = file("%PDF", "application/pdf", "准予许可决定书 \"1\".pdf");
    EXPECT_EQ(header_of(response, "Content-Disposition"),
              "attachment; filename=\"_______ _1_.pdf\"; "
              "filename*=UTF-8''%E5%87%86%E4%BA%88%E8%AE%B8%E5%8F%AF%E5%86%B3%E5%AE%9A%E4%B9%A6%20%221%22.pdf");
    EXPECT_EQ(response.bytes(), "%PDF");
}

TEST(File, LineBreakInANameCannotLeaveTheHeader) {
    const Response response = file("x", "text/plain", "a\r\nSet-Cookie: b=c");
    EXPECT_EQ(header_of(response, "Content-Disposition").find('\n'), std::string::npos);
}

TEST(Cookie, IsAlwaysSecureAndSameSite) {
    Response response;
    set_cookie(response, "session", "abc", {std::chrono::seconds{60}, true});
    EXPECT_EQ(header_of(response, "Set-Cookie"), "session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    Response plain;
    set_cookie(plain, "view", "large", {std::chrono::seconds{0}, false});
    EXPECT_EQ(header_of(plain, "Set-Cookie"), "view=large; Path=/; Secure; SameSite=Lax");
    EXPECT_THROW(set_cookie(plain, "a", "b; Domain=evil"), std::invalid_argument);
    EXPECT_THROW(set_cookie(plain, "a b", "c"), std::invalid_argument);
    clear_cookie(plain, "view");
    EXPECT_NE(header_of(plain, "Set-Cookie").find("Max-Age=0"), std::string::npos);
}

TEST(Cookie, IsReadFromAllCookieHeaders) {
    Request request;
    request.headers = {{"Cookie", "a=1; b=\"x\"; aa=2"}, {"cookie", "c=3=4"}};
    EXPECT_EQ(request.cookie("a"), "1");
    EXPECT_EQ(request.cookie("b"), "\"x\"");
    EXPECT_EQ(request.cookie("aa"), "2");
    EXPECT_EQ(request.cookie("c"), "3=4");
    EXPECT_EQ(request.cookie("d"), "");
}

TEST(ResponseHead, SaysLengthDateAndEnd) {
    std::string out;
    append_head(out, text("hello"), "NOW", {});
    EXPECT_EQ(out,
              "HTTP/1.1 200 OK\r\nDate: NOW\r\nContent-Length: 5\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
    out.clear();
    Response not_modified;
    not_modified.status = 304;
    append_head(out, not_modified, "NOW", {true, false});
    EXPECT_EQ(out, "HTTP/1.1 304 Not Modified\r\nDate: NOW\r\nConnection: close\r\n\r\n");
}

TEST(ResponseHead, DateIsOfRfc9110) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(1772413200), "Mon, 02 Mar 2026 01:00:00 GMT");
}

struct Session {
    int number;
};
struct Rights {
    std::string role;
};
TEST(Request, GuardsLeaveOneValueOfEachType) {
    Request request;
    EXPECT_EQ(request.get<Session>(), nullptr);
    const Session& first = request.put(Session{1});
    request.put(Rights{"officer"});
    EXPECT_EQ(first.number, 1);
    request.put(Session{2});
    EXPECT_EQ(request.get<Session>()->number, 2);
    EXPECT_EQ(request.get<Rights>()->role, "officer");
    request.reset();
    EXPECT_EQ(request.get<Rights>(), nullptr);
}

}  // namespace
}  // namespace yw::http

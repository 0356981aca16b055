#include "identity/visitor.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/http/test_client.hpp"

namespace yw::identity {
namespace {

const crypto::Keys& keys() {
    static const crypto::Keys made = crypto::Keys::for_test("forms");
    return made;
}

Visitor with_session(const std::string& secret) {
    auto session = std::make_shared<Session>();
    session->form_secret = secret;
    Visitor visitor;
    visitor.session = std::move(session);
    visitor.keys = &keys();
    return visitor;
}

Visitor with_visit(const std::string& visit) {
    Visitor visitor;
    visitor.keys = &keys();
    visitor.visit = visit;
    return visitor;
}

http::Request form_of(const std::string& token, std::vector<http::Header> headers = {}) {
    headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    headers.push_back({"Host", "zwfw.example"});
    return http::test_request(http::Method::kPost, "/x", std::move(headers), "csrf=" + http::url_encode(token));
}

TEST(FormToken, OnlyTheVisitorsOwnIsRight) {
    const Visitor session = with_session("a"), other = with_session("b"), visit = with_visit("a"),
                  fresh = with_visit("");
    const std::string right = expected_form_token(session).value();
    struct {
        const Visitor& visitor;
        std::string token;
        FormCheck check;
    } const cases[] = {
        {session, right, FormCheck::kRight},
        {session, "", FormCheck::kWrongToken},
        {session, right + "x", FormCheck::kWrongToken},
        {session, right.substr(1), FormCheck::kWrongToken},
        {session, "a", FormCheck::kWrongToken},
        {session, expected_form_token(other).value(), FormCheck::kWrongToken},
        {session, expected_form_token(visit).value(), FormCheck::kWrongToken},
        {visit, expected_form_token(visit).value(), FormCheck::kRight},
        {visit, right, FormCheck::kWrongToken},
        {fresh, "", FormCheck::kWrongToken},
        {fresh, right, FormCheck::kWrongToken},
    };
    for (const auto& each : cases) {
        http::Request request = form_of(each.token);
        EXPECT_EQ(check_form(request, each.visitor, ""), each.check) << each.token;
    }
}

TEST(FormToken, MayComeInAHeaderInstead) {
    const Visitor visitor = with_session("a");
    const std::string right = expected_form_token(visitor).value();
    http::Request good = http::test_request(http::Method::kPost, "/x", {{"X-CSRF-Token", right}});
    EXPECT_EQ(check_form(good, visitor, ""), FormCheck::kRight);
    http::Request bad = form_of(right, {{"X-CSRF-Token", "wrong"}});
    EXPECT_EQ(check_form(bad, visitor, ""), FormCheck::kWrongToken);
}

TEST(FormToken, ARightTokenFromAnotherSiteIsRefused) {
    const Visitor visitor = with_session("a");
    const std::string right = expected_form_token(visitor).value();
    struct {
        std::vector<http::Header> headers;
        FormCheck check;
    } const cases[] = {
        {{}, FormCheck::kRight},
        {{{"Sec-Fetch-Site", "same-origin"}}, FormCheck::kRight},
        {{{"Sec-Fetch-Site", "none"}}, FormCheck::kRight},
        {{{"Sec-Fetch-Site", "cross-site"}}, FormCheck::kOtherSite},
        {{{"Sec-Fetch-Site", "same-site"}}, FormCheck::kOtherSite},
        {{{"Origin", "https://zwfw.example"}}, FormCheck::kRight},
        {{{"Origin", "https://evil.example"}}, FormCheck::kOtherSite},
        {{{"Origin", "https://zwfw.example.evil.example"}}, FormCheck::kOtherSite},
        {{{"Origin", "https://zwfw.example:8443"}}, FormCheck::kOtherSite},
        {{{"Origin", "null"}}, FormCheck::kOtherSite},
        {{{"Origin", "null"}, {"Sec-Fetch-Site", "same-origin"}}, FormCheck::kRight},
        {{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-origin"}}, FormCheck::kOtherSite},
    };
    for (const auto& each : cases) {
        http::Request request = form_of(right, each.headers);
        EXPECT_EQ(check_form(request, visitor, ""), each.check)
            << (each.headers.empty() ? "none" : each.headers[0].value);
    }
    http::Request behind_proxy = form_of(right, {{"Origin", "https://zwfw.gov.example"}});
    EXPECT_EQ(check_form(behind_proxy, visitor, "https://zwfw.gov.example"), FormCheck::kRight);
    http::Request plain = form_of(right, {{"Origin", "http://zwfw.gov.example"}});
    EXPECT_EQ(check_form(plain, visitor, "https://zwfw.gov.example"), FormCheck::kOtherSite);
}

TEST(FormToken, IsNotMadeForAPageThatIsTheSameForAll) {
    const http::Request request = http::test_request(http::Method::kGet, "/");
    EXPECT_THROW((void)form_token(request), std::logic_error);
}

TEST(FormToken, OfANewVisitorStaysTheSameOnAPage) {
    http::Request request = http::test_request(http::Method::kGet, "/");
    request.put(with_visit(""));
    const std::string token = form_token(request);
    EXPECT_EQ(form_token(request), token);
    EXPECT_TRUE(request.get<Visitor>()->new_visit);
}

TEST(SafeReturn, GoesOnlyToPagesOfThisSite) {
    struct {
        std::string typed;
        std::string onward;
    } const cases[] = {
        {"/apply/d/1?step=2", "/apply/d/1?step=2"},
        {"/", "/"},
        {"/搜索?q=身份证", "/搜索?q=身份证"},
        {"", "/me"},
        {"//evil.example", "/me"},
        {"/\\evil.example", "/me"},
        {"\\\\evil.example", "/me"},
        {"https://evil.example/", "/me"},
        {"javascript:alert(1)", "/me"},
        {" /x", "/me"},
        {"/\t/evil.example", "/me"},
        {"/\r\nSet-Cookie: a=b", "/me"},
        {"evil.example", "/me"},
        {"/sign-in?back=/sign-in", "/me"},
        {"/sign-out", "/me"},
        {"/staff/sign-in#x", "/me"},
        {"/sign-in-help", "/sign-in-help"},
        {"/" + std::string(2000, 'a'), "/me"},
    };
    for (const auto& each : cases) EXPECT_EQ(safe_return(each.typed, "/me"), each.onward) << each.typed;
}

}  // namespace
}  // namespace yw::identity

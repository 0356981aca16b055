#include "identity/identity_fixture_test.hpp"
#include "identity/sessions.hpp"

namespace yw::identity {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const http::Response& response) {
    return std::string(response.bytes());
}

Browser::Pairs a_sign_up() {
    return {{"kind", "person"},
            {"name", "王演示"},
            {"id_number", "511602 19880615 001x"},
            {"phone", "139 0000 0003"},
            {"password", "over the hills and far"},
            {"password_again", "over the hills and far"},
            {"agree", "yes"},
            {"agree_number", "yes"}};
}

Browser::Pairs with(Browser::Pairs fields, const std::string& name, const std::string& value) {
    for (auto& [key, old] : fields)
        if (key == name) {
            old = value;
            return fields;
        }
    fields.emplace_back(name, value);
    return fields;
}

class PagesTest : public IdentityTest {};

TEST_P(PagesTest, SigningUpSignsInAndGoesBack) {
    Browser someone = browser();
    EXPECT_THAT(page_of(someone.get("/sign-up?back=/apply/1")), HasSubstr("name=\"back\" value=\"/apply/1\""));
    const auto answer = someone.post("/sign-up", with(a_sign_up(), "back", "/apply/1"));
    EXPECT_EQ(answer.status, 303) << answer.bytes();
    EXPECT_EQ(header_of(answer, "Location"), "/apply/1");
    EXPECT_EQ(page_of(someone.get("/hello")), "hello 王*示");
    const std::string own = page_of(someone.get("/me/account"));
    EXPECT_THAT(own, HasSubstr("王*示"));
    EXPECT_THAT(own, HasSubstr("5****************X"));
    EXPECT_THAT(own, HasSubstr("139****0003"));
    for (const char* whole : {"王演示", "51160219880615001X", "13900000003"}) EXPECT_THAT(own, Not(HasSubstr(whole)));
}

TEST_P(PagesTest, AnAgentSignsUpForAFirm) {
    Browser someone = browser();
    (void)someone.get("/sign-up?kind=agent");
    auto fields = with(with(a_sign_up(), "kind", "agent"), "firm_name", "广安样例商贸有限公司");
    EXPECT_EQ(someone.post("/sign-up", fields).status, 422);
    fields = with(with(fields, "credit_code", "91511602dm0009421d"), "representative", "赵模拟");
    EXPECT_EQ(someone.post("/sign-up", fields).status, 303);
    const std::string own = page_of(someone.get("/me/account"));
    EXPECT_THAT(own, HasSubstr("广安样例商贸有限公司"));
    EXPECT_THAT(own, HasSubstr("91511602DM0009421D"));
    EXPECT_THAT(own, HasSubstr("赵*拟"));
}

TEST_P(PagesTest, FaultsKeepWhatWasTypedButNeverThePassword) {
    Browser someone = browser();
    (void)someone.get("/sign-up");
    const auto answer = someone.post("/sign-up", with(a_sign_up(), "phone", "123"));
    const std::string page = page_of(answer);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(page, HasSubstr("有1处要改"));
    EXPECT_THAT(page, HasSubstr("href=\"#f-phone\""));
    EXPECT_THAT(page, HasSubstr("id=\"f-phone-error\""));
    EXPECT_THAT(page, HasSubstr("value=\"王演示\""));
    EXPECT_THAT(page, HasSubstr("value=\"123\""));
    EXPECT_THAT(page, HasSubstr("name=\"agree\" type=\"checkbox\" value=\"yes\" checked"));
    EXPECT_THAT(page, Not(HasSubstr("over the hills")));
}

TEST_P(PagesTest, AClosedAccountIsForgottenAtOnce) {
    Browser someone = browser();
    (void)someone.get("/sign-up");
    ASSERT_EQ(someone.post("/sign-up", a_sign_up()).status, 303);
    (void)someone.get("/me/account");
    const std::string password = "over the hills and far";
    EXPECT_THAT(page_of(someone.post("/me/account/close", {{"close_current", password}})),
                HasSubstr("f-close-sure-error"));
    EXPECT_THAT(page_of(someone.post("/me/account/close", {{"close_current", "not it"}, {"close_sure", "yes"}})),
                HasSubstr("f-close-current-error"));
    may_not_leave_ = true;
    EXPECT_THAT(page_of(someone.post("/me/account/close", {{"close_current", password}, {"close_sure", "yes"}})),
                HasSubstr("刚刚在别处改过"));
    may_not_leave_ = false;
    const auto closed = someone.post("/me/account/close", {{"close_current", password}, {"close_sure", "yes"}});
    EXPECT_EQ(header_of(closed, "Location"), "/sign-in?closed=1");
    EXPECT_EQ(someone.get("/me/account").status, 303);
    (void)someone.get("/sign-in");
    EXPECT_EQ(someone.post("/sign-in", {{"login", "13900000003"}, {"password", password}}).status, 422);
    EXPECT_EQ(count("identity_account WHERE name_sealed IS NULL AND phone_sealed IS NULL AND password_hash = ''"), 1);
    // The number is free again.
    EXPECT_EQ(someone.post("/sign-up", a_sign_up()).status, 303);
}

TEST_P(PagesTest, TextOfOutsidersStaysText) {
    const std::string markup = "\"><script>alert('x')</script>'; DROP TABLE identity_account; --";
    Browser someone = browser();
    (void)someone.get("/sign-up?kind=agent");
    auto fields = with(a_sign_up(), "kind", "agent");
    for (const char* name : {"name", "id_number", "phone", "password", "password_again", "agree", "agree_number",
                             "back", "firm_name", "credit_code", "representative"})
        fields = with(fields, name, markup);
    const auto sign_up = someone.post("/sign-up", fields);
    EXPECT_EQ(sign_up.status, 422);
    EXPECT_THAT(page_of(sign_up), Not(HasSubstr("<script>")));
    (void)someone.get("/sign-in");
    const auto sign_in =
        someone.post("/sign-in", {{"login", markup}, {"password", markup}, {"back", markup}, {"kind", markup}});
    EXPECT_EQ(sign_in.status, 422);
    EXPECT_THAT(page_of(sign_in), Not(HasSubstr("<script>")));
    const auto query = "/sign-in?back=" + http::url_encode(markup) + "&kind=" + http::url_encode(markup);
    EXPECT_THAT(page_of(someone.get(query)), Not(HasSubstr("<script>")));
    Browser own = signed_in(Role::kPerson);
    (void)own.get("/me/account");
    EXPECT_THAT(page_of(own.post("/me/account/phone", {{"phone", markup}, {"phone_current", markup}})),
                Not(HasSubstr("<script>")));
    EXPECT_EQ(count("identity_account"), std::ssize(demo_accounts()));
}

TEST_P(PagesTest, SigningInGoesBackOnlyWithinThisSite) {
    for (const std::string back : {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)",
                                   "/sign-out", "/%0d%0aSet-Cookie:a=b"}) {
        Browser someone = browser();
        (void)someone.get("/sign-in?back=" + http::url_encode(back));
        const auto answer = someone.post(
            "/sign-in",
            {{"login", "13800000001"}, {"password", "yiwang-zhang-2026"}, {"kind", "person"}, {"back", back}});
        EXPECT_EQ(answer.status, 303);
        const std::string onward = header_of(answer, "Location");
        EXPECT_TRUE(onward == "/me" || onward == back) << onward;
        EXPECT_TRUE(onward == "/me" || onward.starts_with("/%0d")) << onward;
    }
}

TEST_P(PagesTest, PeopleSignInWithPhoneOrNumber) {
    for (const std::string login : {"13800000001", " 138-0000-0001 ", "511602188503120017"})
        EXPECT_EQ(browser().sign_in("/sign-in", login, "yiwang-zhang-2026").status, 303) << login;
    Browser agent = browser();
    agent.kind = "agent";
    EXPECT_EQ(agent.sign_in("/sign-in", "13800000002", "yiwang-li-2026").status, 303);
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000002", "yiwang-li-2026").status, 422) << "as a person";
    EXPECT_EQ(header_of(browser().sign_in("/staff/sign-in", "ChuangKou", "yiwang-window-2026"), "Location"), "/desk");
    EXPECT_EQ(header_of(browser().sign_in("/staff/sign-in", "yunxing", "yiwang-operate-2026"), "Location"), "/ops");
    EXPECT_EQ(header_of(browser().sign_in("/staff/sign-in", "jiancha", "yiwang-inspect-2026"), "Location"),
              "/inspect/campaigns");
    EXPECT_EQ(browser().sign_in("/sign-in", "chuangkou", "yiwang-window-2026").status, 422) << "wrong door";
}

TEST_P(PagesTest, SigningInMakesANewTokenAndEndsTheOldOne) {
    Browser someone = signed_in(Role::kPerson);
    const std::string before = someone.cookies.at("__Host-yw");
    (void)someone.get("/me/account");
    EXPECT_EQ(someone.post("/sign-in", {{"login", "13800000001"}, {"password", "yiwang-zhang-2026"}}).status, 303);
    EXPECT_NE(someone.cookies.at("__Host-yw"), before);
    Browser thief = browser();
    thief.cookies["__Host-yw"] = before;
    EXPECT_EQ(page_of(thief.get("/hello")), "hello ");
    Browser fixed = browser();
    fixed.cookies["__Host-yw"] = crypto::random_token();
    const std::string planted = fixed.cookies.at("__Host-yw");
    (void)fixed.sign_in("/sign-in", "13800000001", "yiwang-zhang-2026");
    EXPECT_NE(fixed.cookies.at("__Host-yw"), planted);
}

TEST_P(PagesTest, SigningOutEndsTheSessionNotOnlyTheCookie) {
    Browser someone = signed_in(Role::kPerson);
    const auto cookies = someone.cookies;
    (void)someone.get("/me/account");
    EXPECT_EQ(someone.post_plainly("/sign-out", {{"csrf", "wrong"}}).status, 403);
    EXPECT_EQ(someone.post("/sign-out", {}).status, 303);
    EXPECT_FALSE(someone.cookies.contains("__Host-yw"));
    someone.cookies = cookies;
    EXPECT_EQ(page_of(someone.get("/hello")), "hello ");
    EXPECT_EQ(someone.post("/sign-out", {}).status, 303) << "once more is no error";
}

TEST_P(PagesTest, UnknownAndWrongAndDisabledLookTheSameUntilThePasswordIsRight) {
    script("UPDATE identity_account SET status = 'disabled' WHERE role = 'agent'");
    Browser a = browser(), b = browser(), c = browser();
    b.kind = c.kind = "agent";
    const auto sentence = HasSubstr("号码或者密码不对");
    EXPECT_THAT(page_of(a.sign_in("/sign-in", "13800000001", "not this one")), sentence);
    EXPECT_THAT(page_of(a.sign_in("/sign-in", "13999999999", "not this one")), sentence);
    EXPECT_THAT(page_of(b.sign_in("/sign-in", "13800000002", "not this one")), sentence);
    EXPECT_THAT(page_of(c.sign_in("/sign-in", "13800000002", "yiwang-li-2026")), HasSubstr("已经停用"));
    EXPECT_EQ(count("audit_entry WHERE action = 'identity.sign_in_failed'"), 4);
}

TEST_P(PagesTest, TooManyGuessesMeanWaitingEvenWithTheRightPassword) {
    Browser someone = browser();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(someone.sign_in("/sign-in", "13800000001", "wrong password").status, 422);
    auto answer = someone.sign_in("/sign-in", "13800000001", "yiwang-zhang-2026");
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(header_of(answer, "Retry-After"), "900");
    EXPECT_THAT(page_of(answer), HasSubstr("请等15分钟再试"));
    EXPECT_THAT(page_of(answer), HasSubstr("value=\"13800000001\""));
    Browser elsewhere = browser();
    elsewhere.peer = "192.0.2.99";
    EXPECT_EQ(elsewhere.sign_in("/sign-in", "13800000001", "yiwang-zhang-2026").status, 303);
    clock_.advance(std::chrono::minutes{15});
    EXPECT_EQ(someone.sign_in("/sign-in", "13800000001", "yiwang-zhang-2026").status, 303);
}

TEST_P(PagesTest, UnknownNumbersAreThrottledLikeKnownOnes) {
    Browser someone = browser();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(someone.sign_in("/sign-in", "13999999999", "wrong password").status, 422);
    EXPECT_EQ(someone.sign_in("/sign-in", "13999999999", "wrong password").status, 429);
}

TEST_P(PagesTest, EmptyFieldsAreNamedAndCostNoAttempt) {
    Browser someone = browser();
    const auto answer = someone.sign_in("/sign-in", "", "");
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(page_of(answer), HasSubstr("有2处要改"));
    EXPECT_EQ(someone.sign_in("/sign-in", "13800000001", std::string(5000, 'a')).status, 422);
    EXPECT_EQ(count("identity_throttle"), 0);
}

TEST_P(PagesTest, ANewPasswordEndsTheOtherSessions) {
    Browser here = signed_in(Role::kPerson), elsewhere = signed_in(Role::kPerson);
    EXPECT_EQ(page_of(elsewhere.get("/hello")), "hello 张*例");
    (void)here.get("/me/account");
    const std::string next = "a completely new one";
    EXPECT_EQ(here.post("/me/account/password",
                        {{"current", "wrong wrong wrong"}, {"password", next}, {"password_again", next}})
                  .status,
              422);
    const auto done = here.post("/me/account/password",
                                {{"current", "yiwang-zhang-2026"}, {"password", next}, {"password_again", next}});
    EXPECT_EQ(header_of(done, "Location"), "/me/account?done=password") << done.bytes();
    EXPECT_THAT(page_of(here.get("/me/account?done=password")), HasSubstr("密码改好了"));
    EXPECT_EQ(page_of(here.get("/hello")), "hello 张*例");
    EXPECT_EQ(page_of(elsewhere.get("/hello")), "hello ");
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000001", "yiwang-zhang-2026").status, 422);
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000001", next).status, 303);
}

TEST_P(PagesTest, TheCurrentPasswordCannotBeGuessedFromAnOpenSession) {
    Browser here = signed_in(Role::kPerson);
    (void)here.get("/me/account");
    const auto guess = [&] {
        return here.post("/me/account/phone", {{"phone", "13900000009"}, {"phone_current", "wrong password"}}).status;
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), 422);
    EXPECT_EQ(guess(), 429);
}

TEST_P(PagesTest, ANewPhoneReplacesTheOldOneForSigningIn) {
    Browser here = signed_in(Role::kPerson);
    (void)here.get("/me/account");
    const auto change = [&](const std::string& phone, const std::string& password) {
        return here.post("/me/account/phone", {{"phone", phone}, {"phone_current", password}});
    };
    EXPECT_EQ(change("13900000009", "wrong password").status, 422);
    EXPECT_EQ(change("1390000", "yiwang-zhang-2026").status, 422);
    EXPECT_EQ(change("13900000009", "yiwang-zhang-2026").status, 303);
    EXPECT_EQ(browser().sign_in("/sign-in", "13900000009", "yiwang-zhang-2026").status, 303);
    EXPECT_EQ(browser().sign_in("/sign-in", "13800000001", "yiwang-zhang-2026").status, 422);
    Browser other = browser();
    (void)other.get("/sign-up");
    EXPECT_THAT(page_of(other.post("/sign-up", with(a_sign_up(), "phone", "13900000009"))), HasSubstr("已经注册过"));
}

TEST_P(PagesTest, StaffChangeTheirPasswordOnTheirOwnPage) {
    Browser officer = signed_in(Role::kWindow);
    EXPECT_THAT(page_of(officer.get("/staff/account")), HasSubstr("action=\"/staff/account/password\""));
    const std::string next = "windows and doors 7";
    EXPECT_EQ(officer
                  .post("/staff/account/password",
                        {{"current", "yiwang-window-2026"}, {"password", next}, {"password_again", next}})
                  .status,
              303);
}

TEST_P(PagesTest, WhoIsSignedInIsSentOn) {
    Browser someone = signed_in(Role::kPerson);
    EXPECT_EQ(header_of(someone.get("/sign-in?back=/apply/1"), "Location"), "/apply/1");
    EXPECT_EQ(header_of(someone.get("/sign-in?back=//evil.example"), "Location"), "/me");
    EXPECT_EQ(someone.get("/staff/sign-in").status, 200) << "another door";
}

TEST_P(PagesTest, TheSessionCookieIsTheStrictestKind) {
    Browser someone = browser();
    const auto answer = someone.sign_in("/sign-in", "13800000001", "yiwang-zhang-2026");
    const std::string cookie = header_of(answer, "Set-Cookie");
    EXPECT_THAT(cookie, testing::StartsWith("__Host-yw="));
    for (const char* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
        EXPECT_THAT(cookie, HasSubstr(part));
    for (const char* part : {"Domain", "Max-Age", "Expires"}) EXPECT_THAT(cookie, Not(HasSubstr(part)));
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
}

TEST_P(PagesTest, ThePrivacyNoticeIsTheSameForAll) {
    const auto page = browser().get("/privacy");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page_of(page), HasSubstr("身份证号是敏感个人信息"));
}

TEST_P(PagesTest, DeedsLeaveAuditRows) {
    Browser someone = signed_in(Role::kPerson);
    (void)someone.get("/me/account");
    (void)someone.post("/sign-out", {});
    for (const std::string action : {"identity.demo_added", "identity.signed_in", "identity.signed_out"})
        EXPECT_GT(count("audit_entry WHERE action = '" + action + "'"), 0) << action;
}

INSTANTIATE_TEST_SUITE_P(Engines, PagesTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity

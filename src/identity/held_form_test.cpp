// A session that ends while somebody types: what was typed comes through the sign-in page.
#include "identity/held_form.hpp"

#include "identity/identity_fixture_test.hpp"
#include "identity/sessions.hpp"

namespace yw::identity {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HeldFormTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        router_.add({http::Method::kPost, "/form/own", identity_->gate().applicant(), [this](http::Request& request) {
                         got_ = request.form().fields.pairs();
                         return http::see_other("/hello");
                     }});
    }
    static std::string value_of(const http::Response& page, const std::string& name) {
        const std::string text(page.bytes()), mark = "name=\"" + name + "\" value=\"";
        const auto at = text.find(mark);
        if (at == std::string::npos) return "";
        const auto from = at + mark.size();
        return text.substr(from, text.find('"', from) - from);
    }
    std::vector<http::Header> same_site_{{"Sec-Fetch-Site", "same-origin"}, {"Referer", "https://zwfw.example/form"}};
    Browser::Pairs got_;
};

TEST_P(HeldFormTest, WhatWasTypedComesThroughTheSignInPage) {
    Browser someone = signed_in(Role::kPerson);
    (void)someone.get("/me/account");
    const std::string token = someone.csrf;
    clock_.advance(kIdleEnd);
    const Browser::Pairs form{
        {"csrf", token}, {"f.name", "张<示例>"}, {"f.list", "a"}, {"f.list", "b"}, {"action", "next"}};
    const auto page = someone.post_plainly("/form/own", form, same_site_);
    EXPECT_EQ(page.status, 403);
    EXPECT_THAT(std::string(page.bytes()), AllOf(HasSubstr("刚才填的内容都还在"), HasSubstr("30分钟没有操作"),
                                                 Not(HasSubstr("示例&gt;")), HasSubstr("value=\"/form\"")));
    const std::string held = value_of(page, "held");
    ASSERT_NE(held, "");
    const auto wrong =
        someone.post("/sign-in", {{"login", "13800000001"}, {"password", "no"}, {"kind", "person"}, {"held", held}});
    EXPECT_EQ(value_of(wrong, "held"), held) << "a wrong password loses nothing";
    const auto onward = someone.post(
        "/sign-in", {{"login", "13800000001"}, {"password", "yiwang-zhang-2026"}, {"kind", "person"}, {"held", held}});
    EXPECT_EQ(onward.status, 200);
    EXPECT_EQ(header_of(onward, "Cache-Control"), "no-store");
    EXPECT_THAT(std::string(onward.bytes()), AllOf(HasSubstr("action=\"/form/own\""), HasSubstr("张&lt;示例&gt;")));
    EXPECT_EQ(someone.post("/form/own", {{"f.name", "张"}}).status, 303) << "the page's token is the new session's";
    EXPECT_EQ(got_.at(0).second, "张");
}

TEST_P(HeldFormTest, NobodyElseGetsToSeeIt) {
    Browser someone = signed_in(Role::kPerson);
    (void)someone.get("/me/account");
    const std::string token = someone.csrf;
    clock_.advance(kIdleEnd);
    const auto page = someone.post_plainly("/form/own", {{"csrf", token}, {"f.name", "秘密"}}, same_site_);
    const auto other = someone.post("/sign-in", {{"login", "13800000002"},
                                                 {"password", "yiwang-li-2026"},
                                                 {"kind", "agent"},
                                                 {"held", value_of(page, "held")}});
    EXPECT_EQ(other.status, 303);
    EXPECT_THAT(std::string(other.bytes()), Not(HasSubstr("秘密")));
}

TEST_P(HeldFormTest, OnlyWhatAPageOfThisSiteHasSentIsHeld) {
    Browser someone = signed_in(Role::kPerson);
    (void)someone.get("/me/account");
    const std::string token = someone.csrf;
    clock_.advance(kIdleEnd);
    const std::vector<std::vector<http::Header>> others{
        {}, {{"Sec-Fetch-Site", "cross-site"}}, {{"Sec-Fetch-Site", "none"}}, {{"Origin", "https://evil.example"}}};
    for (const auto& headers : others)
        EXPECT_EQ(someone.post_plainly("/form/own", {{"csrf", token}, {"f.name", "张"}}, headers).status, 303);
    EXPECT_EQ(someone.post_plainly("/form/own", {{"csrf", "x"}, {"f.name", "张"}}, same_site_).status, 303);
    const Browser::Pairs huge{{"csrf", token}, {"f.name", std::string(130 * 1024, 'x')}};
    EXPECT_EQ(someone.post_plainly("/form/own", huge, same_site_).status, 303) << "too large to carry";
    const Browser::Pairs secret{{"csrf", token}, {"password", "a new one"}};
    EXPECT_EQ(someone.post_plainly("/form/own", secret, same_site_).status, 303) << "no password in a page";
    EXPECT_EQ(open_held_form(keys_, "nonsense"), std::nullopt);
    EXPECT_EQ(open_held_form(keys_, keys_.seal("another", "path=%2F")), std::nullopt);
}

TEST_P(HeldFormTest, AnOfficerComesThroughTheDoorOfStaff) {
    router_.add({http::Method::kPost, "/form/desk", identity_->gate().staff({Role::kWindow}),
                 [](http::Request&) { return http::see_other("/hello"); }});
    Browser officer = signed_in(Role::kWindow);
    (void)officer.get("/staff/account");
    const std::string token = officer.csrf;
    clock_.advance(kIdleEnd);
    const auto page = officer.post_plainly("/form/desk", {{"csrf", token}, {"accept.opinion", "齐全。"}}, same_site_);
    EXPECT_THAT(std::string(page.bytes()), AllOf(HasSubstr("工作人员登录"), HasSubstr("刚才填的内容都还在")));
    const auto onward =
        officer.post("/staff/sign-in",
                     {{"login", "chuangkou"}, {"password", "yiwang-window-2026"}, {"held", value_of(page, "held")}});
    EXPECT_THAT(std::string(onward.bytes()), AllOf(HasSubstr("/form/desk"), HasSubstr("齐全。")));
    EXPECT_EQ(officer.post("/form/desk", {}).status, 303);
}

INSTANTIATE_TEST_SUITE_P(Engines, HeldFormTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::identity

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "identity/test_gate.hpp"
#include "platform/http/test_client.hpp"
#include "platform/strings/strings.hpp"
#include "portal/pages.hpp"
#include "portal/portal.hpp"
#include "portal/strings.hpp"

namespace yw::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

const RegionCode kGuangan = *RegionCode::parse("511602000000");

std::string name_of(RegionCode code) {
    if (code == RegionCode()) return "全国";
    return code == kGuangan ? "广安区" : "";
}

class SiteFrameTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        html::add_templates(pages());
        strings::add(strings_table());
        html::be_strict();
    }
    static std::unique_ptr<SiteFrame> frame(PortalOptions options = {}) {
        options.operator_name = "示范数据局<b>";
        return open_site_frame(std::move(options), name_of);
    }
    static std::string header(const http::Response& response, std::string_view name) {
        for (const auto& each : response.headers)
            if (each.name == name) return each.value;
        return "";
    }
    static http::Request get(std::string_view target, std::string cookie = "") {
        return http::test_request(http::Method::kGet, target, {{"Cookie", std::move(cookie)}});
    }
};

TEST_F(SiteFrameTest, EveryStatusOfTheServerHasWordsOfItsOwn) {
    for (const int status : {400, 403, 404, 405, 408, 409, 413, 414, 415, 422, 429, 431, 500, 501, 503}) {
        const auto answer = frame()->status_page(get("/x"), status);
        EXPECT_EQ(answer.status, status);
        EXPECT_THAT(std::string(answer.bytes()),
                    HasSubstr(std::string(strings::text("portal.status." + std::to_string(status) + ".next"))));
        EXPECT_THAT(header(answer, "Content-Security-Policy"), HasSubstr("default-src 'self'"));
    }
}

TEST_F(SiteFrameTest, UnknownStatusFallsBackToItsClass) {
    EXPECT_THAT(std::string(frame()->status_page(get("/x"), 418).bytes()), HasSubstr("看不懂"));
    EXPECT_THAT(std::string(frame()->status_page(get("/x"), 507).bytes()), HasSubstr("我们这边出错了"));
}

TEST_F(SiteFrameTest, ErrorsBelowTheApiAreProblems) {
    const auto answer = frame()->status_page(get("/api/v1/nothing"), 404);
    EXPECT_EQ(header(answer, "Content-Type"), "application/problem+json");
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("\"status\":404"));
    EXPECT_EQ(header(frame()->status_page(get("/apiary"), 404), "Content-Type"), "text/html; charset=utf-8");
}

TEST_F(SiteFrameTest, KindsHaveTheirStatusAndUnknownCodesStillSaySomething) {
    auto request = get("/me");
    const std::pair<Kind, int> kinds[] = {{Kind::kNotFound, 404}, {Kind::kInvalid, 422},     {Kind::kForbidden, 403},
                                          {Kind::kConflict, 409}, {Kind::kUnavailable, 503}, {Kind::kTooMany, 429}};
    for (const auto& [kind, status] : kinds) {
        const auto answer = frame()->error(request, fail({"test.unknown", kind}));
        EXPECT_EQ(answer.status, status);
        EXPECT_THAT(std::string(answer.bytes()), Not(HasSubstr("test.unknown")));
    }
}

TEST_F(SiteFrameTest, FieldErrorsAreShownEscaped) {
    auto request = get("/me");
    const auto answer =
        frame()->error(request, fail({"test.unknown", Kind::kInvalid}, {{"a", "<script>alert(1)</script>"}}));
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("&lt;script&gt;alert(1)"));
}

TEST_F(SiteFrameTest, DemonstrationIsSaidOnEveryPageAndOnlyThere) {
    PortalOptions options;
    EXPECT_THAT(std::string(frame(options)->status_page(get("/x"), 404).bytes()), Not(HasSubstr("演示环境")));
    options.demonstration = true;
    EXPECT_THAT(std::string(frame(options)->status_page(get("/x"), 404).bytes()), HasSubstr("演示环境"));
}

TEST_F(SiteFrameTest, PlaceComesFromTheCookieAndOnlyIfItIsKnown) {
    const auto text = [](std::string cookie) {
        return std::string(frame()->status_page(get("/x", std::move(cookie)), 404).bytes());
    };
    EXPECT_THAT(text("yw-place=511602000000"), HasSubstr("广安区政务服务"));
    for (const auto* other : {"", "yw-place=999999999999", "yw-place=5116", "yw-place=<script>"})
        EXPECT_THAT(text(other), HasSubstr("全国政务服务")) << other;
}

TEST_F(SiteFrameTest, OlderViewIsAClassOnTheDocument) {
    const auto page = std::string(frame()->status_page(get("/x", "yw-view=older"), 404).bytes());
    EXPECT_THAT(page, HasSubstr("class=\"yw-older\""));
    EXPECT_THAT(page, HasSubstr("标准版"));
}

TEST_F(SiteFrameTest, BackIsTheAddressItselfEncoded) {
    const auto page = std::string(frame()->status_page(get("/search?q=a%22b&x=1"), 404).bytes());
    EXPECT_THAT(page, HasSubstr("/place?back=%2Fsearch%3Fq%3Da%2522b%26x%3D1"));
    auto post = http::test_request(http::Method::kPost, "/me/x");
    EXPECT_THAT(std::string(frame()->status_page(post, 404).bytes()), HasSubstr("/place?back=%2F\""));
}

TEST_F(SiteFrameTest, NavigationIsThatOfWhoeverIsSignedIn) {
    const auto page_for = [](identity::Viewer viewer, std::string_view path) {
        identity::TestGate gate;
        gate.viewer = std::move(viewer);
        auto request = get(path);
        EXPECT_FALSE(gate.anyone()(request));
        PageHead head{.title = "页", .crumbs = {}, .officer = true};
        return std::string(frame()->page(request, head, html::SafeHtml(), 200).bytes());
    };
    const auto inspectors = page_for(identity::TestGate::inspector("i"), "/inspect/campaigns");
    EXPECT_THAT(inspectors, HasSubstr("href=\"/inspect/self\""));
    EXPECT_THAT(inspectors, Not(HasSubstr("href=\"/ops")));
    EXPECT_THAT(page_for(identity::TestGate::oper("o"), "/inspect/campaigns"), HasSubstr("href=\"/ops/import\""));
    EXPECT_THAT(page_for(identity::TestGate::inspector("i"), "/staff/account"), HasSubstr("href=\"/inspect/self\""));
    EXPECT_THAT(page_for(identity::TestGate::reviewer("r", {"d"}), "/staff/account"),
                HasSubstr("href=\"/desk/ratings\""));
}

TEST_F(SiteFrameTest, ErrorsLeadEverybodyBackToTheirOwnPages) {
    const auto page_for = [](identity::Viewer viewer) {
        identity::TestGate gate;
        gate.viewer = std::move(viewer);
        auto request = get("/ops");
        EXPECT_FALSE(gate.anyone()(request));
        return std::string(frame()->status_page(request, 403).bytes());
    };
    const auto reviewer = page_for(identity::TestGate::reviewer("r", {"d"}));
    EXPECT_THAT(reviewer, testing::AllOf(HasSubstr("href=\"/desk\" role=\"button\">回到工作台"),
                                         HasSubstr("href=\"/staff/account\""), Not(HasSubstr("href=\"/personal\""))));
    const auto person = page_for(identity::TestGate::person("p"));
    EXPECT_THAT(person,
                testing::AllOf(HasSubstr("href=\"/\" role=\"button\">回到首页"), HasSubstr("href=\"/me/account\"")));
    EXPECT_THAT(page_for({}), Not(HasSubstr("退出，换一个账户")));
}

TEST_F(SiteFrameTest, FooterSaysWhoRunsItAndHowToCall) {
    PortalOptions options;
    options.operator_phone = "0826-0001001";
    const auto page = std::string(frame(options)->status_page(get("/x"), 404).bytes());
    EXPECT_THAT(page, HasSubstr("主办：示范数据局&lt;b&gt;"));
    EXPECT_THAT(page, HasSubstr("href=\"tel:0826-0001001\""));
}

TEST_F(SiteFrameTest, InspectionIsLinkedOnlyWhereItExists) {
    PortalOptions options;
    EXPECT_THAT(std::string(frame(options)->status_page(get("/x"), 404).bytes()), Not(HasSubstr("/inspection")));
    options.has_inspection = true;
    EXPECT_THAT(std::string(frame(options)->status_page(get("/x"), 404).bytes()), HasSubstr("/inspection"));
}

}  // namespace
}  // namespace yw::portal

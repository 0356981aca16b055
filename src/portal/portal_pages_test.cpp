#include <regex>

#include "catalogue/guide_elements.hpp"
#include "platform/qr/qr.hpp"
#include "portal/cursor.hpp"
#include "portal/feedback_store.hpp"
#include "portal/guide_view.hpp"
#include "portal/portal_fixture_test.hpp"

namespace yw::portal {
namespace {

using testing::AnyOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Pages : public PortalTest {};

TEST_F(Pages, RenderForEachLevelOfPlace) {
    for (const auto* place : {"000000000000", "510000000000", "511600000000", "511602000000", "511602001000",
                              "511602001001", "110101000000", "110101001001"}) {
        const auto code = *RegionCode::parse(place);
        for (const auto* page : {"/", "/personal", "/enterprise", "/departments", "/sitemap", "/items",
                                 "/items?online=1", "/search?q=%E8%BA%AB%E4%BB%BD%E8%AF%81", "/search", "/place",
                                 "/developers", "/feedback?page=/", "/feedback/thanks"})
            EXPECT_EQ(world().get_at(page, code).status(), 200) << page << " in " << place;
    }
}

TEST_F(Pages, EveryGuideRendersAndSaysWhatItMust) {
    catalogue::ItemFilter filter;
    filter.region = kGuangan;
    const auto page = world().catalogue().items(filter, 200, "");
    ASSERT_GT(page.items.size(), 30u);
    for (const auto& item : page.items) {
        const auto guide = world().get_at("/i/" + item.id, kGuangan);
        EXPECT_EQ(guide.status(), 200) << item.name;
        const bool is_asked_for = item.task_type != "02" && item.task_type != "04" && item.task_type != "06";
        for (const auto* part : {"依据什么", "这份指南有错"}) EXPECT_THAT(guide.body(), HasSubstr(part)) << item.name;
        for (const auto* part : {"我能办吗", "要跑几次"})
            EXPECT_EQ(guide.body().find(part) != std::string::npos, is_asked_for) << item.name << part;
        for (const auto* part : {">怎么办？<", "多久办完", ">收费吗？<"})
            EXPECT_EQ(guide.body().find(part) != std::string::npos, is_asked_for || item.task_type == "04")
                << item.name << part;
        const auto action = testing::HasSubstr("/apply/" + item.id);
        EXPECT_EQ(testing::Matches(action)(guide.body()), item.online) << item.name;
    }
}

/// Penalties, checks and levies: what is done, by which procedure and until when by law, and nothing of an applicant.
TEST_F(Pages, WhatNobodyAppliesForShowsNothingOfAnApplicant) {
    struct Shown {
        const char* name;
        std::vector<const char*> says;
    };
    const Shown all[] = {
        {"对擅自占用或者挖掘城市道路的处罚",
         {"什么行为要受处罚，怎么罚？", "不用申请。涉及：自然人", "按什么程序办？", "形成：《立案审批表》",
          "法律规定最长90日"}},
        {"对生产经营单位安全生产情况的行政检查",
         {"不用申请。涉及：企业法人", "按什么程序办？", "法律没有规定最长时限"}},
        {"车辆购置税征收",
         {"该缴的人自己申报", "征收什么？", "不用审批", "不含增值税价格的10%", "当场办结", "要带什么？"}}};
    for (const auto& each : all) {
        const auto item = world().demo_item(each.name);
        EXPECT_EQ(item.visits, -1) << each.name;
        for (const std::string& url : {"/i/" + item.id, "/i/" + item.id + "/print"}) {
            const auto page = world().get_at(url, kGuangan);
            ASSERT_EQ(page.status(), 200) << url;
            for (const auto* part : each.says) EXPECT_THAT(page.body(), HasSubstr(part)) << each.name;
            for (const auto* part : {"/apply/", "在线办理", "不用跑", "要跑几次", "未填写"})
                EXPECT_THAT(page.body(), Not(HasSubstr(part))) << each.name;
        }
        const auto card = world().get_at("/items?department=" + item.department.id, kGuangan).body();
        EXPECT_THAT(card, HasSubstr(each.name));
        EXPECT_THAT(card, Not(HasSubstr("未填写")));
    }
}

TEST_F(Pages, APreviewOfAnEmptyDraftAnswersNothing) {
    catalogue::PublishedGuide draft;
    draft.item.name = draft.guide.name = "空白的草稿";
    draft.guide.promised.count = draft.guide.statutory.count = catalogue::kNotSaid;
    const std::string page(guide_preview(draft, "/forms/").bytes());
    for (const auto* part : {"不收费", "当场办结", "全程网上办", "法律没有规定", "0<small>次"})
        EXPECT_THAT(page, Not(HasSubstr(part)));
    EXPECT_THAT(page, HasSubstr("未填写"));
    draft.guide.fee_note = "不收费";
    draft.guide.handle_types = {"2"};
    draft.guide.promised.count = 0;
    const std::string written(guide_preview(draft, "/forms/").bytes());
    for (const auto* part : {"任何环节都不收费", "当场办结", "全程网上办"}) EXPECT_THAT(written, HasSubstr(part));
}

TEST_F(Pages, NoEmptyColumnIsShown) {
    for (const auto* place : {"000000000000", "511602000000"}) {
        const auto body = world().get_at("/sitemap", *RegionCode::parse(place)).body();
        EXPECT_THAT(body, Not(ContainsRegex(">0项<"))) << place;
    }
    const auto nation = world().get_at("/", RegionCode()).body();
    EXPECT_THAT(nation, Not(HasSubstr("yw-tabs__panel")));
    EXPECT_THAT(nation, HasSubstr("请先选您办事的地区"));
    EXPECT_THAT(nation, HasSubstr("还没有公布事项"));
}

TEST_F(Pages, EachColumnThatIsShownLeadsToItems) {
    const auto body = world().get_at("/sitemap", kGuangan).body();
    const std::regex link("href=\"(/items\\?[^\"]+)\".*?(\\d+)项");
    int links = 0;
    for (std::sregex_iterator it(body.begin(), body.end(), link), end; it != end; ++it, ++links) {
        const auto list = world().get_at(it->str(1), kGuangan);
        EXPECT_THAT(list.body(), HasSubstr("yw-listhead__count\">" + it->str(2) + "项")) << it->str(1);
    }
    EXPECT_GT(links, 20);
}

TEST_F(Pages, APlaceSeesWhatIsAboveIt) {
    const auto town = *RegionCode::parse("511602001000");
    EXPECT_THAT(world().get_at("/search?q=" + http::url_encode("居民身份证换领"), town).body(), HasSubstr("在线办理"));
    EXPECT_THAT(world().get_at("/items", town).body(), HasSubstr("居民身份证换领"));
    EXPECT_THAT(world().get_at("/items?here=1", town).body(), HasSubstr("这里还没有公布事项"));
}

TEST_F(Pages, HotWordsOfHomeAllFindSomething) {
    const auto body = world().get_at("/", kGuangan).body();
    const std::regex word("yw-hot__word\" href=\"([^\"]+)\"");
    int words = 0;
    for (std::sregex_iterator it(body.begin(), body.end(), word), end; it != end; ++it, ++words)
        EXPECT_THAT(world().get_at(it->str(1), kGuangan).body(), HasSubstr("yw-item__link")) << it->str(1);
    EXPECT_GT(words, 3);
}

TEST_F(Pages, ListsGoOnWithoutGapsAndRefuseACursorOfAnotherList) {
    std::string url = "/items";
    std::set<std::string> seen;
    const std::regex next("href=\"([^\"]+)\" rel=\"next\"");
    const std::regex item("yw-item__link\" href=\"/i/([^\"]+)\"");
    for (int pages = 0; pages < 20; ++pages) {
        const auto body = world().get_at(url, kGuangan).body();
        for (std::sregex_iterator it(body.begin(), body.end(), item), end; it != end; ++it)
            EXPECT_TRUE(seen.insert(it->str(1)).second) << "twice";
        std::smatch found;
        if (!std::regex_search(body, found, next)) break;
        url = std::regex_replace(found.str(1), std::regex("&amp;"), "&");
    }
    const auto total = world().catalogue().counts(kGuangan).items;
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), total);
    EXPECT_EQ(world().get_at("/items?after=1.0.abc.0123456789", kGuangan).status(), 400);
    const auto after = url.substr(url.find("after="));
    EXPECT_EQ(world().get_at("/items?personal=090&" + after, kGuangan).status(), 400);
}

TEST_F(Pages, UnknownThemesItemsAndVersionsAreNotFound) {
    const auto id = world().demo_item("居民身份证换领").id;
    for (const std::string& url :
         {std::string("/items?personal=000"), std::string("/items?department=x"), std::string("/items?life=%3Cb%3E"),
          std::string("/i/nothing"), "/i/" + id + "/v99", "/i/" + id + "/vx",
          "/i/" + id + "/v1/forms/nothing/blank.pdf", "/i/" + id + "/v1/forms/application/other.pdf",
          std::string("/sitemaps/99"), std::string("/sitemaps/x")})
        EXPECT_EQ(world().get(url).status(), 404) << url;
}

TEST_F(Pages, AnItemWithoutAGuideSaysSoAndOffersNothing) {
    const auto item = world().list("listed-1", "只有名称的事项", *RegionCode::parse("511603000000"));
    const auto page = world().get("/i/" + item.id).body();
    EXPECT_THAT(page, HasSubstr("这件事还不能在这里办"));
    EXPECT_THAT(page, Not(HasSubstr("/apply/")));
    EXPECT_THAT(page, HasSubstr("四川省广安市前锋区"));
}

TEST_F(Pages, WhatWasImportedIsEscaped) {
    const auto place = *RegionCode::parse("511621000000");
    const auto item = world().list("html-1", "<script>alert(1)</script>\"'&身份", place);
    for (const std::string& url :
         {"/i/" + item.id, "/i/" + item.id + "/print", std::string("/items"), std::string("/search?q=%3Cscript%3E"),
          "/items?department=" + item.department.id, std::string("/departments"), std::string("/")}) {
        const auto body = world().get_at(url, place).body();
        EXPECT_THAT(body, Not(HasSubstr("<script>"))) << url;
        EXPECT_THAT(body, Not(HasSubstr("甲<乙>"))) << url;
    }
    EXPECT_THAT(world().get_at("/i/" + item.id, place).body(), HasSubstr("&lt;script&gt;"));
}

TEST_F(Pages, CachedPagesAnswer304AndHaveNothingPersonal) {
    const auto url = "/i/" + world().demo_item("居民身份证换领").id;
    world().gate.viewer = identity::TestGate::person("p1");
    const auto first =
        world().get(url, {{"Accept-Encoding", "br"}, {"Cookie", "__Host-yw=secret; yw-place=511602000000"}});
    world().gate.viewer = {};
    const auto other = world().get(url + "?x=1", {{"Accept-Encoding", "br"}, {"Cookie", "yw-place=511602000000"}});
    EXPECT_EQ(first.body(), other.body());
    EXPECT_EQ(first.header("Content-Encoding"), "br");
    EXPECT_EQ(first.header("ETag"), other.header("ETag"));
    EXPECT_THAT(first.header("Vary"), HasSubstr("Cookie"));
    EXPECT_THAT(first.header("Cache-Control"), HasSubstr("no-cache"));
    const auto again = world().get(
        url, {{"Accept-Encoding", "br"}, {"Cookie", "yw-place=511602000000"}, {"If-None-Match", first.header("ETag")}});
    EXPECT_EQ(again.status(), 304);
    EXPECT_EQ(again.body(), "");
    const auto gzip = world().get(url, {{"Accept-Encoding", "gzip"}, {"Cookie", "yw-place=511602000000"}});
    EXPECT_NE(gzip.header("ETag"), first.header("ETag"));
    const auto elsewhere = world().get(url, {{"Accept-Encoding", "br"}, {"Cookie", "yw-place=510000000000"}});
    EXPECT_NE(elsewhere.header("ETag"), first.header("ETag"));
}

TEST_F(Pages, CachedPagesFollowTheCatalogue) {
    const auto place = *RegionCode::parse("511622000000");
    EXPECT_THAT(world().get_at("/departments", place).body(), Not(HasSubstr("甲&lt;乙&gt;局")));
    world().list("late-1", "后来的事项", place);
    EXPECT_THAT(world().get_at("/departments", place).body(), HasSubstr("甲&lt;乙&gt;局"));
}

TEST_F(Pages, CachedPageNeedsNoWorkerTheSecondTime) {
    const auto url = "/i/" + world().demo_item("居民身份证换领").id;
    world().get_at(url, kGuangan);
    auto request = http::test_request(http::Method::kGet, url, {{"Cookie", "yw-place=511602000000"}});
    const auto match = world().router().match(request.method, request.path);
    ASSERT_TRUE(match.route && match.route->at_once);
    EXPECT_TRUE(match.route->at_once(request).has_value());
    auto bogus = http::test_request(http::Method::kGet, url, {{"Cookie", "yw-place=990000000000"}});
    EXPECT_FALSE(match.route->at_once(bogus).has_value());
    EXPECT_EQ(world().get(url, {{"Cookie", "yw-place=990000000000"}}).status(), 200);
}

TEST_F(Pages, MaterialsHaveBlankFormAndSampleAsPdf) {
    const auto id = world().demo_item("高龄津贴发放").id;
    EXPECT_THAT(world().get("/i/" + id).body(), HasSubstr("/i/" + id + "/v1/forms/application/blank.pdf"));
    for (const auto* file : {"blank.pdf", "sample.pdf"}) {
        const auto paper = world().get("/i/" + id + "/v1/forms/application/" + file);
        EXPECT_EQ(paper.header("Content-Type"), "application/pdf");
        EXPECT_THAT(paper.body().substr(0, 5), "%PDF-");
        EXPECT_EQ(world().get("/i/" + id + "/v1/forms/application/" + file).body(), paper.body());
    }
}

TEST_F(Pages, PrintViewOpensTheAnswers) {
    const auto id = world().demo_item("高龄津贴发放").id;
    EXPECT_THAT(world().get("/i/" + id + "/print").body(), HasSubstr("<details class=\"yw-question\" open>"));
    EXPECT_THAT(world().get("/i/" + id).body(), Not(HasSubstr("<details class=\"yw-question\" open>")));
}

TEST_F(Pages, VersionsAreListedAndOpened) {
    const auto id = world().demo_item("高龄津贴发放").id;
    EXPECT_THAT(world().get("/i/" + id + "/versions").body(), HasSubstr("/i/" + id + "/v1"));
    EXPECT_THAT(world().get("/i/" + id + "/v1").body(), Not(HasSubstr("不再使用")));
}

TEST_F(Pages, QrCodeIsASvgOfTheAddress) {
    const auto id = world().demo_item("高龄津贴发放").id;
    const auto code = world().get("/i/" + id + "/qr.svg");
    EXPECT_EQ(code.header("Content-Type"), "image/svg+xml");
    EXPECT_EQ(code.body(), qr::svg("https://zwfw.example/i/" + id));
}

TEST_F(Pages, PlaceIsPickedByClickingDownToTheVillage) {
    std::string url = "/place?at=511602000000&back=%2Fitems";
    const std::regex link("href=\"(/place\\?at=(\\d{12})[^\"]*)\"");
    const auto county = world().get(url).body();
    EXPECT_THAT(county, HasSubstr("四川省"));
    EXPECT_THAT(county, HasSubstr("at=511602001000"));
    EXPECT_THAT(world().get("/place?at=511602001000").body(), ContainsRegex("at=51160200100[1-9]"));
    EXPECT_THAT(world().get("/place?at=511602001001").body(), HasSubstr("没有更小的地区"));
    const auto chosen = world().post("/place", {{"region", "511602001001"}, {"back", "/items"}});
    EXPECT_EQ(chosen.status(), 303);
    EXPECT_EQ(chosen.header("Location"), "/items");
    EXPECT_THAT(chosen.header("Set-Cookie"), HasSubstr("yw-place=511602001001; Path=/; Max-Age=31536000"));
}

TEST_F(Pages, PlaceByNameAloneWorksWithoutScripts) {
    EXPECT_THAT(world().post("/place", {{"region_name", "广安区"}, {"region", ""}}).header("Set-Cookie"),
                HasSubstr("yw-place=511602000000"));
    const auto many = world().post("/place", {{"region_name", "城关镇"}, {"region", ""}});
    EXPECT_EQ(many.status(), 422);
    EXPECT_THAT(many.body(), HasSubstr("您要找的是哪一个"));
    EXPECT_THAT(many.body(), HasSubstr("value=\"城关镇\""));
    EXPECT_EQ(world().post("/place", {{"region_name", "<b>"}, {"region", ""}}).status(), 422);
    EXPECT_EQ(world().post("/place", {{"region_name", " "}}).status(), 422);
    EXPECT_EQ(world().post("/place", {{"region", "990000000000"}}).status(), 422);
    EXPECT_EQ(world().get("/place?at=5116").status(), 404);
}

TEST_F(Pages, NobodyIsSentToAnotherSite) {
    for (const auto* bad : {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "",
                            "/a\r\nSet-Cookie: x=y"}) {
        EXPECT_EQ(world().post("/place", {{"region", "511602000000"}, {"back", bad}}).header("Location"), "/") << bad;
        EXPECT_EQ(world().get("/older?on=1&back=" + http::url_encode(bad)).header("Location"), "/") << bad;
        const auto form = world().get("/feedback?page=" + http::url_encode(bad)).body();
        EXPECT_THAT(form, HasSubstr("name=\"page\" value=\"/\"")) << bad;
        EXPECT_THAT(form, Not(HasSubstr("\"https://evil"))) << bad;
    }
}

TEST_F(Pages, OlderViewIsSetAndLeftByALink) {
    EXPECT_THAT(world().get("/older?on=1&back=%2Fitems").header("Set-Cookie"), HasSubstr("yw-view=older"));
    EXPECT_THAT(world().get("/older?on=0&back=%2Fitems").header("Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(Pages, FragmentsAreThePersonsOwnAndNeverKept) {
    EXPECT_THAT(world().get("/fragments/me", {{"Referer", "http://h/i/1?a=b"}}).body(),
                HasSubstr("/sign-in?back=%2Fi%2F1%3Fa%3Db"));
    EXPECT_EQ(world().get("/fragments/cases").status(), 204);
    world().gate.viewer = identity::TestGate::person("p1");
    const auto me = world().get("/fragments/me");
    EXPECT_THAT(me.body(), HasSubstr("张*例"));
    EXPECT_THAT(me.body(), HasSubstr("待办2件"));
    EXPECT_EQ(me.header("Cache-Control"), "no-store");
    EXPECT_THAT(world().get("/fragments/cases").body(), HasSubstr("换&lt;领&gt;身份证"));
    world().gate.viewer = identity::TestGate::oper("o1");
    EXPECT_THAT(world().get("/fragments/me").body(), HasSubstr("href=\"/ops\""));
    EXPECT_EQ(world().get("/fragments/cases").status(), 204);
}

TEST_F(Pages, FeedbackIsKeptSealedAndSlowedDown) {
    EXPECT_EQ(world().post("/feedback", {{"page", "/i/1"}, {"text", " 错 "}}).status(), 422);
    EXPECT_EQ(world().post("/feedback", {{"page", "/i/1"}, {"text", std::string(1001, 'x')}}).status(), 422);
    const auto kept = world().post("/feedback", {{"page", "/i/1"}, {"text", "<b>"}});
    EXPECT_EQ(kept.status(), 422);
    EXPECT_THAT(kept.body(), HasSubstr("&lt;b&gt;</textarea>"));
    for (int i = 0; i < kFeedbackPerHour; ++i)
        EXPECT_EQ(world().post("/feedback", {{"page", "/i/1"}, {"text", "电话写错了"}}).header("Location"),
                  "/feedback/thanks");
    EXPECT_EQ(world().post("/feedback", {{"page", "/i/1"}, {"text", "电话写错了"}}).status(), 429);
    world().clock.advance(std::chrono::hours(1));
    EXPECT_EQ(world().post("/feedback", {{"page", "/i/1"}, {"text", "电话写错了"}}).status(), 303);
    const auto reports = recent_feedback(world().database(), world().keys, 100, "");
    ASSERT_EQ(reports.size(), 6u);
    EXPECT_EQ(reports.front().text, "电话写错了");
    EXPECT_EQ(recent_feedback(world().database(), world().keys, 100, reports[2].id).size(), 3u);
    EXPECT_EQ(recent_feedback(world().database(), crypto::Keys::for_test("other"), 1, "").front().text, "");
}

TEST_F(Pages, RatingsComeAsAFragmentAndAsAPage) {
    const auto id = world().demo_item("高龄津贴发放").id;
    EXPECT_THAT(world().get("/i/" + id).body(), HasSubstr("data-fragment=\"/fragments/ratings/" + id + "\""));
    for (const std::string& url : {"/fragments/ratings/" + id, "/i/" + id + "/ratings"}) {
        const auto body = world().get(url).body();
        EXPECT_THAT(body, HasSubstr("66.7%")) << url;
        EXPECT_THAT(body, HasSubstr("非常&lt;不&gt;满意")) << url;
        EXPECT_THAT(body, HasSubstr("value=\"33\"")) << url;
    }
}

TEST_F(Pages, EveryIconIsOfTheSprite) {
    const auto id = world().demo_item("居民身份证换领").id;
    for (const std::string& url : {std::string("/"), "/i/" + id, std::string("/items"), std::string("/sitemap"),
                                   std::string("/place"), std::string("/nothing"), std::string("/fragments/me")})
        EXPECT_THAT(world().get_at(url, kGuangan).body(), Not(HasSubstr("<use href=\"#"))) << url;
}

TEST_F(Pages, MapAndHealthAndRobots) {
    const auto health = world().get("/healthz");
    EXPECT_EQ(health.status(), 200);
    EXPECT_THAT(health.body(), HasSubstr("\"ok\":true"));
    EXPECT_THAT(world().get("/robots.txt").body(), HasSubstr("Sitemap: https://zwfw.example/sitemap.xml"));
    EXPECT_THAT(world().get("/sitemap.xml").body(), HasSubstr("<loc>https://zwfw.example/sitemaps/1</loc>"));
    const auto part = world().get("/sitemaps/1").body();
    EXPECT_THAT(part, HasSubstr("<loc>https://zwfw.example/i/" + world().demo_item("高龄津贴发放").id + "</loc>"));
    EXPECT_EQ(world().get("/assets/yiwang.css").status(), 200);
}

struct MoneyCase {
    std::vector<std::int64_t> fen;
    std::string text;
};
TEST(Money, IsSaidFromTheLeastToTheMostWhereAllSumsAreKnown) {
    const MoneyCase cases[] = {{{}, "不收费"},  {{2000}, "20元"},         {{1050}, "10.5元"},  {{1005}, "10.05元"},
                               {{0}, "按标准"}, {{2000, 500}, "5至20元"}, {{500, 500}, "5元"}, {{2000, 0}, "按标准"}};
    for (const auto& each : cases) {
        std::vector<catalogue::Fee> fees;
        for (const auto fen : each.fen) fees.push_back({"费", "标准", fen, "依据", ""});
        EXPECT_EQ(money_text(fees), each.text);
    }
}

TEST(Cursors, BelongToTheirList) {
    const auto outer = outer_cursor("1.0.abc", "list");
    EXPECT_EQ(inner_cursor(outer, "list"), "1.0.abc");
    EXPECT_EQ(inner_cursor("", "list"), "");
    EXPECT_EQ(outer_cursor("", "list"), "");
    EXPECT_FALSE(inner_cursor(outer, "other"));
    EXPECT_FALSE(inner_cursor(outer + "0", "list"));
    EXPECT_FALSE(inner_cursor("x", "list"));
}

}  // namespace
}  // namespace yw::portal

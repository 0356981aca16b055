// The author's desk as a browser without scripts uses it: requests over the real module, answers read as text.
#include "authoring/author_pages_fixture_test.hpp"

namespace yw::authoring::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AuthorPages : public AuthorPagesTest {};

TEST_P(AuthorPages, EveryPartOfAFullGuideIsAWholePage) {
    const auto id = begun();
    for (const char* part : {"basic", "limits", "conditions", "materials", "stages", "fees", "places", "bases",
                             "questions", "form", "form-0", "form-1"})
        EXPECT_THAT(page(url(id, "/edit/" + std::string(part))), HasSubstr("name=\"stamp\"")) << part;
    EXPECT_EQ(get(url(id, "/edit/form-2")).status, 404);
    EXPECT_EQ(get(url(id, "/edit/nothing")).status, 404);
    EXPECT_THAT(page(url(id)), HasSubstr("承诺办结时限：多少"));
    EXPECT_THAT(page("/author"), HasSubstr("居民身份证换领"));
    EXPECT_THAT(page("/author/items"), HasSubstr("第1版"));
    EXPECT_THAT(page("/author/new"), HasSubstr("示范公安局"));
}

TEST_P(AuthorPages, ANewItemIsPickedFromTheBaseCatalogueWithoutTypingACode) {
    const std::string_view base =
        "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门\n"
        "510748001001,示范公园露营许可,7,《示范区公园管理办法》第九条,4,示范厅\n";
    ASSERT_TRUE(
        catalogue::import_directory(database(), clock_, table::read_table(base, "目录.csv").value(), {})->written);
    EXPECT_THAT(page("/author/new?q=" + http::url_encode("没有的事")), HasSubstr("基本目录里没有这样的名称"));
    const std::string found = page("/author/new?q=" + http::url_encode("露营"));
    const std::string pick = "/author/new?department=" + http::url_encode(department_) + "&base=510748001001";
    EXPECT_THAT(found, HasSubstr("示范公园露营许可"));
    EXPECT_THAT(found, HasSubstr(http::html_escape(pick)));
    const std::string picked = page(pick);
    EXPECT_THAT(picked, HasSubstr("value=\"示范公园露营许可\""));
    EXPECT_THAT(picked, HasSubstr("name=\"base_code\" value=\"510748001001\""));
    const auto begun_at = location(post(
        "/author/new",
        {{"department", department_}, {"name", "示范公园露营许可"}, {"source_id", ""}, {"base_code", "510748001001"}}));
    EXPECT_THAT(page(begun_at), HasSubstr("510748001001"));
    EXPECT_EQ(post("/author/new", {{"department", department_}, {"name", "甲"}, {"base_code", "1"}}).status, 422);
}

TEST_P(AuthorPages, ADecisionUnderAGuideIsShownUntilItIsSettled) {
    const auto id = begun();
    EXPECT_THAT(page(url(id)), Not(HasSubstr("依据有变")));
    flags_ = {{"法律变更", "示范发〔2026〕1号《关于修改示范条例的决定》", "/changes/1"}};
    EXPECT_THAT(page(url(id)), HasSubstr("示范发〔2026〕1号《关于修改示范条例的决定》"));
    EXPECT_THAT(page("/author/items"), HasSubstr("依据有变，要核对"));
}

TEST_P(AuthorPages, WhatIsSavedIsThatPartOnly) {
    const auto id = begun();
    const auto before = draft(id).guide;
    const auto answer = post(url(id, "/edit/fees"), {{"stamp", stamp(id, {"fee_note", "fees"})},
                                                     {"fees[0].name", "工本费"},
                                                     {"fees[0].standard", "30元/证"},
                                                     {"fees[0].amount_fen", "30"},
                                                     {"fees[0].basis", "文件"},
                                                     {"action", "save"}});
    EXPECT_EQ(location(answer), url(id, "/edit/fees?saved=1")) << answer.bytes();
    auto expected = before;
    expected.fees = {{"工本费", "30元/证", 3000, "文件", ""}};
    EXPECT_EQ(draft(id).guide, expected);
}

TEST_P(AuthorPages, RowsComeAndGoWithoutScripts) {
    const auto id = begun();
    auto answer = post(url(id, "/edit/questions"), {{"stamp", stamp(id, {"questions"})},
                                                    {"questions[0].q", "一？"},
                                                    {"questions[0].a", "一。"},
                                                    {"action", "add:questions"}});
    EXPECT_THAT(location(answer), HasSubstr("#f-questions-1-"));
    ASSERT_EQ(draft(id).guide.questions.size(), 2U);
    answer = post(url(id, "/edit/questions"), {{"stamp", stamp(id, {"questions"})},
                                               {"questions[0].q", "一？"},
                                               {"questions[0].a", "一。"},
                                               {"questions[1].q", "二？"},
                                               {"questions[1].a", ""},
                                               {"action", "up:questions:1"}});
    EXPECT_EQ(draft(id).guide.questions[0].q, "二？");
    post(url(id, "/edit/questions"), {{"stamp", stamp(id, {"questions"})},
                                      {"questions[0].q", "二？"},
                                      {"questions[1].q", "一？"},
                                      {"action", "remove:questions:0"}});
    ASSERT_EQ(draft(id).guide.questions.size(), 1U);
    EXPECT_EQ(draft(id).guide.questions[0].q, "一？");
}

TEST_P(AuthorPages, TheOnlineFormIsMadeStepByStep) {
    const auto id = begun();
    post(url(id, "/edit/form"), {{"stamp", stamp(id, {"form"})}, {"action", "form-off"}});
    ASSERT_FALSE(draft(id).guide.form);
    EXPECT_THAT(page(url(id, "/edit/form")), HasSubstr("加上网上申请表单"));
    post(url(id, "/edit/form"), {{"stamp", stamp(id, {"form"})}, {"action", "form-on"}});
    ASSERT_TRUE(draft(id).guide.form);
    post(url(id, "/edit/form"), {{"stamp", stamp(id, {"form"})},
                                 {"form.declaration", "本人承诺。"},
                                 {"form.steps[0].title", "情况"},
                                 {"form.steps[0].key", "first"},
                                 {"action", "save"}});
    post(url(id, "/edit/form-0"), {{"stamp", stamp(id, {"form"})}, {"action", "add:form.steps[0].fields"}});
    const auto answer = post(url(id, "/edit/form-0"), {{"stamp", stamp(id, {"form"})},
                                                       {"form.steps[0].fields[0].label", "原因"},
                                                       {"form.steps[0].fields[0].key", "reason"},
                                                       {"form.steps[0].fields[0].type", "choice"},
                                                       {"form.steps[0].fields[0].required", "1"},
                                                       {"form.steps[0].fields[0].why", "核对。"},
                                                       {"form.steps[0].fields[0].options[0].value", "a"},
                                                       {"form.steps[0].fields[0].options[0].label", "甲"},
                                                       {"form.steps[0].fields[0].options[1].value", "b"},
                                                       {"form.steps[0].fields[0].options[1].label", "乙"},
                                                       {"action", "save"}});
    EXPECT_EQ(answer.status, 303) << answer.bytes();
    const auto form = *draft(id).guide.form;
    EXPECT_EQ(form.declaration, "本人承诺。");
    ASSERT_EQ(form.steps.size(), 1U);
    EXPECT_EQ(form.steps[0].title, "情况");
    ASSERT_EQ(form.steps[0].fields.size(), 1U);
    EXPECT_EQ(form.steps[0].fields[0].options[1].label, "乙");
    // A step's head is changed without touching what stands in the step.
    post(url(id, "/edit/form"), {{"stamp", stamp(id, {"form"})},
                                 {"form.declaration", "本人承诺。"},
                                 {"form.steps[0].title", "您的情况"},
                                 {"form.steps[0].key", "first"},
                                 {"action", "save"}});
    EXPECT_EQ(draft(id).guide.form->steps[0].fields.size(), 1U);
    EXPECT_EQ(draft(id).guide.form->steps[0].title, "您的情况");
}

TEST_P(AuthorPages, AWrongNumberIsNamedAndNothingTypedIsLost) {
    const auto id = begun();
    const auto answer = post(url(id, "/edit/stages"), {{"stamp", stamp(id, {"stages"})},
                                                       {"stages[0].name", "受理"},
                                                       {"stages[0].what", "新写的一句话"},
                                                       {"stages[0].days", "三天"},
                                                       {"action", "save"}});
    EXPECT_EQ(answer.status, 422);
    const std::string text(answer.bytes());
    EXPECT_THAT(text, HasSubstr("错误："));
    EXPECT_THAT(text, HasSubstr("value=\"三天\""));
    EXPECT_THAT(text, HasSubstr("新写的一句话"));
    EXPECT_THAT(text, HasSubstr("href=\"#f-stages-0--days\""));
    expect_whole(text);
    EXPECT_EQ(draft(id).guide.stages, sample_guide().stages);
}

TEST_P(AuthorPages, WhoSavesSecondSeesBothAndDecides) {
    const auto id = begun();
    const std::string seen = stamp(id, {"bases"});
    const auto typed = [&](const std::string& law, const std::string& of) {
        return Pairs{{"stamp", of}, {"bases[0].law", law}, {"bases[0].article", "第一条"}, {"action", "save"}};
    };
    EXPECT_EQ(post(url(id, "/edit/bases"), typed("甲法", seen)).status, 303);
    gate_.viewer = second_author_;
    const auto refused = post(url(id, "/edit/bases"), typed("乙法", seen));
    EXPECT_EQ(refused.status, 409);
    const std::string text(refused.bytes());
    EXPECT_THAT(text, HasSubstr("value=\"乙法\""));
    EXPECT_THAT(text, HasSubstr("甲法"));
    EXPECT_EQ(draft(id).guide.bases[0].law, "甲法");
    const auto at = text.find("name=\"stamp\" value=\"") + 20;
    EXPECT_EQ(post(url(id, "/edit/bases"), typed("乙法", text.substr(at, 64))).status, 303);
    EXPECT_EQ(draft(id).guide.bases[0].law, "乙法");
}

TEST_P(AuthorPages, TheCheckSpeaksOfWhatIsTypedAndSavesNothing) {
    const auto id = begun();
    const Pairs typed{{"consult_phone", "0826-0001001"}, {"complaint_phone", "0826-0001001"}};
    const auto answer = post(url(id, "/check/places"), typed);
    EXPECT_EQ(answer.status, 200);
    const std::string text(answer.bytes());
    EXPECT_THAT(text, HasSubstr("data-finding-for=\"f-complaint-phone-say\""));
    EXPECT_THAT(text, HasSubstr("不能发布"));
    EXPECT_EQ(draft(id).guide.complaint_phone, sample_guide().complaint_phone);
}

TEST_P(AuthorPages, ThePreviewShowsWhatIsTyped) {
    const auto id = begun();
    const auto answer = post(url(id, "/edit/basic"), {{"name", "新<名>称"}, {"action", "preview"}});
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("preview of 新&lt;名&gt;称"));
    EXPECT_EQ(draft(id).guide.name, sample_guide().name);
    EXPECT_THAT(std::string(get(url(id, "/preview")).bytes()), HasSubstr("/forms/"));
    EXPECT_EQ(get(url(id, "/forms/application/blank.pdf")).bytes(), "paper application blank.pdf");
}

TEST_P(AuthorPages, FromTheListThroughReviewToThePublic) {
    const auto begin = post("/author/items/" + item_ + "/drafts", {});
    const std::string id = location(begin).substr(std::string("/author/drafts/").size());
    ASSERT_TRUE(save(author_, id, {"promised"}, [](Guide& guide) { guide.promised.count = 15; }));
    EXPECT_EQ(post(url(id, "/approve"), deed(id)).status, 404);
    EXPECT_EQ(post(url(id, "/submit"), deed(id)).status, 303);
    EXPECT_THAT(page(url(id)), HasSubstr("撤回送审"));
    EXPECT_EQ(get(url(id, "/edit/basic")).status, 303) << "what is under review is not edited";
    gate_.viewer = reviewer_;
    EXPECT_THAT(page(url(id)), HasSubstr("审核通过"));
    EXPECT_EQ(post(url(id, "/review"), deed(id, {{"action", "return"}})).status, 422) << "without a word why";
    EXPECT_EQ(post(url(id, "/review"),
                   deed(id, {{"action", "return"}, {"remark", "改一下"}, {"remark:promised.count", "写15的依据"}}))
                  .status,
              303);
    gate_.viewer = author_;
    EXPECT_THAT(page(url(id)), HasSubstr("写15的依据"));
    EXPECT_THAT(page(url(id, "/edit/limits")), HasSubstr("写15的依据")) << "at the input itself";
    EXPECT_EQ(post(url(id, "/submit"), deed(id)).status, 303);
    gate_.viewer = reviewer_;
    EXPECT_EQ(post(url(id, "/review"), deed(id, {{"action", "approve"}, {"publish_on", "soon"}})).status, 422);
    EXPECT_EQ(post(url(id, "/review"), deed(id, {{"action", "approve"}})).status, 303);
    EXPECT_EQ(in_force(), 2);
    EXPECT_THAT(page(url(id)), HasSubstr("第2版"));
}

TEST_P(AuthorPages, ADeedOnAnOldPageIsToldSo) {
    const auto id = begun();
    const auto old = deed(id);
    ASSERT_TRUE(save(second_author_, id, {"court"}, [](Guide& guide) { guide.court = "法院"; }));
    const auto answer = post(url(id, "/submit"), old);
    EXPECT_EQ(answer.status, 409);
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("没有做成"));
}

TEST_P(AuthorPages, OthersAreKeptOut) {
    const auto id = begun();
    gate_.viewer = stranger_;
    EXPECT_EQ(get(url(id)).status, 403);
    EXPECT_EQ(get(url(id, "/preview")).status, 403);
    EXPECT_EQ(get(url(id, "/edit/basic")).status, 403);
    EXPECT_EQ(post(url(id, "/check/basic"), {}).status, 403);
    EXPECT_EQ(get(url(id, "/forms/application/blank.pdf")).status, 403);
    EXPECT_EQ(post("/author/items/" + item_ + "/drafts", {}).status, 403);
    gate_.viewer = identity::TestGate::window("w", {department_});
    EXPECT_EQ(get("/author").status, 403);
    gate_.viewer = {};
    EXPECT_EQ(get("/author").status, 303);
}

TEST_P(AuthorPages, TheInterfacePublishesAndChecksForASystemWithItsKey) {
    const auto put = [&](const std::string& source_id, const std::string& body) {
        return send(http::test_request(http::Method::kPut, "/api/v1/guides/" + source_id, {}, body));
    };
    EXPECT_EQ(put("DEMO-1", "{}").status, 403);
    gate_.calling = {"key", "审批系统", department_};
    Guide guide = sample_guide();
    guide.promised.count = 10;
    auto answer = put("DEMO-1", catalogue::canonical_json(guide));
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("\"version\":2"));
    answer = put("DEMO-1", "{\"name\":7}");
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(std::string(answer.bytes()), HasSubstr("catalogue.guide_unreadable\nname: "));
    const auto check = send(http::test_request(http::Method::kPost, "/api/v1/guides/check", {}, "{}"));
    EXPECT_THAT(std::string(check.bytes()), HasSubstr("\"publishable\":false"));
    EXPECT_THAT(std::string(check.bytes()), HasSubstr("\"element\":\"name\""));
}

INSTANTIATE_TEST_SUITE_P(Engines, AuthorPages, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::authoring::test

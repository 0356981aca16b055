// Applying, as a browser without scripts does it.
#include "cases/case_pages_fixture.hpp"

namespace yw::cases::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ApplyPagesTest : public CasePagesTest {};

TEST_P(ApplyPagesTest, TheEntrySaysWhatIsNeededAndGoesOnWithADraft) {
    const std::string entry = page("/apply/" + std::string(kItem));
    EXPECT_THAT(entry, AllOf(HasSubstr("旧身份证"), HasSubstr("免提交"), HasSubstr("交纸质"), HasSubstr("开始填写")));
    const std::string draft = begun();
    EXPECT_EQ(begun(), draft) << "one draft an item";
    EXPECT_THAT(page("/apply/" + std::string(kItem)), AllOf(HasSubstr("接着填"), Not(HasSubstr("开始填写"))));
    EXPECT_EQ(location(get("/apply/d/" + id_in(draft))), draft + "applicant");
}

TEST_P(ApplyPagesTest, WhoIsNotSignedInComesBackAfterSigningIn) {
    gate_.viewer = {};
    EXPECT_EQ(location(get("/apply/item-1")), "/sign-in?back=%2Fapply%2Fitem-1");
}

TEST_P(ApplyPagesTest, KnownAnswersAreFilledInAndMarked) {
    const std::string first = page(begun() + "applicant");
    EXPECT_THAT(first, AllOf(HasSubstr("来自您的账户"), HasSubstr("value=\"张示例\""), HasSubstr("第1步，共5步")));
}

TEST_P(ApplyPagesTest, AWrongStepComesBackWithAllThatWasTyped) {
    const std::string draft = begun();
    Pairs typed = applicant_step();
    typed[1].second = "123";
    typed[3].second = "<b>川\"";
    const auto answer = post(draft + "applicant", typed);
    EXPECT_EQ(answer.status, 422);
    EXPECT_THAT(text(answer),
                AllOf(HasSubstr("<title>错误："), HasSubstr("有2处要改"), HasSubstr("href=\"#f-f-id-number\""),
                      HasSubstr("value=\"123\""), HasSubstr("&lt;b&gt;川&quot;"), Not(HasSubstr("<b>川"))));
    EXPECT_THAT(page(draft + "applicant"), AllOf(HasSubstr("value=\"123\""), Not(HasSubstr("有2处要改"))))
        << "saved all the same";
}

TEST_P(ApplyPagesTest, EachButtonSavesFirst) {
    const std::string draft = begun();
    EXPECT_EQ(location(post(draft + "matter", matter_step("damaged", "back"))), draft + "applicant");
    EXPECT_THAT(page(draft + "matter"), HasSubstr("摔坏了。"));
    EXPECT_EQ(location(post(draft + "matter", {{"f.reason", "lost"}, {"f.story", "三月一日"}, {"action", "save"}})),
              "/me?saved=" + id_in(draft));
    EXPECT_THAT(page(draft + "matter"), HasSubstr("三月一日"));
    EXPECT_THAT(page("/me?saved=" + id_in(draft)), HasSubstr("草稿已保存"));
}

TEST_P(ApplyPagesTest, AConditionalFieldStandsWithItsConditionAndTheServerDecides) {
    const std::string draft = begun();
    EXPECT_THAT(page(draft + "matter"), AllOf(HasSubstr("data-show-if=\"f.reason\" data-show-is=\"damaged\""),
                                              HasSubstr("如果“原因”选“损坏”，请填写：")));
    EXPECT_EQ(post(draft + "matter", {{"f.reason", "damaged"}, {"action", "next"}}).status, 422);
    EXPECT_EQ(post(draft + "matter", {{"f.reason", "lost"}, {"action", "next"}}).status, 303);
}

TEST_P(ApplyPagesTest, LinesStayLinesWhenAPageComesBack) {
    const std::string draft = begun();
    EXPECT_EQ(
        post(draft + "matter", {{"f.reason", "damaged"}, {"f.story", "第一行\n第二行"}, {"action", "next"}}).status,
        303);
    EXPECT_THAT(page(draft + "matter"), HasSubstr("第一行\n第二行</textarea>"));
}

TEST_P(ApplyPagesTest, EntriesOfAGroupComeAndGoWithoutScripts) {
    const std::string draft = begun();
    const auto added = post(draft + "family", {{"action", "add:members"}});
    EXPECT_EQ(location(added), draft + "family#f-f-members");
    const Pairs typed{{"f.members[0]", ""},
                      {"f.members[0].member_name", "李样本"},
                      {"f.members[0].works", "yes"},
                      {"f.members[0].income", "一千"},
                      {"action", "add:members"}};
    EXPECT_EQ(post(draft + "family", typed).status, 303);
    const std::string two = page(draft + "family");
    EXPECT_THAT(two, AllOf(HasSubstr("value=\"李样本\""), HasSubstr("name=\"f.members[1].member_name\""),
                           HasSubstr("data-show-if=\"f.members[0].works\"")));
    auto wrong = typed;
    wrong.back().second = "next";
    EXPECT_THAT(text(post(draft + "family", wrong)), HasSubstr("href=\"#f-f-members-0--income\""));
    EXPECT_EQ(post(draft + "family", {{"f.members[0]", ""},
                                      {"f.members[0].member_name", "甲"},
                                      {"f.members[1]", ""},
                                      {"f.members[1].member_name", "乙"},
                                      {"action", "remove:members:0"}})
                  .status,
              303);
    EXPECT_THAT(page(draft + "family"), AllOf(HasSubstr("value=\"乙\""), Not(HasSubstr("value=\"甲\""))));
}

TEST_P(ApplyPagesTest, FilesAreRefusedInPlainWordsAndTheOthersKept) {
    const std::string draft = begun();
    const std::string target = draft + "materials";
    const auto refused = [&](const std::string& name, const std::string& bytes) {
        const auto answer = upload(target, {{"action", "upload:card"}}, {{"material.card", name, bytes}});
        EXPECT_EQ(answer.status, 422) << name;
        EXPECT_THAT(text(answer), HasSubstr("href=\"#f-material-card\""));
        return text(answer);
    };
    EXPECT_THAT(refused("a.exe", "MZ\x90 program"), HasSubstr("“a.exe”没有收下：这是程序文件，不能上传。"));
    EXPECT_THAT(refused("a.jpg", small_pdf()), HasSubstr("文件内容和文件名的后缀不一样"));
    EXPECT_THAT(refused("a.pdf",
                        "%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R /Encrypt 2 0 R >>\n"
                        "startxref\n9\n%%EOF\n"),
                HasSubstr("这份PDF加了密码"));
    EXPECT_THAT(refused("a.pdf", small_pdf() + std::string(11 * 1024 * 1024, ' ')), HasSubstr("每个文件不超过10 MB"));
    EXPECT_THAT(refused("a.pdf", ""), HasSubstr("这个文件是空的"));
    EXPECT_THAT(text(upload(target, {{"action", "upload:card"}}, {})), HasSubstr("请先选择要上传的文件。"));
    EXPECT_EQ(upload(target, {{"action", "upload:card"}}, {{"material.household", "a.pdf", small_pdf()}}).status, 422)
        << "the guide does not ask for it";

    const auto mixed = upload(target, {{"action", "next"}},
                              {{"material.card", "证&件.pdf", small_pdf()}, {"material.card", "b.pdf", "nothing"}});
    EXPECT_EQ(mixed.status, 422);
    EXPECT_THAT(text(mixed), AllOf(HasSubstr("证&amp;件.pdf"), HasSubstr("已上传"), HasSubstr("“b.pdf”没有收下")));
}

TEST_P(ApplyPagesTest, ACommitmentIsSignedInPlaceOfAMaterial) {
    const std::string target = begun() + "materials";
    EXPECT_THAT(page(target), AllOf(HasSubstr("可以签承诺书代替"), HasSubstr("旧身份证确实已经遗失"),
                                    HasSubstr("value=\"commit:card\""), Not(HasSubstr("value=\"commit:paper\""))));
    EXPECT_EQ(upload(target, {{"action", "commit:card"}}, {}).status, 303);
    const std::string after = page(target);
    EXPECT_THAT(after, AllOf(HasSubstr("已签承诺书"), HasSubstr("告知承诺书：旧身份证.pdf"),
                             Not(HasSubstr("value=\"commit:card\""))));
    expect_whole(after);
    EXPECT_EQ(upload(target, {{"action", "next"}}, {}).status, 303) << "nothing is missing";
    const auto refused = upload(target, {{"action", "commit:paper"}}, {});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(text(refused), HasSubstr("不能用告知承诺代替"));
}

TEST_P(ApplyPagesTest, WhatWasUploadedCanBeSeenAndRemovedByItsOwnerOnly) {
    const std::string draft = begun();
    EXPECT_EQ(
        upload(draft + "materials", {{"action", "upload:card"}}, {{"material.card", "a.pdf", small_pdf()}}).status,
        303);
    const std::string list = page(draft + "materials");
    const auto at = list.find("/me/files/");
    const std::string url = list.substr(at, list.find('"', at) - at);
    const auto file = get(url);
    EXPECT_EQ(text(file), small_pdf());
    for (const auto& [name, value] : Pairs{
             {"X-Content-Type-Options", "nosniff"}, {"Content-Type", "application/pdf"}, {"Cache-Control", "no-store"}})
        EXPECT_THAT(file.headers, testing::Contains(testing::AllOf(testing::Field(&http::Header::name, name),
                                                                   testing::Field(&http::Header::value, value))));
    gate_.viewer = identity::TestGate::person("person-2");
    EXPECT_EQ(get(url).status, 404);
    const std::string file_id = url.substr(url.rfind('/') + 1);
    EXPECT_EQ(post(draft + "materials", {{"action", "delete:" + file_id}}).status, 404);
    gate_.viewer = identity::TestGate::person("person-1");
    EXPECT_EQ(post(draft + "materials", {{"action", "delete:" + file_id}}).status, 303);
    EXPECT_EQ(get(url).status, 404);
    EXPECT_EQ(post(draft + "materials", {{"action", "delete:" + file_id}}).status, 303) << "gone is gone";
}

TEST_P(ApplyPagesTest, AMaterialIsAskedOnlyWhereItsConditionHolds) {
    const std::string draft = begun();
    post(draft + "matter", matter_step("lost"));
    EXPECT_THAT(page(draft + "materials"), Not(HasSubstr("损坏照片")));
    post(draft + "matter", matter_step("damaged"));
    EXPECT_THAT(page(draft + "materials"), HasSubstr("损坏照片"));
    EXPECT_THAT(text(post(draft + "materials", {{"action", "next"}})),
                AllOf(HasSubstr("请上传“旧身份证”"), HasSubstr("请上传“损坏照片”")));
}

TEST_P(ApplyPagesTest, ThePreviewShowsAllAndSendsBackToWhatIsMissing) {
    const std::string draft = begun();
    EXPECT_EQ(post(draft + "preview", {}).status, 422);
    const std::string undeclared = text(post(draft + "preview", {}));
    EXPECT_THAT(undeclared, AllOf(HasSubstr("href=\"#f-declare\""), HasSubstr("请阅读并勾选承诺")));
    const std::string missing = text(post(draft + "preview", {{"declare", "yes"}}));
    EXPECT_THAT(missing, HasSubstr(draft + "matter?check=1#f-f-reason"));
    EXPECT_THAT(page(draft + "matter?check=1"), AllOf(HasSubstr("请选择“原因”"), HasSubstr("href=\"#f-f-reason\"")));
    post(draft + "matter", matter_step("lost"));
    EXPECT_THAT(text(post(draft + "preview", {{"declare", "yes"}})), HasSubstr(draft + "materials#f-material-card"));
    EXPECT_THAT(page(draft + "preview"), AllOf(HasSubstr("张示例"), HasSubstr("丢失"), HasSubstr("还没有上传"),
                                               HasSubstr("本人承诺所填内容真实。"), Not(HasSubstr("摔坏了"))));
}

TEST_P(ApplyPagesTest, SendingTwiceIsOneCaseAndOneReceipt) {
    const std::string draft = filled();
    const auto first = post(draft + "preview", {{"declare", "yes"}});
    const auto second = post(draft + "preview", {{"declare", "yes"}});
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(location(second), location(first));
    EXPECT_EQ(count("case_file"), 1);
    EXPECT_EQ(location(get(draft + "preview")), location(first)) << "back in the browser leads to the receipt";
    EXPECT_EQ(location(post(draft + "applicant", applicant_step())), location(first));
}

TEST_P(ApplyPagesTest, DraftsOfOthersAndOldOnesAreNotThere) {
    const std::string draft = filled();
    gate_.viewer = identity::TestGate::person("person-2");
    for (const char* step : {"applicant", "materials", "preview", "discard"}) {
        EXPECT_EQ(get(draft + step).status, 404) << step;
        EXPECT_EQ(post(draft + step, {{"action", "next"}, {"declare", "yes"}}).status, 404) << step;
    }
    EXPECT_EQ(get("/apply/d/" + id_in(draft)).status, 404);
    gate_.viewer = identity::TestGate::person("person-1");
    clock_.advance(std::chrono::hours(24 * (kDraftDays + 1)));
    EXPECT_EQ(cases_->sweep().drafts_removed, 1);
    EXPECT_THAT(page(draft + "preview", 404), HasSubstr("超过90天没有修改被清除了"));
    EXPECT_EQ(get("/apply/d/nonsense/applicant").status, 404);
}

TEST_P(ApplyPagesTest, ADraftIsDeletedAfterAQuestion) {
    const std::string draft = filled();
    EXPECT_THAT(page(draft + "discard"), HasSubstr("不能恢复"));
    EXPECT_EQ(count("case_draft"), 1);
    EXPECT_EQ(location(post(draft + "discard", {})), "/me?discarded=yes");
    EXPECT_EQ(count("case_draft"), 0);
    EXPECT_EQ(count("case_material"), 0);
    EXPECT_THAT(page("/me?discarded=yes"), HasSubstr("草稿已删除"));
}

TEST_P(ApplyPagesTest, ANewGuideIsSaidAndNothingIsLost) {
    const std::string draft = filled();
    catalogue::Guide next = sample_guide();
    next.form->steps[1].fields.erase(next.form->steps[1].fields.begin() + 2);
    catalogue_.publish(next);
    EXPECT_THAT(page(draft + "applicant"), HasSubstr("办事指南刚刚更新了"));
    const auto answer = post(draft + "preview", {{"declare", "yes"}});
    EXPECT_EQ(location(answer), draft + "applicant?guide=new");
    EXPECT_THAT(page(draft + "applicant?guide=new"), AllOf(HasSubstr("办事指南刚刚更新了"), HasSubstr("张示例")));
    EXPECT_EQ(location(post(draft + "preview", {{"declare", "yes"}})), "/me/cases/" + id_in(draft) + "/receipt");
}

TEST_P(ApplyPagesTest, MarkupInEveryFieldStaysText) {
    const std::string markup = "\"><script>alert(1)</script>'{{X}}";
    catalogue::Guide guide = sample_guide();
    guide.name = guide.form->declaration = markup;
    for (auto& step : guide.form->steps) {
        step.title = markup;
        for (auto& field : step.fields) {
            field.label = field.why = field.hint = field.unit = field.item_label = markup;
            for (auto& option : field.options) option.label = markup;
        }
    }
    for (auto& material : guide.materials)
        material.name = material.need_when = material.accept_standard = material.fill_note = material.source_note =
            markup;
    guide.materials[0].sheet = catalogue::Sheet{"t", {}};
    catalogue_.publish(guide);
    const std::string draft = begun();
    Pairs typed{{"action", "next"}};
    for (const char* name : {"f.name", "f.id_number", "f.phone", "f.plate", "f.reason", "f.story", "f.kinds", "f.area",
                             "f.since", "f.home.region", "f.home.region_name", "f.home.line", "f.firm",
                             "f.members[0].member_name", "f.members[0].works", "f.members[0].income"})
        typed.emplace_back(name, markup);
    for (const char* step : {"applicant", "matter", "family"}) {
        EXPECT_THAT(text(post(draft + step, typed)), Not(HasSubstr("<script>"))) << step;
        EXPECT_THAT(page(draft + step), Not(HasSubstr("<script>"))) << step;
    }
    upload(draft + "materials", {{"action", "upload:card"}}, {{"material.card", "<script>.pdf", small_pdf()}});
    for (const char* step : {"materials", "preview", "discard"})
        EXPECT_THAT(page(draft + step), Not(HasSubstr("<script>"))) << step;
    EXPECT_THAT(page("/apply/" + std::string(kItem)), Not(HasSubstr("<script>")));
    EXPECT_THAT(page("/me"), Not(HasSubstr("<script>")));
}

INSTANTIATE_TEST_SUITE_P(Engines, ApplyPagesTest, testing::Values(db::Engine::kSqlite), db::engine_name);

}  // namespace
}  // namespace yw::cases::test

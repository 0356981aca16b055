// Use cases of drafts on both engines: who may do what, what is kept, what comes into force when.
#include "authoring/drafts_fixture_test.hpp"

namespace yw::authoring::test {
namespace {

class Drafts : public DraftsTest {};

TEST_P(Drafts, AChangeGoesThroughReviewIntoForceAndBothVersionsStay) {
    const auto id = in_review();
    EXPECT_EQ(draft(id).state, State::kInReview);
    EXPECT_EQ(in_force(), 1) << "nothing is published before the review";
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), ""}));
    EXPECT_EQ(draft(id).state, State::kPublished);
    EXPECT_EQ(draft(id).published_version, 2);
    EXPECT_EQ(in_force(), 2);
    EXPECT_EQ(catalogue_->guide(item_).value()->guide.promised.count, 15);
    EXPECT_EQ(catalogue_->guide_version(item_, 1).value()->guide, sample_guide());
}

TEST_P(Drafts, AnotherPersonReviews) {
    const auto id = authoring_->begin_change(reviewer_, item_).value();
    ASSERT_TRUE(save(reviewer_, id, {"promised"}, [](Guide& guide) { guide.promised.count = 15; }));
    ASSERT_TRUE(authoring_->submit(reviewer_, id, version(id)));
    EXPECT_EQ(authoring_->approve(reviewer_, {id, version(id), ""}).error().code, kOwnDraft);
    EXPECT_EQ(authoring_->send_back(reviewer_, id, version(id), {{"", "再看看", "", {}}}).error().code, kOwnDraft);
    EXPECT_EQ(authoring_->approve(author_, {id, version(id), ""}).error().code, kOwnDraft) << "an author never reviews";
    EXPECT_EQ(in_force(), 1);
    EXPECT_TRUE(
        authoring_->approve(identity::TestGate::guide_reviewer("second", {department_}), {id, version(id), ""}));
}

TEST_P(Drafts, OtherDepartmentsNeitherSeeNorTouch) {
    const auto id = in_review();
    EXPECT_EQ(authoring_->view(stranger_, id).error().code, kNotYours);
    EXPECT_EQ(authoring_->approve(stranger_, {id, version(id), ""}).error().code, kNotYours);
    EXPECT_EQ(authoring_->begin_change(author_, other_item_).error().code, kNotYours);
    EXPECT_EQ(authoring_->begin_item(author_, {other_department_, "新事", ""}).error().code, kNotYours);
    EXPECT_TRUE(authoring_->drafts(stranger_, {}, "", 10, "").lines.empty());
    EXPECT_TRUE(authoring_->drafts(identity::TestGate::window("w", {department_}), {}, "", 10, "").lines.empty());
    EXPECT_EQ(authoring_->view(author_, "nothing").error().code, kNotFound);
}

TEST_P(Drafts, AReturnedDraftCarriesTheRemarksOfItsLastRound) {
    const auto id = in_review();
    EXPECT_EQ(authoring_->send_back(reviewer_, id, version(id), {}).error().code, kInvalid);
    ASSERT_TRUE(authoring_->send_back(reviewer_, id, version(id),
                                      {{"", "总的不错", "", {}}, {"promised", "依据呢？", "", {}}}));
    auto view = authoring_->view(author_, id).value();
    EXPECT_EQ(view.draft.state, State::kReturned);
    ASSERT_EQ(view.remarks.size(), 2U);
    EXPECT_EQ(view.remarks[1].element, "promised");
    EXPECT_EQ(view.remarks[1].who, "reviewer");
    ASSERT_TRUE(authoring_->submit(author_, id, version(id)));
    ASSERT_TRUE(authoring_->send_back(reviewer_, id, version(id), {{"name", "名称", "", {}}}));
    EXPECT_EQ(authoring_->view(author_, id).value().remarks.size(), 1U);
    EXPECT_EQ(authoring_->view(author_, id).value().events.size(), 5U);
}

TEST_P(Drafts, TwoAuthorsInDifferentPartsLoseNothing) {
    const auto id = begun();
    const Guide seen = draft(id).guide;
    Guide first = seen;
    first.fee_note = "另收";
    Guide second = seen;
    second.court = "另一法院";
    ASSERT_TRUE(authoring_->save(author_, {id, {"fee_note"}, stamp_of(seen, {"fee_note"}), first}));
    ASSERT_TRUE(authoring_->save(second_author_, {id, {"court"}, stamp_of(seen, {"court"}), second}));
    EXPECT_EQ(draft(id).guide.fee_note, "另收");
    EXPECT_EQ(draft(id).guide.court, "另一法院");
    EXPECT_EQ(draft(id).guide.promised.count, 15);
}

TEST_P(Drafts, TwoAuthorsInTheSamePartAreTold) {
    const auto id = begun();
    const Guide seen = draft(id).guide;
    Guide first = seen;
    first.court = "甲法院";
    Guide second = seen;
    second.court = "乙法院";
    ASSERT_TRUE(authoring_->save(author_, {id, {"court"}, stamp_of(seen, {"court"}), first}));
    const auto refused = authoring_->save(second_author_, {id, {"court"}, stamp_of(seen, {"court"}), second});
    EXPECT_EQ(refused.error().code, kChangedMeanwhile);
    EXPECT_EQ(draft(id).guide.court, "甲法院");
    EXPECT_EQ(draft(id).changed_by, "author");
}

TEST_P(Drafts, ADeedOnADraftThatChangedSinceIsRefused) {
    const auto id = begun();
    const auto seen = version(id);
    ASSERT_TRUE(save(second_author_, id, {"court"}, [](Guide& guide) { guide.court = "法院"; }));
    EXPECT_EQ(authoring_->submit(author_, id, seen).error().code, kChangedMeanwhile);
    ASSERT_TRUE(authoring_->submit(author_, id, version(id)));
    EXPECT_EQ(save(author_, id, {"court"}, [](Guide& guide) { guide.court = ""; }).error().code, kNotNow)
        << "what is under review stands still";
    ASSERT_TRUE(authoring_->recall(author_, id, version(id)));
    EXPECT_EQ(draft(id).state, State::kDrafting);
    ASSERT_TRUE(authoring_->discard(author_, id, version(id)));
    EXPECT_EQ(authoring_->submit(author_, id, version(id)).error().code, kNotNow);
}

TEST_P(Drafts, OneOpenDraftAnItem) {
    const auto id = begun();
    EXPECT_EQ(authoring_->begin_change(second_author_, item_).value(), id);
    ASSERT_TRUE(authoring_->discard(author_, id, version(id)));
    EXPECT_NE(authoring_->begin_change(second_author_, item_).value(), id);
}

TEST_P(Drafts, WithBlockingFindingsNothingIsSentOrPublished) {
    const auto id = begun();
    ASSERT_TRUE(save(author_, id, {"court"}, [](Guide& guide) { guide.court = ""; })) << "a draft may be incomplete";
    const auto refused = authoring_->submit(author_, id, version(id));
    EXPECT_EQ(refused.error().code, catalogue::kGuideRefused);
    ASSERT_FALSE(refused.error().fields.empty());
    EXPECT_EQ(refused.error().fields[0].field, "court");
    EXPECT_EQ(draft(id).state, State::kDrafting);
}

TEST_P(Drafts, OnItsDayItComesIntoForce) {
    const auto id = in_review();
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), "2026-03-09"}));
    EXPECT_EQ(draft(id).state, State::kApproved);
    clock_.set(LocalDay(2026, 3, 8).ends().plus(std::chrono::milliseconds{-1}));
    EXPECT_EQ(authoring_->publish_due(), 0);
    EXPECT_EQ(in_force(), 1);
    clock_.set(LocalDay(2026, 3, 9).begins());
    EXPECT_EQ(authoring_->publish_due(), 1);
    EXPECT_EQ(in_force(), 2);
    EXPECT_EQ(draft(id).state, State::kPublished);
    EXPECT_EQ(catalogue_->guide(item_).value()->published_at_ms, LocalDay(2026, 3, 9).begins().ms);
    EXPECT_EQ(authoring_->publish_due(), 0);
    EXPECT_EQ(authoring_->view(author_, id).value().events.front().action, Action::kPublish);
}

TEST_P(Drafts, BeforeItsDayItCanBeTakenBack) {
    const auto id = in_review();
    EXPECT_EQ(authoring_->approve(reviewer_, {id, version(id), "9 March"}).error().code, kInvalid);
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), "2026-03-09"}));
    ASSERT_TRUE(authoring_->withdraw(author_, id, version(id)));
    clock_.set(LocalDay(2026, 3, 10).begins());
    EXPECT_EQ(authoring_->publish_due(), 0);
    EXPECT_EQ(in_force(), 1);
    EXPECT_EQ(draft(id).publish_on, "");
}

TEST_P(Drafts, WhatWasPublishedMeanwhileIsNotUndone) {
    const auto id = in_review();
    Guide meanwhile = sample_guide();
    meanwhile.conditions.push_back("新条件");
    ASSERT_TRUE(catalogue::publish_guide(database(), clock_, item_, meanwhile));
    EXPECT_EQ(authoring_->approve(reviewer_, {id, version(id), ""}).error().code, kNewerVersion);
    ASSERT_TRUE(authoring_->recall(author_, id, version(id)));
    EXPECT_EQ(authoring_->submit(author_, id, version(id)).error().code, kNewerVersion);
    ASSERT_TRUE(authoring_->rebase(author_, id, version(id)));
    EXPECT_EQ(draft(id).base_version, 2);
    ASSERT_TRUE(authoring_->submit(author_, id, version(id)));
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), ""}));
    EXPECT_EQ(in_force(), 3);
}

TEST_P(Drafts, ADayThatTheGateRefusesGoesBackWithItsReason) {
    const auto id = in_review();
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), "2026-03-09"}));
    Guide meanwhile = sample_guide();
    meanwhile.conditions.push_back("新条件");
    ASSERT_TRUE(catalogue::publish_guide(database(), clock_, item_, meanwhile));
    clock_.set(LocalDay(2026, 3, 9).begins());
    authoring_->publish_due();
    const auto view = authoring_->view(author_, id).value();
    EXPECT_EQ(view.draft.state, State::kReturned);
    EXPECT_EQ(view.remarks.size(), 1U);
    EXPECT_EQ(view.events.front().action, Action::kFail);
    EXPECT_EQ(in_force(), 2);
}

TEST_P(Drafts, ANewItemTakesCodeTypeAndBasesFromTheBaseCatalogue) {
    const std::string_view base =
        "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,事项状态\n"
        "510748001001,示范公园露营许可,7,《示范区公园管理办法》第九条；《示范条例》第三条第一款,4,示范厅,1\n"
        "510748001002,示范公园摆摊许可,7,《示范区公园管理办法》第十条,4,示范厅,3\n"
        "510748001003,省级公园审批,7,《示范条例》第一条,2,示范厅,1\n";
    ASSERT_TRUE(
        catalogue::import_directory(database(), clock_, table::read_table(base, "目录.csv").value(), {})->written);
    const auto found = authoring_->entries_named(department_, "公园");
    ASSERT_EQ(found.size(), 1U) << "not what was cancelled, nor what another level does";
    EXPECT_TRUE(authoring_->entries_named(department_, "%").empty());
    NewItem item{department_, "示范公园露营许可", "", "510748001002"};
    EXPECT_EQ(authoring_->begin_item(author_, item).error().code, kInvalid);
    item.base_code = found[0].code;
    const auto guide = draft(authoring_->begin_item(author_, item).value()).guide;
    EXPECT_EQ(guide.base_code, "510748001001");
    EXPECT_EQ(guide.task_type, "07");
    const std::vector<catalogue::LegalBasis> bases{{"示范区公园管理办法", "第九条", ""},
                                                   {"示范条例", "第三条第一款", ""}};
    EXPECT_EQ(guide.bases, bases);
}

TEST_P(Drafts, ANewItemIsListedWhenItsGuideIsPublished) {
    EXPECT_EQ(authoring_->begin_item(author_, {department_, "", ""}).error().code, kInvalid);
    EXPECT_EQ(authoring_->begin_item(author_, {department_, "新事", "a b"}).error().code, kInvalid);
    EXPECT_EQ(authoring_->begin_item(author_, {department_, "新事", "DEMO-1"}).error().code, kInvalid)
        << "that item is there already";
    const auto id = authoring_->begin_item(author_, {department_, "新事", "NEW-1"}).value();
    EXPECT_FALSE(catalogue_->item_by_source(kDistrict, "NEW-1"));
    std::vector<std::string> all;
    for (const char* key : {"name",
                            "base_code",
                            "task_type",
                            "audience",
                            "personal_themes",
                            "life_events",
                            "power_source",
                            "level",
                            "project_type",
                            "handle_types",
                            "online_depth",
                            "visits",
                            "visit_reason",
                            "statutory",
                            "promised",
                            "handle_area",
                            "special_procedure",
                            "quantity_limit",
                            "conditions",
                            "result",
                            "consult_phone",
                            "complaint_phone",
                            "review_body",
                            "court",
                            "bases",
                            "stages",
                            "materials",
                            "fees",
                            "places",
                            "questions",
                            "form",
                            "short_names"})
        all.emplace_back(key);
    ASSERT_TRUE(save(author_, id, all, [](Guide& guide) {
        guide = sample_guide();
        guide.name = "新事登记";
    }));
    EXPECT_EQ(draft(id).name, "新事登记");
    ASSERT_TRUE(authoring_->submit(author_, id, version(id)));
    ASSERT_TRUE(authoring_->approve(reviewer_, {id, version(id), ""}));
    const auto item = catalogue_->item_by_source(kDistrict, "NEW-1").value();
    EXPECT_EQ(item.name, "新事登记");
    EXPECT_EQ(item.version, 1);
    EXPECT_EQ(item.department.id, department_);
    EXPECT_EQ(draft(id).item_id, item.id);
}

TEST_P(Drafts, TheListGoesOnFromItsCursorAndFollowsItsFilters) {
    std::vector<std::string> made;
    for (int i = 0; i < 5; ++i) {
        clock_.advance(std::chrono::seconds{1});
        made.push_back(authoring_->begin_item(author_, {department_, "事" + std::to_string(i), ""}).value());
    }
    ASSERT_TRUE(authoring_->discard(author_, made[0], 1));
    std::vector<std::string> seen;
    std::string cursor;
    do {
        const auto page = authoring_->drafts(author_, {}, "", 2, cursor);
        for (const auto& line : page.lines) seen.push_back(line.id);
        cursor = page.next;
    } while (!cursor.empty());
    ASSERT_EQ(seen.size(), 5U);
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 5U);
    EXPECT_EQ(authoring_->drafts(author_, State::kDiscarded, "", 10, "").lines.size(), 1U);
    EXPECT_EQ(authoring_->drafts(author_, State::kDrafting, department_, 10, "").lines.size(), 4U);
    EXPECT_TRUE(authoring_->drafts(author_, {}, other_department_, 10, "").lines.empty());
    EXPECT_EQ(authoring_->drafts(author_, {}, "", 10, "broken").lines.size(), 5U);
}

TEST_P(Drafts, ADepartmentsSystemPublishesItsOwnGuidesOnly) {
    const identity::System system{"key", "审批系统", department_};
    Guide guide = sample_guide();
    guide.promised.count = 10;
    auto done = authoring_->put_guide(system, "DEMO-1", guide).value();
    EXPECT_EQ(done.item_id, item_);
    EXPECT_EQ(done.version, 2);
    EXPECT_TRUE(done.changed);
    EXPECT_FALSE(done.is_new_item);
    EXPECT_EQ(done.content_hash, catalogue::content_hash(guide));
    EXPECT_FALSE(authoring_->put_guide(system, "DEMO-1", guide).value().changed) << "the same again changes nothing";
    EXPECT_EQ(authoring_->put_guide(system, "DEMO-2", guide).error().code, kItemOfAnother);
    guide.court.clear();
    EXPECT_EQ(authoring_->put_guide(system, "DEMO-1", guide).error().code, catalogue::kGuideRefused);
    EXPECT_EQ(in_force(), 2);
    done = authoring_->put_guide(system, "NEW-9", sample_guide()).value();
    EXPECT_TRUE(done.is_new_item);
    EXPECT_EQ(catalogue_->item(done.item_id)->department.id, department_);
    EXPECT_EQ(authoring_->put_guide(system, "不行", sample_guide()).error().code, kInvalid);
}

INSTANTIATE_TEST_SUITE_P(Engines, Drafts, db::both_engines(), db::engine_name);

TEST(Errors, EachHasItsSentence) {
    add_texts();
    for (const ErrorCode& code : kErrors) EXPECT_TRUE(strings::known(code.name)) << code.name;
}

}  // namespace
}  // namespace yw::authoring::test

// What officers, applicants and the timer do with a case.
#include <gmock/gmock.h>

#include <thread>

#include "cases/answer_limit.hpp"
#include "cases/cases_fixture.hpp"
#include "platform/blob/collector.hpp"

namespace yw::cases::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CaseDeedsTest : public CasesTest {
protected:
    RequestCorrection correction(const std::string& id) {
        auto request = deed<RequestCorrection>(id);
        request.gaps = {{"material:card", "照片模糊，请重拍。"}, {"field:name", "与证件不一致。"}};
        return request;
    }
};

TEST_P(CaseDeedsTest, TheWholeWayToALicence) {
    const auto id = in_review();
    auto approval = deed<Approve>(id);
    approval.valid_until = LocalDay(2046, 3, 2);
    ASSERT_TRUE(cases_->approve_case(reviewer_, approval));
    auto delivery = deed<Deliver>(id);
    delivery.way = "post";
    delivery.note = "EMS 1234";
    ASSERT_TRUE(cases_->deliver_result(window_, delivery));
    EXPECT_EQ(seen(person_, id).state, State::kDelivered);
    ASSERT_TRUE(cases_->confirm_receipt(person_, deed<Deed>(id)));
    const auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kClosed);
    EXPECT_EQ(view.result->title, "居民身份证");
    EXPECT_EQ(view.result->valid_until, LocalDay(2046, 3, 2));
    EXPECT_EQ(view.delivery->note, "EMS 1234");
    EXPECT_TRUE(view.ended_at);
    EXPECT_EQ(view.history.size(), 6U);
    EXPECT_THAT(view.allowed, IsEmpty());
    EXPECT_THAT(view.documents, ElementsAre(DocumentKind::kReceipt, DocumentKind::kAcceptance, DocumentKind::kApproval,
                                            DocumentKind::kLicence));
}

TEST_P(CaseDeedsTest, WhatIsHandedOverClosesTheCase) {
    const auto id = in_review();
    auto refusal = deed<Refuse>(id);
    EXPECT_EQ(cases_->refuse_case(reviewer_, refusal).error().code, kReasonMissing);
    refusal.reasons = "户籍不在四川省内。";
    ASSERT_TRUE(cases_->refuse_case(reviewer_, refusal));
    auto delivery = deed<Deliver>(id);
    delivery.way = "pigeon";
    EXPECT_EQ(cases_->deliver_result(window_, delivery).error().code, kInvalid);
    delivery.way = "window";
    ASSERT_TRUE(cases_->deliver_result(window_, delivery));
    const auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kClosed);
    EXPECT_EQ(view.refusal->reasons, "户籍不在四川省内。");
    EXPECT_EQ(view.refusal->remedies.review_body, "广安市示范公安局");
}

TEST_P(CaseDeedsTest, ASpecialProcedureStopsTheClockAndTheDecision) {
    const auto id = in_review();  // 2026-03-02, promised 10 working days: 2026-03-16
    const auto before = seen(person_, id).clock.due.value();
    auto special = deed<BeginSpecial>(id);
    EXPECT_EQ(cases_->begin_special_procedure(window_, special).error().code, kNotYours);
    EXPECT_EQ(cases_->begin_special_procedure(reviewer_, special).error().code, kSpecialUnknown);
    special.code = "hearing";
    EXPECT_EQ(cases_->begin_special_procedure(reviewer_, special).error().code, kReasonMissing);
    special.reasons = "涉及重大公共利益，依法举行听证。";
    EXPECT_EQ(cases_->begin_special_procedure(reviewer_, special).error().fields.at(0).field, "expected_days");
    special.expected_days = 20;
    ASSERT_TRUE(cases_->begin_special_procedure(reviewer_, special));

    auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kInReview);
    EXPECT_EQ(view.clock.kind, DueKind::kPaused);
    EXPECT_EQ(view.specials.at(0).name, "听证");
    EXPECT_EQ(view.specials[0].expected_days, "20");
    EXPECT_THAT(view.documents, testing::Contains(DocumentKind::kSpecialNotice));
    EXPECT_THAT(seen(reviewer_, id).allowed, ElementsAre(Action::kEndSpecial));
    EXPECT_EQ(cases_->approve_case(reviewer_, deed<Approve>(id)).error().code, kNotNow);
    EXPECT_TRUE(cases_->document(person_, id, DocumentKind::kSpecialNotice).value().bytes.starts_with("%PDF"));

    clock_.advance(std::chrono::hours(24 * 14));  // 2026-03-16
    ASSERT_TRUE(cases_->end_special_procedure(reviewer_, deed<Deed>(id)));
    view = seen(person_, id);
    EXPECT_EQ(view.specials[0].ended_at, clock_.now());
    // Nothing was used before the pause: the whole limit counts from the day it ended.
    EXPECT_EQ(view.clock.due->deadline.due.days_since(before.deadline.due), 14);
    EXPECT_TRUE(cases_->approve_case(reviewer_, deed<Approve>(id)));
}

TEST_P(CaseDeedsTest, TheLimitIsExtendedOnceWithReasonsAndApproval) {
    const auto id = in_review();
    const auto before = seen(person_, id).clock;
    auto extension = deed<Extend>(id);
    extension.reasons = "需要向外地核实档案。";
    extension.days = kMostExtension + 1;
    const auto refused = cases_->extend_limit(reviewer_, extension);
    ASSERT_EQ(refused.error().fields.size(), 2U);
    EXPECT_EQ(refused.error().fields[0].field, "days");
    EXPECT_EQ(refused.error().fields[1].field, "approver");
    extension.days = 5;
    extension.approver = "局长王示例";
    ASSERT_TRUE(cases_->extend_limit(reviewer_, extension));
    const auto view = seen(person_, id);
    EXPECT_EQ(calendar_.working_days_between(before.due->deadline.due, view.clock.due->deadline.due).value(), 5);
    EXPECT_EQ(
        calendar_.working_days_between(before.statutory->deadline.due, view.clock.statutory->deadline.due).value(), 5);
    EXPECT_EQ(view.extension->more, "5个工作日");
    EXPECT_THAT(view.clock.explained(), HasSubstr("已延长5个工作日"));
    EXPECT_THAT(view.documents, testing::Contains(DocumentKind::kExtensionNotice));
    EXPECT_TRUE(cases_->document(person_, id, DocumentKind::kExtensionNotice).value().bytes.starts_with("%PDF"));
    EXPECT_EQ(cases_
                  ->extend_limit(reviewer_,
                                 [&] {
                                     extension.version = view.version;
                                     return extension;
                                 }())
                  .error()
                  .code,
              kNotNow);
}

TEST_P(CaseDeedsTest, NoDecisionWithoutAnOpinion) {
    const auto id = in_review();
    auto approval = deed<Approve>(id);
    approval.opinion = " ";
    EXPECT_EQ(cases_->approve_case(reviewer_, approval).error().code, kOpinionMissing);
}

TEST_P(CaseDeedsTest, CorrectionStopsTheClockAndIsAnsweredGapByGap) {
    const auto id = submitted();
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    auto view = seen(person_, id);
    EXPECT_EQ(view.clock.kind, DueKind::kPaused);
    ASSERT_TRUE(view.notices.at(0).open);
    EXPECT_THAT(view.notices[0].gap_names, ElementsAre("旧身份证", "姓名"));
    EXPECT_EQ(cases_->to_do(person_).corrections.size(), 1U);

    clock_.advance(std::chrono::hours(24 * 9));  // 2026-03-11
    auto answer = deed<AnswerCorrection>(id);
    const auto nothing = cases_->answer_correction(person_, answer);
    EXPECT_EQ(nothing.error().code, kGapsUnanswered);
    EXPECT_EQ(nothing.error().fields.size(), 2U);
    EXPECT_EQ(cases_->attach_material(person_, {id, "proof", "x.pdf", "%PDF"}).error().code, kNotAsked)
        << "only what the notice names";
    ASSERT_TRUE(cases_->attach_material(person_, {id, "card", "重拍.pdf", "%PDF 2"}));
    answer.typed = http::Fields({{"f.name", ""}, {"f.phone", "13911112222"}});
    EXPECT_EQ(cases_->answer_correction(person_, answer).error().code, kInvalid);
    answer.typed = http::Fields({{"f.name", "张示范"}, {"f.phone", "13911112222"}});
    EXPECT_EQ(cases_->answer_correction(other_, answer).error().code, kNotFound);
    ASSERT_TRUE(cases_->answer_correction(person_, answer));
    view = seen(person_, id);
    EXPECT_EQ(view.state, State::kResubmitted);
    EXPECT_EQ(view.answers.get("name"), "张示范");
    EXPECT_EQ(view.answers.get("phone"), "13800008000") << "the notice did not name the telephone";
    EXPECT_EQ(view.clock.due->deadline.due.iso(), "2026-03-18");

    EXPECT_EQ(cases_->request_correction(window_, correction(id)).error().code, kCorrectionsAskedBefore);
    auto second = correction(id);
    second.new_facts = "补交的是另一本证件。";
    ASSERT_TRUE(cases_->request_correction(window_, second));
    EXPECT_EQ(seen(person_, id).notices.size(), 2U);
}

TEST_P(CaseDeedsTest, WhatNobodyCorrectsInTimeTheOfficerMayRefuseAndNotBefore) {
    const auto id = submitted();
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    auto view = seen(person_, id);
    ASSERT_TRUE(view.clock.answer);
    EXPECT_EQ(view.clock.answer->deadline.due.iso(), "2026-03-23") << "fifteen working days";
    EXPECT_EQ(view.notices.at(0).answer_by->deadline.due.iso(), "2026-03-23");
    const auto line = cases_->my_cases(person_, 1, "").lines.at(0);
    EXPECT_EQ(line.due_on, LocalDay(2026, 3, 23));
    EXPECT_EQ(line.urgency, Urgency::kNone) << "the office is not late";

    auto refusal = deed<RefuseAcceptance>(id);
    refusal.reasons = "期限内没有补正。";
    clock_.set(LocalDay(2026, 3, 23).begins().plus(std::chrono::hours(23)));
    EXPECT_EQ(cases_->refuse_acceptance(window_, refusal).error().code, kNotNow) << "the last day is not over";
    EXPECT_EQ(cases_->desk_counts(window_).unanswered, 0);

    clock_.set(LocalDay(2026, 3, 24).begins());
    EXPECT_TRUE(seen(person_, id).clock.unanswered);
    EXPECT_THAT(seen(window_, id).allowed, ElementsAre(Action::kRefuseAcceptance));
    EXPECT_THAT(seen(person_, id).allowed, testing::Contains(Action::kAnswerCorrection)) << "until it is refused";
    const auto counts = cases_->desk_counts(window_);
    EXPECT_EQ(counts.unanswered, 1);
    EXPECT_EQ(counts.late, 0);
    QueueFilter filter;
    filter.unanswered = true;
    ASSERT_EQ(cases_->queue(window_, filter, 20, "").lines.size(), 1U);
    EXPECT_TRUE(cases_->queue(window_, filter, 20, "").lines[0].unanswered);
    filter = {};
    filter.urgency = Urgency::kLate;
    EXPECT_THAT(cases_->queue(window_, filter, 20, "").lines, IsEmpty());
    EXPECT_EQ(cases_->sweep().given_up, 0) << "no law says that it is given up";

    ASSERT_TRUE(cases_->refuse_acceptance(window_, refusal));
    view = seen(person_, id);
    EXPECT_EQ(view.state, State::kNotAccepted);
    EXPECT_TRUE(view.ended_at);
    EXPECT_FALSE(view.refusal->remedies.zh().empty());
    EXPECT_THAT(view.documents, testing::Contains(DocumentKind::kNonAcceptance));
    EXPECT_EQ(view.facts.corrections.back().ended_on, LocalDay(2026, 3, 24));
    EXPECT_EQ(cases_->answer_correction(person_, deed<AnswerCorrection>(id)).error().code, kNotNow);
}

TEST_P(CaseDeedsTest, ALateAnswerCountsAsLongAsNobodyHasActed) {
    const auto id = submitted();
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    clock_.set(LocalDay(2026, 4, 1).begins());
    auto refusal = deed<RefuseAcceptance>(id);
    refusal.reasons = "期限内没有补正。";
    auto answer = deed<AnswerCorrection>(id);
    answer.replies = {"证件丢了。", "已改。"};
    ASSERT_TRUE(cases_->answer_correction(person_, answer));
    EXPECT_EQ(cases_->refuse_acceptance(window_, refusal).error().code, kChanged) << "the officer looks again";
    EXPECT_EQ(seen(person_, id).state, State::kResubmitted);
}

TEST_P(CaseDeedsTest, ThePersonIsRemindedBeforeTheDayAndAfterIt) {
    const auto id = submitted();
    outbox::Deliverer deliverer(database(), clock_);
    cases_->listen(deliverer);
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    deliverer.deliver_pending();
    const auto told = [&] {
        cases_->sweep();
        deliverer.deliver_pending();
        return cases_->messages(person_, 1).at(0).text;
    };
    EXPECT_THAT(told(), HasSubstr("请在告知书写明的期限内"));
    clock_.set(LocalDay(2026, 3, 20).begins());
    EXPECT_THAT(told(), HasSubstr("快到补正期限"));
    const auto messages = cases_->messages(person_, 20).size();
    EXPECT_THAT(told(), HasSubstr("快到补正期限"));
    EXPECT_EQ(cases_->messages(person_, 20).size(), messages) << "once";
    clock_.set(LocalDay(2026, 3, 24).begins());
    EXPECT_THAT(told(), HasSubstr("期限已过"));
}

TEST_P(CaseDeedsTest, WhereTheLawGivesItUpTheTimerDoesAndThePaperQuotesTheLaw) {
    const auto check_file = [](std::string_view, std::string_view,
                               const std::vector<std::string>&) -> Result<CheckedFile> {
        return CheckedFile{"pdf", "application/pdf"};
    };
    Dependencies on{
        database(), keys_, clock_, audit_, *blobs_, catalogue_, accounts_, check_file, [this] { return calendar_; }};
    on.answer_limit = [](const catalogue::Item&) {
        return AnswerLimit{10, "《示范条例》第三条：逾期不补正的，视为放弃申请"};
    };
    cases_ = std::make_unique<Cases>(std::move(on));
    const auto id = submitted();
    outbox::Deliverer deliverer(database(), clock_);
    cases_->listen(deliverer);
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    clock_.set(LocalDay(2026, 3, 16).begins());
    EXPECT_EQ(cases_->sweep().given_up, 0) << "the last day";
    clock_.set(LocalDay(2026, 3, 17).begins());
    EXPECT_EQ(cases_->sweep().given_up, 1);
    EXPECT_EQ(cases_->sweep().given_up, 0);
    deliverer.deliver_pending();
    const auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kWithdrawn);
    EXPECT_TRUE(view.deemed_withdrawn);
    EXPECT_THAT(view.refusal->reasons,
                testing::AllOf(HasSubstr("2026年3月2日"), HasSubstr("2026年3月16日"), HasSubstr("《示范条例》第三条")));
    EXPECT_THAT(view.documents, testing::Contains(DocumentKind::kDeemedWithdrawal));
    EXPECT_THAT(cases_->messages(person_, 1).at(0).text, HasSubstr("依法视为撤回"));
    EXPECT_EQ(view.history.back().party, Party::kSystem);
    const auto paper = cases_->document(person_, id, DocumentKind::kDeemedWithdrawal);
    ASSERT_TRUE(paper);
    EXPECT_TRUE(paper.value().bytes.starts_with("%PDF"));
}

TEST(AnswerLimits, AreDataByNameAndCodeAndElseTheAuthoritysOwn) {
    catalogue::Item item;
    item.name = "居民身份证换领";
    EXPECT_EQ(answer_limit_of(item).working_days, 15);
    EXPECT_EQ(answer_limit_of(item).law, "");
    item.name = "政府信息公开申请";
    EXPECT_THAT(answer_limit_of(item).law, HasSubstr("第三十条"));
    constexpr std::string_view kData =
        "working_days = 7\n[[by_law]]\nnames = []\ncodes = [\"000115000001\"]\nworking_days = 3\nlaw = \"x\"\n";
    EXPECT_EQ(answer_limit_in(kData, item).working_days, 7);
    item.base_code = "000115000001";
    EXPECT_EQ(answer_limit_in(kData, item).working_days, 3);
    for (const auto* broken : {"", "working_days = 0", "working_days = 5\n[[by_law]]\nnames = []\ncodes = []\n"})
        EXPECT_THROW(answer_limit_in(broken, item), std::logic_error) << broken;
}

TEST_P(CaseDeedsTest, HistoriesNameOfficersAsColleaguesKnowThemWithTheirDepartment) {
    const auto id = submitted();
    ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
    const auto officer = seen(reviewer_, id).history.back();
    EXPECT_EQ(officer.actor_name, "周演示");
    EXPECT_EQ(officer.department, "广安区示范公安局");
    const auto applicant = seen(person_, id).history.back();
    EXPECT_EQ(applicant.actor_name, "") << "which officer it was stays inside";
    EXPECT_EQ(applicant.department, "广安区示范公安局");
    ASSERT_TRUE(cases_->start_review(reviewer_, deed<Deed>(id)));
    EXPECT_EQ(seen(window_, id).history.back().actor_name, reviewer_.masked_name) << "no name was given";
}

TEST_P(CaseDeedsTest, FilesThatNoRowNamesAreCollectedAndNoOthers) {
    const auto kept = submitted();
    const auto kept_file = seen(person_, kept).files.at(0).id;
    const auto draft = cases_->start_draft(person_, std::string(kItem)).value();
    const auto taken_back = cases_->attach_material(person_, {draft.id, "card", "a.pdf", "%PDF taken back"}).value();
    ASSERT_TRUE(cases_->remove_material(person_, draft.id, taken_back.id));
    ASSERT_TRUE(cases_->attach_material(person_, {draft.id, "card", "b.pdf", "%PDF of the draft"}));
    blob::Collector collector(*blobs_, database(), clock_, {names_blob});
    EXPECT_EQ(collector.work(100), 0) << "too young";
    clock_.advance(blob::kGrace + std::chrono::hours(1));
    EXPECT_EQ(collector.work(100), 1) << "what was taken back";
    clock_.advance(std::chrono::hours(24 * (kDraftDays + 1)));
    EXPECT_EQ(cases_->sweep().drafts_removed, 1);
    EXPECT_EQ(collector.work(100), 1) << "what the expired draft held";
    EXPECT_EQ(cases_->file(person_, kept, kept_file).value().bytes, "%PDF card");
}

TEST_P(CaseDeedsTest, AFileThatAnOfficerSawCannotBeTakenBack) {
    const auto id = submitted();
    const auto old = seen(person_, id).files.at(0);
    EXPECT_EQ(cases_->remove_material(person_, id, old.id).error().code, kNotNow);
    clock_.advance(std::chrono::seconds(1));
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    const auto fresh = cases_->attach_material(person_, {id, "card", "新.pdf", "%PDF 2"}).value();
    EXPECT_EQ(cases_->remove_material(person_, id, old.id).error().code, kFileNotFound);
    EXPECT_TRUE(cases_->remove_material(person_, id, fresh.id));
}

TEST_P(CaseDeedsTest, AMissingPieceMayBePromisedButNotAgainOnceThePromiseWasFoundWanting) {
    const auto id = submitted();
    EXPECT_EQ(cases_->sign_commitment(person_, id, "card").error().code, kNotNow);
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    ASSERT_TRUE(cases_->sign_commitment(person_, id, "card"));
    EXPECT_EQ(cases_->sign_commitment(person_, id, "paper").error().code, kNotAsked) << "the notice does not name it";
    auto answer = deed<AnswerCorrection>(id);
    answer.typed = typed("f.name", "张示例");
    answer.replies = {"", "已改。"};
    ASSERT_TRUE(cases_->answer_correction(person_, answer));
    clock_.advance(std::chrono::seconds(1));
    auto second = correction(id);
    second.new_facts = "承诺的事实核查不实。";
    ASSERT_TRUE(cases_->request_correction(window_, second));
    EXPECT_EQ(cases_->sign_commitment(person_, id, "card").error().code, kNoCommitment);
}

TEST_P(CaseDeedsTest, TwoOfficersDecideAtOnceAndOneIsTold) {
    const auto id = in_review();
    const auto approval = deed<Approve>(id);
    auto refusal = deed<Refuse>(id);
    refusal.reasons = "不符合条件。";
    std::vector<Result<void>> outcomes(2);
    std::thread one([&] { outcomes[0] = cases_->approve_case(reviewer_, approval); });
    std::thread two([&] { outcomes[1] = cases_->refuse_case(who(identity::Role::kReviewer, "reviewer-2"), refusal); });
    one.join();
    two.join();
    ASSERT_NE(static_cast<bool>(outcomes[0]), static_cast<bool>(outcomes[1]));
    EXPECT_EQ((outcomes[0] ? outcomes[1] : outcomes[0]).error().code, kChanged);
    EXPECT_EQ(seen(person_, id).history.size(), 4U);
}

TEST_P(CaseDeedsTest, OnlyTheApplicantAndTheDepartmentKnowOfACase) {
    const auto id = submitted();
    identity::Viewer stranger = window_;
    stranger.department_ids = {"department-2"};
    for (const auto& viewer : {other_, operator_, stranger, identity::Viewer{}}) {
        EXPECT_EQ(cases_->case_view(viewer, id).error().code, kNotFound);
        EXPECT_EQ(cases_->accept_case(viewer, deed<Deed>(id)).error().code, kNotFound);
        EXPECT_EQ(cases_->document(viewer, id, DocumentKind::kReceipt).error().code, kNotFound);
        EXPECT_THAT(cases_->queue(viewer, {}, 20, "").lines, IsEmpty());
    }
    EXPECT_EQ(cases_->accept_case(person_, deed<Deed>(id)).error().code, kNotYours);
    EXPECT_EQ(cases_->withdraw_case(window_, deed<Deed>(id)).error().code, kNotYours);
    EXPECT_TRUE(cases_->withdraw_case(person_, deed<Deed>(id)));
}

TEST_P(CaseDeedsTest, OfficersSeeMasksAndEveryLookBehindThemIsLogged) {
    const auto id = submitted();
    const auto view = seen(window_, id);
    EXPECT_EQ(view.applicant.name, "张*例");
    EXPECT_EQ(view.applicant.phone, "138****8000");
    EXPECT_EQ(view.answers.get("id_number"), "511602********009X");
    EXPECT_EQ(cases_->reveal_applicant(window_, id, " ").error().code, kReasonMissing);
    EXPECT_EQ(cases_->reveal_applicant(other_, id, "好奇").error().code, kNotFound);
    const auto before = count("audit_entry");
    EXPECT_EQ(cases_->reveal_applicant(window_, id, "电话核实").value().applicant.name, "张示例");
    EXPECT_EQ(count("audit_entry"), before + 1);
    ASSERT_TRUE(cases_->accept_case(window_, deed<Deed>(id)));
    EXPECT_EQ(seen(person_, id).history.back().opinion, "") << "the house's notes are not the applicant's";
    EXPECT_EQ(seen(reviewer_, id).history.back().opinion, "同意。");
}

TEST_P(CaseDeedsTest, RefusedAcceptanceNamesTheRightAuthority) {
    const auto id = submitted();
    auto refusal = deed<RefuseAcceptance>(id);
    refusal.reasons = "不属于本机关职权范围。";
    refusal.other_authority = true;
    EXPECT_EQ(cases_->refuse_acceptance(window_, refusal).error().code, kRightAuthorityMissing);
    refusal.right_authority = "广安市示范民政局";
    ASSERT_TRUE(cases_->refuse_acceptance(window_, refusal));
    const auto view = seen(person_, id);
    EXPECT_EQ(view.refusal->right_authority, "广安市示范民政局");
    EXPECT_TRUE(view.ended_at);
}

TEST_P(CaseDeedsTest, FiveDaysOfSilenceAreAcceptanceAsOfTheDayOfReceipt) {
    const auto id = submitted();
    clock_.set(LocalDay(2026, 3, 9).begins().plus(std::chrono::hours(23)));
    EXPECT_EQ(cases_->sweep().deemed, 0) << "the last day is not over";
    clock_.set(LocalDay(2026, 3, 10).begins());
    EXPECT_EQ(cases_->sweep().deemed, 1);
    EXPECT_EQ(cases_->sweep().deemed, 0);
    const auto view = seen(person_, id);
    EXPECT_EQ(view.state, State::kAccepted);
    EXPECT_TRUE(view.deemed_accepted);
    EXPECT_EQ(view.facts.accepted_on, LocalDay(2026, 3, 2));
    EXPECT_EQ(view.clock.due->deadline.due.iso(), "2026-03-16");
}

TEST_P(CaseDeedsTest, WarningsComeOnceForSoonAndOnceForLate) {
    accepted();  // ten working days: last day 2026-03-16
    EXPECT_EQ(cases_->sweep().warned, 0);
    clock_.set(LocalDay(2026, 3, 13).begins());
    EXPECT_EQ(cases_->sweep().warned, 1);
    EXPECT_EQ(cases_->sweep().warned, 0);
    clock_.set(LocalDay(2026, 3, 17).begins());
    EXPECT_EQ(cases_->sweep().warned, 1);
    EXPECT_EQ(cases_->sweep().warned, 0);
}

TEST_P(CaseDeedsTest, AYearThatIsLoadedGivesOpenLimitsTheirDay) {
    clock_.set(LocalDay(2026, 12, 28).begins());
    const auto id = accepted();
    EXPECT_TRUE(cases_->queue(window_, {}, 20, "").lines.at(0).due_open_ended);
    EXPECT_EQ(cases_->recount_deadlines(), 0);
    calendar_ = calendar_.with({2027, "test", {{"元旦", LocalDay(2027, 1, 1), LocalDay(2027, 1, 3)}}, {}}).value();
    EXPECT_EQ(cases_->recount_deadlines(), 1);
    const auto line = cases_->queue(window_, {}, 20, "").lines.at(0);
    EXPECT_FALSE(line.due_open_ended);
    EXPECT_EQ(line.due_on, LocalDay(2027, 1, 12));
}

TEST_P(CaseDeedsTest, TheQueueShowsWhatIsDueFirstPageByPage) {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(submitted());
        clock_.advance(std::chrono::hours(24));
    }
    ASSERT_TRUE(cases_->withdraw_case(person_, deed<Deed>(ids[1])));
    std::vector<std::string> seen_ids;
    std::string cursor;
    do {
        const auto page = cases_->queue(window_, {}, 2, cursor);
        for (const auto& line : page.lines) seen_ids.push_back(line.id);
        cursor = page.next;
    } while (!cursor.empty());
    EXPECT_THAT(seen_ids, ElementsAre(ids[0], ids[2], ids[3], ids[4]));
    EXPECT_EQ(cases_->queue(window_, {}, 2, "nonsense").lines.at(0).id, ids[0]);

    QueueFilter ended;
    ended.number = seen(person_, ids[1]).number;
    EXPECT_EQ(cases_->queue(window_, ended, 20, "").lines.at(0).state, State::kWithdrawn);
    clock_.set(LocalDay(2026, 3, 10).begins());  // the first was due on the 9th
    QueueFilter late;
    late.urgency = Urgency::kLate;
    EXPECT_EQ(cases_->queue(window_, late, 20, "").lines.size(), 1U);
    const auto counts = cases_->desk_counts(window_);
    EXPECT_EQ(counts.late, 1);
    ASSERT_EQ(counts.open.size(), 1U);
    EXPECT_EQ(counts.open[0].cases, 4);
    EXPECT_EQ(cases_->case_count(), 5);
}

TEST_P(CaseDeedsTest, MyCasesAreMineNewestFirst) {
    const auto first = submitted();
    clock_.advance(std::chrono::hours(1));
    const auto second = submitted();
    const auto page = cases_->my_cases(person_, 1, "");
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines[0].id, second);
    EXPECT_EQ(cases_->my_cases(person_, 1, page.next).lines.at(0).id, first);
    EXPECT_THAT(cases_->my_cases(other_, 10, "").lines, IsEmpty());
}

TEST_P(CaseDeedsTest, MessagesReachTheApplicantOnceEach) {
    const auto id = accepted();
    outbox::Deliverer deliverer(database(), clock_);
    int also = 0;
    cases_->listen(deliverer, [&](const outbox::Message&) { ++also; });
    EXPECT_EQ(deliverer.deliver_pending(), 2);
    EXPECT_EQ(also, 2);
    const auto messages = cases_->messages(person_, 10);
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_THAT(messages[0].text, HasSubstr("居民身份证换领"));
    EXPECT_EQ(messages[0].case_id, id);
    EXPECT_EQ(cases_->to_do(person_).unread, 2);
    ASSERT_TRUE(cases_->mark_messages_read(person_));
    EXPECT_EQ(cases_->to_do(person_).unread, 0);
    EXPECT_THAT(cases_->messages(other_, 10), IsEmpty());
}

TEST_P(CaseDeedsTest, ADeliveredCaseClosesAfterTheDaysForAnObjection) {
    const auto id = in_review();
    ASSERT_TRUE(cases_->approve_case(reviewer_, deed<Approve>(id)));
    auto delivery = deed<Deliver>(id);
    delivery.way = "post";
    ASSERT_TRUE(cases_->deliver_result(window_, delivery));
    EXPECT_THAT(cases_->queue(window_, {}, 20, "").lines, IsEmpty()) << "nothing waits for an officer";
    clock_.advance(std::chrono::hours(24 * kReceiptDays + 1));
    EXPECT_EQ(cases_->sweep().closed, 1);
    EXPECT_EQ(seen(person_, id).state, State::kClosed);
}

TEST_P(CaseDeedsTest, InstantItemsAreDecidedAtTheWindow) {
    catalogue::Guide guide = sample_guide();
    guide.project_type = "1";
    guide.promised = {0, catalogue::LimitUnit::kWorkday, ""};
    catalogue_.publish(guide);
    const auto id = accepted();
    EXPECT_EQ(seen(window_, id).clock.due->deadline.due.iso(), "2026-03-02");
    EXPECT_TRUE(cases_->approve_case(window_, deed<Approve>(id)));
}

TEST_P(CaseDeedsTest, PapersAreMadeOnceAndOnlyThoseThatThereAre) {
    const auto id = submitted();
    EXPECT_EQ(cases_->document(person_, id, DocumentKind::kApproval).error().code, kNoSuchDocument);
    const auto receipt = cases_->document(person_, id, DocumentKind::kReceipt);
    ASSERT_TRUE(receipt);
    EXPECT_TRUE(receipt.value().bytes.starts_with("%PDF"));
    EXPECT_EQ(count("case_document"), 1);
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(cases_->document(window_, id, DocumentKind::kReceipt).value().bytes, receipt.value().bytes);
    EXPECT_EQ(count("case_document"), 1);
    ASSERT_TRUE(cases_->request_correction(window_, correction(id)));
    EXPECT_TRUE(cases_->document(person_, id, DocumentKind::kCorrectionNotice));
}

TEST_P(CaseDeedsTest, NothingPersonalLiesInTheClear) {
    const auto id = submitted();
    auto request = correction(id);
    request.opinion = "张示例的材料";
    ASSERT_TRUE(cases_->request_correction(window_, request));
    cases_->start_draft(other_, std::string(kItem)).value();
    ASSERT_TRUE(cases_->reveal_applicant(window_, id, "核实张示例的电话"));
    const std::string plain[] = {"张示例", "李样本", "51160218830930009X", "13800008000", "旧证", "照片模糊", "lost"};
    // Every column of every table that a person's words could have reached.
    const std::pair<std::string_view, std::string_view> columns[] = {
        {"case_file", "applicant || answers || clock || item_name || number"},
        {"case_event", "COALESCE(body, '') || actor"},
        {"case_material", "file_name || blob || material_key"},
        {"case_draft", "answers || step || item_name"},
        {"audit_entry", "actor || action || subject || detail"},
        {"outbox_message", "topic || message_key || payload"}};
    for (const auto& [table, text] : columns) {
        const db::Sql sql{"test.scan", kept_text("SELECT " + std::string(text) + " FROM " + std::string(table))};
        const auto rows = database().read(
            [&](db::Reader& reader) { return reader.list(sql, {}, [](const db::Row& row) { return row.text(0); }); });
        EXPECT_FALSE(rows.empty()) << table;
        for (const auto& row : rows) {
            for (const auto& word : plain) EXPECT_EQ(row.find(word), std::string::npos) << table << ": " << word;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, CaseDeedsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::cases::test

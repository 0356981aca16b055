// What a case tells its applicant, state by state.
#include "cases/me_words.hpp"

#include <gmock/gmock.h>

#include "calendars/calendars.hpp"
#include "cases/cases_fixture.hpp"

namespace yw::cases::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Look = StageMark::Look;

class MeWordsTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("cases.changed")) strings::add(strings_table());
    }
    /// A case as it stands on `today`, submitted on Monday 2 March and, where the state is behind it, accepted and
    /// decided on the days after.
    static CaseView in(State state, LocalDay today = LocalDay(2026, 3, 4), bool instant = false) {
        CaseView view;
        auto guide = std::make_shared<catalogue::PublishedGuide>();
        guide->guide = sample_guide();
        view.guide = std::move(guide);
        view.state = state;
        view.instant = instant;
        view.submitted_at = LocalDay(2026, 3, 2).begins().plus(std::chrono::hours(10));
        view.facts.submitted_on = LocalDay(2026, 3, 2);
        const bool decided = state == State::kApproved || state == State::kRefused || state == State::kDelivered ||
                             state == State::kClosed;
        if (decided || state == State::kAccepted || state == State::kInReview)
            view.facts.accepted_on = LocalDay(2026, 3, 3);
        if (decided) view.facts.decided_on = LocalDay(2026, 3, 4);
        if (state == State::kCorrectionRequested)
            view.notices.push_back({{{"material:card", "模糊"}}, {"旧身份证"}, "", {}, true, {}, {}});
        if (state == State::kRefused || state == State::kNotAccepted) view.refusal.emplace();
        if (state == State::kDelivered || state == State::kClosed) view.delivery.emplace();
        view.clock =
            clock_view(calendars::published_calendar(), {state, instant}, view.facts, view.guide->guide, today);
        return view;
    }
};

TEST_F(MeWordsTest, EveryStateSaysOneSentenceAndShowsWhereItIs) {
    for (const State state : kStates) {
        const CaseView view = in(state);
        SCOPED_TRACE(to_string(state));
        EXPECT_THAT(head_of(view).say, Not(IsEmpty()));
        const auto stages = stages_of(view);
        EXPECT_EQ(stages.front().look, Look::kDone);
        int now = 0;
        for (const StageMark& stage : stages) now += stage.look == Look::kNow;
        const bool all_done = state == State::kDelivered || state == State::kClosed;
        EXPECT_EQ(now, all_done ? 0 : 1);
        EXPECT_EQ(deadline_of(view).has_value(), !is_ended(state) && state != State::kDelivered);
    }
}

TEST_F(MeWordsTest, ThePersonsMoveIsAmberTheOfficesFaultRed) {
    EXPECT_EQ(head_of(in(State::kCorrectionRequested)).colour, "yw-casehead--amber");
    EXPECT_THAT(head_of(in(State::kCorrectionRequested)).say, HasSubstr("1处"));
    EXPECT_EQ(head_of(in(State::kInReview)).colour, "");
    EXPECT_EQ(head_of(in(State::kInReview)).say, "正在审查，最晚2026年3月17日（周二）办完");
    EXPECT_EQ(head_of(in(State::kAccepted)).say, "已受理，等审查，最晚2026年3月17日（周二）办完");
    const CaseView late = in(State::kInReview, LocalDay(2026, 3, 20));
    EXPECT_EQ(head_of(late).colour, "yw-casehead--red");
    EXPECT_THAT(head_of(late).say, HasSubstr("已经超期3个工作日"));
    EXPECT_THAT(deadline_of(late)->say, HasSubstr("已超期3个工作日，应当在2026年3月17日（周二）前"));
}

TEST_F(MeWordsTest, SilenceBeyondFiveDaysIsSaidToBeAcceptance) {
    EXPECT_THAT(head_of(in(State::kSubmitted, LocalDay(2026, 3, 10))).detail, HasSubstr("自收到申请之日起即为受理"));
    EXPECT_THAT(head_of(in(State::kSubmitted)).detail, HasSubstr("您现在不用做什么"));
}

TEST_F(MeWordsTest, TheBarCountsWorkingDays) {
    const auto words = deadline_of(in(State::kInReview, LocalDay(2026, 3, 6))).value();
    EXPECT_EQ(words.total, 10);
    EXPECT_EQ(words.used, 3);
    EXPECT_THAT(words.say, HasSubstr("还有7个工作日，最晚2026年3月17日（周二）"));
    EXPECT_THAT(words.note, HasSubstr("从2026年3月3日（当天不计入）起10个工作日"));
    EXPECT_THAT(deadline_of(in(State::kInReview, LocalDay(2026, 3, 17)))->say, HasSubstr("今天是最后一天"));
    EXPECT_EQ(deadline_of(in(State::kCorrectionRequested))->total, 0);
}

TEST_F(MeWordsTest, ARefusalStaysARefusalAfterDelivery) {
    CaseView closed = in(State::kClosed);
    EXPECT_EQ(head_of(closed).colour, "yw-casehead--green");
    closed.refusal.emplace();
    EXPECT_THAT(head_of(closed).say, HasSubstr("没有批准"));
    EXPECT_EQ(stages_of(closed)[3].state, "没有批准");
}

TEST_F(MeWordsTest, BeyondThePublishedYearsNoDayIsPromised) {
    CaseLine line;
    line.due_on = LocalDay(2027, 1, 5);
    EXPECT_EQ(due_words(line), "最晚2027年1月5日（周二）");
    line.due_open_ended = true;
    EXPECT_EQ(due_words(line), "不早于2027年1月5日");
    EXPECT_EQ(due_words(CaseLine{}), "");
}

TEST(EventWords, OnlyPaperWaitsForAnObjection) {
    Event closed;
    closed.action = Action::kConfirmReceipt;
    closed.party = Party::kSystem;
    CaseView view;
    view.delivery.emplace();
    view.delivery->way = "electronic";
    EXPECT_EQ(event_words(view, closed), "结果已在网上送达，办结");
    view.delivery->way = "post";
    EXPECT_EQ(event_words(view, closed), "送达期满没有异议，办结");
    closed.party = Party::kApplicant;
    EXPECT_EQ(event_words(view, closed), "您确认收到，办结");
}

}  // namespace
}  // namespace yw::cases::test

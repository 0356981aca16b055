#include "cases/case_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendars/calendars.hpp"
#include "cases/sample_form.hpp"
#include "cases/strings.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

using catalogue::Limit;
using catalogue::LimitUnit;

class CaseClockTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("cases.changed")) strings::add(strings_table());
    }
    const WorkingCalendar& calendar_ = calendars::published_calendar();
    catalogue::Guide guide_ = test::sample_guide();
};

LocalDay day(std::string_view iso) {
    return LocalDay::parse(iso).value();
}

TEST_F(CaseClockTest, HandlingLimitsCountWorkingDaysOfTheOfficialCalendar) {
    // The vectors of 2026 that hold for every counter of working days: acceptance, limit, last day.
    const struct {
        const char* accepted;
        int limit;
        const char* due;
    } vectors[] = {{"2026-02-12", 1, "2026-02-13"}, {"2026-02-12", 2, "2026-02-14"},  {"2026-02-12", 5, "2026-02-26"},
                   {"2026-04-30", 5, "2026-05-11"}, {"2026-09-18", 10, "2026-10-09"}, {"2026-09-30", 20, "2026-11-03"},
                   {"2026-02-15", 5, "2026-02-28"}};
    for (const auto& one : vectors) {
        ClockFacts facts;
        facts.submitted_on = facts.accepted_on.emplace(day(one.accepted));
        const auto due = due_of_limit(calendar_, facts, Limit{one.limit, LimitUnit::kWorkday, ""}, DueKind::kPromised);
        ASSERT_TRUE(due);
        EXPECT_EQ(due.value().deadline.due.iso(), one.due) << one.accepted << " + " << one.limit;
    }
}

TEST_F(CaseClockTest, ALimitOfDaysThatEndsOnADayOffSaysWhyItEndsLater) {
    guide_.promised = {20, LimitUnit::kDay, ""};
    ClockFacts facts;
    facts.submitted_on = facts.accepted_on.emplace(day("2026-03-02"));
    EXPECT_EQ(clock_view(calendar_, {State::kAccepted}, facts, guide_, day("2026-03-02")).explained(),
              "从2026年3月2日（当天不计入）起20日，最晚2026年3月23日（周一）。最后一天是休息日，顺延到下一个工作日。");
    guide_.promised = {5, LimitUnit::kWorkday, ""};
    EXPECT_EQ(clock_view(calendar_, {State::kAccepted}, facts, guide_, day("2026-03-02")).explained(),
              "从2026年3月2日（当天不计入）起5个工作日，最晚2026年3月9日（周一）。");
}

TEST_F(CaseClockTest, ACorrectionIsAnsweredWithinWorkingDaysAndUnansweredOnlyAfterTheLast) {
    const struct {
        const char* notice;
        int days;
        const char* due;
        const char* today;
        bool unanswered;
    } cases[] = {
        {"2026-03-02", 15, "2026-03-23", "2026-03-23", false},  // the last day is not over
        {"2026-03-02", 15, "2026-03-23", "2026-03-24", true},
        {"2026-02-12", 5, "2026-02-26", "2026-02-25", false},  // Spring Festival does not count, two make-up days do
        {"2026-02-12", 5, "2026-02-26", "2026-02-27", true},
        {"2026-12-28", 15, "2027-01-18", "2027-03-01", false},  // the year is not published: no day is surely over
        {"2026-03-02", 0, "", "2027-03-01", false},             // a notice of before there was a limit
    };
    for (const auto& one : cases) {
        ClockFacts facts;
        facts.submitted_on = day("2026-02-10");
        facts.corrections = {{day(one.notice), std::nullopt}};
        facts.answer.working_days = one.days;
        const auto due = due_of_answer(calendar_, day(one.notice), facts.answer);
        ASSERT_EQ(static_cast<bool>(due), one.days > 0) << one.notice;
        const bool open_ended = due && due.value().deadline.not_before;
        EXPECT_EQ(open_ended, std::string_view(one.notice) == "2026-12-28");
        if (due && !open_ended) {
            EXPECT_EQ(due.value().deadline.due.iso(), one.due) << one.notice;
        }
        EXPECT_EQ(is_unanswered(calendar_, State::kCorrectionRequested, facts, day(one.today)), one.unanswered)
            << one.notice << " + " << one.days << " on " << one.today;
        EXPECT_FALSE(is_unanswered(calendar_, State::kResubmitted, facts, day(one.today)));
        const auto again = clock_facts_of(to_json(facts));
        EXPECT_EQ(again.answer.working_days, one.days);
    }
}

TEST_F(CaseClockTest, BeforeAcceptanceFiveWorkingDaysRunAndStandDuringACorrection) {
    ClockFacts facts;
    facts.submitted_on = day("2026-03-02");
    EXPECT_EQ(due_before_acceptance(calendar_, facts).value().deadline.due.iso(), "2026-03-09");
    facts.corrections = {{day("2026-03-04"), std::nullopt}};
    EXPECT_FALSE(due_before_acceptance(calendar_, facts)) << "no day while it stands";
    facts.corrections = {{day("2026-03-04"), day("2026-03-18")}};
    EXPECT_EQ(due_before_acceptance(calendar_, facts).value().deadline.due.iso(), "2026-03-23")
        << "two days were used, three remain after the day of the answer";
    facts.corrections = {{day("2026-03-09"), day("2026-03-18")}};
    EXPECT_EQ(due_before_acceptance(calendar_, facts).value().deadline.due.iso(), "2026-03-18") << "nothing remained";
}

TEST_F(CaseClockTest, DaysAndMonthsMoveOffHolidays) {
    ClockFacts facts;
    facts.accepted_on = facts.submitted_on = day("2026-02-05");
    const auto due = [&](int count, LimitUnit unit) {
        return due_of_limit(calendar_, facts, Limit{count, unit, ""}, DueKind::kStatutory).value().deadline.due.iso();
    };
    EXPECT_EQ(due(10, LimitUnit::kDay), "2026-02-24") << "02-15 lies in the Spring Festival";
    EXPECT_EQ(due(1, LimitUnit::kMonth), "2026-03-05");
    facts.handling_pauses = {{day("2026-02-06"), day("2026-02-11")}};
    EXPECT_EQ(due(1, LimitUnit::kMonth), "2026-03-10") << "five days stood";
}

TEST_F(CaseClockTest, BeyondThePublishedYearsOnlyAnEarliestDayIsSaid) {
    ClockFacts facts;
    facts.accepted_on = facts.submitted_on = day("2026-12-25");
    const auto due = due_of_limit(calendar_, facts, guide_.promised, DueKind::kPromised).value();
    EXPECT_TRUE(due.deadline.not_before);
    EXPECT_THAT(due.deadline.zh(), testing::HasSubstr("不早于"));
    const auto view = clock_view(calendar_, {State::kAccepted}, facts, guide_, day("2026-12-26"));
    EXPECT_THAT(view.explained(), testing::HasSubstr("待放假安排公布后确定"));
}

TEST_F(CaseClockTest, EachStateHasItsOwnLimit) {
    ClockFacts facts;
    facts.submitted_on = day("2026-03-02");
    facts.accepted_on = day("2026-03-03");
    facts.decided_on = day("2026-03-10");
    const auto due = [&](State state, bool instant = false) -> std::string {
        const auto running = running_due(calendar_, {state, instant}, facts, guide_).value();
        return running ? std::string(to_string(running->kind)) + " " + running->deadline.due.iso() : "none";
    };
    EXPECT_EQ(due(State::kSubmitted), "pre_acceptance 2026-03-09");
    EXPECT_EQ(due(State::kCorrectionRequested), "none");
    EXPECT_EQ(due(State::kAccepted), "promised 2026-03-17");
    EXPECT_EQ(due(State::kInReview), "promised 2026-03-17");
    EXPECT_EQ(due(State::kApproved), "delivery 2026-03-24");
    EXPECT_EQ(due(State::kRefused), "delivery 2026-03-24");
    for (const State ended : {State::kDelivered, State::kClosed, State::kWithdrawn, State::kNotAccepted})
        EXPECT_EQ(due(ended), "none");
    guide_.promised = {0, LimitUnit::kWorkday, ""};
    EXPECT_EQ(due(State::kSubmitted, true), "promised 2026-03-02") << "at once: the same working day";
    facts.submitted_on = day("2026-03-07");
    EXPECT_EQ(due(State::kSubmitted, true), "promised 2026-03-09") << "filed on a Saturday";
}

TEST_F(CaseClockTest, SoonIsAQuarterOrOneDayAndLateIsAfterTheLastDay) {
    ClockFacts facts;
    facts.submitted_on = facts.accepted_on.emplace(day("2026-03-02"));
    guide_.promised = {20, LimitUnit::kWorkday, ""};  // last day 2026-03-30
    const struct {
        const char* today;
        Urgency urgency;
        int left;
    } days[] = {
        {"2026-03-20", Urgency::kGreen, 6}, {"2026-03-23", Urgency::kSoon, 5}, {"2026-03-30", Urgency::kSoon, 0}};
    for (const auto& one : days) {
        const auto view = clock_view(calendar_, {State::kInReview}, facts, guide_, day(one.today));
        EXPECT_EQ(view.urgency, one.urgency) << one.today;
        EXPECT_EQ(view.days_left, one.left) << one.today;
    }
    const auto late = clock_view(calendar_, {State::kInReview}, facts, guide_, day("2026-04-01"));
    EXPECT_EQ(late.urgency, Urgency::kLate);
    EXPECT_EQ(late.days_late, 2);
    EXPECT_FALSE(late.days_left);
    guide_.promised = {2, LimitUnit::kWorkday, ""};  // last day 2026-03-04
    EXPECT_EQ(clock_view(calendar_, {State::kInReview}, facts, guide_, day("2026-03-02")).urgency, Urgency::kGreen);
    EXPECT_EQ(clock_view(calendar_, {State::kInReview}, facts, guide_, day("2026-03-03")).urgency, Urgency::kSoon);
}

TEST_F(CaseClockTest, TheClockSaysFromWhenHowLongUntilWhenAndWhy) {
    ClockFacts facts;
    facts.submitted_on = facts.accepted_on.emplace(day("2026-02-12"));
    guide_.promised = {5, LimitUnit::kWorkday, ""};
    EXPECT_EQ(clock_view(calendar_, {State::kAccepted}, facts, guide_, day("2026-02-13")).explained(),
              "从2026年2月12日（当天不计入）起5个工作日，最晚2026年2月26日（周四）。"
              "不计：2月15日至2月23日春节；2月14日调休上班，计入。");
    const auto paused = clock_view(calendar_, {State::kCorrectionRequested}, facts, guide_, day("2026-02-13"));
    EXPECT_EQ(paused.kind, DueKind::kPaused);
    EXPECT_EQ(paused.explained(), "");
}

TEST_F(CaseClockTest, FactsReadBack) {
    ClockFacts facts;
    facts.submitted_on = day("2026-03-02");
    facts.corrections = {{day("2026-03-03"), day("2026-03-05")}, {day("2026-03-06"), std::nullopt}};
    facts.accepted_on = day("2026-03-09");
    facts.handling_pauses = {{day("2026-03-10"), day("2026-03-11")}};
    facts.decided_on = day("2026-03-12");
    const std::string json = to_json(facts);
    EXPECT_EQ(to_json(clock_facts_of(json)), json);
    EXPECT_EQ(clock_facts_of(json).corrections[1].ended_on, std::nullopt);
    EXPECT_ANY_THROW(clock_facts_of("{}"));
}

}  // namespace
}  // namespace yw::cases

#include "kernel/working_calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yw {
namespace {

LocalDay day(std::string_view iso) {
    return LocalDay::parse(iso).value();
}

/// The notice of 2025-11-04 for 2026.
CalendarYear year_2026() {
    CalendarYear year{2026, "the notice of 2025-11-04", {}, {}};
    const auto off = [&](std::string name, std::string_view first, std::string_view last) {
        year.off.push_back({std::move(name), day(first), day(last)});
    };
    off("元旦", "2026-01-01", "2026-01-03");
    off("春节", "2026-02-15", "2026-02-23");
    off("清明节", "2026-04-04", "2026-04-06");
    off("劳动节", "2026-05-01", "2026-05-05");
    off("端午节", "2026-06-19", "2026-06-21");
    off("中秋节", "2026-09-25", "2026-09-27");
    off("国庆节", "2026-10-01", "2026-10-07");
    for (const char* worked : {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}) {
        year.worked.push_back({"调休", day(worked)});
    }
    return year;
}

const WorkingCalendar& calendar() {
    static const WorkingCalendar kCalendar = WorkingCalendar::of({year_2026()}).value();
    return kCalendar;
}

struct Limit {
    const char* start;
    int n;
    const char* due;
};
class WorkingDayLimits : public testing::TestWithParam<Limit> {};
TEST_P(WorkingDayLimits, EndOnTheOfficialDay) {
    EXPECT_EQ(calendar().add_working_days(day(GetParam().start), GetParam().n).value().iso(), GetParam().due);
}
INSTANTIATE_TEST_SUITE_P(Of2026,
                         WorkingDayLimits,
                         testing::Values(Limit{"2026-02-12", 1, "2026-02-13"},
                                         Limit{"2026-02-12", 2, "2026-02-14"},
                                         Limit{"2026-02-12", 5, "2026-02-26"},
                                         Limit{"2026-04-30", 5, "2026-05-11"},
                                         Limit{"2026-09-18", 10, "2026-10-09"},
                                         Limit{"2026-09-30", 20, "2026-11-03"},
                                         Limit{"2026-02-15", 5, "2026-02-28"},
                                         Limit{"2026-02-15", 0, "2026-02-15"},
                                         Limit{"2026-03-02", 0, "2026-03-02"}));

TEST(WorkingCalendar, KnowsEachKindOfDay) {
    EXPECT_EQ(calendar().kind_of(day("2026-03-02")).value(), DayKind::kWorking);
    EXPECT_EQ(calendar().kind_of(day("2026-03-01")).value(), DayKind::kWeekend);
    EXPECT_EQ(calendar().kind_of(day("2026-02-28")).value(), DayKind::kMakeUp);
    EXPECT_EQ(calendar().kind_of(day("2026-02-21")).value(), DayKind::kHoliday);
    EXPECT_EQ(calendar().holiday_name(day("2026-02-21")), "春节");
    EXPECT_EQ(calendar().holiday_name(day("2026-03-02")), "");
}

TEST(WorkingCalendar, CountsTheWorkingDaysOfAYear) {
    EXPECT_EQ(calendar().working_days_between(day("2026-01-01"), day("2026-12-31")).value(), 248);
    EXPECT_EQ(calendar().working_days_between(day("2026-03-02"), day("2026-03-02")).value(), 0);
    EXPECT_EQ(calendar().working_days_between(day("2026-03-03"), day("2026-03-02")).value(), 0);
}

TEST(WorkingCalendar, PromisesNothingOfUnpublishedYears) {
    EXPECT_EQ(calendar().kind_of(day("2027-01-01")).error().code, kYearNotPublished);
    EXPECT_EQ(calendar().add_working_days(day("2026-12-30"), 5).error().code, kYearNotPublished);
    EXPECT_EQ(calendar().add_working_days(day("2025-12-30"), 1).error().code, kYearNotPublished);
    EXPECT_EQ(calendar().working_days_between(day("2026-12-30"), day("2027-01-04")).error().code, kYearNotPublished);
    EXPECT_EQ(WorkingCalendar().kind_of(day("2026-03-02")).error().code, kYearNotPublished);
    EXPECT_EQ(calendar().add_working_days(day("2026-12-30"), 1).value(), day("2026-12-31"));
}

TEST(WorkingCalendar, GivesTheEarliestDayPastThePublishedYears) {
    const Deadline deadline = calendar().working_days_deadline(day("2026-12-30"), 5).value();
    EXPECT_TRUE(deadline.not_before);
    EXPECT_EQ(deadline.due, day("2027-01-04"));
    EXPECT_EQ(deadline.zh(), "不早于2027年1月4日，待放假安排公布后确定");
}

TEST(WorkingCalendar, LoadingTheYearSettlesTheDay) {
    CalendarYear year{2027, "invented for this test", {{"元旦", day("2027-01-01"), day("2027-01-03")}}, {}};
    const WorkingCalendar longer = calendar().with(year).value();
    const Deadline deadline = longer.working_days_deadline(day("2026-12-30"), 5).value();
    EXPECT_FALSE(deadline.not_before);
    EXPECT_EQ(deadline.due, day("2027-01-07"));
    EXPECT_FALSE(calendar().covers(day("2027-01-01"))) << "the first calendar is unchanged";
}

TEST(WorkingCalendar, ANoticeReachesIntoTheDecemberBefore) {
    CalendarYear next{2027,
                      "invented for this test",
                      {{"元旦", day("2026-12-31"), day("2027-01-02")}},
                      {{"元旦", day("2026-12-26")}}};
    const WorkingCalendar longer = calendar().with(next).value();
    EXPECT_EQ(longer.kind_of(day("2026-12-31")).value(), DayKind::kHoliday);
    EXPECT_EQ(longer.kind_of(day("2026-12-26")).value(), DayKind::kMakeUp);
}

TEST(Deadline, SaysWhichDaysWereSkippedAndWhy) {
    const Deadline deadline = calendar().working_days_deadline(day("2026-02-12"), 5).value();
    EXPECT_EQ(deadline.due, day("2026-02-26"));
    EXPECT_THAT(deadline.skipped,
                testing::ElementsAre(SkippedDays{day("2026-02-15"), day("2026-02-23"), SkipReason::kHoliday, "春节"}));
    EXPECT_THAT(deadline.made_up, testing::ElementsAre(day("2026-02-14")));
    EXPECT_EQ(deadline.zh(), "2026年2月26日（周四）");
    EXPECT_EQ(deadline.why_zh(), "不计：2月15日至2月23日春节；2月14日调休上班，计入。");
    EXPECT_EQ(calendar().working_days_deadline(day("2026-03-06"), 1).value().why_zh(), "");
}

struct PausedLimit {
    const char* why;
    int limit;
    std::vector<Pause> pauses;
    const char* due;
};
class PausedLimits : public testing::TestWithParam<PausedLimit> {};
TEST_P(PausedLimits, CountOnlyWhatRan) {
    const auto deadline = calendar().working_days_deadline(day("2026-03-02"), GetParam().limit, GetParam().pauses);
    EXPECT_EQ(deadline.value().due.iso(), GetParam().due) << GetParam().why;
}
INSTANTIATE_TEST_SUITE_P(
    FromMonday2March,
    PausedLimits,
    testing::Values(
        PausedLimit{"no pause", 5, {}, "2026-03-09"},
        PausedLimit{
            "used 3,4; resumed on the 10th; three remain", 5, {{day("2026-03-04"), day("2026-03-10")}}, "2026-03-13"},
        PausedLimit{"stopped and resumed on one day", 5, {{day("2026-03-04"), day("2026-03-04")}}, "2026-03-09"},
        PausedLimit{"stopped on the day of the event", 5, {{day("2026-03-02"), day("2026-03-03")}}, "2026-03-10"},
        PausedLimit{"nothing remained", 5, {{day("2026-03-09"), day("2026-03-20")}}, "2026-03-20"},
        PausedLimit{"nothing remained, twice",
                    5,
                    {{day("2026-03-09"), day("2026-03-20")}, {day("2026-03-20"), day("2026-03-24")}},
                    "2026-03-24"},
        PausedLimit{"after the end", 5, {{day("2026-03-10"), day("2026-03-20")}}, "2026-03-09"},
        PausedLimit{"two pauses, in any order",
                    5,
                    {{day("2026-03-12"), day("2026-03-16")}, {day("2026-03-04"), day("2026-03-10")}},
                    "2026-03-17"},
        PausedLimit{"a same-day limit stopped on the day", 0, {{day("2026-03-02"), day("2026-03-05")}}, "2026-03-05"}));

TEST(PausedLimits, EqualTheRemainderCountedFromTheDayOfResuming) {
    for (int limit = 1; limit <= 20; ++limit) {
        for (int stop = 0; stop < 40; ++stop) {
            const LocalDay start = day("2026-02-09");
            const Pause pause{start.plus(stop), start.plus(stop + 17)};
            const int used = calendar().working_days_between(start, pause.began_on).value();
            const LocalDay unpaused = calendar().add_working_days(start, limit).value();
            const LocalDay due = calendar().working_days_deadline(start, limit, {{pause}}).value().due;
            const LocalDay expected = unpaused < pause.began_on
                                          ? unpaused
                                          : calendar().add_working_days(*pause.ended_on, limit - used).value();
            ASSERT_EQ(due, expected) << limit << " stopped after " << stop;
        }
    }
}

TEST(PausedLimits, HaveNoDayWhileTheClockStands) {
    const std::vector<Pause> open{{day("2026-03-04"), std::nullopt}};
    EXPECT_EQ(calendar().working_days_deadline(day("2026-03-02"), 5, open).error().code, kStillPaused);
    EXPECT_EQ(calendar().used_working_days(day("2026-03-02"), open, day("2026-04-30")).value(), 2);
}

TEST(PausedLimits, TellThePause) {
    const std::vector<Pause> pauses{{day("2026-03-04"), day("2026-03-10")}};
    EXPECT_EQ(calendar().working_days_deadline(day("2026-03-02"), 5, pauses).value().why_zh(),
              "不计：3月5日至3月10日暂停计时。");
}

TEST(CalendarDayLimits, MoveToTheNextWorkingDay) {
    EXPECT_EQ(calendar().calendar_days_deadline(day("2026-02-06"), 10).value().due, day("2026-02-24"));
    EXPECT_EQ(calendar().calendar_days_deadline(day("2026-03-02"), 10).value().due, day("2026-03-12"));
    EXPECT_EQ(calendar().calendar_days_deadline(day("2026-03-02"), 5).value().due, day("2026-03-09"));
    const Deadline far = calendar().calendar_days_deadline(day("2026-12-20"), 30).value();
    EXPECT_TRUE(far.not_before);
    EXPECT_EQ(far.due, day("2027-01-19"));
}

TEST(MonthLimits, EndOnTheSameNumberOrTheLastDay) {
    EXPECT_EQ(calendar().months_deadline(day("2026-01-30"), 1).value().due, day("2026-02-28"));
    EXPECT_EQ(calendar().months_deadline(day("2026-03-31"), 1).value().due, day("2026-04-30"));
    EXPECT_EQ(calendar().months_deadline(day("2026-04-04"), 1).value().due, day("2026-05-06")) << "1 to 5 May are off";
    EXPECT_TRUE(calendar().months_deadline(day("2026-12-31"), 2).value().not_before);
}

TEST(Limits, OutOfReasonAreRefused) {
    EXPECT_EQ(calendar().working_days_deadline(day("2026-03-02"), -1).error().code, kBadLimit);
    EXPECT_EQ(calendar().working_days_deadline(day("2026-03-02"), 100'000).error().code, kBadLimit);
    EXPECT_EQ(calendar().calendar_days_deadline(day("2026-03-02"), -1).error().code, kBadLimit);
    EXPECT_EQ(calendar().months_deadline(day("2026-03-02"), 121).error().code, kBadLimit);
}

TEST(CalendarYear, WithFaultsIsRefusedAsAWhole) {
    CalendarYear year{2027,
                      "",
                      {{"元旦", day("2027-01-03"), day("2027-01-01")}, {"", day("2029-05-01"), day("2029-05-02")}},
                      {{"春节", day("2027-02-01")}}};
    const auto result = WorkingCalendar::of({year});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, kBadCalendarYear);
    EXPECT_EQ(result.error().fields.size(), 5U);
    CalendarYear both{2027, "", {{"春节", day("2027-02-06"), day("2027-02-12")}}, {{"春节", day("2027-02-07")}}};
    EXPECT_FALSE(WorkingCalendar::of({both}));
}

}  // namespace
}  // namespace yw

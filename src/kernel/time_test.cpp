#include "kernel/time.hpp"

#include <gtest/gtest.h>

namespace yw {
namespace {

constexpr std::int64_t kHour = 3'600'000;
const UtcTime kMorning{1'772'415'000'000};  // 2026-03-02T01:30:00Z, 9:30 local

TEST(LocalDay, ReadsAndWritesIso) {
    const auto day = LocalDay::parse("2026-03-02");
    ASSERT_TRUE(day);
    EXPECT_EQ(*day, LocalDay(2026, 3, 2));
    EXPECT_EQ(day->iso(), "2026-03-02");
    EXPECT_EQ(day->zh(), "2026年3月2日");
    EXPECT_EQ(day->zh_weekday(), "2026年3月2日（周一）");
}

class NotADay : public testing::TestWithParam<const char*> {};
TEST_P(NotADay, IsRefused) {
    EXPECT_FALSE(LocalDay::parse(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Texts,
                         NotADay,
                         testing::Values("",
                                         "2026",
                                         "2026-3-2",
                                         "2026-02-30",
                                         "2025-02-29",
                                         "2026-13-01",
                                         "2026-00-10",
                                         "2026-01-00",
                                         "0000-01-01",
                                         "2026/03/02",
                                         "2026-03-02 ",
                                         " 2026-03-02",
                                         "2026-03-02T00",
                                         "+026-03-02",
                                         "２０２６-03-02",
                                         "12026-03-02"));

TEST(LocalDay, BelongsToUtcPlusEight) {
    EXPECT_EQ(LocalDay::of(parse_utc("2026-03-01T15:59:59Z").value()), LocalDay(2026, 3, 1));
    EXPECT_EQ(LocalDay::of(parse_utc("2026-03-01T16:00:00Z").value()), LocalDay(2026, 3, 2));
    EXPECT_EQ(LocalDay::of(UtcTime{-1}), LocalDay(1970, 1, 1));
    EXPECT_EQ(LocalDay::of(UtcTime{-9 * kHour}), LocalDay(1969, 12, 31));
}

TEST(LocalDay, BeginsAndEndsAtLocalMidnight) {
    const LocalDay day(2026, 3, 2);
    EXPECT_EQ(iso_utc(day.begins()), "2026-03-01T16:00:00.000Z");
    EXPECT_EQ(day.ends().ms - day.begins().ms, 24 * kHour);
    EXPECT_EQ(LocalDay::of(day.begins()), day);
    EXPECT_EQ(LocalDay::of(UtcTime{day.ends().ms - 1}), day);
}

TEST(UtcTime, WritesIsoAndChineseMinutes) {
    EXPECT_EQ(iso_utc(kMorning), "2026-03-02T01:30:00.000Z");
    EXPECT_EQ(zh_minute(kMorning), "2026年3月2日 9:30");
    EXPECT_EQ(zh_minute(LocalDay(2026, 3, 2).begins()), "2026年3月2日 0:00");
    EXPECT_EQ(iso_utc(UtcTime{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(UtcTime, ReadsWhatItWrites) {
    for (const UtcTime t : {UtcTime{0}, UtcTime{-1}, kMorning, UtcTime{kMorning.ms + 7}}) {
        EXPECT_EQ(parse_utc(iso_utc(t)), t);
    }
    EXPECT_EQ(parse_utc("2026-03-02T01:30:00Z"), kMorning);
}

class NotAnInstant : public testing::TestWithParam<const char*> {};
TEST_P(NotAnInstant, IsRefused) {
    EXPECT_FALSE(parse_utc(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Texts,
                         NotAnInstant,
                         testing::Values("",
                                         "2026-03-02",
                                         "2026-03-02T01:30:00",
                                         "2026-03-02T24:00:00Z",
                                         "2026-03-02T01:60:00Z",
                                         "2026-03-02T01:30:60Z",
                                         "2026-03-02T01:30Z",
                                         "2026-03-02T01:30:00.1Z",
                                         "2026-03-02T01:30:00+08:00",
                                         "2026-03-02 01:30:00Z",
                                         "2026-02-30T01:30:00Z",
                                         "2026-03-02T01:30:00Zx"));

TEST(ShiftedClock, StandsUntilMoved) {
    ShiftedClock clock(kMorning, ShiftedClock::Pace::kStands);
    EXPECT_EQ(clock.now(), kMorning);
    EXPECT_EQ(clock.today(), LocalDay(2026, 3, 2));
    clock.advance(std::chrono::hours(15));
    EXPECT_EQ(clock.today(), LocalDay(2026, 3, 3));
    clock.set(kMorning);
    EXPECT_EQ(clock.now(), kMorning);
}

TEST(ShiftedClock, RunsFromItsStart) {
    const ShiftedClock clock(kMorning, ShiftedClock::Pace::kRuns);
    const UtcTime first = clock.now();
    EXPECT_GE(first.ms, kMorning.ms);
    EXPECT_LT(first.ms, kMorning.ms + 60'000);
    EXPECT_GE(clock.now(), first);
}

TEST(SystemClock, StandsAfterThisWasWritten) {
    EXPECT_GT(SystemClock().now(), UtcTime{1'700'000'000'000});
}

}  // namespace
}  // namespace yw

#include "calendars/calendars.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "kernel/test_data.hpp"

namespace yw::calendars {
namespace {

LocalDay day(std::string_view iso) {
    return LocalDay::parse(iso).value();
}

struct Answer {
    std::string days;
    int status;
};
Answer due(const std::string& table) {
    std::istringstream in(table);
    std::ostringstream out;
    const int status = calendar_due(in, out, published_calendar());
    return {out.str(), status};
}

TEST(PublishedCalendar, CoversTenYearsWithASourceEach) {
    const auto years = published_calendar().years();
    ASSERT_EQ(years.size(), 10U);
    EXPECT_EQ(years.front().year, 2017);
    EXPECT_EQ(years.back().year, 2026);
    for (const CalendarYear& year : years) EXPECT_NE(year.source.find("gov.cn"), std::string::npos) << year.year;
}

TEST(PublishedCalendar, CountsTheWorkingDaysOf2026) {
    EXPECT_EQ(published_calendar().working_days_between(day("2025-12-31"), day("2026-12-31")).value(), 248);
}

TEST(PublishedCalendar, KnowsTheLateAnnouncements) {
    EXPECT_EQ(published_calendar().kind_of(day("2018-12-29")).value(), DayKind::kMakeUp);
    EXPECT_EQ(published_calendar().kind_of(day("2019-05-02")).value(), DayKind::kHoliday) << "moved in March 2019";
    EXPECT_EQ(published_calendar().kind_of(day("2020-01-31")).value(), DayKind::kHoliday)
        << "prolonged in January 2020";
    EXPECT_EQ(published_calendar().kind_of(day("2020-02-03")).value(), DayKind::kWorking);
}

TEST(PublishedCalendar, AgreesWithTheListOfDays) {
    const auto path = test::shared_data("calendar/holiday_cn_2017_2026.csv");
    if (!path) return;
    const auto rows = test::rows_of(*path, ',');
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const DayKind kind = published_calendar().kind_of(day(rows[i].at(0))).value();
        EXPECT_EQ(is_working(kind), rows[i].at(2) == "0") << rows[i].at(0);
    }
}

TEST(CalendarDue, AgreesWithTheVectors) {
    const auto path = test::shared_data("calendar/deadline_vectors.tsv");
    if (!path) return;
    const auto rows = test::rows_of(*path, '\t');
    ASSERT_EQ(rows.size(), 201U);
    std::ifstream table(*path);
    std::stringstream days;
    ASSERT_EQ(calendar_due(table, days, published_calendar()), 0);
    std::string got;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        ASSERT_TRUE(std::getline(days, got));
        EXPECT_EQ(got, rows[i].at(3)) << rows[i].at(0) << " + " << rows[i].at(2);
    }
    EXPECT_FALSE(std::getline(days, got)) << "one line a row";
}

TEST(CalendarDue, ReadsColumnsInAnyOrderTabsOrCommas) {
    EXPECT_EQ(due("working_days\tcase\taccept_date\n5\tA-1\t2026-02-12\n").days, "2026-02-26\n");
    EXPECT_EQ(due("accept_date,working_days\n2026-02-12,5\n").days, "2026-02-26\n");
    EXPECT_EQ(due("accept_date,note,working_days\n2026-02-12,\"a, \"\"b\"\"\",5").days, "2026-02-26\n");
}

TEST(CalendarDue, AcceptsByteOrderMarkAndWindowsLines) {
    EXPECT_EQ(due("\xEF\xBB\xBF"
                  "accept_date,working_days\r\n2026-03-02,0\r\n\r\n2026-02-15,5\r\n")
                  .days,
              "2026-03-02\n2026-02-28\n");
}

struct RowRule {
    const char* row;
    const char* answer;
};
class CalendarDueRows : public testing::TestWithParam<RowRule> {};
TEST_P(CalendarDueRows, NameTheBrokenRule) {
    const Answer answer = due(std::string("accept_date,working_days\n") + GetParam().row + "\n");
    EXPECT_EQ(answer.days, std::string(GetParam().answer) + "\n");
    EXPECT_EQ(answer.status, 0);
}
INSTANTIATE_TEST_SUITE_P(Rules,
                         CalendarDueRows,
                         testing::Values(RowRule{"2026-02-30,5", "error bad_date"},
                                         RowRule{",5", "error bad_date"},
                                         RowRule{"2026/03/02,5", "error bad_date"},
                                         RowRule{"2026-03-02,-1", "error bad_number"},
                                         RowRule{"2026-03-02,", "error bad_number"},
                                         RowRule{"2026-03-02,5.5", "error bad_number"},
                                         RowRule{"2026-03-02,99999999999", "error bad_number"},
                                         RowRule{"2026-03-02,9999", "error bad_number"},
                                         RowRule{"2026-03-02", "error missing_cell"},
                                         RowRule{"2016-12-30,5", "error year_not_published"},
                                         RowRule{"2026-12-20,20", "error year_not_published"},
                                         RowRule{"2027-03-02,0", "error year_not_published"},
                                         RowRule{" 2026-03-02 , 1 ", "2026-03-03"}));

TEST(CalendarDue, OneBadRowDoesNotStopTheOthers) {
    EXPECT_EQ(due("accept_date,working_days\nx,1\n2026-03-02,1\n").days, "error bad_date\n2026-03-03\n");
}

TEST(CalendarDue, RefusesTablesItCannotRead) {
    EXPECT_EQ(due("").days, "error empty_table\n");
    EXPECT_EQ(due("accept_date\n2026-03-02\n").days, "error missing_column\n");
    EXPECT_EQ(due("accept_date,working_days,accept_date\n").days, "error duplicate_column\n");
    EXPECT_EQ(due("accept_date\n").status, 2);
}

TEST(CalendarYear, OfAnOperatorIsRead) {
    const auto year = parse_calendar_year(R"(
year = 2027
source = "invented for this test"
off = [{ name = "元旦", first = 2027-01-01, last = 2027-01-03 }]
worked = []
)");
    ASSERT_TRUE(year);
    const WorkingCalendar longer = published_calendar().with(year.value()).value();
    EXPECT_EQ(longer.add_working_days(day("2026-12-30"), 5).value(), day("2027-01-07"));
}

class UnreadableYears : public testing::TestWithParam<const char*> {};
TEST_P(UnreadableYears, AreRefused) {
    const auto year = parse_calendar_year(GetParam());
    ASSERT_FALSE(year);
    EXPECT_EQ(year.error().code, kUnreadableYear);
    EXPECT_FALSE(year.error().fields.empty());
}
INSTANTIATE_TEST_SUITE_P(
    Texts,
    UnreadableYears,
    testing::Values("",
                    "year = ",
                    "year \uFC5E= 2027",
                    "year 。 = 2027",
                    "year = 2027 、",
                    "year = '''\n。",
                    "year = 2027\nsource = \"x\"\noff = []",
                    "year = 2027\noff = []\nworked = []",
                    "year = 2027\nsource = \"x\"\noff = [1]\nworked = []",
                    "year = 2027\nsource = \"x\"\noff = [{name=\"a\"}]\nworked = []",
                    "year = 2027\nsource = \"x\"\noff = []\nworked = []\nof = []",
                    "year = \"2027\"\nsource = \"x\"\noff = []\nworked = []",
                    "year = 2027\nsource = \"x\"\noff = [{name=\"a\", first = \"2027-01-01\", last "
                    "= 2027-01-01}]\nworked = []"));

}  // namespace
}  // namespace yw::calendars

#include "platform/table/number_format.hpp"

#include <gtest/gtest.h>

#include "platform/table/cell_text.hpp"

namespace yw::table {
namespace {

TEST(NumberFormat, CodesAreReadByTheirLetters) {
    struct Case {
        const char* code;
        NumberFormat format;
    };
    const Case cases[] = {
        {"General", NumberFormat::kPlain},
        {"G/通用格式", NumberFormat::kPlain},
        {"0", NumberFormat::kPlain},
        {"#,##0.00;[Red]-#,##0.00", NumberFormat::kPlain},
        {"@", NumberFormat::kPlain},
        {"\"day\" 0", NumberFormat::kPlain},
        {"0\\d", NumberFormat::kPlain},
        {"_d0", NumberFormat::kPlain},
        {"[Red]0", NumberFormat::kPlain},
        {"0\"unclosed", NumberFormat::kPlain},
        {"0.00E+00", NumberFormat::kScientific},
        {"##0.0E+0", NumberFormat::kScientific},
        {"yyyy-mm-dd", NumberFormat::kDate},
        {"yyyy\"年\"m\"月\"d\"日\"", NumberFormat::kDate},
        {"[$-804]yyyy年m月d日;@", NumberFormat::kDate},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"", NumberFormat::kDate},
        {"mmm", NumberFormat::kDate},
        {"YYYY/M/D H:MM", NumberFormat::kDateTime},
        {"h:mm AM/PM", NumberFormat::kTime},
        {"[h]:mm:ss", NumberFormat::kTime},
        {"mm:ss.0", NumberFormat::kTime},
    };
    for (const Case& c : cases) EXPECT_EQ(custom_format(c.code), c.format) << c.code;
    EXPECT_EQ(builtin_format(14), NumberFormat::kDate);
    EXPECT_EQ(builtin_format(31), NumberFormat::kDate);
    EXPECT_EQ(builtin_format(22), NumberFormat::kDateTime);
    EXPECT_EQ(builtin_format(11), NumberFormat::kScientific);
    EXPECT_EQ(builtin_format(2), NumberFormat::kPlain);
}

TEST(NumberFormat, SerialsAreDaysOfTheCalendar) {
    struct Case {
        const char* raw;
        NumberFormat format;
        Epoch epoch;
        const char* text;
        Problem problem;
    };
    const auto date = NumberFormat::kDate;
    const auto both = NumberFormat::kDateTime;
    const Case cases[] = {
        {"46083", date, Epoch::k1900, "2026-03-02", Problem::kNone},
        {"44621", date, Epoch::k1904, "2026-03-02", Problem::kNone},
        {"1", date, Epoch::k1900, "1900-01-01", Problem::kNone},
        {"59", date, Epoch::k1900, "1900-02-28", Problem::kNone},
        {"60", date, Epoch::k1900, "60", Problem::kNotADate},
        {"61", date, Epoch::k1900, "1900-03-01", Problem::kNone},
        {"60", date, Epoch::k1904, "1904-03-01", Problem::kNone},
        {"0", date, Epoch::k1904, "1904-01-01", Problem::kNone},
        {"0", date, Epoch::k1900, "0", Problem::kNotADate},
        {"-1", date, Epoch::k1900, "-1", Problem::kNotADate},
        {"2958465", date, Epoch::k1900, "9999-12-31", Problem::kNone},
        {"2958466", date, Epoch::k1900, "2958466", Problem::kNotADate},
        {"5.1160219900101E+17", date, Epoch::k1900, "5.1160219900101E+17", Problem::kNotADate},
        {"nan", date, Epoch::k1900, "nan", Problem::kNotADate},
        {"46083.395833333336", date, Epoch::k1900, "2026-03-02", Problem::kNone},
        {"46083.395833333336", both, Epoch::k1900, "2026-03-02 09:30:00", Problem::kNone},
        {"46083", both, Epoch::k1900, "2026-03-02", Problem::kNone},
        {"46082.9999999", both, Epoch::k1900, "2026-03-02", Problem::kNone},
        {"0.395833333333", NumberFormat::kTime, Epoch::k1900, "09:30:00", Problem::kNone},
    };
    for (const Case& c : cases) {
        const Cell cell = date_cell(c.raw, c.format, c.epoch);
        EXPECT_EQ(cell.text, c.text) << c.raw;
        EXPECT_EQ(cell.problem, c.problem) << c.raw;
        EXPECT_EQ(cell.origin, Cell::Origin::kDate) << c.raw;
    }
}

TEST(NumberFormat, NumbersAreWrittenAsTheyWereTyped) {
    struct Case {
        const char* raw;
        const char* text;
        Problem problem;
    };
    const Case cases[] = {
        {"511602000000", "511602000000", Problem::kNone},
        {"511602000000.0", "511602000000", Problem::kNone},
        {"5.11602E+11", "511602000000", Problem::kNone},
        {"999999999999999", "999999999999999", Problem::kNone},
        {"1000000000000000", "1000000000000000", Problem::kScientificNotation},
        {"511602199001010011", "511602199001010011", Problem::kScientificNotation},
        {"5.1160219900101E+17", "5.1160219900101E+17", Problem::kScientificNotation},
        {"1.1000000000000001", "1.1", Problem::kNone},
        {"0.1", "0.1", Problem::kNone},
        {"1E-3", "0.001", Problem::kNone},
        {"-12", "-12", Problem::kNone},
        {"0", "0", Problem::kNone},
        {"007", "7", Problem::kNone},
        {"0.30000000000000004", "0.3", Problem::kNone},
        {"12345.678", "12345.678", Problem::kNone},
    };
    for (const Case& c : cases) {
        const Cell cell = number_cell(c.raw, false);
        EXPECT_EQ(cell.text, c.text);
        EXPECT_EQ(cell.problem, c.problem) << c.raw;
    }
    EXPECT_EQ(number_cell("511602000000", true).problem, Problem::kScientificNotation);
    EXPECT_EQ(number_cell("abc", false).origin, Cell::Origin::kText);
    EXPECT_EQ(number_cell("inf", false).origin, Cell::Origin::kText);
}

}  // namespace
}  // namespace yw::table

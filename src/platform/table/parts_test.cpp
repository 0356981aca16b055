#include "platform/table/parts.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace yw::table {
namespace {

/// Every row of every part, with its number in the file, beside those of the file read whole.
void expect_same(const std::string& file, Format format, std::size_t bytes, int header_row = 0) {
    Reading reading;
    reading.header_row = header_row;
    const auto whole = read_table(file, format, reading).value();
    std::istringstream in(file);
    Parts parts(in, format, header_row, bytes);
    ASSERT_TRUE(parts.can_be_cut());
    std::vector<Row> rows;
    int count = 0;
    while (parts.next()) {
        ++count;
        const auto part = read_table(parts.bytes(), format, reading);
        ASSERT_TRUE(part) << parts.bytes();
        EXPECT_EQ(part->header, whole.header);
        for (Row row : part->rows) {
            row.number += parts.rows_before();
            rows.push_back(std::move(row));
        }
    }
    ASSERT_EQ(rows.size(), whole.rows.size()) << bytes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].number, whole.rows[i].number) << bytes;
        ASSERT_EQ(rows[i].cells.size(), whole.rows[i].cells.size());
        for (std::size_t c = 0; c < rows[i].cells.size(); ++c)
            EXPECT_EQ(rows[i].cells[c].text, whole.rows[i].cells[c].text) << bytes;
    }
    if (file.size() > 4 * bytes) {
        EXPECT_GT(count, 1);
    }
}

TEST(Parts, GiveTheRowsOfTheWholeFileWhereverTheyAreCut) {
    const std::string csv =
        "\xEF\xBB\xBF"
        "事项名称,部门\r\n\"居民身份证,换领\",公安局\r\n\r\n\"多行\r\n的\"\"名称\"\"\",民政局\r\n"
        "引号\"在中间\"\",税务局\r\n尾行,卫健局";
    const std::string tsv = "id\tname\n1\t\"甲\n乙\"\n2\t丙\r3\t丁\n\n4\t戊\n";
    for (std::size_t bytes = 1; bytes < 80; ++bytes) {
        expect_same(csv, Format::kCsv, bytes);
        expect_same(tsv, Format::kTsv, bytes);
        expect_same("标题\n" + tsv, Format::kTsv, bytes, 2);
        expect_same("sep=;\na;b\n1;\"x;\ny\"\n2;z\n", Format::kCsv, bytes);
    }
}

TEST(Parts, SayWhatCannotBeCut) {
    std::istringstream utf16(
        std::string("\xFF\xFE"
                    "a\0,\0",
                    6));
    EXPECT_FALSE(Parts(utf16, Format::kCsv, 0).can_be_cut());
    std::istringstream json("[]");
    EXPECT_FALSE(Parts(json, Format::kJson, 0).can_be_cut());
    std::istringstream nothing("");
    Parts empty(nothing, Format::kCsv, 0);
    EXPECT_FALSE(empty.next());
}

TEST(Parts, AQuoteThatNeverClosesIsTheReadersToRefuse) {
    std::istringstream in("a,b\n1,\"2\n3,4\n");
    Parts parts(in, Format::kCsv, 0, 4);
    ASSERT_TRUE(parts.next());
    EXPECT_EQ(read_table(parts.bytes(), Format::kCsv).error().code, kCsvUnclosed);
    EXPECT_FALSE(parts.next());
}

}  // namespace
}  // namespace yw::table

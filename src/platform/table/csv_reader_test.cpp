#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "platform/table/cell_text.hpp"
#include "platform/table/table.hpp"

namespace yw::table {
namespace {

Table csv(std::string_view bytes, const Reading& reading = {}) {
    auto table = read_table(bytes, Format::kCsv, reading);
    EXPECT_TRUE(table) << table.error().code.name << ' ' << table.error().detail;
    return table ? std::move(table).value() : Table{};
}

ErrorCode refusal(std::string_view bytes, const Reading& reading = {}, Format format = Format::kCsv) {
    const auto table = read_table(bytes, format, reading);
    return table ? ErrorCode{"accepted", Kind::kInvalid} : table.error().code;
}

std::vector<std::string> texts(const Row& row) {
    std::vector<std::string> result;
    for (const Cell& cell : row.cells) result.push_back(cell.text);
    return result;
}

using Texts = std::vector<std::string>;

TEST(Csv, RowsKnowTheirLine) {
    const Table table = csv("编码,名称\r\n1,甲\r\n\r\n2,\"乙\r\n丙\"\r\n3,丁\r\n");
    EXPECT_EQ(table.header, (Texts{"编码", "名称"}));
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(table.rows[0].number, 2);
    EXPECT_EQ(table.rows[1].number, 4);
    EXPECT_EQ(table.rows[1].cells[1].text, "乙\n丙");
    EXPECT_EQ(table.rows[2].number, 6);
}

TEST(Csv, QuotesAndDelimitersAreReadAsRfc4180Says) {
    struct Case {
        const char* line;
        Texts cells;
    };
    const Case cases[] = {
        {"a,b,c", {"a", "b", "c"}}, {"\"a,b\",c", {"a,b", "c"}}, {"\"say \"\"yes\"\"\",b", {"say \"yes\"", "b"}},
        {"\"\",b", {"", "b"}},      {",,c", {"", "", "c"}},      {"5\" pipe,b", {"5\" pipe", "b"}},
        {"\"a\" ,b", {"a", "b"}},   {"a,b,,", {"a", "b"}},       {" a\t,\xE3\x80\x80\x62\xC2\xA0", {"a", "b"}},
    };
    for (const Case& c : cases) {
        const Table table = csv(std::string("一,二,三,四\n") + c.line);
        ASSERT_EQ(table.rows.size(), 1u) << c.line;
        EXPECT_EQ(texts(table.rows[0]), c.cells) << c.line;
    }
}

TEST(Csv, DelimiterIsTakenFromTheFirstLineThatHasOne) {
    EXPECT_EQ(csv("a;b,c;d\n1;2;3\n").header, (Texts{"a", "b,c", "d"}));
    EXPECT_EQ(csv("a\tb\n1\t2,5\n").header, (Texts{"a", "b"}));
    EXPECT_EQ(csv("\"a;b;c\",d\n").header, (Texts{"a;b;c", "d"}));
    EXPECT_EQ(csv("sep=;\na,b;c\n").header, (Texts{"a,b", "c"}));
    EXPECT_EQ(csv("编码\n1\n").header, (Texts{"编码"}));
}

TEST(Csv, TabSeparatedKeepsCommas) {
    const auto table = read_table("a\tb\n1,2\t3\n", Format::kTsv);
    ASSERT_TRUE(table);
    EXPECT_EQ(texts(table->rows[0]), (Texts{"1,2", "3"}));
}

TEST(Csv, TitleAboveTheHeaderIsSkippedWhenTheHeaderRowIsGiven) {
    Reading reading;
    reading.header_row = 2;
    const Table table = csv("某区事项清单,,\n编码,名称,部门\n1,甲,乙\n", reading);
    EXPECT_EQ(table.header, (Texts{"编码", "名称", "部门"}));
    EXPECT_EQ(table.header_row, 2);
}

TEST(Csv, BrokenQuotesNameTheLine) {
    const auto unclosed = read_table("a,b\n1,2\n\"x,3\n4,5\n", Format::kCsv);
    EXPECT_EQ(unclosed.error().code, kCsvUnclosed);
    EXPECT_EQ(unclosed.error().detail, "row 3");
    const auto after = read_table("a,b\n\"x\"y,3\n", Format::kCsv);
    EXPECT_EQ(after.error().code, kCsvQuote);
    EXPECT_EQ(after.error().detail, "row 2");
    EXPECT_EQ(after.error().fields[0].message, "第 2 行");
}

TEST(Csv, ValueBeyondTheHeaderIsReported) {
    const Table table = csv("名称,地址\n甲,东路1号,附2号\n乙,西路,\n");
    EXPECT_EQ(table.rows[0].cells[2].problem, Problem::kNoColumn);
    EXPECT_EQ(table.rows[1].cells.size(), 2u);
}

TEST(Csv, EncodingIsFoundByItsBytes) {
    const std::string gb = "\xB1\xE0\xC2\xEB,\xC3\xFB\xB3\xC6\n1,\xBC\xD7\n";  // 编码,名称 / 1,甲
    Table table = csv(gb);
    EXPECT_EQ(table.encoding, "GB18030");
    EXPECT_EQ(table.header, (Texts{"编码", "名称"}));
    EXPECT_EQ(table.rows[0].cells[1].text, "甲");
    EXPECT_EQ(csv("\xEF\xBB\xBF编码,b\n").header[0], "编码");
    table =
        csv(std::string_view("\xFF\xFE"
                             "a\0,\0\x16\x7F\n\0",
                             10));
    EXPECT_EQ(table.encoding, "UTF-16LE");
    EXPECT_EQ(table.header, (Texts{"a", "编"}));
    EXPECT_EQ(csv(std::string_view("\xFE\xFF\0a\0,\x7F\x16\0\n", 10)).header, (Texts{"a", "编"}));
}

TEST(Csv, FourByteGb18030IsRead) {
    EXPECT_EQ(csv("\xB1\xE0,\x95\x32\x82\x36\n").header, (Texts{"编", "𠀀"}));
}

TEST(Csv, BytesThatAreNoTextAreRefused) {
    EXPECT_EQ(refusal(std::string_view("a,b\0\n", 5)), kEncodingUnknown);
    EXPECT_EQ(refusal("a,\xFF\xFF\n"), kEncodingUnknown);
    EXPECT_EQ(refusal("\xEF\xBB\xBF\xB1\xE0,b\n"), kEncodingUnknown);
    EXPECT_EQ(refusal("\xB1\xE0\xC2\xEB,\xC3"), kEncodingUnknown);
    EXPECT_EQ(refusal("PK\x03\x04zip"), kFormatUnknown);
    EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), kOldExcel);
    EXPECT_EQ(refusal(""), kEmpty);
    EXPECT_EQ(refusal("\n,,\n  \n"), kEmpty);
}

TEST(Csv, LimitsAreKept) {
    Reading reading;
    reading.limits.max_rows = 2;
    EXPECT_EQ(refusal("a\n1\n2\n3\n", reading), kTooManyRows);
    reading = {};
    reading.limits.max_columns = 2;
    EXPECT_EQ(refusal("a,b,c\n", reading), kTooManyColumns);
    EXPECT_EQ(refusal("a,b\n1,2,3\n", reading), kTooManyColumns);
    EXPECT_EQ(refusal("a,b\n1,2,,,,,,\n", reading), (ErrorCode{"accepted", Kind::kInvalid}));
    reading = {};
    reading.limits.max_cell_bytes = 5;
    EXPECT_EQ(refusal("a\n123456\n", reading), kCellTooLarge);
    EXPECT_EQ(refusal("a\n\"123456\"\n", reading), kCellTooLarge);
    reading = {};
    reading.limits.max_bytes = 3;
    EXPECT_EQ(refusal("a\n1\n", reading), kTooLarge);
    reading = {};
    reading.limits.max_cells = 3;
    EXPECT_EQ(refusal("a,b\n1,2\n3,4\n", reading), kTooLarge);
    reading = {};
    reading.limits.max_text_bytes = 3;
    EXPECT_EQ(refusal("a,b\n1,2\n3,4\n", reading), kTooLarge);
}

TEST(Csv, LostDigitsAreFlaggedAndCodesAreNot) {
    for (const char* lost : {"5.11602E+11", "5.11602e+11", "5.11602E11", "1E+12", "-1.5E-7", "1e+16"}) {
        EXPECT_TRUE(is_scientific(lost)) << lost;
    }
    for (const char* code : {"511602000000", "5E11", "12E5", "511Z07001006", "E+11", "1.E+5", "5.1", "1E+", "1E+x", "",
                             "3.2.1E+5", "+E+1", "0000123"}) {
        EXPECT_FALSE(is_scientific(code)) << code;
    }
    const Table table = csv("编码,名称\n5.11602E+11,甲\n0012,乙\n");
    EXPECT_EQ(table.rows[0].cells[0].problem, Problem::kScientificNotation);
    EXPECT_EQ(table.rows[0].cells[0].text, "5.11602E+11");
    EXPECT_EQ(table.rows[1].cells[0].text, "0012");
    EXPECT_EQ(table.rows[1].cells[0].problem, Problem::kNone);
}

TEST(Csv, CharactersNobodySeesAreReportedAndKept) {
    for (const char* inside : {"a\tb",
                               "a\x01"
                               "b",
                               "a\x7F"
                               "b",
                               "a\xC2\x85"
                               "b",
                               "a\xE2\x80\x8B"
                               "b",
                               "a\xEF\xBB\xBF"
                               "b",
                               "a\xE2\x80\xAE"
                               "b"}) {
        const Table table = csv(std::string("一,二\n") + inside + ",x\n");
        EXPECT_EQ(table.rows[0].cells[0].problem, Problem::kControlCharacter);
        EXPECT_EQ(table.rows[0].cells[0].text, inside);
    }
    EXPECT_EQ(csv("一,二\n\"a\nb\",x\n").rows[0].cells[0].problem, Problem::kNone);
}

TEST(Csv, FormatFollowsTheNameOfTheFile) {
    EXPECT_EQ(format_of("清单.CSV").value(), Format::kCsv);
    EXPECT_EQ(format_of("a.xlsx").value(), Format::kXlsx);
    EXPECT_EQ(format_of("a.jsonl").value(), Format::kJsonLines);
    EXPECT_EQ(format_of("a.xls").error().code, kOldExcel);
    EXPECT_EQ(format_of("a.et").error().code, kOldExcel);
    EXPECT_EQ(format_of("a.docx").error().code, kFormatUnknown);
    EXPECT_EQ(format_of("csv").error().code, kFormatUnknown);
}

TEST(Csv, EveryProblemHasARuleAndASentence) {
    for (int i = 1; i <= static_cast<int>(Problem::kNoColumn); ++i) {
        EXPECT_FALSE(rule_of(static_cast<Problem>(i)).empty());
        EXPECT_TRUE(sentence_of(static_cast<Problem>(i)).ends_with("。"));
    }
}

TEST(Csv, RealListOfADistrictIsReadWhole) {
    const char* given = std::getenv("YIWANG_TEST_DATA");
    const std::filesystem::path folder = given != nullptr ? given : "../shared/data";
    std::ifstream file(folder / "items/items_guangan_511602.tsv", std::ios::binary);
    if (!file) {
        std::cout << "left out: the district's list is not here\n";
        return;
    }
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto table = read_table(bytes, Format::kTsv);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.size(), 1135u);
    EXPECT_EQ(table->header.size(), 9u);
}

}  // namespace
}  // namespace yw::table

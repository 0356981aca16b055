#include "platform/table/mapping.hpp"

#include <gtest/gtest.h>

namespace yw::table {
namespace {

constexpr std::string_view kMapping = R"(
"事项名称" = "name"
"实施编码" = "code"
"类型" = "kind"
[source]
sheet = "清单"
header_row = 1
[constants]
region = "511602000000"
[enumerations.kind]
"行政许可" = "01"
)";

Mapping mapping(std::string_view toml = kMapping) {
    auto read = read_mapping(toml);
    EXPECT_TRUE(read) << read.error().detail;
    return read ? std::move(read).value() : Mapping{};
}

Table table(std::string_view csv) {
    return read_table(csv, Format::kCsv).value();
}

TEST(Mapping, ColumnsConstantsAndEnumerationsMakeRowsOfElements) {
    const auto mapped =
        apply(table("实施编码,事项\xE3\x80\x80名称,类型,备注\n511,甲,行政许可,x\n512,乙,01\n"), mapping());
    ASSERT_TRUE(mapped) << mapped.error().detail;
    ASSERT_EQ(mapped->rows.size(), 2u);
    const Row& row = mapped->rows[0];
    EXPECT_EQ(row.number, 2);
    EXPECT_EQ(mapped->at(row, "code").text, "511");
    EXPECT_EQ(mapped->at(row, "name").text, "甲");
    EXPECT_EQ(mapped->at(row, "kind").text, "01");
    EXPECT_EQ(mapped->at(row, "region").text, "511602000000");
    EXPECT_EQ(mapped->at(row, "absent").origin, Cell::Origin::kEmpty);
    EXPECT_EQ(mapped->at(mapped->rows[1], "kind").text, "01");
    EXPECT_EQ(mapped->elements[*mapped->index_of("name")].column, "事项\xE3\x80\x80名称");
}

TEST(Mapping, UnusedColumnIsNotedOnceAndUnknownValueForEachRow) {
    const auto mapped = apply(table("实施编码,事项名称,类型,备注\n1,甲,许可,x\n2,乙,许可,y\n"), mapping());
    ASSERT_TRUE(mapped);
    ASSERT_EQ(mapped->problems.size(), 3u);
    EXPECT_EQ(mapped->problems[0].rule, "column_unused");
    EXPECT_EQ(mapped->problems[0].severity, RowProblem::Severity::kWarning);
    EXPECT_EQ(mapped->problems[1].rule, "enumeration_unknown");
    EXPECT_EQ(mapped->problems[1].row, 2);
    EXPECT_EQ(mapped->problems[1].column, "类型");
    EXPECT_EQ(mapped->problems[1].value, "许可");
}

TEST(Mapping, ValueWithoutColumnIsAnError) {
    const auto mapped = apply(table("实施编码,事项名称,类型\n1,甲,行政许可,多出\n"), mapping());
    ASSERT_TRUE(mapped);
    ASSERT_EQ(mapped->problems.size(), 1u);
    EXPECT_EQ(mapped->problems[0].rule, "no_column");
    EXPECT_EQ(mapped->problems[0].column, "第 4 列");
}

TEST(Mapping, EachMissingColumnIsNamed) {
    const auto mapped = apply(table("事项名称\n甲\n"), mapping());
    EXPECT_EQ(mapped.error().code, kMappingColumnUnknown);
    ASSERT_EQ(mapped.error().fields.size(), 2u);
    EXPECT_EQ(mapped.error().fields[0].field, "实施编码");
    EXPECT_NE(mapped.error().fields[0].message.find("事项名称"), std::string::npos);
}

TEST(Mapping, DoubledColumnOfTheFileIsAmbiguousOnlyWhenItIsMapped) {
    EXPECT_EQ(apply(table("实施编码,事项名称,类型,类型\n"), mapping()).error().code, kMappingAmbiguous);
    EXPECT_TRUE(apply(table("实施编码,事项名称,类型,备注,备注\n"), mapping()));
}

TEST(Mapping, CellsKeepTheirProblems) {
    const auto mapped = apply(table("实施编码,事项名称,类型\n5.11602E+11,甲,行政许可\n"), mapping());
    EXPECT_EQ(mapped->at(mapped->rows[0], "code").problem, Problem::kScientificNotation);
}

TEST(Mapping, WrongMappingsAreRefused) {
    struct Case {
        const char* toml;
        ErrorCode code;
    };
    const Case cases[] = {
        {"a = ", kMappingBroken},
        {"a = 1", kMappingBroken},
        {"a = \"\"", kMappingBroken},
        {"a = \"x\"\nb = \"x\"", kMappingAmbiguous},
        {"a = \"x\"\n[constants]\nx = \"1\"", kMappingAmbiguous},
        {"a = \"x\"\n[constants]\ny = 1", kMappingBroken},
        {"a = \"x\"\n[enumerations.y]\nq = \"1\"", kMappingBroken},
        {"a = \"x\"\n[enumerations]\nx = \"1\"", kMappingBroken},
        {"a = \"x\"\n[constant]\ny = \"1\"", kMappingBroken},
        {"a = \"x\"\n[source]\nheader_row = 0", kMappingBroken},
        {"a = \"\xFF\"", kMappingBroken},
    };
    for (const Case& c : cases) {
        const auto read = read_mapping(c.toml);
        ASSERT_FALSE(read) << c.toml;
        EXPECT_EQ(read.error().code, c.code) << c.toml;
    }
    EXPECT_EQ(mapping().sheet, "清单");
    EXPECT_EQ(mapping().header_row, 1);
}

TEST(RowProblem, TextHasRowColumnValueRuleAndSentenceInOneLine) {
    const Cell cell{"5.11602E+11", Cell::Origin::kText, Problem::kScientificNotation};
    const RowProblem problems[] = {
        problem_of(12, "实施编码", cell),
        {0, "备注", "", "column_unused", "没有用到。", RowProblem::Severity::kWarning},
        {3, "名称", "一\t二\n" + std::string(100, 'x'), "control_character", "有。", RowProblem::Severity::kError}};
    const std::string text = as_text(problems);
    EXPECT_TRUE(text.starts_with("错误 第 12 行，列“实施编码”，值“5.11602E+11” [scientific_notation] 该值是科学计数法"))
        << text;
    EXPECT_NE(text.find("警告 整个文件，列“备注” [column_unused] 没有用到。\n"), std::string::npos) << text;
    EXPECT_NE(text.find("一<U+0009>二<U+000A>xxx"), std::string::npos) << text;
    EXPECT_NE(text.find("x…”"), std::string::npos) << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(RowProblem, JsonEscapesWhatTheFileBrings) {
    const RowProblem problems[] = {{2, "a\"b", "x\ny", "rule", "句。", RowProblem::Severity::kError}};
    EXPECT_EQ(as_json(problems),
              R"([{"row":2,"column":"a\"b","value":"x\ny","rule":"rule","message":"句。","severity":"error"}])");
    EXPECT_EQ(as_json({}), "[]");
}

}  // namespace
}  // namespace yw::table

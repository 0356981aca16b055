#include <gtest/gtest.h>

#include "platform/table/table.hpp"

namespace yw::table {
namespace {

Table json(std::string_view bytes, Format format = Format::kJson) {
    auto table = read_table(bytes, format);
    EXPECT_TRUE(table) << table.error().code.name << ' ' << table.error().detail << "\n" << bytes;
    return table ? std::move(table).value() : Table{};
}

ErrorCode refusal(std::string_view bytes, const Reading& reading = {}, Format format = Format::kJson) {
    const auto table = read_table(bytes, format, reading);
    return table ? ErrorCode{"accepted", Kind::kInvalid} : table.error().code;
}

using Texts = std::vector<std::string>;

TEST(Json, AllThreeShapesGiveTheSameRows) {
    for (const char* text :
         {R"([{"编码":"1","名称":"甲"},{"名称":"乙"}])",
          R"({"total":2,"meta":{"items":[1]},"items":[{"编码":"1","名称":"甲"},{"名称":"乙"}],"x":[[]]})",
          "{\"编码\":\"1\",\"名称\":\"甲\"}\n{\"名称\":\"乙\"}\n"}) {
        const Table table = json(text);
        EXPECT_EQ(table.header, (Texts{"编码", "名称"})) << text;
        ASSERT_EQ(table.rows.size(), 2u) << text;
        EXPECT_EQ(table.rows[1].number, 2);
        EXPECT_EQ(table.rows[1].cells[0].origin, Cell::Origin::kEmpty);
        EXPECT_EQ(table.rows[1].cells[1].text, "乙");
    }
}

TEST(Json, LinesCountEmptyLines) {
    const Table table = json("{\"a\":1}\n\n{\"a\":2}\r\n", Format::kJsonLines);
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[1].number, 3);
}

TEST(Json, NumbersKeepTheDigitsTheyWereWrittenWith) {
    struct Case {
        const char* written;
        const char* text;
        Problem problem;
    };
    const Case cases[] = {
        {"511602000000", "511602000000", Problem::kNone},
        {"511602199001010011", "511602199001010011", Problem::kNone},
        {"123456789012345678901234567890", "123456789012345678901234567890", Problem::kNone},
        {"511602000000.0", "511602000000", Problem::kNone},
        {"5.11602E+11", "5.11602E+11", Problem::kScientificNotation},
        {"5e3", "5e3", Problem::kScientificNotation},
        {"1.50", "1.50", Problem::kNone},
        {"-7", "-7", Problem::kNone},
    };
    for (const Case& c : cases) {
        const Table table = json(std::string("[{\"a\":") + c.written + "}]");
        ASSERT_EQ(table.rows.size(), 1u);
        EXPECT_EQ(table.rows[0].cells[0].text, c.text);
        EXPECT_EQ(table.rows[0].cells[0].problem, c.problem) << c.written;
        EXPECT_EQ(table.rows[0].cells[0].origin, Cell::Origin::kNumber);
    }
}

TEST(Json, TruthValuesAndNull) {
    const Table table = json(R"([{"a":true,"b":null,"c":" x "}])");
    EXPECT_EQ(table.rows[0].cells[0].text, "true");
    EXPECT_EQ(table.rows[0].cells[0].origin, Cell::Origin::kBool);
    EXPECT_EQ(table.rows[0].cells[1].origin, Cell::Origin::kEmpty);
    EXPECT_EQ(table.rows[0].cells[2].text, "x");
}

TEST(Json, NestedValueIsKeptAsJsonAndReported) {
    const Table table = json(R"([{"a":[1,{"b":"x\"y","c":[]},true,null,[[2]]],"d":{"e":{}}, "f":"z"}])");
    EXPECT_EQ(table.rows[0].cells[0].text, R"([1,{"b":"x\"y","c":[]},true,null,[[2]]])");
    EXPECT_EQ(table.rows[0].cells[0].problem, Problem::kNestedValue);
    EXPECT_EQ(table.rows[0].cells[1].text, R"({"e":{}})");
    EXPECT_EQ(table.rows[0].cells[2].text, "z");
}

TEST(Json, DoubledKeyIsReported) {
    EXPECT_EQ(json(R"([{"a":"1","a":"2"}])").rows[0].cells[0].problem, Problem::kDoubledKey);
}

TEST(Json, OtherShapesAreRefused) {
    for (const char* text : {R"({"rows":[{"a":1}]})", "[1,2]", "[[{\"a\":1}]]", "\"x\"", R"({"items":{"a":1}})",
                             R"({"items":5})", R"({"items":[[]]})", R"({"items":[1]})"}) {
        EXPECT_EQ(refusal(text), kJsonShape) << text;
    }
    EXPECT_EQ(refusal("[1]\n", {}, Format::kJsonLines), kJsonShape);
    EXPECT_EQ(refusal("[]"), kEmpty);
    EXPECT_EQ(refusal("[{}]"), kEmpty);
    EXPECT_EQ(refusal(" \n"), kEmpty);
}

TEST(Json, BrokenTextIsRefusedAtEveryLength) {
    const std::string whole = R"({"items":[{"a":"一","b":[1,{"c":2.5}]},{"a":null}]})";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        const ErrorCode code = refusal(whole.substr(0, length));
        EXPECT_TRUE(code == kJsonBroken || code == kEncodingUnknown) << length << ' ' << code.name;
    }
    EXPECT_EQ(refusal("[{\"a\":1}] x"), kJsonBroken);
    EXPECT_EQ(refusal("{\"a\":1}\n{\"a\":\n", {}, Format::kJsonLines), kJsonBroken);
}

TEST(Json, LimitsAreKept) {
    EXPECT_EQ(refusal(std::string(100'000, '[')), kJsonShape);
    EXPECT_EQ(refusal("[{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}]"), kJsonBroken);
    Reading reading;
    reading.limits.max_cell_bytes = 10;
    EXPECT_EQ(refusal(R"([{"a":"12345678901"}])", reading), kCellTooLarge);
    EXPECT_EQ(refusal(R"([{"a":[1,2,3,4,5,6]}])", reading), kCellTooLarge);
    reading = {};
    reading.limits.max_columns = 1;
    EXPECT_EQ(refusal(R"([{"a":1,"b":2}])", reading), kTooManyColumns);
    reading = {};
    reading.limits.max_rows = 1;
    EXPECT_EQ(refusal(R"([{"a":1},{"a":2}])", reading), kTooManyRows);
}

}  // namespace
}  // namespace yw::table

#include "publication/drift.hpp"

#include <gtest/gtest.h>

#include "platform/table/table.hpp"
#include "publication/page_text.hpp"

namespace yw::publication {
namespace {

ShownItem item(std::string id, std::string name) {
    ShownItem made;
    made.id = std::move(id);
    made.name = std::move(name);
    return made;
}

TEST(PlainText, WidthSpaceCaseAndMarksMakeNoDifference) {
    EXPECT_EQ(plain_text("居民身份证（换领） ＡＢＣ１２"), plain_text("居民身份证(换领)abc12"));
    EXPECT_EQ(plain_text("“企业　投资”项目\n备案"), plain_text("\"企业投资\"项目备案"));
    EXPECT_NE(plain_text("换领"), plain_text("补领"));
    EXPECT_EQ(plain_text("\xFF\x80"), plain_text("\xFF\x80")) << "broken bytes are no reason to fail";
}

TEST(PlainLimit, ReadsNumbersAndUnits) {
    struct Row {
        const char* text;
        const char* plain;
    };
    for (const Row& row :
         {Row{"20个工作日", "20/workday"}, Row{"20 工作日", "20/workday"}, Row{"二十个工作日", "20/workday"},
          Row{"十五个工作日内", "15/workday"}, Row{"一百二十日", "120/day"}, Row{"３０天", "30/day"},
          Row{"1个月", "1/month"}, Row{"当场办结", "0"}, Row{"即办", "0"}, Row{"0个工作日", "0"},
          Row{"两个工作日", "2/workday"}, Row{"视情况而定", "视情况而定"}})
        EXPECT_EQ(plain_limit(row.text), row.plain) << row.text;
}

TEST(Drift, NamesWhatIsMissingExtraAndDifferent) {
    auto first = item("1", "居民身份证换领");
    first.limit = "20日";
    first.materials = {"照片", "申请表"};
    first.updated = "2026-03-01";
    first.department = "公安局";
    auto theirs = item("", "居民身份证　换领");
    theirs.limit = "三十日";
    theirs.materials = {"申请表"};
    theirs.updated = "2026-02-01";
    theirs.department = "公安局";
    const auto drift = compare_lists({first, item("2", "婚姻登记")}, {theirs, item("", "早就取消的事项")});
    EXPECT_EQ(drift.matched, 1);
    EXPECT_EQ(drift.same, 0);
    ASSERT_EQ(drift.differences.size(), 5U);
    EXPECT_EQ(drift.differences[0].kind, Difference::Kind::kMissing);
    EXPECT_EQ(drift.differences[0].name, "婚姻登记");
    EXPECT_EQ(drift.differences[1].kind, Difference::Kind::kExtra);
    EXPECT_EQ(drift.differences[1].name, "早就取消的事项");
    EXPECT_EQ(drift.differences[2].field, "limit");
    EXPECT_EQ(drift.differences[2].ours, "20日");
    EXPECT_EQ(drift.differences[2].theirs, "三十日");
    EXPECT_EQ(drift.differences[3].field, "materials");
    EXPECT_EQ(drift.differences[4].field, "updated");
}

TEST(Drift, WhatTheOtherDoesNotSayIsNotCompared) {
    auto ours = item("1", "居民身份证换领");
    ours.limit = "20日";
    ours.material_count = 2;
    auto theirs = item("", "居民身份证换领");
    EXPECT_TRUE(compare_lists({ours}, {theirs}).agrees());
    theirs.material_count = 3;
    EXPECT_EQ(compare_lists({ours}, {theirs}).differences[0].field, "material_count");
    theirs.material_count.reset();
    theirs.limit = "";
    EXPECT_TRUE(compare_lists({ours}, {theirs}).agrees());
}

TEST(Drift, CodesMatchBeforeNamesAndDepartmentsDecideBetweenEqualNames) {
    auto renamed = item("1", "新名称");
    renamed.code = "C1";
    auto other = item("2", "旧名称");
    auto theirs = item("", "旧名称");
    theirs.code = "c1";
    const auto drift = compare_lists({other, renamed}, {theirs});
    EXPECT_EQ(drift.differences[0].name, "旧名称") << "the code belongs to the other one";
    EXPECT_EQ(drift.differences[1].field, "name");
    auto a = item("1", "备案");
    a.department = "甲局";
    auto b = item("2", "备案");
    b.department = "乙局";
    EXPECT_TRUE(compare_lists({a, b}, {b, a}).agrees());
}

TEST(Pages, AreReadAsAPersonReadsThem) {
    EXPECT_EQ(plain_text(text_of_page(
                  "<p>20&nbsp;个<b>工作</b>日</p><script>if (a < b) x='5天'</script><!-- 7天 -->&#x5341;&#22825;")),
              "20个工作日十天");
    EXPECT_EQ(plain_text(text_of_page("a & b &amp; c &unknown; <unclosed")), "a&b&c&unknown;");
    EXPECT_EQ(text_of_page("<script>never closed"), " ");
}

TEST(Pages, AreComparedWhereTheListLinksToThem) {
    auto ours = item("1", "换证");
    ours.limit = "20个工作日";
    ours.materials = {"照片", "申请表"};
    ours.phones = {"0826-0002001"};
    auto theirs = item("", "换证");
    theirs.page = "https://portal.example/1";
    const auto with = [&](const Result<std::string>& page) {
        auto drift = compare_lists({ours}, {theirs});
        compare_pages(
            {ours}, {theirs}, [&](const std::string&) { return page; }, drift);
        std::string fields;
        for (const auto& each : drift.differences) fields += each.field + " ";
        EXPECT_EQ(drift.same, fields.empty() ? 1 : 0);
        return fields;
    };
    EXPECT_EQ(with(std::string("承诺：20 工作日。材料：照片、申请表。电话０８２６-0002001")), "");
    EXPECT_EQ(with(std::string("承诺：30个工作日。材料：照片。")), "page_limit page_materials page_phones ");
    EXPECT_EQ(with(fail(kListUnreadable)), "page_unreachable ");
}

TEST(ShownItems, AreReadFromTheUsualTables) {
    const auto csv = read_shown_items(
        "事项名称,实施编码,承诺办结时限,申请材料,更新时间\n换证,C1,20,照片^申请表,2026/3/2 10:00\n", "a.csv");
    ASSERT_TRUE(csv);
    EXPECT_EQ(csv->at(0).limit, "20个工作日");
    EXPECT_EQ(csv->at(0).materials->size(), 2U);
    EXPECT_EQ(csv->at(0).updated, "2026-03-02");
    const auto json = read_shown_items(
        R"([{"name":"换证","materials":[{"name":"照片"},{"name":"表"}],"material_count":2}])", "a.json");
    ASSERT_TRUE(json);
    EXPECT_EQ(json->at(0).materials->at(1), "表");
    EXPECT_EQ(json->at(0).material_count, 2);
    const auto none = read_shown_items("编号,内容\n1,2\n", "a.csv");
    EXPECT_EQ(none.error().code, kListUnreadable);
    EXPECT_NE(none.error().fields[0].message.find("编号、内容"), std::string::npos);
    EXPECT_EQ(read_shown_items("{\"changes\":", "a.json").error().code, table::kJsonBroken);
}

}  // namespace
}  // namespace yw::publication

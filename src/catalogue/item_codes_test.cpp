#include "catalogue/item_codes.hpp"

#include <gtest/gtest.h>

namespace yw::catalogue {
namespace {

std::vector<std::string_view> rules_of(const std::vector<CodeFinding>& findings) {
    std::vector<std::string_view> rules;
    for (const auto& finding : findings) rules.push_back(finding.rule);
    return rules;
}
using Rules = std::vector<std::string_view>;

/// Codes of public systems, both credit codes with their right check characters.
constexpr std::string_view kShandong = "11370800MB285591843370117002011";
constexpr std::string_view kGuangdong = "12441500196720244T3442199806003";

TEST(ItemCodes, ABaseCodeHasFourParts) {
    const auto code = BaseCode::parse("370117002011");
    ASSERT_TRUE(code);
    EXPECT_EQ(code->area, "37");
    EXPECT_EQ(code->task_type, "01");
    EXPECT_EQ(code->main, "17002");
    EXPECT_EQ(code->sub, "011");
    EXPECT_EQ(code->main_code(), "370117002000");
    EXPECT_FALSE(code->is_main());
    EXPECT_TRUE(BaseCode::parse("370117002000")->is_main());
    for (const auto* wrong : {"", "37011700201", "3701170020111", "37011700201A", "３70117002011"})
        EXPECT_FALSE(BaseCode::parse(wrong)) << wrong;
}

TEST(ItemCodes, BaseCodesAreJudged) {
    EXPECT_EQ(rules_of(check_base_code("370117002011", "01")), Rules{});
    EXPECT_EQ(rules_of(check_base_code("000131046001", "01")), Rules{});
    EXPECT_EQ(rules_of(check_base_code("", "01")), Rules{"base_missing"});
    EXPECT_EQ(rules_of(check_base_code("511A0138000000", "01")), Rules{"base_form"});
    EXPECT_EQ(rules_of(check_base_code("000731046001", "01")), Rules{"base_type_differs"});
    EXPECT_EQ(rules_of(check_base_code("442199806003", "")), Rules{"base_type"}) << "a local type of Guangdong";
    EXPECT_EQ(rules_of(check_base_code("000100000001", "01")), Rules{"base_main"});
}

TEST(ItemCodes, AnImplementCodeHasThreeParts) {
    const auto code = ImplementCode::parse(kGuangdong);
    ASSERT_TRUE(code);
    EXPECT_EQ(code->credit_code, "12441500196720244T");
    EXPECT_EQ(code->level, '3');
    EXPECT_EQ(code->base_code, "442199806003");
    EXPECT_EQ(rules_of(check_implement_code(kShandong)), Rules{});
    EXPECT_EQ(rules_of(check_implement_code(kGuangdong)), Rules{"base_type"});
    EXPECT_EQ(rules_of(check_implement_code("11370800MB285591853370117002011")), Rules{"implement_check"});
    EXPECT_EQ(rules_of(check_implement_code("11370800MB285591840370117002011")), Rules{"implement_form"});
    EXPECT_EQ(rules_of(check_implement_code("511A0138000000-511602000000-000-11511301008778183N-1-00")),
              Rules{"implement_form"});
    EXPECT_EQ(rules_of(check_implement_code("L-511602000000-1")), Rules{"implement_missing"});
    EXPECT_EQ(rules_of(check_implement_code("")), Rules{"implement_missing"});
}

TEST(ItemCodes, AHandlingCodeNumbersAnImplementCode) {
    EXPECT_TRUE(check_handling_code(std::string(kShandong) + "01").empty());
    EXPECT_EQ(HandlingCode::parse(std::string(kShandong) + "99")->number, "99");
    for (const auto* tail : {"", "1", "00", "0A", "001"})
        EXPECT_EQ(rules_of(check_handling_code(std::string(kShandong) + tail)), Rules{"handling_form"}) << tail;
}

TEST(ItemCodes, TheCodesOfAnItemAgree) {
    Item item;
    item.region = *RegionCode::parse("370800000000");
    item.base_code = "370117002011";
    item.task_type = "01";
    item.implement_code = kShandong;
    item.department.credit_code = "11370800MB28559184";
    EXPECT_EQ(rules_of(check_codes(item)), Rules{});
    item.base_code = "370117002012";
    item.department.credit_code = "12441500196720244T";
    item.region = *RegionCode::parse("370811000000");
    EXPECT_EQ(rules_of(check_codes(item)),
              (Rules{"implement_base_differs", "implement_authority_differs", "implement_level_differs"}));
}

}  // namespace
}  // namespace yw::catalogue

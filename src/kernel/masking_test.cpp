#include "kernel/masking.hpp"

#include <gtest/gtest.h>

namespace yw {
namespace {

struct MaskCase {
    std::string (*mask)(std::string_view);
    std::string_view whole;
    std::string_view shown;
};
class Masking : public testing::TestWithParam<MaskCase> {};
TEST_P(Masking, ShowsOnlyWhatTheTableAllows) {
    EXPECT_EQ(GetParam().mask(GetParam().whole), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(Table,
                         Masking,
                         testing::Values(MaskCase{mask_name, "张三", "*三"},
                                         MaskCase{mask_name, "张三丰", "张*丰"},
                                         MaskCase{mask_name, "欧阳娜华", "欧**华"},
                                         MaskCase{mask_name, "张", "*"},
                                         MaskCase{mask_name, "", ""},
                                         MaskCase{mask_name, "买买提·吐尔逊", "买*****逊"},
                                         MaskCase{mask_id_number, "11010519491231002X", "1****************X"},
                                         MaskCase{mask_id_number, "12", "**"},
                                         MaskCase{mask_id_number_for_officer, "11010519491231002X",
                                                  "110105********002X"},
                                         MaskCase{mask_id_number_for_officer, "E12345678", "E*******8"},
                                         MaskCase{mask_mobile, "13800008000", "138****8000"},
                                         MaskCase{mask_mobile, "138000", "******"},
                                         MaskCase{mask_landline, "010-12345678", "010-*****678"},
                                         MaskCase{mask_landline, "12345", "**345"},
                                         MaskCase{mask_bank_card, "6222000000001234", "**** 1234"},
                                         MaskCase{mask_bank_card, "1234", "****"},
                                         MaskCase{mask_email, "alice@x.cn", "a***@x.cn"},
                                         MaskCase{mask_email, "alice", "****"},
                                         MaskCase{mask_email, "@x.cn", "****"},
                                         MaskCase{mask_licence_number, "SC20260001234", "SC20*******34"},
                                         MaskCase{mask_licence_number, "SC2026", "******"}));

INSTANTIATE_TEST_SUITE_P(
    Addresses,
    Masking,
    testing::Values(MaskCase{mask_address, "北京市朝阳区建国路1号", "北京市朝阳区****"},
                    MaskCase{mask_address, "四川省广安市岳池县九龙街道1号", "四川省广安市岳池县****"},
                    MaskCase{mask_address, "江苏省苏州市昆山市花园社区3幢", "江苏省苏州市昆山市****"},
                    MaskCase{mask_address, "广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区****"},
                    MaskCase{mask_address, "四川省乐山市市中区嘉州大道", "四川省乐山市市中区****"},
                    MaskCase{mask_address, "湖北省荆州市沙市区北京路", "湖北省荆州市沙市区****"},
                    MaskCase{mask_address, "内蒙古自治区兴安盟突泉县", "内蒙古自治区兴安盟突泉县****"},
                    MaskCase{mask_address, "广东省东莞市南城街道花园小区", "广东省东莞市****"},
                    MaskCase{mask_address, "建国路1号", "****"},
                    MaskCase{mask_address, "", "****"}));

TEST(Masking, TakesAnyBytes) {
    const std::string_view broken = "\xE5\xBC\xFF\x80";
    EXPECT_EQ(mask_name(broken).size(), 4U);
    EXPECT_EQ(mask_address(broken), "****");
    EXPECT_FALSE(mask_email(broken).empty());
}

}  // namespace
}  // namespace yw

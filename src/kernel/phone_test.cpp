#include "kernel/phone.hpp"

#include <gtest/gtest.h>

namespace yw {
namespace {

class Mobiles : public testing::TestWithParam<const char*> {};
TEST_P(Mobiles, AreElevenDigitsFromThirteenOn) {
    EXPECT_TRUE(is_mobile(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Numbers, Mobiles, testing::Values("13800008000", "19912345678", "16612345678"));

class NoMobiles : public testing::TestWithParam<const char*> {};
TEST_P(NoMobiles, AreRefused) {
    EXPECT_FALSE(is_mobile(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Numbers,
                         NoMobiles,
                         testing::Values("",
                                         "12345678901",
                                         "1380000800",
                                         "138000080000",
                                         "+8613800008000",
                                         "23800008000",
                                         "138 0000800",
                                         "１3800008000",
                                         "1380000800a"));

class Landlines : public testing::TestWithParam<const char*> {};
TEST_P(Landlines, ThatSomebodyCanCall) {
    EXPECT_TRUE(is_landline(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Numbers,
                         Landlines,
                         testing::Values("010-12345678",
                                         "01012345678",
                                         "0826-2345678",
                                         "08262345678",
                                         "021-12345678-801",
                                         "4001234567",
                                         "400-123-4567",
                                         "12345",
                                         "12366"));

class NoLandlines : public testing::TestWithParam<const char*> {};
TEST_P(NoLandlines, AreRefused) {
    EXPECT_FALSE(is_landline(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Numbers,
                         NoLandlines,
                         testing::Values("",
                                         "-",
                                         "0826",
                                         "0826-",
                                         "010-1234567890",
                                         "0826-0345678",
                                         "400123456",
                                         "400-1234567-",
                                         "021-12345678-",
                                         "021-12345678-1234567",
                                         "13800008000",
                                         "1234",
                                         "0826-23456ab"));

}  // namespace
}  // namespace yw

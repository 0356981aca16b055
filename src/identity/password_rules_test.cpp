#include "identity/password_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace yw::identity {
namespace {

struct Case {
    std::string password;
    std::string fault;
};

class PasswordRules : public testing::TestWithParam<Case> {};

TEST_P(PasswordRules, NameTheirFault) {
    const auto fault = password_fault(GetParam().password, {"张示例", "511602188503120017", "13800000001", "lihua"});
    EXPECT_EQ(fault.value_or(""), GetParam().fault) << GetParam().password;
}

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    PasswordRules,
    testing::Values(Case{"", "identity.password_too_short"},
                    Case{"abcdef#12", "identity.password_too_short"},
                    Case{"白日依山尽黄河入海", "identity.password_too_short"},  // nine characters, many bytes
                    Case{"白日依山尽黄河入海流", ""},
                    Case{"correct horse battery", ""},
                    Case{"lower only and nothing else", ""},
                    Case{repeated("xq7v", 31) + "wxyz", ""},  // 128
                    Case{repeated("xq7v", 31) + "wxyz!", "identity.password_too_long"},
                    Case{std::string("\xff\xfe\xff\xfe") + "abcdefghijk", "identity.password_too_long"},
                    Case{"1234567890", "identity.password_common"},
                    Case{"0987654321", "identity.password_common"},
                    Case{"5678901234567", "identity.password_common"},
                    Case{"abcdefghijkl", "identity.password_common"},
                    Case{"aaaaaaaaaaaa", "identity.password_common"},
                    Case{"abcabcabcabc", "identity.password_common"},
                    Case{"Password123", "identity.password_common"},
                    Case{"woaini1314520", "identity.password_common"},
                    Case{"13800000001", "identity.password_known"},
                    Case{"3800000001", "identity.password_known"},      // a part of it
                    Case{"13800000001abc", "identity.password_known"},  // with a little added
                    Case{"13800000001 and much more", ""},
                    Case{"511602188503120017", "identity.password_known"},
                    Case{"LiHua12345", "identity.password_known"},
                    Case{"lihua-goes-to-town", ""}));

TEST(PasswordRules, TheListOfCommonOnesIsSearchable) {
    for (const std::string_view common : {"1q2w3e4r5t", "zxcvbnm123", "qq123456789", "a123456789"})
        EXPECT_EQ(password_fault(common, {}).value_or(""), "identity.password_common") << common;
}

}  // namespace
}  // namespace yw::identity

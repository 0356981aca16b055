#include "kernel/utf8.hpp"

#include <gtest/gtest.h>

namespace yw::utf8 {
namespace {

TEST(Utf8, CountsCharactersNotBytes) {
    EXPECT_EQ(length("欧阳娜华"), 4U);
    EXPECT_EQ(length("a𣒍b"), 3U);
    EXPECT_EQ(characters("张a三")[2], "三");
}

class IllFormed : public testing::TestWithParam<std::string_view> {};
TEST_P(IllFormed, IsSteppedOverByteByByte) {
    EXPECT_FALSE(is_valid(GetParam()));
    EXPECT_EQ(length(GetParam()), GetParam().size());
    std::string_view rest = GetParam();
    EXPECT_EQ(decode(take(rest)), kNotACharacter);
}
INSTANTIATE_TEST_SUITE_P(Bytes,
                         IllFormed,
                         testing::Values("\x80",
                                         "\xC0\xAF",
                                         "\xE5\xBC",
                                         "\xED\xA0\x80",
                                         "\xF4\x90\x80\x80",
                                         "\xE0\x80\xAF",
                                         "\xF0\x80\x80\xAF",
                                         "\xFF"));

TEST(Utf8, DecodesEachLength) {
    EXPECT_EQ(decode("a"), U'a');
    EXPECT_EQ(decode("·"), U'·');
    EXPECT_EQ(decode("张"), U'张');
    EXPECT_EQ(decode("𣒍"), U'𣒍');
    EXPECT_TRUE(is_valid("a·张𣒍"));
    EXPECT_TRUE(is_valid(""));
}

}  // namespace
}  // namespace yw::utf8

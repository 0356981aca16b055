#include "kernel/typed_text.hpp"

#include <gmock/gmock.h>

namespace yw {
namespace {

using testing::ElementsAre;

TEST(TypedText, BlanksAtBothEndsAreNotMeant) {
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed(" \t\r\n　 　"), "");
    EXPECT_EQ(trimmed("　 结婚 登记\r\n　"), "结婚 登记");
    EXPECT_EQ(trimmed("a"), "a");
}

TEST(TypedText, LinesThatHoldSomething) {
    EXPECT_THAT(typed_lines(""), ElementsAre());
    EXPECT_THAT(typed_lines("补证\r\n\r\n　丢了证 \n \n"), ElementsAre("补证", "丢了证"));
    EXPECT_THAT(typed_lines("a\nb\n\nc", 2), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace yw

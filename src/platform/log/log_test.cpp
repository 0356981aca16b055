#include "platform/log/log.hpp"

#include <gtest/gtest.h>

namespace yw::log {
namespace {

TEST(Line, IsOneJsonObjectWhateverTheValuesHold) {
    EXPECT_EQ(line("http.request", Level::kInfo, {{"status", 200}, {"path", "/a\"b\\c\nd"}}),
              R"("level":"info","event":"http.request","status":200,"path":"/a\"b\\c\u000ad"})");
}

}  // namespace
}  // namespace yw::log

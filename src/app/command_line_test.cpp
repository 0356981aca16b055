#include "app/command_line.hpp"

#include <gtest/gtest.h>

namespace yw::app {
namespace {

TEST(CommandLine, ServeTakesWhatItIsGiven) {
    const auto line = read_command_line({"serve", "--data", "/d", "--listen", "[::1]:0", "--demo", "--behind-proxy"});
    const auto& serve = std::get<ServeArgs>(line);
    EXPECT_EQ(serve.state.data, "/d");
    EXPECT_EQ(serve.host, "::1");
    EXPECT_EQ(serve.port, 0);
    EXPECT_TRUE(serve.demo);
    EXPECT_TRUE(serve.behind_proxy);
}

class Refused : public testing::TestWithParam<std::vector<std::string>> {};
TEST_P(Refused, LeavesWithACode) {
    const auto line = read_command_line(GetParam());
    ASSERT_TRUE(std::holds_alternative<Leave>(line));
    EXPECT_NE(std::get<Leave>(line).code, 0);
}
INSTANTIATE_TEST_SUITE_P(CommandLine,
                         Refused,
                         testing::Values(std::vector<std::string>{},
                                         std::vector<std::string>{"fly"},
                                         std::vector<std::string>{"serve", "--listen", "8080"},
                                         std::vector<std::string>{"serve", "--listen", "h:99999"},
                                         std::vector<std::string>{"import", "planets", "CMakeLists.txt"},
                                         std::vector<std::string>{"import", "items", "no such file"},
                                         std::vector<std::string>{"user", "add", "--role", "king", "--login", "x"}));

TEST(CommandLine, UserAddKeepsEachDepartment) {
    const auto line = read_command_line(
        {"user", "add", "--role", "window", "--login", "w", "--department", "a", "--department", "b"});
    const auto& user = std::get<UserArgs>(line);
    EXPECT_EQ(user.action, "add");
    EXPECT_EQ(user.departments, (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace yw::app

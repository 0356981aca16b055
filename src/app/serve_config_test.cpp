#include "app/serve_config.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "app/command_line.hpp"
#include "platform/db/test_database.hpp"

namespace yw::app {
namespace {

class ServeConfigTest : public testing::Test {
protected:
    CommandLine serve_with(std::string_view config, std::vector<std::string> words = {}) {
        const auto file = folder_ / "yiwang.toml";
        std::ofstream(file) << config;
        words.insert(words.begin(), {"serve", "--config", file});
        return read_command_line(words);
    }
    db::TestFolder folder_;
};

TEST_F(ServeConfigTest, IsUsedAndTheCommandLineWins) {
    constexpr std::string_view kFile =
        "# 配置\ndata = \"/d\"\nlisten = \"127.0.0.1:18080\"\nworkers = 7\nbehind-proxy = true\ndemo = false\n";
    const auto line = serve_with(kFile, {"--listen", "127.0.0.1:0"});
    const auto& serve = std::get<ServeArgs>(line);
    EXPECT_EQ(serve.state.data, "/d");
    EXPECT_EQ(serve.port, 0);
    EXPECT_EQ(serve.workers, 7);
    EXPECT_TRUE(serve.behind_proxy);
    EXPECT_FALSE(serve.demo);
}

TEST_F(ServeConfigTest, WhatItDoesNotKnowIsRefused) {
    for (const auto wrong : {"lissten = \"127.0.0.1:0\"", "workers = 0", "workers = [1]", "listen = ", "config = \"x\"",
                             "data = “d”", "[serve]\ndata = \"d\""}) {
        const auto line = serve_with(wrong);
        ASSERT_TRUE(std::holds_alternative<Leave>(line)) << wrong;
        EXPECT_NE(std::get<Leave>(line).code, 0) << wrong;
    }
}

}  // namespace
}  // namespace yw::app

#include "kernel/ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace yw {
namespace {

TEST(NewId, HasTheShapeOfVersionSeven) {
    const std::string id = new_id();
    EXPECT_TRUE(is_id(id)) << id;
    EXPECT_EQ(id.size(), 36U);
    EXPECT_EQ(id[14], '7');
}

TEST(NewId, GrowsWithinAThread) {
    std::string before = new_id();
    for (int i = 0; i < 100'000; ++i) {
        const std::string next = new_id();
        ASSERT_LT(before, next);
        before = next;
    }
}

TEST(NewId, IsNeverRepeatedByThreads) {
    constexpr int kThreads = 4;
    constexpr int kEach = 20'000;
    std::vector<std::vector<std::string>> made(kThreads);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&mine] {
            for (int i = 0; i < kEach; ++i) mine.push_back(new_id());
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::vector<std::string> all;
    for (const auto& mine : made) all.insert(all.end(), mine.begin(), mine.end());
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST(NewId, CannotBeGuessedFromTheOneBefore) {
    // The last 48 bits are random each time: that two neighbours share the first 16 of them happens once in 65,536.
    int same = 0;
    std::string before = new_id();
    for (int i = 0; i < 1'000; ++i) {
        const std::string next = new_id();
        if (before.substr(24, 4) == next.substr(24, 4)) ++same;
        before = next;
    }
    EXPECT_LE(same, 3);
}

class NotAnId : public testing::TestWithParam<const char*> {};
TEST_P(NotAnId, IsRefused) {
    EXPECT_FALSE(is_id(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Texts,
                         NotAnId,
                         testing::Values("",
                                         "0190163d-8694-739b-aea5-966c26f8ad9",
                                         "0190163d-8694-739b-aea5-966c26f8ad911",
                                         "0190163D-8694-739B-AEA5-966C26F8AD91",
                                         "0190163d-8694-439b-aea5-966c26f8ad91",
                                         "0190163d-8694-739b-cea5-966c26f8ad91",
                                         "0190163d08694-739b-aea5-966c26f8ad91",
                                         "0190163d-8694-739b-aea5-966c26f8ad9g",
                                         "../../etc/passwd"));

TEST(IsId, TakesAnExampleOfTheStandard) {
    EXPECT_TRUE(is_id("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
}

}  // namespace
}  // namespace yw

#include "findability/query_rules.hpp"

#include <gtest/gtest.h>

#include "findability/query_counts.hpp"

namespace yw::findability {
namespace {

TEST(Countable, NumbersNeverStay) {
    const std::pair<const char*, std::optional<std::string>> rows[] = {
        {"换身份证", "换身份证"},
        {" 營業執照 ", "营业执照"},
        {"80岁补贴", "80岁补贴"},
        {"ＫＴＶ", "ktv"},
        {"511602199001010011", std::nullopt},
        {"查一下511602199001010011的社保", "查一下 的社保"},
        {"13800001234 办件", "办件"},
        {"川XA1234违章", "川 违章"},
        {"建设路12号", "建设路12号"},
        {"建设路128号", "建设路 号"},
        {"一三八零零零零一二三四", std::nullopt},
        {"三孩登记", "三孩登记"},
        {"", std::nullopt},
        {"证", std::nullopt},
        {"!!!", std::nullopt},
    };
    for (const auto& [typed, kept] : rows) EXPECT_EQ(countable(typed), kept) << typed;
    std::string story;
    for (int i = 0; i < 41; ++i) story += "我";
    EXPECT_EQ(countable(story), std::nullopt);
}

TEST(FailureOf, NothingAndAbandoned) {
    Rules some;
    some.nothing_times = 2;
    some.abandoned_times = 5;
    some.abandoned_permille = 800;
    EXPECT_EQ(failure_of({}, some), Failure::kNone);
    EXPECT_EQ(failure_of({1, 1, 0}, some), Failure::kNone);
    EXPECT_EQ(failure_of({2, 2, 0}, some), Failure::kNothing);
    EXPECT_EQ(failure_of({9, 2, 5}, some), Failure::kNone) << "found most of the time";
    EXPECT_EQ(failure_of({4, 0, 0}, some), Failure::kNone);
    EXPECT_EQ(failure_of({5, 0, 1}, some), Failure::kAbandoned);
    EXPECT_EQ(failure_of({5, 0, 2}, some), Failure::kNone);
    EXPECT_EQ(failure_of({5, 0, 9}, some), Failure::kNone) << "several results of one search";
}

TEST(QueryCounts, WordsThatMayBeANameWaitForSeveralVisitors) {
    Rules some;
    some.known_visitors = 1;
    some.unknown_visitors = 3;
    QueryCounts counts(some);
    const RegionCode place = RegionCode::from_number(511602000000);
    const auto ask = [&](const char* query, const char* visitor, bool known) {
        counts.asked({query, place, false, visitor}, query, known);
    };
    ask("办证", "a", true);
    for (int i = 0; i < 9; ++i) ask("王小明", "a", false);
    ask("王小明", "b", false);
    auto first = counts.take();
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first.begin()->first.query, "办证");
    ask("王小明", "c", false);
    counts.chosen(place.str(), "王小明");
    auto then = counts.take();
    ASSERT_EQ(then.size(), 1u);
    EXPECT_EQ(then.begin()->second.searches, 11);
    EXPECT_EQ(then.begin()->second.nothing, 11);
    EXPECT_EQ(then.begin()->second.chosen, 1);
    counts.chosen(place.str(), "王小明");
    EXPECT_EQ(counts.take().begin()->second.chosen, 1) << "after it was written";
    counts.chosen(place.str(), "没有人搜过");
    EXPECT_TRUE(counts.take().empty());
}

}  // namespace
}  // namespace yw::findability

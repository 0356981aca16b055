#include "inspect/campaign/tally.hpp"

#include <gtest/gtest.h>

namespace yw::campaign {
namespace {

const auto& indicators() {
    return inspect::indicators();
}

const IndicatorReport& of(const Tally& result, std::string_view id) {
    for (const auto& report : result.indicators)
        if (report.indicator->id == id) return report;
    throw std::logic_error("no indicator");
}

Tally of_sample(const std::vector<SampledPlatform>& sample,
                const std::vector<Seen>& seen,
                const std::map<std::string, std::int64_t>& frame = {},
                const std::optional<ItemSample>& items = {}) {
    return tally({sample, frame, items}, seen, indicators());
}

/// The circular of 2017 as rows: 30 + 42 + 129 platforms, 865 items on them. It publishes shares in whole percent and
/// the totals; the counts are the ones nearest to them.
class Circular : public testing::Test {
protected:
    Circular() {
        const std::pair<std::string, int> levels[] = {{"province", 30}, {"city", 42}, {"county", 129}};
        for (const auto& level : levels)
            for (int i = 0; i < level.second; ++i)
                sample_.push_back({level.first + std::to_string(i), level.first, level.first + std::to_string(i), ""});
        add("A1", 52, 201);
        add("A2", 137, 201);
        add("A3", 44, 201);
        add("A5", 76, 201);
        add("D1", 216, 865);
        add("D2", 285, 865);
        add("D3", 112, 865);
        add("D4", 355, 865);
        add("D5", 415, 865);
        add("D6", 476, 865);
        result_ = of_sample(sample_, seen_);
    }
    void add(const std::string& indicator, int failed, int of) {
        for (int i = 0; i < of; ++i)
            seen_.push_back({sample_[static_cast<std::size_t>(i % 201)].id, indicator,
                             of == 201 ? "" : "item " + std::to_string(i),
                             i < failed ? State::kFailed : State::kPassed});
    }
    std::vector<SampledPlatform> sample_;
    std::vector<Seen> seen_;
    Tally result_;
};

TEST_F(Circular, ItsCountsGiveItsPercentages) {
    const std::pair<std::string_view, int> printed[] = {{"A1", 26}, {"A2", 68}, {"A5", 38}, {"A3", 22}, {"D1", 25},
                                                        {"D2", 33}, {"D3", 13}, {"D4", 41}, {"D5", 48}, {"D6", 55}};
    for (const auto& one : printed) {
        const IndicatorReport& report = of(result_, one.first);
        EXPECT_EQ(inspect::percent(report.failed), one.second) << one.first;
        EXPECT_EQ(report.indicator->circular_permille, one.second * 10) << one.first;
        EXPECT_EQ(report.failed.of, one.first[0] == 'A' ? 201 : 865);
    }
}

TEST_F(Circular, ItsLevelsAreThirtyFortyTwoAndOneHundredAndTwentyNine) {
    ASSERT_EQ(result_.levels.size(), 3U);
    EXPECT_EQ(result_.levels[0].inspected, 30);
    EXPECT_EQ(result_.levels[1].inspected, 42);
    EXPECT_EQ(result_.levels[2].inspected, 129);
    EXPECT_EQ(result_.levels[0].items + result_.levels[1].items + result_.levels[2].items, 865);
    EXPECT_EQ(line_percent(indicators(), "platform"), 80);
    EXPECT_EQ(line_percent(indicators(), "items"), 80);
}

TEST(Tallies, WhatCouldNotBeCheckedIsInNoDenominator) {
    const std::vector<SampledPlatform> sample{{"p", "city", "甲市", ""}, {"q", "city", "乙市", ""}};
    const auto result = of_sample(sample,
                                  {{"p", "A3", "", State::kCouldNotCheck},
                                   {"p", "A2", "", State::kPassed},
                                   {"p", "D1", "x", State::kFailed},
                                   {"p", "D2", "x", State::kPassed},
                                   {"p", "D1", "y", State::kPassed},
                                   {"p", "D1", "z", State::kCouldNotCheck}},
                                  {{"city", 4}});
    EXPECT_EQ(of(result, "A3").failed.of, 0);
    EXPECT_EQ(of(result, "A3").could_not, 1);
    EXPECT_EQ(result.functions.count, 1);
    EXPECT_EQ(result.functions.of, 1);
    EXPECT_EQ(result.items.count, 1) << "x has a defect, z was not checked";
    EXPECT_EQ(result.items.of, 2);
    EXPECT_EQ(result.levels[1].inspected, 1) << "乙市 has not been visited";
    EXPECT_EQ(result.levels[1].frame, 4);
    EXPECT_EQ(result.platforms.size(), 1U);
}

TEST(Tallies, TheBestStandsFirst) {
    const std::vector<SampledPlatform> sample{{"p", "city", "甲市", ""}, {"q", "city", "乙市", ""}};
    const auto result = of_sample(sample, {{"p", "A2", "", State::kFailed}, {"q", "A2", "", State::kPassed}});
    ASSERT_EQ(result.platforms.size(), 2U);
    EXPECT_EQ(result.platforms[0].platform->name, "乙市");
}

TEST(Tallies, OnlyDrawnItemsCountAndOnlyThoseThatChanceChoseHaveAnInterval) {
    const std::vector<SampledPlatform> sample{{"p", "city", "甲市", ""}, {"q", "city", "乙市", "", true}};
    const ItemSample items{{{"p", "x"}, false}, {{"p", "y"}, true}, {{"q", "z"}, false}};
    const auto result = of_sample(sample,
                                  {{"p", "D1", "x", State::kPassed},
                                   {"p", "D1", "y", State::kFailed},
                                   {"q", "D1", "z", State::kFailed},
                                   {"p", "D1", "found by the way", State::kFailed},
                                   {"p", "A2", "", State::kFailed},
                                   {"q", "A2", "", State::kPassed}},
                                  {{"city", 11}}, items);
    EXPECT_EQ(result.items_outside, 1);
    EXPECT_EQ(of(result, "D1").failed.count, 2);
    EXPECT_EQ(of(result, "D1").failed.of, 3);
    EXPECT_EQ(of(result, "D1").drawn.count, 1) << "y is there for its name";
    EXPECT_EQ(of(result, "D1").drawn.of, 2);
    EXPECT_EQ(of(result, "A2").failed.of, 2);
    EXPECT_EQ(of(result, "A2").drawn.of, 1) << "乙市 was chosen";
    EXPECT_EQ(of(result, "A2").drawn.frame, 10);
    EXPECT_EQ(result.levels[1].items_sampled, 3);
    EXPECT_EQ(result.items.of, 3);
}

}  // namespace
}  // namespace yw::campaign

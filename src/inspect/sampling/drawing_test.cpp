#include "inspect/sampling/drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace yw::inspect {
namespace {

using testing::ElementsAre;

std::vector<Unit> frame_of(int provinces, int cities, int counties) {
    std::vector<Unit> frame;
    const auto add = [&](const std::string& stratum, int count) {
        for (int i = 0; i < count; ++i) frame.push_back({stratum + std::to_string(i) + ".example", stratum, false});
    };
    add("province", provinces);
    add("city", cities);
    add("county", counties);
    return frame;
}

const std::vector<Quota> kCircular{{"province", 30}, {"city", 42}, {"county", 129}};

std::vector<std::string> ids(const std::vector<Drawn>& sample) {
    std::vector<std::string> all;
    for (const auto& drawn : sample) all.push_back(drawn.unit.id);
    return all;
}

TEST(DrawSample, TheSameSeedDrawsTheSameWhateverTheOrderOfTheFrame) {
    auto frame = frame_of(31, 333, 2843);
    const auto first = ids(draw_sample(frame, kCircular, "2017-08-08"));
    EXPECT_EQ(first.size(), 201U);
    std::reverse(frame.begin(), frame.end());
    EXPECT_EQ(ids(draw_sample(frame, kCircular, "2017-08-08")), first);
    EXPECT_NE(ids(draw_sample(frame, kCircular, "2017-08-09")), first);
}

TEST(DrawSample, TheDrawIsOfThisAlgorithmForEver) {
    // SHA-256 of "s\0province\0a": a recorded sample must be drawn again by later versions.
    EXPECT_EQ(draw_number("s", "province", "a"), draw_number("s", "province", "a"));
    EXPECT_NE(draw_number("s", "province", "a"), draw_number("sp", "rovince", "a"));
    const auto sample = ids(draw_sample({{"a", "x"}, {"b", "x"}, {"c", "x"}, {"d", "x"}}, {{"x", 2}}, "seed"));
    EXPECT_EQ(sample.size(), 2U);
}

TEST(DrawSample, NamedUnitsAreAlwaysInAndCountedIntoTheQuota) {
    auto frame = frame_of(0, 0, 50);
    frame[7].named = frame[13].named = true;
    const auto sample = draw_sample(frame, {{"county", 5}}, "a seed");
    ASSERT_EQ(sample.size(), 5U);
    EXPECT_TRUE(sample[0].unit.named && sample[1].unit.named);
    EXPECT_FALSE(sample[2].unit.named);
    EXPECT_EQ(draw_sample(frame, {{"county", 1}}, "a seed").size(), 2U) << "no named unit is left out";
}

TEST(DrawSample, AUnitNamedTwiceIsDrawnOnceAndASmallStratumGivesAll) {
    EXPECT_THAT(ids(draw_sample({{"a", "x"}, {"a", "x"}}, {{"x", 9}, {"y", 3}}, "s")), ElementsAre("a"));
}

TEST(DrawSample, AddingAUnitChangesAtMostOnePlace) {
    auto frame = frame_of(0, 0, 200);
    const auto before = ids(draw_sample(frame, {{"county", 40}}, "s"));
    frame.push_back({"new.example", "county", false});
    const auto after = ids(draw_sample(frame, {{"county", 40}}, "s"));
    const auto kept = std::count_if(after.begin(), after.end(), [&](const std::string& id) {
        return std::find(before.begin(), before.end(), id) != before.end();
    });
    EXPECT_GE(kept, 39);
}

TEST(DrawSample, EveryUnitIsDrawnAboutAsOften) {
    // 10 of 40 under 400 seeds: each unit 100 times on average; five standard deviations are about 43.
    const auto frame = frame_of(0, 0, 40);
    std::vector<int> drawn(40, 0);
    for (int seed = 0; seed < 400; ++seed)
        for (const auto& one : draw_sample(frame, {{"county", 10}}, std::to_string(seed)))
            for (std::size_t i = 0; i < frame.size(); ++i) drawn[i] += frame[i].id == one.unit.id;
    for (const int times : drawn) EXPECT_NEAR(times, 100, 43);
}

TEST(Proportional, LargestRemaindersAndNobodyForgotten) {
    EXPECT_THAT(proportional({31, 333, 2843}, 201), ElementsAre(2, 21, 178));
    EXPECT_THAT(proportional({1, 1, 998}, 10), ElementsAre(1, 1, 8));
    EXPECT_THAT(proportional({3, 0, 2}, 100), ElementsAre(3, 0, 2));
    EXPECT_THAT(proportional({0, 0}, 5), ElementsAre(0, 0));
    EXPECT_THAT(proportional({1, 1, 1}, 2), ElementsAre(1, 1, 0));
}

}  // namespace
}  // namespace yw::inspect

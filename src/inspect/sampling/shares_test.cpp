#include "inspect/sampling/shares.hpp"

#include <gtest/gtest.h>

namespace yw::inspect {
namespace {

struct Case {
    const char* name;
    Share share;
    int percent;
    double low;
    double high;
};

class Shares : public testing::TestWithParam<Case> {};

TEST_P(Shares, ComeOutWithTheirInterval) {
    const Case& one = GetParam();
    EXPECT_EQ(percent(one.share), one.percent);
    const Interval at = interval(one.share);
    EXPECT_NEAR(at.low, one.low, 0.0005);
    EXPECT_NEAR(at.high, one.high, 0.0005);
}

// Reference values: Newcombe 1998 (Statistics in Medicine 17), table of the four examples of the score method.
INSTANTIATE_TEST_SUITE_P(Table,
                         Shares,
                         testing::Values(Case{"Newcombe1", {81, 263, {}}, 31, 0.2553, 0.3662},
                                         Case{"Newcombe2", {15, 148, {}}, 10, 0.0624, 0.1605},
                                         Case{"NoneOfTwenty", {0, 20, {}}, 0, 0.0, 0.1611},
                                         Case{"OneOfTwentyNine", {1, 29, {}}, 3, 0.0061, 0.1718},
                                         Case{"AllOfTen", {10, 10, {}}, 100, 0.7225, 1.0},
                                         Case{"NothingSampled", {0, 0, {}}, 0, 0.0, 1.0},
                                         // A third of the frame: as if 150.5 had been asked instead of 100.
                                         Case{"FrameOf300", {50, 100, 298}, 50, 0.4213, 0.5787},
                                         Case{"WholeFrame", {7, 31, 31}, 23, 0.2258, 0.2258},
                                         Case{"OneOfOne", {1, 1, 1}, 100, 0.2065, 1.0}),
                         [](const testing::TestParamInfo<Case>& at) { return at.param.name; });

TEST(ClusteredShares, AreWorthLessWhenPlatformsDiffer) {
    // Ten platforms of ten items each, half of all with the defect.
    const std::vector<Share> alike(10, Share{5, 10, {}});
    std::vector<Share> split(5, Share{10, 10, {}});
    split.insert(split.end(), 5, Share{0, 10, {}});
    const auto by_itself = interval(Share{50, 100, {}});
    EXPECT_DOUBLE_EQ(interval(alike).low, by_itself.low) << "a design effect below 1 is not believed";
    // All or nothing on a platform: the design effect is 10/9 * 250 / 100^2 / (0.25 / 100) = 11.1, as if 9 items.
    EXPECT_NEAR(interval(split).low, 0.2265, 0.0005);
    EXPECT_NEAR(interval(split).high, 0.7735, 0.0005);
}

TEST(ClusteredShares, KnowWhatCannotBeKnown) {
    EXPECT_DOUBLE_EQ(interval(std::vector<Share>{}).high, 1.0);
    const auto one = interval(std::vector<Share>{{3, 9, {}}, {0, 0, {}}});
    EXPECT_DOUBLE_EQ(one.low, interval(Share{3, 9, {}}).low);
    EXPECT_DOUBLE_EQ(interval(std::vector<Share>{{9, 9, {}}, {9, 9, {}}}).high, 1.0);
}

TEST(Shares, HalvesGoUp) {
    EXPECT_EQ(percent({1, 8, {}}), 13);  // 12.5
    EXPECT_EQ(permille({1, 16, {}}), 63);
}

}  // namespace
}  // namespace yw::inspect

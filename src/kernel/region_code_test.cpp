#include "kernel/region_code.hpp"

#include <gtest/gtest.h>

namespace yw {
namespace {

RegionCode code(std::string_view text) {
    return RegionCode::parse(text).value();
}

class NotARegion : public testing::TestWithParam<const char*> {};
TEST_P(NotARegion, IsRefused) {
    EXPECT_FALSE(RegionCode::parse(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Texts,
                         NotARegion,
                         testing::Values("",
                                         "511602",
                                         "5116020000000",
                                         "51160200000a",
                                         "51160200000 ",
                                         "001602000000",
                                         "000000000001",
                                         "５１１６０２000000",
                                         "-11602000000"));

TEST(RegionCode, ReadsShortForms) {
    EXPECT_EQ(RegionCode::parse_short("51"), code("510000000000"));
    EXPECT_EQ(RegionCode::parse_short("5116"), code("511600000000"));
    EXPECT_EQ(RegionCode::parse_short("511602"), code("511602000000"));
    EXPECT_EQ(RegionCode::parse_short("511602001"), code("511602001000"));
    EXPECT_FALSE(RegionCode::parse_short("5"));
    EXPECT_FALSE(RegionCode::parse_short("51160"));
    EXPECT_FALSE(
        RegionCode::parse_short("00"
                                "1602"));
}

struct LevelCase {
    const char* code;
    RegionLevel level;
    const char* parent;
    const char* shown_parent;
};
class Levels : public testing::TestWithParam<LevelCase> {};
TEST_P(Levels, FollowFromTheDigits) {
    const RegionCode region = code(GetParam().code);
    EXPECT_EQ(region.level(), GetParam().level);
    EXPECT_EQ(region.parent().value().str(), GetParam().parent);
    EXPECT_EQ(region.shown_parent().value().str(), GetParam().shown_parent);
}
INSTANTIATE_TEST_SUITE_P(
    Codes,
    Levels,
    testing::Values(LevelCase{"510000000000", RegionLevel::kProvince, "000000000000", "000000000000"},
                    LevelCase{"511600000000", RegionLevel::kPrefecture, "510000000000", "510000000000"},
                    LevelCase{"511602000000", RegionLevel::kCounty, "511600000000", "511600000000"},
                    LevelCase{"511602001000", RegionLevel::kTown, "511602000000", "511602000000"},
                    LevelCase{"511602001002", RegionLevel::kVillage, "511602001000", "511602001000"},
                    LevelCase{"110105000000", RegionLevel::kCounty, "110100000000", "110000000000"},
                    LevelCase{"500229000000", RegionLevel::kCounty, "500200000000", "500000000000"},
                    LevelCase{"429004000000", RegionLevel::kCounty, "420000000000", "420000000000"},
                    LevelCase{"429000000000", RegionLevel::kPrefecture, "420000000000", "420000000000"},
                    LevelCase{"429004001000", RegionLevel::kTown, "429004000000", "429004000000"},
                    LevelCase{"441900003000", RegionLevel::kTown, "441900000000", "441900000000"},
                    LevelCase{"441900003007", RegionLevel::kVillage, "441900003000", "441900003000"}));

TEST(RegionCode, TheNationHasNoParent) {
    EXPECT_EQ(RegionCode().level(), RegionLevel::kNation);
    EXPECT_EQ(RegionCode().str(), "000000000000");
    EXPECT_FALSE(RegionCode().parent());
    EXPECT_FALSE(RegionCode().shown_parent());
}

TEST(RegionCode, LevelsThatOnlyGatherForStatisticsAreKnown) {
    for (const char* only : {"110100000000", "120100000000", "310100000000", "500100000000", "500200000000",
                             "419000000000", "429000000000", "469000000000", "659000000000"}) {
        EXPECT_TRUE(code(only).is_statistic_only()) << only;
    }
    for (const char* real : {"110000000000", "110101000000", "510100000000", "429004000000", "429004001000"}) {
        EXPECT_FALSE(code(real).is_statistic_only()) << real;
    }
}

TEST(RegionCode, KnowsWhatLiesWithin) {
    EXPECT_TRUE(code("511602001002").is_within(code("511602000000")));
    EXPECT_TRUE(code("511602000000").is_within(code("511602000000")));
    EXPECT_TRUE(code("511602000000").is_within(RegionCode()));
    EXPECT_FALSE(code("511600000000").is_within(code("511602000000")));
    EXPECT_FALSE(code("511603000000").is_within(code("511602000000")));
    EXPECT_EQ(code("511602000000").last_number(), 511602999999U);
    EXPECT_EQ(code("511602000000").prefix(), "511602");
    EXPECT_EQ(RegionCode().prefix(), "");
}

}  // namespace
}  // namespace yw

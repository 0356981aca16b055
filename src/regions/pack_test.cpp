#include "regions/pack.hpp"

#include <gtest/gtest.h>

namespace yw::regions {
namespace {

const Pack& pack() {
    return Pack::built_in();
}

TEST(Pack, HoldsEachLevel) {
    EXPECT_EQ(pack().level(RegionLevel::kNation).size(), 1U);
    EXPECT_EQ(pack().level(RegionLevel::kProvince).size(), 34U);
    // The list has 342 prefectures, 2,978 counties (three repeat their prefecture: 东莞, 中山, 儋州), 41,352 towns and
    // 620,573 villages (金门 stands among all three lower levels); the rest lies in Hong Kong, Macao and Taiwan.
    EXPECT_EQ(pack().level(RegionLevel::kPrefecture).size(), 342U + 25U);
    EXPECT_EQ(pack().level(RegionLevel::kCounty).size(), 2'978U - 3U + 383U);
    EXPECT_EQ(pack().level(RegionLevel::kTown).size(), 41'352U - 1U);
    EXPECT_EQ(pack().level(RegionLevel::kVillage).size(), 620'573U - 1U);
}

TEST(Pack, IsSortedByCodeWithinEachLevel) {
    for (const RegionLevel level : {RegionLevel::kProvince, RegionLevel::kCounty, RegionLevel::kVillage}) {
        const RankRange range = pack().level(level);
        for (Rank rank = range.first; rank < range.last; ++rank) {
            ASSERT_EQ(pack().code(rank).level(), level);
            ASSERT_TRUE(rank == range.first || pack().code(rank - 1) < pack().code(rank));
        }
    }
}

TEST(Pack, EveryKeyIsSorted) {
    // A range found for one letter must hold every place that begins with it, or the order of the packed file and that
    // of the program differ.
    for (const RegionLevel level : {RegionLevel::kPrefecture, RegionLevel::kTown}) {
        std::size_t by_pinyin = 0;
        std::size_t by_initials = 0;
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            by_pinyin += pack().beginning_with(Key::kPinyin, level, std::string(1, letter)).size();
            by_initials += pack().beginning_with(Key::kInitials, level, std::string(1, letter)).size();
        }
        EXPECT_EQ(by_pinyin, by_initials);
        EXPECT_GE(by_pinyin + 5, pack().level(level).size()) << "a few names begin with a digit";
    }
}

TEST(Pack, BytesThatAreNoListAreRefused) {
    EXPECT_THROW(Pack(""), std::runtime_error);
    EXPECT_THROW(Pack("YWREG001"), std::runtime_error);
    EXPECT_THROW(Pack(std::string(4096, 'x')), std::runtime_error);
}

struct Spelling {
    const char* name;
    const char* pinyin;
};
class PlaceReadings : public testing::TestWithParam<Spelling> {};
TEST_P(PlaceReadings, AreThoseOfThePlace) {
    for (const RegionLevel level : {RegionLevel::kProvince, RegionLevel::kPrefecture, RegionLevel::kCounty}) {
        for (const Rank rank : pack().beginning_with(Key::kName, level, GetParam().name)) {
            EXPECT_EQ(pack().pinyin(rank), GetParam().pinyin);
            return;
        }
    }
    FAIL() << GetParam().name << " is not in the list";
}
INSTANTIATE_TEST_SUITE_P(Places,
                         PlaceReadings,
                         testing::Values(Spelling{"重庆市", "ChongQingShi"},
                                         Spelling{"长沙市", "ChangShaShi"},
                                         Spelling{"厦门市", "XiaMenShi"},
                                         Spelling{"六安市", "LuAnShi"},
                                         Spelling{"乐清市", "YueQingShi"},
                                         Spelling{"番禺区", "PanYuQu"},
                                         Spelling{"蚌埠市", "BengBuShi"},
                                         Spelling{"亳州市", "BoZhouShi"},
                                         Spelling{"成都市", "ChengDuShi"},
                                         Spelling{"西藏自治区", "XiZangZiZhiQu"},
                                         Spelling{"吕梁市", "LvLiangShi"},
                                         Spelling{"铅山县", "YanShanXian"},
                                         Spelling{"荥经县", "YingJingXian"},
                                         Spelling{"犍为县", "QianWeiXian"},
                                         Spelling{"莘县", "ShenXian"},
                                         Spelling{"单县", "ShanXian"},
                                         Spelling{"长子县", "ZhangZiXian"},
                                         Spelling{"洪洞县", "HongTongXian"},
                                         Spelling{"珲春市", "HunChunShi"},
                                         Spelling{"歙县", "SheXian"},
                                         Spelling{"六枝特区", "LiuZhiTeQu"}));

TEST(ComparePinyin, IgnoresCapitals) {
    EXPECT_EQ(compare_pinyin("GuangAnQu", "guanga"), 0);
    EXPECT_EQ(compare_pinyin("GuangAnQu", ""), 0);
    EXPECT_LT(compare_pinyin("GuangAn", "guangb"), 0);
    EXPECT_GT(compare_pinyin("GuangAn", "gua0"), 0);
    EXPECT_LT(compare_pinyin("Guang", "guanga"), 0);
}

TEST(CompareInitials, LooksAtCapitalsAndDigits) {
    EXPECT_EQ(compare_initials("GuangAnQu", "ga"), 0);
    EXPECT_EQ(compare_initials("GuangAnQu", "gaq"), 0);
    EXPECT_LT(compare_initials("GuangAnQu", "gaqx"), 0);
    EXPECT_GT(compare_initials("GuangAnQu", "g9"), 0);
    EXPECT_EQ(compare_initials("3HaoCun", "3h"), 0);
}

TEST(Spell, LeavesOutWhatHasNoReading) {
    EXPECT_EQ(pack().spell("广安（A3）b区"), "GuangAnA3BQu");
}

}  // namespace
}  // namespace yw::regions

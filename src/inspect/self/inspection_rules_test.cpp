#include "inspect/self/inspection_rules.hpp"

#include <gtest/gtest.h>

#include <array>

namespace yw::inspect {
namespace {

SelfFinding at(std::string indicator) {
    return {std::move(indicator), "rule", "", "", "", ""};
}

TEST(Outcomes, AreKeptAsText) {
    const Outcomes outcomes{{"A3", Outcome::kPassed}, {"D1", Outcome::kFailed}, {"A6", Outcome::kUnchecked}};
    EXPECT_EQ(outcomes_text(outcomes), "A3=p A6=u D1=f");
    EXPECT_EQ(outcomes_of("A3=p A6=u D1=f"), outcomes);
    EXPECT_TRUE(outcomes_of("").empty());
    EXPECT_TRUE(outcomes_of("A3 =p A6=x D1=ff").count("A3") == 0);
    EXPECT_EQ(outcomes_of("nonsense D1=f").size(), 1U);
}

TEST(ItemOutcomes, AFindingFailsItsIndicatorAndTheWhole) {
    struct Row {
        bool has_guide;
        std::vector<SelfFinding> findings;
        char whole;
    };
    const Row rows[] = {
        {true, {}, 'p'},          {true, {at("D3")}, 'f'},
        {true, {at("A6")}, 'p'},  // a dead link is the platform's fault, not the item's
        {false, {at("B0")}, 'f'}, {false, {}, 'f'},
    };
    for (const auto& row : rows) {
        const auto outcomes = outcomes_of_item(row.has_guide, {"B0", "D3"}, {"A6"}, row.findings);
        EXPECT_EQ(static_cast<char>(outcomes.at("items")), row.whole);
        for (const auto& finding : row.findings) EXPECT_EQ(outcomes.at(finding.indicator), Outcome::kFailed);
    }
    EXPECT_EQ(outcomes_of_item(true, {"B0"}, {"A6"}, {}).at("A6"), Outcome::kUnchecked);
}

TEST(Standing, IsComparedWithoutRoundingAndKnowsNothingOfNothing) {
    Indicator indicator;
    EXPECT_EQ(standing_of(indicator, {}), Standing::kNotChecked);
    EXPECT_EQ(standing_of(indicator, {0, 0, 5}), Standing::kNotChecked);
    EXPECT_EQ(standing_of(indicator, {10'000, 0, 0}), Standing::kMet);
    EXPECT_EQ(standing_of(indicator, {10'000, 1, 0}), Standing::kMissed);
    EXPECT_EQ(passed_permille({10'000, 1, 0}), 999);
    indicator.most_permille = 10;
    EXPECT_EQ(standing_of(indicator, {1000, 10, 0}), Standing::kMet);
    EXPECT_EQ(standing_of(indicator, {1000, 11, 0}), Standing::kMissed);
}

TEST(FunctionsRate, IsTheMeanOfWhatCouldBeChecked) {
    Indicator platform;
    platform.group = "platform";
    Indicator items;
    items.group = "items";
    std::vector<IndicatorReport> reports(5);
    for (auto& report : reports) report.indicator = &platform;
    reports[0].figure = {10, 0, 0};
    reports[1].figure = {10, 5, 0};
    reports[2].figure = {0, 0, 7};                // could not be checked
    reports[3].standing = Standing::kNotOffered;  // neither passed nor hidden
    reports[4].indicator = &items;
    reports[4].figure = {10, 10, 0};
    EXPECT_EQ(functions_rate(reports), 750);
    EXPECT_EQ(functions_rate({}), std::nullopt);
}

TEST(CountedIn, IsThePlaceAndAllAboveItThatPagesName) {
    EXPECT_EQ(counted_in("511602000000"),
              (std::vector<std::string>{"511602000000", "511600000000", "510000000000", "000000000000"}));
    EXPECT_EQ(counted_in("110105000000"), (std::vector<std::string>{"110105000000", "110000000000", "000000000000"}));
    EXPECT_EQ(counted_in("platform"), (std::vector<std::string>{"platform"}));
    EXPECT_EQ(place_above("511602000000"), "511600000000");
    EXPECT_EQ(place_above("000000000000"), "");
    EXPECT_EQ(place_above("platform"), "");
}

TEST(AddedTrends, CarryOnOverDaysOfTheOtherLine) {
    const LocalDay first(2026, 3, 2);
    const std::vector<TrendPoint> one{{first, {10, 4, 0}}, {first.plus(3), {10, 2, 0}}};
    const std::vector<TrendPoint> other{{first.plus(1), {5, 1, 0}}, {first.plus(3), {5, 0, 0}}};
    const auto sum = added_trends(one, other);
    ASSERT_EQ(sum.size(), 3U);
    EXPECT_EQ(sum[0].figure, (Figure{10, 4, 0}));
    EXPECT_EQ(sum[1].figure, (Figure{15, 5, 0}));
    EXPECT_EQ(sum[2].figure, (Figure{15, 2, 0}));
    EXPECT_TRUE(added_trends({}, {}).empty());
}

TEST(LinksIn, AreFoundOnceAndPlain) {
    const std::array<std::string, 1> below{"/i/1/"};
    const auto links = links_in(
        "<a href=\"/i/1/a?x=1&amp;y=2\">a</a><a href=\"/other\"></a><a href=\"/i/1/a?x=1&amp;y=2\">"
        "</a><a href=\"/i/1/b\"></a><a href=\"/i/1/unclosed",
        below);
    EXPECT_EQ(links, (std::vector<std::string>{"/i/1/a?x=1&y=2", "/i/1/b"}));
}

}  // namespace
}  // namespace yw::inspect

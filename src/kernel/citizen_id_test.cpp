#include "kernel/citizen_id.hpp"

#include <gtest/gtest.h>

#include "kernel/test_data.hpp"

namespace yw {
namespace {

const LocalDay kToday(2026, 3, 2);

TEST(CitizenId, TakesTheExamplesOfTheStandard) {
    const auto id = CitizenId::parse("11010519491231002X", kToday);
    ASSERT_TRUE(id);
    EXPECT_EQ(id->born_on(), LocalDay(1949, 12, 31));
    EXPECT_EQ(id->sex(), Sex::kFemale);
    const auto other = CitizenId::parse("440524188001010014", kToday);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->sex(), Sex::kMale);
}

struct Verdict {
    const char* text;
    bool valid;
    const char* why;
};
class Verdicts : public testing::TestWithParam<Verdict> {};
TEST_P(Verdicts, FollowTheStandard) {
    EXPECT_EQ(CitizenId::parse(GetParam().text, kToday).has_value(), GetParam().valid) << GetParam().why;
}
INSTANTIATE_TEST_SUITE_P(Numbers,
                         Verdicts,
                         testing::Values(Verdict{"110101189602290017", true, "leap day of 1896"},
                                         Verdict{"110101190002290011", false, "1900 was no leap year"},
                                         Verdict{"110101189913010019", false, "month 13"},
                                         Verdict{"11010118990431001X", false, "31 April"},
                                         Verdict{"000101189904010011", false, "no province 00"},
                                         Verdict{"110101219904010011", false, "born in the future"},
                                         Verdict{"110105194912310021", false, "wrong check character"},
                                         Verdict{"11010519491231002x", false, "one spelling only"},
                                         Verdict{"110105491231002", false, "void since 2013"},
                                         Verdict{" 11010519491231002X", false, "blank"},
                                         Verdict{"810000199408230021", true, "residence permit, Hong Kong"},
                                         Verdict{"830000199201300022", true, "residence permit, Taiwan"},
                                         Verdict{"", false, "empty"}));

TEST(CitizenId, AgreesWithTheVectors) {
    const auto path = test::shared_data("vectors/idnumber_gb11643.tsv");
    if (!path) return;
    const auto rows = test::rows_of(*path, '\t');
    ASSERT_GT(rows.size(), 20U);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        EXPECT_EQ(CitizenId::parse(rows[i].at(0), kToday).has_value(), rows[i].at(1) == "1")
            << rows[i].at(0) << ": " << rows[i].at(2);
    }
}

TEST(CitizenId, ForeignersCardsBeginWithNine) {
    const auto id = CitizenId::parse("911124198108030024", kToday);
    ASSERT_TRUE(id);
    EXPECT_TRUE(id->is_foreigner());
    EXPECT_EQ(id->born_on(), LocalDay(1981, 8, 3));
    EXPECT_FALSE(CitizenId::parse("11010519491231002X", kToday)->is_foreigner());
}

TEST(CitizenId, NobodyIsBornAfterToday) {
    const std::string_view text = "11010519491231002X";
    EXPECT_TRUE(CitizenId::parse(text, LocalDay(1949, 12, 31)));
    EXPECT_FALSE(CitizenId::parse(text, LocalDay(1949, 12, 30)));
}

TEST(CitizenId, AgeGrowsOnTheBirthday) {
    const auto id = CitizenId::parse("110101189602290017", kToday).value();
    EXPECT_EQ(id.age_on(LocalDay(1914, 2, 28)), 17);
    EXPECT_EQ(id.age_on(LocalDay(1914, 3, 1)), 18);
    EXPECT_EQ(id.age_on(LocalDay(1916, 2, 29)), 20);
}

TEST(FirstGeneration, NumbersAreCompletedForOldFiles) {
    EXPECT_EQ(from_15_digits("110105491231002"), "11010519491231002X");
    EXPECT_FALSE(from_15_digits("110105491331002"));
    EXPECT_FALSE(from_15_digits("11010549123100X"));
    EXPECT_FALSE(from_15_digits("11010519491231002X"));
}

}  // namespace
}  // namespace yw

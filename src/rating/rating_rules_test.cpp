#include "rating/rating_rules.hpp"

#include <gtest/gtest.h>

#include "platform/strings/strings.hpp"
#include "rating/strings.hpp"

namespace yw::rating {
namespace {

class RatingRules : public testing::Test {
protected:
    void SetUp() override { strings::add(strings_table()); }
};

TEST_F(RatingRules, OnlyAMatterThatHasComeToItsEndCanBeRated) {
    for (const auto state : cases::kStates) {
        const bool ended_for_the_person = state == cases::State::kDelivered || state == cases::State::kClosed ||
                                          state == cases::State::kRefused || state == cases::State::kNotAccepted;
        EXPECT_EQ(may_be_rated(state), ended_for_the_person) << cases::to_string(state);
    }
}

TEST_F(RatingRules, WrongRatingsNameTheirField) {
    const auto field_of = [](const Rate& command) {
        const auto result = check_rating(command);
        return result ? std::string("none") : result.error().fields.at(0).field;
    };
    EXPECT_EQ(field_of({"c", 5, {}, "很好"}), "none");
    EXPECT_EQ(field_of({"c", 1, {"late", "attitude"}, ""}), "none");
    EXPECT_EQ(field_of({"c", 0, {}, ""}), "score");
    EXPECT_EQ(field_of({"c", 6, {}, ""}), "score");
    EXPECT_EQ(field_of({"c", -5, {}, ""}), "score");
    EXPECT_EQ(field_of({"c", 5, {"late"}, ""}), "reasons");
    EXPECT_EQ(field_of({"c", 2, {"unheard"}, ""}), "reasons");
    std::string letters;
    for (int i = 0; i < 501; ++i) letters += "好";
    EXPECT_EQ(field_of({"c", 5, {}, letters}), "comment");
}

TEST_F(RatingRules, TheGoodShareCountsThreeStarsAndMore) {
    Summary summary;
    EXPECT_EQ(summary.good_permille(), 0);
    summary.count[5] = 6;
    summary.count[3] = 1;
    summary.count[2] = 1;
    summary.count[1] = 2;
    EXPECT_EQ(summary.good_permille(), 700);
}

TEST_F(RatingRules, EveryErrorHasItsSentence) {
    for (const auto& code : kErrors) EXPECT_TRUE(strings::known(code.name)) << code.name;
}

}  // namespace
}  // namespace yw::rating

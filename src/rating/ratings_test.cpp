#include <atomic>
#include <thread>

#include "cases/cases_fixture.hpp"
#include "rating/migrations.hpp"
#include "rating/rating.hpp"
#include "rating/strings.hpp"

namespace yw::rating {
namespace {

class RatingsTest : public cases::test::CasesTest {
protected:
    void SetUp() override {
        CasesTest::SetUp();
        strings::add(strings_table());
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), outbox::migrations(),
                                                                  cases::migrations(), migrations()};
        database().migrate(modules, 0);
        ratings_ = open_ratings(database(), keys_, clock_, audit_, *cases_);
    }
    std::string delivered() {
        const auto id = in_review();
        EXPECT_TRUE(cases_->approve_case(reviewer_, deed<cases::Approve>(id)));
        auto delivery = deed<cases::Deliver>(id);
        delivery.way = "electronic";
        EXPECT_TRUE(cases_->deliver_result(window_, delivery));
        return id;
    }
    std::unique_ptr<Ratings> ratings_;
};

TEST_P(RatingsTest, TheApplicantRatesOnceAfterTheEnd) {
    const auto id = delivered();
    EXPECT_TRUE(ratings_->is_open(person_, id));
    ASSERT_TRUE(ratings_->rate(person_, {id, 5, {}, "二十分钟就办完了"}));
    EXPECT_FALSE(ratings_->is_open(person_, id));
    EXPECT_EQ(ratings_->score_of(person_, id), 5);
    EXPECT_EQ(ratings_->rate(person_, {id, 1, {"late"}, ""}).error().code, kRatedBefore);
    EXPECT_EQ(ratings_->summary(std::string(cases::test::kItem)).count[5], 1);
    EXPECT_EQ(ratings_->summary(std::string(cases::test::kItem)).total(), 1);
}

TEST_P(RatingsTest, NotBeforeTheEndNotByOthersNotByStaff) {
    const auto id = in_review();
    EXPECT_EQ(ratings_->rate(person_, {id, 5, {}, ""}).error().code, kNotOpen);
    const auto done = delivered();
    EXPECT_EQ(ratings_->rate(other_, {done, 5, {}, ""}).error().code, cases::kNotFound);
    for (const auto& staff : {window_, reviewer_, operator_})
        EXPECT_EQ(ratings_->rate(staff, {done, 5, {}, ""}).error().code, kNotYours);
    EXPECT_EQ(count("rating_given"), 0);
}

TEST_P(RatingsTest, ManyClicksAtOnceAreOneRating) {
    const auto id = delivered();
    std::atomic<int> taken{0};
    std::vector<std::thread> clicks;
    for (int i = 0; i < 8; ++i)
        clicks.emplace_back([&] {
            if (ratings_->rate(person_, {id, 4, {}, ""})) ++taken;
        });
    for (auto& click : clicks) click.join();
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(count("rating_given"), 1);
    EXPECT_EQ(ratings_->summary(std::string(cases::test::kItem)).total(), 1);
}

TEST_P(RatingsTest, OfficersReadTheirDepartmentsRatingsWithoutThePerson) {
    const auto id = delivered();
    ASSERT_TRUE(ratings_->rate(person_, {id, 1, {"late", "attitude"}, "<b>'; DROP TABLE rating_given; --"}));
    const auto read = ratings_->of_departments(window_, 10, "");
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0].comment, "<b>'; DROP TABLE rating_given; --");
    EXPECT_EQ(read[0].reasons.size(), 2U);
    EXPECT_TRUE(ratings_->of_departments(window_, 10, read[0].id).empty());
    auto elsewhere = window_;
    elsewhere.department_ids = {"department-2"};
    EXPECT_TRUE(ratings_->of_departments(elsewhere, 10, "").empty());
    EXPECT_TRUE(ratings_->of_departments(operator_, 10, "").empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, RatingsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::rating

#include "catalogue/follow_items.hpp"

#include "catalogue/guide_json.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {
namespace {

class FollowItemsTest : public CatalogueTest {
protected:
    static FollowedItem reported(int version, const Guide& guide) {
        FollowedItem item;
        item.facts.source_id = "S-1";
        item.facts.region = kDistrict;
        item.facts.name = guide.name;
        item.facts.base_code = guide.base_code;
        item.facts.task_type = guide.task_type;
        item.department = "示范公安局";
        item.department_code = "11430000006122244L";
        item.version = version;
        if (version > 0) item.guide = guide;
        return item;
    }
    Result<Outcome> follow(const FollowedItem& item) {
        return change_catalogue(database(), clock_, "test.follow",
                                [&](CatalogueChange& change) { return follow_item(change, item, clock_.now()); });
    }
    Item found() { return catalogue_->item_by_source(kDistrict, "S-1").value(); }
};

TEST_P(FollowItemsTest, KeepsVersionsAndHashesOfTheOtherInstance) {
    ASSERT_TRUE(follow(reported(0, sample_guide())));
    EXPECT_EQ(found().version, 0);
    ASSERT_TRUE(follow(reported(3, sample_guide())));
    EXPECT_EQ(found().version, 3) << "what was published in between has not been seen here";
    EXPECT_EQ(catalogue_->guide(found().id).value()->content_hash, content_hash(sample_guide()));
    EXPECT_EQ(found().department.credit_code, "11430000006122244L");
    EXPECT_EQ(catalogue_->counts(kDistrict).guides, 1);

    const auto generation = catalogue_->generation();
    EXPECT_EQ(follow(reported(3, sample_guide())).value(), Outcome::kUnchanged);
    EXPECT_EQ(catalogue_->generation(), generation) << "the same again changes nothing";

    Guide fourth = sample_guide();
    fourth.consult_phone = "0826-0000009";
    ASSERT_TRUE(follow(reported(4, fourth)));
    EXPECT_EQ(catalogue_->guide(found().id).value()->guide, fourth);
    ASSERT_TRUE(follow(reported(3, sample_guide()))) << "taken back below: what is in force there is in force here";
    EXPECT_EQ(found().version, 3);
    EXPECT_EQ(catalogue_->counts(kDistrict).guides, 1);
    EXPECT_EQ(follow(reported(3, fourth)).error().code, kVersionTaken);
}

TEST_P(FollowItemsTest, StatesComeAlong) {
    ASSERT_TRUE(follow(reported(1, sample_guide())));
    auto cancelled = reported(1, sample_guide());
    cancelled.state = ItemState::kCancelled;
    ASSERT_TRUE(follow(cancelled));
    EXPECT_EQ(found().state, ItemState::kCancelled);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 0);
    ASSERT_TRUE(follow(reported(1, sample_guide())));
    EXPECT_EQ(found().state, ItemState::kActive);
    EXPECT_EQ(catalogue_->counts(kDistrict).guides, 1);
}

TEST_P(FollowItemsTest, AGuideThatTheGateRefusesIsNotShown) {
    Guide wrong = sample_guide();
    wrong.promised.count = 61;
    const auto refused = follow(reported(1, wrong));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kGuideRefused);
    EXPECT_FALSE(refused.error().fields.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowItemsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::catalogue::test

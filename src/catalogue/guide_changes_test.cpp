#include "catalogue/guide_changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "catalogue/sample_guide.hpp"

namespace yw::catalogue {
namespace {

using test::sample_guide;
using Kind = GuideChange::Kind;

TEST(GuideChanges, EqualGuidesHaveNone) {
    EXPECT_TRUE(guide_changes(sample_guide(), sample_guide()).empty());
}

TEST(GuideChanges, SaysWhatAnElementSaidAndSays) {
    Guide after = sample_guide();
    after.promised.count = 10;
    after.handle_types = {"2"};
    after.materials[1].copies = 1;
    after.fees[0].amount_fen = 1050;
    const auto changes = guide_changes(sample_guide(), after);
    ASSERT_EQ(changes.size(), 4U);
    EXPECT_EQ(changes[0].path, "handle_types");
    EXPECT_EQ(changes[0].before, "窗口办理、网上办理");
    EXPECT_EQ(changes[0].after, "网上办理");
    EXPECT_EQ(changes[1].words, "承诺办结时限：多少");
    EXPECT_EQ(changes[1].before, "20");
    EXPECT_EQ(changes[1].after, "10");
    EXPECT_EQ(changes[2].words, "申请材料“旧证”：份数");
    EXPECT_EQ(changes[2].before, "2");
    EXPECT_EQ(changes[2].after, "1");
    EXPECT_EQ(changes[3].before, "20.00元");
    EXPECT_EQ(changes[3].after, "10.50元");
}

TEST(GuideChanges, ARemovedRowDoesNotChangeTheOthers) {
    Guide after = sample_guide();
    after.materials.erase(after.materials.begin());
    const auto changes = guide_changes(sample_guide(), after);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].kind, Kind::kRemoved);
    EXPECT_EQ(changes[0].path, "materials[0]");
    EXPECT_EQ(changes[0].words, "申请材料“换领登记表”");
    EXPECT_NE(changes[0].before.find("姓名：张示例"), std::string::npos) << "with its sheet";
}

TEST(GuideChanges, RowsThatAreNewMovedOrReworded) {
    Guide after = sample_guide();
    std::swap(after.materials[0], after.materials[1]);
    after.materials.push_back(test::sample_material("photo", "照片", "1", "10"));
    after.questions[0].q = "要多久？";
    const auto changes = guide_changes(sample_guide(), after);
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].kind, Kind::kAdded);
    EXPECT_EQ(changes[0].path, "materials[2]");
    EXPECT_EQ(changes[1].kind, Kind::kMoved);
    EXPECT_EQ(changes[1].before, "换领登记表、旧证");
    EXPECT_EQ(changes[2].path, "questions[0].q");
}

TEST(GuideChanges, TheFormComesAndGoesWhole) {
    Guide after = sample_guide();
    after.form.reset();
    const auto changes = guide_changes(sample_guide(), after);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].kind, Kind::kRemoved);
    EXPECT_EQ(changes[0].path, "form");
    EXPECT_EQ(guide_changes(after, sample_guide()).at(0).kind, Kind::kAdded);
}

TEST(GuideChanges, NothingThatDiffersIsLeftOut) {
    Guide after = sample_guide();
    after.places.emplace_back();
    EXPECT_EQ(guide_changes(sample_guide(), after).size(), 1U);
    after = sample_guide();
    after.form->steps[0].fields[1].decimals = 0;
    const auto changes = guide_changes(sample_guide(), after);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].path, "form.steps[0].fields[1].decimals");
}

}  // namespace
}  // namespace yw::catalogue

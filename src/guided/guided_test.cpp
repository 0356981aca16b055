// Trees in the store: every way of the demonstration's, writing with a second person, and what a changed guide breaks.
#include "guided/guided.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/migrations.hpp"
#include "guided/migrations.hpp"
#include "guided/personal_list.hpp"
#include "guided/strings.hpp"
#include "guided/walk.hpp"
#include "identity/test_gate.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

const RegionCode kHere = *RegionCode::parse("511602000000");

class GuidedTest : public db::EngineTest {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("guided.broken")) strings::add(strings_table());
    }
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), catalogue::migrations(),
                                                                  migrations()};
        database().migrate(modules, 0);
        catalogue::test::import_demonstration(database(), clock_);
        catalogue_ = catalogue::open_catalogue(database());
        for (const auto& file : std::filesystem::directory_iterator("demo/guided"))
            texts_.push_back(catalogue::test::text_of(file.path()));
        const std::vector<std::string_view> views(texts_.begin(), texts_.end());
        const auto done = import_trees(parts(), views);
        ASSERT_TRUE(done) << done.error().code.name
                          << (done.error().fields.empty() ? "" : done.error().fields[0].message);
        guided_ = std::make_unique<Guided>(parts());
        department_ = guided_->guides_of(kHere)("DEMO-P-007")->item.department.id;
        author_ = identity::TestGate::guide_author("author", {department_});
        reviewer_ = identity::TestGate::guide_reviewer("reviewer", {department_});
    }
    Parts parts() { return {database(), clock_, audit_, *catalogue_}; }

    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    crypto::Keys keys_ = crypto::Keys::for_test("guided");
    audit::Audit audit_{keys_, clock_};
    std::vector<std::string> texts_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    std::unique_ptr<Guided> guided_;
    std::string department_;
    identity::Viewer author_, reviewer_;
};

TEST_P(GuidedTest, EveryWayOfEveryDemonstrationTreeEndsWithAListOrAReason) {
    const auto trees = guided_->trees(kHere);
    ASSERT_GE(trees.size(), 5u);
    std::size_t ways = 0, stops = 0;
    for (const auto& each : trees)
        for (const Given& way : all_ways(each->tree)) {
            ++ways;
            const Walked walked = walk(each->tree, way);
            ASSERT_FALSE(walked.is_broken);
            if (walked.stop) {
                ++stops;
                continue;
            }
            const auto list = personal_list(walked, guided_->guides_of(each->tree.region));
            ASSERT_TRUE(list);
            ASSERT_FALSE(list->empty());
            for (const auto& needed : list.value()) {
                EXPECT_FALSE(needed.why.empty());
                // What is spared is asked nowhere, what is brought is in the guide.
                for (const auto* spared : needed.spared)
                    EXPECT_EQ(std::count(needed.bring.begin(), needed.bring.end(), spared), 0);
            }
        }
    std::cout << trees.size() << " trees, " << ways << " ways, " << stops << " of them end with a reason\n";
}

TEST_P(GuidedTest, AreFoundByWhatPeopleSay) {
    const auto first = [&](const std::string& text) {
        const auto found = guided_->find(text, kHere, 3);
        return found.empty() ? std::string() : found.front()->tree.id;
    };
    EXPECT_EQ(first("孩子出生后要办什么手续"), "chu-sheng");
    EXPECT_EQ(first("开公司"), "kai-gong-si");
    EXPECT_EQ(first("身份证丢了"), "shenfenzheng");
    EXPECT_EQ(first("公积金怎么提取"), "gongjijin");
    EXPECT_EQ(first("退休"), "tuixiu");
    EXPECT_EQ(first("彩票"), "");
    EXPECT_TRUE(guided_->find("身份证丢了", *RegionCode::parse("110101000000"), 3).empty());
    // Below the tree's place it holds too.
    EXPECT_FALSE(guided_->find("身份证丢了", *RegionCode::parse("511602001000"), 3).empty());
}

TEST_P(GuidedTest, OneWritesAnotherPublishes) {
    const auto before = guided_->tree("shenfenzheng").value();
    ASSERT_TRUE(guided_->revise(author_, "shenfenzheng"));
    EXPECT_EQ(guided_->revise(author_, "shenfenzheng").error().code, kDraftExists);
    auto draft = guided_->draft(author_, "shenfenzheng").value();
    Tree changed = draft.tree;
    changed.title = "办理身份证";
    ASSERT_TRUE(guided_->save(author_, changed, draft.row_version));
    EXPECT_EQ(guided_->save(author_, changed, draft.row_version).error().code, kDraftChanged);
    EXPECT_EQ(guided_->publish(reviewer_, "shenfenzheng").error().code, kNotSubmitted);
    ASSERT_TRUE(guided_->submit(author_, "shenfenzheng"));
    draft = guided_->draft(author_, "shenfenzheng").value();
    EXPECT_EQ(guided_->save(author_, changed, draft.row_version).error().code, kSubmitted);
    EXPECT_EQ(guided_->publish(author_, "shenfenzheng").error().code, kNotYours);
    EXPECT_EQ(guided_->send_back(reviewer_, "shenfenzheng", "").error().code, kInvalid);
    ASSERT_TRUE(guided_->send_back(reviewer_, "shenfenzheng", "标题再短些"));
    EXPECT_EQ(guided_->draft(author_, "shenfenzheng")->remark, "标题再短些");
    ASSERT_TRUE(guided_->submit(author_, "shenfenzheng"));
    EXPECT_EQ(guided_->tree("shenfenzheng").value()->tree.title, before->tree.title);
    EXPECT_EQ(guided_->publish(reviewer_, "shenfenzheng").value(), 2);
    EXPECT_EQ(guided_->tree("shenfenzheng").value()->tree.title, "办理身份证");
    EXPECT_EQ(guided_->draft(author_, "shenfenzheng").error().code, kDraftNotFound);
}

TEST_P(GuidedTest, NobodyPublishesTheirOwn) {
    ASSERT_TRUE(guided_->revise(reviewer_, "shenfenzheng"));
    const auto draft = guided_->draft(reviewer_, "shenfenzheng").value();
    ASSERT_TRUE(guided_->save(reviewer_, draft.tree, draft.row_version));
    ASSERT_TRUE(guided_->submit(reviewer_, "shenfenzheng"));
    EXPECT_EQ(guided_->publish(reviewer_, "shenfenzheng").error().code, kOwnTree);
    EXPECT_TRUE(guided_->publish(identity::TestGate::oper("operator"), "shenfenzheng"));
}

TEST_P(GuidedTest, OtherDepartmentsSeeNothing) {
    const auto stranger = identity::TestGate::guide_author("stranger", {"another"});
    EXPECT_TRUE(guided_->owned(stranger).empty());
    EXPECT_EQ(guided_->revise(stranger, "shenfenzheng").error().code, kTreeNotFound);
    ASSERT_TRUE(guided_->revise(author_, "shenfenzheng"));
    EXPECT_EQ(guided_->draft(stranger, "shenfenzheng").error().code, kDraftNotFound);
    EXPECT_EQ(guided_->begin(stranger, Tree{}, department_).error().code, kNotYours);
    EXPECT_EQ(guided_->begin(author_, Tree{}, department_).error().code, kInvalid);
}

TEST_P(GuidedTest, ABadDraftIsNotSubmitted) {
    Tree head;
    head.id = "new";
    head.title = "新的";
    head.region = kHere;
    ASSERT_TRUE(guided_->begin(author_, head, department_));
    const auto refused = guided_->submit(author_, "new");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kRefused);
    EXPECT_FALSE(refused.error().fields.empty());
    ASSERT_TRUE(guided_->discard(author_, "new"));
    EXPECT_EQ(guided_->draft(author_, "new").error().code, kDraftNotFound);
}

TEST_P(GuidedTest, AGuideThatEndsTakesTheTreeOffThePages) {
    const auto item = guided_->guides_of(kHere)("DEMO-P-007")->item;
    catalogue::Standing ended;
    ended.state = catalogue::ItemState::kCancelled;
    ended.since = clock_.now();
    ended.reason = "取消";
    ASSERT_TRUE(catalogue::set_item_state(database(), clock_, item.id, ended));
    guided_->refresh();
    EXPECT_EQ(guided_->tree("shenfenzheng").error().code, kBroken);
    EXPECT_TRUE(guided_->find("身份证丢了", kHere, 3).empty());
    bool shown = false;
    for (const auto& each : guided_->owned(author_)) shown |= each.id == "shenfenzheng" && !each.broken.empty();
    EXPECT_TRUE(shown) << "its owner is told";
}

INSTANTIATE_TEST_SUITE_P(Engines, GuidedTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::guided

// The index follows the catalogue: on both engines, in this process and in another, across starts.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <thread>

#include "catalogue/catalogue.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/publish_guide.hpp"
#include "platform/db/test_database.hpp"
#include "search/index.hpp"
#include "search/judge.hpp"
#include "search/search.hpp"
#include "search/segment_file.hpp"

namespace yw::search {
namespace {

const RegionCode kHere = *RegionCode::parse("511602000000");

Entry entry_called(std::string id, std::string name, RegionCode region = kHere) {
    Entry entry;
    entry.kind = "item";
    entry.id = std::move(id);
    entry.name = std::move(name);
    entry.region = region;
    return entry;
}

std::string names_of(const Search& search,
                     const std::string& text,
                     RegionCode place = kHere,
                     Width width = Width::kPlace) {
    Question question{text, place};
    question.width = width;
    std::string names;
    for (const auto& found : search.ask(question).found) names += (names.empty() ? "" : "|") + found.entry.name;
    return names;
}

TEST(Index, ChangedWithdrawnRestored) {
    Search search;
    search.index().apply(std::vector{entry_called("1", "居住证办理"), entry_called("2", "护照签发")}, {}, 1);
    EXPECT_EQ(names_of(search, "居住证"), "居住证办理");
    search.index().apply(std::vector{entry_called("1", "居住证申领")}, {}, 2);
    EXPECT_EQ(names_of(search, "居住证"), "居住证申领");
    search.index().apply({}, std::vector<std::string>{"1"}, 3);
    EXPECT_EQ(names_of(search, "居住证"), "");
    EXPECT_EQ(search.items(), 1u);
    search.index().apply(std::vector{entry_called("1", "居住证办理")}, {}, 4);
    EXPECT_EQ(names_of(search, "居住证"), "居住证办理");
    search.index().merge_all();
    EXPECT_EQ(names_of(search, "居住证"), "居住证办理");
    EXPECT_EQ(search.items(), 2u);
    EXPECT_EQ(search.generation(), 4u);
}

/// Random changes against a plain map, merged now and then, with readers all the while.
TEST(Index, FollowsAnyChanges) {
    Search search;
    std::map<std::string, std::string> expected;
    std::mt19937 random(7);
    std::atomic<bool> ends{false};
    std::thread reader([&] {
        while (!ends) (void)names_of(search, "登记");
    });
    for (std::uint64_t step = 1; step <= 150; ++step) {
        std::vector<Entry> changed;
        std::vector<std::string> withdrawn;
        for (int i = 0; i < 5; ++i) {
            const auto id = std::to_string(random() % 60);
            if (std::any_of(changed.begin(), changed.end(), [&](const Entry& each) { return each.id == id; }) ||
                std::find(withdrawn.begin(), withdrawn.end(), id) != withdrawn.end())
                continue;
            if (random() % 3 == 0) {
                withdrawn.push_back(id);
                expected.erase(id);
            } else {
                changed.push_back(entry_called(id, "登记" + std::to_string(random() % 1000) + "号"));
                expected[id] = changed.back().name;
            }
        }
        search.index().apply(changed, withdrawn, step);
        if (step % 40 == 0) search.index().merge_all();
        ASSERT_EQ(search.items(), expected.size()) << step;
    }
    ends = true;
    reader.join();
    Question question{"登记", kHere};
    question.limit = 100;
    std::map<std::string, std::string> found;
    for (const auto& each : search.ask(question).found) found[each.entry.id] = each.entry.name;
    EXPECT_EQ(found, expected);
}

TEST(Scope, NearestFirstAndWiderWhenAsked) {
    const auto city = *RegionCode::parse("511600000000"), other = *RegionCode::parse("511603000000");
    const auto province = *RegionCode::parse("510000000000"), far = *RegionCode::parse("440103000000");
    Search search;
    search.index().apply(std::vector{entry_called("far", "取水许可", far), entry_called("other", "取水许可", other),
                                     entry_called("province", "取水许可", province),
                                     entry_called("city", "取水许可", city), entry_called("here", "取水许可")},
                         {}, 1);
    const auto ids = [&](Width width) {
        Question question{"取水许可", kHere};
        question.width = width;
        std::string all;
        for (const auto& found : search.ask(question).found) all += found.entry.id + " ";
        return all;
    };
    EXPECT_EQ(ids(Width::kPlace), "here city province ");
    EXPECT_EQ(ids(Width::kCity), "here city province other ");
    EXPECT_EQ(ids(Width::kNation), "here city province other far ");
    Question one{"取水许可", kHere};
    one.width = Width::kNation;
    one.one_of_each = true;
    const auto answer = search.ask(one);
    ASSERT_EQ(answer.found.size(), 1u);
    EXPECT_EQ(answer.found[0].entry.id, "here");
    EXPECT_EQ(answer.found[0].elsewhere, 4u);
}

TEST(SegmentFile, KeepsAndRefusesBrokenOnes) {
    const db::TestFolder folder;
    const std::filesystem::path file = folder.path() + "/search.index";
    SegmentBuilder builder;
    builder.add(entry_called("1", "居住证办理"));
    save_segment(file, *builder.finish(), 42);
    const auto saved = load_segment(file);
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved->generation, 42u);
    EXPECT_EQ(saved->segment->entry(0).name, "居住证办理");
    std::string bytes;
    {
        std::ifstream in(file, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    for (const std::size_t at : {std::size_t{0}, std::size_t{40}, bytes.size() / 2, bytes.size() - 1}) {
        auto broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 1);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << broken;
        EXPECT_FALSE(load_segment(file)) << at;
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes.substr(0, bytes.size() - 5);
    EXPECT_FALSE(load_segment(file));
    EXPECT_FALSE(load_segment(folder.path() + "/none"));
}

class FollowingTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
    }
    void list(std::string source_id, std::string name) {
        catalogue::ItemFacts facts;
        facts.source_id = std::move(source_id);
        facts.name = std::move(name);
        facts.region = kHere;
        facts.task_type = "07";
        ASSERT_TRUE(catalogue::list_item(database(), clock_, facts, "某局"));
    }
    /// Found (or gone) within a second of the commit.
    static bool comes_true(const std::function<bool()>& condition) {
        for (int i = 0; i < 600; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }

    std::unique_ptr<catalogue::Catalogue> catalogue_;
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
};

TEST_P(FollowingTest, FindsWhatIsCommittedHereAndByAnother) {
    list("1", "居住证办理");
    Search search;
    const std::filesystem::path file = folder().path() + "/search.index";
    {
        const Following following(search, *catalogue_, database(), file);
        EXPECT_EQ(names_of(search, "居住证"), "居住证办理");
        list("2", "护照签发");
        EXPECT_TRUE(comes_true([&] { return names_of(search, "护照") == "护照签发"; }));
        list("1", "居住证申领");
        EXPECT_TRUE(comes_true([&] { return names_of(search, "居住证") == "居住证申领"; }));
        // A second process would have its own catalogue over the same database: it asks for the generation itself.
        const auto theirs = catalogue::open_catalogue(database());
        Search other;
        const Following too(other, *theirs, database(), "");
        list("3", "取水许可");
        EXPECT_TRUE(comes_true([&] { return names_of(other, "取水") == "取水许可"; }));
        EXPECT_TRUE(comes_true([&] { return names_of(search, "取水") == "取水许可"; }));
    }
    // The file is from before: what came later is read at the next start.
    list("4", "河道采砂许可");
    Search next;
    const Following again(next, *catalogue_, database(), file);
    EXPECT_EQ(names_of(next, "采砂"), "河道采砂许可");
    EXPECT_EQ(next.items(), 4u);
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowingTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::search

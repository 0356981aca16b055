#include "catalogue/change_feed.hpp"

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "catalogue/item_rows.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {
namespace {

class ChangeFeedTest : public CatalogueTest {
protected:
    ChangePage after(const FeedPosition& position, int limit = 100) {
        return database().read([&](db::Reader& reader) { return changes_after(reader, position, limit); });
    }
};

TEST_P(ChangeFeedTest, SaysWhatHappenedAndWhereToGoOn) {
    const auto begin = after({}).next;
    const auto first = list("1", "换证");
    clock_.advance(std::chrono::seconds{1});
    const auto second = list("2", "补证");
    const auto page = after(begin, 1);
    ASSERT_EQ(page.changes.size(), 1U);
    EXPECT_EQ(page.changes[0].item.id, first);
    EXPECT_EQ(page.changes[0].kind, ChangeKind::kListed);
    EXPECT_TRUE(page.more);
    const auto rest = after(page.next);
    ASSERT_EQ(rest.changes.size(), 1U);
    EXPECT_EQ(rest.changes[0].item.id, second);
    EXPECT_FALSE(rest.more);
    EXPECT_EQ(after(rest.next).next, rest.next) << "nothing new: the same place";

    clock_.advance(std::chrono::seconds{1});
    publish(first, sample_guide());
    const auto published = after(rest.next);
    ASSERT_EQ(published.changes.size(), 1U);
    EXPECT_EQ(published.changes[0].kind, ChangeKind::kPublished);
    EXPECT_EQ(published.changes[0].item.version, 1);
    EXPECT_EQ(published.changes[0].content_hash, catalogue_->guide(first).value()->content_hash);
}

TEST(FirstBehind, TheLaterOfWhatIsKnownAndWhatIsRead) {
    EXPECT_EQ(first_behind(4, {}), (FeedPosition{5, ""}));
    EXPECT_EQ(first_behind(4, {7, "a"}), (FeedPosition{7, "a"}));
    EXPECT_EQ(first_behind(4, {7, ""}), (FeedPosition{8, ""})) << "behind the whole generation";
    EXPECT_EQ(first_behind(4, {3, "a"}), (FeedPosition{5, ""})) << "read before it was known";
}

TEST_P(ChangeFeedTest, ADepartmentsNewCodeShowsWithEachOfItsItems) {
    const auto id = list("1", "换证");
    const auto before = after({}).next;
    clock_.advance(std::chrono::seconds{1});
    ItemFacts facts;
    facts.source_id = "1";
    facts.region = kDistrict;
    facts.name = "换证";
    facts.task_type = "07";
    ASSERT_TRUE(list_item(database(), clock_, facts, "示范局", "11430000006122244L"));
    const auto page = after(before);
    ASSERT_EQ(page.changes.size(), 1U);
    EXPECT_EQ(page.changes[0].item.id, id);
    EXPECT_EQ(page.changes[0].kind, ChangeKind::kChanged);
    EXPECT_EQ(page.changes[0].item.department.credit_code, "11430000006122244L");
}

TEST_P(ChangeFeedTest, EveryItemOnceInASnapshot) {
    std::set<std::string> wanted;
    for (int i = 0; i < 30; ++i) wanted.insert(list(std::to_string(i), "事项" + std::to_string(i)));
    std::set<std::string> seen;
    database().read([&](db::Reader& reader) {
        each_item(reader, [&](const ItemChange& change) { EXPECT_TRUE(seen.insert(change.item.id).second); });
    });
    EXPECT_EQ(seen, wanted);
}

/// One transaction beside others, without the lock that keeps changes of one process apart: the store sees them at
/// once.
template <class F>
void change_beside_others(db::Database& database, const Clock& clock, F f) {
    for (;;) {
        try {
            const auto done = database.write("test.change", [&](db::Transaction& tx) -> Result<void> {
                CatalogueChange change(tx, clock.now());
                f(change);
                change.finish();
                return {};
            });
            ASSERT_TRUE(done);
            return;
        } catch (const db::DbError&) {  // tried too often beside the others: once more
        }
    }
}

/// Four writers list and publish while a reader follows in small steps and stops anywhere: in the end it has the same
/// versions as the catalogue. On PostgreSQL this fails when a later generation can be seen before an earlier one.
TEST_P(ChangeFeedTest, AFollowerMissesNothingUnderConcurrentWriters) {
    constexpr int kWriters = 4;
    constexpr int kItems = 25;
    std::atomic<int> writing{kWriters};
    std::map<std::string, std::string> followed;  // id -> name and hash
    std::thread reader([&] {
        FeedPosition position;
        for (bool last = false;;) {
            last = writing == 0;
            const auto page = after(position, 3);
            for (const auto& change : page.changes) followed[change.item.id] = change.item.name + change.content_hash;
            position = page.next;
            if (last && !page.more && page.changes.empty()) return;
        }
    });
    std::vector<std::thread> writers;
    for (int w = 0; w < kWriters; ++w)
        writers.emplace_back([&, w] {
            for (int i = 0; i < kItems; ++i) {
                const auto source = std::to_string(w) + "-" + std::to_string(i);
                const auto put = [&](const std::string& source_id, const std::string& name) {
                    change_beside_others(database(), clock_, [&](CatalogueChange& change) {
                        ItemFacts facts;
                        facts.source_id = source_id;
                        facts.region = kDistrict;
                        facts.department =
                            change.put_department(kDistrict, "示范局" + std::to_string(w), "").department;
                        facts.name = name;
                        const auto item = find_item(change.reader(), change.put_item(facts).id);
                        Guide guide = sample_guide();
                        guide.name = name;
                        if (i % 5 == 0) change.publish(*item, guide);
                    });
                };
                put(source, "事项" + source);
                // An older item changes while the reader may be just behind it.
                if (i > 3) put(std::to_string(w) + "-" + std::to_string(i - 2), "改名" + source);
            }
            --writing;
        });
    for (auto& writer : writers) writer.join();
    reader.join();
    std::map<std::string, std::string> now;
    database().read([&](db::Reader& snapshot) {
        each_item(snapshot,
                  [&](const ItemChange& change) { now[change.item.id] = change.item.name + change.content_hash; });
    });
    EXPECT_EQ(now.size(), static_cast<std::size_t>(kWriters * kItems));
    EXPECT_EQ(followed, now);
}

INSTANTIATE_TEST_SUITE_P(Engines, ChangeFeedTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::catalogue::test

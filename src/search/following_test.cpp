// The index follows the catalogue: on both engines, in this process and in another, across starts.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <thread>

#include "catalogue/catalogue.hpp"
#include "catalogue/catalogue_change.hpp"
#include "catalogue/change_feed.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/items_to_index.hpp"
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
    search.index().merge(0);
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
        if (step % 40 == 0) search.index().merge(step % 80 == 0 ? 0 : 1);
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

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const Segment> segment_of(std::span<const Entry> entries) {
    SegmentBuilder builder;
    for (const Entry& entry : entries) builder.add(entry);
    return builder.finish();
}

/// No file of this process grows beyond this while it lives: a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

TEST(SegmentFile, KeepsAndRefusesBrokenOnes) {
    const db::TestFolder folder;
    const std::filesystem::path file = folder.path() + "/search.index";
    const auto segment = segment_of(std::vector{entry_called("1", "居住证办理")});
    ASSERT_TRUE(save_segment(file, {segment, 42, "somewhere"}));
    const auto loaded = load_segment(file);
    ASSERT_TRUE(loaded.saved) << loaded.why_not;
    EXPECT_EQ(loaded.saved->generation, 42u);
    EXPECT_EQ(loaded.saved->origin, "somewhere");
    EXPECT_EQ(loaded.saved->segment->entry(0).name, "居住证办理");
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".new"));

    const auto bytes = bytes_of(file);
    const auto refusal_of = [&](const std::string& altered) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << altered;
        const auto again = load_segment(file);
        EXPECT_FALSE(again.saved);
        return again.why_not;
    };
    for (const std::size_t at : {std::size_t{9}, std::size_t{45}, bytes.size() / 2, bytes.size() - 1}) {
        auto broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 1);
        EXPECT_EQ(refusal_of(broken), "damaged") << at;
    }
    EXPECT_EQ(refusal_of(bytes.substr(0, bytes.size() - 5)), "cut");
    EXPECT_EQ(refusal_of(bytes.substr(0, 20)), "cut");
    EXPECT_EQ(refusal_of("YWIDX001" + bytes.substr(8)), "of another version");
    EXPECT_NE(refusal_of("YWIDX002" + std::string(200, '\xFF')), "");
    EXPECT_EQ(load_segment(folder.path() + "/none").why_not, "");
    EXPECT_NE(load_segment(folder.path()).why_not, "") << "a folder";
}

/// Whatever stands in the bytes: refused, or searched without reading outside of them.
TEST(SegmentFile, AlteredBytesAreRefusedOrCanBeSearched) {
    std::vector<Entry> entries;
    for (std::uint64_t i = 0; i < 300; ++i) {
        entries.push_back(entry_called(std::to_string(i),
                                       i % 3 == 0 ? "居民身份证换领" : "食品经营许可证核发" + std::to_string(i % 50),
                                       RegionCode::from_number(510000000000 + i % 7 * 100000000)));
        if (i % 5 == 0) entries.back().other_names = {"办证"};
    }
    const auto whole = segment_of(entries);
    std::mt19937 random(20260302);
    int taken = 0;
    constexpr int kRounds = 4000;
    for (int round = 0; round < kRounds; ++round) {
        Memory altered;
        altered.append(whole->bytes().data(), whole->bytes().size());
        for (auto words = 1 + random() % 3; words > 0; --words) {
            const auto small = static_cast<std::uint32_t>(random() % 400), any = static_cast<std::uint32_t>(random());
            const auto& word = round % 2 == 0 ? small : any;
            std::memcpy(altered.data() + random() % (altered.size() / 4) * 4, &word, sizeof word);
        }
        try {
            auto segment = std::make_shared<const Segment>(std::move(altered));
            segment->check();
            ++taken;
            Search search;
            search.index().replace(std::move(segment), 1);
            for (const auto* text : {"身份证", "食品经营许可证核发7", "banzheng"})
                (void)names_of(search, text, RegionCode::from_number(510100000000), Width::kNation);
            search.index().apply({}, std::vector<std::string>{"0", "1"}, 2);
            search.index().merge(0);
        } catch (const std::runtime_error&) {
            continue;  // refused
        }
    }
    EXPECT_GT(taken, 0);
    EXPECT_LT(taken, kRounds);
    std::cout << taken << " of " << kRounds << " altered segments were taken and searched\n";
}

TEST(SegmentFile, AFullDiskLeavesWhatWasThere) {
    const db::TestFolder folder;
    const std::filesystem::path file = folder.path() + "/search.index";
    ASSERT_TRUE(save_segment(file, {segment_of(std::vector{entry_called("1", "居住证办理")}), 1}));
    {
        const FullDisk full(1024);
        EXPECT_THROW(save_segment(file, {segment_of(std::vector{entry_called("2", "护照签发")}), 2}),
                     std::system_error);
    }
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".new")) << "its room is given back";
    EXPECT_EQ(load_segment(file).saved->generation, 1u);
    EXPECT_THROW(save_segment(folder.path() + "/none/search.index", {segment_of({}), 1}), std::system_error);
}

TEST(SegmentFile, OneOfSeveralSaves) {
    const db::TestFolder folder;
    const std::filesystem::path file = folder.path() + "/search.index";
    std::vector<std::thread> savers;
    std::atomic<int> saved{0};
    for (std::uint64_t i = 1; i <= 4; ++i)
        savers.emplace_back([&, i] {
            for (int n = 0; n < 50; ++n)
                saved += save_segment(file, {segment_of(std::vector{entry_called("1", "居住证办理")}), i});
        });
    for (auto& saver : savers) saver.join();
    EXPECT_GT(saved, 0);
    EXPECT_TRUE(load_segment(file).saved) << load_segment(file).why_not;
}

class FollowingTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
    }
    std::string list(std::string source_id, std::string name, std::string base_code = "") {
        catalogue::ItemFacts facts;
        facts.source_id = std::move(source_id);
        facts.name = std::move(name);
        facts.region = kHere;
        facts.task_type = "07";
        facts.base_code = std::move(base_code);
        return catalogue::list_item(database(), clock_, facts, "某局").value().id;
    }
    void set_state(const std::string& id, catalogue::ItemState state) {
        catalogue::Standing standing;
        standing.state = state;
        standing.since = clock_.now();
        ASSERT_TRUE(catalogue::set_item_state(database(), clock_, id, standing));
    }
    /// A decision over all items of a base code. Returns how many it took off.
    std::int64_t take_off(const std::string& base_code) {
        return catalogue::change_catalogue(database(), clock_, "test.take_off",
                                           [&](catalogue::CatalogueChange& change) -> Result<std::int64_t> {
                                               catalogue::Standing standing;
                                               standing.state = catalogue::ItemState::kCancelled;
                                               return change.take_off({base_code, RegionCode()}, standing);
                                           })
            .value();
    }
    std::uint64_t stored_generation() {
        return database().read(
            [](db::Reader& reader) { return static_cast<std::uint64_t>(catalogue::stored_generation(reader)); });
    }
    std::string trace() {
        const auto generation = static_cast<std::int64_t>(stored_generation());
        return database().read(
            [&](db::Reader& reader) { return catalogue::trace_of(reader, static_cast<std::uint64_t>(generation)); });
    }
    /// An index as a start would save it, with one item more: found later, it says that the file was taken.
    void save_marked(const std::filesystem::path& file) {
        std::vector<Entry> entries{entry_called("mark", "记号事项")};
        for (const auto& one : catalogue::items_to_index(database(), 500, {}).items)
            entries.push_back(entry_called(one.item.id, one.item.name));
        ASSERT_TRUE(save_segment(file, {segment_of(entries), stored_generation(), trace()}));
    }
    bool file_is_taken(const std::filesystem::path& file) {
        Search search;
        const Following following(search, *catalogue_, database(), file);
        std::uint64_t active = 0;
        for (const auto& one : catalogue::items_to_index(database(), 500, {}).items) {
            ++active;
            EXPECT_NE(names_of(search, one.item.name).find(one.item.name), std::string::npos) << one.item.name;
        }
        const bool is_taken = search.items() == active + 1;
        EXPECT_TRUE(is_taken || search.items() == active);
        return is_taken;
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

TEST_P(FollowingTest, AFileIsTakenWhileTheCatalogueHasItsHistory) {
    const std::filesystem::path file = folder().path() + "/search.index";
    list("1", "居住证办理");
    const auto second = list("2", "护照签发");
    save_marked(file);
    EXPECT_TRUE(file_is_taken(file));
    // Whatever comes later, the file is only behind.
    save_marked(file);
    list("1", "居住证申领");
    set_state(second, catalogue::ItemState::kSuspended);
    list("3", "取水许可");
    EXPECT_TRUE(file_is_taken(file));
    save_marked(file);
    for (int i = 0; i < 300; ++i) list("n" + std::to_string(i), "登记第" + std::to_string(i) + "号");
    set_state(second, catalogue::ItemState::kActive);
    EXPECT_TRUE(file_is_taken(file));
    save_marked(file);
    list("n7", "登记改名");
    EXPECT_TRUE(file_is_taken(file));
}

/// An older state of the database comes back, by whatever means, and goes another way from there.
TEST_P(FollowingTest, AFileFromBeforeARestoreIsNotTaken) {
    const std::filesystem::path file = folder().path() + "/search.index";
    const auto first = list("1", "居住证办理");
    list("2", "护照签发");
    const auto restore = [&](std::uint64_t generation) {
        database().script("UPDATE catalogue_generation SET generation = " + std::to_string(generation));
    };
    const auto backup = stored_generation();

    // Only in the lost time: an item more.
    const auto lost = list("3", "取水许可");
    save_marked(file);
    const auto latest = stored_generation();
    database().script("DELETE FROM catalogue_item WHERE id = '" + lost + "'");
    restore(backup);
    EXPECT_FALSE(file_is_taken(file)) << "older than the file";
    save_marked(file);
    list("1", "居住证申领");
    ASSERT_EQ(stored_generation(), latest);
    EXPECT_TRUE(file_is_taken(file)) << "saved after the restore";

    // The same number, another history: the item was renamed then, another is renamed now.
    save_marked(file);
    database().script("UPDATE catalogue_item SET name = '居住证办理', generation = " + std::to_string(backup - 1) +
                      " WHERE id = '" + first + "'");
    restore(backup);
    clock_.advance(std::chrono::hours(1));
    list("2", "护照换发");
    ASSERT_EQ(stored_generation(), latest);
    EXPECT_FALSE(file_is_taken(file));

    // The same item renamed again, in the same number: the moment of the change differs.
    save_marked(file);
    restore(backup);
    database().script("UPDATE catalogue_item SET generation = " + std::to_string(backup) + " WHERE name = '护照换发'");
    clock_.advance(std::chrono::hours(1));
    list("2", "护照补发");
    ASSERT_EQ(stored_generation(), latest);
    EXPECT_FALSE(file_is_taken(file));
    // A wholly different catalogue.
    save_marked(file);
    database().script(
        "UPDATE catalogue_item SET source_id = source_id || 'x', name = name || '（新）', id = id || 'x'");
    restore(latest + 5);
    EXPECT_FALSE(file_is_taken(file));
}

TEST_P(FollowingTest, AnOlderStateUnderARunningIndexMakesItAnew) {
    list("1", "居住证办理");
    const auto backup = stored_generation();
    list("2", "护照签发");
    Search search;
    const Following following(search, *catalogue_, database(), "");
    EXPECT_EQ(names_of(search, "护照"), "护照签发");
    database().script("DELETE FROM catalogue_item WHERE source_id = '2'");
    database().script("UPDATE catalogue_generation SET generation = " + std::to_string(backup));
    EXPECT_EQ(names_of(search, "护照"), "");
    EXPECT_TRUE(comes_true([&] { return search.generation() == backup && search.items() == 1; }));
    EXPECT_EQ(names_of(search, "居住证"), "居住证办理");
}

TEST_P(FollowingTest, ADamagedFileIsMadeAnew) {
    const std::filesystem::path file = folder().path() + "/search.index";
    list("1", "居住证办理");
    save_marked(file);
    std::ofstream(file, std::ios::binary | std::ios::in | std::ios::out).seekp(60) << "spoilt";
    EXPECT_FALSE(file_is_taken(file));
    EXPECT_TRUE(load_segment(file).saved) << "and saved";
    // Where it cannot be saved the search answers all the same.
    std::filesystem::remove(file);
    std::filesystem::create_directory(file.string() + ".new");
    EXPECT_FALSE(file_is_taken(file));
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_P(FollowingTest, WhatIsWithdrawnIsNotFoundBeforeTheIndexKnows) {
    std::vector<std::string> ids;
    for (int i = 0; i < 9; ++i) ids.push_back(list(std::to_string(i), "居住证办理" + std::to_string(i)));
    Search search;
    { const Following filled(search, *catalogue_, database(), ""); }
    // From here on the index stands still.
    search.check_with([&](std::uint64_t generation, std::span<const std::string> asked) {
        return catalogue::withdrawn_since(database(), generation, asked);
    });
    const auto ask = [&](std::size_t limit) {
        Question question{"居住证办理", kHere};
        question.limit = limit;
        return search.ask(question);
    };
    ASSERT_EQ(ask(20).total, 9u);
    for (std::size_t gone = 1; gone < ids.size(); ++gone) {
        set_state(ids[gone - 1], catalogue::ItemState::kSuspended);
        for (const std::size_t limit : {std::size_t{1}, std::size_t{20}}) {
            const auto answer = ask(limit);
            EXPECT_EQ(answer.total, ids.size() - gone);
            EXPECT_EQ(answer.found.size(), std::min(limit, ids.size() - gone)) << "the page is full all the same";
            for (const auto& found : answer.found) EXPECT_GE(found.entry.id, ids[gone]);
        }
        for (const auto& one : search.suggest("居住证办理", kHere, 10))
            EXPECT_TRUE(one.id.empty() || one.id >= ids[gone]);
    }
    Question each{"居住证办理", kHere};
    each.one_of_each = true;
    EXPECT_EQ(search.ask(each).total, 1u);
    set_state(ids[0], catalogue::ItemState::kActive);
    EXPECT_EQ(ask(20).total, 2u);
    database().script("DELETE FROM catalogue_item WHERE source_id = '8'");
    EXPECT_EQ(ask(20).total, 1u) << "an item that the store does not know";
    search.check_with({});
}

/// Items are published, altered, suspended, restored and taken off by decisions while threads ask; two indexes follow,
/// each with its own catalogue as two processes have them. No answer to a question that was asked after a commit shows
/// what that commit withdrew, and every change comes in time.
TEST_P(FollowingTest, ChangesUnderALoadOfQuestions) {
    constexpr std::size_t kItems = 40;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < kItems; ++i)
        ids.push_back(
            list("s" + std::to_string(i), "取水许可第" + std::to_string(i) + "种", "51" + std::to_string(i % 4)));
    Search here, there;
    const auto theirs = catalogue::open_catalogue(database());
    const Following following(here, *catalogue_, database(), ""), too(there, *theirs, database(), "");

    // When an item was last withdrawn, and whether it is: written after the commit, read before the question.
    std::vector<std::atomic<bool>> gone(kItems);
    std::atomic<bool> ends{false};
    std::atomic<int> wrong{0}, asked{0};
    const auto load = [&](const Search& search) {
        while (!ends) {
            std::vector<bool> before;
            for (const auto& each : gone) before.push_back(each);
            Question question{"取水许可", kHere};
            question.limit = kItems;
            const auto answer = search.ask(question);
            for (const auto& found : answer.found) {
                const auto at = std::find(ids.begin(), ids.end(), found.entry.id) - ids.begin();
                // Restored in the meantime it may be there.
                if (before[static_cast<std::size_t>(at)] && gone[static_cast<std::size_t>(at)]) ++wrong;
            }
            ++asked;
        }
    };
    std::thread first([&] { load(here); }), second([&] { load(there); });
    const auto both = [&](const std::function<bool(const Search&)>& condition) {
        return comes_true([&] { return condition(here) && condition(there); });
    };
    std::mt19937 random(20260302);
    for (int step = 0; step < 30; ++step) {
        const auto i = random() % kItems;
        const auto id = ids[i];
        const auto is_found = [&](const Search& search, const std::string& name) {
            Question question{name, kHere};
            question.limit = 100;
            for (const auto& found : search.ask(question).found)
                if (found.entry.id == id && found.entry.name == name) return true;
            return false;
        };
        const auto name = "取水许可第" + std::to_string(i) + "种" + std::to_string(step);
        if (gone[i]) {
            // Before the commit: in the moment after it the item may be found already.
            gone[i] = false;
            set_state(id, catalogue::ItemState::kActive);
        }
        list("s" + std::to_string(i), name, "51" + std::to_string(i % 4));
        ASSERT_TRUE(both([&](const Search& search) { return is_found(search, name); })) << name;
        if (step % 10 == 9) {
            EXPECT_GT(take_off("51" + std::to_string(i % 4)), 0);
            for (std::size_t each = i % 4; each < kItems; each += 4) gone[each] = true;
        } else {
            set_state(id, catalogue::ItemState::kSuspended);
            gone[i] = true;
        }
        EXPECT_FALSE(is_found(here, name));
        EXPECT_FALSE(is_found(there, name));
    }
    ends = true;
    first.join();
    second.join();
    EXPECT_EQ(wrong, 0) << "of " << asked;
    const auto active = static_cast<std::uint64_t>(std::count(gone.begin(), gone.end(), false));
    EXPECT_TRUE(both([&](const Search& search) { return search.items() == active; }));
}

INSTANTIATE_TEST_SUITE_P(Engines, FollowingTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::search

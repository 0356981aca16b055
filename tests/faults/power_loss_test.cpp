// Power goes at random moments while many clients write: what was acknowledged is there, whole and once.
// YIWANG_FAULT_SECONDS says how long (20 by default); the seed is printed, YIWANG_FAULT_SEED repeats a run.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <thread>

#include "faulty_disk.hpp"
#include "platform/db/test_database.hpp"

namespace yw::faults {
namespace {

constexpr db::Sql kFile{"test.file", "INSERT INTO case_file (id, body) VALUES (:id, :body)"};
constexpr db::Sql kEvent{"test.event", "INSERT INTO case_event (id, case_id) VALUES (:id, :case_id)"};
constexpr db::Sql kAll{"test.all",
                       "SELECT f.id, (SELECT count(*) FROM case_event e WHERE e.case_id = f.id) FROM case_file f"};
constexpr db::Sql kOrphans{"test.orphans",
                           "SELECT count(*) FROM case_event WHERE case_id NOT IN (SELECT id FROM case_file)"};
constexpr db::Sql kCheck{"test.check", "PRAGMA integrity_check"};
constexpr int kEventsOfACase = 3;

int number_from_environment(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text && *text ? std::atoi(text) : otherwise;
}

std::unique_ptr<db::Database> open_on_faulty_disk(const std::string& file) {
    return db::open_sqlite({.file = file, .vfs = faulty_disk()});
}

Result<void> write_case(db::Database& database, const std::string& id) {
    return database.write("test.case", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(kFile, {{"id", id}, {"body", std::string(700, 'x')}});
        for (int i = 0; i < kEventsOfACase; ++i)
            tx.execute(kEvent, {{"id", id + "-" + std::to_string(i)}, {"case_id", id}});
        return {};
    });
}

void make_tables(db::Database& database) {
    database.script(
        "CREATE TABLE case_file (id TEXT PRIMARY KEY, body TEXT); CREATE TABLE case_event (id TEXT PRIMARY KEY, "
        "case_id TEXT); CREATE INDEX case_event_case ON case_event (case_id);");
}

/// Clients that write until they are told to stop, and what they were promised.
class Clients {
public:
    Clients(db::Database& database, int count) {
        for (int c = 0; c < count; ++c) threads_.emplace_back([this, &database, c] { run(database, c); });
    }
    ~Clients() {
        stop_ = true;
        for (auto& thread : threads_) thread.join();
    }
    std::set<std::string> promised() {
        const std::lock_guard lock(mutex_);
        return promised_;
    }

private:
    void run(db::Database& database, int client) {
        for (int i = 0; !stop_; ++i) {
            const auto id = std::to_string(client) + "-" + std::to_string(i);
            write_case(database, id).value();
            const std::lock_guard lock(mutex_);
            promised_.insert(id);
        }
    }
    std::atomic<bool> stop_{false};
    std::mutex mutex_;
    std::set<std::string> promised_;
    std::vector<std::thread> threads_;
};

/// After a cut: everything promised is there with all its rows, and nothing is half there.
void expect_kept(const std::string& file, const std::set<std::string>& promised) {
    const auto database = db::open_sqlite({.file = file});
    database->read([&](db::Reader& reader) {
        EXPECT_EQ(reader.one(kCheck, {}, [](const db::Row& row) { return row.text(0); }), "ok");
        std::set<std::string> found;
        reader.each(kAll, {}, [&](const db::Row& row) {
            EXPECT_EQ(row.integer(1), kEventsOfACase) << "half a case";
            found.insert(row.text(0));
        });
        EXPECT_EQ(reader.number(kOrphans, {}), 0);
        for (const auto& id : promised) EXPECT_TRUE(found.count(id)) << "lost " << id;
    });
}

TEST(PowerLoss, LosesNothingThatWasAcknowledged) {
    const int seconds = number_from_environment("YIWANG_FAULT_SECONDS", 20);
    const auto seed = static_cast<unsigned>(
        number_from_environment("YIWANG_FAULT_SEED", static_cast<int>(std::random_device{}() >> 1)));
    std::mt19937 random(seed);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    int cuts = 0;
    std::size_t kept = 0;
    while (std::chrono::steady_clock::now() < until && !testing::Test::HasFailure()) {
        format_disk();
        const db::TestFolder folder;
        const auto database = open_on_faulty_disk(folder / "case.db");
        make_tables(*database);
        Clients clients(*database, 8);
        for (int i = 0; i < 5; ++i, ++cuts) {
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
            const auto promised = clients.promised();  // before the cut: whatever was promised by now must survive it
            const db::TestFolder after;
            power_cut(after.path(), random);
            expect_kept(after / "case.db", promised);
            kept += promised.size();
        }
    }
    std::printf("seed %u: %d power cuts, %zu acknowledged cases looked for, none lost\n", seed, cuts, kept);
}

TEST(FullDisk, SaysSoAndGoesOnWhenThereIsRoomAgain) {
    format_disk();
    const db::TestFolder folder;
    const auto database = open_on_faulty_disk(folder / "case.db");
    make_tables(*database);
    set_capacity(600'000);
    int before = 0;
    std::string complaint;
    for (; before < 10'000 && complaint.empty(); ++before) {
        try {
            write_case(*database, "before-" + std::to_string(before)).value();
        } catch (const db::DbError& error) {
            complaint = error.what();
        }
    }
    EXPECT_NE(complaint.find("full"), std::string::npos) << complaint;
    EXPECT_THROW((void)write_case(*database, "while-full"), db::DbError);
    set_capacity(kUnlimited);
    EXPECT_TRUE(write_case(*database, "after"));
    std::set<std::string> promised{"after"};
    for (int i = 0; i < before - 1; ++i) promised.insert("before-" + std::to_string(i));
    EXPECT_GT(promised.size(), 20U);
    std::mt19937 random(1);
    const db::TestFolder after;
    power_cut(after.path(), random);
    expect_kept(after / "case.db", promised);
}

/// The test's own test: a store that answers before it has synced must be caught.
TEST(PowerLoss, CatchesAStoreThatDoesNotSync) {
    format_disk();
    const db::TestFolder folder;
    const auto database = open_on_faulty_disk(folder / "case.db");
    make_tables(*database);
    database->script("PRAGMA synchronous=OFF");
    for (int i = 0; i < 50; ++i) write_case(*database, std::to_string(i)).value();
    std::mt19937 random(1);
    const db::TestFolder after;
    power_cut(after.path(), random);
    std::int64_t found = 0;
    try {
        const auto survivor = db::open_sqlite({.file = after / "case.db"});
        survivor->read([&](db::Reader& reader) { found = reader.each(kAll, {}, {}); });
    } catch (const db::DbError&) {
        found = 0;  // not even a database any more
    }
    EXPECT_LT(found, 50);
}

}  // namespace
}  // namespace yw::faults

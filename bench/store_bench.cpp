// The store's durable four-row writes (a case, its event, its audit row, its message) with many clients, against a bare
// SQLite loop that groups as many into each commit: what the machine and SQLite can do without threads, queue or names.
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "platform/db/db.hpp"
#include "rounds.hpp"

namespace {

using Seconds = std::chrono::duration<double>;
using SteadyClock = std::chrono::steady_clock;

constexpr const char* kSchema =
    "CREATE TABLE case_file (area TEXT, id TEXT, item_id TEXT, state TEXT, answers TEXT, due_on TEXT, PRIMARY KEY "
    "(area, id));"
    "CREATE TABLE case_event (area TEXT, id TEXT, case_id TEXT, kind TEXT, at_ms BIGINT, PRIMARY KEY (area, id));"
    "CREATE TABLE audit_entry (id TEXT PRIMARY KEY, at_ms BIGINT, actor TEXT, action TEXT, subject TEXT);"
    "CREATE TABLE outbox_message (id TEXT PRIMARY KEY, topic TEXT, message_key TEXT, payload TEXT);";

constexpr yw::db::Sql kCase{"bench.case",
                            "INSERT INTO case_file (area, id, item_id, state, answers, due_on) VALUES (:area, :id, "
                            ":item, :state, :answers, :due)"};
constexpr yw::db::Sql kEvent{
    "bench.event", "INSERT INTO case_event (area, id, case_id, kind, at_ms) VALUES (:area, :id, :case, :kind, :at)"};
constexpr yw::db::Sql kAudit{
    "bench.audit",
    "INSERT INTO audit_entry (id, at_ms, actor, action, subject) VALUES (:id, :at, :actor, :action, :subject)"};
constexpr yw::db::Sql kOutbox{
    "bench.outbox",
    "INSERT INTO outbox_message (id, topic, message_key, payload) VALUES (:id, :topic, :key, :payload)"};

const std::string kAnswers(1000, 'x');
constexpr double kRoundSeconds = 2.0;
std::atomic<long> serial{0};

/// Ids that grow, as UUIDv7 do.
std::string next_id() {
    return fmt::format("0195c0de-{:012d}-7000-8000-000000000000", serial++);
}

class Folder {
public:
    Folder() {
        auto pattern = (std::filesystem::current_path() / "bench-store-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder");
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const char* name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

void write_case(yw::db::Transaction& tx, const std::string& id) {
    tx.execute(kCase, {{"area", "511602000000"},
                       {"id", id},
                       {"item", "i"},
                       {"state", "submitted"},
                       {"answers", kAnswers},
                       {"due", "2026-03-09"}});
    tx.execute(kEvent, {{"area", "511602000000"}, {"id", id}, {"case", id}, {"kind", "submitted"}, {"at", 1}});
    tx.execute(kAudit, {{"id", id}, {"at", 1}, {"actor", "a"}, {"action", "cases.submitted"}, {"subject", id}});
    tx.execute(kOutbox, {{"id", id}, {"topic", "cases.submitted"}, {"key", id}, {"payload", "{}"}});
}

double store_round(int clients) {
    const Folder folder;
    const auto database = yw::db::open_sqlite({.file = folder / "ours.db"});
    database->script(kSchema);
    std::atomic<bool> stop{false};
    std::atomic<long> done{0};
    std::vector<std::thread> threads;
    const auto began = SteadyClock::now();
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&] {
            while (!stop) {
                const auto id = next_id();
                if (database->write("bench.submit", [&](yw::db::Transaction& tx) -> yw::Result<void> {
                        write_case(tx, id);
                        return {};
                    }))
                    ++done;
            }
        });
    }
    std::this_thread::sleep_for(Seconds(kRoundSeconds));
    stop = true;
    for (auto& thread : threads) thread.join();
    return static_cast<double>(done) / Seconds(SteadyClock::now() - began).count();
}

void check(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errstr(code));
}

/// One prepared statement of the bare loop; its first parameters are texts.
class Bare {
public:
    Bare(sqlite3* handle, const char* sql) { check(sqlite3_prepare_v2(handle, sql, -1, &statement_, nullptr)); }
    ~Bare() { sqlite3_finalize(statement_); }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;
    void run(std::initializer_list<std::string_view> texts) {
        int i = 0;
        for (const auto text : texts)
            check(sqlite3_bind_text(statement_, ++i, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
        check(sqlite3_step(statement_));
        check(sqlite3_reset(statement_));
    }

private:
    sqlite3_stmt* statement_ = nullptr;
};

double bare_round(int clients) {
    const Folder folder;
    sqlite3* handle = nullptr;
    check(sqlite3_open((folder / "bare.db").c_str(), &handle));
    check(sqlite3_exec(
        handle,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;",
        nullptr, nullptr, nullptr));
    check(sqlite3_exec(handle, kSchema, nullptr, nullptr, nullptr));
    long done = 0;
    const auto began = SteadyClock::now();
    {
        Bare begin(handle, "BEGIN IMMEDIATE"), commit(handle, "COMMIT");
        Bare file(handle, "INSERT INTO case_file VALUES (?,?,?,?,?,?)"),
            event(handle, "INSERT INTO case_event VALUES (?,?,?,?,1)");
        Bare audit(handle, "INSERT INTO audit_entry VALUES (?,1,?,?,?)"),
            outbox(handle, "INSERT INTO outbox_message VALUES (?,?,?,?)");
        while (Seconds(SteadyClock::now() - began).count() < kRoundSeconds) {
            begin.run({});
            for (int i = 0; i < clients; ++i, ++done) {
                const auto id = next_id();
                file.run({"511602000000", id, "i", "submitted", kAnswers, "2026-03-09"});
                event.run({"511602000000", id, id, "submitted"});
                audit.run({id, "a", "cases.submitted", id});
                outbox.run({id, "cases.submitted", id, "{}"});
            }
            commit.run({});
        }
    }
    const double rate = static_cast<double>(done) / Seconds(SteadyClock::now() - began).count();
    sqlite3_close(handle);
    return rate;
}

}  // namespace

int main() {
    bool holds = true;
    for (const int clients : {32, 128}) {
        holds &= yw::bench::compare({.name = clients == 32 ? "store, 32 clients" : "store, 128 clients",
                                     .unit = "four-row writes/s",
                                     .gate = 0.8,
                                     .ours = [=] { return store_round(clients); },
                                     .peer = [=] { return bare_round(clients); }});
    }
    return holds ? 0 : 1;
}

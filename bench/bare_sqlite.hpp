// The peer of the benchmarks that write: a bare SQLite loop that puts as many four-row writes (a case, its event, its
// audit row, its message) into each commit as there are clients. It is what the machine and SQLite can do without
// threads, queue, HTTP or rules, on one core, with the pragmas of our store.
#pragma once

#include <fmt/core.h>
#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace yw::bench {

using Seconds = std::chrono::duration<double>;
using SteadyClock = std::chrono::steady_clock;

inline constexpr const char* kSchema =
    "CREATE TABLE case_file (area TEXT, id TEXT, item_id TEXT, state TEXT, answers TEXT, due_on TEXT, PRIMARY KEY "
    "(area, id));"
    "CREATE TABLE case_event (area TEXT, id TEXT, case_id TEXT, kind TEXT, at_ms BIGINT, PRIMARY KEY (area, id));"
    "CREATE TABLE audit_entry (id TEXT PRIMARY KEY, at_ms BIGINT, actor TEXT, action TEXT, subject TEXT);"
    "CREATE TABLE outbox_message (id TEXT PRIMARY KEY, topic TEXT, message_key TEXT, payload TEXT);";

inline const std::string kAnswers(1000, 'x');
inline constexpr double kRoundSeconds = 2.0;
inline std::atomic<long> serial{0};

/// Ids that grow, as UUIDv7 do.
inline std::string next_id() {
    return fmt::format("0195c0de-{:012d}-7000-8000-000000000000", serial++);
}

/// A folder in the current one, for as long as it is needed: on a disk, not in memory.
class Folder {
public:
    Folder() {
        auto pattern = (std::filesystem::current_path() / "bench-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder");
        path_ = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }
    std::string operator/(const char* name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

inline void check(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errstr(code));
}

/// As our store does, and before the first connection of the process, or it is refused: the peer comes first here, and
/// ours would then run with a lock at every allocation that a served platform does not have.
inline const int kMemoryUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

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

/// Four-row writes a second, `clients` to a commit, into a fresh file.
inline double bare_round(int clients) {
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

}  // namespace yw::bench

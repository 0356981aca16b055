// One SQLite connection with its prepared statements. Used by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"

namespace yw::db {

class SqliteConnection {
public:
    enum class Use { kRead, kWrite, kCheckpoint };
    SqliteConnection(const SqliteOptions& options, Use use);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// Runs a prepared statement; `row` may be empty. Returns rows seen, or rows changed for statements without rows.
    std::int64_t run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row);
    /// Runs a text of any number of statements.
    void script(std::string_view text);
    /// Whether a transaction is open: SQLite itself rolls back on a full disk or an I/O error.
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
    /// Rows changed since the connection was opened.
    std::int64_t total_changes() const { return sqlite3_total_changes64(handle_.get()); }
    /// Copies what it can of the write-ahead log into the database file, without waiting for anybody. What fails is
    /// tried again at the next time.
    void checkpoint();
    /// Pages in the log after the last commit of this connection.
    int pages_in_log() const { return pages_in_log_; }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        std::vector<std::string> parameters;  ///< without the colon, in binding order
    };

    Prepared& prepare(const Sql& sql);
    [[noreturn]] void raise(std::string_view what, int code) const;

    int pages_in_log_ = 0;
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<const char*, Prepared> statements_;  ///< by address of the statement's text, which is constant
};

}  // namespace yw::db

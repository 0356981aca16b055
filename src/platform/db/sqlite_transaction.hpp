// A transaction of SQLite as the store's callers see it. Inside the module.
#pragma once

#include "platform/db/sqlite_connection.hpp"

namespace yw::db {

class SqliteTransaction final : public Transaction {
public:
    explicit SqliteTransaction(SqliteConnection& connection) : connection_(connection) {}

protected:
    std::int64_t run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row) override {
        return connection_.run(sql, binds, row);
    }
    std::int64_t change(const Sql& sql, Binds binds) override { return connection_.run(sql, binds, {}); }

private:
    SqliteConnection& connection_;
};

}  // namespace yw::db

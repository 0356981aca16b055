#include "platform/db/sqlite_connection.hpp"

#include <fmt/core.h>

namespace yw::db {
namespace {

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view view(int column) const override {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                    : std::string_view();
    }

private:
    sqlite3_stmt* statement_;
};

/// Leaves the statement ready for its next use, whatever happens in between.
class Running {
public:
    explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
    ~Running() { sqlite3_reset(statement_); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    sqlite3_stmt* statement_;
};

int bind_value(sqlite3_stmt* statement, int index, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value.state()))
        return sqlite3_bind_int64(statement, index, *number);
    if (const auto* text = std::get_if<std::string_view>(&value.state())) {
        // A null pointer would bind NULL: an empty text stays an empty text.
        const char* bytes = text->data() ? text->data() : "";
        return sqlite3_bind_text64(statement, index, bytes, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return sqlite3_bind_null(statement, index);
}

/// SQLite counts its memory under one lock for the whole process, taken at every allocation; nobody here asks for the
/// count. Only possible before the first connection: later it is refused and all goes on as it was.
void allocate_without_counting() {
    static const int kOnce = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)kOnce;
}

}  // namespace

SqliteConnection::SqliteConnection(const SqliteOptions& options, Use use) {
    allocate_without_counting();
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code =
        sqlite3_open_v2(options.file.c_str(), &raw, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    handle_.reset(raw);
    if (code != SQLITE_OK) raise("open " + options.file, code);
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 10'000);
    script("PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;");
    const int cache_kib = use == Use::kWrite ? options.cache_kib : options.cache_kib / 8;
    script(fmt::format("PRAGMA cache_size=-{}; PRAGMA wal_autocheckpoint=0;", cache_kib));
    sqlite3_wal_hook(
        raw,
        [](void* pages, sqlite3*, const char*, int count) {
            *static_cast<int*>(pages) = count;
            return SQLITE_OK;
        },
        &pages_in_log_);
    if (use == Use::kRead) script("PRAGMA query_only=ON;");
}

void SqliteConnection::raise(std::string_view what, int code) const {
    const auto text = fmt::format("sqlite: {}: {} ({})", what,
                                  handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory", sqlite3_errstr(code));
    if ((code & 0xff) == SQLITE_CONSTRAINT) throw ConstraintError(text);
    throw DbError(text);
}

SqliteConnection::Prepared& SqliteConnection::prepare(const Sql& sql) {
    const auto found = statements_.find(sql.text.data());
    if (found != statements_.end()) return found->second;
    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.text.data(), static_cast<int>(sql.text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &tail);
    if (code != SQLITE_OK) raise(sql.name, code);
    Prepared prepared;
    prepared.statement.reset(raw);
    for (int i = 1; i <= sqlite3_bind_parameter_count(raw); ++i) {
        const char* name = sqlite3_bind_parameter_name(raw, i);
        if (!name || name[0] != ':') throw DbError(fmt::format("{}: parameters are written :name", sql.name));
        prepared.parameters.emplace_back(name + 1);
    }
    return statements_.emplace(sql.text.data(), std::move(prepared)).first->second;
}

std::int64_t SqliteConnection::run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row) {
    Prepared& prepared = prepare(sql);
    sqlite3_stmt* statement = prepared.statement.get();
    if (binds.size() != prepared.parameters.size())
        throw DbError(
            fmt::format("{}: {} values for {} parameters", sql.name, binds.size(), prepared.parameters.size()));
    const Running running(statement);
    const int count = static_cast<int>(prepared.parameters.size());
    int index = -1;
    for (const Bind& bind : binds) {
        // Values mostly come in the order of the statement: look there first.
        int tried = 0;
        do {
            index = index + 1 == count ? 0 : index + 1;
        } while (prepared.parameters[static_cast<std::size_t>(index)] != bind.name && ++tried < count);
        if (tried == count) throw DbError(fmt::format("{}: no parameter :{}", sql.name, bind.name));
        if (const int code = bind_value(statement, index + 1, bind.value); code != SQLITE_OK) raise(sql.name, code);
    }
    const SqliteRow current(statement);
    std::int64_t rows = 0;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        ++rows;
        if (row) row(current);
    }
    if (code != SQLITE_DONE) raise(sql.name, code);
    return sqlite3_column_count(statement) > 0 ? rows : sqlite3_changes64(handle_.get());
}

void SqliteConnection::checkpoint() {
    (void)sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void SqliteConnection::script(std::string_view text) {
    const int code = sqlite3_exec(handle_.get(), std::string(text).c_str(), nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return;
    const std::string why = sqlite3_errmsg(handle_.get());
    if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    throw DbError("sqlite: script: " + why);
}

}  // namespace yw::db

// The store: one narrow interface over SQLite (inside, by default) and PostgreSQL.
//
// Reads see one snapshot. Writes run in one transaction that is durable when write() returns: on SQLite one writer
// thread runs writes as they come, commits once for many (synchronous=FULL), then answers everyone; on PostgreSQL a
// pool runs them SERIALIZABLE and repeats what the server refused for serialisation. So the function given to write()
// may run more than once and must not touch anything but the transaction and its own result.
//
// Expected outcomes are Results; DbError is thrown for a broken machine, ConstraintError for a key, check or foreign
// key that the caller did not rule out.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "kernel/result.hpp"
#include "platform/db/sql.hpp"

namespace yw::db {

class DbError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A unique, foreign or check constraint refused the statement.
class ConstraintError : public DbError {
public:
    using DbError::DbError;
};

/// NULL, an integer or a text. Texts are borrowed: they must live until the call returns.
class Value {
public:
    Value(std::nullptr_t) {}
    Value(std::string_view text) : state_(text) {}
    Value(const std::string& text) : state_(std::string_view(text)) {}
    Value(const char* text) : state_(std::string_view(text)) {}
    template <class I>
    requires std::is_integral_v<I> Value(I number) : state_(static_cast<std::int64_t>(number)) {}
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) *this = Value(*maybe);
    }
    const std::variant<std::monostate, std::int64_t, std::string_view>& state() const { return state_; }

private:
    std::variant<std::monostate, std::int64_t, std::string_view> state_;
};

struct Bind {
    std::string_view name;  ///< without the colon
    Value value;
};
using Binds = std::span<const Bind>;

/// The current row of a result; columns are counted from 0 in the order of the statement.
class Row {
public:
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;   ///< 0 for NULL
    virtual std::string_view view(int column) const = 0;  ///< valid until the next row; empty for NULL
    std::string text(int column) const { return std::string(view(column)); }
    std::optional<std::string> maybe_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional(text(column));
    }
    std::optional<std::int64_t> maybe_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional(integer(column));
    }

protected:
    ~Row() = default;
};

/// A snapshot to read from. Not to be kept: it lives for the call that handed it out.
class Reader {
public:
    virtual ~Reader() = default;

    /// Calls `row` for each row; returns how many there were.
    std::int64_t each(const Sql& sql, std::initializer_list<Bind> binds, const std::function<void(const Row&)>& row) {
        return run(sql, Binds(binds.begin(), binds.size()), row);
    }
    /// The first row through `map`, or nothing.
    template <class F>
    auto one(const Sql& sql, std::initializer_list<Bind> binds, F map)
        -> std::optional<std::invoke_result_t<F, const Row&>> {
        std::optional<std::invoke_result_t<F, const Row&>> found;
        run(sql, Binds(binds.begin(), binds.size()), [&](const Row& row) {
            if (!found) found.emplace(map(row));
        });
        return found;
    }
    /// All rows through `map`. Every statement used here has a LIMIT or a natural bound.
    template <class F>
    auto list(const Sql& sql, std::initializer_list<Bind> binds, F map)
        -> std::vector<std::invoke_result_t<F, const Row&>> {
        std::vector<std::invoke_result_t<F, const Row&>> rows;
        run(sql, Binds(binds.begin(), binds.size()), [&](const Row& row) { rows.push_back(map(row)); });
        return rows;
    }
    /// The first column of the first row as a number, or nothing.
    std::optional<std::int64_t> number(const Sql& sql, std::initializer_list<Bind> binds) {
        return one(sql, binds, [](const Row& row) { return row.integer(0); });
    }

protected:
    virtual std::int64_t run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row) = 0;
};

/// A write in progress. It also reads, and sees what it wrote.
class Transaction : public Reader {
public:
    /// Runs a statement without result rows; returns how many rows it changed.
    std::int64_t execute(const Sql& sql, std::initializer_list<Bind> binds) {
        return change(sql, Binds(binds.begin(), binds.size()));
    }

protected:
    virtual std::int64_t change(const Sql& sql, Binds binds) = 0;
};

enum class Engine { kSqlite, kPostgres };

/// What became of a write that nobody waited for: its result, or the exception that it ended with.
template <class R>
class Settled {
public:
    Settled(R result) : result_(std::move(result)) {}
    Settled(std::exception_ptr broken) : broken_(std::move(broken)) {}
    /// Once. @throws what the write, or the machine under it, threw
    R get() && {
        if (broken_) std::rethrow_exception(broken_);
        return std::move(*result_);
    }

private:
    std::optional<R> result_;
    std::exception_ptr broken_;
};

class Database {
public:
    virtual ~Database() = default;

    /// f(Reader&) on one snapshot; gives back what f gives back.
    template <class F>
    auto read(F f) -> std::invoke_result_t<F, Reader&> {
        using T = std::invoke_result_t<F, Reader&>;
        if constexpr (std::is_void_v<T>) {
            run_read([&](Reader& reader) { f(reader); });
        } else {
            std::optional<T> result;
            run_read([&](Reader& reader) { result.emplace(f(reader)); });
            return std::move(*result);
        }
    }

    /// f(Transaction&) -> Result<T> in one durable transaction; an Error or an exception undoes all of it.
    /// @param name  for metrics and logs: "cases.submit"
    template <class F>
    auto write(std::string_view name, F f) -> std::invoke_result_t<F, Transaction&> {
        using R = std::invoke_result_t<F, Transaction&>;
        std::optional<R> result;
        run_write(name, [&](Transaction& tx) {
            result.emplace(f(tx));
            return static_cast<bool>(*result) ? Outcome::kCommit : Outcome::kUndo;
        });
        return std::move(*result);
    }

    /// write() for those who have something else to do than wait: `done` is called with the Settled result once the
    /// write is durable or undone, on a thread of the store (on PostgreSQL the caller's). It must not throw, and should
    /// be quick: others' answers wait behind it. Both functions are destroyed on that thread.
    template <class F, class D>
    void write_later(std::string_view name, F f, D done) {
        start_write(name, std::make_unique<LaterWrite<F, D>>(std::move(f), std::move(done)));
    }

    virtual Engine engine() const = 0;

    /// Brings the schema up to date, module by module in the order given; refuses a step whose text has changed and a
    /// database that is newer than this program.
    void migrate(std::span<const std::span<const Migration>> modules, std::int64_t now_ms);

    /// Runs a text of one or more statements outside any module: migrations and tests.
    virtual void script(std::string_view text) = 0;

    enum class Outcome { kCommit, kUndo };

    /// A write on its way, for the engines.
    class Write {
    public:
        virtual ~Write() = default;
        virtual Outcome run(Transaction& tx) = 0;
        virtual void done(std::exception_ptr broken) noexcept = 0;
    };

protected:
    virtual void run_read(const std::function<void(Reader&)>& body) = 0;
    virtual void run_write(std::string_view name, const std::function<Outcome(Transaction&)>& body) = 0;
    virtual void start_write(std::string_view name, std::unique_ptr<Write> write) = 0;

private:
    template <class F, class D>
    class LaterWrite final : public Write {
    public:
        LaterWrite(F body, D done) : body_(std::move(body)), done_(std::move(done)) {}
        Outcome run(Transaction& tx) override {
            result_.emplace(body_(tx));
            return static_cast<bool>(*result_) ? Outcome::kCommit : Outcome::kUndo;
        }
        void done(std::exception_ptr broken) noexcept override {
            if (broken)
                done_(Settled<R>(std::move(broken)));
            else
                done_(Settled<R>(std::move(*result_)));
        }

    private:
        using R = std::invoke_result_t<F&, Transaction&>;
        F body_;
        D done_;
        std::optional<R> result_;
    };
};

struct SqliteOptions {
    std::string file;           ///< path of the database file
    int readers = 8;            ///< reading connections kept open
    std::string vfs = {};       ///< name of a registered VFS; empty for the default (tests of power loss)
    int cache_kib = 16 * 1024;  ///< page cache of the writer; readers get an eighth each
};
/// Opens (or makes) the file. @throws DbError if it cannot be opened or is not a database.
std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);

struct PostgresOptions {
    std::string uri = {};  ///< postgres://user@host/db, as libpq reads it
    int connections = 16;  ///< at most this many at once; further callers wait
};
std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

}  // namespace yw::db

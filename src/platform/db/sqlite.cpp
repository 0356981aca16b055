// SQLite behind the store's interface: a pool of reading connections, and one writer that groups commits.
#include <condition_variable>
#include <mutex>

#include "kernel/waiting.hpp"
#include "platform/db/sqlite_transaction.hpp"
#include "platform/db/sqlite_writer.hpp"

namespace yw::db {
namespace {

constexpr Sql kBeginRead{"db.begin_read", "BEGIN"};
constexpr Sql kCommit{"db.commit", "COMMIT"};
constexpr Sql kRollback{"db.rollback", "ROLLBACK"};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const SqliteOptions& options) : options_(options), writer_(options) {}

    Engine engine() const override { return Engine::kSqlite; }

    void script(std::string_view text) override { writer_.script(text); }

protected:
    void run_read(const std::function<void(Reader&)>& body) override {
        const Lease lease(*this);
        SqliteTransaction reader(lease.connection());
        lease.connection().run(kBeginRead, {}, {});
        try {
            body(reader);
        } catch (...) {
            if (lease.connection().in_transaction()) lease.connection().run(kRollback, {}, {});
            throw;
        }
        lease.connection().run(kCommit, {}, {});
    }

    void run_write(std::string_view, const std::function<Outcome(Transaction&)>& body) override { writer_.write(body); }
    void start_write(std::string_view, std::unique_ptr<Write> write) override { writer_.write_later(std::move(write)); }

private:
    /// A reading connection for one call.
    class Lease {
    public:
        explicit Lease(SqliteDatabase& owner) : owner_(owner) {
            std::unique_lock lock(owner.pool_mutex_);
            const auto free = [&] { return !owner.idle_.empty() || owner.opened_ < owner.options_.readers; };
            if (!free()) {
                const Waiting waiting;
                owner.pool_freed_.wait(lock, free);
            }
            if (!owner.idle_.empty()) {
                connection_ = std::move(owner.idle_.back());
                owner.idle_.pop_back();
                return;
            }
            ++owner.opened_;
            lock.unlock();
            try {
                connection_ = std::make_unique<SqliteConnection>(owner.options_, SqliteConnection::Use::kRead);
            } catch (...) {
                const std::lock_guard again(owner.pool_mutex_);
                --owner.opened_;
                throw;
            }
        }
        ~Lease() {
            {
                const std::lock_guard lock(owner_.pool_mutex_);
                owner_.idle_.push_back(std::move(connection_));
            }
            owner_.pool_freed_.notify_one();
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        SqliteConnection& connection() const { return *connection_; }

    private:
        SqliteDatabase& owner_;
        std::unique_ptr<SqliteConnection> connection_;
    };

    SqliteOptions options_;

    std::mutex pool_mutex_;
    std::condition_variable pool_freed_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
    int opened_ = 0;

    SqliteWriter writer_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace yw::db

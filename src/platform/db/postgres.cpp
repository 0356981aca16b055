// PostgreSQL behind the store's interface: a pool of connections; writes are SERIALIZABLE and repeated when the server
// refuses them for serialisation, so that both engines give the same guarantees.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "platform/db/postgres_connection.hpp"

namespace yw::db {
namespace {

constexpr Sql kBeginRead{"db.begin_read", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
constexpr Sql kBeginWrite{"db.begin_write", "BEGIN ISOLATION LEVEL SERIALIZABLE"};
constexpr Sql kCommit{"db.commit", "COMMIT"};
constexpr Sql kRollback{"db.rollback", "ROLLBACK"};
constexpr int kMaxTries = 12;

class PostgresTransaction final : public Transaction {
public:
    explicit PostgresTransaction(PostgresConnection& connection) : connection_(connection) {}

protected:
    std::int64_t run(const Sql& sql, Binds binds, const std::function<void(const Row&)>& row) override {
        return connection_.run(sql, binds, row);
    }
    std::int64_t change(const Sql& sql, Binds binds) override { return connection_.run(sql, binds, {}); }

private:
    PostgresConnection& connection_;
};

/// Doubling pause with a random part, so that two writers that met do not meet again.
void pause_before_retry(int tries) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const int most_ms = 1 << std::min(tries, 6);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % (1000 * most_ms)));
}

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const PostgresOptions& options) : options_(options) {
        const Lease proves_the_address(*this);
    }

    Engine engine() const override { return Engine::kPostgres; }

    void script(std::string_view text) override {
        const Lease lease(*this);
        lease.connection().script(text);
    }

protected:
    void run_read(const std::function<void(Reader&)>& body) override {
        const Lease lease(*this);
        PostgresTransaction reader(lease.connection());
        lease.connection().run(kBeginRead, {}, {});
        body(reader);
        lease.connection().run(kCommit, {}, {});
    }

    void run_write(std::string_view, const std::function<Outcome(Transaction&)>& body) override {
        for (int tries = 1;; ++tries) {
            const Lease lease(*this);
            try {
                PostgresTransaction transaction(lease.connection());
                lease.connection().run(kBeginWrite, {}, {});
                const Outcome outcome = body(transaction);
                lease.connection().run(outcome == Outcome::kCommit ? kCommit : kRollback, {}, {});
                return;
            } catch (const SerializationFailure&) {
                if (tries == kMaxTries) throw;
                lease.connection().settle();
            }
            pause_before_retry(tries);
        }
    }

    /// The server's flush is waited for on the caller's thread: there is no thread here that could.
    void start_write(std::string_view name, std::unique_ptr<Write> write) override {
        std::exception_ptr broken;
        try {
            run_write(name, [&](Transaction& tx) { return write->run(tx); });
        } catch (...) {
            broken = std::current_exception();
        }
        write->done(broken);
    }

private:
    /// A connection for one call; a broken one is dropped and replaced by a new one at the next call.
    class Lease {
    public:
        explicit Lease(PostgresDatabase& owner) : owner_(owner) {
            std::unique_lock lock(owner.mutex_);
            owner.freed_.wait(lock, [&] { return !owner.idle_.empty() || owner.opened_ < owner.options_.connections; });
            if (!owner.idle_.empty()) {
                connection_ = std::move(owner.idle_.back());
                owner.idle_.pop_back();
                return;
            }
            ++owner.opened_;
            lock.unlock();
            try {
                connection_ = std::make_unique<PostgresConnection>(owner.options_.uri);
            } catch (...) {
                give_up_place();
                throw;
            }
        }
        ~Lease() {
            if (connection_->settle()) {
                {
                    const std::lock_guard lock(owner_.mutex_);
                    owner_.idle_.push_back(std::move(connection_));
                }
                owner_.freed_.notify_one();
            } else {
                give_up_place();
            }
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        PostgresConnection& connection() const { return *connection_; }

    private:
        void give_up_place() {
            {
                const std::lock_guard lock(owner_.mutex_);
                --owner_.opened_;
            }
            owner_.freed_.notify_one();
        }
        PostgresDatabase& owner_;
        std::unique_ptr<PostgresConnection> connection_;
    };

    PostgresOptions options_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    int opened_ = 0;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace yw::db

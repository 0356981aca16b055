// SQLite behind the store's interface: a pool of reading connections, and one writer thread that groups commits.
//
// Why one writer: several SQLite writers stall each other for seconds on a slow disk, and one flush of the disk can
// make hundreds of waiting writes durable at once (23,000 four-row writes/s with 128 clients against 6,900 with a
// commit each; with a flush that takes 1 ms more, 24,200 against 720).
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "platform/db/sqlite_connection.hpp"

namespace yw::db {
namespace {

constexpr Sql kBeginRead{"db.begin_read", "BEGIN"};
constexpr Sql kBeginWrite{"db.begin_write", "BEGIN IMMEDIATE"};
constexpr Sql kCommit{"db.commit", "COMMIT"};
constexpr Sql kRollback{"db.rollback", "ROLLBACK"};
constexpr Sql kSavepoint{"db.savepoint", "SAVEPOINT job"};
constexpr Sql kRelease{"db.release", "RELEASE job"};
constexpr Sql kUndo{"db.undo", "ROLLBACK TO job"};

/// More than this waits for the next commit, so that nobody waits for a stranger's long queue.
constexpr std::size_t kMaxBatch = 256;

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

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const SqliteOptions& options)
        : options_(options), writer_(options, SqliteConnection::Use::kWrite), thread_([this] { write_loop(); }) {}

    ~SqliteDatabase() override {
        {
            const std::lock_guard lock(queue_mutex_);
            stopping_ = true;
        }
        queue_filled_.notify_all();
        thread_.join();
    }

    Engine engine() const override { return Engine::kSqlite; }

    void script(std::string_view text) override {
        const std::lock_guard lock(writer_mutex_);
        writer_.script(text);
    }

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

    void run_write(std::string_view, const std::function<Outcome(Transaction&)>& body) override {
        Job job{&body};
        {
            const std::lock_guard lock(queue_mutex_);
            if (stopping_) throw DbError("sqlite: the store is closed");
            queue_.push_back(&job);
        }
        queue_filled_.notify_one();
        job.done.wait(false, std::memory_order_acquire);
        // The writer still touches the job after setting `done`, until it lets go: wait for that too.
        while (!job.released.load(std::memory_order_acquire)) std::this_thread::yield();
        if (job.broken) std::rethrow_exception(job.broken);
    }

private:
    struct Job {
        const std::function<Outcome(Transaction&)>* body;
        std::exception_ptr broken{};
        std::atomic<bool> done{false};
        std::atomic<bool> released{false};
    };

    /// A reading connection for one call.
    class Lease {
    public:
        explicit Lease(SqliteDatabase& owner) : owner_(owner) {
            std::unique_lock lock(owner.pool_mutex_);
            owner.pool_freed_.wait(lock,
                                   [&] { return !owner.idle_.empty() || owner.opened_ < owner.options_.readers; });
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

    void write_loop() {
        std::vector<Job*> batch;
        while (take_batch(batch)) {
            {
                const std::lock_guard lock(writer_mutex_);
                run_batch(batch);
            }
            for (Job* job : batch) {
                job->done.store(true, std::memory_order_release);
                job->done.notify_one();
                job->released.store(true, std::memory_order_release);
            }
        }
    }

    bool take_batch(std::vector<Job*>& batch) {
        batch.clear();
        std::unique_lock lock(queue_mutex_);
        queue_filled_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
        while (!queue_.empty() && batch.size() < kMaxBatch) {
            batch.push_back(queue_.front());
            queue_.pop_front();
        }
        return !batch.empty();
    }

    /// All jobs of the batch in one commit. A failed commit, or a transaction that SQLite gave up on the way (full
    /// disk, I/O error), fails everyone in it: nobody is told "done" for what is not on the disk.
    void run_batch(const std::vector<Job*>& batch) {
        try {
            writer_.run(kBeginWrite, {}, {});
            for (Job* job : batch) run_job(*job);
            writer_.run(kCommit, {}, {});
        } catch (...) {
            const auto broken = std::current_exception();
            for (Job* job : batch) job->broken = broken;
            try {
                if (writer_.in_transaction()) writer_.run(kRollback, {}, {});
            } catch (const DbError&) {
                // The next BEGIN will say what is wrong; these callers have their error already.
            }
        }
    }

    void run_job(Job& job) {
        SqliteTransaction transaction(writer_);
        writer_.run(kSavepoint, {}, {});
        Outcome outcome = Outcome::kUndo;
        try {
            outcome = (*job.body)(transaction);
        } catch (...) {
            job.broken = std::current_exception();
            if (!writer_.in_transaction()) throw;
        }
        if (outcome == Outcome::kUndo) writer_.run(kUndo, {}, {});
        writer_.run(kRelease, {}, {});
    }

    SqliteOptions options_;

    std::mutex pool_mutex_;
    std::condition_variable pool_freed_;
    std::vector<std::unique_ptr<SqliteConnection>> idle_;
    int opened_ = 0;

    std::mutex writer_mutex_;
    SqliteConnection writer_;

    std::mutex queue_mutex_;
    std::condition_variable queue_filled_;
    std::deque<Job*> queue_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace yw::db

// SQLite behind the store's interface: a pool of reading connections, and one writer thread that groups commits.
//
// Why one writer: several SQLite writers stall each other for seconds on a slow disk, and one flush of the disk can
// make hundreds of waiting writes durable at once (23,000 four-row writes/s with 128 clients against 6,900 with a
// commit each; with a flush that takes 1 ms more, 24,200 against 720).
#include <algorithm>
#include <atomic>
#include <chrono>
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
/// However slow the disk, nobody waits longer than this for company.
constexpr std::chrono::milliseconds kLongestWait{2};

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

/// Writes that are committed together.
struct Batch {
    struct Job {
        const std::function<Database::Outcome(Transaction&)>* body;
        std::exception_ptr broken{};
    };
    std::vector<Job*> jobs;
    std::atomic<bool> done{false};
};
using Job = Batch::Job;

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
        std::shared_ptr<Batch> batch;
        bool enough = false;
        {
            const std::lock_guard lock(queue_mutex_);
            if (stopping_) throw DbError("sqlite: the store is closed");
            if (queue_.empty() || queue_.back()->jobs.size() >= kMaxBatch) queue_.push_back(std::make_shared<Batch>());
            batch = queue_.back();
            batch->jobs.push_back(&job);
            enough = writer_waits_ && queue_.front()->jobs.size() >= wanted_;
        }
        if (enough) queue_filled_.notify_one();
        batch->done.wait(false, std::memory_order_acquire);
        if (job.broken) std::rethrow_exception(job.broken);
    }

private:
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
        std::size_t last = 1;
        while (const auto batch = take_batch(last)) {
            const auto began = std::chrono::steady_clock::now();
            {
                const std::lock_guard lock(writer_mutex_);
                run_batch(*batch);
            }
            last_commit_ = std::chrono::steady_clock::now() - began;
            last = batch->jobs.size();
            batch->done.store(true, std::memory_order_release);
            batch->done.notify_all();
        }
    }

    /// The oldest batch. Those who were answered a moment ago are likely to write again: waiting for them a fraction of
    /// what a commit costs makes one commit of two half-empty ones. A lone writer is never made to wait.
    std::shared_ptr<Batch> take_batch(std::size_t last) {
        std::unique_lock lock(queue_mutex_);
        writer_waits_ = true;
        wanted_ = 1;
        const auto filled = [&] { return stopping_ || (!queue_.empty() && queue_.front()->jobs.size() >= wanted_); };
        queue_filled_.wait(lock, filled);
        if (last > 1 && !stopping_) {
            wanted_ = std::min(kMaxBatch, std::max(last, queue_.front()->jobs.size()));
            queue_filled_.wait_for(lock, std::min<std::chrono::nanoseconds>(last_commit_ / 3, kLongestWait), filled);
        }
        writer_waits_ = false;
        if (queue_.empty()) return nullptr;
        auto batch = std::move(queue_.front());
        queue_.pop_front();
        return batch;
    }

    /// All jobs of the batch in one commit. A failed commit, or a transaction that SQLite gave up on the way (full
    /// disk, I/O error), fails everyone in it: nobody is told "done" for what is not on the disk.
    void run_batch(Batch& batch) {
        try {
            writer_.run(kBeginWrite, {}, {});
            if (!run_together(batch)) {
                writer_.run(kRollback, {}, {});
                writer_.run(kBeginWrite, {}, {});
                for (Job* job : batch.jobs) run_apart(*job);
            }
            writer_.run(kCommit, {}, {});
        } catch (...) {
            const auto broken = std::current_exception();
            for (Job* job : batch.jobs) job->broken = broken;
            try {
                if (writer_.in_transaction()) writer_.run(kRollback, {}, {});
            } catch (const DbError&) {
                // The next BEGIN will say what is wrong; these callers have their error already.
            }
        }
    }

    /// One after the other without savepoints, which cost as much as a row each. False when one failed after it had
    /// changed something: then all must be run again, apart. Most failures are found before the first change.
    bool run_together(Batch& batch) {
        for (Job* job : batch.jobs) {
            const auto before = writer_.total_changes();
            if (run_body(*job) == Outcome::kUndo && writer_.total_changes() != before) return false;
        }
        return true;
    }

    void run_apart(Job& job) {
        job.broken = nullptr;
        writer_.run(kSavepoint, {}, {});
        if (run_body(job) == Outcome::kUndo) writer_.run(kUndo, {}, {});
        writer_.run(kRelease, {}, {});
    }

    Outcome run_body(Job& job) {
        SqliteTransaction transaction(writer_);
        try {
            return (*job.body)(transaction);
        } catch (...) {
            job.broken = std::current_exception();
            if (!writer_.in_transaction()) throw;
            return Outcome::kUndo;
        }
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
    std::deque<std::shared_ptr<Batch>> queue_;
    bool writer_waits_ = false;
    std::size_t wanted_ = 1;  ///< the writer wants to be woken at this many
    bool stopping_ = false;
    std::chrono::nanoseconds last_commit_{0};
    std::thread thread_;  // last: it uses everything above
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace yw::db

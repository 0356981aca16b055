#include "platform/db/sqlite_writer.hpp"

#include <algorithm>
#include <utility>

#include "kernel/waiting.hpp"
#include "platform/db/sqlite_transaction.hpp"

namespace yw::db {
namespace {

using Outcome = Database::Outcome;
using SteadyClock = std::chrono::steady_clock;

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
/// A writer that waits for company is not woken for each one who comes.
constexpr std::size_t kWakeAt = 8;
/// Pages in the log at which they are copied into the database file: 16 MiB.
constexpr int kCheckpointAt = 4000;

}  // namespace

SqliteWriter::SqliteWriter(const SqliteOptions& options)
    : writer_(options, SqliteConnection::Use::kWrite),
      checkpointer_(options, SqliteConnection::Use::kCheckpoint),
      answering_([this] { answer_loop(); }),
      checkpointing_([this] { checkpoint_loop(); }),
      writing_([this] { write_loop(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(queue_mutex_);
        stopping_ = true;
    }
    queue_filled_.notify_all();
    writing_.join();
    {
        const std::lock_guard lock(answers_mutex_);
        answers_end_ = true;
    }
    answers_there_.notify_all();
    answering_.join();
    {
        const std::lock_guard lock(checkpoint_mutex_);
        checkpoint_ = Checkpoint::kEnd;
    }
    checkpoint_changed_.notify_all();
    checkpointing_.join();
}

void SqliteWriter::script(std::string_view text) {
    const std::lock_guard lock(writer_mutex_);
    writer_.script(text);
}

void SqliteWriter::write(const std::function<Outcome(Transaction&)>& body) {
    Job job;
    job.body = &body;
    enqueue(&job);
    while (!job.finished.load(std::memory_order_acquire)) {
        std::shared_ptr<Gate> gate;
        {
            const std::lock_guard lock(queue_mutex_);
            gate = job.gate;
        }
        const Waiting waiting;
        gate->wait();
    }
    if (job.broken) std::rethrow_exception(job.broken);
}

void SqliteWriter::write_later(std::unique_ptr<Database::Write> write) {
    auto job = std::make_unique<Job>();
    job->later = std::move(write);
    enqueue(job.get());
    (void)job.release();  // finish() and answer_loop() have it now
}

void SqliteWriter::enqueue(Job* job) {
    bool enough = false;
    {
        const std::lock_guard lock(queue_mutex_);
        if (stopping_) throw DbError("sqlite: the store is closed");
        job->gate = gate_;
        queue_.push_back(job);
        enough = wanted_ > 0 && queue_.size() >= wanted_;
        if (enough) wanted_ = 0;
    }
    if (enough) queue_filled_.notify_one();
}

void SqliteWriter::write_loop() {
    while (wait_for_work()) {
        const auto began = SteadyClock::now();
        Batch batch;
        int pages_in_log = 0;
        {
            const std::lock_guard lock(writer_mutex_);
            run_batch(batch);
            pages_in_log = writer_.pages_in_log();
        }
        expected_ = batch.jobs.size();
        longest_wait_ =
            std::min<std::chrono::nanoseconds>((SteadyClock::now() - began - batch.waited) / 3, kLongestWait);
        finish(std::move(batch));
        if (pages_in_log >= kCheckpointAt) shorten_log();
    }
}

/// False when the store is closed and nothing is left to do.
bool SqliteWriter::wait_for_work() {
    std::unique_lock lock(queue_mutex_);
    wanted_ = 1;
    queue_filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    wanted_ = 0;
    return !queue_.empty();
}

/// Those who have come since; empty when the batch is complete. Those who were answered a moment ago are likely to
/// write again: waiting for them a fraction of what a commit costs makes one commit of two half-empty ones. A lone
/// writer is never made to wait.
std::span<SqliteWriter::Job*> SqliteWriter::take(Batch& batch) {
    const std::size_t had = batch.jobs.size();
    std::unique_lock lock(queue_mutex_);
    if (queue_.empty() && had < expected_ && batch.waited < longest_wait_ && !stopping_) {
        const auto began = SteadyClock::now();
        wanted_ = std::min(expected_ - had, kWakeAt);
        queue_filled_.wait_until(lock, began + (longest_wait_ - batch.waited),
                                 [this] { return stopping_ || wanted_ == 0; });
        wanted_ = 0;
        batch.waited += SteadyClock::now() - began;
    }
    const auto taken = static_cast<std::ptrdiff_t>(std::min(kMaxBatch - had, queue_.size()));
    batch.jobs.insert(batch.jobs.end(), queue_.begin(), queue_.begin() + taken);
    queue_.erase(queue_.begin(), queue_.begin() + taken);
    return std::span(batch.jobs).subspan(had);
}

/// Whoever comes from now on waits for the next commit.
void SqliteWriter::close(Batch& batch) {
    auto next = std::make_shared<Gate>();
    const std::lock_guard lock(queue_mutex_);
    batch.gate = std::exchange(gate_, std::move(next));
    for (Job* left_over : queue_) left_over->gate = gate_;
}

/// All in one commit. A failed commit, or a transaction that SQLite gave up on the way (full disk, I/O error), fails
/// everyone in it: nobody is told "done" for what is not on the disk.
void SqliteWriter::run_batch(Batch& batch) {
    try {
        writer_.run(kBeginWrite, {}, {});
        for (auto jobs = take(batch); !jobs.empty(); jobs = take(batch)) run_new(batch, jobs);
        close(batch);
        writer_.run(kCommit, {}, {});
    } catch (...) {
        const auto broken = std::current_exception();
        if (batch.jobs.empty()) take(batch);
        if (!batch.gate) close(batch);
        for (Job* job : batch.jobs) job->broken = broken;
        try {
            if (writer_.in_transaction()) writer_.run(kRollback, {}, {});
        } catch (const DbError&) {
            // The next BEGIN will say what is wrong; these callers have their error already.
        }
    }
}

/// Without savepoints, which cost as much as a row each, until one fails after it had changed something: then all must
/// be run again, apart. Most failures are found before the first change.
void SqliteWriter::run_new(Batch& batch, std::span<Job*> jobs) {
    for (Job* job : jobs) {
        if (batch.apart) {
            run_apart(*job);
        } else if (!run_together(*job)) {
            batch.apart = true;
            writer_.run(kRollback, {}, {});
            writer_.run(kBeginWrite, {}, {});
            for (Job* before : batch.jobs) {
                run_apart(*before);
                if (before == job) break;
            }
        }
    }
}

bool SqliteWriter::run_together(Job& job) {
    const auto before = writer_.total_changes();
    return run_body(job) == Outcome::kCommit || writer_.total_changes() == before;
}

void SqliteWriter::run_apart(Job& job) {
    job.broken = nullptr;
    writer_.run(kSavepoint, {}, {});
    if (run_body(job) == Outcome::kUndo) writer_.run(kUndo, {}, {});
    writer_.run(kRelease, {}, {});
}

Outcome SqliteWriter::run_body(Job& job) {
    SqliteTransaction transaction(writer_);
    try {
        return job.later ? job.later->run(transaction) : (*job.body)(transaction);
    } catch (...) {
        job.broken = std::current_exception();
        if (!writer_.in_transaction()) throw;
        return Outcome::kUndo;
    }
}

/// Tells everyone: one alone at once, more through the thread that answers, while the next commit begins.
void SqliteWriter::finish(Batch batch) {
    if (batch.jobs.size() == 1 && !batch.jobs.front()->later) {
        batch.jobs.front()->finished.store(true, std::memory_order_release);
        return batch.gate->open();
    }
    {
        const std::lock_guard lock(answers_mutex_);
        answers_.push_back(std::move(batch));
    }
    answers_there_.notify_one();
}

void SqliteWriter::answer_loop() {
    std::vector<Batch> batches;
    while (true) {
        {
            std::unique_lock lock(answers_mutex_);
            answers_there_.wait(lock, [this] { return answers_end_ || !answers_.empty(); });
            if (answers_.empty()) return;
            batches.swap(answers_);
        }
        for (Batch& batch : batches) {
            std::vector<std::unique_ptr<Job>> later;
            for (Job* job : batch.jobs) {
                if (job->later)
                    later.emplace_back(job);
                else
                    job->finished.store(true, std::memory_order_release);  // it may be gone after this
            }
            batch.gate->open();
            for (const auto& job : later) job->later->done(job->broken);
        }
        batches.clear();
    }
}

/// The log is copied into the database file beside the writer. Under load more is written meanwhile, and SQLite begins
/// the log anew only when all of it is copied: the writer itself copies what came in between, which is little.
void SqliteWriter::shorten_log() {
    std::unique_lock lock(checkpoint_mutex_);
    if (checkpoint_ == Checkpoint::kNone) {
        checkpoint_ = Checkpoint::kWanted;
        lock.unlock();
        checkpoint_changed_.notify_one();
    } else if (checkpoint_ == Checkpoint::kTail) {
        checkpoint_ = Checkpoint::kNone;
        lock.unlock();
        const std::lock_guard writer_lock(writer_mutex_);
        writer_.checkpoint();
    }
}

void SqliteWriter::checkpoint_loop() {
    std::unique_lock lock(checkpoint_mutex_);
    while (true) {
        checkpoint_changed_.wait(
            lock, [this] { return checkpoint_ == Checkpoint::kWanted || checkpoint_ == Checkpoint::kEnd; });
        if (checkpoint_ == Checkpoint::kEnd) return;
        checkpoint_ = Checkpoint::kRunning;
        lock.unlock();
        checkpointer_.checkpoint();
        lock.lock();
        if (checkpoint_ == Checkpoint::kRunning) checkpoint_ = Checkpoint::kTail;
    }
}

}  // namespace yw::db

// The one thread that writes to SQLite (docs/adr/0002). It runs writes as they come, in one open transaction, commits
// when everybody who is likely to come is there, and then answers them all. Inside the module.
//
// Why one writer: several SQLite writers stall each other for seconds on a slow disk, and one flush of the disk can
// make hundreds of waiting writes durable at once.
//
// Three threads: the writer; the one that answers, because waking a hundred threads costs as much as ten writes; and
// the one that copies the log into the database file, which needs a flush of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

#include "platform/db/gate.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace yw::db {

class SqliteWriter {
public:
    explicit SqliteWriter(const SqliteOptions& options);
    ~SqliteWriter();
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    void script(std::string_view text);
    /// Returns when the write is durable or undone.
    void write(const std::function<Database::Outcome(Transaction&)>& body);
    /// Returns at once; Write::done is called on the answering thread.
    void write_later(std::unique_ptr<Database::Write> write);

private:
    struct Job {
        const std::function<Database::Outcome(Transaction&)>* body = nullptr;  ///< of one who waits
        std::unique_ptr<Database::Write> later{};                              ///< of one who does not
        std::exception_ptr broken{};
        std::shared_ptr<Gate> gate{};  ///< guarded by queue_mutex_: moves to the next batch's with those left over
        std::atomic<bool> finished{false};
    };
    /// What is committed together.
    struct Batch {
        std::vector<Job*> jobs;
        std::shared_ptr<Gate> gate;  ///< of those who wait
        bool apart = false;          ///< each in a savepoint
        std::chrono::nanoseconds waited{0};
    };

    void enqueue(Job* job);

    void write_loop();
    bool wait_for_work();
    std::span<Job*> take(Batch& batch);
    void close(Batch& batch);
    void run_batch(Batch& batch);
    void run_new(Batch& batch, std::span<Job*> jobs);
    bool run_together(Job& job);
    void run_apart(Job& job);
    Database::Outcome run_body(Job& job);
    void finish(Batch batch);

    void answer_loop();

    void checkpoint_loop();
    void shorten_log();

    std::mutex writer_mutex_;
    SqliteConnection writer_;

    std::mutex queue_mutex_;
    std::condition_variable queue_filled_;
    std::deque<Job*> queue_;
    std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();  ///< of whoever comes now
    std::size_t wanted_ = 0;  ///< the writer sleeps until so many have queued; 0: it is awake
    bool stopping_ = false;

    // The writer's own.
    std::size_t expected_ = 1;                  ///< how many the last commit held
    std::chrono::nanoseconds longest_wait_{0};  ///< for company, in one commit

    std::mutex answers_mutex_;
    std::condition_variable answers_there_;
    std::vector<Batch> answers_;
    bool answers_end_ = false;

    enum class Checkpoint { kNone, kWanted, kRunning, kTail, kEnd };
    std::mutex checkpoint_mutex_;
    std::condition_variable checkpoint_changed_;
    Checkpoint checkpoint_ = Checkpoint::kNone;
    SqliteConnection checkpointer_;

    std::thread answering_, checkpointing_, writing_;  // last: they use everything above
};

}  // namespace yw::db

// Threads with one bounded queue. A full queue is said at once, so that the caller can answer 503.
//
// There are many threads, because some wait: for a commit, a connection, a disk. Few of them run at a time, about as
// many as there are processors: sixty that share two processors only take each other's memory out of the caches. A
// thread that waits (kernel/waiting.hpp) lets another run; and when nothing was begun for a while, because jobs are
// long or wait without saying so, one more steps in.
//
// The thread that slept last is called first: its stack and its memory are still near. One thread at a time is being
// called, and calls the next when it has come: waking sixty for sixty short jobs would cost more than the jobs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "kernel/waiting.hpp"

namespace yw::http {

class WorkerPool final : private WaitListener {
public:
    using Job = std::function<void()>;
    struct Size {
        int threads = 1;
        std::size_t queue = 64;
        /// So many run at a time, besides those that wait; 0: two for each processor.
        int at_once = 0;
        /// One more steps in when nothing was begun for so long.
        std::chrono::microseconds patience{2'000};
    };
    explicit WorkerPool(const Size& size);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void start();
    /// False when the queue is full or the pool stops. Jobs must not throw.
    bool submit(Job job);
    /// Drops what waits and returns when the running jobs have ended.
    void stop();

private:
    struct Sleeper {
        std::condition_variable wake;
        bool called = false;
    };
    void run();
    bool job_for(Sleeper& self, std::unique_lock<std::mutex>& lock);
    void sleep(Sleeper& self, std::unique_lock<std::mutex>& lock);
    bool watch(Sleeper& self, std::unique_lock<std::mutex>& lock);
    Sleeper* call_one();
    void wait_begins() noexcept override;
    void wait_ends() noexcept override;

    const Size size_;
    std::mutex mutex_;
    std::deque<Job> jobs_;
    std::vector<Sleeper*> asleep_;  ///< the last one first
    Sleeper* watching_ = nullptr;   ///< whoever looks whether the running ones go on
    std::uint64_t begun_ = 0;       ///< jobs
    int running_ = 0;               ///< jobs that do not wait
    bool calling_ = false;          ///< somebody was called and has not come yet
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace yw::http

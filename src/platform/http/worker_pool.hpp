// Threads with one bounded queue. A full queue is said at once, so that the caller can answer 503.
//
// The thread that slept last is called first: its stack and its memory are still near. One thread at a time is being
// called, and calls the next when it has come: waking sixty for sixty short jobs would cost more than the jobs.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace yw::http {

class WorkerPool {
public:
    using Job = std::function<void()>;
    WorkerPool(int threads, std::size_t queue);
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
    void sleep(Sleeper& self, std::unique_lock<std::mutex>& lock);
    Sleeper* call_one();

    const int thread_count_;
    const std::size_t queue_size_;
    std::mutex mutex_;
    std::deque<Job> jobs_;
    std::vector<Sleeper*> asleep_;  ///< the last one first
    bool calling_ = false;          ///< somebody was called and has not come yet
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace yw::http

// Threads with one bounded queue. A full queue is said at once, so that the caller can answer 503.
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
    void run();

    const int thread_count_;
    const std::size_t queue_size_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace yw::http

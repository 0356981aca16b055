#include "platform/http/worker_pool.hpp"

#include <utility>

namespace yw::http {

WorkerPool::WorkerPool(int threads, std::size_t queue) : thread_count_(threads), queue_size_(queue) {}

WorkerPool::~WorkerPool() {
    stop();
}

void WorkerPool::start() {
    for (int i = 0; i < thread_count_; ++i) threads_.emplace_back([this] { run(); });
}

bool WorkerPool::submit(Job job) {
    Sleeper* called = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || jobs_.size() >= queue_size_) return false;
        jobs_.push_back(std::move(job));
        called = call_one();
    }
    if (called) called->wake.notify_one();
    return true;
}

void WorkerPool::stop() {
    std::deque<Job> dropped;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        dropped.swap(jobs_);
        for (Sleeper* sleeper : asleep_) sleeper->wake.notify_one();
        asleep_.clear();
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

/// Whom to wake once the lock is given back: a sleeper ends with its thread, which stop() waits for.
WorkerPool::Sleeper* WorkerPool::call_one() {
    if (calling_ || jobs_.empty() || asleep_.empty()) return nullptr;
    Sleeper* sleeper = asleep_.back();
    asleep_.pop_back();
    sleeper->called = calling_ = true;
    return sleeper;
}

void WorkerPool::sleep(Sleeper& self, std::unique_lock<std::mutex>& lock) {
    self.called = false;
    asleep_.push_back(&self);
    self.wake.wait(lock, [&] { return stopping_ || self.called; });
    if (self.called) calling_ = false;
}

void WorkerPool::run() {
    Sleeper self;
    for (;;) {
        Job job;
        Sleeper* called = nullptr;
        {
            std::unique_lock lock(mutex_);
            while (!stopping_ && jobs_.empty()) sleep(self, lock);
            if (jobs_.empty()) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
            called = call_one();
        }
        if (called) called->wake.notify_one();
        job();
    }
}

}  // namespace yw::http

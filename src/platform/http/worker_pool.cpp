#include "platform/http/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace yw::http {
namespace {

constexpr int kOfEachProcessor = 2;

WorkerPool::Size with_defaults(WorkerPool::Size size) {
    const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    if (size.at_once <= 0) size.at_once = kOfEachProcessor * processors;
    return size;
}

}  // namespace

WorkerPool::WorkerPool(const Size& size) : size_(with_defaults(size)) {}

WorkerPool::~WorkerPool() {
    stop();
}

void WorkerPool::start() {
    for (int i = 0; i < size_.threads; ++i) threads_.emplace_back([this] { run(); });
}

bool WorkerPool::submit(Job job) {
    Sleeper* called = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || jobs_.size() >= size_.queue) return false;
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
        if (watching_) watching_->wake.notify_one();
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

/// Whom to wake once the lock is given back: a sleeper ends with its thread, which stop() waits for. One to work, or,
/// when enough are at work, one to watch them; where all others wait in their jobs, the one that watches works.
WorkerPool::Sleeper* WorkerPool::call_one() {
    if (jobs_.empty()) return nullptr;
    const bool too_few = running_ < size_.at_once;
    if (too_few && watching_ && asleep_.empty()) {
        watching_->called = true;
        return watching_;
    }
    if (calling_ || asleep_.empty() || (!too_few && watching_)) return nullptr;
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

/// Whether jobs wait and none was begun meanwhile.
bool WorkerPool::watch(Sleeper& self, std::unique_lock<std::mutex>& lock) {
    watching_ = &self;
    self.called = false;
    const auto begun = begun_;
    self.wake.wait_for(lock, size_.patience, [&] { return stopping_ || self.called; });
    watching_ = nullptr;
    return !jobs_.empty() && begun_ == begun;
}

/// Waits until this thread is to begin a job; false when the pool stops.
bool WorkerPool::job_for(Sleeper& self, std::unique_lock<std::mutex>& lock) {
    while (!stopping_) {
        const bool enough = running_ >= size_.at_once;
        if (jobs_.empty() || (enough && watching_)) {
            sleep(self, lock);
        } else if (!enough || watch(self, lock)) {
            return !stopping_;
        }
    }
    return false;
}

void WorkerPool::run() {
    listen_to_waits(this);
    Sleeper self;
    std::unique_lock lock(mutex_);
    while (job_for(self, lock)) {
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        ++begun_;
        ++running_;
        Sleeper* called = call_one();
        lock.unlock();
        if (called) called->wake.notify_one();
        job();
        job = nullptr;
        lock.lock();
        --running_;
    }
}

void WorkerPool::wait_begins() noexcept {
    Sleeper* called = nullptr;
    {
        const std::lock_guard lock(mutex_);
        --running_;
        called = call_one();
    }
    if (called) called->wake.notify_one();
}

void WorkerPool::wait_ends() noexcept {
    const std::lock_guard lock(mutex_);
    ++running_;
}

}  // namespace yw::http

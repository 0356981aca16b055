#include "app/timer.hpp"

#include "platform/log/log.hpp"

namespace yw::app {

Timer::Timer(std::string name, std::chrono::milliseconds pause, std::function<void()> task)
    : name_(std::move(name)), pause_(pause), task_(std::move(task)), thread_([this] { run(); }) {}

Timer::~Timer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ended_.notify_all();
    thread_.join();
}

void Timer::run() {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, pause_, [&] { return ending_; })) {
        lock.unlock();
        try {
            task_();
        } catch (const std::exception& error) {
            log::event("timer.failed", log::Level::kError, {{"timer", name_}, {"what", error.what()}});
        }
        lock.lock();
    }
}

}  // namespace yw::app

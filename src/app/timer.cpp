#include "app/timer.hpp"

#include "platform/log/log.hpp"

namespace yw::app {

Timer::Timer(std::string name, std::chrono::milliseconds pause, std::function<void()> task)
    : Timer(
          std::move(name), [pause] { return pause; }, std::move(task)) {}

Timer::Timer(std::string name, std::function<std::chrono::milliseconds()> pause, std::function<void()> task)
    : name_(std::move(name)), pause_(std::move(pause)), task_(std::move(task)), thread_([this] { run(); }) {}

Timer::~Timer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ended_.notify_all();
    thread_.join();
}

std::chrono::milliseconds Timer::pause() const {
    try {
        return pause_();
    } catch (const std::exception& error) {
        log::event("timer.failed", log::Level::kError, {{"timer", name_}, {"what", error.what()}});
        return std::chrono::seconds(1);
    }
}

void Timer::run() {
    std::unique_lock lock(mutex_);
    const auto pause_now = [&] {
        lock.unlock();
        const auto pause = this->pause();
        lock.lock();
        return pause;
    };
    while (!ended_.wait_for(lock, pause_now(), [&] { return ending_; })) {
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

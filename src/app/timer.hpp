// Something that is done again and again while the platform runs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace yw::app {

class Timer {
public:
    /// Runs `task` every `pause`, the first time after one pause. An exception is logged under `name`; the next round
    /// comes all the same. Ends when it goes, after the round that is running.
    Timer(std::string name, std::chrono::milliseconds pause, std::function<void()> task);
    /// The same with a pause that is asked for before each round. Where it cannot be said, a second.
    Timer(std::string name, std::function<std::chrono::milliseconds()> pause, std::function<void()> task);
    ~Timer();
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

private:
    void run();
    std::chrono::milliseconds pause() const;
    std::string name_;
    std::function<std::chrono::milliseconds()> pause_;
    std::function<void()> task_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace yw::app

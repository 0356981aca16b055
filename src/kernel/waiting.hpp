// A thread that waits for others (a commit, a connection) says so: whoever shares out the processors lets another run.
#pragma once

namespace yw {

/// Hears of the waits of one thread, on that thread.
class WaitListener {
public:
    virtual void wait_begins() noexcept = 0;
    virtual void wait_ends() noexcept = 0;

protected:
    ~WaitListener() = default;
};

/// From now on `listener` hears of this thread's waits; nullptr: nobody does. It must outlive the thread's work.
void listen_to_waits(WaitListener* listener) noexcept;

/// This thread waits while it lives. Costs nothing where nobody listens. Waits do not nest.
class Waiting {
public:
    Waiting() noexcept;
    ~Waiting();
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
};

}  // namespace yw

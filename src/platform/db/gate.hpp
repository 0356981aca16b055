// A door that opens once: any number of threads wait before it, one system call wakes them all. Unlike the library's
// atomic wait it neither spins nor yields: whoever waits for a disk has milliseconds.
#pragma once

#include <atomic>
#include <cstdint>

namespace yw::db {

class Gate {
public:
    void wait() const noexcept;
    void open() noexcept;

private:
    std::atomic<std::uint32_t> open_{0};
};

}  // namespace yw::db

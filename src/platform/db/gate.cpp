#include "platform/db/gate.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>

namespace yw::db {
namespace {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t), "the kernel looks at the bare word");

void futex(const std::atomic<std::uint32_t>& word, int operation, std::uint32_t value) noexcept {
    (void)::syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, nullptr, nullptr, 0);
}

}  // namespace

void Gate::wait() const noexcept {
    while (open_.load(std::memory_order_acquire) == 0) futex(open_, FUTEX_WAIT, 0);
}

void Gate::open() noexcept {
    open_.store(1, std::memory_order_release);
    futex(open_, FUTEX_WAKE, INT_MAX);
}

}  // namespace yw::db

#include "kernel/waiting.hpp"

namespace yw {
namespace {

thread_local WaitListener* listener_of_thread = nullptr;

}  // namespace

void listen_to_waits(WaitListener* listener) noexcept {
    listener_of_thread = listener;
}

Waiting::Waiting() noexcept {
    if (listener_of_thread) listener_of_thread->wait_begins();
}

Waiting::~Waiting() {
    if (listener_of_thread) listener_of_thread->wait_ends();
}

}  // namespace yw

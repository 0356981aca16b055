#include "platform/outbox/outbox.hpp"

#include <set>

#include "kernel/ids.hpp"
#include "platform/log/log.hpp"
#include "platform/outbox/sql.hpp"

namespace yw::outbox {
namespace {

/// Rows taken at a time, and the pause after which other processes' rows are looked for.
constexpr int kTake = 200;
constexpr std::chrono::seconds kLookAgain{2};

}  // namespace

void publish(
    db::Transaction& tx, const Clock& clock, std::string_view topic, std::string_view key, std::string_view payload) {
    tx.execute(sql::insert_message, {{"id", new_id()},
                                     {"topic", topic},
                                     {"message_key", key},
                                     {"payload", payload},
                                     {"created_at_ms", clock.now().ms}});
}

int Deliverer::deliver_pending() {
    const auto messages = database_.read([](db::Reader& reader) {
        return reader.list(sql::pending_messages, {{"take", kTake}}, [](const db::Row& row) {
            return Message{row.text(0), row.text(1), row.text(2), row.text(3)};
        });
    });
    int delivered = 0;
    std::set<std::string> held;  // keys with a message that failed: later ones wait behind it
    for (const Message& message : messages) {
        if (held.count(message.key)) continue;
        const auto listener = listeners_.find(message.topic);
        try {
            if (listener != listeners_.end()) listener->second(message);
            const auto done = database_.write("outbox.delivered", [&](db::Transaction& tx) -> Result<void> {
                tx.execute(sql::delete_message, {{"id", message.id}});
                return {};
            });
            done.value();
            ++delivered;
        } catch (const std::exception& error) {
            held.insert(message.key);
            log::event("outbox.failed", log::Level::kError,
                       {{"topic", message.topic}, {"id", message.id}, {"what", error.what()}});
        }
    }
    return delivered;
}

void Deliverer::start() {
    thread_ = std::thread([this] { run(); });
}

void Deliverer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Deliverer::wake() {
    {
        const std::lock_guard lock(mutex_);
        pending_ = true;
    }
    woken_.notify_one();
}

void Deliverer::run() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            woken_.wait_for(lock, kLookAgain, [&] { return stopping_ || pending_; });
            if (stopping_) return;
            pending_ = false;
        }
        try {
            while (deliver_pending() > 0) {
                const std::lock_guard lock(mutex_);
                if (stopping_) return;
            }
        } catch (const std::exception& error) {
            log::event("outbox.unreachable", log::Level::kError, {{"what", error.what()}});
        }
    }
}

}  // namespace yw::outbox

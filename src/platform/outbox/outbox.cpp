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
    std::vector<const Message*> told;
    std::set<std::string_view> held;  // keys with a message that failed: later ones wait behind it
    const auto failed = [&](const Message& message, const char* what) {
        held.insert(message.key);
        log::event("outbox.failed", log::Level::kError, {{"topic", message.topic}, {"id", message.id}, {"what", what}});
    };
    for (const Message& message : messages) {
        if (held.count(message.key)) continue;
        try {
            if (const auto listener = listeners_.find(message.topic); listener != listeners_.end())
                listener->second(message);
            told.push_back(&message);
        } catch (const std::exception& error) {
            failed(message, error.what());
        }
    }
    if (told.empty()) return 0;
    try {
        take_out(told);
        return static_cast<int>(told.size());
    } catch (const std::exception&) {
        // One of them cannot be kept: each by itself, so that the others go.
    }
    int delivered = 0;
    for (const Message* message : told) {
        if (held.count(message->key)) continue;
        try {
            take_out(std::span(&message, 1));
            ++delivered;
        } catch (const std::exception& error) {
            failed(*message, error.what());
        }
    }
    return delivered;
}

/// One write for many messages.
void Deliverer::take_out(std::span<const Message* const> told) {
    const auto done = database_.write("outbox.delivered", [&](db::Transaction& tx) -> Result<void> {
        for (const Message* message : told) {
            if (const auto keeper = keepers_.find(message->topic); keeper != keepers_.end())
                keeper->second(tx, *message);
            tx.execute(sql::delete_message, {{"id", message->id}});
        }
        for (const auto& [topic, keep] : batch_keepers_) {
            std::vector<const Message*> of_topic;
            for (const Message* message : told)
                if (message->topic == topic) of_topic.push_back(message);
            if (!of_topic.empty()) keep(tx, of_topic);
        }
        return {};
    });
    done.value();
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

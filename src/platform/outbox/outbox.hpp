// Outbox: what must happen after a commit (a message to a person, a task upstairs) is a row of the same transaction.
// A thread hands rows to their listeners, in order per key, at least once: a listener may see a message again after a
// crash and must not do its work twice. Nothing leaves before the commit.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>

#include "kernel/time.hpp"
#include "platform/db/db.hpp"

namespace yw::outbox {

struct Message {
    std::string id;
    std::string topic;    ///< "cases.decided"
    std::string key;      ///< messages of one key stay in order: the case's id
    std::string payload;  ///< JSON; ids and codes, no personal data
};

/// Adds a message to the transaction. Deliverer::wake() after the commit makes it leave at once.
void publish(
    db::Transaction& tx, const Clock& clock, std::string_view topic, std::string_view key, std::string_view payload);

class Deliverer {
public:
    /// What happens outside the store; may see a message again.
    using Listener = std::function<void(const Message&)>;
    /// What is only written to the store: in the transaction that takes the message out, so exactly once. Like every
    /// write it may run again.
    using Keeper = std::function<void(db::Transaction&, const Message&)>;
    /// The same for all messages of the topic that one write takes out: what is only counted costs next to nothing.
    using BatchKeeper = std::function<void(db::Transaction&, std::span<const Message* const>)>;
    Deliverer(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}
    ~Deliverer() { stop(); }
    Deliverer(const Deliverer&) = delete;
    Deliverer& operator=(const Deliverer&) = delete;

    /// Before start(). One listener a topic; messages without one are marked delivered.
    void listen(std::string topic, Listener listener) { listeners_[std::move(topic)] = std::move(listener); }
    /// Beside the listener, after it.
    void keep(std::string topic, Keeper keeper) { keepers_[std::move(topic)] = std::move(keeper); }
    /// Beside keepers, after them; one a topic.
    void keep_batch(std::string topic, BatchKeeper keeper) { batch_keepers_[std::move(topic)] = std::move(keeper); }
    void start();
    void stop();
    void wake();
    /// Hands out what is there, on this thread; returns how many messages were delivered. Tests, and the thread itself.
    int deliver_pending();

private:
    void run();
    void take_out(std::span<const Message* const> told);
    db::Database& database_;
    const Clock& clock_;
    std::map<std::string, Listener> listeners_;
    std::map<std::string, Keeper> keepers_;
    std::map<std::string, BatchKeeper> batch_keepers_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool pending_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace yw::outbox

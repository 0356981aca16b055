#include "platform/outbox/outbox.hpp"

#include "platform/db/test_database.hpp"
#include "platform/outbox/migrations.hpp"

namespace yw::outbox {
namespace {

class OutboxTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
    }
    void send(std::string_view key, std::string_view payload) {
        const auto done = database().write("t", [&](db::Transaction& tx) -> Result<void> {
            publish(tx, clock_, "t.topic", key, payload);
            return {};
        });
        ASSERT_TRUE(done);
    }
    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
};

TEST_P(OutboxTest, AnUndoneWriteSendsNothing) {
    const auto undone = database().write("t", [&](db::Transaction& tx) -> Result<void> {
        publish(tx, clock_, "t.topic", "k", "{}");
        return fail({"t.no", Kind::kInvalid});
    });
    EXPECT_FALSE(undone);
    Deliverer deliverer(database(), clock_);
    EXPECT_EQ(deliverer.deliver_pending(), 0);
}

TEST_P(OutboxTest, AFailedMessageHoldsItsKeyAndIsTriedAgain) {
    send("a", "1");
    send("a", "2");
    send("b", "3");
    std::vector<std::string> seen;
    bool broken = true;
    Deliverer deliverer(database(), clock_);
    deliverer.listen("t.topic", [&](const Message& message) {
        if (broken && message.payload == "1") throw std::runtime_error("listener down");
        seen.push_back(message.payload);
    });
    EXPECT_EQ(deliverer.deliver_pending(), 1);
    EXPECT_EQ(seen, std::vector<std::string>{"3"});
    broken = false;
    EXPECT_EQ(deliverer.deliver_pending(), 2);
    EXPECT_EQ(seen, (std::vector<std::string>{"3", "1", "2"}));
    EXPECT_EQ(deliverer.deliver_pending(), 0);
}

TEST_P(OutboxTest, WhatCannotBeKeptIsUndoneAndHoldsOnlyItsKey) {
    database().script("CREATE TABLE kept (payload TEXT PRIMARY KEY)");
    constexpr db::Sql kKeep{"t.keep", "INSERT INTO kept (payload) VALUES (:payload)"};
    constexpr db::Sql kCount{"t.count", "SELECT count(*) FROM kept"};
    send("a", "1");
    send("a", "2");
    send("b", "3");
    bool broken = true;
    Deliverer deliverer(database(), clock_);
    deliverer.keep("t.topic", [&](db::Transaction& tx, const Message& message) {
        tx.execute(kKeep, {{"payload", message.payload}});
        if (broken && message.payload == "1") throw std::runtime_error("cannot be kept");
    });
    const auto kept = [&] { return database().read([&](db::Reader& reader) { return reader.number(kCount, {}); }); };
    EXPECT_EQ(deliverer.deliver_pending(), 1);
    EXPECT_EQ(kept(), 1);
    broken = false;
    EXPECT_EQ(deliverer.deliver_pending(), 2);
    EXPECT_EQ(kept(), 3);
    EXPECT_EQ(deliverer.deliver_pending(), 0);
}

TEST_P(OutboxTest, ABatchIsKeptOnceWithItsMessages) {
    database().script("CREATE TABLE kept (payload TEXT PRIMARY KEY)");
    constexpr db::Sql kKeep{"t.keep", "INSERT INTO kept (payload) VALUES (:payload)"};
    constexpr db::Sql kCount{"t.count", "SELECT count(*) FROM kept"};
    send("a", "1");
    send("b", "2");
    bool broken = true;
    Deliverer deliverer(database(), clock_);
    deliverer.keep_batch("t.topic", [&](db::Transaction& tx, std::span<const Message* const> messages) {
        for (const Message* message : messages) tx.execute(kKeep, {{"payload", message->payload}});
        if (broken) throw std::runtime_error("cannot be kept");
    });
    const auto kept = [&] { return database().read([&](db::Reader& reader) { return reader.number(kCount, {}); }); };
    EXPECT_EQ(deliverer.deliver_pending(), 0);
    EXPECT_EQ(kept(), 0) << "the messages wait with what was to be kept of them";
    broken = false;
    EXPECT_EQ(deliverer.deliver_pending(), 2);
    EXPECT_EQ(kept(), 2);
    EXPECT_EQ(deliverer.deliver_pending(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, OutboxTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::outbox

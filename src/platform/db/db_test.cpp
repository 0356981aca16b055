#include <atomic>
#include <future>
#include <thread>

#include "platform/db/test_database.hpp"

namespace yw::db {
namespace {

constexpr Sql kInsert{"test.insert", "INSERT INTO note (id, body, size) VALUES (:id, :body, :size)"};
constexpr Sql kSelect{"test.select", "SELECT body, size FROM note WHERE id = :id"};
constexpr Sql kCount{"test.count", "SELECT count(*) FROM note"};
constexpr Sql kTotal{"test.total", "SELECT coalesce(sum(size), 0) FROM note"};
constexpr Sql kBytes{"test.bytes", "SELECT coalesce(sum(length(body)), 0) FROM note"};
constexpr Sql kGrow{"test.grow", "UPDATE note SET size = :size WHERE id = :id"};
constexpr Sql kSwap{"test.swap", "SELECT :second, :first, :second"};
constexpr ErrorCode kRefused{"test.refused", Kind::kInvalid};

class DbTest : public EngineTest {
protected:
    void SetUp() override {
        database().script("CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT, size BIGINT NOT NULL CHECK (size >= 0))");
    }
    Result<void> put(std::string_view id, Value body, std::int64_t size) {
        return database().write("test.put", [&](Transaction& tx) -> Result<void> {
            tx.execute(kInsert, {{"id", id}, {"body", body}, {"size", size}});
            return {};
        });
    }
    std::int64_t count() {
        return *database().read([](Reader& reader) { return reader.number(kCount, {}); });
    }
};

TEST_P(DbTest, KeepsTextsNumbersAndNullsApart) {
    ASSERT_TRUE(put("a", "汉字 '; DROP TABLE note; --", 1LL << 53));
    ASSERT_TRUE(put("b", nullptr, 0));
    ASSERT_TRUE(put("c", "", 0));
    const auto body = [&](std::string_view id) {
        return *database().read([&](Reader& r) {
            return r.one(kSelect, {{"id", id}}, [](const Row& row) { return row.maybe_text(0); });
        });
    };
    EXPECT_EQ(body("a"), "汉字 '; DROP TABLE note; --");
    EXPECT_EQ(body("b"), std::nullopt);
    EXPECT_EQ(body("c"), "");
    EXPECT_EQ(database().read([](Reader& r) {
        return r.one(kSelect, {{"id", "a"}}, [](const Row& row) { return row.integer(1); });
    }),
              1LL << 53);
}

TEST_P(DbTest, BindsByNameWhateverTheOrder) {
    const auto row = database().read([](Reader& r) {
        return r.one(kSwap, {{"first", "1"}, {"second", "2"}},
                     [](const Row& x) { return x.text(0) + x.text(1) + x.text(2); });
    });
    EXPECT_EQ(row, "212");
}

TEST_P(DbTest, ValuesAndParametersMustAgree) {
    EXPECT_THROW(database().read([](Reader& r) { return r.number(kSelect, {}); }), DbError);
    EXPECT_THROW(database().read([](Reader& r) { return r.number(kSelect, {{"other", 1}}); }), DbError);
}

TEST_P(DbTest, AnErrorUndoesTheWholeWrite) {
    const auto result = database().write("test.undo", [](Transaction& tx) -> Result<void> {
        tx.execute(kInsert, {{"id", "x"}, {"body", "x"}, {"size", 1}});
        return fail(kRefused);
    });
    EXPECT_EQ(result.error().code, kRefused);
    EXPECT_EQ(count(), 0);
}

TEST_P(DbTest, AnExceptionUndoesOnlyItsOwnWrite) {
    ASSERT_TRUE(put("a", "x", 1));
    EXPECT_THROW((void)put("a", "again", 1), ConstraintError);
    EXPECT_THROW((void)put("b", "negative", -1), ConstraintError);
    ASSERT_TRUE(put("c", "x", 1));
    EXPECT_EQ(count(), 2);
}

TEST_P(DbTest, ManyWritersLoseNothingAndDoubleNothing) {
    std::vector<std::thread> writers;
    std::atomic<int> acknowledged{0};
    for (int w = 0; w < 8; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; i < 40; ++i) {
                const auto id = std::to_string(w) + "-" + std::to_string(i % 30);  // ten of forty are repeated
                try {
                    if (put(id, "x", 1)) ++acknowledged;
                } catch (const ConstraintError&) {
                }
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(acknowledged, 8 * 30);
    EXPECT_EQ(count(), 8 * 30);
}

TEST_P(DbTest, AnUndoneWriteTakesNobodyElseWithIt) {
    std::vector<std::thread> writers;
    for (int w = 0; w < 8; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; i < 30; ++i) {
                const auto id = std::to_string(w) + "-" + std::to_string(i);
                const auto done = database().write("test.some_undone", [&](Transaction& tx) -> Result<void> {
                    tx.execute(kInsert, {{"id", id}, {"body", "x"}, {"size", 1}});
                    if (i % 3 == 0) return fail(kRefused);
                    if (i % 3 == 1) tx.execute(kInsert, {{"id", id + "b"}, {"body", "x"}, {"size", 1}});
                    return {};
                });
                EXPECT_EQ(static_cast<bool>(done), i % 3 != 0);
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(count(), 8 * 30);
}

TEST_P(DbTest, ConcurrentReadModifyWriteLosesNoUpdate) {
    ASSERT_TRUE(put("a", "x", 0));
    std::vector<std::thread> writers;
    for (int w = 0; w < 4; ++w) {
        writers.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                const auto done = database().write("test.increment", [](Transaction& tx) -> Result<void> {
                    const auto size = *tx.number(kTotal, {});
                    tx.execute(kGrow, {{"size", size + 1}, {"id", "a"}});
                    return {};
                });
                ASSERT_TRUE(done);
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(database().read([](Reader& r) { return r.number(kTotal, {}); }), 100);
}

TEST_P(DbTest, AWriteForWhichNobodyWaitsTellsItsOutcomeOnce) {
    constexpr int kWrites = 300;  // more than one commit holds
    std::atomic<int> done{0}, undone{0}, broken{0};
    std::promise<void> all;
    const auto put_later = [&](const std::string& id, std::int64_t size) {
        const auto body = [id, size](Transaction& tx) -> Result<void> {
            tx.execute(kInsert, {{"id", id}, {"body", "x"}, {"size", size}});
            if (size == 0) return fail(kRefused);
            return {};
        };
        database().write_later("test.later", body, [&](Settled<Result<void>> settled) {
            try {
                ++(std::move(settled).get() ? done : undone);
            } catch (const ConstraintError&) {
                ++broken;
            }
            if (done + undone + broken == kWrites) all.set_value();
        });
    };
    for (int i = 0; i < kWrites; ++i) put_later(std::to_string(i), i % 10 - 1);  // -1 breaks, 0 is undone
    all.get_future().get();
    EXPECT_EQ(done, 240);
    EXPECT_EQ(undone, 30);
    EXPECT_EQ(broken, 30);
    EXPECT_EQ(count(), 240);
}

TEST_P(DbTest, WhoWaitsAndWhoDoesNotShareCommits) {
    std::atomic<int> later{0};
    std::vector<std::thread> writers;
    for (int w = 0; w < 4; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; i < 50; ++i) {
                const auto id = std::to_string(w) + "-" + std::to_string(i);
                const auto body = [id](Transaction& tx) -> Result<void> {
                    tx.execute(kInsert, {{"id", id + "b"}, {"body", "x"}, {"size", 1}});
                    return {};
                };
                database().write_later("test.later", body, [&later](Settled<Result<void>> settled) {
                    if (std::move(settled).get()) ++later;
                });
                EXPECT_TRUE(put(id, "x", 1));
            }
        });
    }
    for (auto& writer : writers) writer.join();
    ASSERT_TRUE(put("last", "x", 1));
    while (later < 200) std::this_thread::yield();  // told right after the commit
    EXPECT_EQ(count(), 401);
}

TEST_P(DbTest, WhatWasWrittenBesideACopyOfTheLogIsAllThere) {
    const std::string body(40'000, 'x');  // ten pages: the log is copied every few hundred writes
    std::vector<std::thread> writers;
    for (int w = 0; w < 4; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; i < 300; ++i) ASSERT_TRUE(put(std::to_string(w) + "-" + std::to_string(i), body, 1));
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(count(), 1200);
    EXPECT_EQ(database().read([](Reader& r) { return r.number(kBytes, {}); }), 1200 * 40'000);
}

TEST_P(DbTest, AReaderSeesOneSnapshot) {
    ASSERT_TRUE(put("a", "x", 1));
    database().read([&](Reader& reader) {
        const auto before = reader.number(kCount, {});
        std::thread([&] { ASSERT_TRUE(put("b", "x", 1)); }).join();
        EXPECT_EQ(reader.number(kCount, {}), before);
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(DbTest, AReadCannotWrite) {
    EXPECT_THROW(database().read([](Reader& r) { return r.number(kGrow, {{"size", 1}, {"id", "a"}}); }), DbError);
}

INSTANTIATE_TEST_SUITE_P(Engines, DbTest, both_engines(), engine_name);

}  // namespace
}  // namespace yw::db

#include "platform/db/test_database.hpp"

namespace yw::db {
namespace {

constexpr Migration kFirst{"shop", 1, "make_goods", "aa", "CREATE TABLE goods (id TEXT PRIMARY KEY);"};
constexpr Migration kSecond{
    "shop", 2, "price_them", "bb",
    "ALTER TABLE goods ADD COLUMN price_fen BIGINT; CREATE INDEX goods_price ON goods (price_fen);"};
constexpr Migration kBroken{"shop", 2, "half_done", "cc",
                            "ALTER TABLE goods ADD COLUMN price_fen BIGINT; CREATE NONSENSE;"};
constexpr Sql kPrices{"test.prices", "SELECT count(price_fen) FROM goods"};

void migrate(Database& database, std::vector<Migration> steps) {
    const std::vector<std::span<const Migration>> modules{steps};
    database.migrate(modules, 0);
}

class MigrateTest : public EngineTest {};

TEST_P(MigrateTest, RunsWhatIsNewAndNothingTwice) {
    migrate(database(), {kFirst});
    migrate(database(), {kFirst, kSecond});
    migrate(database(), {kFirst, kSecond});
    EXPECT_EQ(database().read([](Reader& r) { return r.number(kPrices, {}); }), 0);
}

TEST_P(MigrateTest, RefusesAStepWhoseTextChanged) {
    migrate(database(), {kFirst});
    Migration changed = kFirst;
    changed.sha256 = "dd";
    EXPECT_THROW(migrate(database(), {changed}), DbError);
}

TEST_P(MigrateTest, RefusesADatabaseNewerThanTheProgram) {
    migrate(database(), {kFirst, kSecond});
    EXPECT_THROW(migrate(database(), {kFirst}), DbError);
}

TEST_P(MigrateTest, ABrokenStepLeavesNothingBehind) {
    migrate(database(), {kFirst});
    EXPECT_THROW(migrate(database(), {kFirst, kBroken}), DbError);
    migrate(database(), {kFirst, kSecond});
    EXPECT_EQ(database().read([](Reader& r) { return r.number(kPrices, {}); }), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, both_engines(), engine_name);

}  // namespace
}  // namespace yw::db

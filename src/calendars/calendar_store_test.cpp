#include "calendars/calendars.hpp"
#include "calendars/migrations.hpp"
#include "platform/db/test_database.hpp"

namespace yw::calendars {
namespace {

constexpr std::string_view kYear2027 =
    "year = 2027\nsource = \"invented for a test\"\nworked = []\n"
    "off = [ { name = \"元旦\", first = 2027-01-01, last = 2027-01-03 } ]\n";
constexpr std::string_view kBackwards =
    "year = 2027\nsource = \"invented for a test\"\nworked = []\n"
    "off = [ { name = \"元旦\", first = 2027-02-03, last = 2027-02-01 } ]\n";

class CalendarStoreTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
    }
    Result<int> import(std::string_view toml) {
        return database().write("t", [&](db::Transaction& tx) { return import_calendar_year(tx, toml, UtcTime{1}); });
    }
    WorkingCalendar loaded() {
        return database().read([](db::Reader& reader) { return load_calendar(reader); });
    }
};

TEST_P(CalendarStoreTest, ALoadedYearIsCountedFromThenOn) {
    EXPECT_FALSE(loaded().covers(LocalDay(2027, 1, 4)));
    ASSERT_EQ(import(kYear2027).value(), 2027);
    EXPECT_EQ(loaded().add_working_days(LocalDay(2026, 12, 31), 1).value(), LocalDay(2027, 1, 4));
    ASSERT_TRUE(import(kYear2027)) << "loading again replaces";
}

TEST_P(CalendarStoreTest, AnUnreadableYearChangesNothing) {
    EXPECT_EQ(import("year = ").error().code, kUnreadableYear);
    EXPECT_EQ(import(kBackwards).error().code, kBadCalendarYear);
    EXPECT_FALSE(loaded().covers(LocalDay(2027, 1, 4)));
}

INSTANTIATE_TEST_SUITE_P(Engines, CalendarStoreTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::calendars

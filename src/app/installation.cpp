#include "app/installation.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <vector>

#include "authoring/migrations.hpp"
#include "calendars/calendars.hpp"
#include "calendars/migrations.hpp"
#include "cases/migrations.hpp"
#include "catalogue/migrations.hpp"
#include "decisions/migrations.hpp"
#include "findability/migrations.hpp"
#include "guided/migrations.hpp"
#include "identity/migrations.hpp"
#include "inspect/campaign/migrations.hpp"
#include "inspect/self/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/blob/migrations.hpp"
#include "platform/outbox/migrations.hpp"
#include "portal/migrations.hpp"
#include "publication/migrations.hpp"
#include "rating/migrations.hpp"
#include "regions/migrations.hpp"

namespace yw::app {
namespace {

std::unique_ptr<Clock> make_clock(const std::string& now) {
    if (now.empty()) return std::make_unique<SystemClock>();
    const auto start = parse_utc(now);
    if (!start) throw std::runtime_error("--now: write 2026-03-02T01:00:00Z");
    return std::make_unique<ShiftedClock>(*start, ShiftedClock::Pace::kRuns);
}

std::unique_ptr<db::Database> open_database(const StateArgs& args, const DataDirectory& directory) {
    if (args.postgres.empty()) return db::open_sqlite({.file = directory.database()});
    return db::open_postgres({.uri = args.postgres, .connections = 32});
}

void migrate(db::Database& database, UtcTime now) {
    const std::vector<std::span<const db::Migration>> modules{
        audit::migrations(),      outbox::migrations(),    blob::migrations(),      calendars::migrations(),
        regions::migrations(),    catalogue::migrations(), identity::migrations(),  cases::migrations(),
        authoring::migrations(),  rating::migrations(),    decisions::migrations(), findability::migrations(),
        guided::migrations(),     portal::migrations(),    self::migrations(),      campaign::migrations(),
        publication::migrations()};
    database.migrate(modules, now.ms);
}

}  // namespace

Installation::Installation(const StateArgs& args)
    : directory_(args.data),
      // On PostgreSQL any number of processes serve one database; the directory then holds keys only.
      lock_(args.postgres.empty() ? directory_.lock() : std::nullopt),
      clock_(make_clock(args.now)),
      keys_(lock_ || !args.postgres.empty() ? crypto::Keys::load_or_make(directory_.keys())
                                            : throw DirectoryInUse(args.data + " is in use by another process")),
      database_(open_database(args, directory_)),
      audit_(keys_, *clock_) {
    migrate(*database_, clock_->now());
    blobs_ = args.postgres.empty() ? blob::open_files(directory_.blobs(), keys_, *clock_)
                                   : blob::open_table(*database_, keys_, *clock_);
    catalogue_ = catalogue::open_catalogue(*database_);
    reload_places_and_days();
}

regions::Regions Installation::regions() const {
    const std::lock_guard lock(mutex_);
    return regions_;
}

WorkingCalendar Installation::calendar() const {
    const std::lock_guard lock(mutex_);
    return calendar_;
}

void Installation::reload_places_and_days() {
    auto [places, days] = database_->read(
        [](db::Reader& reader) { return std::pair(regions::Regions::load(reader), calendars::load_calendar(reader)); });
    const std::lock_guard lock(mutex_);
    regions_ = std::move(places);
    calendar_ = std::move(days);
}

bool Installation::is_demonstration() const {
    return std::filesystem::exists(directory_.demonstration_mark());
}

}  // namespace yw::app

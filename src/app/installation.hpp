// One installation, opened: the database with its schema up to date, keys, files, clock, calendar, regions, catalogue.
// What every command needs; `serve` puts HTTP around it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/command_line.hpp"
#include "app/data_directory.hpp"
#include "catalogue/catalogue.hpp"
#include "kernel/time.hpp"
#include "kernel/working_calendar.hpp"
#include "platform/audit/audit.hpp"
#include "platform/blob/blob.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "regions/regions.hpp"

namespace yw::app {

/// Another process serves this data directory: go through its admin socket.
class DirectoryInUse : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Installation {
public:
    /// Opens, migrates, loads. @throws DirectoryInUse, db::DbError, std::runtime_error with a sentence for the operator
    explicit Installation(const StateArgs& args);

    const DataDirectory& directory() const { return directory_; }
    db::Database& database() { return *database_; }
    const crypto::Keys& keys() const { return keys_; }
    const Clock& clock() const { return *clock_; }
    const audit::Audit& audit() const { return audit_; }
    blob::Blobs& blobs() { return *blobs_; }
    catalogue::Catalogue& catalogue() { return *catalogue_; }
    /// The snapshots of now; both are cheap copies.
    regions::Regions regions() const;
    WorkingCalendar calendar() const;
    /// After an import of regions or of a calendar year.
    void reload_places_and_days();
    /// True when the directory was made with --demo.
    bool is_demonstration() const;

private:
    DataDirectory directory_;
    std::optional<DataDirectory::Lock> lock_;
    std::unique_ptr<Clock> clock_;
    crypto::Keys keys_;
    std::unique_ptr<db::Database> database_;
    audit::Audit audit_;
    std::unique_ptr<blob::Blobs> blobs_;
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    mutable std::mutex mutex_;
    regions::Regions regions_;
    WorkingCalendar calendar_;
};

/// Templates and sentences of all modules, once a process.
void add_all_texts();

}  // namespace yw::app

// Comparing other channels with us, daily, and what came of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernel/time.hpp"
#include "platform/db/db.hpp"
#include "publication/channels.hpp"
#include "publication/drift.hpp"

namespace yw::publication {

struct DriftRun {
    std::string id;
    std::string channel;
    std::string region;
    std::int64_t at_ms = 0;
    std::string failure;  ///< why nothing could be compared; empty when it was
    std::int64_t ours = 0;
    std::int64_t theirs = 0;
    std::int64_t matched = 0;
    std::int64_t same = 0;
    std::int64_t missing = 0;
    std::int64_t extra = 0;
    std::int64_t fields = 0;
    bool agrees() const { return failure.empty() && missing + extra + fields == 0; }
};

/// Our items of a place, as a channel would show them.
std::vector<ShownItem> our_items(db::Database& database, RegionCode region);
/// The list at an address or in a file. @errors of platform/fetch, platform/table, kListUnreadable
/// Items that say they belong to another place are left out.
Result<std::vector<ShownItem>> list_at(const std::string& address, RegionCode region);

/// Looks at the pages of a list, one after the other with a pause between them.
PageText polite_pages();

/// Compares now and keeps the result; of runs before, the counts stay and the differences go.
DriftRun compare_channel(db::Database& database, const Clock& clock, const ForeignChannel& channel);
/// Those that were not compared for a day.
int compare_due_channels(db::Database& database, const Clock& clock, const std::vector<ForeignChannel>& channels);

/// The last run of each channel, by name.
std::vector<DriftRun> last_runs(db::Database& database);
std::optional<DriftRun> find_run(db::Database& database, const std::string& id);
/// In their order. @param after  position of the last one shown, -1 at first
std::vector<Difference> differences_of(db::Database& database,
                                       const std::string& run_id,
                                       std::int64_t after,
                                       int limit);

}  // namespace yw::publication

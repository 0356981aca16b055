// Collects the files that no row names any more: removed from a draft, of a draft that expired, put before a crash.
//
// A file goes when no row names it and nobody has put it for kGrace. The row that names a file commits within moments
// of its put(), which makes the file young again: so no file is removed under a row, however the two fall together, and
// a kill leaves at most a file for the next round.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "platform/blob/blob.hpp"

namespace yw::blob {

inline constexpr std::chrono::hours kGrace{7 * 24};
/// After a round through all files, the next one waits so long.
inline constexpr std::chrono::hours kBetweenRounds{6};

/// Whether a row of some table names these bytes.
using NamedBy = std::function<bool(db::Reader& reader, const std::string& name)>;

class Collector {
public:
    /// @param named_by  one for each table that names files: a table that is left out loses its files
    Collector(Blobs& blobs, db::Database& database, const Clock& clock, std::vector<NamedBy> named_by)
        : blobs_(blobs), database_(database), clock_(clock), named_by_(std::move(named_by)) {}
    /// Looks at up to `most` files, where the last call ended. How many were removed. One thread at a time.
    int work(std::size_t most);

private:
    bool is_named(const std::string& name) const;

    Blobs& blobs_;
    db::Database& database_;
    const Clock& clock_;
    std::vector<NamedBy> named_by_;
    std::string after_;  ///< name that was looked at last; empty: a round begins
    UtcTime next_round_at_;
};

}  // namespace yw::blob

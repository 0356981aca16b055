// The directory of regions: nation, provinces, prefectures, counties, towns and villages, what they are called and what
// hangs under what; and finding one by a few letters.
//
// The statistics bureau's list (665,000 places) is packed into the program and searched where it lies. Rows that an
// operator adds stand in the table region_addition: functional zones (开发区) with local codes, new names, closings.
// A Regions is an immutable snapshot of both, cheap to copy and safe to share; after an import a new one is loaded.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/region_code.hpp"
#include "kernel/time.hpp"
#include "platform/db/db.hpp"
#include "platform/table/table.hpp"

namespace yw::regions {

/// One place. The name is borrowed from the snapshot that gave it.
struct RegionView {
    RegionCode code;
    std::string_view name;
    RegionLevel level = RegionLevel::kNation;
    bool closed = false;  ///< no longer in use: old records still name it, lists and search leave it out
};

/// A place found, with everything above it.
struct Found {
    RegionView region;
    std::vector<RegionView> chain;
};

/// A row of region_addition. Codes lie within their parent's digits, so that RegionCode::is_within holds for them too.
struct RegionAddition {
    RegionCode code;
    std::string name;
    RegionCode parent;
    bool closed = false;
};

class Overlay;

class Regions {
public:
    /// The packed list alone.
    Regions();
    /// With an operator's rows: of two for one code the later holds.
    explicit Regions(std::vector<RegionAddition> additions);
    /// With the rows of the database.
    static Regions load(db::Reader& reader);

    /// @cost  a binary search in memory that is paged in on use
    std::optional<RegionView> find(RegionCode code) const;

    /// The places right under `code`, by code, from the first after `after`. Levels that are only names for statistics
    /// are stepped over: the districts of 北京市 stand right under it.
    std::vector<RegionView> children(RegionCode code, std::optional<RegionCode> after, std::size_t limit) const;

    /// Nation first, the place itself last; empty for an unknown code. Levels only for statistics are left out.
    std::vector<RegionView> chain(RegionCode code) const;

    /// The chain as one name, without the nation: 四川省广安市广安区北辰街道.
    std::string full_name(RegionCode code) const;

    /// Places whose name begins with `query` (北辰, 北辰街), whose pinyin does (beich) or whose initials do (bc); a
    /// chain of such beginnings, with blanks or without (广安区北辰, 广安 北辰, guangan bc); or whose code does (5116).
    /// Ordered by level, then by code. At most `limit` (and 100), all within `within`.
    /// @cost  one place some 10 µs, one letter under 1 ms, the worst chains a few ms; no I/O but the first page-ins
    std::vector<Found> search(std::string_view query, std::size_t limit, RegionCode within = RegionCode()) const;

    /// How many places a level of the packed list has.
    static std::size_t count(RegionLevel level);

private:
    friend class Search;
    std::optional<RegionCode> parent_of(RegionCode code) const;
    std::shared_ptr<const Overlay> overlay_;
};

/// One row of a file with additions, as text. An empty parent means the one that the digits name; state is empty or
/// "active", or "closed".
struct RegionRow {
    int number = 0;  ///< where it stands in the file
    std::string code;
    std::string name;
    std::string parent;
    std::string state;
};

struct ImportReport {
    int added = 0;    ///< new rows
    int changed = 0;  ///< other name, parent or state
    int unchanged = 0;
    std::vector<table::RowProblem> problems;  ///< if there is one, nothing was written
};

/// The rows of a table with the columns code, name, parent and state (区划代码, 名称, 上级代码, 状态); only the first
/// two are needed. A missing column is one problem of the file.
struct RowsRead {
    std::vector<RegionRow> rows;
    std::vector<table::RowProblem> problems;
};
RowsRead read_region_rows(const table::Table& table);

/// Checks all rows against the directory and each other, then writes all of them or none. The caller writes the audit
/// entry in the same transaction and, once that is durable, loads a new snapshot.
/// Rules: bad_code, duplicate_code, missing_name, bad_name, bad_parent, unknown_parent, parent_not_above,
/// outside_parent, parent_is_fixed (a listed place keeps its parent), bad_state, open_below_closed.
ImportReport import_regions(db::Transaction& tx, std::span<const RegionRow> rows, UtcTime now);

}  // namespace yw::regions

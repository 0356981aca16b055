// How many items a place has, in all and by department, theme and life event: kept beside the items, never counted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace yw::catalogue {

enum class Axis { kAll, kDepartment, kPersonal, kLegal, kEvent };
std::string_view word_of(Axis axis);

struct Tally {
    std::int64_t items = 0;
    std::int64_t guides = 0;
    std::int64_t online = 0;
};

struct Theme {
    Axis axis;
    std::string code;
};

/// The changes of one transaction, added up before they are written.
class CountChanges {
public:
    /// @param sign  1 when the item begins to be so, -1 when it ceases to
    void move(const Item& item, const std::vector<Theme>& themes, int sign);
    void write(db::Transaction& tx);

private:
    struct Key {
        RegionCode region;
        Axis axis;
        std::string code;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    std::map<Key, Tally> changes_;
};

/// The place and the levels above it, nearest first; the place alone without `above`.
std::vector<RegionCode> chain_of(RegionCode region, bool above);

Tally count_at(db::Reader& reader, RegionCode region, Axis axis, std::string_view code);
PlaceCounts read_counts(db::Reader& reader, RegionCode region);
Coverage read_coverage(db::Reader& reader, RegionCode region);

}  // namespace yw::catalogue

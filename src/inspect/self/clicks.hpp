// How many clicks it takes from the home page to an item: measured by a robot on our own pages.
#pragma once

#include <set>
#include <string>

#include "inspect/self/inspection_rules.hpp"

namespace yw::inspect {

/// From the home page, as the assessment of Sichuan counts: entrance, column, item.
inline constexpr int kMostClicks = 3;

struct Reach {
    std::set<std::string, std::less<>> items;  ///< ids of those that kMostClicks lead to
    bool whole = true;                         ///< false: more pages than a robot looks at; others may be reached too
};
/// Follows the links of the pages that a visitor of this place sees.
Reach reach_of(const SelfParts& parts, RegionCode place);

/// Keeps what was reached in the last places for an hour; the robot goes again when an item is missing and the
/// catalogue has moved.
class Clicks {
public:
    Outcome within(const SelfParts& parts, const catalogue::Item& item);

private:
    struct Kept {
        std::uint64_t generation = 0;
        UtcTime at;
        Reach reach;
    };
    std::map<RegionCode, Kept> places_;
};

}  // namespace yw::inspect

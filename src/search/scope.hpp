// Where is searched: a person's place with all levels above it, or a city, a province, the nation around it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "search/segment.hpp"

namespace yw::search {

/// Places that count, the nearest first.
struct Reach {
    RegionCode code;
    bool exactly = true;  ///< else all that lies within
};
std::vector<Reach> reaches_of(RegionCode place, Width width);

inline constexpr std::uint8_t kOutside = 0xFF;

/// A scope over one segment: how near each text has an item.
struct Filter {
    std::vector<Reach> reaches;
    std::vector<std::uint8_t> nearest;  ///< of each shared text: number of the reach, or kOutside
    struct Own {
        NumberRange texts;
        std::uint8_t reach;
    };
    std::vector<Own> own;  ///< ascending
};
/// Kept for each thread where it is dear: a place is mostly asked for again. @cost 3 µs a thousand items of the place
/// when it is not
std::shared_ptr<const Filter> filter_of(const Segment& segment, RegionCode place, Width width);
Filter make_filter(const Segment& segment, std::vector<Reach> reaches);

}  // namespace yw::search

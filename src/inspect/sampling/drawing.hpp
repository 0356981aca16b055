// Drawing a sample that anybody can draw again: the same frame and the same seed give the same sample, on every
// machine.
//
// Each unit gets the number that SHA-256 makes of seed, stratum and unit, and the smallest numbers are drawn. So the
// order in which the frame was typed in does not matter, and a unit that is added or struck out later changes at most
// one place of the sample. Named units (high-frequency items, platforms that the inspector wants) are always in and
// marked, because a share of drawn units must not be mixed up with a share of chosen ones.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yw::inspect {

struct Unit {
    std::string id;       ///< unique in the frame: an address, a code
    std::string stratum;  ///< province | city | county, or a platform
    bool named = false;   ///< always in the sample
    friend bool operator==(const Unit&, const Unit&) = default;
};

struct Quota {
    std::string stratum;
    std::int64_t count = 0;  ///< named ones are counted into it
};

struct Drawn {
    Unit unit;
    std::uint64_t place = 0;  ///< the number that was drawn: smaller is earlier
};

/// By stratum in the order of the quotas, named units first, then as drawn. A stratum with fewer units than its quota
/// gives all it has; one with more named units than its quota gives all named.
std::vector<Drawn> draw_sample(const std::vector<Unit>& frame, const std::vector<Quota>& quotas, std::string_view seed);

/// The number behind a draw: the first 8 bytes of SHA-256("seed\0stratum\0id"), big-endian.
std::uint64_t draw_number(std::string_view seed, std::string_view stratum, std::string_view id);

/// `total` over the strata in proportion to their sizes, by largest remainders (ties to the earlier stratum); no
/// stratum gets more than it has, and each that is not empty gets one where the total allows it.
std::vector<std::int64_t> proportional(const std::vector<std::int64_t>& sizes, std::int64_t total);

}  // namespace yw::inspect

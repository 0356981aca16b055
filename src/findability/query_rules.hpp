// What may be kept of a query, and when a search has failed: pure, after the numbers of data/findability/rules.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace yw::findability {

struct Rules {
    std::int64_t known_visitors = 1;
    std::int64_t unknown_visitors = 3;
    std::int64_t window_days = 30;
    std::int64_t nothing_times = 1;
    std::int64_t abandoned_times = 5;
    std::int64_t abandoned_permille = 800;
    std::int64_t clear_days = 5;
    std::int64_t mend_days = 3;
    std::int64_t count_days = 90;
    std::int64_t cleared_days = 180;
    std::int64_t most_a_day = 5000;
    std::int64_t frequent = 200;
    std::int64_t full_check_days = 7;
};
/// The rules that the program carries.
const Rules& rules();

/// The query as it may be counted: folded, without numbers and what stands with them (identity, telephone and plate
/// numbers, house numbers). Nothing when too little or too much is left: a story is not a query.
std::optional<std::string> countable(std::string_view text);

struct Counts {
    std::int64_t searches = 0;
    std::int64_t nothing = 0;  ///< without a fitting result
    std::int64_t chosen = 0;
};
enum class Failure { kNone, kNothing, kAbandoned };
Failure failure_of(const Counts& counts, const Rules& rules);

}  // namespace yw::findability

// The best texts of a segment for some tokens: BM25 in whole numbers, so that any order of adding gives the same score.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "search/scope.hpp"
#include "search/segment.hpp"

namespace yw::search {

struct WeightedToken {
    Token token;
    std::uint32_t weight;  ///< up to 1500; a text's score is the sum of weight × impact
};
inline constexpr std::size_t kMostTokens = 128;

/// Weight of a token that `with` of `all` texts have: rare ones say more.
std::uint32_t weight_of(std::uint32_t with, std::uint32_t all);

struct TextHit {
    std::uint32_t score = 0;
    TextNumber text = 0;
    std::uint8_t reach = 0;  ///< of the nearest place that has it
};

/// Among equal texts the nearer place comes first: this much of a score a step.
inline constexpr std::uint32_t kNearerScore = 40;
std::uint32_t nearness_score(std::uint8_t reach);

struct Demand {
    std::span<const WeightedToken> tokens;
    bool all = false;  ///< every token, else any
    std::size_t count = 10;
    /// For texts of which only some items count: the nearest reach with one, or kOutside. Empty: the filter's word
    /// holds.
    std::function<std::uint8_t(TextNumber)> nearest = {};
    /// Whether a text must be asked after by `nearest`; empty: each.
    std::function<bool(TextNumber)> is_partial = {};
};

/// By falling score, equal ones by number. Blocks that cannot reach the last of the best are not looked into.
std::vector<TextHit> collect(const Segment& segment, const Filter& filter, const Demand& demand);

}  // namespace yw::search

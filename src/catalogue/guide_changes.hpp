// Two versions of a guide compared element by element, in words that a person reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"

namespace yw::catalogue {

struct GuideChange {
    enum class Kind { kChanged, kAdded, kRemoved, kMoved };
    Kind kind = Kind::kChanged;
    std::string path;    ///< in the new version; of what was removed, in the old one
    std::string words;   ///< 申请材料“居民身份证”：份数
    std::string before;  ///< what it said; empty: nothing
    std::string after;
};

/// In the order of the elements. Rows are the same row where their keys (materials, fields of the form) or names are;
/// what else is left over is compared in its order. Nothing that differs is left out: empty only for equal guides.
/// @cost about a millisecond for a full guide
std::vector<GuideChange> guide_changes(const Guide& before, const Guide& after);

}  // namespace yw::catalogue

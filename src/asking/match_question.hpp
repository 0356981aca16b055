// How alike two questions are: the one that was asked and the one that a guide answers. Pure.
#pragma once

#include <string>
#include <vector>

#include "search/text.hpp"
#include "search/thesaurus.hpp"

namespace yw::asking {

/// From 0 to 1, by the pairs of characters that both hold; what stands in every question (怎么办, 多少) counts little.
/// @param names  of the item, folded: to name the item is no difference
double alike(std::u32string_view asked,
             std::u32string_view in_guide,
             const std::vector<std::u32string>& names,
             const search::Thesaurus& thesaurus);

/// Characters that belong to a word that only makes a question of it, or that stands in half of all names.
std::vector<bool> fillers_in(std::u32string_view text, const search::Thesaurus& thesaurus);

}  // namespace yw::asking

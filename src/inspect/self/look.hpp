// Looking at one thing: what a person would try, and what the linter says.
#pragma once

#include "inspect/self/clicks.hpp"

namespace yw::inspect {

/// Everything that changes what a look would find without a change of the item itself.
std::string edition();

Subject subject_of(const catalogue::Item& item);
Look look_at_item(const SelfParts& parts, const catalogue::Item& item, Clicks& clicks);
/// The columns that a place shows: its themes, life events and departments with items of its own.
std::vector<Look> look_at_columns(const SelfParts& parts, RegionCode place);
/// Pages of the whole site: entrances and lists. Nothing when pages cannot be opened.
std::vector<Look> look_at_pages(const SelfParts& parts);

}  // namespace yw::inspect

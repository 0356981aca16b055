// Whether an item is found in its own place by its names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalogue/items_to_index.hpp"
#include "findability/findability.hpp"
#include "findability/words.hpp"

namespace yw::findability {

/// Everyday names that lists give whole items: by the item's folded name.
class EverydayNames {
public:
    explicit EverydayNames(const Words& words);
    /// Beside those of its guide.
    std::vector<std::string> of(const catalogue::ItemToIndex& item) const;

private:
    std::multimap<std::u32string, std::string> by_name_;
};

/// By which names it is missed. opened_at and due_on are not set.
std::vector<Miss> misses_of(const search::Search& search,
                            const catalogue::ItemToIndex& item,
                            const EverydayNames& names);

}  // namespace yw::findability

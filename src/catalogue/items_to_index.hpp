// Items with all the words that they can be found by: what an index is made from.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace yw::catalogue {

struct ItemToIndex {
    Item item;
    std::vector<std::string> short_names;  ///< folded
    std::vector<std::string> audience;     ///< codes; empty: not known
};

/// Where reading goes on; the beginning by default.
struct IndexCursor {
    std::int64_t generation = 0;
    std::string id;
};

struct ItemsToIndex {
    std::vector<ItemToIndex> items;
    IndexCursor next;
    bool is_last = false;
};

/// Active items of every place, by id.
ItemsToIndex items_to_index(db::Database& database, int limit, const IndexCursor& after);
/// What changed after a generation, oldest change first; items that are no longer active too.
ItemsToIndex items_to_index_since(db::Database& database,
                                  std::uint64_t generation,
                                  int limit,
                                  const IndexCursor& after);

}  // namespace yw::catalogue

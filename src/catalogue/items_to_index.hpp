// Items with all the words that they can be found by: what an index is made from.
#pragma once

#include <span>
#include <string>
#include <string_view>
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

/// Which of these items have been withdrawn (or are not known at all), if anything has changed since the generation;
/// and with them some thousand others that were withdrawn since. @cost one row when nothing has changed, else one more
/// an item
std::vector<std::string> withdrawn_since(db::Database& database,
                                         std::uint64_t generation,
                                         std::span<const std::string> ids);

/// The newest changes up to a generation, as text. Kept beside what was made from the catalogue: has_trace() says
/// whether a catalogue is still that one with that history, or another, or one that was restored from an older state
/// and has gone another way since.
std::string trace_of(db::Reader& reader, std::uint64_t generation);
bool has_trace(db::Reader& reader, std::uint64_t generation, std::string_view trace);

}  // namespace yw::catalogue

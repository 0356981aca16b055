// Items and departments as the statements of this module give them.
#pragma once

#include <optional>
#include <string>

#include "catalogue/catalogue.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

/// 0, 1, 2 in catalogue_item.listing_rank: the order of every list.
enum class ListingRank : int { kOnline, kGuide, kListed };
ListingRank rank_of(const Item& item);

RegionCode region_of(const db::Row& row, int column);
/// Columns id, name, region_code, credit_code from `first`.
Department department_of(const db::Row& row, int first);
/// The columns that each items_*.sql and find_item*.sql selects.
Item item_of(const db::Row& row);

std::optional<Item> find_item(db::Reader& reader, const std::string& id);
std::optional<Item> find_item_by_source(db::Reader& reader, RegionCode region, const std::string& source_id);

}  // namespace yw::catalogue

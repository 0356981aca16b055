// Changes of the state of items: one, or all that exercise an entry of the base catalogue in a place and below it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/catalogue_change.hpp"

namespace yw::catalogue {

/// How many items, and of these with a guide and to be applied for online.
struct Touched {
    std::int64_t items = 0;
    std::int64_t guides = 0;
    std::int64_t online = 0;
};

/// Active and suspended items of the scope.
Touched count_items_of(db::Reader& reader, const ItemScope& scope);
/// The same, by place and id. @param after  the last one of the page before, or nothing
std::vector<Item> items_of(db::Reader& reader, const ItemScope& scope, const Item* after, int limit);

/// Items of the scope that are not active, in the same order.
std::vector<Item> items_off_of(db::Reader& reader, const ItemScope& scope, const Item* after, int limit);
/// Items whose state a decision changed, by id.
std::vector<Item> items_of_decision(db::Reader& reader,
                                    const std::string& decision_id,
                                    const std::string& after,
                                    int limit);

/// All of them, ids only: for a decision that looks up which have open cases.
std::vector<std::string> ids_of_decision(db::Reader& reader, const std::string& decision_id);
/// In how many places a decision took items off.
std::int64_t count_places_of_decision(db::Reader& reader, const std::string& decision_id);

/// @errors kItemNotFound, kItemEnded
Result<void> check_active(db::Reader& reader, const std::string& item_id);
std::vector<Standing> standings_of(db::Reader& reader, const std::string& item_id);
/// Active items only.
std::vector<Item> successors_of(db::Reader& reader, const std::string& item_id);

/// Suspends, cancels or restores one item in a transaction of its own.
/// @errors kItemNotFound
Result<void> set_item_state(db::Database& database,
                            const Clock& clock,
                            const std::string& item_id,
                            const Standing& standing);

}  // namespace yw::catalogue

// The catalogue as a sequence of changes, and whole at one moment: what other channels and instances follow.
//
// Every transaction that changes the catalogue first takes the next generation, by an UPDATE of one row that it holds
// until it commits: generations become visible in their order on both engines, and a reader that has seen generation n
// will never find a change of n or less that it did not see. An item stands in the sequence once, at its last change.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

/// Where a follower stands: behind this item of this generation, behind the whole generation where the item is empty.
struct FeedPosition {
    std::int64_t generation = 0;
    std::string item_id;
    friend bool operator==(const FeedPosition&, const FeedPosition&) = default;
};

enum class ChangeKind {
    kListed,     ///< new, without a guide
    kChanged,    ///< name, code, department … of an item
    kPublished,  ///< a version of its guide
    kWithdrawn,  ///< taken off every list: followers take it off theirs
};

struct ItemChange {
    ChangeKind kind = ChangeKind::kListed;
    std::int64_t generation = 0;
    std::int64_t changed_at_ms = 0;
    Item item;
    std::string content_hash;  ///< of the published version; empty without a guide
};

struct ChangePage {
    std::vector<ItemChange> changes;
    FeedPosition next;  ///< where to go on, also when there was nothing
    bool more = false;
};

std::int64_t stored_generation(db::Reader& reader);

/// What comes behind both: the whole generation `known` and the position that paging has reached. One pair to compare
/// with, so that each page begins in the index where the last one ended.
FeedPosition first_behind(std::int64_t known, const FeedPosition& reached);

/// Oldest first. @param limit  1 to 500
/// @cost  one index range, then one look-up an item
ChangePage changes_after(db::Reader& reader, const FeedPosition& after, int limit);

/// The last changes, newest first, of all places. @param limit  1 to 500
std::vector<ItemChange> latest_changes(db::Reader& reader, int limit);

/// Every item that stands in lists, in the order of ids, on the reader's one snapshot.
void each_item(db::Reader& reader, const std::function<void(const ItemChange&)>& visit);

/// The guide of a published version. @throws std::runtime_error when the store lost it
Guide guide_of_version(db::Reader& reader, const std::string& item_id, int version);

}  // namespace yw::catalogue

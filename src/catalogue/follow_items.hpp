// Items of another instance, taken over as they are there: the lists that a lower level reports upward.
#pragma once

#include <optional>
#include <string>

#include "catalogue/catalogue_change.hpp"
#include "catalogue/guide.hpp"

namespace yw::catalogue {

/// The version exists here with another content: two instances publish for one item.
inline constexpr ErrorCode kVersionTaken{"catalogue.version_taken", Kind::kConflict};

struct FollowedItem {
    ItemFacts facts;  ///< its department is put under `department`
    std::string department;
    std::string department_code;
    ItemState state = ItemState::kActive;
    int version = 0;  ///< of the guide there; 0 for none
    std::optional<Guide> guide;
};

/// Lists the item, brings it into its state and shows its guide under the version that it has there. The guide passes
/// the same gate as one of our own: refused, the item stays listed with what it had.
/// @errors kGuideRefused with its fields, kVersionTaken
Result<Outcome> follow_item(CatalogueChange& change, const FollowedItem& item, UtcTime now);

}  // namespace yw::catalogue

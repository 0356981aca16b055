// Catalogue: which items there are, where, and what their guides say.
//
// Owns catalogue_department, catalogue_department_code, catalogue_item, catalogue_item_theme, catalogue_guide and its
// lists. An item is listed (name, code, department, region known) or has a published guide; only then can it be applied
// for. Every published version is kept: a case keeps the version under which it was filed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/guide.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

inline constexpr ErrorCode kItemNotFound{"catalogue.item_not_found", Kind::kNotFound};
inline constexpr ErrorCode kGuideNotFound{"catalogue.guide_not_found", Kind::kNotFound};

struct Department {
    std::string id;
    std::string name;
    RegionCode region;
    std::string credit_code;  ///< the first valid one, or empty
};

enum class ItemStatus { kListed, kGuide };

struct Item {
    std::string id;
    std::string source_id;
    std::string name;
    std::string implement_code;
    std::string base_code;
    std::string task_type;  ///< "01" … "20"
    RegionCode region;
    Department department;
    ItemStatus status = ItemStatus::kListed;
    int version = 0;       ///< of the published guide; 0 when only listed
    bool online = false;   ///< can be applied for here
    std::string promised;  ///< "3个工作日", "当场办结", or empty
    int visits = -1;       ///< -1 unknown
};

/// A published guide together with what identifies it.
struct PublishedGuide {
    Item item;
    Guide guide;
    int version = 0;
    std::int64_t published_at_ms = 0;
    std::string content_hash;  ///< SM3 of the canonical content, hex: the same version has the same hash everywhere
};

struct ItemPage {
    std::vector<Item> items;
    std::int64_t total = 0;
    std::string next;  ///< cursor, empty at the end
};

/// What narrows a list of items; all that are set apply.
struct ItemFilter {
    RegionCode region;
    bool include_above = false;  ///< the levels above the region too
    std::string department_id;
    std::string personal_theme;
    std::string legal_theme;
    std::string life_event;
    std::string text;  ///< part of the name or a short name
    bool only_online = false;
};

struct Count {
    std::string key;  ///< theme code, department id, life event
    std::string name;
    std::int64_t items = 0;
};

/// What a place offers, each list without zeros, most first where no order is official.
struct PlaceCounts {
    std::vector<Count> personal_themes;
    std::vector<Count> legal_themes;
    std::vector<Count> life_events;
    std::vector<Count> departments;
    std::int64_t items = 0;
    std::int64_t guides = 0;
    std::int64_t online = 0;
};

class Catalogue {
public:
    virtual ~Catalogue() = default;
    virtual ItemPage items(const ItemFilter& filter, int limit, const std::string& cursor) const = 0;
    virtual Result<Item> item(const std::string& id) const = 0;
    virtual Result<std::shared_ptr<const PublishedGuide>> guide(const std::string& item_id) const = 0;
    /// A version that was published at some time: what a case was filed under. Cached; cheap.
    virtual Result<std::shared_ptr<const PublishedGuide>> guide_version(const std::string& item_id,
                                                                        int version) const = 0;
    virtual PlaceCounts counts(RegionCode region) const = 0;
    virtual Result<Department> department(const std::string& id) const = 0;
    /// Grows with every change; what was rendered under an older number is stale.
    virtual std::uint64_t generation() const = 0;
};

/// Names of codes (themes, task types, life events …) as versioned data; empty for an unknown code.
std::string_view personal_theme_name(std::string_view code);
std::string_view legal_theme_name(std::string_view code);
std::string_view life_event_name(std::string_view key);
std::string_view task_type_name(std::string_view code);
std::string to_text(const Limit& limit);  ///< "3个工作日", "1个月", "当场办结"

}  // namespace yw::catalogue

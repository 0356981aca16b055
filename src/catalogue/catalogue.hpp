// Catalogue: which items there are, where, and what their guides say.
//
// Owns catalogue_department, catalogue_department_code, catalogue_item, catalogue_item_theme, catalogue_guide and its
// lists. An item is listed (name, code, department, region known) or has a published guide; only then can it be applied
// for. Every published version is kept: a case keeps the version under which it was filed. An item that is suspended,
// cancelled or handed to others (ItemState) stands on no list and takes no application; what was filed stays readable.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

inline constexpr ErrorCode kItemNotFound{"catalogue.item_not_found", Kind::kNotFound};
inline constexpr ErrorCode kGuideNotFound{"catalogue.guide_not_found", Kind::kNotFound};
inline constexpr ErrorCode kDepartmentNotFound{"catalogue.department_not_found", Kind::kNotFound};
inline constexpr ErrorCode kGuideUnreadable{"catalogue.guide_unreadable", Kind::kInvalid};  ///< not of our TOML form
inline constexpr ErrorCode kGuideRefused{"catalogue.guide_refused", Kind::kInvalid};  ///< check_guide() found errors
inline constexpr ErrorCode kVersionNewer{"catalogue.version_newer", Kind::kConflict};
inline constexpr ErrorCode kItemRefused{"catalogue.item_refused", Kind::kInvalid};
inline constexpr ErrorCode kItemEnded{"catalogue.item_ended", Kind::kNotFound};  ///< not active: standing() says why

struct Department {
    std::string id;
    std::string name;
    RegionCode region;
    std::string credit_code;  ///< the first valid one, or empty
};

enum class ItemStatus { kListed, kGuide };

/// 事项状态. Only active items stand on lists, in counts and in the search, and can be applied for.
enum class ItemState {
    kActive,     ///< 在用
    kSuspended,  ///< 暂停: comes back
    kCancelled,  ///< 取消
    kDelegated,  ///< 下放: handled by the lower level's successors
    kMerged,     ///< 合并 into its successor
    kSplit,      ///< 拆分 into its successors
};
std::string_view word_of(ItemState state);  ///< active | suspended | cancelled | delegated | merged | split
std::optional<ItemState> item_state_of(std::string_view word);
std::string_view state_zh(ItemState state);

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
    int version = 0;        ///< of the published guide; 0 when only listed
    bool online = false;    ///< can be applied for here
    std::string promised;   ///< "3个工作日", "当场办结", or empty
    int visits = -1;        ///< -1 unknown
    std::string main_item;  ///< 主项 that a listed item is a part of; may be empty
    ItemState state = ItemState::kActive;
};

/// Since when an item is in its state, and by which document.
struct Standing {
    ItemState state = ItemState::kActive;
    UtcTime since;
    std::string reason;
    std::string document;     ///< number and title
    std::string decision_id;  ///< of the change log; may be empty
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
    RegionCode region = {};  ///< with a department_id the nation, which is the default, means the department's place
    bool include_above = false;  ///< the levels above the region too
    std::string department_id = {};
    std::string personal_theme = {};
    std::string legal_theme = {};
    std::string life_event = {};
    std::string text = {};  ///< part of the name or a short name
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

/// Empties and fullness of one place, for its operator: zeros included, exactly this region.
struct Coverage {
    struct DepartmentItems {
        Department department;
        std::int64_t listed = 0;  ///< without a guide
        std::int64_t guides = 0;
        std::int64_t online = 0;  ///< of the guides
    };
    std::vector<DepartmentItems> departments;  ///< fewest guides first
    std::vector<Count> empty_personal_themes;  ///< items is 0
    std::vector<Count> empty_legal_themes;
    std::vector<Count> empty_life_events;
};

struct PublishedVersion {
    int version = 0;
    std::string content_hash;
    std::int64_t published_at_ms = 0;
};

class Catalogue {
public:
    virtual ~Catalogue() = default;
    /// Those to be applied for online first, then those with a guide, then listed ones; in each the nearest place
    /// first. A cursor that we did not make begins anew. @cost one short index range a place and kind, never a whole
    /// table
    virtual ItemPage items(const ItemFilter& filter, int limit, const std::string& cursor) const = 0;
    virtual Result<Item> item(const std::string& id) const = 0;
    /// @errors kItemNotFound, kGuideNotFound, kItemEnded
    virtual Result<std::shared_ptr<const PublishedGuide>> guide(const std::string& item_id) const = 0;
    /// A version that was published at some time: what a case was filed under. Cached; cheap.
    virtual Result<std::shared_ptr<const PublishedGuide>> guide_version(const std::string& item_id,
                                                                        int version) const = 0;
    /// What a person there sees: the place and all levels above it.
    virtual PlaceCounts counts(RegionCode region) const = 0;
    virtual Result<Department> department(const std::string& id) const = 0;
    /// The item that was imported, or made from a guide file, under this id in this place.
    virtual Result<Item> item_by_source(RegionCode region, const std::string& source_id) const = 0;
    /// Newest first; a listed item has none.
    virtual std::vector<PublishedVersion> versions(const std::string& item_id) const = 0;
    /// Within a writing transaction, where what was read before may be out of date. @errors kItemNotFound, kItemEnded
    virtual Result<void> check_active(db::Reader& reader, const std::string& item_id) const = 0;
    /// Changes of state, newest first; nothing for an item that has always been active.
    virtual std::vector<Standing> standings(const std::string& item_id) const = 0;
    /// What is to be applied for instead of an item that was delegated, merged or split: active items only.
    virtual std::vector<Item> successors(const std::string& item_id) const = 0;
    virtual Coverage coverage(RegionCode region) const = 0;
    /// Every active item of every place, for site maps and the search index. total is left 0.
    virtual ItemPage all_items(int limit, const std::string& cursor) const = 0;
    /// Items changed after a generation, oldest change first: an item may come again. Those that are not active any
    /// more come too: who keeps an index takes them out of it. Ask on with the cursor until it is empty. total is left
    /// 0.
    virtual ItemPage changed_since(std::uint64_t generation, int limit, const std::string& cursor) const = 0;
    /// Grows with every change; what was rendered under an older number is stale.
    virtual std::uint64_t generation() const = 0;
    /// The same for I/O threads, which must not wait for the store: nothing when it would have to be asked.
    virtual std::optional<std::uint64_t> generation_at_hand() const { return generation(); }
};

/// A code and its name, out of a list of data/codes: personal_theme, legal_theme, life_event, task_type, power_source,
/// level, audience, project_type, handle_type, online_depth, handle_area, result_type, material_type, material_form,
/// material_need, material_source, signature.
struct Code {
    std::string code;
    std::string name;
};
/// In official order. @throws std::logic_error for a list that does not exist
std::span<const Code> codes(std::string_view list);
/// Empty for an unknown code.
std::string_view code_name(std::string_view list, std::string_view code);

/// Names of codes (themes, task types, life events …) as versioned data; empty for an unknown code.
std::string_view personal_theme_name(std::string_view code);
std::string_view legal_theme_name(std::string_view code);
std::string_view life_event_name(std::string_view key);
std::string_view task_type_name(std::string_view code);
std::string to_text(const Limit& limit);  ///< "3个工作日", "1个月", "当场办结"

/// Reads through bounded caches that follow catalogue_generation: at once after a change made by this process, within a
/// second after another's on the same database.
std::unique_ptr<Catalogue> open_catalogue(db::Database& database);

}  // namespace yw::catalogue

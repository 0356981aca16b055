// How far the items of a place agree with the base catalogue (四级四同: name, code, basis, type), and what of it has no
// published guide there (进驻).
//
// Rates as the assessment counts them: 基本目录符合率 = entries of the place's own list whose every item agrees /
// entries of that list; 实施清单符合率 = items that agree / items; both over what is done on application (依申请).
// Items are compared behind the changes, by generation; refresh_conformity() brings the comparison up to date.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/directory.hpp"
#include "kernel/working_calendar.hpp"

namespace yw::catalogue {

enum class Difference { kCode, kName, kType, kBasis };
std::string_view word_of(Difference difference);  ///< code | name | type | basis
std::string_view zh_of(std::string_view word);    ///< 编码

/// What differs. Pure. An item that the base catalogue does not know differs in its code and nothing else.
/// @param entry  null where no entry has its base code
/// @param bases  of its published guide; empty where it has none: nothing is then said of the basis
std::vector<Difference> compare(const Item& item, const DirectoryEntry* entry, const std::vector<LegalBasis>& bases);
/// 许可、给付、确认、奖励、裁决、其他 and 公共服务; a type that nobody wrote counts too.
bool is_on_application(std::string_view task_type);
/// Compares what has changed since the last time, at most `most` items. Returns how many; fewer than `most`: up to
/// date.
int refresh_conformity(db::Database& database, int most);

struct Conformity {
    struct Part {
        std::string department_id;
        std::int64_t entries = 0;
        std::int64_t entries_agreeing = 0;
        std::int64_t items = 0;
        std::int64_t items_agreeing = 0;
    };
    std::vector<Part> departments;
    Part all;  ///< an entry that two departments have counts in each
};
Conformity conformity(db::Reader& reader, RegionCode region);

/// The same of a place and everything below it together: the sums of each place's own list.
/// @cost one range of an index over the items compared there: for pages that may be slow
Conformity::Part conformity_below(db::Reader& reader, RegionCode region);

struct DifferingItem {
    std::string item_id;
    std::vector<std::string> differences;  ///< words
};
/// By id, behind `after`; of one department only where that is named.
std::vector<DifferingItem> differing_items(
    db::Reader& reader, RegionCode region, const std::string& department_id, const std::string& after, int limit);

/// An entry of the base catalogue whose level this place has, without a published guide here.
struct MissingItem {
    DirectoryEntry entry;
    std::string department_id;  ///< of the item that is only listed, else of who handles most of the same guiding
                                ///< department's items here; empty where nobody does
    bool listed = false;
    LocalDay due_on;              ///< last day of the limit from the day it came into the catalogue or took effect
    bool due_not_before = false;  ///< a year on the way is not published
};
/// By code, behind `after`. The limit is data (data/codes: onboarding).
std::vector<MissingItem> missing_items(db::Reader& reader,
                                       const WorkingCalendar& calendar,
                                       LocalDay today,
                                       RegionCode region,
                                       const std::string& after,
                                       int limit);

/// An item that is still offered though its entry of the base catalogue was cancelled or suspended: by a list, not by a
/// decision, which would have taken the item off.
struct ItemToEnd {
    Item item;
    DirectoryEntry entry;
    LocalDay due_on;  ///< day of the planned cancellation, else the limit of onboarding from the entry's change
    bool due_not_before = false;
};
/// Of a place and everything below it, by id behind `after`.
std::vector<ItemToEnd> items_to_end(
    db::Reader& reader, const WorkingCalendar& calendar, RegionCode region, const std::string& after, int limit);

struct DutyCount {
    std::string task_type;
    std::int64_t entries = 0;
    std::int64_t published = 0;
};
/// What the base catalogue gives a place of this level, by type, and how much of it has a published guide there.
std::vector<DutyCount> duties(db::Reader& reader, LocalDay today, RegionCode region);

}  // namespace yw::catalogue

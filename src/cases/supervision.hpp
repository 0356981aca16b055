// 办件监督: whether departments keep their limits. Everybody sees the counts; supervisors see which cases are late or
// about to be, and nothing of the person who applied.
//
// The counts stand in case_month. They are written in the transaction of the decision or of the warning that they count
// and never taken back: a case that was late stays counted after it has ended.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cases/case_clock.hpp"
#include "catalogue/catalogue.hpp"
#include "identity/identity.hpp"
#include "kernel/region_code.hpp"
#include "kernel/time.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::cases {

inline constexpr ErrorCode kPlaceUnknown{"cases.place_unknown", Kind::kNotFound};
inline constexpr ErrorCode kDepartmentUnknown{"cases.department_unknown", Kind::kNotFound};

/// What cases came to.
struct CaseCounts {
    std::int64_t ended = 0;          ///< decided, or acceptance refused
    std::int64_t ended_late = 0;     ///< of them when the limit that ran then was over
    std::int64_t soon_warnings = 0;  ///< 黄牌: little was left of a limit
    std::int64_t late_warnings = 0;  ///< 红牌: a limit was over
    /// Ended in time, in thousandths, rounded down: nothing is 100% that was late once. Nothing where none ended.
    std::optional<int> in_time_permille() const;
    friend bool operator==(const CaseCounts&, const CaseCounts&) = default;
};
/// Adds to the month of this day; a department without any yet gets its row.
void count_cases(db::Transaction& tx,
                 const std::string& area,
                 const std::string& department_id,
                 LocalDay day,
                 const CaseCounts& more);

struct DepartmentTimes {
    std::string department_id;
    std::int64_t late = 0;  ///< open now, the last day of the running limit over
    CaseCounts counts;
};
struct PlaceTimes {
    LocalDay since;                            ///< first day of the twelve months that are counted, this one included
    CaseCounts with_below;                     ///< of the place and of all places below it
    std::vector<DepartmentTimes> departments;  ///< of the place alone: most late ones first
};
/// @cost one range of case_month, and of each department's queue its late cases
PlaceTimes times_of_place(db::Database& database, RegionCode place, LocalDay today);

/// A case that is late, or soon will be, as a supervisor sees it.
struct PressingCase {
    std::string id;
    std::string number;
    std::string item_name;
    State state = State::kSubmitted;
    LocalDay due_on;
};
struct PressingPage {
    std::vector<PressingCase> cases;  ///< first due first
    std::string next;                 ///< cursor, empty at the end
};
/// @cost the department's open cases in the index of its queue
PressingPage pressing_cases(
    db::Database& database, const std::string& department_id, LocalDay today, int limit, const std::string& cursor);

/// All outlive the router.
struct SupervisionPages {
    db::Database& database;
    const catalogue::Catalogue& catalogue;
    const Clock& clock;
    std::function<WorkingCalendar()> calendar;
    const identity::Gate& gate;
    const Frame& frame;
    std::function<RegionCode(const http::Request&)> place_of;  ///< that this visitor has chosen
    std::function<std::string(RegionCode)> place_name;         ///< empty: there is no such place
};
/// /inspection/cases and /api/v1/case-times for everybody; /inspect/cases and /inspect/cases/{department} for
/// inspectors and operators.
void add_supervision_routes(http::Router& router, SupervisionPages pages);

}  // namespace yw::cases

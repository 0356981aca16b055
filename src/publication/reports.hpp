// Lists reported upward: what the instance above keeps of each one below. The cursor of the sender stands here, beside
// what was taken, in one transaction: whoever breaks off anywhere, either of them goes on from it, and an old report
// that comes again is refused because it does not begin where the last one ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "publication/channels.hpp"
#include "publication/record.hpp"

namespace yw::publication {

/// The report does not begin where the last one ended: ask where, go on from there.
inline constexpr ErrorCode kReportOutOfStep{"publication.report_out_of_step", Kind::kConflict};

struct Report {
    std::string from;  ///< cursor of the sender's feed
    std::string to;
    std::string_view lines;  ///< records with guides, one a line
};

struct Refused {
    std::string region;
    std::string source_id;
    std::string name;
    std::string code;    ///< of the error
    std::string detail;  ///< its fields, for people
    std::int64_t at_ms = 0;
};

struct BelowState {
    std::string cursor;
    std::int64_t reported_at_ms = 0;
    std::int64_t records = 0;  ///< taken in all
    std::vector<Refused> refused;
};

/// All of the report in one transaction; records that cannot be taken are kept as refused, with the reason.
/// @errors kReportOutOfStep, kRecordUnreadable, kRecordHash
Result<BelowState> take_report(
    db::Database& database, const Clock& clock, const audit::Audit& audit, const Below& below, const Report& report);
BelowState below_state(db::Database& database, const std::string& instance);

struct ListState {
    std::int64_t items = 0;
    std::string hash;
};
/// What stands here of a place and below it. @cost  reads every item once
ListState list_state(db::Database& database, RegionCode region);

}  // namespace yw::publication

// The published calendars of working days: the years that come with the program (data/calendar), the form in which an
// operator adds another, and `yiwang calendar due`, which answers many limits at once.
#pragma once

#include <iosfwd>
#include <string_view>

#include "kernel/result.hpp"
#include "kernel/working_calendar.hpp"
#include "platform/db/db.hpp"

namespace yw::calendars {

inline constexpr ErrorCode kUnreadableYear{"calendar.unreadable_year", Kind::kInvalid};

/// Reads one year as data/calendar/<year>.toml writes it: `year`, `source` (a text or a list), `off` (name, first,
/// last), `worked` (name, day). What the days say is checked by WorkingCalendar::of.
/// @errors calendar.unreadable_year with a field for each fault
Result<CalendarYear> parse_calendar_year(std::string_view toml);

/// The years built into the program, 2017 on. Read once; later calls copy a pointer.
const WorkingCalendar& published_calendar();

/// The published years and those that an operator loaded (table calendar_year).
WorkingCalendar load_calendar(db::Reader& reader);
/// Adds a year, or replaces it. Gives back the year.
/// @errors calendar.unreadable_year, calendar.bad_year
Result<int> import_calendar_year(db::Transaction& tx, std::string_view toml, UtcTime now);

/// Reads a table with a line of column names, separated by tabs or commas, and writes one line for each row: the last
/// day of the limit as 2026-03-02, or `error <rule>`. `accept_date` (2026-03-02) and `working_days` (0 is the same day)
/// are needed, in any order among any others. A byte order mark, CRLF, quotes and empty lines are accepted.
///
/// Rules of rows: missing_cell, bad_date, bad_number, year_not_published (the day, or any day of its count, lies in a
/// year whose holidays are not published). Rules of the table: missing_column, duplicate_column, empty_table; one line,
/// and no row is read.
/// @returns 0 if every row was answered, with a day or an error; 2 if the table could not be read
int calendar_due(std::istream& table, std::ostream& days, const WorkingCalendar& calendar);

}  // namespace yw::calendars

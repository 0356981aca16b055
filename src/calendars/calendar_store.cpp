#include "calendars/calendars.hpp"
#include "calendars/sql.hpp"

namespace yw::calendars {

WorkingCalendar load_calendar(db::Reader& reader) {
    WorkingCalendar calendar = published_calendar();
    reader.each(sql::all_years, {}, [&](const db::Row& row) {
        // Checked when it was loaded: a year that no longer reads is a bug.
        calendar = calendar.with(parse_calendar_year(row.view(0)).value()).value();
    });
    return calendar;
}

Result<int> import_calendar_year(db::Transaction& tx, std::string_view toml, UtcTime now) {
    YW_TRY(const CalendarYear year, parse_calendar_year(toml));
    YW_TRY(const WorkingCalendar whole, load_calendar(tx).with(year));
    (void)whole;
    tx.execute(sql::put_year, {{"year", year.year}, {"content", toml}, {"loaded_at_ms", now.ms}});
    return year.year;
}

}  // namespace yw::calendars

// Any bytes as a table, and the same bytes as an operator's calendar year.
#include <cstdint>
#include <sstream>
#include <string>

#include "calendars/calendars.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    std::istringstream table(bytes);
    std::ostringstream days;
    yw::calendars::calendar_due(table, days, yw::calendars::published_calendar());
    const auto year = yw::calendars::parse_calendar_year(bytes);
    if (year) (void)static_cast<bool>(yw::WorkingCalendar::of({year.value()}));
    return 0;
}

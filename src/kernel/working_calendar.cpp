#include "kernel/working_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace yw {

/// A day on which the week alone does not say whether it is worked.
struct WorkingCalendar::Special {
    LocalDay day;
    bool worked;
    std::string_view name;  // into Table::years
};

struct WorkingCalendar::Table {
    std::vector<CalendarYear> years;  // in order
    std::vector<Special> days;        // in order
};

namespace {

constexpr unsigned kSunday = 0;
constexpr unsigned kSaturday = 6;

bool is_weekend(LocalDay day) {
    return day.weekday() == kSunday || day.weekday() == kSaturday;
}

/// A notice speaks of its own year and of the last days of December before.
bool belongs(LocalDay day, int year) {
    return day.year() == year || (day >= LocalDay(year - 1, 12, 20) && day.year() < year);
}

void check_off(const CalendarYear& year, std::vector<FieldError>& faults) {
    for (std::size_t i = 0; i < year.off.size(); ++i) {
        const OffDays& off = year.off[i];
        const std::string field = fmt::format("off[{}]", i);
        if (off.name.empty()) faults.push_back({field, "缺少节日名称"});
        if (off.last < off.first) faults.push_back({field, fmt::format("{}早于{}", off.last.zh(), off.first.zh())});
        for (const LocalDay day : {off.first, off.last}) {
            if (!belongs(day, year.year)) faults.push_back({field, fmt::format("{}不在{}年", day.zh(), year.year)});
        }
    }
}

void check_worked(const CalendarYear& year, std::vector<FieldError>& faults) {
    for (std::size_t i = 0; i < year.worked.size(); ++i) {
        const LocalDay day = year.worked[i].day;
        const std::string field = fmt::format("worked[{}]", i);
        if (!is_weekend(day)) faults.push_back({field, day.zh_weekday() + "不是周末"});
        if (!belongs(day, year.year)) faults.push_back({field, fmt::format("{}不在{}年", day.zh(), year.year)});
        const bool off =
            std::ranges::any_of(year.off, [&](const OffDays& o) { return day >= o.first && day <= o.last; });
        if (off) faults.push_back({field, day.zh() + "既放假又上班"});
    }
}

Result<void> check(const CalendarYear& year) {
    std::vector<FieldError> faults;
    if (year.year < 1950 || year.year > 9998) faults.push_back({"year", "年份不合理"});
    check_off(year, faults);
    check_worked(year, faults);
    if (faults.empty()) return {};
    Error error = fail(kBadCalendarYear, std::move(faults));
    error.detail = fmt::format("calendar of {}", year.year);
    return error;
}

}  // namespace

WorkingCalendar::WorkingCalendar() : table_(std::make_shared<const Table>()) {}

WorkingCalendar::WorkingCalendar(std::shared_ptr<const Table> table) : table_(std::move(table)) {}

Result<WorkingCalendar> WorkingCalendar::of(std::vector<CalendarYear> years) {
    std::map<int, CalendarYear> editions;
    for (CalendarYear& year : years) {
        YW_CHECK(check(year));
        const int number = year.year;
        editions.insert_or_assign(number, std::move(year));
    }
    auto table = std::make_shared<Table>();
    for (auto& [number, year] : editions) table->years.push_back(std::move(year));
    for (const CalendarYear& year : table->years) {
        for (const OffDays& off : year.off) {
            for (LocalDay day = off.first; day <= off.last; day = day.plus(1)) {
                table->days.push_back({day, false, off.name});
            }
        }
        for (const MakeUpDay& made_up : year.worked) table->days.push_back({made_up.day, true, made_up.name});
    }
    std::ranges::stable_sort(table->days, {}, &Special::day);
    return WorkingCalendar(std::move(table));
}

Result<WorkingCalendar> WorkingCalendar::with(CalendarYear year) const {
    std::vector<CalendarYear> all = table_->years;
    all.push_back(std::move(year));
    return of(std::move(all));
}

std::span<const CalendarYear> WorkingCalendar::years() const {
    return table_->years;
}

bool WorkingCalendar::covers(LocalDay day) const {
    return std::ranges::binary_search(table_->years, day.year(), {}, &CalendarYear::year);
}

const WorkingCalendar::Special* WorkingCalendar::special(LocalDay day) const {
    // The later notice holds where two speak of one day: the one of the new year may change the December before.
    const auto after = std::ranges::upper_bound(table_->days, day, {}, &Special::day);
    if (after == table_->days.begin() || std::prev(after)->day != day) return nullptr;
    return &*std::prev(after);
}

Result<DayKind> WorkingCalendar::kind_of(LocalDay day) const {
    if (!covers(day)) return fail(kYearNotPublished, fmt::format("no calendar of {}", day.year()));
    if (const Special* found = special(day)) return found->worked ? DayKind::kMakeUp : DayKind::kHoliday;
    return is_weekend(day) ? DayKind::kWeekend : DayKind::kWorking;
}

std::string_view WorkingCalendar::holiday_name(LocalDay day) const {
    const Special* found = special(day);
    return found ? found->name : std::string_view();
}

}  // namespace yw

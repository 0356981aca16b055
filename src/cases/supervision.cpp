#include "cases/supervision.hpp"

#include <algorithm>

#include "cases/case_store.hpp"
#include "cases/due_cursor.hpp"
#include "cases/sql.hpp"

namespace yw::cases {
namespace {

constexpr int kMostLines = 200;
constexpr int kMonths = 12;
constexpr std::size_t kMonthLength = 7;  // 2026-03

std::string month_of(LocalDay day) {
    return day.iso().substr(0, kMonthLength);
}

/// The first day of the month eleven months ago.
LocalDay first_counted(LocalDay today) {
    const auto first = today.ymd().year() / today.ymd().month() / std::chrono::day{1};
    return LocalDay(std::chrono::sys_days(first - std::chrono::months{kMonths - 1}));
}

CaseCounts counts_at(const db::Row& row, int column) {
    return {row.integer(column), row.integer(column + 1), row.integer(column + 2), row.integer(column + 3)};
}

}  // namespace

std::optional<int> CaseCounts::in_time_permille() const {
    if (ended == 0) return std::nullopt;
    return static_cast<int>((ended - ended_late) * 1000 / ended);
}

void count_cases(db::Transaction& tx,
                 const std::string& area,
                 const std::string& department_id,
                 LocalDay day,
                 const CaseCounts& more) {
    const std::string month = month_of(day);
    tx.execute(sql::count_month, {{"area", area},
                                  {"department_id", department_id},
                                  {"month", month},
                                  {"ended", more.ended},
                                  {"ended_late", more.ended_late},
                                  {"soon_warnings", more.soon_warnings},
                                  {"late_warnings", more.late_warnings}});
}

PlaceTimes times_of_place(db::Database& database, RegionCode place, LocalDay today) {
    PlaceTimes times;
    times.since = first_counted(today);
    const std::string since = month_of(times.since), area = place.str(), today_iso = today.iso();
    const std::string last = RegionCode::from_number(place.last_number()).str();
    database.read([&](db::Reader& reader) {
        times.departments =
            reader.list(sql::months_of_place, {{"area", area}, {"since", since}}, [](const db::Row& row) {
                return DepartmentTimes{row.text(0), 0, counts_at(row, 1)};
            });
        for (auto& each : times.departments)
            each.late =
                reader.number(sql::count_department_late, {{"department_id", each.department_id}, {"today", today_iso}})
                    .value_or(0);
        times.with_below = reader
                               .one(sql::months_with_below, {{"first", area}, {"last", last}, {"since", since}},
                                    [](const db::Row& row) { return counts_at(row, 0); })
                               .value_or(CaseCounts{});
    });
    // Nothing in twelve months, and nothing late: there is nothing to say of it.
    std::erase_if(times.departments,
                  [](const DepartmentTimes& each) { return each.late == 0 && each.counts == CaseCounts{}; });
    std::ranges::stable_sort(times.departments, [](const DepartmentTimes& a, const DepartmentTimes& b) {
        return std::tuple(a.late, a.counts.ended_late, a.counts.ended) >
               std::tuple(b.late, b.counts.ended_late, b.counts.ended);
    });
    return times;
}

PressingPage pressing_cases(
    db::Database& database, const std::string& department_id, LocalDay today, int limit, const std::string& cursor) {
    const DueCursor after = due_cursor_of(cursor);
    const int take = std::clamp(limit, 1, kMostLines);
    const std::string today_iso = today.iso();
    PressingPage page;
    page.cases = database.read([&](db::Reader& reader) {
        return reader.list(sql::pressing_of_department,
                           {{"department_id", department_id},
                            {"after_due_on", after.due_on},
                            {"after_id", after.id},
                            {"today", today_iso},
                            {"take", take + 1}},
                           [](const db::Row& row) {
                               return PressingCase{row.text(0), row.text(1), row.text(2), state_of(row.view(3)),
                                                   LocalDay::parse(row.view(4)).value()};
                           });
    });
    if (page.cases.size() > static_cast<std::size_t>(take)) {
        page.cases.resize(static_cast<std::size_t>(take));
        page.next = due_cursor(page.cases.back().due_on, page.cases.back().id);
    }
    return page;
}

}  // namespace yw::cases

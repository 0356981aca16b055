// The officer's queue: open cases of the viewer's departments, each read from the queue's index, then merged.
#include <algorithm>

#include "cases/due_cursor.hpp"
#include "cases/inside.hpp"
#include "cases/sql.hpp"
#include "kernel/masking.hpp"

namespace yw::cases {
namespace {

constexpr int kMostLines = 200;

LocalDay sort_day(const CaseLine& line) {
    return line.due_on ? *line.due_on : LocalDay::parse(kNoDueOn).value();
}

/// The applicant's name as lists show it, and how pressing the case is today.
void finish(const Cases::Inside& inside, CaseLine& line, LocalDay today) {
    const auto profile = profile_of(inside.opened(kCaseApplicant, line.applicant_masked));
    line.applicant_masked = mask_name(profile.name);
    // While a correction is awaited the day is the applicant's: the office is not late.
    if (line.due_kind == DueKind::kPaused)
        line.unanswered = line.due_on && !line.due_open_ended && today > *line.due_on;
    else if (line.due_on && line.soon_on)
        line.urgency = urgency_of(*line.due_on, *line.soon_on, today);
}

std::vector<std::string> departments_of(const identity::Viewer& viewer, const std::string& only) {
    if (!viewer.is_officer()) return {};
    if (only.empty()) return viewer.department_ids;
    const bool theirs = std::ranges::find(viewer.department_ids, only) != viewer.department_ids.end();
    return theirs ? std::vector<std::string>{only} : std::vector<std::string>{};
}

CasePage by_number(const Cases::Inside& inside, const identity::Viewer& viewer, const std::string& number) {
    CasePage page;
    const auto row = inside.d.database.read([&](db::Reader& reader) { return find_case_by_number(reader, number); });
    if (!row || party_of(viewer, *row) == Party::kStranger) return page;
    CaseLine line;
    line.id = row->id;
    line.number = row->number;
    line.item_id = row->item_id;
    line.item_name = row->item_name;
    line.department_name = row->department_name;
    line.applicant_masked = row->applicant;
    line.state = row->state;
    line.submitted_at = UtcTime{row->submitted_at_ms};
    line.due_kind = row->due.kind;
    if (row->due.due_on != kNoDueOn) line.due_on = LocalDay::parse(row->due.due_on);
    line.due_open_ended = row->due.not_before;
    line.soon_on = LocalDay::parse(row->due.soon_on);
    finish(inside, line, inside.d.clock.today());
    page.lines.push_back(std::move(line));
    return page;
}

}  // namespace

CasePage Cases::queue(const identity::Viewer& viewer,
                      const QueueFilter& filter,
                      int limit,
                      const std::string& cursor) const {
    if (!filter.number.empty()) return by_number(*inside_, viewer, filter.number);
    const LocalDay today = inside_->d.clock.today();
    const std::string today_iso = today.iso();
    const DueCursor after = due_cursor_of(cursor);
    const std::string state(filter.state ? to_string(*filter.state) : std::string_view{});
    const std::string late_on = filter.urgency == Urgency::kLate ? today_iso : std::string{};
    const std::string soon_on = filter.urgency == Urgency::kSoon ? today_iso : std::string{};
    const std::string unanswered_on = filter.unanswered ? today_iso : std::string{};
    const int take = std::clamp(limit, 1, kMostLines);
    CasePage page;
    inside_->d.database.read([&](db::Reader& reader) {
        for (const std::string& department : departments_of(viewer, filter.department_id)) {
            reader.each(sql::queue_of_department,
                        {{"department_id", department},
                         {"after_due_on", after.due_on},
                         {"after_id", after.id},
                         {"state", state},
                         {"item_id", filter.item_id},
                         {"late_on", late_on},
                         {"soon_on", soon_on},
                         {"unanswered_on", unanswered_on},
                         {"take", take + 1}},
                        [&](const db::Row& row) { page.lines.push_back(case_line(row)); });
        }
    });
    std::ranges::sort(page.lines, [](const CaseLine& a, const CaseLine& b) {
        return std::pair(sort_day(a), a.id) < std::pair(sort_day(b), b.id);
    });
    if (page.lines.size() > static_cast<std::size_t>(take)) {
        page.lines.resize(static_cast<std::size_t>(take));
        page.next = due_cursor(sort_day(page.lines.back()), page.lines.back().id);
    }
    for (CaseLine& line : page.lines) finish(*inside_, line, today);
    return page;
}

DeskCounts Cases::desk_counts(const identity::Viewer& viewer) const {
    DeskCounts counts;
    std::map<State, std::int64_t> states;
    const std::string today = inside_->d.clock.today().iso();
    inside_->d.database.read([&](db::Reader& reader) {
        for (const std::string& department : departments_of(viewer, {})) {
            reader.each(sql::count_department_states, {{"department_id", department}},
                        [&](const db::Row& row) { states[state_of(row.view(0))] += row.integer(1); });
            counts.late += reader.number(sql::count_department_late, {{"department_id", department}, {"today", today}})
                               .value_or(0);
            counts.soon += reader.number(sql::count_department_soon, {{"department_id", department}, {"today", today}})
                               .value_or(0);
            counts.unanswered +=
                reader.number(sql::count_department_unanswered, {{"department_id", department}, {"today", today}})
                    .value_or(0);
        }
    });
    for (const auto& [state, cases] : states) counts.open.push_back({state, cases});
    return counts;
}

std::vector<StateCount> Cases::counts_by_state() const {
    return inside_->d.database.read([](db::Reader& reader) {
        return reader.list(sql::count_open_states, {}, [](const db::Row& row) {
            return StateCount{state_of(row.view(0)), row.integer(1)};
        });
    });
}

std::int64_t Cases::case_count() const {
    return inside_->d.database.read([](db::Reader& reader) { return reader.number(sql::count_cases, {}).value_or(0); });
}

}  // namespace yw::cases

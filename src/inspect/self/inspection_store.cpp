#include "inspect/self/inspection_store.hpp"

#include <algorithm>

#include "inspect/self/sql.hpp"
#include "kernel/ids.hpp"

namespace yw::inspect {
namespace {

namespace sql = self::sql;

bool has_failed(const Outcomes& outcomes) {
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [](const auto& entry) { return entry.second == Outcome::kFailed && entry.first != kGoodItem; });
}

bool is_failed(const Outcomes& outcomes, const std::string& indicator) {
    const auto found = outcomes.find(indicator);
    return found != outcomes.end() && found->second == Outcome::kFailed;
}

LocalDay weekdays_after(LocalDay day, int count) {
    while (count > 0) {
        day = day.plus(1);
        if (day.weekday() != 0 && day.weekday() != 6) --count;
    }
    return day;
}

}  // namespace

std::optional<StoredSubject> find_subject(db::Reader& reader, const std::string& id) {
    return reader.one(sql::find_subject, {{"subject_id", id}}, [](const db::Row& row) {
        return StoredSubject{
            {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.integer(7)},
            outcomes_of(row.view(8)),
            row.integer(9)};
    });
}

std::vector<SelfFinding> read_findings(db::Reader& reader, const std::string& subject_id) {
    return reader.list(sql::findings_of_subject, {{"subject_id", subject_id}}, [](const db::Row& row) {
        return SelfFinding{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    });
}

DueDays due_days(const WorkingCalendar& calendar, LocalDay today) {
    DueDays days;
    for (const auto& indicator : indicators().indicators) {
        const auto deadline = calendar.working_days_deadline(today, indicator.mend_days);
        days[indicator.id] = deadline ? deadline->due : weekdays_after(today, indicator.mend_days);
    }
    return days;
}

void Recording::put(const Look& look) {
    const auto before = find_subject(tx_, look.subject.id);
    Look now = look;
    if (before)
        for (auto& entry : now.outcomes)
            if (entry.second == Outcome::kUnchecked && is_failed(before->outcomes, entry.first))
                entry.second = Outcome::kFailed;
    const auto text = outcomes_text(now.outcomes);
    tx_.execute(sql::put_subject, {{"subject_id", now.subject.id},
                                   {"kind", now.subject.kind},
                                   {"region_code", now.subject.region_code},
                                   {"department_id", now.subject.department_id},
                                   {"name", now.subject.name},
                                   {"url", now.subject.url},
                                   {"stamp", now.subject.stamp},
                                   {"outcomes", text},
                                   {"checked_at_ms", now.looked_at_ms.value_or(now_.ms)},
                                   {"weight", now.subject.weight}});
    if (before) count_outcomes(before->subject, before->outcomes, false);
    count_outcomes(now.subject, now.outcomes, true);
    follow_up(before, now);
    put_findings(now, before && has_failed(before->outcomes));
}

void Recording::remove(const std::string& subject_id) {
    const auto before = find_subject(tx_, subject_id);
    if (!before) return;
    count_outcomes(before->subject, before->outcomes, false);
    follow_up(before, {before->subject, {}, {}, {}, {}});
    tx_.execute(sql::delete_findings, {{"subject_id", subject_id}});
    tx_.execute(sql::delete_subject, {{"subject_id", subject_id}});
}

std::vector<Recording::Place> Recording::counted_places(const Subject& subject) {
    std::vector<Place> places;
    for (auto& code : counted_in(subject.region_code)) places.push_back({std::move(code), ""});
    if (!subject.department_id.empty()) places.push_back({subject.region_code, subject.department_id});
    return places;
}

void Recording::count(const Subject& subject, const std::string& indicator, const Figure& change, bool add) {
    for (const auto& place : counted_places(subject)) {
        auto& figure = counts_[{place, indicator}];
        figure = add ? figure + change : figure - change;
    }
}

void Recording::count_outcomes(const Subject& subject, const Outcomes& outcomes, bool add) {
    for (const auto& entry : outcomes) count(subject, entry.first, figure_of(entry.second, subject.weight), add);
}

void Recording::count_due(const Subject& subject, const std::string& indicator, const std::string& due_on, int change) {
    for (const auto& place : counted_places(subject)) dues_[{place, due_on, indicator}] += change;
}

void Recording::follow_up(const std::optional<StoredSubject>& before, const Look& look) {
    const auto today = today_.iso();
    std::map<std::string, std::string> open;  // indicator and the day it is due
    if (before && has_failed(before->outcomes))
        tx_.each(sql::open_follow_ups_of_subject, {{"subject_id", look.subject.id}},
                 [&](const db::Row& row) { open[row.text(0)] = row.text(1); });
    for (const auto& entry : open) {
        count_due(before->subject, entry.first, entry.second, -1);
        if (is_failed(look.outcomes, entry.first))
            count_due(look.subject, entry.first, entry.second, 1);
        else
            tx_.execute(sql::close_follow_up,
                        {{"subject_id", look.subject.id}, {"check_id", entry.first}, {"closed_on", today}});
    }
    if (!open.empty() && before->subject != look.subject)
        tx_.execute(sql::move_follow_up, {{"subject_id", look.subject.id},
                                          {"name", look.subject.name},
                                          {"url", look.subject.url},
                                          {"region_code", look.subject.region_code},
                                          {"department_id", look.subject.department_id}});
    for (const auto& entry : look.outcomes) {
        const auto due = due_.find(entry.first);
        if (entry.second != Outcome::kFailed || due == due_.end() || open.count(entry.first) != 0) continue;
        const auto id = new_id();
        const auto due_on = look.due_on.value_or(due->second).iso();
        tx_.execute(sql::insert_follow_up, {{"id", id},
                                            {"check_id", entry.first},
                                            {"subject_id", look.subject.id},
                                            {"name", look.subject.name},
                                            {"url", look.subject.url},
                                            {"region_code", look.subject.region_code},
                                            {"department_id", look.subject.department_id},
                                            {"opened_on", today},
                                            {"due_on", due_on}});
        count_due(look.subject, entry.first, due_on, 1);
    }
}

void Recording::put_findings(const Look& look, bool had_some) {
    if (!had_some && look.findings.empty()) return;
    auto wanted = look.findings;
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const SelfFinding& a, const SelfFinding& b) { return a.indicator < b.indicator; });
    if (had_some && read_findings(tx_, look.subject.id) == wanted) return;
    tx_.execute(sql::delete_findings, {{"subject_id", look.subject.id}});
    std::int64_t position = 0;
    for (const auto& finding : wanted)
        tx_.execute(sql::insert_finding, {{"subject_id", look.subject.id},
                                          {"check_id", finding.indicator},
                                          {"position", position++},
                                          {"rule", finding.rule},
                                          {"element", finding.element},
                                          {"words", finding.words},
                                          {"why", finding.why},
                                          {"better", finding.better}});
}

void Recording::finish() {
    const auto today = today_.iso();
    for (const auto& entry : counts_) {
        const Place& place = entry.first.first;
        const Figure& change = entry.second;
        if (change == Figure()) continue;
        const auto above = place.department_id.empty() ? place_above(place.region_code) : std::string();
        tx_.execute(sql::move_count, {{"region_code", place.region_code},
                                      {"department_id", place.department_id},
                                      {"check_id", entry.first.second},
                                      {"parent_code", above},
                                      {"checked", change.checked},
                                      {"failed", change.failed},
                                      {"unchecked", change.unchecked}});
        tx_.execute(sql::keep_history, {{"region_code", place.region_code},
                                        {"department_id", place.department_id},
                                        {"check_id", entry.first.second},
                                        {"on_day", today}});
    }
    for (const auto& entry : dues_) {
        const auto& [place, due_on, indicator] = entry.first;
        if (entry.second == 0) continue;
        const auto above = place.department_id.empty() ? place_above(place.region_code) : std::string();
        tx_.execute(sql::move_due, {{"region_code", place.region_code},
                                    {"department_id", place.department_id},
                                    {"due_on", due_on},
                                    {"check_id", indicator},
                                    {"parent_code", above},
                                    {"open", entry.second}});
        if (entry.second < 0)
            tx_.execute(sql::drop_empty_due, {{"region_code", place.region_code},
                                              {"department_id", place.department_id},
                                              {"due_on", due_on},
                                              {"check_id", indicator}});
    }
    counts_.clear();
    dues_.clear();
}

}  // namespace yw::inspect

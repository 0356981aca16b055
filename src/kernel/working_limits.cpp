// Limits counted on the calendar: the counting half of working_calendar.hpp.
#include <fmt/format.h>

#include <algorithm>

#include "kernel/working_calendar.hpp"

namespace yw {
namespace {

constexpr int kLongestLimitDays = 3660;  // ten years: longer limits are typing errors, and each day is stepped over
constexpr int kLongestLimitMonths = 120;

Result<void> check_limit(int n, int longest) {
    if (n >= 0 && n <= longest) return {};
    return fail(kBadLimit, fmt::format("a limit of {}", n));
}

bool stands_on(std::span<const Pause> pauses, LocalDay day) {
    return std::ranges::any_of(pauses, [day](const Pause& pause) {
        return day > pause.began_on && (!pause.ended_on || day <= *pause.ended_on);
    });
}

void tell_skipped(Deadline& told, LocalDay day, SkipReason reason, std::string_view name) {
    if (!told.skipped.empty()) {
        SkippedDays& before = told.skipped.back();
        if (before.last.plus(1) == day && before.reason == reason && before.name == name) {
            before.last = day;
            return;
        }
    }
    told.skipped.push_back({day, day, reason, std::string(name)});
}

/// A limit whose last day is the day the clock stopped has nothing left: it ends on the day the clock resumes.
/// Pauses that began after the limit had run out change nothing.
LocalDay past_pauses(LocalDay due, std::span<const Pause> pauses) {
    std::vector<Pause> in_order(pauses.begin(), pauses.end());
    std::ranges::sort(in_order, {}, &Pause::began_on);
    for (const Pause& pause : in_order) {
        if (due >= pause.began_on) due = std::max(due, pause.ended_on.value());
    }
    return due;
}

std::string stretch_zh(LocalDay first, LocalDay last) {
    const auto day = [](LocalDay d) {
        return fmt::format("{}月{}日", static_cast<unsigned>(d.ymd().month()), static_cast<unsigned>(d.ymd().day()));
    };
    return first == last ? day(first) : fmt::format("{}至{}", day(first), day(last));
}

}  // namespace

std::string Deadline::zh() const {
    return not_before ? fmt::format("不早于{}，待放假安排公布后确定", due.zh()) : due.zh_weekday();
}

std::string Deadline::why_zh() const {
    std::string skipped_zh;
    for (const SkippedDays& days : skipped) {
        if (days.reason == SkipReason::kWeekend) continue;
        const std::string_view name = days.reason == SkipReason::kPaused ? std::string_view("暂停计时") : days.name;
        if (!skipped_zh.empty()) skipped_zh += "、";
        skipped_zh += stretch_zh(days.first, days.last) + std::string(name);
    }
    std::string made_up_zh;
    for (const LocalDay day : made_up) {
        if (!made_up_zh.empty()) made_up_zh += "、";
        made_up_zh += stretch_zh(day, day);
    }
    std::string why;
    if (!skipped_zh.empty()) why = "不计：" + skipped_zh;
    if (!made_up_zh.empty()) why += (why.empty() ? "" : "；") + made_up_zh + "调休上班，计入";
    return why.empty() ? why : why + "。";
}

Result<LocalDay> WorkingCalendar::add_working_days(LocalDay start, int n) const {
    YW_TRY(const Deadline deadline, working_days_deadline(start, n));
    if (deadline.not_before) {
        return fail(kYearNotPublished, fmt::format("{} working days after {}", n, start.iso()));
    }
    return deadline.due;
}

Result<int> WorkingCalendar::working_days_between(LocalDay after, LocalDay through) const {
    return used_working_days(after, {}, through);
}

Result<int> WorkingCalendar::used_working_days(LocalDay start, std::span<const Pause> pauses, LocalDay through) const {
    int used = 0;
    for (LocalDay day = start.plus(1); day <= through; day = day.plus(1)) {
        YW_TRY(const DayKind kind, kind_of(day));
        if (is_working(kind) && !stands_on(pauses, day)) ++used;
    }
    return used;
}

/// Whether the day counts as worked; writes down why where it does not go without saying.
bool WorkingCalendar::counts(LocalDay day, Deadline& told) const {
    const auto kind = kind_of(day);
    if (!kind) {
        // Any weekend may still become a make-up day: only counting every day gives a day that is surely not too late.
        told.not_before = true;
        return true;
    }
    if (kind.value() == DayKind::kMakeUp) told.made_up.push_back(day);
    if (kind.value() == DayKind::kHoliday) tell_skipped(told, day, SkipReason::kHoliday, holiday_name(day));
    if (kind.value() == DayKind::kWeekend) tell_skipped(told, day, SkipReason::kWeekend, {});
    return is_working(kind.value());
}

Result<Deadline> WorkingCalendar::working_days_deadline(LocalDay start, int n, std::span<const Pause> pauses) const {
    YW_CHECK(check_limit(n, kLongestLimitDays));
    if (!covers(start)) return fail(kYearNotPublished, fmt::format("no calendar of {}", start.year()));
    if (std::ranges::any_of(pauses, [](const Pause& pause) { return !pause.ended_on; })) return fail(kStillPaused);
    Deadline told;
    LocalDay day = start;
    for (int counted = 0; counted < n;) {
        day = day.plus(1);
        if (stands_on(pauses, day)) {
            tell_skipped(told, day, SkipReason::kPaused, {});
        } else if (counts(day, told)) {
            ++counted;
        }
    }
    told.due = past_pauses(day, pauses);
    for (LocalDay paused = day.plus(1); paused <= told.due; paused = paused.plus(1)) {
        tell_skipped(told, paused, SkipReason::kPaused, {});
    }
    return told;
}

Deadline WorkingCalendar::ending_on(LocalDay last) const {
    Deadline told;
    told.due = last;
    while (!counts(told.due, told)) told.due = told.due.plus(1);
    return told;
}

Result<Deadline> WorkingCalendar::calendar_days_deadline(LocalDay start, int n) const {
    YW_CHECK(check_limit(n, kLongestLimitDays));
    if (!covers(start)) return fail(kYearNotPublished, fmt::format("no calendar of {}", start.year()));
    return ending_on(start.plus(n));
}

Result<Deadline> WorkingCalendar::months_deadline(LocalDay start, int n) const {
    YW_CHECK(check_limit(n, kLongestLimitMonths));
    if (!covers(start)) return fail(kYearNotPublished, fmt::format("no calendar of {}", start.year()));
    auto last = start.ymd() + std::chrono::months{n};
    if (!last.ok()) last = last.year() / last.month() / std::chrono::last;
    return ending_on(LocalDay(std::chrono::sys_days{last}));
}

}  // namespace yw

// The official calendar of working days, and the limits counted on it.
//
// A year exists once the State Council has published its holidays; of other years nothing is promised. A calendar is an
// immutable value, cheap to copy and safe to share between threads: when an operator loads a year, a new one is built.
//
// How limits are counted (Civil Code 201 to 203, Administrative Licensing Law 82): the day of the event is day 0 and is
// not counted, whatever kind of day it is; the count starts with the next working day; the limit ends with the close of
// its last day. A limit of 0 working days means the same day.
#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace yw {

inline constexpr ErrorCode kYearNotPublished{"calendar.year_not_published", Kind::kUnavailable};
inline constexpr ErrorCode kBadLimit{"calendar.bad_limit", Kind::kInvalid};         ///< negative, or over ten years
inline constexpr ErrorCode kStillPaused{"calendar.still_paused", Kind::kConflict};  ///< no due day before it resumes
inline constexpr ErrorCode kBadCalendarYear{"calendar.bad_year", Kind::kInvalid};   ///< fields say which day and why

enum class DayKind {
    kWorking,  ///< Monday to Friday, no holiday
    kMakeUp,   ///< a Saturday or Sunday that is worked (调休上班)
    kWeekend,
    kHoliday,  ///< off by the year's notice, weekends inside the range too
};
inline bool is_working(DayKind kind) {
    return kind == DayKind::kWorking || kind == DayKind::kMakeUp;
}

struct OffDays {
    std::string name;  ///< 春节
    LocalDay first;
    LocalDay last;  ///< inclusive
};
struct MakeUpDay {
    std::string name;  ///< the holiday it is worked for
    LocalDay day;
};

/// What one year's notice says. A notice may reach into the December before (2018-12-29 was worked for 2019).
struct CalendarYear {
    int year = 0;
    std::string source;  ///< address or number of the notice
    std::vector<OffDays> off;
    std::vector<MakeUpDay> worked;
};

/// The clock of a limit stands from the close of `began_on` to the close of `ended_on`: the day it stops has been used,
/// the day it resumes is again a day 0. No end: it stands still now.
struct Pause {
    LocalDay began_on;
    std::optional<LocalDay> ended_on;
};

enum class SkipReason { kWeekend, kHoliday, kPaused };

/// Neighbouring days that a limit does not count, for the same reason.
struct SkippedDays {
    LocalDay first;
    LocalDay last;
    SkipReason reason;
    std::string name;  ///< of the holiday; empty otherwise
    friend bool operator==(const SkippedDays&, const SkippedDays&) = default;
};

/// A limit's last day, and why it is that day.
struct Deadline {
    LocalDay due;  ///< inclusive
    /// The count runs into a year whose holidays are not published: `due` is then the earliest possible day.
    bool not_before = false;
    std::vector<SkippedDays> skipped;  ///< between the event and `due`, in order
    std::vector<LocalDay> made_up;     ///< weekend days that counted because they are worked

    std::string zh() const;  ///< 2026年3月2日（周一）, or 不早于2027年1月5日，待放假安排公布后确定
    std::string why_zh()
        const;  ///< 不计：2月15日至2月23日春节；2月28日（周六）调休上班，计入。 Empty if there is nothing to tell
};

class WorkingCalendar {
public:
    /// Knows no year.
    WorkingCalendar();
    /// Of two entries for one year the later one holds.
    /// @errors calendar.bad_year with a field for each fault: a range that ends before it starts or lies outside its
    ///         year and the December before, a make-up day that is no weekend day, a day both off and worked
    static Result<WorkingCalendar> of(std::vector<CalendarYear> years);
    /// This calendar and one more year, or another edition of one it has.
    Result<WorkingCalendar> with(CalendarYear year) const;

    std::span<const CalendarYear> years() const;  ///< in order
    bool covers(LocalDay day) const;

    /// @errors calendar.year_not_published
    /// @cost   a binary search over some 35 days a year
    Result<DayKind> kind_of(LocalDay day) const;
    /// The holiday that a day is off or worked for; empty on ordinary days.
    std::string_view holiday_name(LocalDay day) const;

    /// The last day of a limit of `n` working days after an event on `start`.
    /// @errors calendar.year_not_published if any day of the count is in such a year; calendar.bad_limit
    Result<LocalDay> add_working_days(LocalDay start, int n) const;

    /// Working days after `after`, up to and including `through`; 0 if `through` is not later.
    /// @errors calendar.year_not_published
    Result<int> working_days_between(LocalDay after, LocalDay through) const;

    /// The same without the days on which the clock stood.
    Result<int> used_working_days(LocalDay start, std::span<const Pause> pauses, LocalDay through) const;

    /// As add_working_days, with pauses, the reasons, and an earliest day where the count leaves the published years.
    /// On resuming, what remains (the limit less the days used) is counted from the day it resumes; where nothing
    /// remained, that day itself is the last.
    /// @errors calendar.year_not_published if the event itself is not covered; calendar.still_paused;
    /// calendar.bad_limit
    Result<Deadline> working_days_deadline(LocalDay start, int n, std::span<const Pause> pauses = {}) const;

    /// A limit in calendar days or months: where its last day is not worked, the next working day is the last.
    /// A month ends on the day of the same number, or on its last day (Civil Code 202).
    /// @errors calendar.year_not_published if the event itself is not covered; calendar.bad_limit
    Result<Deadline> calendar_days_deadline(LocalDay start, int n) const;
    Result<Deadline> months_deadline(LocalDay start, int n) const;

private:
    struct Special;
    struct Table;
    explicit WorkingCalendar(std::shared_ptr<const Table> table);
    const Special* special(LocalDay day) const;
    bool counts(LocalDay day, Deadline& told) const;
    Deadline ending_on(LocalDay last) const;

    std::shared_ptr<const Table> table_;
};

}  // namespace yw

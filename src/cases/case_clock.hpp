// The clock of a case: which limit runs, until which day, and why that day. Pure over the calendar of working days.
//
//   pre-acceptance  5 working days from submission, standing while a correction is awaited (Administrative Licensing
//                   Law 32); silence until its close is acceptance as of the day the application arrived
//   handling        the promised limit of the guide from acceptance; the statutory limit beside it (42)
//                   standing during special procedures (45), extended once by at most 10 (42)
//   delivery        10 working days from the decision (44)
//   instant item    the same working day from submission, promised by the guide
//   correction      the applicant's own time to answer, as the notice named it (data/procedure/correction.toml)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/case_rules.hpp"
#include "catalogue/guide.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "kernel/working_calendar.hpp"

namespace yw::cases {

inline constexpr int kPreAcceptanceDays = 5;
inline constexpr int kDeliveryDays = 10;

enum class DueKind {
    kPreAcceptance,
    kPromised,
    kStatutory,
    kDelivery,
    kPaused,  ///< the applicant's move: nothing runs
    kNone,    ///< ended, or delivered
};
std::string_view to_string(DueKind kind);
DueKind due_kind_of(std::string_view text);
std::string_view due_kind_zh(DueKind kind);  ///< 受理审查期限, 承诺办结期限 …

/// How long an applicant has to answer a request to correct.
struct AnswerLimit {
    int working_days = 0;  ///< from the notice; 0: none was told
    std::string law;       ///< article and words by which the application is then given up; empty: no law says so
};

/// The days that the clock counts from. Kept with the case as JSON.
struct ClockFacts {
    LocalDay submitted_on;
    std::vector<Pause> corrections;  ///< from the notice to the answer
    AnswerLimit answer;              ///< of the last notice, as it was told
    std::optional<LocalDay> accepted_on;
    std::vector<Pause> handling_pauses;  ///< special procedures (45)
    int extension = 0;                   ///< added to the limits of handling, in their unit (42)
    std::optional<LocalDay> decided_on;
};

/// One limit: its last day and the reasons.
struct Due {
    DueKind kind = DueKind::kNone;
    Deadline deadline;
    LocalDay from;       ///< the event, day 0
    LocalDay soon_from;  ///< from this day on it is due soon: 1 working day left, or a quarter of the limit
    std::string limit;   ///< 5个工作日
};

enum class Urgency { kNone, kGreen, kSoon, kLate };
std::string_view urgency_zh(Urgency urgency);  ///< 期限内, 即将到期, 已超期

/// What is shown: the limit that runs now, the statutory one beside it, and how pressing it is.
struct ClockView {
    std::optional<Due> due;        ///< nothing when paused or ended
    std::optional<Due> statutory;  ///< while handling
    DueKind kind = DueKind::kNone;
    Urgency urgency = Urgency::kNone;
    std::optional<int> days_left;  ///< working days after today, through the last; nothing when not known or late
    int days_late = 0;             ///< working days since the last
    std::optional<Due> answer;     ///< while a correction is awaited: until when the applicant answers
    bool unanswered = false;       ///< that day is over
    /// 从2026年3月2日（不计入）起5个工作日，最晚2026年3月9日（周一）。不计：…。 Empty when nothing runs.
    std::string explained() const;
};
/// The same sentence for one limit.
std::string explained(const Due& due);

/// @errors calendar.year_not_published when the event's own year is not loaded; calendar.bad_limit
Result<Due> due_before_acceptance(const WorkingCalendar& calendar, const ClockFacts& facts);
Result<Due> due_of_limit(const WorkingCalendar& calendar,
                         const ClockFacts& facts,
                         const catalogue::Limit& limit,
                         DueKind kind);
Result<Due> due_of_delivery(const WorkingCalendar& calendar, LocalDay decided_on);
/// Until when the applicant answers a notice of this day. @errors as above
Result<Due> due_of_answer(const WorkingCalendar& calendar, LocalDay notice_on, const AnswerLimit& limit);
/// A correction is awaited, and its last day is surely over: not before the years that it counts in are published.
bool is_unanswered(const WorkingCalendar& calendar, State state, const ClockFacts& facts, LocalDay today);

/// The limit that runs in this state; nothing where none does.
Result<std::optional<Due>> running_due(const WorkingCalendar& calendar,
                                       const Standing& standing,
                                       const ClockFacts& facts,
                                       const catalogue::Guide& guide);

/// Everything for a page, on `today`. A year that is not loaded gives no day rather than a wrong one.
ClockView clock_view(const WorkingCalendar& calendar,
                     const Standing& standing,
                     const ClockFacts& facts,
                     const catalogue::Guide& guide,
                     LocalDay today);

/// Late: the last day is over. Soon: at most 1 working day left, or at most a quarter of the limit.
Urgency urgency_of(LocalDay due_on, LocalDay soon_from, LocalDay today);

/// A special procedure has begun and not ended.
bool stands(const ClockFacts& facts);
/// By how much a limit was extended: 10个工作日. A limit of months is extended by days.
std::string extension_zh(const catalogue::Limit& limit, const ClockFacts& facts);

std::string to_json(const ClockFacts& facts);
/// @throws std::runtime_error for what the store cannot have written
ClockFacts clock_facts_of(std::string_view json);

}  // namespace yw::cases

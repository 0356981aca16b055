#include "cases/case_clock.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>

#include "catalogue/catalogue.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

namespace json = boost::json;

constexpr std::pair<DueKind, std::string_view> kDueKinds[] = {{DueKind::kPreAcceptance, "pre_acceptance"},
                                                              {DueKind::kPromised, "promised"},
                                                              {DueKind::kStatutory, "statutory"},
                                                              {DueKind::kDelivery, "delivery"},
                                                              {DueKind::kPaused, "paused"},
                                                              {DueKind::kNone, "none"}};

/// The limit as sentences say it, without the law.
std::string limit_zh(int count, catalogue::LimitUnit unit) {
    if (count == 0) return std::string(strings::text("cases.limit.same_day"));
    const auto number = std::to_string(count);
    switch (unit) {
        case catalogue::LimitUnit::kWorkday:
            return strings::text("cases.limit.workdays", {{"n", number}});
        case catalogue::LimitUnit::kDay:
            return strings::text("cases.limit.days", {{"n", number}});
        case catalogue::LimitUnit::kMonth:
            return strings::text("cases.limit.months", {{"n", number}});
    }
    return number;
}

/// Walks back from the last day while no more than 1 working day, or a quarter of the limit, is left. Where the
/// calendar does not reach, only the last day itself counts as soon.
LocalDay soon_from(const WorkingCalendar& calendar, LocalDay from, std::span<const Pause> pauses, LocalDay due) {
    const auto total = calendar.used_working_days(from, pauses, due);
    const int most_left = std::max(1, total ? total.value() / 4 : 1);
    int left = 0;
    LocalDay day = due;
    while (day > from) {
        const auto kind = calendar.kind_of(day);
        if (!kind) return day;
        left += is_working(kind.value()) ? 1 : 0;
        if (left > most_left) return day;
        day = day.plus(-1);
    }
    return day;
}

Due made(const WorkingCalendar& calendar,
         DueKind kind,
         LocalDay from,
         std::span<const Pause> pauses,
         Deadline deadline,
         std::string limit) {
    Due due;
    due.kind = kind;
    due.from = from;
    due.soon_from = soon_from(calendar, from, pauses, deadline.due);
    due.deadline = std::move(deadline);
    due.limit = std::move(limit);
    return due;
}

bool still_open(std::span<const Pause> pauses) {
    return std::ranges::any_of(pauses, [](const Pause& pause) { return !pause.ended_on; });
}

int paused_days(std::span<const Pause> pauses) {
    int days = 0;
    for (const Pause& pause : pauses) {
        if (pause.ended_on) days += pause.ended_on->days_since(pause.began_on);
    }
    return days;
}

/// Calendar days and months run on through pauses by the days that stood; a last day off moves to the next worked one.
Result<Deadline> deadline_of(const WorkingCalendar& calendar,
                             LocalDay from,
                             const catalogue::Limit& limit,
                             std::span<const Pause> pauses) {
    if (still_open(pauses)) return fail(kStillPaused);
    switch (limit.unit) {
        case catalogue::LimitUnit::kWorkday:
            return calendar.working_days_deadline(from, limit.count, pauses);
        case catalogue::LimitUnit::kDay:
            return calendar.calendar_days_deadline(from, limit.count + paused_days(pauses));
        case catalogue::LimitUnit::kMonth: {
            if (pauses.empty()) return calendar.months_deadline(from, limit.count);
            YW_TRY(const Deadline months, calendar.months_deadline(from, limit.count));
            return calendar.calendar_days_deadline(months.due, paused_days(pauses));
        }
    }
    return fail(kBadLimit);
}

Result<Deadline> extended_deadline(const WorkingCalendar& calendar,
                                   LocalDay from,
                                   catalogue::Limit limit,
                                   const ClockFacts& facts) {
    if (limit.unit != catalogue::LimitUnit::kMonth || facts.extension == 0) {
        limit.count += facts.extension;
        return deadline_of(calendar, from, limit, facts.handling_pauses);
    }
    YW_TRY(const Deadline months, deadline_of(calendar, from, limit, facts.handling_pauses));
    return calendar.calendar_days_deadline(months.due, facts.extension);
}

/// Items that are done at once: the working day of the application itself.
Result<Due> due_of_instant(const WorkingCalendar& calendar, const ClockFacts& facts, const catalogue::Limit& promised) {
    int count = promised.unit == catalogue::LimitUnit::kWorkday ? promised.count : 1;
    YW_TRY(const DayKind kind, calendar.kind_of(facts.submitted_on));
    if (count == 0 && !is_working(kind)) count = 1;
    YW_TRY(Deadline deadline, calendar.working_days_deadline(facts.submitted_on, count, facts.corrections));
    return made(calendar, DueKind::kPromised, facts.submitted_on, facts.corrections, std::move(deadline),
                limit_zh(promised.count, promised.unit));
}

json::array to_array(const std::vector<Pause>& pauses) {
    json::array array;
    for (const Pause& pause : pauses) {
        json::array one{json::value(pause.began_on.iso())};
        if (pause.ended_on) one.emplace_back(pause.ended_on->iso());
        array.emplace_back(std::move(one));
    }
    return array;
}

LocalDay day_in(const json::value& value) {
    const auto day = LocalDay::parse(std::string_view(value.as_string()));
    if (!day) throw std::runtime_error("cases: a day of the clock is none");
    return *day;
}

std::vector<Pause> pauses_in(const json::value& value) {
    std::vector<Pause> pauses;
    for (const json::value& one : value.as_array()) {
        const json::array& days = one.as_array();
        Pause pause{day_in(days.at(0)), std::nullopt};
        if (days.size() > 1) pause.ended_on = day_in(days[1]);
        pauses.push_back(pause);
    }
    return pauses;
}

}  // namespace

std::string_view to_string(DueKind kind) {
    return std::ranges::find(kDueKinds, kind, &std::pair<DueKind, std::string_view>::first)->second;
}

DueKind due_kind_of(std::string_view text) {
    const auto found = std::ranges::find(kDueKinds, text, &std::pair<DueKind, std::string_view>::second);
    if (found == std::end(kDueKinds)) throw std::logic_error("cases: unknown limit " + std::string(text));
    return found->first;
}

std::string_view due_kind_zh(DueKind kind) {
    return strings::text("cases.due." + std::string(to_string(kind)));
}

std::string_view urgency_zh(Urgency urgency) {
    switch (urgency) {
        case Urgency::kNone:
            return strings::text("cases.urgency.none");
        case Urgency::kGreen:
            return strings::text("cases.urgency.green");
        case Urgency::kSoon:
            return strings::text("cases.urgency.soon");
        case Urgency::kLate:
            return strings::text("cases.urgency.late");
    }
    return {};
}

Result<Due> due_before_acceptance(const WorkingCalendar& calendar, const ClockFacts& facts) {
    YW_TRY(Deadline deadline,
           calendar.working_days_deadline(facts.submitted_on, kPreAcceptanceDays, facts.corrections));
    return made(calendar, DueKind::kPreAcceptance, facts.submitted_on, facts.corrections, std::move(deadline),
                limit_zh(kPreAcceptanceDays, catalogue::LimitUnit::kWorkday));
}

Result<Due> due_of_limit(const WorkingCalendar& calendar,
                         const ClockFacts& facts,
                         const catalogue::Limit& limit,
                         DueKind kind) {
    const LocalDay from = facts.accepted_on.value_or(facts.submitted_on);
    YW_TRY(Deadline deadline, extended_deadline(calendar, from, limit, facts));
    std::string words = limit_zh(limit.count, limit.unit);
    if (facts.extension > 0)
        words = strings::text("cases.limit.extended", {{"limit", words}, {"more", extension_zh(limit, facts)}});
    return made(calendar, kind, from, facts.handling_pauses, std::move(deadline), std::move(words));
}

Result<Due> due_of_delivery(const WorkingCalendar& calendar, LocalDay decided_on) {
    YW_TRY(Deadline deadline, calendar.working_days_deadline(decided_on, kDeliveryDays));
    return made(calendar, DueKind::kDelivery, decided_on, {}, std::move(deadline),
                limit_zh(kDeliveryDays, catalogue::LimitUnit::kWorkday));
}

Result<Due> due_of_answer(const WorkingCalendar& calendar, LocalDay notice_on, const AnswerLimit& limit) {
    if (limit.working_days < 1) return fail(kBadLimit, "no time to answer was told");
    YW_TRY(Deadline deadline, calendar.working_days_deadline(notice_on, limit.working_days));
    return made(calendar, DueKind::kPaused, notice_on, {}, std::move(deadline),
                limit_zh(limit.working_days, catalogue::LimitUnit::kWorkday));
}

bool is_unanswered(const WorkingCalendar& calendar, State state, const ClockFacts& facts, LocalDay today) {
    if (state != State::kCorrectionRequested || facts.corrections.empty()) return false;
    const auto due = due_of_answer(calendar, facts.corrections.back().began_on, facts.answer);
    return due && !due.value().deadline.not_before && today > due.value().deadline.due;
}

Result<std::optional<Due>> running_due(const WorkingCalendar& calendar,
                                       const Standing& standing,
                                       const ClockFacts& facts,
                                       const catalogue::Guide& guide) {
    using Running = Result<std::optional<Due>>;
    const auto given = [](Result<Due> due) -> Running {
        if (!due) return std::move(due).error();
        return std::optional<Due>(std::move(due).value());
    };
    switch (standing.state) {
        case State::kSubmitted:
        case State::kResubmitted:
            return given(standing.instant ? due_of_instant(calendar, facts, guide.promised)
                                          : due_before_acceptance(calendar, facts));
        case State::kAccepted:
        case State::kInReview:
            if (standing.special) return std::optional<Due>{};
            if (standing.instant && facts.extension == 0 && facts.handling_pauses.empty())
                return given(due_of_instant(calendar, facts, guide.promised));
            return given(due_of_limit(calendar, facts, guide.promised, DueKind::kPromised));
        case State::kApproved:
        case State::kRefused:
            return given(due_of_delivery(calendar, facts.decided_on.value()));
        case State::kCorrectionRequested:
        case State::kNotAccepted:
        case State::kDelivered:
        case State::kClosed:
        case State::kWithdrawn:
            return std::optional<Due>{};
    }
    return std::optional<Due>{};
}

Urgency urgency_of(LocalDay due_on, LocalDay soon_on, LocalDay today) {
    if (today > due_on) return Urgency::kLate;
    return today >= soon_on ? Urgency::kSoon : Urgency::kGreen;
}

ClockView clock_view(const WorkingCalendar& calendar,
                     const Standing& standing,
                     const ClockFacts& facts,
                     const catalogue::Guide& guide,
                     LocalDay today) {
    ClockView view;
    if (standing.state == State::kCorrectionRequested || standing.special) view.kind = DueKind::kPaused;
    if (standing.state == State::kCorrectionRequested && !facts.corrections.empty()) {
        if (auto answer = due_of_answer(calendar, facts.corrections.back().began_on, facts.answer))
            view.answer = std::move(answer).value();
        view.unanswered = is_unanswered(calendar, standing.state, facts, today);
    }
    auto running = running_due(calendar, standing, facts, guide);
    if (!running || !running.value()) return view;
    view.due = std::move(running).value();
    view.kind = view.due->kind;
    view.urgency = urgency_of(view.due->deadline.due, view.due->soon_from, today);
    if (view.urgency == Urgency::kLate) {
        if (const auto days = calendar.working_days_between(view.due->deadline.due, today))
            view.days_late = days.value();
    } else if (const auto days = calendar.working_days_between(today, view.due->deadline.due)) {
        view.days_left = days.value();
    }
    if (standing.state == State::kAccepted || standing.state == State::kInReview) {
        if (auto statutory = due_of_limit(calendar, facts, guide.statutory, DueKind::kStatutory))
            view.statutory = std::move(statutory).value();
    }
    return view;
}

std::string ClockView::explained() const {
    return due ? cases::explained(*due) : std::string();
}

std::string explained(const Due& due) {
    // 民法典 203: a limit of days or months that ends on a day off ends on the next working day. Who counts on a
    // calendar comes to another day, so it is said. Limits of working days pass over days off all along.
    const bool working_days = due.limit.find("工作日") != std::string::npos;
    const auto& skipped = due.deadline.skipped;
    const bool moved = !working_days && !skipped.empty() && skipped.back().last.plus(1) == due.deadline.due;
    std::string why(moved ? strings::text("cases.clock_moved") : std::string_view());
    why += due.deadline.why_zh();
    return strings::text("cases.clock_explained",
                         {{"from", due.from.zh()}, {"limit", due.limit}, {"day", due.deadline.zh()}, {"why", why}});
}

bool stands(const ClockFacts& facts) {
    return still_open(facts.handling_pauses);
}

std::string extension_zh(const catalogue::Limit& limit, const ClockFacts& facts) {
    const bool workdays = limit.unit == catalogue::LimitUnit::kWorkday;
    return limit_zh(facts.extension, workdays ? catalogue::LimitUnit::kWorkday : catalogue::LimitUnit::kDay);
}

std::string to_json(const ClockFacts& facts) {
    json::object object{{"submitted", facts.submitted_on.iso()}};
    if (!facts.corrections.empty()) object["corrections"] = to_array(facts.corrections);
    if (facts.answer.working_days > 0) object["answer_days"] = facts.answer.working_days;
    if (!facts.answer.law.empty()) object["answer_law"] = facts.answer.law;
    if (facts.accepted_on) object["accepted"] = facts.accepted_on->iso();
    if (!facts.handling_pauses.empty()) object["pauses"] = to_array(facts.handling_pauses);
    if (facts.extension > 0) object["extension"] = facts.extension;
    if (facts.decided_on) object["decided"] = facts.decided_on->iso();
    return json::serialize(object);
}

ClockFacts clock_facts_of(std::string_view text) {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    ClockFacts facts;
    facts.submitted_on = day_in(object.at("submitted"));
    if (const auto* corrections = object.if_contains("corrections")) facts.corrections = pauses_in(*corrections);
    if (const auto* days = object.if_contains("answer_days"))
        facts.answer.working_days = static_cast<int>(days->as_int64());
    if (const auto* law = object.if_contains("answer_law")) facts.answer.law = law->as_string();
    if (const auto* accepted = object.if_contains("accepted")) facts.accepted_on = day_in(*accepted);
    if (const auto* pauses = object.if_contains("pauses")) facts.handling_pauses = pauses_in(*pauses);
    if (const auto* extension = object.if_contains("extension"))
        facts.extension = static_cast<int>(extension->as_int64());
    if (const auto* decided = object.if_contains("decided")) facts.decided_on = day_in(*decided);
    return facts;
}

}  // namespace yw::cases

#include "cases/inside.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <stdexcept>

#include "cases/answer_limit.hpp"
#include "cases/check_upload.hpp"
#include "cases/supervision.hpp"
#include "kernel/ids.hpp"

namespace yw::cases {
namespace {

/// The applicant's own limit, which the queue's index keeps while nothing of the office runs.
Result<std::optional<Due>> answering_due(const WorkingCalendar& calendar, const ClockFacts& facts) {
    YW_TRY(Due due, due_of_answer(calendar, facts.corrections.back().began_on, facts.answer));
    return std::optional<Due>(std::move(due));
}

/// Whether this deed ends what the office had to do, and whether in time. The limit is the one that ran before it.
CaseCounts ended_by(Action action, const DueColumns& due, LocalDay today) {
    const bool ends = action == Action::kApprove || action == Action::kRefuse || action == Action::kRefuseAcceptance;
    if (!ends) return {};
    const bool late = due.kind != DueKind::kPaused && !due.not_before && due.due_on < today.iso();
    return {.ended = 1, .ended_late = late ? 1 : 0};
}

}  // namespace

Cases::Cases(Dependencies dependencies) : inside_(std::make_unique<Inside>(std::move(dependencies))) {
    if (!inside_->d.check_file) inside_->d.check_file = check_upload;
}
Cases::~Cases() = default;

void end_correction(CaseRow& row, LocalDay today) {
    if (!row.facts.corrections.empty() && !row.facts.corrections.back().ended_on)
        row.facts.corrections.back().ended_on = today;
}

Party party_of(const identity::Viewer& viewer, const CaseRow& row) {
    if (viewer.is_applicant()) return viewer.account_id == row.account_id ? Party::kApplicant : Party::kStranger;
    if (!viewer.is_officer()) return Party::kStranger;
    if (std::ranges::find(viewer.department_ids, row.department_id) == viewer.department_ids.end())
        return Party::kStranger;
    return viewer.role == identity::Role::kWindow ? Party::kWindow : Party::kReviewer;
}

std::string payload_of(const CaseRow& row, std::int64_t seq, std::string_view warning) {
    boost::json::object object{{"case", row.id},
                               {"area", row.area},
                               {"account", row.account_id},
                               {"item", row.item_id},
                               {"item_name", row.item_name},
                               {"department", row.department_id},
                               {"state", to_string(row.state)},
                               {"seq", seq}};
    if (!warning.empty()) object.emplace("warning", warning);
    return boost::json::serialize(object);
}

std::string Cases::Inside::opened(std::string_view context, std::string_view sealed) const {
    auto text = d.keys.open(context, sealed);
    if (!text) throw std::runtime_error("cases: " + std::string(context) + " does not open");
    return std::move(*text);
}

Answers Cases::Inside::answers_in(std::string_view context, std::string_view sealed) const {
    auto answers = answers_of(opened(context, sealed));
    if (!answers) throw std::runtime_error("cases: " + std::string(context) + " holds no answers");
    return std::move(*answers);
}

CheckContext Cases::Inside::check_context() const {
    CheckContext context;
    context.today = d.clock.today();
    context.region_known = d.region_known;
    context.region_named = d.region_named;
    context.region_name = d.region_name;
    return context;
}

std::string Cases::Inside::actor_name(const identity::Viewer& viewer) const {
    if (!viewer.is_officer()) return viewer.masked_name;
    const auto profile = d.accounts.profile(viewer.account_id);
    return profile && !profile.value().name.empty() ? profile.value().name : viewer.masked_name;
}

AnswerLimit Cases::Inside::answer_limit(const catalogue::Item& item) const {
    return d.answer_limit ? d.answer_limit(item) : answer_limit_of(item);
}

Standing Cases::Inside::standing_of(const CaseRow& row) const {
    Standing standing = row.standing();
    standing.unanswered = is_unanswered(d.calendar(), row.state, row.facts, d.clock.today());
    standing.deems_withdrawn = !row.facts.answer.law.empty();
    return standing;
}

DueColumns Cases::Inside::due_of(const CaseRow& row, const catalogue::Guide& guide) const {
    DueColumns columns;
    const WorkingCalendar calendar = d.calendar();
    const bool awaits = row.state == State::kCorrectionRequested;
    if (awaits || row.standing().special) columns.kind = DueKind::kPaused;
    if (awaits && row.facts.answer.working_days == 0) return columns;
    auto running =
        awaits ? answering_due(calendar, row.facts) : running_due(calendar, row.standing(), row.facts, guide);
    if (running && !running.value()) return columns;
    if (!running) {
        // The event's own year is not published: the earliest day that can be said is the event itself.
        if (!awaits) columns.kind = is_before_acceptance(row.state) ? DueKind::kPreAcceptance : DueKind::kPromised;
        columns.not_before = true;
        columns.due_on = columns.soon_on = d.clock.today().plus(1).iso();
        return columns;
    }
    const Due& due = *running.value();
    columns.kind = due.kind;
    columns.not_before = due.deadline.not_before;
    columns.due_on = due.deadline.due.iso();
    columns.soon_on = due.soon_from.iso();
    return columns;
}

Result<Cases::Inside::Known> Cases::Inside::known_to(const identity::Viewer& viewer, const std::string& case_id) const {
    if (!is_id(case_id)) return fail(kNotFound);
    auto row = d.database.read([&](db::Reader& reader) { return find_case(reader, case_id); });
    if (!row) return fail(kNotFound);
    const Party party = cases::party_of(viewer, *row);
    if (party == Party::kStranger) return fail(kNotFound);
    YW_TRY(GuidePtr guide, d.catalogue.guide_version(row->item_id, row->guide_version));
    return Known{std::move(*row), std::move(guide), party};
}

Result<Cases::Inside::Known> Cases::Inside::for_deed(const identity::Viewer& viewer, const Deed& deed) const {
    YW_TRY(Known known, known_to(viewer, deed.case_id));
    if (known.row.version != deed.version) return fail(kChanged);
    return known;
}

Result<void> Cases::Inside::perform(Known known,
                                    std::string_view actor,
                                    Writing deed,
                                    const std::function<void(CaseRow&)>& change) {
    CaseRow row = std::move(known.row);
    EventRow event;
    event.from = row.state;
    YW_TRY(row.state, next_state(standing_of(row), deed.action, known.party));
    if (known.party == Party::kWindow || known.party == Party::kReviewer) deed.body.department = row.department_name;
    event.to = row.state;
    const CaseCounts ended = ended_by(deed.action, row.due, d.clock.today());
    if (change) change(row);
    row.due = due_of(row, known.guide->guide);
    row.changed_at_ms = event.at_ms = d.clock.now().ms;
    event.seq = row.version + 1;
    event.actor = actor;
    event.party = known.party;
    event.action = deed.action;
    event.body = d.keys.seal(kEventBody, to_json(deed.body));
    const std::string payload = payload_of(row, event.seq);
    auto done = d.database.write(deed.topic, [&](db::Transaction& tx) -> Result<void> {
        if (update_case(tx, row) == Written::kNo) return fail(kChanged);
        insert_event(tx, row, event);
        if (ended.ended > 0)
            count_cases(tx, row.area, row.department_id, LocalDay::of(UtcTime{row.changed_at_ms}), ended);
        d.audit.record(tx, {actor, deed.topic, row.id, to_string(row.state)});
        outbox::publish(tx, d.clock, deed.topic, row.id, payload);
        return {};
    });
    if (done) wake();
    return done;
}

}  // namespace yw::cases

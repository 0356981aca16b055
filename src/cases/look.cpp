// One case as its applicant or an officer sees it.
#include <algorithm>

#include "cases/drafts.hpp"
#include "cases/notices.hpp"
#include "cases/papers.hpp"
#include "cases/sql.hpp"
#include "cases/words.hpp"
#include "kernel/ids.hpp"
#include "kernel/masking.hpp"

namespace yw::cases {
namespace {

identity::Profile masked_profile(const identity::Profile& whole) {
    identity::Profile masked;
    masked.account_id = whole.account_id;
    if (!whole.name.empty()) masked.name = mask_name(whole.name);
    if (!whole.id_number.empty()) masked.id_number = mask_id_number_for_officer(whole.id_number);
    if (!whole.phone.empty()) masked.phone = mask_mobile(whole.phone);
    masked.firm_name = whole.firm_name;  // a firm is public
    masked.firm_credit_code = whole.firm_credit_code;
    if (!whole.firm_representative.empty()) masked.firm_representative = mask_name(whole.firm_representative);
    return masked;
}

/// History lines; the applicant sees what was done, not which officer did it nor what was noted inside the house.
std::vector<Event> history_of(const std::vector<ToldEvent>& told, Party for_whom) {
    std::vector<Event> history;
    for (const ToldEvent& one : told) {
        Event event;
        event.seq = static_cast<int>(one.row.seq);
        event.at = UtcTime{one.row.at_ms};
        event.action = one.row.action;
        event.party = one.row.party;
        event.from = one.row.from;
        event.to = one.row.to;
        event.department = one.body.department;
        // Which department goes on, and by which document, is no note of the house.
        const bool is_public = one.row.party == Party::kApplicant || one.row.action == Action::kHandOver;
        if (for_whom != Party::kApplicant || is_public) {
            event.actor_name = one.body.actor_name;
            event.opinion = one.body.opinion;
        }
        history.push_back(std::move(event));
    }
    return history;
}

void tell_outcome(const std::vector<ToldEvent>& told, CaseView& view) {
    for (const ToldEvent& one : told) {
        const UtcTime at{one.row.at_ms};
        switch (one.row.action) {
            case Action::kDeemWithdrawn:
                view.deemed_withdrawn = true;
                [[fallthrough]];
            case Action::kRefuse:
            case Action::kRefuseAcceptance:
                view.refusal = {one.body.reasons, one.body.authority, remedies_of(view.guide->guide), at};
                break;
            case Action::kApprove:
                view.result = {one.body.result_number, one.body.result_title, one.body.valid_until, at};
                break;
            case Action::kBeginSpecial:
                view.specials.push_back({std::string(catalogue::code_name("special_procedure", one.body.special)),
                                         one.body.reasons, one.body.days, at, std::nullopt});
                break;
            case Action::kEndSpecial:
                view.specials.back().ended_at = at;
                break;
            case Action::kExtend:
                view.extension = {extension_zh(view.guide->guide.promised, view.facts), one.body.approver,
                                  one.body.reasons, at};
                break;
            case Action::kDeliver:
                view.delivery = {one.body.way, one.body.note, at};
                break;
            default:
                break;
        }
        if (is_ended(one.row.to)) view.ended_at = at;
    }
}

CaseView basic_view(const CaseRow& row) {
    CaseView view;
    view.id = row.id;
    view.area = RegionCode::parse(row.area).value_or(RegionCode());
    view.number = row.number;
    view.item_id = row.item_id;
    view.item_name = row.item_name;
    view.guide_version = row.guide_version;
    view.department_id = row.department_id;
    view.department_name = row.department_name;
    view.state = row.state;
    view.instant = row.instant;
    view.deemed_accepted = row.deemed;
    view.version = row.version;
    view.submitted_at = UtcTime{row.submitted_at_ms};
    if (row.facts.accepted_on) view.accept_number = row.number + "-SL";
    view.facts = row.facts;
    return view;
}

}  // namespace

Result<CaseView> Cases::case_view(const identity::Viewer& viewer, const std::string& case_id) const {
    YW_TRY(const Inside::Known known, inside_->known_to(viewer, case_id));
    CaseView view = basic_view(known.row);
    view.guide = known.guide;
    const catalogue::Guide& guide = known.guide->guide;
    const WorkingCalendar calendar = inside_->d.calendar();
    view.clock = clock_view(calendar, known.row.standing(), known.row.facts, guide, inside_->d.clock.today());
    view.allowed = allowed_actions(inside_->standing_of(known.row), known.party);
    view.answer_limit = inside_->answer_limit(known.guide->item);
    view.answers = inside_->answers_in(kCaseAnswers, known.row.answers);
    view.applicant = profile_of(inside_->opened(kCaseApplicant, known.row.applicant));
    if (known.party != Party::kApplicant) {
        view.applicant = masked_profile(view.applicant);
        if (guide.form) view.answers = masked(*guide.form, view.answers);
    }
    view.files = files_of(*inside_, known.row.id, known.row.area);
    const auto told = told_events(*inside_, known.row);
    view.history = history_of(told, known.party);
    view.notices = notices_in(told, known.row.state, guide);
    for (CorrectionNotice& notice : view.notices) {
        if (auto by = due_of_answer(calendar, LocalDay::of(notice.at), notice.limit))
            notice.answer_by = std::move(by).value();
    }
    tell_outcome(told, view);
    view.documents = papers_there_are(view);
    return view;
}

Result<Cases::Revealed> Cases::reveal_applicant(const identity::Viewer& viewer,
                                                const std::string& case_id,
                                                const std::string& reason) {
    YW_TRY(const Inside::Known known, inside_->known_to(viewer, case_id));
    if (known.party == Party::kApplicant) return fail(kNotYours);
    if (is_blank(reason)) return fail(kReasonMissing);
    YW_CHECK(check_length("reason", reason));
    // The reason may name people: it is sealed, and the audit keeps it beside who looked.
    const std::string sealed = inside_->d.keys.seal("audit.reveal_reason", reason);
    YW_CHECK(inside_->d.database.write("cases.reveal", [&](db::Transaction& tx) -> Result<void> {
        inside_->d.audit.record(tx, {viewer.account_id, "cases.revealed", known.row.id, sealed});
        return {};
    }));
    return Revealed{profile_of(inside_->opened(kCaseApplicant, known.row.applicant)),
                    inside_->answers_in(kCaseAnswers, known.row.answers)};
}

Result<FileBytes> Cases::file(const identity::Viewer& viewer,
                              const std::string& case_id,
                              const std::string& file_id) const {
    if (!is_id(case_id) || !is_id(file_id)) return fail(kFileNotFound);
    std::string area;
    if (auto known = inside_->known_to(viewer, case_id)) {
        area = known.value().row.area;
    } else {
        const auto draft = inside_->d.database.read(
            [&](db::Reader& reader) { return find_draft(reader, case_id, viewer.account_id); });
        if (!draft || !viewer.is_applicant()) return fail(kFileNotFound);
        area = draft->area;
    }
    struct Found {
        std::string blob;
        FileBytes file;
    };
    auto found = inside_->d.database.read([&](db::Reader& reader) {
        return reader.one(
            sql::find_material, {{"case_id", case_id}, {"id", file_id}, {"area", area}}, [&](const db::Row& row) {
                return Found{row.text(0), {inside_->opened(kFileName, row.view(1)), row.text(2), row.text(3), {}}};
            });
    });
    if (!found) return fail(kFileNotFound);
    auto bytes = inside_->d.blobs.get(found->blob);
    if (!bytes) return fail(kFileNotFound, "the blob is gone");
    found->file.bytes = std::move(*bytes);
    return std::move(found->file);
}

}  // namespace yw::cases

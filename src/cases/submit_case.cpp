// Submission: a draft becomes a case. The draft's id is the token: whoever sends the same form again, at once or after
// a crash, finds the case that it became. Everything that costs time is done before the write.
#include <algorithm>

#include "cases/drafts.hpp"
#include "cases/sql.hpp"
#include "kernel/ids.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

Receipt receipt_of(const CaseRow& row, bool repeated) {
    return {row.id, row.number, row.item_name, row.department_name, UtcTime{row.submitted_at_ms}, repeated};
}

/// The receipt of the case that this draft became before. @errors cases.draft_not_found
Result<Receipt> earlier_receipt(const Cases::Inside& inside, const identity::Viewer& viewer, const std::string& id) {
    if (!is_id(id)) return fail(kDraftNotFound);
    const auto row = inside.d.database.read([&](db::Reader& reader) { return find_case(reader, id); });
    if (!row || row->account_id != viewer.account_id) return fail(kDraftNotFound);
    return receipt_of(*row, true);
}

Result<void> check_all(const Cases::Inside& inside, const OpenDraft& open, const Answers& answers) {
    CheckContext context = inside.check_context();
    context.file_given = [&](std::string_view path) { return open.given.contains("form:" + std::string(path)); };
    auto errors = check_form(*open.guide->guide.form, open.answers, context);
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    for (const MaterialAsked& asked : materials_asked(open.guide->guide, answers)) {
        if (!asked.required || open.given.contains(asked.material->key)) continue;
        errors.push_back({"material:" + asked.material->key,
                          strings::text("cases.material_missing", {{"name", asked.material->name}})});
    }
    if (!errors.empty()) return fail(kMaterialsMissing, std::move(errors));
    return {};
}

/// Sealed: as it was known when the draft was last saved, minutes ago.
Result<std::string> applicant_of(const Cases::Inside& inside, const DraftRow& draft) {
    if (draft.applicant) return *draft.applicant;
    YW_TRY(const identity::Profile profile, inside.d.accounts.profile(draft.account_id));
    return inside.d.keys.seal(kCaseApplicant, to_json(profile));
}

Result<CaseRow> case_of(Cases::Inside& inside, const OpenDraft& open, const Answers& answers) {
    const auto& item = open.guide->item;
    CaseRow row;
    row.id = open.row.id;
    row.area = open.row.area;
    row.submitted_at_ms = inside.d.clock.now().ms;
    row.facts.submitted_on = LocalDay::of(UtcTime{row.submitted_at_ms});
    row.number = inside.numbers.next(row.area, item.implement_code, row.facts.submitted_on);
    row.item_id = item.id;
    row.item_code = item.implement_code;
    row.guide_version = open.guide->version;
    row.item_name = item.name;
    row.department_id = item.department.id;
    row.department_name = item.department.name;
    row.account_id = open.row.account_id;
    YW_TRY(row.applicant, applicant_of(inside, open.row));
    row.answers = inside.d.keys.seal(kCaseAnswers, to_json(answers));
    row.instant = open.guide->guide.project_type == "1";
    row.due = inside.due_of(row, open.guide->guide);
    row.version = 1;
    return row;
}

/// A newer guide came into force while the form was open: the draft moves on, and the person looks once more.
Result<Receipt> move_to_new_guide(const Cases::Inside& inside, OpenDraft& open) {
    YW_TRY(const identity::Profile profile, inside.d.accounts.profile(open.row.account_id));
    YW_CHECK(store_draft(inside, profile, open));
    return fail(kGuideChanged);
}

}  // namespace

Result<Receipt> Cases::submit_case(const identity::Viewer& viewer, const SubmitCase& command) {
    auto opened = open_draft(*inside_, viewer, command.draft_id);
    if (!opened) {
        if (opened.error().code == kDraftNotFound) return earlier_receipt(*inside_, viewer, command.draft_id);
        return std::move(opened).error();
    }
    OpenDraft open = std::move(opened).value();
    if (!command.declared) return fail(kDeclarationMissing);
    if (!may_apply(viewer.role, open.guide->guide)) return fail(kWrongAudience);
    if (open.guide_changed) return move_to_new_guide(*inside_, open);
    const Answers answers = kept(*open.guide->guide.form, open.answers);
    YW_CHECK(check_all(*inside_, open, answers));
    YW_TRY(const CaseRow row, case_of(*inside_, open, answers));
    const std::string payload = payload_of(row, 1);
    EventRow event;
    event.seq = 1;
    event.at_ms = row.submitted_at_ms;
    event.actor = viewer.account_id;
    event.party = Party::kApplicant;

    enum class Ours { kYes, kSentBefore };
    const auto done = inside_->d.database.write("cases.submit", [&](db::Transaction& tx) -> Result<Ours> {
        // A cancellation that came between the check and this write holds.
        YW_CHECK(inside_->d.catalogue.check_active(tx, row.item_id));
        if (tx.execute(sql::delete_draft, {{"id", row.id}, {"area", row.area}}) == 0) return Ours::kSentBefore;
        if (insert_case(tx, row) == Written::kNo) return fail(kChanged, "a number or an id came twice");
        insert_event(tx, row, event);
        inside_->d.audit.record(tx, {viewer.account_id, topic::kSubmitted, row.id, row.number});
        outbox::publish(tx, inside_->d.clock, topic::kSubmitted, row.id, payload);
        return Ours::kYes;
    });
    if (!done) return done.error();
    if (done.value() == Ours::kSentBefore) return earlier_receipt(*inside_, viewer, row.id);
    inside_->wake();
    return receipt_of(row, false);
}

}  // namespace yw::cases

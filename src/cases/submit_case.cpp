// Submission: a draft becomes a case. The draft's id is the token: whoever sends the same form again, at once or after
// a crash, finds the case that it became. Everything that costs time is done before the write.
#include <algorithm>
#include <variant>

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
Result<Receipt> earlier_receipt(const Cases::Inside& inside, const std::string& account_id, const std::string& id) {
    if (!is_id(id)) return fail(kDraftNotFound);
    const auto row = inside.d.database.read([&](db::Reader& reader) { return find_case(reader, id); });
    if (!row || row->account_id != account_id) return fail(kDraftNotFound);
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
Error move_to_new_guide(const Cases::Inside& inside, OpenDraft& open) {
    const auto profile = inside.d.accounts.profile(open.row.account_id);
    if (!profile) return profile.error();
    if (const auto stored = store_draft(inside, profile.value(), open); !stored) return stored.error();
    return fail(kGuideChanged);
}

/// What a submission writes, made before the write.
struct Submission {
    CaseRow row;
    EventRow event;
    std::string payload;
};

/// Or the receipt of the case that this draft became before.
Result<std::variant<Submission, Receipt>> prepare(Cases::Inside& inside,
                                                  const identity::Viewer& viewer,
                                                  const SubmitCase& command) {
    auto opened = open_draft(inside, viewer, command.draft_id);
    if (!opened && opened.error().code == kDraftNotFound) {
        YW_TRY(Receipt earlier, earlier_receipt(inside, viewer.account_id, command.draft_id));
        return std::variant<Submission, Receipt>(std::move(earlier));
    }
    YW_TRY(OpenDraft open, std::move(opened));
    if (!command.declared) return fail(kDeclarationMissing);
    if (!may_apply(viewer.role, open.guide->guide)) return fail(kWrongAudience);
    if (open.guide_changed) return move_to_new_guide(inside, open);
    const Answers answers = kept(*open.guide->guide.form, open.answers);
    YW_CHECK(check_all(inside, open, answers));
    Submission made;
    YW_TRY(made.row, case_of(inside, open, answers));
    made.payload = payload_of(made.row, 1);
    made.event.seq = 1;
    made.event.at_ms = made.row.submitted_at_ms;
    made.event.actor = viewer.account_id;
    made.event.party = Party::kApplicant;
    return std::variant<Submission, Receipt>(std::move(made));
}

enum class Ours { kYes, kSentBefore };

Result<Ours> write(const Cases::Inside& inside, db::Transaction& tx, const Submission& made) {
    const CaseRow& row = made.row;
    // A cancellation that came between the check and this write holds.
    YW_CHECK(inside.d.catalogue.check_active(tx, row.item_id));
    if (tx.execute(sql::delete_draft, {{"id", row.id}, {"area", row.area}}) == 0) return Ours::kSentBefore;
    if (insert_case(tx, row) == Written::kNo) return fail(kChanged, "a number or an id came twice");
    insert_event(tx, row, made.event);
    inside.d.audit.record(tx, {row.account_id, topic::kSubmitted, row.id, row.number});
    outbox::publish(tx, inside.d.clock, topic::kSubmitted, row.id, made.payload);
    return Ours::kYes;
}

Result<Receipt> concluded(const Cases::Inside& inside, const Submission& made, const Result<Ours>& written) {
    if (!written) return written.error();
    if (written.value() == Ours::kSentBefore) return earlier_receipt(inside, made.row.account_id, made.row.id);
    inside.wake();
    return receipt_of(made.row, false);
}

constexpr std::string_view kWrite = "cases.submit";

}  // namespace

Result<Receipt> Cases::submit_case(const identity::Viewer& viewer, const SubmitCase& command) {
    YW_TRY(const auto prepared, prepare(*inside_, viewer, command));
    if (const auto* earlier = std::get_if<Receipt>(&prepared)) return *earlier;
    const auto& made = std::get<Submission>(prepared);
    return concluded(*inside_, made,
                     inside_->d.database.write(kWrite, [&](db::Transaction& tx) { return write(*inside_, tx, made); }));
}

void Cases::submit_case_later(const identity::Viewer& viewer, const SubmitCase& command, Submitted submitted) {
    auto prepared = prepare(*inside_, viewer, command);
    if (!prepared) return submitted([&]() -> Result<Receipt> { return prepared.error(); });
    if (const auto* earlier = std::get_if<Receipt>(&prepared.value()))
        return submitted([&]() -> Result<Receipt> { return *earlier; });
    const auto made = std::make_shared<const Submission>(std::get<Submission>(std::move(prepared).value()));
    Inside& inside = *inside_;
    inside.d.database.write_later(
        kWrite, [&inside, made](db::Transaction& tx) { return write(inside, tx, *made); },
        [&inside, made, submitted = std::move(submitted)](db::Settled<Result<Ours>> settled) {
            submitted([&] { return concluded(inside, *made, std::move(settled).get()); });
        });
}

}  // namespace yw::cases

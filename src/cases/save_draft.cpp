// Drafts: beginning one, and keeping what was typed, right or wrong.
#include <algorithm>

#include "cases/drafts.hpp"
#include "cases/sql.hpp"
#include "kernel/ids.hpp"

namespace yw::cases {
namespace {

const catalogue::FormStep* step_of(const catalogue::Form& form, const std::string& key) {
    const auto found = std::ranges::find(form.steps, key, &catalogue::FormStep::key);
    return found == form.steps.end() ? nullptr : &*found;
}

/// Fields of files are answered by the materials of the draft.
CheckContext context_with_files(const Cases::Inside& inside, const OpenDraft& open) {
    CheckContext context = inside.check_context();
    context.file_given = [&given = open.given](std::string_view path) {
        return given.contains("form:" + std::string(path));
    };
    return context;
}

Result<SavedDraft> saved(const Cases::Inside& inside, OpenDraft open, std::vector<FieldError> errors) {
    YW_TRY(const identity::Profile profile, inside.d.accounts.profile(open.row.account_id));
    YW_CHECK(store_draft(inside, profile, open));
    return SavedDraft{shown_draft(inside, profile, std::move(open)), std::move(errors)};
}

}  // namespace

Result<Draft> Cases::start_draft(const identity::Viewer& viewer, const std::string& item_id) {
    if (!viewer.is_applicant()) return fail(kNotYours);
    YW_TRY(GuidePtr guide, inside_->d.catalogue.guide(item_id));
    if (!guide->guide.form) return fail(kNotOnline);
    if (!may_apply(viewer.role, guide->guide)) return fail(kWrongAudience);
    const auto before = inside_->d.database.read([&](db::Reader& reader) {
        return reader.one(sql::find_draft_of_item, {{"account_id", viewer.account_id}, {"item_id", item_id}},
                          [](const db::Row& row) { return row.text(0); });
    });
    if (before) return draft(viewer, *before);

    OpenDraft open;
    open.guide = std::move(guide);
    YW_TRY(const identity::Profile profile, inside_->d.accounts.profile(viewer.account_id));
    prefill(*open.guide->guide.form, profile, open.answers);
    open.row = {new_id(),
                open.guide->item.region.str(),
                viewer.account_id,
                item_id,
                open.guide->version,
                open.guide->item.name,
                "",
                inside_->d.keys.seal(kDraftAnswers, to_json(open.answers)),
                inside_->d.clock.now().ms,
                inside_->d.keys.seal(kCaseApplicant, to_json(profile))};
    YW_CHECK(inside_->d.database.write("cases.start_draft", [&](db::Transaction& tx) -> Result<void> {
        if (tx.number(sql::count_drafts, {{"account_id", viewer.account_id}}).value_or(0) >= kMostDrafts)
            return fail(kTooManyDrafts);
        insert_draft(tx, open.row);
        inside_->d.audit.record(tx, {viewer.account_id, "cases.draft_started", open.row.id, item_id});
        return {};
    }));
    return shown_draft(*inside_, profile, std::move(open));
}

Result<SavedDraft> Cases::save_draft(const identity::Viewer& viewer, const SaveDraft& command) {
    YW_TRY(OpenDraft open, open_draft(*inside_, viewer, command.draft_id));
    const catalogue::Form& form = *open.guide->guide.form;
    const catalogue::FormStep* step = step_of(form, command.step);
    if (!step) return fail(kInvalid, "no such step");
    take_step(*step, command.typed, inside_->check_context(), open.answers);
    auto errors = check_step(form, *step, open.answers, context_with_files(*inside_, open));
    open.row.step = errors.empty() && !command.next_step.empty() ? command.next_step : command.step;
    return saved(*inside_, std::move(open), std::move(errors));
}

Result<SavedDraft> Cases::change_entries(const identity::Viewer& viewer,
                                         const SaveDraft& command,
                                         const EntryButton& button) {
    YW_TRY(OpenDraft open, open_draft(*inside_, viewer, command.draft_id));
    const catalogue::Form& form = *open.guide->guide.form;
    const catalogue::FormStep* step = step_of(form, command.step);
    if (!step) return fail(kInvalid, "no such step");
    take_step(*step, command.typed, inside_->check_context(), open.answers);
    press(form, button, open.answers);
    open.row.step = command.step;
    auto errors = check_step(form, *step, open.answers, context_with_files(*inside_, open));
    return saved(*inside_, std::move(open), std::move(errors));
}

}  // namespace yw::cases

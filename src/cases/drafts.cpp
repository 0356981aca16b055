#include "cases/drafts.hpp"

#include <algorithm>

#include "cases/sql.hpp"
#include "kernel/ids.hpp"

namespace yw::cases {
namespace {

/// Keys of materials, each with the commitment that was signed for it, if it was no upload.
using Given = std::vector<std::pair<std::string, std::string>>;

Given given_for(db::Reader& reader, const DraftRow& draft) {
    return reader.list(sql::material_keys_of_case, {{"case_id", draft.id}, {"area", draft.area}},
                       [](const db::Row& row) { return std::pair(row.text(0), row.text(1)); });
}

/// A commitment whose words the guide has changed since does not count: it must be signed anew.
bool counts(const std::pair<std::string, std::string>& given, const catalogue::Guide& guide) {
    if (given.second.empty()) return true;
    return std::ranges::any_of(guide.materials, [&](const catalogue::Material& material) {
        return material.key == given.first && material.commitment == given.second;
    });
}

}  // namespace

bool may_apply(identity::Role role, const catalogue::Guide& guide) {
    if (role == identity::Role::kAgent) return true;
    return role == identity::Role::kPerson && std::ranges::find(guide.audience, "1") != guide.audience.end();
}

Result<OpenDraft> open_draft(const Cases::Inside& inside, const identity::Viewer& viewer, const std::string& draft_id) {
    if (!is_id(draft_id) || !viewer.is_applicant()) return fail(kDraftNotFound);
    OpenDraft open;
    Given given;
    auto row = inside.d.database.read([&](db::Reader& reader) {
        auto found = find_draft(reader, draft_id, viewer.account_id);
        if (found) given = given_for(reader, *found);
        return found;
    });
    if (!row) return fail(kDraftNotFound);
    auto guide = inside.d.catalogue.guide(row->item_id);
    if (!guide && guide.error().code == catalogue::kItemEnded) return guide.error();
    if (!guide || !guide.value()->guide.form) return fail(kNotOnline);
    open.answers = inside.answers_in(kDraftAnswers, row->answers);
    open.guide = std::move(guide).value();
    for (const auto& one : given)
        if (counts(one, open.guide->guide)) open.given.insert(one.first);
    open.guide_changed = row->guide_version != open.guide->version;
    open.row = std::move(*row);
    return open;
}

Result<void> store_draft(const Cases::Inside& inside, const identity::Profile& profile, OpenDraft& open) {
    open.row.applicant = inside.d.keys.seal(kCaseApplicant, to_json(profile));
    open.row.answers = inside.d.keys.seal(kDraftAnswers, to_json(open.answers));
    open.row.guide_version = open.guide->version;
    open.row.item_name = open.guide->item.name;
    open.row.updated_at_ms = inside.d.clock.now().ms;
    return inside.d.database.write("cases.save_draft", [&](db::Transaction& tx) -> Result<void> {
        if (update_draft(tx, open.row) == Written::kNo) return fail(kDraftNotFound);
        return {};
    });
}

std::vector<MaterialFile> files_of(const Cases::Inside& inside, const std::string& case_id, const std::string& area) {
    return inside.d.database.read([&](db::Reader& reader) {
        return reader.list(sql::materials_of_case, {{"case_id", case_id}, {"area", area}}, [&](const db::Row& row) {
            MaterialFile file;
            file.id = row.text(0);
            file.material_key = row.text(1);
            file.name = inside.opened(kFileName, row.view(2));
            file.kind = row.text(3);
            file.size = row.integer(4);
            file.given_at = UtcTime{row.integer(5)};
            file.commitment = row.text(6);
            return file;
        });
    });
}

Draft shown_draft(const Cases::Inside& inside, const identity::Profile& profile, OpenDraft open) {
    Draft draft;
    draft.from_account = prefill(*open.guide->guide.form, profile, open.answers);
    draft.id = open.row.id;
    draft.item_id = open.row.item_id;
    draft.guide_version = open.guide->version;
    draft.step = open.row.step;
    draft.answers = std::move(open.answers);
    draft.files = files_of(inside, open.row.id, open.row.area);
    draft.updated_at = UtcTime{open.row.updated_at_ms};
    draft.kept_until = LocalDay::of(draft.updated_at).plus(kDraftDays);
    draft.guide = std::move(open.guide);
    draft.guide_changed = open.guide_changed;
    return draft;
}

Result<Draft> Cases::draft(const identity::Viewer& viewer, const std::string& draft_id) const {
    YW_TRY(OpenDraft open, open_draft(*inside_, viewer, draft_id));
    YW_TRY(const identity::Profile profile, inside_->d.accounts.profile(viewer.account_id));
    return shown_draft(*inside_, profile, std::move(open));
}

std::vector<DraftLine> Cases::drafts(const identity::Viewer& viewer) const {
    if (!viewer.is_applicant()) return {};
    return inside_->d.database.read([&](db::Reader& reader) {
        return reader.list(sql::drafts_of_account, {{"account_id", viewer.account_id}}, [](const db::Row& row) {
            const UtcTime updated_at{row.integer(3)};
            return DraftLine{row.text(0), row.text(1), row.text(2), updated_at,
                             LocalDay::of(updated_at).plus(kDraftDays)};
        });
    });
}

Result<void> Cases::discard_draft(const identity::Viewer& viewer, const std::string& draft_id) {
    const auto row =
        inside_->d.database.read([&](db::Reader& reader) { return find_draft(reader, draft_id, viewer.account_id); });
    if (!row || !viewer.is_applicant()) return fail(kDraftNotFound);
    return inside_->d.database.write("cases.discard_draft", [&](db::Transaction& tx) -> Result<void> {
        // A form that was submitted meanwhile is a case: its files stay.
        if (tx.execute(sql::delete_draft, {{"id", row->id}, {"area", row->area}}) == 0) return fail(kDraftNotFound);
        tx.execute(sql::delete_materials, {{"case_id", row->id}, {"area", row->area}});
        inside_->d.audit.record(tx, {viewer.account_id, "cases.draft_discarded", row->id, ""});
        return {};
    });
}

Result<void> Cases::leave(db::Transaction& tx, const std::string& account_id) const {
    if (tx.number(sql::count_open_of_account, {{"account_id", account_id}}).value_or(0) > 0) return fail(kStillOpen);
    struct Key {
        std::string id, area;
    };
    const auto key_in = [](const db::Row& row) { return Key{row.text(0), row.text(1)}; };
    for (const Key& draft : tx.list(sql::all_drafts_of_account, {{"account_id", account_id}}, key_in)) {
        tx.execute(sql::delete_draft, {{"id", draft.id}, {"area", draft.area}});
        tx.execute(sql::delete_materials, {{"case_id", draft.id}, {"area", draft.area}});
    }
    tx.execute(sql::delete_messages_of_account, {{"account_id", account_id}});
    return {};
}

}  // namespace yw::cases

// Drafts sent to review, returned, approved, published.
#include <fmt/format.h>

#include <algorithm>

#include "authoring/draft_access.hpp"
#include "authoring/draft_store.hpp"
#include "authoring/sql.hpp"
#include "catalogue/catalogue_change.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/publish_guide.hpp"
#include "kernel/utf8.hpp"
#include "platform/log/log.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

constexpr int kMostDue = 100;
constexpr std::size_t kMostRemarks = 200;
constexpr std::size_t kLongestRemark = 1000;
constexpr std::string_view kSystem = "system";

/// What `move` writes, and the event beside it.
Result<void> step(db::Transaction& tx,
                  Draft& draft,
                  State to,
                  Action action,
                  std::string_view account_id,
                  std::string_view who,
                  std::string_view note,
                  UtcTime now) {
    draft.state = to;
    draft.changed_by = who;
    if (move(tx, draft, now) != Written::kYes) return fail(kChangedMeanwhile);
    ++draft.version;
    add_event(tx, draft.id, {draft.version, action, account_id, who, note}, now);
    return {};
}

/// Puts the draft's guide in force: the next version of its item, which is listed if it is new.
Result<void> put_in_force(catalogue::CatalogueChange& change, Draft& draft, const catalogue::Department& department) {
    YW_CHECK(catalogue::accept_guide(draft.guide));
    if (draft.item_id.empty()) {
        catalogue::ItemFacts facts;
        facts.source_id = draft.source_id;
        facts.region = draft.region;
        facts.department = department;
        facts.name = draft.guide.name;
        facts.base_code = draft.guide.base_code;
        facts.task_type = draft.guide.task_type;
        draft.item_id = change.put_item(facts).id;
    }
    YW_TRY(const auto published, catalogue::publish_version(change, draft.item_id, draft.guide, draft.base_version));
    draft.published_version = published.version;
    return {};
}

std::string audit_word(Action action) {
    return "authoring." + std::string(to_string(action));
}

std::vector<Remark> remarks_of_refusal(const Error& error, const std::string& who, UtcTime now) {
    std::vector<Remark> remarks;
    for (const FieldError& field : error.fields)
        if (remarks.size() < kMostRemarks) remarks.push_back({field.field, field.message, who, now});
    if (remarks.empty()) remarks.push_back({"", std::string(strings::sentence(error)), who, now});
    return remarks;
}

}  // namespace

/// What is asked of a draft before a deed, and what else the deed writes.
using Check = std::function<Result<void>(db::Transaction&, Draft&)>;

struct Authoring::Deed {
    const identity::Viewer& viewer;
    const std::string& draft_id;
    std::int64_t version;
    Action action;
    std::string note = {};
    Check first = {};
};

Result<Draft> Authoring::act(db::Transaction& tx, const Deed& deed) const {
    auto draft = find_draft(tx, deed.draft_id);
    if (!draft) return fail(kNotFound);
    if (!is_of_department(deed.viewer, draft->department_id)) return fail(kNotYours, deed.draft_id);
    const auto to = next(draft->state, deed.action, party_of(tx, deed.viewer, deed.draft_id));
    if (!to) {
        const bool second = next(draft->state, deed.action, Party::kSecondPerson).has_value();
        return fail(second ? kOwnDraft : kNotNow, deed.draft_id);
    }
    if (draft->version != deed.version) return fail(kChangedMeanwhile, draft->changed_by);
    if (deed.first) YW_CHECK(deed.first(tx, *draft));
    YW_CHECK(step(tx, *draft, *to, deed.action, deed.viewer.account_id, deed.viewer.masked_name, deed.note,
                  parts_.clock.now()));
    parts_.audit.record(tx, {deed.viewer.account_id, audit_word(deed.action), draft->id, deed.note});
    return *std::move(draft);
}

Result<void> Authoring::write(const Deed& deed) const {
    return parts_.database.write(audit_word(deed.action), [&](db::Transaction& tx) -> Result<void> {
        YW_TRY(const auto done, act(tx, deed));
        (void)done;
        return {};
    });
}

Result<void> Authoring::may_be_published(const Draft& draft) const {
    YW_CHECK(catalogue::accept_guide(draft.guide));
    if (version_in_force(parts_, draft) != draft.base_version) return fail(kNewerVersion, draft.id);
    return {};
}

Result<void> Authoring::papers_open(const catalogue::Guide& guide) const {
    if (!parts_.opens_form || !catalogue::accept_guide(guide)) return {};
    return catalogue::accept_guide(guide, parts_.opens_form);
}

Result<void> Authoring::papers_open(const identity::Viewer& viewer, const std::string& draft_id, Action action) const {
    YW_TRY(const auto seen, view(viewer, draft_id));
    const bool may = std::find(seen.may.begin(), seen.may.end(), action) != seen.may.end();
    return may ? papers_open(seen.draft.guide) : Result<void>();
}

// The papers are printed before the transaction. A draft that is written in between has another version then, and the
// deed is refused; a version that was seen is the version that was printed.
Result<void> Authoring::submit(const identity::Viewer& viewer,
                               const std::string& draft_id,
                               std::int64_t version) const {
    YW_CHECK(papers_open(viewer, draft_id, Action::kSubmit));
    const Check ready = [this](db::Transaction& tx, Draft& draft) -> Result<void> {
        YW_CHECK(may_be_published(draft));
        return catalogue::accept_base_code(tx, draft.guide.base_code);
    };
    return write({viewer, draft_id, version, Action::kSubmit, "", ready});
}

Result<void> Authoring::recall(const identity::Viewer& viewer,
                               const std::string& draft_id,
                               std::int64_t version) const {
    return write({viewer, draft_id, version, Action::kRecall});
}

Result<void> Authoring::withdraw(const identity::Viewer& viewer,
                                 const std::string& draft_id,
                                 std::int64_t version) const {
    const Check no_day = [](db::Transaction&, Draft& draft) -> Result<void> {
        draft.publish_on.clear();
        return {};
    };
    return write({viewer, draft_id, version, Action::kWithdraw, "", no_day});
}

Result<void> Authoring::discard(const identity::Viewer& viewer,
                                const std::string& draft_id,
                                std::int64_t version) const {
    return write({viewer, draft_id, version, Action::kDiscard});
}

Result<void> Authoring::rebase(const identity::Viewer& viewer,
                               const std::string& draft_id,
                               std::int64_t version) const {
    const Check on_now = [this](db::Transaction&, Draft& draft) -> Result<void> {
        draft.base_version = version_in_force(parts_, draft);
        return {};
    };
    return write({viewer, draft_id, version, Action::kRebase, "", on_now});
}

Result<void> Authoring::send_back(const identity::Viewer& viewer,
                                  const std::string& draft_id,
                                  std::int64_t version,
                                  const std::vector<Remark>& remarks) const {
    if (remarks.empty() || remarks.size() > kMostRemarks)
        return fail(kInvalid, {{"remark", std::string(strings::text("authoring.remark_missing"))}});
    for (const Remark& remark : remarks)
        if (utf8::length(remark.text) > kLongestRemark)
            return fail(kInvalid, {{"remark", std::string(strings::text("authoring.remark_long"))}});
    const UtcTime now = parts_.clock.now();
    const Check keep_remarks = [&](db::Transaction& tx, Draft& draft) -> Result<void> {
        ++draft.round;
        for (std::size_t i = 0; i < remarks.size(); ++i)
            add_remark(tx, draft.id, draft.round, i, {remarks[i].element, remarks[i].text, viewer.masked_name, now});
        return {};
    };
    return write({viewer, draft_id, version, Action::kReturn, fmt::format("{}条意见", remarks.size()), keep_remarks});
}

Result<void> Authoring::approve(const identity::Viewer& viewer, const Approval& approval) const {
    const auto day = LocalDay::parse(approval.publish_on);
    if (!approval.publish_on.empty() && !day)
        return fail(kInvalid, {{"publish_on", std::string(strings::text("authoring.day_wrong"))}});
    const bool at_once = !day || *day <= parts_.clock.today();
    YW_CHECK(papers_open(viewer, approval.draft_id, Action::kApprove));
    const Check ready = [&](db::Transaction&, Draft& draft) -> Result<void> {
        YW_CHECK(may_be_published(draft));
        draft.publish_on = at_once ? "" : day->iso();
        return {};
    };
    const Deed deed{viewer, approval.draft_id, approval.version, Action::kApprove, at_once ? "" : day->zh_weekday(),
                    ready};
    if (!at_once) return write(deed);
    YW_TRY(const auto seen, view(viewer, approval.draft_id));
    YW_TRY(const auto department, parts_.catalogue.department(seen.draft.department_id));
    return catalogue::change_catalogue(
        parts_.database, parts_.clock, "authoring.approve", [&](catalogue::CatalogueChange& change) -> Result<void> {
            db::Transaction& tx = change.transaction();
            YW_TRY(auto draft, act(tx, deed));
            YW_CHECK(put_in_force(change, draft, department));
            return step(tx, draft, *next(draft.state, Action::kPublish, Party::kSystem), Action::kPublish, kSystem,
                        viewer.masked_name, fmt::format("第{}版", draft.published_version), parts_.clock.now());
        });
}

Result<void> Authoring::publish_one(const std::string& draft_id) const {
    const std::string who(strings::text("authoring.system"));
    const UtcTime now = parts_.clock.now();
    const auto found = parts_.database.read([&](db::Reader& reader) { return find_draft(reader, draft_id); });
    if (!found) return fail(kNotFound, draft_id);
    YW_TRY(const auto department, parts_.catalogue.department(found->department_id));
    // Meanwhile somebody may have taken it back: then there is nothing to do.
    const auto is_due = [&](const std::optional<Draft>& draft) {
        return draft && draft->state == State::kApproved && draft->publish_on <= parts_.clock.today().iso();
    };
    const auto done = catalogue::change_catalogue(
        parts_.database, parts_.clock, "authoring.publish_due",
        [&](catalogue::CatalogueChange& change) -> Result<void> {
            db::Transaction& tx = change.transaction();
            auto draft = find_draft(tx, draft_id);
            if (!is_due(draft)) return {};
            YW_CHECK(put_in_force(change, *draft, department));
            parts_.audit.record(
                tx, {kSystem, audit_word(Action::kPublish), draft_id, std::to_string(draft->published_version)});
            return step(tx, *draft, *next(draft->state, Action::kPublish, Party::kSystem), Action::kPublish, kSystem,
                        who, fmt::format("第{}版", draft->published_version), now);
        });
    if (done) return {};
    return parts_.database.write("authoring.refuse_due", [&](db::Transaction& tx) -> Result<void> {
        auto draft = find_draft(tx, draft_id);
        if (!is_due(draft)) return {};
        ++draft->round;
        draft->publish_on.clear();
        const auto remarks = remarks_of_refusal(done.error(), who, now);
        for (std::size_t i = 0; i < remarks.size(); ++i) add_remark(tx, draft_id, draft->round, i, remarks[i]);
        parts_.audit.record(tx, {kSystem, audit_word(Action::kFail), draft_id, done.error().code.name});
        return step(tx, *draft, *next(draft->state, Action::kFail, Party::kSystem), Action::kFail, kSystem, who,
                    strings::sentence(done.error()), now);
    });
}

int Authoring::publish_due() const {
    const std::string today = parts_.clock.today().iso();
    const auto due = parts_.database.read([&](db::Reader& reader) {
        return reader.list(sql::drafts_due, {{"today", today}, {"most", kMostDue}},
                           [](const db::Row& row) { return row.text(0); });
    });
    int done = 0;
    for (const std::string& draft_id : due) {
        const auto published = publish_one(draft_id);
        if (published)
            ++done;
        else
            log::event("authoring.publish_due", log::Level::kError,
                       {{"draft", draft_id}, {"code", published.error().code.name}});
    }
    return done;
}

Result<PutGuide> Authoring::put_guide(const identity::System& system,
                                      const std::string& source_id,
                                      const catalogue::Guide& guide) const {
    YW_CHECK(catalogue::accept_guide(guide));
    YW_CHECK(papers_open(guide));
    YW_TRY(const auto department, parts_.catalogue.department(system.department_id));
    if (!is_source_id(source_id))
        return fail(kInvalid, {{"source_id", std::string(strings::text("authoring.source_id_wrong"))}});
    const auto before = parts_.catalogue.item_by_source(department.region, source_id);
    if (before && before->department.id != department.id) return fail(kItemOfAnother, source_id);
    return catalogue::change_catalogue(
        parts_.database, parts_.clock, "authoring.put_guide",
        [&](catalogue::CatalogueChange& change) -> Result<PutGuide> {
            catalogue::ItemFacts facts;
            facts.source_id = source_id;
            facts.region = department.region;
            facts.department = department;
            facts.name = guide.name;
            facts.base_code = guide.base_code;
            facts.task_type = guide.task_type;
            if (before) {
                facts.main_item = before->main_item;
                facts.implement_code = before->implement_code;
            }
            const auto listed = change.put_item(facts);
            YW_TRY(const auto published, catalogue::publish_version(change, listed.id, guide, std::nullopt));
            const bool changed = published.outcome != catalogue::Outcome::kUnchanged;
            if (changed)
                parts_.audit.record(change.transaction(), {system.key_id, "authoring.put_guide", listed.id,
                                                           std::to_string(published.version)});
            return PutGuide{listed.id, published.version, catalogue::content_hash(guide),
                            listed.outcome == catalogue::Outcome::kAdded, changed};
        });
}

}  // namespace yw::authoring

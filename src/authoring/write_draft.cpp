// Drafts begun, looked at and saved.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "authoring/draft_access.hpp"
#include "authoring/draft_store.hpp"
#include "authoring/sql.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/guide_json.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestSourceId = 64;

FieldError fault(std::string_view field, std::string_view key) {
    return {std::string(field), std::string(strings::text(key))};
}

json::object object_of(const catalogue::Guide& guide) {
    return json::parse(catalogue::canonical_json(guide)).as_object();
}

/// `stored` with these elements as `typed` says them.
catalogue::Guide merged(const catalogue::Guide& stored,
                        const catalogue::Guide& typed,
                        const std::vector<std::string>& elements) {
    json::object to = object_of(stored);
    json::object from = object_of(typed);
    for (const std::string& element : elements) {
        if (const json::value* said = from.if_contains(element))
            to[element] = *said;
        else
            to.erase(element);
    }
    return catalogue::guide_of_json(json::serialize(to)).value();
}

/// Greater than every moment and id: a list without a cursor begins at the newest.
constexpr std::int64_t kLastMoment = 1LL << 62;
struct Cursor {
    std::int64_t before_ms = kLastMoment;
    std::string before_id = "~";
};

Cursor cursor_of(const std::string& text) {
    Cursor cursor;
    const auto colon = text.find(':');
    std::int64_t ms = 0;
    const auto end = text.data() + std::min(colon, text.size());
    if (colon == std::string::npos || std::from_chars(text.data(), end, ms).ptr != end) return cursor;
    return {ms, text.substr(colon + 1)};
}

DraftLine line_of(const db::Row& row) {
    return {row.text(0),
            row.text(1),
            row.text(2),
            state_of(row.view(3)).value(),
            static_cast<int>(row.integer(4)),
            row.text(5),
            row.text(6),
            {row.integer(7)},
            row.text(8)};
}

/// "《某条例》第一条" as law and article; the law alone where no title is marked.
catalogue::LegalBasis basis_of(const std::string& text) {
    constexpr std::string_view kBegin = "《";
    constexpr std::string_view kEnd = "》";
    const auto end = text.rfind(kEnd);
    if (!text.starts_with(kBegin) || end == std::string::npos) return {text, "", ""};
    return {text.substr(kBegin.size(), end - kBegin.size()), text.substr(end + kEnd.size()), ""};
}

Result<std::string> begin(const Dependencies& parts, const identity::Viewer& viewer, Draft draft) {
    draft.id = new_id();
    draft.created_at = parts.clock.now();
    draft.changed_by = viewer.masked_name;
    return parts.database.write("authoring.begin", [&](db::Transaction& tx) -> Result<std::string> {
        if (const auto open = find_open_draft(tx, draft.region, draft.source_id)) {
            if (open->department_id == draft.department_id) return open->id;
            return fail(kItemOfAnother, open->id);
        }
        insert_draft(tx, draft);
        add_hand(tx, draft.id, viewer.account_id);
        add_event(tx, draft.id, {1, Action::kBegin, viewer.account_id, viewer.masked_name, ""}, draft.created_at);
        parts.audit.record(tx, {viewer.account_id, "authoring.begun", draft.id, draft.item_id});
        return draft.id;
    });
}

}  // namespace

bool is_source_id(std::string_view text) {
    return !text.empty() && text.size() <= kLongestSourceId && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

bool is_of_department(const identity::Viewer& viewer, const std::string& department_id) {
    return viewer.writes_guides() &&
           std::ranges::find(viewer.department_ids, department_id) != viewer.department_ids.end();
}

Party party_of(db::Reader& reader, const identity::Viewer& viewer, const std::string& draft_id) {
    const bool reviews = viewer.role == identity::Role::kGuideReviewer;
    return reviews && !has_hand(reader, draft_id, viewer.account_id) ? Party::kSecondPerson : Party::kWriter;
}

int version_in_force(const Dependencies& parts, const Draft& draft) {
    if (draft.item_id.empty()) return 0;
    const auto item = parts.catalogue.item(draft.item_id);
    return item ? item->version : 0;
}

std::string stamp_of(const catalogue::Guide& guide, const std::vector<std::string>& elements) {
    const json::object all = object_of(guide);
    json::object said;
    for (const std::string& element : elements)
        if (const json::value* value = all.if_contains(element)) said.emplace(element, *value);
    return crypto::hex(crypto::sm3(json::serialize(said)));
}

std::vector<catalogue::DirectoryEntry> Authoring::entries_named(const std::string& department_id,
                                                                std::string_view text) const {
    constexpr int kShown = 20;
    const auto department = parts_.catalogue.department(department_id);
    if (!department || text.empty()) return {};
    return parts_.database.read([&](db::Reader& reader) {
        return catalogue::directory_entries_named(reader, department->region, text, kShown);
    });
}

std::optional<catalogue::DirectoryEntry> Authoring::entry(const std::string& base_code) const {
    auto found =
        parts_.database.read([&](db::Reader& reader) { return catalogue::find_directory_entry(reader, base_code); });
    if (found && found->state == "cancelled") return std::nullopt;
    return found;
}

Result<std::string> Authoring::begin_item(const identity::Viewer& viewer, const NewItem& item) const {
    if (!is_of_department(viewer, item.department_id)) return fail(kNotYours);
    YW_TRY(const auto department, parts_.catalogue.department(item.department_id));
    std::vector<FieldError> faults;
    if (item.name.empty()) faults.push_back(fault("name", "authoring.name_missing"));
    if (utf8::length(item.name) > kLongestName) faults.push_back(fault("name", "authoring.name_long"));
    Draft draft;
    draft.source_id = item.source_id.empty() ? "YW-" + new_id().substr(24) : item.source_id;
    if (!is_source_id(draft.source_id)) faults.push_back(fault("source_id", "authoring.source_id_wrong"));
    if (parts_.catalogue.item_by_source(department.region, draft.source_id))
        faults.push_back(fault("source_id", "authoring.source_id_taken"));
    const auto entry = item.base_code.empty() ? std::nullopt : this->entry(item.base_code);
    if (!item.base_code.empty() && !entry) faults.push_back(fault("base_code", "authoring.base_code_unknown"));
    if (!faults.empty()) return fail(kInvalid, std::move(faults));
    draft.department_id = department.id;
    draft.region = department.region;
    draft.name = item.name;
    draft.guide.name = item.name;
    if (entry) {
        draft.guide.base_code = entry->code;
        draft.guide.task_type = entry->task_type;
        draft.guide.penalty = entry->punish_method;
        if (!catalogue::code_name("levy_kind", entry->collect_type).empty())
            draft.guide.levy_kind = entry->collect_type;
        if (!catalogue::code_name("yes_no", entry->reducible).empty()) draft.guide.levy_reduction = entry->reducible;
        for (const auto& basis : entry->bases) draft.guide.bases.push_back(basis_of(basis));
    }
    draft.guide.promised.count = draft.guide.statutory.count = catalogue::kNotSaid;
    return begin(parts_, viewer, std::move(draft));
}

Result<std::string> Authoring::begin_change(const identity::Viewer& viewer, const std::string& item_id) const {
    YW_TRY(const auto item, parts_.catalogue.item(item_id));
    if (!is_of_department(viewer, item.department.id)) return fail(kNotYours, item_id);
    if (item.state != catalogue::ItemState::kActive) return fail(catalogue::kItemEnded, item_id);
    Draft draft;
    draft.item_id = item.id;
    draft.department_id = item.department.id;
    draft.region = item.region;
    draft.source_id = item.source_id;
    draft.name = item.name;
    draft.base_version = item.version;
    if (item.version > 0) {
        YW_TRY(const auto published, parts_.catalogue.guide_version(item.id, item.version));
        draft.guide = published->guide;
    } else {
        draft.guide.name = item.name;
        draft.guide.base_code = item.base_code;
        draft.guide.task_type = item.task_type;
        draft.guide.promised.count = draft.guide.statutory.count = catalogue::kNotSaid;
    }
    return begin(parts_, viewer, std::move(draft));
}

Result<DraftView> Authoring::view(const identity::Viewer& viewer, const std::string& draft_id) const {
    auto seen = parts_.database.read([&](db::Reader& reader) -> Result<DraftView> {
        auto draft = find_draft(reader, draft_id);
        if (!draft) return fail(kNotFound);
        if (!is_of_department(viewer, draft->department_id)) return fail(kNotYours, draft_id);
        DraftView view;
        view.own_hand = has_hand(reader, draft_id, viewer.account_id);
        view.remarks = remarks_of(reader, draft_id, draft->round);
        view.events = events_of(reader, draft_id);
        const Party party = party_of(reader, viewer, draft_id);
        for (const Action action : kActions)
            if (next(draft->state, action, party)) view.may.push_back(action);
        view.draft = std::move(*draft);
        return view;
    });
    if (seen) seen.value().version_in_force = version_in_force(parts_, seen.value().draft);
    return seen;
}

DraftPage Authoring::drafts(const identity::Viewer& viewer,
                            std::optional<State> state,
                            const std::string& department_id,
                            int limit,
                            const std::string& cursor) const {
    DraftPage page;
    if (!viewer.writes_guides()) return page;
    const Cursor after = cursor_of(cursor);
    const int most = limit + 1;
    parts_.database.read([&](db::Reader& reader) {
        for (const std::string& department : viewer.department_ids) {
            if (!department_id.empty() && department != department_id) continue;
            const auto keep = [&](const db::Row& row) { page.lines.push_back(line_of(row)); };
            if (state)
                reader.each(sql::drafts_in_state,
                            {{"department_id", department},
                             {"state", to_string(*state)},
                             {"before_ms", after.before_ms},
                             {"before_id", after.before_id},
                             {"most", most}},
                            keep);
            else
                reader.each(sql::drafts_of_department,
                            {{"department_id", department},
                             {"before_ms", after.before_ms},
                             {"before_id", after.before_id},
                             {"most", most}},
                            keep);
        }
    });
    std::ranges::sort(page.lines, [](const DraftLine& a, const DraftLine& b) {
        return std::pair(a.changed_at.ms, a.id) > std::pair(b.changed_at.ms, b.id);
    });
    if (page.lines.size() > static_cast<std::size_t>(limit)) {
        page.lines.resize(static_cast<std::size_t>(limit));
        page.next = fmt::format("{}:{}", page.lines.back().changed_at.ms, page.lines.back().id);
    }
    return page;
}

Result<void> Authoring::save(const identity::Viewer& viewer, const Save& save) const {
    return parts_.database.write("authoring.save", [&](db::Transaction& tx) -> Result<void> {
        auto draft = find_draft(tx, save.draft_id);
        if (!draft) return fail(kNotFound);
        if (!is_of_department(viewer, draft->department_id)) return fail(kNotYours, save.draft_id);
        if (!next(draft->state, Action::kSave, party_of(tx, viewer, save.draft_id))) return fail(kNotNow);
        if (stamp_of(draft->guide, save.elements) != save.stamp) return fail(kChangedMeanwhile, draft->changed_by);
        if (!draft->item_id.empty()) YW_CHECK(parts_.catalogue.check_active(tx, draft->item_id));
        draft->guide = merged(draft->guide, save.guide, save.elements);
        if (!draft->guide.name.empty()) draft->name = draft->guide.name;
        draft->changed_by = viewer.masked_name;
        if (save_content(tx, *draft, parts_.clock.now()) != Written::kYes) return fail(kChangedMeanwhile);
        add_hand(tx, save.draft_id, viewer.account_id);
        return {};
    });
}

}  // namespace yw::authoring

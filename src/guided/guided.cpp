#include "guided/guided.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "guided/sql.hpp"
#include "platform/strings/strings.hpp"
#include "search/index.hpp"
#include "search/search.hpp"

namespace yw::guided {
namespace {

/// Of what was typed that a tree's name must answer: a tree is offered, never in place of a better result.
constexpr double kSureToOffer = 0.6;
constexpr std::string_view kKind = "guided";
/// Stands for the account of whoever loads the demonstration.
constexpr std::string_view kSystem = "system";

struct TreeRow {
    std::string id, body, broken, title, department_id;
    int version = 0;
    std::int64_t published_at_ms = 0;
};

std::string lines_of(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings)
        if (finding.blocks) text += (text.empty() ? "" : "\n") + finding.says;
    return text;
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Error refused(const std::vector<Finding>& findings) {
    std::vector<FieldError> fields;
    for (const auto& finding : findings)
        if (finding.blocks) fields.push_back({finding.where, finding.says});
    return fail(kRefused, std::move(fields));
}

search::Entry entry_of(const Published& published) {
    search::Entry entry;
    entry.kind = kKind;
    entry.id = entry.source_id = published.tree.id;
    entry.name = published.tree.title;
    entry.other_names = published.tree.other_names;
    entry.region = published.tree.region;
    entry.for_persons = published.tree.for_persons;
    entry.for_firms = published.tree.for_firms;
    return entry;
}

/// What readers hold: it never changes.
struct Shelf {
    std::vector<PublishedPtr> trees;
    std::vector<std::string> broken;  ///< ids
    std::unique_ptr<search::Search> search;
    std::vector<std::pair<std::string, int>> versions;  ///< what it was made of
    std::uint64_t generation = 0;                       ///< of the guides that it was checked with

    PublishedPtr find(std::string_view id) const {
        for (const auto& each : trees)
            if (each->tree.id == id) return each;
        return nullptr;
    }
};

void publish_row(db::Transaction& tx,
                 const Tree& tree,
                 const std::string& department_id,
                 int version,
                 std::string_view written_by,
                 std::string_view published_by,
                 std::int64_t now) {
    const std::string body = write_tree(tree), region = tree.region.str();
    tx.execute(sql::put_tree, {{"id", tree.id},
                               {"region_code", region},
                               {"title", tree.title},
                               {"department_id", department_id},
                               {"version", version},
                               {"body", body},
                               {"published_at_ms", now}});
    tx.execute(sql::insert_version, {{"id", tree.id},
                                     {"version", version},
                                     {"body", body},
                                     {"written_by", written_by},
                                     {"published_by", published_by},
                                     {"published_at_ms", now}});
}

}  // namespace

struct Guided::Work {
    explicit Work(const Parts& given) : parts(given) {}

    Parts parts;
    std::mutex refreshing;
    std::atomic<std::shared_ptr<const Shelf>> shelf{std::make_shared<const Shelf>()};

    GuideOf guides_of(RegionCode region) const {
        return [this, region](const std::string& source_id) -> std::shared_ptr<const catalogue::PublishedGuide> {
            for (auto place = std::optional(region); place; place = place->parent()) {
                const auto item = parts.catalogue.item_by_source(*place, source_id);
                if (!item) continue;
                auto guide = parts.catalogue.guide(item->id);
                return guide ? std::move(guide).value() : nullptr;
            }
            return nullptr;
        };
    }

    std::vector<TreeRow> rows() const {
        return parts.database.read([](db::Reader& reader) {
            return reader.list(sql::all_trees, {}, [](const db::Row& row) {
                TreeRow tree;
                tree.id = row.text(0);
                tree.version = static_cast<int>(row.integer(1));
                tree.body = row.text(2);
                tree.published_at_ms = row.integer(3);
                tree.broken = row.text(4);
                tree.title = row.text(5);
                tree.department_id = row.text(6);
                return tree;
            });
        });
    }

    std::vector<std::pair<std::string, int>> versions() const {
        return parts.database.read([](db::Reader& reader) {
            return reader.list(sql::tree_versions, {}, [](const db::Row& row) {
                return std::pair(row.text(0), static_cast<int>(row.integer(1)));
            });
        });
    }

    /// What a tree's row says of it after it was checked with the guides of now; nothing when it still holds.
    std::string why_broken(const TreeRow& row, Tree& tree) const {
        auto read = read_tree(row.body);
        if (!read) return std::string(strings::sentence(read.error()));
        tree = std::move(read).value();
        return lines_of(check_tree(tree, guides_of(tree.region)));
    }

    void note_broken(const TreeRow& row, const std::string& why) const {
        if (why == row.broken) return;
        (void)parts.database.write("guided.check", [&](db::Transaction& tx) -> Result<void> {
            tx.execute(sql::set_broken, {{"broken", why}, {"id", row.id}, {"version", row.version}});
            return {};
        });
    }

    void refresh() {
        const std::lock_guard lock(refreshing);
        // Asked before reading: a change meanwhile is seen the next time.
        const std::uint64_t generation = parts.catalogue.generation();
        const auto before = shelf.load();
        auto now = versions();
        if (before->generation == generation && before->versions == now && !before->versions.empty()) return;
        auto made = std::make_shared<Shelf>();
        made->generation = generation;
        made->versions = std::move(now);
        made->search = std::make_unique<search::Search>();
        std::vector<search::Entry> entries;
        for (const TreeRow& row : rows()) {
            auto published = std::make_shared<Published>();
            const std::string why = why_broken(row, published->tree);
            note_broken(row, why);
            if (!why.empty()) {
                made->broken.push_back(row.id);
                continue;
            }
            published->version = row.version;
            published->published_at_ms = row.published_at_ms;
            entries.push_back(entry_of(*published));
            made->trees.push_back(std::move(published));
        }
        made->search->index().apply(entries, {}, 1);
        shelf.store(std::move(made));
    }

    static bool owns(const identity::Viewer& viewer, const std::string& department_id) {
        if (viewer.role == identity::Role::kOperator) return viewer.signed_in();
        return viewer.writes_guides() && std::find(viewer.department_ids.begin(), viewer.department_ids.end(),
                                                   department_id) != viewer.department_ids.end();
    }

    /// @errors kDraftNotFound also where the viewer may not know of it
    static Result<Draft> read_draft(db::Reader& reader, const identity::Viewer& viewer, const std::string& id) {
        std::string body;
        auto draft = reader.one(sql::find_draft, {{"id", id}}, [&](const db::Row& row) {
            Draft found;
            found.department_id = row.text(0);
            body = row.text(1);
            found.row_version = row.integer(2);
            found.is_submitted = row.integer(3) != 0;
            found.written_by = row.text(4);
            found.remark = row.text(5);
            found.updated_at_ms = row.integer(6);
            return found;
        });
        if (!draft || !owns(viewer, draft->department_id)) return fail(kDraftNotFound);
        YW_TRY(draft->tree, read_tree(body));
        return std::move(*draft);
    }

    Result<void> insert_draft(const identity::Viewer& viewer, const Tree& tree, const std::string& department_id) {
        const std::string body = write_tree(tree);
        return parts.database.write("guided.begin", [&](db::Transaction& tx) -> Result<void> {
            const auto added = tx.execute(sql::insert_draft, {{"id", tree.id},
                                                              {"title", tree.title},
                                                              {"department_id", department_id},
                                                              {"body", body},
                                                              {"written_by", viewer.account_id},
                                                              {"now", parts.clock.now().ms}});
            if (added == 0) return fail(kDraftExists);
            parts.audit.record(tx, {viewer.account_id, "guided.draft_begun", tree.id, ""});
            return {};
        });
    }
};

Guided::Guided(const Parts& parts) : work_(std::make_unique<Work>(parts)) {
    refresh();
}
Guided::~Guided() = default;

void Guided::refresh() {
    work_->refresh();
}

GuideOf Guided::guides_of(RegionCode region) const {
    return work_->guides_of(region);
}

std::vector<PublishedPtr> Guided::trees(RegionCode place) const {
    std::vector<PublishedPtr> here;
    for (const auto& each : work_->shelf.load()->trees)
        if (place.is_within(each->tree.region)) here.push_back(each);
    std::stable_sort(here.begin(), here.end(),
                     [](const auto& a, const auto& b) { return a->tree.region.level() > b->tree.region.level(); });
    return here;
}

Result<PublishedPtr> Guided::tree(std::string_view id) const {
    const auto shelf = work_->shelf.load();
    if (auto found = shelf->find(id)) return found;
    if (std::find(shelf->broken.begin(), shelf->broken.end(), id) != shelf->broken.end()) return fail(kBroken);
    return fail(kTreeNotFound);
}

std::vector<PublishedPtr> Guided::find(const std::string& text, RegionCode place, std::size_t limit) const {
    std::vector<PublishedPtr> found;
    const auto shelf = work_->shelf.load();
    if (!shelf->search) return found;
    const auto answer = shelf->search->ask({.text = text, .place = place, .limit = limit});
    if (!answer.sure || answer.covered < kSureToOffer) return found;
    for (const auto& each : answer.found)
        if (auto tree = shelf->find(each.entry.id)) found.push_back(std::move(tree));
    return found;
}

std::vector<Owned> Guided::owned(const identity::Viewer& viewer) const {
    std::vector<Owned> all;
    for (const TreeRow& row : work_->rows()) {
        if (!Work::owns(viewer, row.department_id)) continue;
        all.push_back({row.id, row.title, row.version, row.published_at_ms, split_lines(row.broken), false, false});
    }
    work_->parts.database.read([&](db::Reader& reader) {
        reader.each(sql::all_drafts, {}, [&](const db::Row& row) {
            if (!Work::owns(viewer, row.text(2))) return;
            const std::string id = row.text(0);
            auto at = std::find_if(all.begin(), all.end(), [&](const Owned& each) { return each.id == id; });
            if (at == all.end()) {
                all.push_back({id, row.text(1), 0, 0, {}, false, false});
                at = std::prev(all.end());
            }
            at->has_draft = true;
            at->is_submitted = row.integer(3) != 0;
        });
    });
    return all;
}

Result<Draft> Guided::draft(const identity::Viewer& viewer, const std::string& id) const {
    return work_->parts.database.read([&](db::Reader& reader) { return Work::read_draft(reader, viewer, id); });
}

Result<void> Guided::begin(const identity::Viewer& viewer, const Tree& head, const std::string& department_id) {
    if (!Work::owns(viewer, department_id)) return fail(kNotYours);
    std::vector<FieldError> errors;
    if (!is_key(head.id)) errors.push_back({"id", std::string(strings::text("guided.finding.id"))});
    if (head.title.empty()) errors.push_back({"title", std::string(strings::text("guided.finding.title"))});
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    const auto published = work_->parts.database.read([&](db::Reader& reader) {
        return reader.number(sql::find_tree, {{"id", head.id}});
    });
    if (published) return fail(kDraftExists);
    return work_->insert_draft(viewer, head, department_id);
}

Result<void> Guided::revise(const identity::Viewer& viewer, const std::string& id) {
    std::string body, department_id;
    const auto version = work_->parts.database.read([&](db::Reader& reader) {
        return reader.one(sql::find_tree, {{"id", id}}, [&](const db::Row& row) {
            body = row.text(1);
            department_id = row.text(2);
            return row.integer(0);
        });
    });
    if (!version || !Work::owns(viewer, department_id)) return fail(kTreeNotFound);
    YW_TRY(const Tree tree, read_tree(body));
    return work_->insert_draft(viewer, tree, department_id);
}

Result<void> Guided::save(const identity::Viewer& viewer, const Tree& tree, std::int64_t seen) {
    const std::string body = write_tree(tree);
    return work_->parts.database.write("guided.save", [&](db::Transaction& tx) -> Result<void> {
        YW_TRY(const Draft draft, Work::read_draft(tx, viewer, tree.id));
        if (draft.is_submitted) return fail(kSubmitted);
        const auto changed = tx.execute(sql::update_draft, {{"id", tree.id},
                                                            {"title", tree.title},
                                                            {"body", body},
                                                            {"written_by", viewer.account_id},
                                                            {"now", work_->parts.clock.now().ms},
                                                            {"seen", seen}});
        if (changed == 0) return fail(kDraftChanged);
        work_->parts.audit.record(tx, {viewer.account_id, "guided.draft_saved", tree.id, ""});
        return {};
    });
}

Result<void> Guided::discard(const identity::Viewer& viewer, const std::string& id) {
    return work_->parts.database.write("guided.discard", [&](db::Transaction& tx) -> Result<void> {
        YW_TRY(const Draft draft, Work::read_draft(tx, viewer, id));
        if (draft.is_submitted) return fail(kSubmitted);
        tx.execute(sql::delete_draft, {{"id", id}});
        work_->parts.audit.record(tx, {viewer.account_id, "guided.draft_discarded", id, ""});
        return {};
    });
}

Result<void> Guided::submit(const identity::Viewer& viewer, const std::string& id) {
    YW_TRY(const Draft draft, this->draft(viewer, id));
    if (draft.is_submitted) return fail(kSubmitted);
    const auto findings = check(draft.tree);
    if (!may_be_published(findings)) return refused(findings);
    return work_->parts.database.write("guided.submit", [&](db::Transaction& tx) -> Result<void> {
        const auto changed = tx.execute(
            sql::submit_draft, {{"id", id}, {"now", work_->parts.clock.now().ms}, {"seen", draft.row_version}});
        if (changed == 0) return fail(kDraftChanged);
        work_->parts.audit.record(tx, {viewer.account_id, "guided.submitted", id, ""});
        return {};
    });
}

Result<void> Guided::send_back(const identity::Viewer& viewer, const std::string& id, const std::string& remark) {
    if (viewer.role == identity::Role::kGuideAuthor) return fail(kNotYours);
    if (remark.empty())
        return fail(kInvalid, {FieldError{"remark", std::string(strings::text("guided.remark_missing"))}});
    return work_->parts.database.write("guided.send_back", [&](db::Transaction& tx) -> Result<void> {
        YW_TRY(const Draft draft, Work::read_draft(tx, viewer, id));
        const auto changed = tx.execute(
            sql::return_draft, {{"id", draft.tree.id}, {"remark", remark}, {"now", work_->parts.clock.now().ms}});
        if (changed == 0) return fail(kNotSubmitted);
        work_->parts.audit.record(tx, {viewer.account_id, "guided.sent_back", id, ""});
        return {};
    });
}

Result<int> Guided::publish(const identity::Viewer& viewer, const std::string& id) {
    if (viewer.role == identity::Role::kGuideAuthor) return fail(kNotYours);
    YW_TRY(const Draft draft, this->draft(viewer, id));
    if (!draft.is_submitted) return fail(kNotSubmitted);
    if (draft.written_by == viewer.account_id) return fail(kOwnTree);
    // Guides may have changed since it was submitted.
    const auto findings = check(draft.tree);
    if (!may_be_published(findings)) return refused(findings);
    auto version = work_->parts.database.write("guided.publish", [&](db::Transaction& tx) -> Result<int> {
        YW_TRY(const Draft now, Work::read_draft(tx, viewer, id));
        if (now.row_version != draft.row_version) return fail(kDraftChanged);
        const int next = static_cast<int>(tx.number(sql::find_tree, {{"id", id}}).value_or(0)) + 1;
        publish_row(tx, now.tree, now.department_id, next, now.written_by, viewer.account_id,
                    work_->parts.clock.now().ms);
        tx.execute(sql::delete_draft, {{"id", id}});
        work_->parts.audit.record(tx, {viewer.account_id, "guided.published", id, std::to_string(next)});
        return next;
    });
    if (version) refresh();
    return version;
}

std::vector<Finding> Guided::check(const Tree& tree) const {
    return check_tree(tree, work_->guides_of(tree.region));
}

Result<void> import_trees(const Parts& parts, std::span<const std::string_view> texts) {
    Guided::Work work(parts);
    for (const auto text : texts) {
        YW_TRY(const Tree tree, read_tree(text));
        const auto guides = work.guides_of(tree.region);
        const auto findings = check_tree(tree, guides);
        if (!may_be_published(findings)) return refused(findings);
        // The department of the first item owns the tree.
        const std::string department_id = guides(tree.parts.front().item)->item.department.id;
        YW_CHECK(parts.database.write("guided.import", [&](db::Transaction& tx) -> Result<void> {
            const int next = static_cast<int>(tx.number(sql::find_tree, {{"id", tree.id}}).value_or(0)) + 1;
            publish_row(tx, tree, department_id, next, kSystem, kSystem, parts.clock.now().ms);
            return {};
        }));
    }
    return {};
}

}  // namespace yw::guided

#include "catalogue/change_feed.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "catalogue/guide_rows.hpp"
#include "catalogue/item_list.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

constexpr int kMaxPage = 500;

/// The columns of changed_items_after and item_marks_after.
struct Mark {
    std::string id;
    std::int64_t generation = 0;
    std::int64_t changed_at_ms = 0;
    std::int64_t created_at_ms = 0;
    std::string content_hash;
    std::optional<std::int64_t> published_at_ms;
};

Mark mark_of(const db::Row& row) {
    return {row.text(0), row.integer(1), row.integer(2), row.integer(3), row.text(4), row.maybe_integer(5)};
}

ChangeKind kind_of(const Mark& mark) {
    if (mark.published_at_ms)
        return *mark.published_at_ms == mark.changed_at_ms ? ChangeKind::kPublished : ChangeKind::kChanged;
    return mark.created_at_ms == mark.changed_at_ms ? ChangeKind::kListed : ChangeKind::kChanged;
}

ItemChange change_of(Mark&& mark, Item&& item) {
    const auto kind = item.state == ItemState::kActive ? kind_of(mark) : ChangeKind::kWithdrawn;
    return {kind, mark.generation, mark.changed_at_ms, std::move(item), std::move(mark.content_hash)};
}

}  // namespace

std::int64_t stored_generation(db::Reader& reader) {
    const auto stored = reader.number(sql::current_generation, {});
    if (!stored) throw std::runtime_error("catalogue: catalogue_generation has lost its row");
    return *stored;
}

FeedPosition first_behind(std::int64_t known, const FeedPosition& reached) {
    // Behind a whole generation is before the first item of the next.
    if (reached.item_id.empty() || reached.generation <= known) return {std::max(known, reached.generation) + 1, {}};
    return reached;
}

ChangePage changes_after(db::Reader& reader, const FeedPosition& after, int limit) {
    const auto take = static_cast<std::size_t>(std::clamp(limit, 1, kMaxPage));
    const auto from = first_behind(0, after);
    auto marks = reader.list(sql::changed_items_after,
                             {{"generation", from.generation}, {"after", from.item_id}, {"take", take + 1}}, mark_of);
    ChangePage page;
    page.next = after;
    page.more = marks.size() > take;
    if (page.more) marks.resize(take);
    for (Mark& mark : marks) {
        auto item = find_item(reader, mark.id);
        if (!item) throw std::runtime_error("catalogue: an item without its department");
        page.next = {mark.generation, mark.id};
        page.changes.push_back(change_of(std::move(mark), std::move(*item)));
    }
    return page;
}

std::vector<ItemChange> latest_changes(db::Reader& reader, int limit) {
    const int take = std::clamp(limit, 1, kMaxPage);
    std::vector<ItemChange> changes;
    for (Mark& mark : reader.list(sql::latest_changed_items, {{"take", take}}, mark_of)) {
        auto item = find_item(reader, mark.id);
        if (!item) throw std::runtime_error("catalogue: an item without its department");
        changes.push_back(change_of(std::move(mark), std::move(*item)));
    }
    return changes;
}

void each_item(db::Reader& reader, const std::function<void(const ItemChange&)>& visit) {
    std::string after;
    for (;;) {
        ItemPage page = list_all_items(reader, kMaxPage, after);
        if (page.items.empty()) return;
        std::map<std::string, Mark> marks;
        reader.each(sql::item_marks_after, {{"after", after}, {"last", page.items.back().id}}, [&](const db::Row& row) {
            Mark mark = mark_of(row);
            auto id = mark.id;
            marks.emplace(std::move(id), std::move(mark));
        });
        for (Item& item : page.items) {
            auto mark = marks.extract(item.id);
            if (mark.empty()) throw std::runtime_error("catalogue: item_marks_after misses an item");
            visit(change_of(std::move(mark.mapped()), std::move(item)));
        }
        if (page.next.empty()) return;
        after = page.next;
    }
}

Guide guide_of_version(db::Reader& reader, const std::string& item_id, int version) {
    auto stored = find_guide(reader, item_id, version);
    if (!stored) throw std::runtime_error("catalogue: a published version is not in the store");
    return std::move(stored->guide);
}

}  // namespace yw::catalogue

#include "catalogue/items_to_index.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "catalogue/change_feed.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

constexpr int kGeneration = 17, kSearchText = 18, kAudience = 19;  ///< columns behind those of item_of()

ItemsToIndex page_of(db::Reader& reader, const db::Sql& statement, std::initializer_list<db::Bind> params, int limit) {
    ItemsToIndex page;
    page.items = reader.list(statement, params, [&](const db::Row& row) {
        ItemToIndex one{item_of(row), {}, texts_of_json(row.view(kAudience))};
        page.next = {row.integer(kGeneration), one.item.id};
        // The first line is the name itself.
        std::string_view names = row.view(kSearchText);
        for (bool is_name = true; !names.empty(); is_name = false) {
            const auto end = names.find('\n');
            if (!is_name) one.short_names.emplace_back(names.substr(0, end));
            names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
        }
        return one;
    });
    page.is_last = page.items.size() < static_cast<std::size_t>(limit);
    return page;
}

constexpr int kWithdrawn = 2'000;
constexpr std::size_t kTraced = 256;  ///< changes: restored states miss the newest ones

/// An item as a change left it.
struct LeftMark {
    std::int64_t generation = 0;
    std::int64_t changed_at_ms = 0;
    std::string id;
    friend bool operator==(const LeftMark&, const LeftMark&) = default;
    bool is_older_than(const LeftMark& other) const {
        return std::tie(generation, id) < std::tie(other.generation, other.id);
    }
};

std::vector<LeftMark> newest_marks(db::Reader& reader, std::uint64_t generation, std::size_t most) {
    return reader.list(sql::newest_item_marks, {{"generation", generation}, {"take", most}}, [](const db::Row& row) {
        return LeftMark{row.integer(1), row.integer(2), row.text(0)};
    });
}

std::int64_t take_number(std::string_view& line) {
    std::int64_t number = -1;
    const auto end = std::from_chars(line.data(), line.data() + line.size(), number).ptr;
    line.remove_prefix(std::min(line.size(), static_cast<std::size_t>(end - line.data()) + 1));
    return number;
}

std::vector<LeftMark> marks_of(std::string_view trace) {
    std::vector<LeftMark> marks;
    while (!trace.empty()) {
        auto line = trace.substr(0, trace.find('\n'));
        trace.remove_prefix(std::min(trace.size(), line.size() + 1));
        LeftMark mark;
        mark.generation = take_number(line);
        mark.changed_at_ms = take_number(line);
        mark.id = line;
        marks.push_back(std::move(mark));
    }
    return marks;
}

}  // namespace

ItemsToIndex items_to_index(db::Database& database, int limit, const IndexCursor& after) {
    return database.read([&](db::Reader& reader) {
        return page_of(reader, sql::items_to_index, {{"after", after.id}, {"take", limit}}, limit);
    });
}

ItemsToIndex items_to_index_since(db::Database& database,
                                  std::uint64_t generation,
                                  int limit,
                                  const IndexCursor& after) {
    const auto from = first_behind(static_cast<std::int64_t>(generation), {after.generation, after.id});
    return database.read([&](db::Reader& reader) {
        return page_of(reader, sql::items_to_index_since,
                       {{"generation", from.generation}, {"after", from.item_id}, {"take", limit}}, limit);
    });
}

std::vector<std::string> withdrawn_since(db::Database& database,
                                         std::uint64_t generation,
                                         std::span<const std::string> ids) {
    return database.read([&](db::Reader& reader) {
        std::vector<std::string> withdrawn;
        if (static_cast<std::uint64_t>(stored_generation(reader)) == generation) return withdrawn;
        for (const auto& id : ids) {
            const auto state =
                reader.one(sql::state_of_item, {{"id", id}}, [](const db::Row& row) { return row.text(0); });
            if (!state || item_state_of(*state) != ItemState::kActive) withdrawn.push_back(id);
        }
        if (withdrawn.empty()) return withdrawn;
        const auto others = reader.list(sql::withdrawn_items_since, {{"generation", generation}, {"take", kWithdrawn}},
                                        [](const db::Row& row) { return row.text(0); });
        withdrawn.insert(withdrawn.end(), others.begin(), others.end());
        return withdrawn;
    });
}

std::string trace_of(db::Reader& reader, std::uint64_t generation) {
    std::string trace;
    for (const auto& mark : newest_marks(reader, generation, kTraced))
        trace += fmt::format("{} {} {}\n", mark.generation, mark.changed_at_ms, mark.id);
    return trace;
}

bool has_trace(db::Reader& reader, std::uint64_t generation, std::string_view trace) {
    const auto traced = marks_of(trace);
    // What stands there now was there then, as far back as the trace goes.
    const auto now = newest_marks(reader, generation, kTraced + 1);
    for (const auto& mark : now) {
        if (traced.size() == kTraced && mark.is_older_than(traced.back())) break;
        if (std::find(traced.begin(), traced.end(), mark) == traced.end()) return false;
    }
    // What was there then stands there now, or has changed since.
    return std::all_of(traced.begin(), traced.end(), [&](const LeftMark& mark) {
        if (std::find(now.begin(), now.end(), mark) != now.end()) return true;
        const auto changed_in = reader.number(sql::generation_of_item, {{"id", mark.id}});
        return changed_in && *changed_in > static_cast<std::int64_t>(generation);
    });
}

}  // namespace yw::catalogue

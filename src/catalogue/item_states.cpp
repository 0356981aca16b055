#include "catalogue/item_states.hpp"

#include <array>
#include <stdexcept>

#include "catalogue/guide_rows.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue {
namespace {

struct StateWords {
    ItemState state;
    std::string_view word;
    std::string_view zh;
};
constexpr std::array<StateWords, 6> kStates{{{ItemState::kActive, "active", "在用"},
                                             {ItemState::kSuspended, "suspended", "暂停"},
                                             {ItemState::kCancelled, "cancelled", "取消"},
                                             {ItemState::kDelegated, "delegated", "下放"},
                                             {ItemState::kMerged, "merged", "合并"},
                                             {ItemState::kSplit, "split", "拆分"}}};

/// What the statements over a scope look for.
struct ScopeText {
    explicit ScopeText(const ItemScope& scope)
        : first(scope.region.str()),
          last(RegionCode::from_number(scope.region.last_number()).str()),
          level(scope.level ? zeros_behind(digits_of(*scope.level)) : "%"),
          above(scope.level && *scope.level != RegionLevel::kNation ? zeros_behind(digits_of(above_of(*scope.level)))
                                                                    : "") {}

    /// A pattern for codes that use this many digits, or fewer.
    static std::string zeros_behind(int digits) {
        return "%" + std::string(static_cast<std::size_t>(12 - digits), '0');
    }
    static RegionLevel above_of(RegionLevel level) {
        return static_cast<RegionLevel>(static_cast<std::uint8_t>(level) - 1);
    }

    std::string first, last, level, above;
};

Standing standing_of(const db::Row& row) {
    const auto state = item_state_of(row.view(0));
    if (!state) throw std::runtime_error("catalogue: unknown state in the store");
    return {*state, UtcTime{row.integer(1)}, row.text(2), row.text(3), row.text(4)};
}

std::vector<Item> list_scope(
    db::Reader& reader, const db::Sql& sql, const ItemScope& scope, const Item* after, int limit) {
    const ScopeText text(scope);
    const auto after_region = after ? after->region.str() : std::string();
    const auto after_id = after ? after->id : std::string();
    return reader.list(sql,
                       {{"base_code", scope.base_code},
                        {"first", text.first},
                        {"last", text.last},
                        {"level", text.level},
                        {"above", text.above},
                        {"after_region", after_region},
                        {"after", after_id},
                        {"take", limit}},
                       item_of);
}

}  // namespace

std::string_view word_of(ItemState state) {
    for (const StateWords& known : kStates)
        if (known.state == state) return known.word;
    return {};
}

std::optional<ItemState> item_state_of(std::string_view word) {
    for (const StateWords& known : kStates)
        if (known.word == word) return known.state;
    return std::nullopt;
}

std::string_view state_zh(ItemState state) {
    for (const StateWords& known : kStates)
        if (known.state == state) return known.zh;
    return {};
}

Result<void> check_active(db::Reader& reader, const std::string& item_id) {
    const auto state =
        reader.one(sql::state_of_item, {{"id", item_id}}, [](const db::Row& row) { return row.text(0); });
    if (!state) return fail(kItemNotFound, item_id);
    if (*state != word_of(ItemState::kActive)) return fail(kItemEnded, item_id);
    return {};
}

Touched count_items_of(db::Reader& reader, const ItemScope& scope) {
    const ScopeText text(scope);
    const auto found = reader.one(sql::count_of_base_code,
                                  {{"base_code", scope.base_code},
                                   {"first", text.first},
                                   {"last", text.last},
                                   {"level", text.level},
                                   {"above", text.above}},
                                  [](const db::Row& row) {
                                      return Touched{row.integer(0), row.integer(1), row.integer(2)};
                                  });
    return found.value_or(Touched());
}

std::vector<Item> items_of(db::Reader& reader, const ItemScope& scope, const Item* after, int limit) {
    return list_scope(reader, sql::items_of_base_code, scope, after, limit);
}

std::vector<Item> items_off_of(db::Reader& reader, const ItemScope& scope, const Item* after, int limit) {
    return list_scope(reader, sql::items_off_of_base_code, scope, after, limit);
}

std::vector<Item> items_of_decision(db::Reader& reader,
                                    const std::string& decision_id,
                                    const std::string& after,
                                    int limit) {
    return reader.list(sql::items_of_decision, {{"decision_id", decision_id}, {"after", after}, {"take", limit}},
                       item_of);
}

std::vector<std::string> ids_of_decision(db::Reader& reader, const std::string& decision_id) {
    return reader.list(sql::ids_of_decision, {{"decision_id", decision_id}},
                       [](const db::Row& row) { return row.text(0); });
}

std::int64_t count_places_of_decision(db::Reader& reader, const std::string& decision_id) {
    return reader.number(sql::count_places_of_decision, {{"decision_id", decision_id}}).value_or(0);
}

std::vector<Standing> standings_of(db::Reader& reader, const std::string& item_id) {
    return reader.list(sql::standings_of_item, {{"item_id", item_id}}, standing_of);
}

std::vector<Item> successors_of(db::Reader& reader, const std::string& item_id) {
    const auto ids =
        reader.list(sql::successors_of_item, {{"item_id", item_id}}, [](const db::Row& row) { return row.text(0); });
    std::vector<Item> found;
    for (const auto& id : ids) {
        auto item = find_item(reader, id);
        if (item && item->state == ItemState::kActive) found.push_back(std::move(*item));
    }
    return found;
}

std::int64_t CatalogueChange::take_off(const ItemScope& scope, const Standing& standing) {
    if (standing.state == ItemState::kActive) throw std::logic_error("catalogue: take_off() cannot restore");
    const ScopeText text(scope);
    const auto over_scope = [&](const db::Sql& sql) {
        return tx_.execute(sql, {{"base_code", scope.base_code},
                                 {"first", text.first},
                                 {"last", text.last},
                                 {"level", text.level},
                                 {"above", text.above}});
    };
    if (count_items_of(tx_, scope).items == 0) return 0;
    counts_.write(tx_);  // what was put by this transaction before must be in the rows that are counted down
    over_scope(sql::take_counts_off);
    over_scope(sql::take_themes_off);
    const auto taken = tx_.execute(sql::take_items_off, {{"base_code", scope.base_code},
                                                         {"first", text.first},
                                                         {"last", text.last},
                                                         {"level", text.level},
                                                         {"above", text.above},
                                                         {"state", word_of(standing.state)},
                                                         {"generation", generation()},
                                                         {"now_ms", now_.ms}});
    tx_.execute(sql::insert_standings, {{"base_code", scope.base_code},
                                        {"first", text.first},
                                        {"last", text.last},
                                        {"level", text.level},
                                        {"above", text.above},
                                        {"generation", generation()},
                                        {"state", word_of(standing.state)},
                                        {"since_ms", standing.since.ms},
                                        {"reason", standing.reason},
                                        {"document", standing.document},
                                        {"decision_id", standing.decision_id}});
    return taken;
}

void CatalogueChange::set_state(const Item& item, const Standing& standing) {
    if (item.state == standing.state) return;
    if (item.state == ItemState::kActive) {
        counts_.move(item, themes_of(item.id), -1);
        tx_.execute(sql::delete_themes_of_item, {{"item_id", item.id}});
    }
    tx_.execute(
        sql::set_state_of_item,
        {{"id", item.id}, {"state", word_of(standing.state)}, {"generation", generation()}, {"now_ms", now_.ms}});
    tx_.execute(sql::insert_standing, {{"item_id", item.id},
                                       {"generation", generation()},
                                       {"state", word_of(standing.state)},
                                       {"since_ms", standing.since.ms},
                                       {"reason", standing.reason},
                                       {"document", standing.document},
                                       {"decision_id", standing.decision_id}});
    if (standing.state != ItemState::kActive) return;
    tx_.execute(sql::delete_successors, {{"item_id", item.id}});
    const auto stored = item.version == 0 ? std::nullopt : find_guide(tx_, item.id, item.version);
    counts_.move(item, stored ? put_themes(item, stored->guide) : std::vector<Theme>(), 1);
}

void CatalogueChange::add_successor(const std::string& item_id, const std::string& successor_id) {
    tx_.execute(sql::insert_successor, {{"item_id", item_id}, {"successor_id", successor_id}});
}

Result<void> set_item_state(db::Database& database,
                            const Clock& clock,
                            const std::string& item_id,
                            const Standing& standing) {
    return change_catalogue(database, clock, "catalogue.set_item_state", [&](CatalogueChange& change) -> Result<void> {
        const auto item = find_item(change.reader(), item_id);
        if (!item) return fail(kItemNotFound, item_id);
        change.set_state(*item, standing);
        return {};
    });
}

}  // namespace yw::catalogue

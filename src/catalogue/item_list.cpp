#include "catalogue/item_list.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "catalogue/change_feed.hpp"
#include "catalogue/guide_words.hpp"
#include "catalogue/item_rows.hpp"
#include "catalogue/place_counts.hpp"
#include "catalogue/sql.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"

namespace yw::catalogue {
namespace {

constexpr int kMaxPage = 500;
constexpr std::size_t kMaxText = 100;  // characters of a search text that are looked at

/// The last item of a page: which range it stood in, and its id.
struct Cursor {
    int rank = 0;
    std::size_t level = 0;
    std::string after;  ///< empty: before the first
};

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

/// "1.0.0190…"; the beginning for anything else.
Cursor cursor_of(const std::string& text) {
    const auto first = text.find('.');
    const auto second = first == std::string::npos ? first : text.find('.', first + 1);
    if (second == std::string::npos || !is_id(text.substr(second + 1))) return {};
    const auto rank = number_of(text.substr(0, first));
    const auto level = number_of(text.substr(first + 1, second - first - 1));
    if (!rank || !level || *rank > 2 || *level > 5) return {};
    return {static_cast<int>(*rank), static_cast<std::size_t>(*level), text.substr(second + 1)};
}

/// What LIKE looks for: the text anywhere, its wildcards taken literally. Empty for no text.
std::string pattern_of(std::string_view text) {
    std::string folded = fold_case(text);
    const auto first = folded.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    folded = folded.substr(first, folded.find_last_not_of(" \t\r\n") - first + 1);
    std::string pattern = "%";
    std::string_view rest = folded;
    for (std::size_t i = 0; i < kMaxText && !rest.empty(); ++i) {
        const auto character = utf8::take(rest);
        if (character == "%" || character == "_" || character == "!") pattern += '!';
        if (character != std::string_view("\0", 1)) pattern += character;
    }
    return pattern + "%";
}

/// A filter made ready: where to look, by which index, and what else must hold.
struct Query {
    std::vector<RegionCode> chain;
    std::string department_id;
    Axis axis = Axis::kAll;  ///< the theme whose index leads; kAll: none
    std::string code;
    std::string personal;
    std::string legal;
    std::string event;
    std::string pattern;
    int last_rank = 2;

    int themes() const { return !personal.empty() + !legal.empty() + !event.empty(); }
    /// True when one row of catalogue_count a place says how many there are.
    bool is_counted() const { return pattern.empty() && themes() + !department_id.empty() <= 1; }
};

Query query_of(db::Reader& reader, const ItemFilter& filter) {
    Query query{chain_of(filter.region, filter.include_above),
                filter.department_id,
                Axis::kAll,
                "",
                filter.personal_theme,
                filter.legal_theme,
                filter.life_event,
                pattern_of(filter.text),
                2};
    if (filter.only_online) query.last_rank = static_cast<int>(ListingRank::kOnline);
    if (!query.personal.empty()) {
        query.axis = Axis::kPersonal;
        query.code = query.personal;
    } else if (!query.legal.empty()) {
        query.axis = Axis::kLegal;
        query.code = query.legal;
    } else if (!query.event.empty()) {
        query.axis = Axis::kEvent;
        query.code = query.event;
    }
    if (query.department_id.empty()) return query;
    // A department's items all stand in its own place: no other needs to be asked.
    const auto place = reader.one(sql::find_department, {{"id", query.department_id}},
                                  [](const db::Row& row) { return region_of(row, 2); });
    const bool is_inside = place && (filter.region == RegionCode() ||
                                     std::find(query.chain.begin(), query.chain.end(), *place) != query.chain.end());
    query.chain.clear();
    if (is_inside) query.chain.push_back(*place);
    return query;
}

/// Items of one place and rank, behind `after`.
std::vector<Item> read_range(db::Reader& reader, const Query& query, RegionCode place, const Cursor& from, int take) {
    const auto region = place.str();
    if (!query.department_id.empty())
        return reader.list(sql::items_of_department,
                           {{"department_id", query.department_id},
                            {"listing_rank", from.rank},
                            {"after", from.after},
                            {"personal", query.personal},
                            {"legal", query.legal},
                            {"event", query.event},
                            {"pattern", query.pattern},
                            {"take", take}},
                           item_of);
    if (query.axis != Axis::kAll)
        return reader.list(sql::items_of_theme,
                           {{"axis", word_of(query.axis)},
                            {"code", query.code},
                            {"region_code", region},
                            {"listing_rank", from.rank},
                            {"after", from.after},
                            {"personal", query.personal},
                            {"legal", query.legal},
                            {"event", query.event},
                            {"pattern", query.pattern},
                            {"take", take}},
                           item_of);
    return reader.list(sql::items_of_region,
                       {{"region_code", region},
                        {"listing_rank", from.rank},
                        {"after", from.after},
                        {"pattern", query.pattern},
                        {"take", take}},
                       item_of);
}

std::int64_t counted_total(db::Reader& reader, const Query& query) {
    std::int64_t total = 0;
    for (const RegionCode place : query.chain) {
        const Tally tally = !query.department_id.empty()
                                ? count_at(reader, place, Axis::kDepartment, query.department_id)
                                : count_at(reader, place, query.axis, query.code);
        total += query.last_rank == 0 ? tally.online : tally.items;
    }
    return total;
}

std::int64_t scanned_count(db::Reader& reader, const Query& query, RegionCode place) {
    const auto region = place.str();
    if (!query.department_id.empty())
        return reader
            .number(sql::count_of_department, {{"department_id", query.department_id},
                                               {"lowest_rank", query.last_rank},
                                               {"personal", query.personal},
                                               {"legal", query.legal},
                                               {"event", query.event},
                                               {"pattern", query.pattern}})
            .value_or(0);
    if (query.axis != Axis::kAll)
        return reader
            .number(sql::count_of_theme, {{"axis", word_of(query.axis)},
                                          {"code", query.code},
                                          {"region_code", region},
                                          {"lowest_rank", query.last_rank},
                                          {"personal", query.personal},
                                          {"legal", query.legal},
                                          {"event", query.event},
                                          {"pattern", query.pattern}})
            .value_or(0);
    return reader
        .number(sql::count_of_region,
                {{"region_code", region}, {"lowest_rank", query.last_rank}, {"pattern", query.pattern}})
        .value_or(0);
}

std::int64_t total_of(db::Reader& reader, const Query& query) {
    if (query.is_counted()) return counted_total(reader, query);
    std::int64_t total = 0;
    for (const RegionCode place : query.chain) total += scanned_count(reader, query, place);
    return total;
}

int bounded(int limit) {
    return std::clamp(limit, 1, kMaxPage);
}

}  // namespace

ItemPage list_items(db::Reader& reader, const ItemFilter& filter, int limit, const std::string& cursor) {
    const Query query = query_of(reader, filter);
    const auto take = static_cast<std::size_t>(bounded(limit));
    ItemPage page;
    page.total = total_of(reader, query);
    Cursor at = cursor_of(cursor);
    Cursor last = at;
    for (; at.rank <= query.last_rank; ++at.rank, at.level = 0) {
        for (; at.level < query.chain.size(); ++at.level, at.after.clear()) {
            const auto missing = static_cast<int>(take - page.items.size()) + 1;  // one more tells whether there is one
            for (Item& item : read_range(reader, query, query.chain[at.level], at, missing)) {
                if (page.items.size() == take) {
                    page.next = fmt::format("{}.{}.{}", last.rank, last.level, last.after);
                    return page;
                }
                last = {at.rank, at.level, item.id};
                page.items.push_back(std::move(item));
            }
        }
    }
    return page;
}

ItemPage list_all_items(db::Reader& reader, int limit, const std::string& cursor) {
    const int take = bounded(limit);
    ItemPage page;
    page.items = reader.list(sql::items_after, {{"after", is_id(cursor) ? cursor : ""}, {"take", take}}, item_of);
    if (page.items.size() == static_cast<std::size_t>(take)) page.next = page.items.back().id;
    return page;
}

ItemPage list_changed_items(db::Reader& reader, std::uint64_t generation, int limit, const std::string& cursor) {
    const int take = bounded(limit);
    const auto dot = cursor.find('.');
    const auto after_generation = number_of(std::string_view(cursor).substr(0, dot)).value_or(0);
    const auto after = dot == std::string::npos ? std::string() : cursor.substr(dot + 1);
    std::int64_t last_generation = 0;
    ItemPage page;
    const auto from = first_behind(static_cast<std::int64_t>(generation), {after_generation, after});
    page.items = reader.list(sql::items_changed_since,
                             {{"generation", from.generation}, {"after", from.item_id}, {"take", take}},
                             [&](const db::Row& row) {
                                 last_generation = row.integer(17);
                                 return item_of(row);
                             });
    if (page.items.size() == static_cast<std::size_t>(take))
        page.next = fmt::format("{}.{}", last_generation, page.items.back().id);
    return page;
}

}  // namespace yw::catalogue

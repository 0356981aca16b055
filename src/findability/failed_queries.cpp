// Counts become days of a query, and a query that failed waits for an operator.
#include <algorithm>

#include "findability/failed_rows.hpp"
#include "findability/open_findability.hpp"
#include "findability/sql.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"
#include "platform/log/log.hpp"

namespace yw::findability {
namespace {

constexpr int kRows = 50;
constexpr std::size_t kMostNote = 500;

/// Codes of the places within a place, as a range of texts.
struct PlaceRange {
    std::string first;
    std::string last;
};
PlaceRange places_within(RegionCode place) {
    PlaceRange range{place.str(), place.str()};
    for (auto i = static_cast<std::size_t>(digits_of(place.level())); i < range.last.size(); ++i) range.last[i] = '9';
    return range;
}

}  // namespace

FailedQuery failed_of(const db::Row& row) {
    return {row.text(0),
            RegionCode::parse(row.view(1)).value_or(RegionCode()),
            row.text(2),
            row.view(3) == "abandoned",
            row.integer(4),
            UtcTime{row.integer(5)},
            LocalDay::parse(row.view(6)).value_or(LocalDay()),
            row.view(7) == "open",
            row.text(8),
            row.text(9)};
}

void OpenFindability::asked(const Asked& asked) noexcept {
    try {
        if (const auto query = countable(asked.text)) counts_.asked(asked, *query, parts_.search.knows(*query));
    } catch (const std::exception& broken) {
        log::event("findability.not_counted", log::Level::kWarning, {{"why", std::string(broken.what())}});
    }
}

void OpenFindability::chosen(std::string_view text, RegionCode place) noexcept {
    try {
        if (const auto query = countable(text)) counts_.chosen(place.str(), *query);
    } catch (const std::exception& broken) {
        log::event("findability.not_counted", log::Level::kWarning, {{"why", std::string(broken.what())}});
    }
}

void OpenFindability::write_counts() {
    const auto counted = counts_.take();
    if (counted.empty()) return;
    const auto today = parts_.clock.today();
    (void)parts_.database.write("findability.counts", [&](db::Transaction& tx) -> Result<void> {
        for (const auto& [key, counts] : counted) write_query(tx, key, counts, today);
        return {};
    });
}

void OpenFindability::write_query(db::Transaction& tx,
                                  const QueryKey& key,
                                  const Counts& counts,
                                  LocalDay today) const {
    const auto day = today.iso();
    const bool is_new =
        !tx.number(sql::count_of_day, {{"place", key.place}, {"query", key.query}, {"day_on", day}}).has_value();
    if (is_new &&
        tx.number(sql::queries_of_day, {{"place", key.place}, {"day_on", day}}).value_or(0) >= rules_.most_a_day)
        return;
    tx.execute(sql::add_count, {{"place", key.place},
                                {"query", key.query},
                                {"day_on", day},
                                {"searches", counts.searches},
                                {"vain", counts.nothing},
                                {"chosen", counts.chosen}});
    settle_query(tx, key, today);
}

/// Opens what failed. What was cleared opens again only for searches of the days after, and not at all when it was no
/// matter for an office, or visitors are told that there is no such service.
void OpenFindability::settle_query(db::Transaction& tx, const QueryKey& key, LocalDay today) const {
    struct Known {
        std::string id, state, how, cleared_on;
    };
    const auto known = tx.one(sql::failed_query, {{"place", key.place}, {"query", key.query}}, [](const db::Row& row) {
        return Known{row.text(0), row.text(1), row.text(2), row.text(3)};
    });
    if (known && known->state == "cleared" && (known->how == "noise" || known->how == "sentence")) return;
    auto since = today.plus(-static_cast<int>(rules_.window_days) + 1);
    if (known && known->state == "cleared")
        if (const auto cleared = LocalDay::parse(known->cleared_on)) since = std::max(since, cleared->plus(1));
    const auto from = since.iso();
    const auto counts = tx.one(sql::counts_since, {{"place", key.place}, {"query", key.query}, {"since", from}},
                               [](const db::Row& row) {
                                   return Counts{row.integer(0), row.integer(1), row.integer(2)};
                               })
                            .value_or(Counts());
    if (known && known->state == "open") {
        tx.execute(sql::count_failed, {{"id", known->id}, {"searches", counts.searches}});
        return;
    }
    const auto failure = failure_of(counts, rules_);
    if (failure == Failure::kNone) return;
    const auto id = new_id();
    const auto due_on = due(today, rules_.clear_days).iso();
    tx.execute(sql::open_failed, {{"place", key.place},
                                  {"query", key.query},
                                  {"id", id},
                                  {"why", failure == Failure::kNothing ? "nothing" : "abandoned"},
                                  {"searches", counts.searches},
                                  {"opened_at_ms", parts_.clock.now().ms},
                                  {"due_on", due_on}});
}

FailedPage OpenFindability::failed(std::optional<RegionCode> place, const std::string& cursor) const {
    const auto from = due_cursor(cursor);
    const auto code = place.value_or(RegionCode()).str();
    FailedPage page;
    page.rows = parts_.database.read([&](db::Reader& reader) {
        if (!place)
            return reader.list(sql::list_failed, {{"due_on", from.due_on}, {"after", from.after}, {"most", kRows + 1}},
                               failed_of);
        return reader.list(sql::list_failed_of_place,
                           {{"place", code}, {"due_on", from.due_on}, {"after", from.after}, {"most", kRows + 1}},
                           failed_of);
    });
    if (page.rows.size() > kRows) {
        page.rows.pop_back();
        page.next = text_of({page.rows.back().due_on.iso(), page.rows.back().id});
    }
    return page;
}

Result<FailedQuery> OpenFindability::failed_query(const std::string& id) const {
    if (!is_id(id)) return fail(kNotFound);
    auto found = parts_.database.read([&](db::Reader& reader) {
        return reader.one(sql::find_failed, {{"id", id}}, failed_of);
    });
    if (!found) return fail(kNotFound);
    return std::move(*found);
}

Numbers OpenFindability::failed_numbers(RegionCode within) const {
    const auto range = places_within(within);
    const auto today = parts_.clock.today().iso();
    return parts_.database
        .read([&](db::Reader& reader) {
            return reader.one(sql::open_failed_numbers,
                              {{"today", today}, {"first", range.first}, {"last", range.last}}, [](const db::Row& row) {
                                  return Numbers{row.integer(0), row.integer(1)};
                              });
        })
        .value_or(Numbers());
}

Numbers OpenFindability::miss_numbers(RegionCode within) const {
    const auto range = places_within(within);
    const auto today = parts_.clock.today().iso();
    return parts_.database
        .read([&](db::Reader& reader) {
            return reader.one(sql::miss_numbers, {{"today", today}, {"first", range.first}, {"last", range.last}},
                              [](const db::Row& row) {
                                  return Numbers{row.integer(0), row.integer(1)};
                              });
        })
        .value_or(Numbers());
}

Result<void> OpenFindability::dismiss(const identity::Viewer& viewer, const std::string& id, const std::string& note) {
    if (note.empty() || utf8::length(note) > kMostNote) return fail(kInvalid, {{"note", "请填写理由，最多500个字。"}});
    YW_TRY(const auto query, failed_query(id));
    const auto now = parts_.clock.now();
    const auto today = LocalDay::of(now).iso();
    return parts_.database.write("findability.dismiss", [&](db::Transaction& tx) -> Result<void> {
        const auto cleared = tx.execute(sql::clear_failed, {{"id", query.id},
                                                            {"how", "noise"},
                                                            {"note", note},
                                                            {"cleared_by", viewer.account_id},
                                                            {"cleared_at_ms", now.ms},
                                                            {"cleared_on", today}});
        if (cleared == 0) return fail(kCleared);
        parts_.audit.record(tx, {viewer.account_id, "findability.query_cleared", query.id, "noise"});
        return {};
    });
}

}  // namespace yw::findability

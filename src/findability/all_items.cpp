// The check of all items: what a change of the catalogue touched, everything when words changed and once in a while.
#include <algorithm>
#include <map>

#include "findability/item_check.hpp"
#include "findability/open_findability.hpp"
#include "findability/sql.hpp"

namespace yw::findability {
namespace {

constexpr int kAtOnce = 100;
constexpr int kRows = 50;
constexpr std::chrono::seconds kLease{30};

Miss miss_of(const db::Row& row) {
    return {row.text(0),
            row.text(1),
            row.view(2) == "name",
            RegionCode::parse(row.view(3)).value_or(RegionCode()),
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            UtcTime{row.integer(8)},
            LocalDay::parse(row.view(9)).value_or(LocalDay())};
}

}  // namespace

/// How far the check is: the one row.
struct OpenFindability::Check {
    std::int64_t known = 0;
    std::int64_t at_generation = 0;
    std::string at_id;
    std::int64_t words = 0;
    bool is_done = false;
    std::int64_t items = 0;
    std::string full_on;
    std::int64_t done_at_ms = 0;

    static std::optional<Check> find(db::Reader& reader) {
        return reader.one(sql::find_check, {}, [](const db::Row& row) {
            return Check{row.integer(0),      row.integer(1), row.text(2), row.integer(3),
                         row.integer(4) != 0, row.integer(5), row.text(6), row.integer(7)};
        });
    }
    void begin_anew(std::int64_t version, const std::string& today) {
        known = at_generation = items = 0;
        at_id.clear();
        words = version;
        full_on = today;
        is_done = false;
    }
};

bool OpenFindability::check_more() {
    const auto words = words_.now();
    const auto generation = parts_.catalogue.generation();
    // What the index has not taken in yet would be missed for nothing.
    if (parts_.search.generation() != generation) return true;
    auto found = parts_.database.read([](db::Reader& reader) { return Check::find(reader); });
    const auto today = parts_.clock.today();
    const auto full_on = found ? LocalDay::parse(found->full_on) : std::nullopt;
    const bool anew = !found || !full_on || found->words != words->version ||
                      (found->is_done && today.days_since(*full_on) >= rules_.full_check_days);
    if (!anew && found->is_done && found->known == static_cast<std::int64_t>(generation)) return true;

    const auto now = parts_.clock.now();
    const auto day = today.iso();
    const auto leased = parts_.database.write("findability.lease", [&](db::Transaction& tx) -> Result<std::int64_t> {
        tx.execute(sql::begin_check, {{"full_on", day}});
        return tx.execute(sql::lease_check, {{"me", process_}, {"now", now.ms}, {"until", now.plus(kLease).ms}});
    });
    if (!leased || leased.value() == 0) return true;

    Check check = found.value_or(Check());
    if (anew) check.begin_anew(words->version, day);
    check.is_done = false;
    const EverydayNames names(*words);
    const auto page = catalogue::items_to_index_since(parts_.database, static_cast<std::uint64_t>(check.known), kAtOnce,
                                                      {check.at_generation, check.at_id});
    std::vector<Looked> looked;
    for (const auto& item : page.items) {
        const bool is_listed = item.item.state == catalogue::ItemState::kActive;
        looked.push_back({item.item.id, is_listed ? misses_of(parts_.search, item, names) : std::vector<Miss>()});
    }
    check.items += static_cast<std::int64_t>(page.items.size());
    check.at_generation = page.next.generation;
    check.at_id = page.next.id;
    if (page.is_last) {
        check.known = static_cast<std::int64_t>(generation);
        check.at_generation = 0;
        check.at_id.clear();
        check.is_done = true;
        check.done_at_ms = now.ms;
    }
    keep(check, looked);
    return page.is_last;
}

void OpenFindability::keep(const Check& check, const std::vector<Looked>& looked) const {
    const auto now = parts_.clock.now();
    const auto due_on = due(LocalDay::of(now), rules_.mend_days).iso();
    (void)parts_.database.write("findability.check", [&](db::Transaction& tx) -> Result<void> {
        for (const Looked& one : looked) {
            // What was missed before keeps its deadline.
            std::map<std::string, std::pair<std::int64_t, std::string>> before;
            tx.each(sql::misses_of_item, {{"item_id", one.item_id}}, [&](const db::Row& row) {
                before[row.text(0)] = {row.integer(1), row.text(2)};
            });
            if (!before.empty()) tx.execute(sql::delete_misses, {{"item_id", one.item_id}});
            for (const Miss& miss : one.misses) {
                const auto old = before.find(miss.said);
                const auto opened = old == before.end() ? now.ms : old->second.first;
                const auto& due = old == before.end() ? due_on : old->second.second;
                const auto place = miss.place.str();
                tx.execute(sql::insert_miss, {{"item_id", miss.item_id},
                                              {"said", miss.said},
                                              {"kind", miss.is_own_name ? "name" : "everyday"},
                                              {"place", place},
                                              {"department_id", miss.department_id},
                                              {"department", miss.department},
                                              {"name", miss.name},
                                              {"first", miss.first},
                                              {"opened_at_ms", opened},
                                              {"due_on", due}});
            }
        }
        tx.execute(sql::put_check, {{"me", process_},
                                    {"known", check.known},
                                    {"at_generation", check.at_generation},
                                    {"at_id", check.at_id},
                                    {"words", check.words},
                                    {"is_done", check.is_done ? 1 : 0},
                                    {"items", check.items},
                                    {"full_on", check.full_on},
                                    {"done_at_ms", check.done_at_ms}});
        return {};
    });
}

CheckState OpenFindability::check_state() const {
    const auto check = parts_.database.read([](db::Reader& reader) { return Check::find(reader); }).value_or(Check());
    return {check.is_done && check.words == words_.now()->version, check.items, UtcTime{check.done_at_ms}};
}

MissPage OpenFindability::misses(std::optional<RegionCode> place, const std::string& cursor) const {
    const auto from = due_cursor(cursor);
    const auto mark = from.after.find('~');
    const auto item_id = from.after.substr(0, mark);
    const auto said = mark == std::string::npos ? std::string() : from.after.substr(mark + 1);
    const auto code = place.value_or(RegionCode()).str();
    MissPage page;
    page.rows = parts_.database.read([&](db::Reader& reader) {
        if (!place)
            return reader.list(sql::list_misses,
                               {{"due_on", from.due_on}, {"item_id", item_id}, {"said", said}, {"most", kRows + 1}},
                               miss_of);
        return reader.list(
            sql::list_misses_of_place,
            {{"place", code}, {"due_on", from.due_on}, {"item_id", item_id}, {"said", said}, {"most", kRows + 1}},
            miss_of);
    });
    if (page.rows.size() > kRows) {
        page.rows.pop_back();
        const Miss& last = page.rows.back();
        page.next = text_of({last.due_on.iso(), last.item_id + "~" + last.said});
    }
    return page;
}

}  // namespace yw::findability

#include <set>

#include "cases/cases_of_items.hpp"
#include "cases/inside.hpp"
#include "cases/sql.hpp"
#include "cases/supervision.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

std::map<std::string, std::int64_t> counted(db::Reader& reader, const db::Sql& sql) {
    std::map<std::string, std::int64_t> counts;
    reader.each(sql, {}, [&](const db::Row& row) { counts[row.text(0)] = row.integer(1); });
    return counts;
}

}  // namespace

std::map<std::string, std::int64_t> open_cases_by_item(db::Reader& reader) {
    return counted(reader, sql::open_cases_by_item);
}

std::map<std::string, std::int64_t> drafts_by_item(db::Reader& reader) {
    return counted(reader, sql::drafts_by_item);
}

std::vector<ItemCase> open_cases_of(db::Reader& reader, const std::string& item_id) {
    return reader.list(sql::open_cases_of_item, {{"item_id", item_id}}, [](const db::Row& row) {
        const CaseRow found = case_row(row);
        return ItemCase{found.number, found.item_name, found.department_name, found.state};
    });
}

std::int64_t hand_over(db::Transaction& tx,
                       const Clock& clock,
                       const crypto::Keys& keys,
                       const audit::Audit& audit,
                       const HandOver& command) {
    const std::int64_t now_ms = clock.now().ms;
    std::int64_t handed = 0;
    std::set<std::string> areas;
    for (CaseRow row : tx.list(sql::open_cases_of_item, {{"item_id", command.item_id}}, case_row)) {
        const auto moved = tx.execute(sql::hand_over_case, {{"id", row.id},
                                                            {"area", row.area},
                                                            {"version", row.version},
                                                            {"department_id", command.department.id},
                                                            {"department_name", command.department.name},
                                                            {"now_ms", now_ms}});
        if (moved != 1) continue;
        ++handed;
        EventBody body;
        body.opinion = strings::text(
            "cases.handed_over",
            {{"from", row.department_name}, {"to", command.department.name}, {"document", command.document}});
        EventRow event;
        event.seq = row.version + 1;
        event.at_ms = now_ms;
        event.actor = "system";
        event.party = Party::kSystem;
        event.action = Action::kHandOver;
        event.from = event.to = row.state;
        event.body = keys.seal(kEventBody, to_json(body));
        insert_event(tx, row, event);
        areas.insert(row.area);
        row.department_id = command.department.id;
        row.department_name = command.department.name;
        audit.record(tx, {"system", topic::kHandedOver, row.id, row.department_id});
        outbox::publish(tx, clock, topic::kHandedOver, row.id, payload_of(row, event.seq));
    }
    // Late ones are counted where they lie now: that department has a row from today on.
    for (const std::string& area : areas)
        count_cases(tx, area, command.department.id, LocalDay::of(UtcTime{now_ms}), {});
    return handed;
}

}  // namespace yw::cases

#include "cases/case_store.hpp"

#include "cases/sql.hpp"

namespace yw::cases {
namespace {

Written written(std::int64_t rows) {
    return rows == 1 ? Written::kYes : Written::kNo;
}

}  // namespace

CaseRow case_row(const db::Row& row) {
    CaseRow found;
    found.id = row.text(0);
    found.area = row.text(1);
    found.number = row.text(2);
    found.item_id = row.text(3);
    found.item_code = row.text(4);
    found.guide_version = static_cast<int>(row.integer(5));
    found.item_name = row.text(6);
    found.department_id = row.text(7);
    found.department_name = row.text(8);
    found.account_id = row.text(9);
    found.applicant = row.text(10);
    found.answers = row.text(11);
    found.instant = row.integer(12) == 1;
    found.state = state_of(row.view(13));
    found.notices = static_cast<int>(row.integer(14));
    found.deemed = row.integer(15) == 1;
    found.facts = clock_facts_of(row.view(16));
    found.due = {row.text(17), due_kind_of(row.view(18)), row.integer(19) == 1, row.text(20)};
    found.warned = row.text(21);
    found.submitted_at_ms = row.integer(22);
    found.changed_at_ms = row.integer(23);
    found.version = row.integer(24);
    return found;
}

std::optional<CaseRow> find_case(db::Reader& reader, const std::string& id) {
    return reader.one(sql::find_case, {{"id", id}}, case_row);
}

std::optional<CaseRow> find_case_by_number(db::Reader& reader, const std::string& number) {
    return reader.one(sql::find_case_by_number, {{"number", number}}, case_row);
}

Written insert_case(db::Transaction& tx, const CaseRow& row) {
    const std::string clock = to_json(row.facts);
    return written(tx.execute(sql::insert_case, {{"id", row.id},
                                                 {"area", row.area},
                                                 {"number", row.number},
                                                 {"item_id", row.item_id},
                                                 {"item_code", row.item_code},
                                                 {"guide_version", row.guide_version},
                                                 {"item_name", row.item_name},
                                                 {"department_id", row.department_id},
                                                 {"department_name", row.department_name},
                                                 {"account_id", row.account_id},
                                                 {"applicant", row.applicant},
                                                 {"answers", row.answers},
                                                 {"instant", row.instant ? 1 : 0},
                                                 {"clock", clock},
                                                 {"due_on", row.due.due_on},
                                                 {"due_kind", to_string(row.due.kind)},
                                                 {"due_not_before", row.due.not_before ? 1 : 0},
                                                 {"soon_on", row.due.soon_on},
                                                 {"now_ms", row.submitted_at_ms}}));
}

Written update_case(db::Transaction& tx, const CaseRow& row) {
    const std::string clock = to_json(row.facts);
    return written(tx.execute(sql::update_case, {{"answers", row.answers},
                                                 {"state", to_string(row.state)},
                                                 {"open", is_ended(row.state) ? 0 : 1},
                                                 {"notices", row.notices},
                                                 {"deemed", row.deemed ? 1 : 0},
                                                 {"clock", clock},
                                                 {"due_on", row.due.due_on},
                                                 {"due_kind", to_string(row.due.kind)},
                                                 {"due_not_before", row.due.not_before ? 1 : 0},
                                                 {"soon_on", row.due.soon_on},
                                                 {"now_ms", row.changed_at_ms},
                                                 {"id", row.id},
                                                 {"area", row.area},
                                                 {"version", row.version}}));
}

Written update_due(db::Transaction& tx, const CaseRow& row) {
    return written(tx.execute(sql::update_case_due, {{"due_on", row.due.due_on},
                                                     {"due_kind", to_string(row.due.kind)},
                                                     {"due_not_before", row.due.not_before ? 1 : 0},
                                                     {"soon_on", row.due.soon_on},
                                                     {"id", row.id},
                                                     {"area", row.area},
                                                     {"version", row.version}}));
}

void insert_event(db::Transaction& tx, const CaseRow& row, const EventRow& event) {
    tx.execute(sql::insert_event, {{"case_id", row.id},
                                   {"seq", event.seq},
                                   {"area", row.area},
                                   {"at_ms", event.at_ms},
                                   {"actor", event.actor},
                                   {"party", to_string(event.party)},
                                   {"action", to_string(event.action)},
                                   {"from_state", to_string(event.from)},
                                   {"to_state", to_string(event.to)},
                                   {"body", event.body}});
}

std::vector<EventRow> events_of(db::Reader& reader, const CaseRow& row) {
    return reader.list(sql::events_of_case, {{"case_id", row.id}, {"area", row.area}}, [](const db::Row& found) {
        EventRow event;
        event.seq = found.integer(0);
        event.at_ms = found.integer(1);
        event.party = party_of(found.view(2));
        event.action = action_of(found.view(3));
        event.from = state_of(found.view(4));
        event.to = state_of(found.view(5));
        event.body = found.maybe_text(6);
        return event;
    });
}

bool names_blob(db::Reader& reader, const std::string& name) {
    return reader.number(sql::materials_of_blob, {{"name", name}}) ||
           reader.number(sql::documents_of_blob, {{"name", name}});
}

DraftRow draft_row(const db::Row& row) {
    DraftRow found;
    found.id = row.text(0);
    found.area = row.text(1);
    found.account_id = row.text(2);
    found.item_id = row.text(3);
    found.guide_version = static_cast<int>(row.integer(4));
    found.item_name = row.text(5);
    found.step = row.text(6);
    found.answers = row.text(7);
    found.updated_at_ms = row.integer(8);
    found.applicant = row.maybe_text(9);
    return found;
}

std::optional<DraftRow> find_draft(db::Reader& reader, const std::string& id, const std::string& account_id) {
    return reader.one(sql::find_draft, {{"id", id}, {"account_id", account_id}}, draft_row);
}

Written update_draft(db::Transaction& tx, const DraftRow& row) {
    return written(tx.execute(sql::update_draft, {{"guide_version", row.guide_version},
                                                  {"item_name", row.item_name},
                                                  {"step", row.step},
                                                  {"answers", row.answers},
                                                  {"applicant", row.applicant},
                                                  {"updated_at_ms", row.updated_at_ms},
                                                  {"id", row.id},
                                                  {"area", row.area},
                                                  {"account_id", row.account_id}}));
}

void insert_draft(db::Transaction& tx, const DraftRow& row) {
    tx.execute(sql::insert_draft, {{"id", row.id},
                                   {"area", row.area},
                                   {"account_id", row.account_id},
                                   {"item_id", row.item_id},
                                   {"guide_version", row.guide_version},
                                   {"item_name", row.item_name},
                                   {"step", row.step},
                                   {"answers", row.answers},
                                   {"updated_at_ms", row.updated_at_ms},
                                   {"applicant", row.applicant}});
}

CaseLine case_line(const db::Row& row) {
    CaseLine line;
    line.id = row.text(0);
    line.number = row.text(1);
    line.item_id = row.text(2);
    line.item_name = row.text(3);
    line.department_name = row.text(4);
    line.applicant_masked = row.text(5);
    line.state = state_of(row.view(6));
    line.submitted_at = UtcTime{row.integer(7)};
    line.due_kind = due_kind_of(row.view(8));
    if (row.view(9) != kNoDueOn) line.due_on = LocalDay::parse(row.view(9));
    line.due_open_ended = row.integer(10) == 1;
    line.soon_on = LocalDay::parse(row.view(11));
    return line;
}

}  // namespace yw::cases

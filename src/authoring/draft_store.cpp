#include "authoring/draft_store.hpp"

#include "authoring/sql.hpp"
#include "catalogue/guide_json.hpp"

namespace yw::authoring {
namespace {

Written written(std::int64_t rows) {
    return rows == 1 ? Written::kYes : Written::kNo;
}

}  // namespace

std::optional<Draft> find_draft(db::Reader& reader, const std::string& id) {
    return reader.one(sql::find_draft, {{"id", id}}, [](const db::Row& row) {
        Draft draft;
        draft.id = row.text(0);
        draft.item_id = row.text(1);
        draft.department_id = row.text(2);
        draft.region = RegionCode::parse(row.view(3)).value();
        draft.source_id = row.text(4);
        draft.name = row.text(5);
        draft.state = state_of(row.view(6)).value();
        draft.guide = catalogue::guide_of_json(row.view(7)).value();
        draft.base_version = static_cast<int>(row.integer(8));
        draft.published_version = static_cast<int>(row.integer(9));
        draft.publish_on = row.text(10);
        draft.round = static_cast<int>(row.integer(11));
        draft.changed_by = row.text(12);
        draft.created_at = {row.integer(13)};
        draft.changed_at = {row.integer(14)};
        draft.version = row.integer(15);
        return draft;
    });
}

std::optional<OpenDraft> find_open_draft(db::Reader& reader, RegionCode region, const std::string& source_id) {
    const std::string region_code = region.str();
    return reader.one(sql::find_open_draft, {{"region_code", region_code}, {"source_id", source_id}},
                      [](const db::Row& row) {
                          return OpenDraft{row.text(0), row.text(1)};
                      });
}

void insert_draft(db::Transaction& tx, const Draft& draft) {
    const std::string region_code = draft.region.str();
    const std::string content = catalogue::canonical_json(draft.guide);
    tx.execute(sql::insert_draft, {{"id", draft.id},
                                   {"item_id", draft.item_id},
                                   {"department_id", draft.department_id},
                                   {"region_code", region_code},
                                   {"source_id", draft.source_id},
                                   {"name", draft.name},
                                   {"content", content},
                                   {"base_version", draft.base_version},
                                   {"changed_by", draft.changed_by},
                                   {"now_ms", draft.created_at.ms}});
}

Written save_content(db::Transaction& tx, const Draft& draft, UtcTime now) {
    const std::string content = catalogue::canonical_json(draft.guide);
    return written(tx.execute(sql::save_draft, {{"content", content},
                                                {"name", draft.name},
                                                {"changed_by", draft.changed_by},
                                                {"now_ms", now.ms},
                                                {"id", draft.id},
                                                {"version", draft.version}}));
}

Written move(db::Transaction& tx, const Draft& draft, UtcTime now) {
    return written(tx.execute(sql::move_draft, {{"state", to_string(draft.state)},
                                                {"publish_on", draft.publish_on},
                                                {"round", draft.round},
                                                {"base_version", draft.base_version},
                                                {"item_id", draft.item_id},
                                                {"published_version", draft.published_version},
                                                {"changed_by", draft.changed_by},
                                                {"now_ms", now.ms},
                                                {"id", draft.id},
                                                {"version", draft.version}}));
}

bool has_hand(db::Reader& reader, const std::string& draft_id, const std::string& account_id) {
    return reader.number(sql::find_hand, {{"draft_id", draft_id}, {"account_id", account_id}}).value_or(0) > 0;
}

void add_hand(db::Transaction& tx, const std::string& draft_id, const std::string& account_id) {
    tx.execute(sql::insert_hand, {{"draft_id", draft_id}, {"account_id", account_id}});
}

std::vector<Remark> remarks_of(db::Reader& reader, const std::string& draft_id, int round) {
    return reader.list(sql::remarks_of_round, {{"draft_id", draft_id}, {"round", round}}, [](const db::Row& row) {
        return Remark{row.text(0), row.text(1), row.text(2), {row.integer(3)}};
    });
}

void add_remark(
    db::Transaction& tx, const std::string& draft_id, int round, std::size_t position, const Remark& remark) {
    tx.execute(sql::insert_remark, {{"draft_id", draft_id},
                                    {"round", round},
                                    {"position", position},
                                    {"element", remark.element},
                                    {"remark", remark.text},
                                    {"who", remark.who},
                                    {"at_ms", remark.at.ms}});
}

std::vector<Event> events_of(db::Reader& reader, const std::string& draft_id) {
    return reader.list(sql::events_of_draft, {{"draft_id", draft_id}}, [](const db::Row& row) {
        return Event{action_of(row.view(0)).value(), row.text(1), row.text(2), {row.integer(3)}};
    });
}

void add_event(db::Transaction& tx, const std::string& draft_id, const NewEvent& event, UtcTime now) {
    tx.execute(sql::insert_event, {{"draft_id", draft_id},
                                   {"draft_version", event.draft_version},
                                   {"action", to_string(event.action)},
                                   {"account_id", event.account_id},
                                   {"who", event.who},
                                   {"note", event.note},
                                   {"at_ms", now.ms}});
}

}  // namespace yw::authoring

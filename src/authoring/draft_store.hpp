// Drafts as rows: the only code that touches authoring_*. Inside the module.
#pragma once

#include "authoring/authoring.hpp"

namespace yw::authoring {

std::optional<Draft> find_draft(db::Reader& reader, const std::string& id);
struct OpenDraft {
    std::string id;
    std::string department_id;
};
std::optional<OpenDraft> find_open_draft(db::Reader& reader, RegionCode region, const std::string& source_id);
void insert_draft(db::Transaction& tx, const Draft& draft);
/// Content and name. False: the row is of another version than draft.version.
enum class Written { kYes, kNo };
Written save_content(db::Transaction& tx, const Draft& draft, UtcTime now);
/// State, round, day and versions.
Written move(db::Transaction& tx, const Draft& draft, UtcTime now);

bool has_hand(db::Reader& reader, const std::string& draft_id, const std::string& account_id);
void add_hand(db::Transaction& tx, const std::string& draft_id, const std::string& account_id);
std::vector<Remark> remarks_of(db::Reader& reader, const std::string& draft_id, int round);
void add_remark(db::Transaction& tx, const std::string& draft_id, int round, std::size_t position, const Remark&);
std::vector<Event> events_of(db::Reader& reader, const std::string& draft_id);
struct NewEvent {
    std::int64_t draft_version;
    Action action;
    std::string_view account_id;
    std::string_view who;
    std::string_view note;
};
void add_event(db::Transaction& tx, const std::string& draft_id, const NewEvent& event, UtcTime now);

}  // namespace yw::authoring

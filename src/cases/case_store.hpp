// Rows of the module's tables. The only writer of them. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/cases.hpp"

namespace yw::cases {

/// due_on of a case whose clock does not run: sorts behind every day.
inline constexpr std::string_view kNoDueOn = "9999-12-31";

struct DraftRow {
    std::string id, area, account_id, item_id;
    int guide_version = 0;
    std::string item_name, step;
    std::string answers;  ///< sealed
    std::int64_t updated_at_ms = 0;
    std::optional<std::string> applicant = {};  ///< sealed as the case's; drafts of before 0002 have none
};

/// The running limit as the queue's index keeps it.
struct DueColumns {
    std::string due_on{kNoDueOn};
    DueKind kind = DueKind::kNone;
    bool not_before = false;
    std::string soon_on{kNoDueOn};
};

struct CaseRow {
    std::string id, area, number, item_id, item_code;
    int guide_version = 0;
    std::string item_name, department_id, department_name, account_id;
    std::string applicant, answers;  ///< sealed
    bool instant = false;
    State state = State::kSubmitted;
    int notices = 0;
    bool deemed = false;
    ClockFacts facts;
    DueColumns due;
    std::string warned;
    std::int64_t submitted_at_ms = 0;
    std::int64_t changed_at_ms = 0;
    std::int64_t version = 0;

    Standing standing() const { return {state, instant, stands(facts), facts.extension > 0}; }
};

struct EventRow {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::string actor;
    Party party = Party::kSystem;
    Action action = Action::kSubmit;
    State from = State::kSubmitted;
    State to = State::kSubmitted;
    std::optional<std::string> body;  ///< sealed
};

enum class Written { kYes, kNo };  ///< kNo: the row was not there, or not in that version

CaseRow case_row(const db::Row& row);
std::optional<CaseRow> find_case(db::Reader& reader, const std::string& id);
std::optional<CaseRow> find_case_by_number(db::Reader& reader, const std::string& number);
Written insert_case(db::Transaction& tx, const CaseRow& row);
/// State, answers, clock and due; the version must still be row.version.
Written update_case(db::Transaction& tx, const CaseRow& row);
Written update_due(db::Transaction& tx, const CaseRow& row);
void insert_event(db::Transaction& tx, const CaseRow& row, const EventRow& event);
std::vector<EventRow> events_of(db::Reader& reader, const CaseRow& row);

DraftRow draft_row(const db::Row& row);
std::optional<DraftRow> find_draft(db::Reader& reader, const std::string& id, const std::string& account_id);
Written update_draft(db::Transaction& tx, const DraftRow& row);
void insert_draft(db::Transaction& tx, const DraftRow& row);

/// Columns of cases_of_account, to_do_of_account and queue_of_department; the name still sealed in applicant_masked.
CaseLine case_line(const db::Row& row);

}  // namespace yw::cases

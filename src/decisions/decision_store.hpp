// Rows of the module's tables. The only writer of them. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decisions/decisions.hpp"

namespace yw::decisions {

/// With its lists. Whose state is not kPlanned any more is not changed by the marks below: they give back false.
std::optional<Decision> find_decision(db::Reader& reader, const std::string& id);
void insert_decision(db::Transaction& tx, const Decision& decision, std::string_view entered_by);
enum class Written { kYes, kNo };
Written mark_applied(db::Transaction& tx, const Decision& decision);
Written mark_withdrawn(db::Transaction& tx, const std::string& id);
void mark_obstacle(db::Transaction& tx, const std::string& id, const std::string& obstacle);

/// Latest effect first, behind the given one.
std::vector<Decision> public_decisions(db::Reader& reader, UtcTime before, const std::string& before_id, int limit);
std::vector<Decision> all_decisions(db::Reader& reader, const std::string& before, int limit);
std::vector<std::string> due_decisions(db::Reader& reader, UtcTime now);
std::optional<UtcTime> next_due(db::Reader& reader);

void insert_flag(db::Transaction& tx, const std::string& decision_id, const std::string& item_id, int version);
void insert_guide_change(db::Transaction& tx, const std::string& decision_id, const GuideChange& change);
void insert_touched_case(db::Transaction& tx, const std::string& decision_id, const TouchedCase& touched);

std::optional<Proof> find_proof(db::Reader& reader, const std::string& id);
std::vector<Proof> proofs_of(
    db::Reader& reader, ProofState state, const std::string& after_name, const std::string& after_id, int limit);
void insert_proof(db::Transaction& tx, const Proof& proof, UtcTime now);
Written update_proof(db::Transaction& tx, const Proof& proof, UtcTime now);
Written abolish_proof(db::Transaction& tx, const Decision& decision, UtcTime now);

}  // namespace yw::decisions

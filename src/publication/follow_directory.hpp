// Following the base catalogue of the instance above: entries page by page behind a cursor that lies beside what was
// taken, in one transaction; then the decisions, which act here as they do there, at the same moment and under the same
// document. Whatever breaks off in between, the next round goes on from what is stored.
//
// Nothing is taken off here without a document: an entry that is only marked as cancelled above shows its items as to
// be ended, by whom and until when (catalogue/conformity.hpp). Delegations and abolished proofs need people here (an
// office, a register of its own): they are shown as left to be taken over.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "decisions/decisions.hpp"
#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "publication/channels.hpp"

namespace yw::publication {

struct BaseState {
    std::int64_t tried_at_ms = 0;
    std::int64_t even_at_ms = 0;      ///< last time that nothing above was left to take
    std::int64_t compared_at_ms = 0;  ///< last time that both were compared whole
    std::string failure;              ///< of the last round; empty when it went well
    std::string cursor;               ///< in the changes above
    std::int64_t taken = 0;           ///< entries that were new or another, in all
    std::int64_t behind = 0;          ///< entries above that we have not taken
    std::int64_t refused = 0;         ///< entries above that we cannot read
    bool agrees = false;              ///< equal at the last comparison
    std::string decisions;            ///< stamp of those above when we last took them all
};

/// A decision of the instance above that does not act here by itself.
struct LeftDecision {
    std::string id;
    decisions::DecisionKind kind = decisions::DecisionKind::kDelegate;
    std::string document;
    std::string reason;  ///< error code; empty: its kind needs people
    std::string owner;   ///< department; empty: the operator finds one
    UtcTime due_at;      ///< of its effect
    UtcTime seen_at;
};

/// What it stands on besides what it follows.
struct BaseFollower {
    db::Database& database;
    const Clock& clock;
    const audit::Audit& audit;
    decisions::Decisions& decisions;
};

/// One round; keeps what came of it.
BaseState follow_base(const BaseFollower& follower, const Upstream& upstream);
BaseState base_state(db::Database& database);
/// First due first.
std::vector<LeftDecision> left_decisions(db::Database& database, int most);
/// Somebody has taken it over. Nothing for one that is not left.
void settle_decision(db::Database& database, const audit::Audit& audit, std::string_view actor, const std::string& id);

}  // namespace yw::publication

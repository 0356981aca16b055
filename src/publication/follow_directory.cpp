#include "publication/follow_directory.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "catalogue/directory.hpp"
#include "platform/fetch/fetch.hpp"
#include "platform/http/http.hpp"
#include "publication/directory_page.hpp"
#include "publication/sql.hpp"
#include "publication/upward.hpp"

namespace yw::publication {
namespace {

using decisions::Decision;
using decisions::DecisionKind;
using decisions::DecisionState;

/// Pages in one round: a first reading of a large base catalogue goes on in the next.
constexpr int kPagesAtOnce = 100;
constexpr int kDone = 200;
constexpr int kAhead = 409;  // what the frame makes of kCursorAhead
constexpr std::string_view kActor = "upstream";
/// How long equal catalogues are believed to be equal when nothing was sent.
constexpr std::chrono::hours kLookAgain{1};

Result<fetch::Answer> get(const Upstream& upstream, const std::string& target) {
    fetch::Order order;
    order.url = upstream.url + target;
    return fetch::fetch(order);
}

Result<std::string> body_of(const Upstream& upstream, const std::string& target) {
    YW_TRY(auto answer, get(upstream, target));
    if (answer.status != kDone)
        return fail(kUpstreamRefused, std::to_string(answer.status) + " " + answer.body.substr(0, 300));
    return std::move(answer.body);
}

void put_state(db::Transaction& tx, const BaseState& state) {
    tx.execute(sql::put_base, {{"tried_at_ms", state.tried_at_ms},
                               {"even_at_ms", state.even_at_ms},
                               {"compared_at_ms", state.compared_at_ms},
                               {"failure", state.failure},
                               {"cursor", state.cursor},
                               {"taken", state.taken},
                               {"behind", state.behind},
                               {"refused", state.refused},
                               {"agrees", state.agrees ? 1 : 0},
                               {"decisions", state.decisions}});
}

/// The page and its cursor in one transaction: a break leaves both or none.
Result<void> take_page(const BaseFollower& follower, const BasePage& page, BaseState& state) {
    BaseState after = state;
    const auto kept = follower.database.write("publication.follow_base", [&](db::Transaction& tx) -> Result<void> {
        after = state;  // the transaction may run again
        const int changed = catalogue::follow_directory(tx, page.entries, follower.clock.today(), follower.clock.now());
        after.cursor = page.next;
        after.taken += changed;
        after.behind = page.behind;
        after.refused += static_cast<std::int64_t>(page.refused.size());
        put_state(tx, after);
        if (changed > 0)
            follower.audit.record(tx, {kActor, "publication.base_taken", page.next, std::to_string(changed)});
        for (const auto& refused : page.refused)
            follower.audit.record(tx, {kActor, "publication.base_refused", refused.code, refused.why});
        return {};
    });
    if (kept) state = after;
    return kept;
}

/// The entries behind the cursor. Gives back the last page: it says the stamp of the decisions.
Result<BasePage> take_entries(const BaseFollower& follower, const Upstream& upstream, BaseState& state) {
    BasePage page;
    for (int pages = 0; pages < kPagesAtOnce; ++pages) {
        YW_TRY(const auto answer, get(upstream, "/api/v1/base-changes?cursor=" + http::url_encode(state.cursor)));
        if (answer.status == kAhead && !state.cursor.empty()) {
            // The one above was restored from a copy: everything is read once more.
            state.cursor.clear();
            state.refused = 0;
            continue;
        }
        if (answer.status != kDone)
            return fail(kUpstreamRefused, std::to_string(answer.status) + " " + answer.body.substr(0, 300));
        YW_TRY(page, read_base_page(answer.body));
        if (!page.entries.empty() || !page.refused.empty()) YW_CHECK(take_page(follower, page, state));
        state.behind = page.behind;
        if (page.behind == 0) break;
    }
    return page;
}

/// Both whole, at most once an hour: somebody may have changed ours, or the one above was restored and went on.
Result<void> compare(const BaseFollower& follower, const Upstream& upstream, BaseState& state) {
    const auto now_ms = follower.clock.now().ms;
    const bool lately = now_ms - state.compared_at_ms < std::chrono::milliseconds(kLookAgain).count();
    if (state.behind > 0 || state.refused > 0 || (lately && state.agrees)) return {};
    YW_TRY(const auto body, body_of(upstream, "/api/v1/base-changes?hash=1&cursor=" + http::url_encode(state.cursor)));
    YW_TRY(const auto page, read_base_page(body));
    const auto ours = follower.database.read(
        [](db::Reader& reader) { return catalogue::directory_hash(reader, catalogue::DirectoryPart::kFollowed); });
    state.agrees = page.hash == ours;
    state.compared_at_ms = now_ms;
    if (!state.agrees && page.entries.empty()) state.cursor.clear();  // the next round reads everything
    return {};
}

// ---- decisions ----------------------------------------------------------------------------------------------------

struct Known {
    std::string outcome;
    std::int64_t due_at_ms = 0;
};

std::map<std::string, Known> known_decisions(db::Database& database) {
    return database.read([](db::Reader& reader) {
        std::map<std::string, Known> known;
        reader.each(sql::upper_decisions, {}, [&](const db::Row& row) {
            known[row.text(0)] = {row.text(1), row.integer(2)};
        });
        return known;
    });
}

void keep(const BaseFollower& follower, const Decision& decision, std::string_view outcome, std::string_view reason) {
    std::string owner;
    for (const auto& receiver : decision.receivers) owner += (owner.empty() ? "" : "、") + receiver.department;
    follower.database
        .write("publication.upper_decision",
               [&](db::Transaction& tx) -> Result<void> {
                   tx.execute(sql::put_upper_decision, {{"decision_id", decision.id},
                                                        {"outcome", outcome},
                                                        {"kind", to_string(decision.kind)},
                                                        {"document", document_of(decision)},
                                                        {"reason", reason},
                                                        {"owner", owner},
                                                        {"due_at_ms", decision.effective_at.ms},
                                                        {"seen_at_ms", follower.clock.now().ms}});
                   return {};
               })
        .value();
}

/// What acts here without anybody's choice.
bool acts_by_itself(DecisionKind kind) {
    return kind != DecisionKind::kDelegate && kind != DecisionKind::kAbolishProof;
}

bool touches(const Decision& decision, RegionCode place) {
    const bool holds_here = place.is_within(decision.region) || decision.region.is_within(place);
    if (!holds_here || decision.kind != DecisionKind::kDelegate) return holds_here;
    return std::ranges::any_of(decision.receivers,
                               [&](const auto& receiver) { return receiver.region.is_within(place); });
}

void take_decision(const BaseFollower& follower, const Upstream& upstream, Decision decision) {
    if (!touches(decision, upstream.region)) return keep(follower, decision, "elsewhere", "");
    if (decision.kind == DecisionKind::kDelegate)
        std::erase_if(decision.receivers,
                      [&](const auto& receiver) { return !receiver.region.is_within(upstream.region); });
    if (!acts_by_itself(decision.kind)) return keep(follower, decision, "left", "");
    decision.receivers.clear();
    const auto entered = follower.decisions.enter(kActor, decision);
    keep(follower, decision, entered ? "entered" : "left", entered ? std::string_view() : entered.error().code.name);
}

/// All decisions above, the first effect first. @errors those of the answers
Result<std::vector<DecisionLine>> lines_above(const Upstream& upstream) {
    std::vector<DecisionLine> lines;
    std::string cursor;
    do {
        YW_TRY(const auto body, body_of(upstream, "/api/v1/decisions?limit=100&cursor=" + http::url_encode(cursor)));
        YW_TRY(auto page, read_decision_lines(body));
        if (page.next == cursor && !cursor.empty()) return fail(kUpstreamRefused, "the cursor stands still");
        cursor = page.next;
        std::ranges::move(page.lines, std::back_inserter(lines));
    } while (!cursor.empty());
    std::ranges::sort(lines, [](const DecisionLine& a, const DecisionLine& b) {
        return std::pair(a.effective_at.ms, a.id) < std::pair(b.effective_at.ms, b.id);
    });
    return lines;
}

/// Announced above, taken back there before its effect.
void withdraw_gone(const BaseFollower& follower,
                   const std::map<std::string, Known>& known,
                   const std::vector<DecisionLine>& above) {
    for (const auto& [id, seen] : known) {
        if (seen.outcome != "entered" && seen.outcome != "left") continue;
        if (std::ranges::find(above, id, &DecisionLine::id) != above.end()) continue;
        Decision gone;
        if (const auto ours = follower.decisions.decision(id)) gone = ours.value();
        gone.id = id;
        gone.effective_at.ms = seen.due_at_ms;
        // One that has taken effect here stays: its undoing is another decision.
        const bool undone = seen.outcome == "left" || follower.decisions.withdraw(kActor, id);
        if (undone) keep(follower, gone, "withdrawn", "");
    }
}

Result<void> take_decisions(const BaseFollower& follower,
                            const Upstream& upstream,
                            const std::string& stamp,
                            BaseState& state) {
    if (stamp.empty() || stamp == state.decisions) return {};
    const auto known = known_decisions(follower.database);
    const bool is_first = state.decisions.empty() && known.empty();
    YW_TRY(const auto above, lines_above(upstream));
    for (const DecisionLine& line : above) {
        if (known.count(line.id) != 0) continue;
        YW_TRY(const auto body, body_of(upstream, "/api/v1/decisions/" + line.id + "?limit=1"));
        YW_TRY(Decision decision, read_decision(body));
        if (decision.id != line.id) return fail(kUpstreamRefused, "another decision than asked for");
        // What took effect before we followed is in the base catalogue as it is now; it is not done once more.
        if (is_first && decision.state == DecisionState::kApplied)
            keep(follower, decision, "before", "");
        else
            take_decision(follower, upstream, std::move(decision));
    }
    withdraw_gone(follower, known, above);
    state.decisions = stamp;
    return {};
}

Result<void> follow(const BaseFollower& follower, const Upstream& upstream, BaseState& state) {
    YW_TRY(const auto page, take_entries(follower, upstream, state));
    YW_CHECK(take_decisions(follower, upstream, page.decisions, state));
    YW_CHECK(compare(follower, upstream, state));
    if (state.behind == 0) state.even_at_ms = follower.clock.now().ms;
    return {};
}

}  // namespace

BaseState base_state(db::Database& database) {
    return database.read([](db::Reader& reader) {
        return reader
            .one(sql::find_base, {},
                 [](const db::Row& row) {
                     BaseState state;
                     state.tried_at_ms = row.integer(0);
                     state.even_at_ms = row.integer(1);
                     state.compared_at_ms = row.integer(2);
                     state.failure = row.text(3);
                     state.cursor = row.text(4);
                     state.taken = row.integer(5);
                     state.behind = row.integer(6);
                     state.refused = row.integer(7);
                     state.agrees = row.integer(8) == 1;
                     state.decisions = row.text(9);
                     return state;
                 })
            .value_or(BaseState{});
    });
}

BaseState follow_base(const BaseFollower& follower, const Upstream& upstream) {
    BaseState state = base_state(follower.database);
    state.tried_at_ms = follower.clock.now().ms;
    const auto done = follow(follower, upstream, state);
    state.failure = done ? "" : std::string(done.error().code.name) + " " + done.error().detail;
    follower.database
        .write("publication.base",
               [&](db::Transaction& tx) -> Result<void> {
                   put_state(tx, state);
                   return {};
               })
        .value();
    return state;
}

std::vector<LeftDecision> left_decisions(db::Database& database, int most) {
    return database.read([&](db::Reader& reader) {
        return reader.list(sql::left_decisions, {{"most", most}}, [](const db::Row& row) {
            LeftDecision left;
            left.id = row.text(0);
            left.kind = decisions::kind_of(row.view(1)).value_or(DecisionKind::kDelegate);
            left.document = row.text(2);
            left.reason = row.text(3);
            left.owner = row.text(4);
            left.due_at = UtcTime{row.integer(5)};
            left.seen_at = UtcTime{row.integer(6)};
            return left;
        });
    });
}

void settle_decision(db::Database& database, const audit::Audit& audit, std::string_view actor, const std::string& id) {
    database
        .write("publication.settle",
               [&](db::Transaction& tx) -> Result<void> {
                   if (tx.execute(sql::settle_upper_decision, {{"decision_id", id}}) > 0)
                       audit.record(tx, {actor, "publication.decision_settled", id, ""});
                   return {};
               })
        .value();
}

}  // namespace yw::publication

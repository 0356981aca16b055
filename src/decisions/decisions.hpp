// Decisions (决定): what a document orders about items, applied once, everywhere, at its moment; and the register of
// proofs (证明事项) that such documents retain or abolish.
//
// Owns decisions_decision and its lists, decisions_flag, decisions_guide, decisions_case, decisions_proof. A decision
// is entered with a trial that says what it will touch, applied in one transaction with its audit row when its moment
// has come, and published in the change log. It is never changed afterwards: undoing it is another decision (恢复).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "identity/identity.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::decisions {

inline constexpr ErrorCode kNotFound{"decisions.not_found", Kind::kNotFound};
inline constexpr ErrorCode kInvalid{"decisions.invalid", Kind::kInvalid};    ///< fields say what
inline constexpr ErrorCode kObstacle{"decisions.obstacle", Kind::kInvalid};  ///< fields name what stands in the way
inline constexpr ErrorCode kNotPlanned{"decisions.not_planned", Kind::kConflict};  ///< applied or withdrawn already
inline constexpr ErrorCode kNotYet{"decisions.not_yet", Kind::kConflict};          ///< its moment has not come
inline constexpr ErrorCode kProofNotFound{"decisions.proof_not_found", Kind::kNotFound};
inline constexpr ErrorCode kProofAbolished{"decisions.proof_abolished", Kind::kConflict};
inline constexpr ErrorCode kErrors[] = {kNotFound, kInvalid,       kObstacle,      kNotPlanned,
                                        kNotYet,   kProofNotFound, kProofAbolished};

enum class DecisionKind {
    kCancel,        ///< 取消
    kSuspend,       ///< 暂停
    kRestore,       ///< 恢复: undoes what took items off
    kDelegate,      ///< 下放 to the receivers
    kMerge,         ///< 合并: several codes become one
    kSplit,         ///< 拆分: one code becomes several
    kLawChange,     ///< 法律变更: guides that rest on it must be looked at
    kAbolishProof,  ///< 取消证明事项
};
inline constexpr DecisionKind kKinds[] = {DecisionKind::kCancel,    DecisionKind::kSuspend,     DecisionKind::kRestore,
                                          DecisionKind::kDelegate,  DecisionKind::kMerge,       DecisionKind::kSplit,
                                          DecisionKind::kLawChange, DecisionKind::kAbolishProof};
std::string_view to_string(DecisionKind kind);  ///< cancel | suspend | restore | …
std::optional<DecisionKind> kind_of(std::string_view text);
std::string_view kind_zh(DecisionKind kind);  ///< 取消事项

enum class DecisionState { kPlanned, kApplied, kWithdrawn };
std::string_view to_string(DecisionState state);

/// A place that takes over a delegated item. With address and telephones the guide goes online at once for it;
/// without, the item is listed there until its department has published one.
struct Receiver {
    RegionCode region;
    std::string department;
    std::string credit_code;
    std::string address;
    std::string hours;
    std::string phone;
    std::string complaint_phone;
    friend bool operator==(const Receiver&, const Receiver&) = default;
};

/// What a merge or split makes.
struct Target {
    std::string base_code;
    std::string name;
    friend bool operator==(const Target&, const Target&) = default;
};

/// How far a decision reaches.
struct Reach {
    std::int64_t items = 0;
    std::int64_t guides = 0;
    std::int64_t online = 0;
    std::int64_t places = 0;
    std::int64_t drafts = 0;
    std::int64_t open_cases = 0;
    friend bool operator==(const Reach&, const Reach&) = default;
};

struct Decision {
    std::string id;
    DecisionKind kind = DecisionKind::kCancel;
    std::string document_number;  ///< 国发〔2019〕6号
    std::string issuer;
    std::string title;
    LocalDay decided_on;
    std::string summary;
    RegionCode region;                 ///< it holds here and below
    std::optional<RegionLevel> level;  ///< only items of this level; of a delegation the level that gives away
    UtcTime effective_at;
    std::vector<std::string> base_codes;
    std::vector<Target> targets;
    std::vector<Receiver> receivers;
    std::vector<std::string> laws;
    std::string proof_id;
    // Known once it is entered.
    DecisionState state = DecisionState::kPlanned;
    UtcTime entered_at;
    UtcTime applied_at;
    Reach reach;
    std::string obstacle;  ///< why it could not be applied at its moment
};

/// 文号《标题》, as it is quoted.
std::string document_of(const Decision& decision);

/// What would happen now: nothing is written.
struct Trial {
    Reach reach;
    struct Line {
        catalogue::Item item;
        std::string becomes;  ///< in words
        std::int64_t open_cases = 0;
    };
    std::vector<Line> lines;  ///< the first of them, by base code and place
    std::vector<std::string> warnings;
    std::vector<std::string> obstacles;  ///< with one of these it cannot be applied
};
inline constexpr std::size_t kTrialLines = 100;

struct DecisionPage {
    std::vector<Decision> decisions;  ///< without their lists
    std::string next;
};

struct GuideChange {
    std::string item_id;
    int old_version = 0;
    int new_version = 0;
    std::string materials;  ///< left out, separated by ；
};

/// A guide that somebody must look at because of a decision.
struct Flag {
    std::string decision_id;
    std::string item_id;
    int version = 0;
    int settled_version = 0;  ///< 0: still open
};

struct TouchedCase {
    std::string number;
    std::string item_id;
    std::string item_name;
    std::string state;
    std::string department;
    std::string handed_to;  ///< empty: the same department ends it
};

enum class ProofState { kRetained, kAbolished };
struct Proof {
    std::string id;
    std::string name;
    std::string purpose;
    std::string basis;
    std::string asked_by;
    std::string issued_by;
    std::string replacement;  ///< none | sharing | licence | commitment | inspection | kept
    std::string replacement_note;
    std::string source;                  ///< document that retains or abolishes it
    std::vector<std::string> materials;  ///< names under which guides ask for it
    ProofState state = ProofState::kRetained;
    std::string decision_id;
};
std::string_view replacement_zh(std::string_view replacement);  ///< 数据共享核验, …; empty for an unknown word

struct ProofPage {
    std::vector<Proof> proofs;
    std::string next;
};

struct Dependencies {
    db::Database& database;
    const Clock& clock;
    const crypto::Keys& keys;  ///< seals what the history of a case says
    const audit::Audit& audit;
    const catalogue::Catalogue& catalogue;
    std::function<std::string(RegionCode)> region_name = {};  ///< whole chain; empty: the digits
    std::function<void()> wake_outbox = {};
};

class Decisions {
public:
    virtual ~Decisions() = default;

    /// @errors decisions.invalid with a field for each fault of the form; decisions.proof_not_found
    virtual Result<Trial> trial(const Decision& decision) const = 0;
    /// Enters it; one whose moment has come is applied at once. Gives back its id. The same id again is the same
    /// decision. @param actor  account of the operator
    /// @errors those of trial(), decisions.obstacle
    virtual Result<std::string> enter(std::string_view actor, const Decision& decision) = 0;
    /// Before it has taken effect. @errors decisions.not_found, decisions.not_planned
    virtual Result<void> withdraw(std::string_view actor, const std::string& id) = 0;
    /// Applies what is due, each in a transaction of its own; a timer calls it every second or so. Returns how many.
    /// @cost one indexed statement when nothing is due
    virtual int apply_due() = 0;
    /// The moment of the next one that has none behind it yet; it may be past. @cost one indexed statement
    virtual std::optional<UtcTime> next_due() const = 0;

    virtual Result<Decision> decision(const std::string& id) const = 0;
    /// 64 hexadecimal digits, others as soon as one is entered, withdrawn or applied: whoever follows looks again then.
    virtual std::string stamp() const = 0;
    /// What the public sees: latest effect first, announced ones too.
    virtual DecisionPage change_log(int limit, const std::string& cursor) const = 0;
    /// Everything, latest entry first. @param before  id of the last one shown, or empty
    virtual DecisionPage all(int limit, const std::string& before) const = 0;
    /// Items whose state a decision changed, by id.
    virtual std::vector<catalogue::Item> items(const std::string& id, const std::string& after, int limit) const = 0;
    virtual std::vector<GuideChange> guides(const std::string& id, const std::string& after, int limit) const = 0;
    virtual std::vector<TouchedCase> open_cases(const std::string& id, const std::string& after, int limit) const = 0;

    /// Why an item's guide must be looked at: for its author.
    virtual std::vector<Flag> flags_of_item(const std::string& item_id) const = 0;
    virtual std::vector<Flag> flags(const std::string& id, const std::string& after, int limit) const = 0;
    /// Marks flags whose guide has a newer version since. Returns how many.
    virtual int settle_flags() = 0;

    virtual Result<Proof> proof(const std::string& id) const = 0;
    virtual ProofPage proofs(ProofState state, int limit, const std::string& cursor) const = 0;
    virtual std::int64_t proof_count(ProofState state) const = 0;
    /// Adds a retained proof, or changes the one of this id. @errors decisions.invalid, decisions.proof_abolished
    virtual Result<std::string> put_proof(std::string_view actor, const Proof& proof) = 0;

    /// /changes, /proofs, /api/v1/decisions, /ops/decisions, /ops/proofs. This object outlives the router.
    virtual void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) = 0;
};

/// What is referred to outlives it.
std::unique_ptr<Decisions> open_decisions(Dependencies dependencies);

/// Proofs of a file in the form of demo/proofs.toml; those of a name that is there already are left as they are.
/// @errors decisions.invalid
Result<int> import_proofs(db::Database& database, const Clock& clock, std::string_view toml);

}  // namespace yw::decisions

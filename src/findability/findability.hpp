// Findability (搜索运营): that people find what they ask for. Failed queries that an operator must clear in time, the
// words of search as operators change them, and the check that every listed item is found by its names.
//
// Owns findability_*. Counts are kept without account, address or session; a query's words are kept only when the rules
// (data/findability) say that they name nobody. Words are entries over those that the program carries, versioned and
// taken back one change at a time; every process uses them within a second of the commit.
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
#include "kernel/working_calendar.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"
#include "search/judge.hpp"
#include "search/search.hpp"

namespace yw::findability {

inline constexpr ErrorCode kNotFound{"findability.not_found", Kind::kNotFound};
inline constexpr ErrorCode kCleared{"findability.cleared", Kind::kConflict};     ///< somebody else was quicker
inline constexpr ErrorCode kInvalid{"findability.invalid", Kind::kInvalid};      ///< fields say what
inline constexpr ErrorCode kWouldBeWorse{"findability.worse", Kind::kConflict};  ///< queries got worse, not confirmed
inline constexpr ErrorCode kNothingChanged{"findability.nothing_changed", Kind::kInvalid};
inline constexpr ErrorCode kChangedSince{"findability.changed_since", Kind::kConflict};
inline constexpr ErrorCode kFileUnreadable{"findability.file_unreadable", Kind::kInvalid};
inline constexpr ErrorCode kErrors[] = {kNotFound,       kCleared,      kInvalid,       kWouldBeWorse,
                                        kNothingChanged, kChangedSince, kFileUnreadable};

/// A first page of results that was shown.
struct Asked {
    std::string text;
    RegionCode place;
    bool found = false;   ///< something that really fits
    std::string visitor;  ///< address and browser: hashed at once, never written
};

/// One entry of a list before and after; nothing: it was not there, or is gone.
struct WordChange {
    std::string list;
    std::string said;
    std::optional<std::vector<std::string>> before;
    std::optional<std::vector<std::string>> after;
    friend bool operator==(const WordChange&, const WordChange&) = default;
};

struct Version {
    std::int64_t number = 0;
    UtcTime at;
    std::string actor_name;
    std::string why;
    std::vector<WordChange> changes;
    std::int64_t undoes = 0;
    std::int64_t worse = 0;
};

/// What a change of words does to one query.
struct Compared {
    enum class Verdict { kBetter, kWorse, kDifferent, kSame };
    std::string query;
    bool is_judged = false;
    Verdict verdict = Verdict::kSame;
    std::vector<std::string> before;  ///< names of the first three
    std::vector<std::string> after;
};
struct Trial {
    std::size_t judged = 0;
    std::size_t frequent = 0;
    std::vector<Compared> changed;  ///< worse first, then better, then those that nobody judged
    std::size_t count(Compared::Verdict verdict) const;
};

struct SaveWords {
    std::vector<WordChange> changes;
    std::string why;
    bool worse_confirmed = false;  ///< what the trial showed as worse is wanted all the same
    std::int64_t undoes = 0;
    std::string failed_query;  ///< id of the failed query that this clears; may be empty
};

struct FailedQuery {
    std::string id;
    RegionCode place;
    std::string query;
    bool is_abandoned = false;  ///< results were shown, nobody chose one
    std::int64_t searches = 0;
    UtcTime opened_at;
    LocalDay due_on;
    bool is_open = false;
    std::string how;  ///< it was cleared: words, sentence, noise, department
    std::string note;
};
/// A failed query that waits for a department, or was answered by it.
struct Handed {
    std::string department_id;
    std::string department;
    std::string note;  ///< what the operator asks of it
    UtcTime handed_at;
    std::string answer;
    UtcTime answered_at;  ///< 0: not yet
};
struct FailedPage {
    std::vector<FailedQuery> rows;  ///< first due first
    std::string next;
};

/// An item that is not found as it should be.
struct Miss {
    std::string item_id;
    std::string said;
    bool is_own_name = false;  ///< its full name: must be first; else an everyday name: in the first three
    RegionCode place;
    std::string department_id;
    std::string department;
    std::string name;
    std::string first;  ///< what came first; empty: nothing
    UtcTime opened_at;
    LocalDay due_on;
};
struct MissPage {
    std::vector<Miss> rows;  ///< first due first
    std::string next;
};

struct Numbers {
    std::int64_t open = 0;
    std::int64_t overdue = 0;  ///< of them
};
struct CheckState {
    bool is_done = false;    ///< every item has been looked for with the words in use
    std::int64_t items = 0;  ///< looked for in the running pass
    UtcTime done_at;         ///< 0: never
};

struct Dependencies {
    db::Database& database;
    const Clock& clock;
    const audit::Audit& audit;
    const catalogue::Catalogue& catalogue;
    search::Search& search;
    std::function<WorkingCalendar()> calendar;
    std::function<std::string(RegionCode)> region_name;
    RegionCode judged_place;  ///< in which the judgement list holds: the demonstration's, else the installation's
};

/// Thread-safe.
class Findability {
public:
    virtual ~Findability() = default;

    /// @cost about a microsecond: counted in memory, written later. Bounded, whoever asks whatever.
    virtual void asked(const Asked& asked) noexcept = 0;
    /// A result of this query was chosen.
    virtual void chosen(std::string_view text, RegionCode place) noexcept = 0;

    /// Uses the words as they are now, writes counts, opens what failed, looks for items for about so long. A timer
    /// calls it several times a second; a second caller meanwhile does nothing.
    virtual void work(std::chrono::milliseconds budget) = 0;
    /// Writes what is counted now.
    virtual void write_counts() = 0;
    /// Takes in words that another process changed. Quick when nothing did.
    virtual void follow_words() = 0;

    /// Failed queries that wait: of exactly this place, or of all.
    virtual FailedPage failed(std::optional<RegionCode> place, const std::string& cursor) const = 0;
    virtual Result<FailedQuery> failed_query(const std::string& id) const = 0;
    virtual Numbers failed_numbers(RegionCode within) const = 0;
    /// 不是要办事: nothing to mend. @errors findability.not_found, findability.cleared, findability.invalid
    virtual Result<void> dismiss(const identity::Viewer& viewer, const std::string& id, const std::string& note) = 0;

    /// Asks a department of the query's place to publish or mend what should be found; once more to another.
    /// @errors findability.not_found, findability.cleared, findability.invalid with its fields
    virtual Result<void> hand_over(const identity::Viewer& viewer,
                                   const std::string& id,
                                   const std::string& department_id,
                                   const std::string& note) = 0;
    virtual std::optional<Handed> handed(const std::string& id) const = 0;
    /// Open queries that wait for the viewer's departments, first due first.
    virtual std::vector<FailedQuery> waiting_for(const identity::Viewer& viewer) const = 0;
    /// @param is_done  it is mended, which clears the query; else it is not the department's and goes back
    /// @errors findability.not_found also for another department's, findability.cleared, findability.invalid
    virtual Result<void> answer_handed(const identity::Viewer& viewer,
                                       const std::string& id,
                                       bool is_done,
                                       const std::string& answer) = 0;

    /// @errors findability.invalid, findability.nothing_changed
    virtual Result<Trial> try_words(const std::vector<WordChange>& changes) const = 0;
    /// Gives back the number of the version. @errors the above; findability.worse, findability.changed_since
    virtual Result<std::int64_t> save_words(const identity::Viewer& viewer, const SaveWords& command) = 0;
    virtual std::vector<Version> versions(int limit, std::int64_t before) const = 0;

    /// Items that are missed: of exactly this place, or of all.
    virtual MissPage misses(std::optional<RegionCode> place, const std::string& cursor) const = 0;
    virtual Numbers miss_numbers(RegionCode within) const = 0;
    virtual CheckState check_state() const = 0;

    /// /ops/search and /author/search with what lies below them. This object outlives the router.
    virtual void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) = 0;
};

/// The words and the judgement list as operators left them.
struct WordsInUse {
    std::shared_ptr<const search::Thesaurus> thesaurus;
    std::vector<search::JudgedQuery> judged;
};
WordsInUse words_in_use(db::Database& database);

/// What is referred to outlives what is opened. The words in use are those of the store when it returns.
std::unique_ptr<Findability> open_findability(Dependencies dependencies);

}  // namespace yw::findability

// Inspection of ourselves: every indicator of the circular, over the platform's own data, by place and department, with
// what fails, who mends it, and until when.
//
// Owns inspect_self_*. Each published item is looked at once for each version (linter, page and interface, links,
// search by its own name), and again after a day; what is found is kept with the counts of every place above it, which
// are moved and never counted. A failure opens a follow-up with the item's department and a deadline in working days;
// it closes when the failure is gone.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "identity/identity.hpp"
#include "inspect/indicators/indicators.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "kernel/working_calendar.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"
#include "regions/regions.hpp"

namespace yw::inspect {

inline constexpr ErrorCode kIndicatorNotFound{"inspect.indicator_not_found", Kind::kNotFound};
inline constexpr ErrorCode kNoSuchPlace{"inspect.no_such_place", Kind::kNotFound};
inline constexpr ErrorCode kSubjectNotFound{"inspect.subject_not_found", Kind::kNotFound};
inline constexpr ErrorCode kSelfErrors[] = {kIndicatorNotFound, kNoSuchPlace, kSubjectNotFound};

/// What a visitor without an account gets at an address of this site.
struct Opened {
    int status = 0;
    std::string location;  ///< of a redirection
    std::string body;
};

/// A result of the search.
struct FoundItem {
    std::string id;
    std::string name;
};

/// The last comparison of another channel's list with ours.
struct ChannelRun {
    std::string id;
    std::string channel;
    RegionCode place;
    bool compared = true;  ///< false: the list could not be had
};
/// One difference that it found.
struct ChannelDifference {
    std::string item_id;  ///< empty: they show what we do not have
    std::string name;
    std::string says;  ///< "承诺办结时限：本平台20个工作日，对方15个工作日"
};

/// A query that found nothing fitting and waits for an operator.
struct VainQuery {
    std::string id;
    RegionCode place;
    std::string words;  ///< rules have said that they name nobody
    bool is_abandoned = false;
    LocalDay due_on;
    std::string department_id = {};  ///< to which it was handed over; empty: whoever runs the platform mends it
};

/// What the inspection stands on; outlives it.
struct SelfParts {
    db::Database& database;
    const catalogue::Catalogue& catalogue;
    const Clock& clock;
    std::function<WorkingCalendar()> calendar;
    std::function<regions::Regions()> regions;
    /// As a visitor of that place. Empty: pages cannot be checked, and the report says so.
    std::function<Opened(const std::string& path, RegionCode place)> open_page = {};
    /// The first results for a text in a place. Empty: search cannot be checked.
    std::function<std::vector<FoundItem>(RegionCode place, const std::string& text)> search = {};
    /// Ids of items that the search's own check does not find as it should: looked at again at once. Empty: none.
    std::function<std::vector<std::string>()> missed_items = {};
    /// All that wait. Empty: the platform keeps no failed queries, and nothing is checked.
    std::function<std::vector<VainQuery>()> vain_queries = {};
    /// The last run of each channel, and what a run found. Empty: no channel is compared.
    std::function<std::vector<ChannelRun>()> channel_runs = {};
    std::function<std::vector<ChannelDifference>(const std::string& run_id)> channel_differences = {};
    /// Mobile numbers that stand on pages on purpose, besides the contacts of a guide.
    std::vector<std::string> published_phones = {};
    /// Whether the search knows the catalogue up to this generation: its index follows. Empty: it always does.
    std::function<bool(std::uint64_t generation)> search_knows = {};
};

/// How many were checked, and what came of it.
struct Figure {
    std::int64_t checked = 0;  ///< passed or failed
    std::int64_t failed = 0;
    std::int64_t unchecked = 0;  ///< could not be checked: neither passed nor failed
    friend bool operator==(const Figure&, const Figure&) = default;
};

enum class Standing {
    kMet,
    kMissed,
    kNotChecked,  ///< there was nothing that could be checked
    kNotOffered,  ///< the platform does not have this function yet
};
std::string_view to_string(Standing standing);  ///< met | missed | not_checked | not_offered
std::string_view standing_zh(Standing standing);

struct TrendPoint {
    LocalDay day;
    Figure figure;
};

struct IndicatorReport {
    const Indicator* indicator = nullptr;
    Figure figure;
    Standing standing = Standing::kNotChecked;
    std::int64_t open = 0;          ///< follow-ups
    std::int64_t overdue = 0;       ///< of them
    std::vector<TrendPoint> trend;  ///< oldest first, the last is now
};

struct CompositeReport {
    const CompositeRate* rate = nullptr;
    std::optional<int> permille;  ///< nothing: nothing could be checked
    bool reached = false;         ///< the line
    std::vector<TrendPoint> trend;
};

/// A place below, or a department of the place.
struct PartReport {
    std::string id;  ///< twelve digits, or the department's id
    std::string name;
    std::int64_t items = 0;       ///< published
    std::int64_t guides = 0;      ///< of them with a guide
    std::int64_t good = 0;        ///< of the items: standard, practical, accurate
    std::int64_t open = 0;        ///< follow-ups
    std::int64_t overdue = 0;     ///< of them
    std::optional<int> permille;  ///< good of items
};

struct SelfReport {
    RegionCode place;
    std::string place_name;
    std::string department_id;  ///< empty: the place with all below it
    std::string department_name;
    LocalDay today;
    UtcTime caught_up_at;  ///< when the last round had looked at everything
    bool is_catching_up = false;
    std::vector<CompositeReport> composites;
    std::vector<IndicatorReport> indicators;
    std::vector<PartReport> places;       ///< right below, with something published
    std::vector<PartReport> departments;  ///< of exactly this place
    std::int64_t open = 0;
    std::int64_t overdue = 0;

    const IndicatorReport* find(std::string_view id) const;
};

/// One thing to mend.
struct FollowUp {
    std::string id;
    std::string indicator;
    std::string subject_id;
    std::string name;
    std::string url;
    std::string region_code;
    std::string department_id;
    LocalDay opened_on;
    LocalDay due_on;
};
struct FollowUpPage {
    std::vector<FollowUp> rows;  ///< first due first
    std::string next;            ///< cursor, empty at the end
};

/// What one indicator is at a place below, or a department of the place.
struct IndicatorPart {
    std::string id;
    std::string name;
    Figure figure;
};

/// What is wrong with one subject.
struct SelfFinding {
    std::string indicator;
    std::string rule;
    std::string element;
    std::string words;
    std::string why;
    std::string better;
    friend bool operator==(const SelfFinding&, const SelfFinding&) = default;
};

/// Thread-safe.
class SelfInspection {
public:
    virtual ~SelfInspection() = default;

    /// Looks at what has changed, and again at what was looked at a day ago, for about so long. True when everything
    /// has been looked at. A timer calls it; a second caller meanwhile does nothing.
    virtual bool follow(std::chrono::milliseconds budget) = 0;

    /// So many cases were filed for these items: counted in the transaction that says so.
    virtual void cases_filed(db::Transaction& tx, const std::map<std::string, std::int64_t>& by_item) = 0;

    /// @errors inspect.no_such_place; catalogue.department_not_found
    /// @cost   some index ranges of the place; nothing is counted
    virtual Result<SelfReport> report(RegionCode place, const std::string& department_id = {}) const = 0;

    /// Open follow-ups of exactly this place: of one indicator, or of all when it is empty.
    virtual FollowUpPage follow_ups(RegionCode place, std::string_view indicator, const std::string& cursor) const = 0;
    virtual FollowUpPage overdue(RegionCode place, const std::string& cursor) const = 0;
    /// Of these departments together.
    virtual FollowUpPage follow_ups_of(const std::vector<std::string>& department_ids,
                                       std::string_view indicator,
                                       const std::string& cursor) const = 0;
    virtual std::vector<SelfFinding> findings(const std::string& subject_id) const = 0;

    /// /inspection and what lies below it, /fragments/inspection, /ops/inspection, /inspect/self, /desk/inspection, and
    /// the same as JSON at /api/v1/inspection. This object outlives the router.
    /// @param place_of  the place that this visitor has chosen
    virtual void add_routes(http::Router& router,
                            const identity::Gate& gate,
                            const Frame& frame,
                            std::function<RegionCode(const http::Request&)> place_of) = 0;
};
std::unique_ptr<SelfInspection> open_self_inspection(SelfParts parts);

std::string report_json(const SelfReport& report);
std::string report_text(const SelfReport& report);  ///< for a terminal

}  // namespace yw::inspect

// Campaigns: inspections of many platforms by people and machines, from the frame and the sample to the report, with
// objections of the inspected line by line (国办函〔2017〕115号 looked at 201 platforms and 865 items).
//
// Owns the tables campaign_*. Inspectors (Role::kInspector) do everything here; the inspected sees its own results
// through a link that only it was given, and answers there. A result never changes without a row that says why.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/identity.hpp"
#include "inspect/campaign/frame_text.hpp"
#include "inspect/campaign/machine_report.hpp"
#include "inspect/campaign/tally.hpp"
#include "kernel/result.hpp"
#include "platform/audit/audit.hpp"
#include "platform/blob/blob.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::campaign {

inline constexpr ErrorCode kNotFound{"campaign.not_found", Kind::kNotFound};
inline constexpr ErrorCode kInput{"campaign.input", Kind::kInvalid};          ///< fields say what
inline constexpr ErrorCode kNotDraft{"campaign.not_draft", Kind::kConflict};  ///< the sample has been drawn
inline constexpr ErrorCode kNotRunning{"campaign.not_running", Kind::kConflict};
inline constexpr ErrorCode kEmptyFrame{"campaign.empty_frame", Kind::kConflict};
inline constexpr ErrorCode kOtherPlatform{"campaign.other_platform",
                                          Kind::kInvalid};  ///< the report is of another site
inline constexpr ErrorCode kAnswered{"campaign.answered", Kind::kConflict};
inline constexpr ErrorCode kObjected{"campaign.objected", Kind::kConflict};  ///< one objection at a time
inline constexpr ErrorCode kItemsDrawn{"campaign.items_drawn", Kind::kConflict};
inline constexpr ErrorCode kNoItems{"campaign.no_items", Kind::kConflict};
inline constexpr ErrorCode kLinkEnded{"campaign.link_ended", Kind::kNotFound};

struct NewRound {
    std::string name;
    std::string purpose;
    std::string seed;  ///< empty: one is made
    std::int64_t province = 30;
    std::int64_t city = 42;
    std::int64_t county = 129;
    std::int64_t items = 865;      ///< over all sampled platforms; 0: every item that is looked at counts
    std::string named_items = {};  ///< high-frequency items, a name a line
};

struct Round {
    std::string id, name, purpose, edition, seed;
    std::string state;  ///< draft | running | closed
    std::int64_t created_at_ms = 0;
    std::int64_t item_quota = 0;
    bool items_drawn = false;
};

/// How far the sample of items is.
struct ItemCounts {
    std::int64_t frame = 0;              ///< items of the sampled platforms that are known
    std::int64_t sampled = 0;            ///< of them
    std::int64_t platforms_without = 0;  ///< sampled platforms of which no item is known
    std::vector<std::string> named;      ///< names of high-frequency items
};

struct ItemLine {
    std::string id, platform_id, stratum, platform_name, platform_address, name, address;
    bool named = false;
    bool sampled = false;
    bool inspected = false;
};

struct Stratum {
    std::string stratum;
    std::int64_t quota = 0;
    std::int64_t frame = 0;
};

struct PlatformLine {
    std::string id, stratum, name, address;
    bool named = false;
    std::int64_t visits = 0;
    std::int64_t open_objections = 0;
};

struct FindingLine {
    std::string what, words, address, evidence;
};

struct ObjectionLine {
    std::string id, words, by_name;
    std::int64_t at_ms = 0;
    std::string outcome;  ///< open | upheld | refused
    std::string answer;
    std::int64_t answered_at_ms = 0;
};

struct ObservationLine {
    std::string id, indicator, item;
    State state = State::kCouldNotCheck;
    std::string note;
    std::int64_t at_ms = 0;
    std::vector<FindingLine> findings;
    std::vector<ObjectionLine> objections;
};

struct ChangeLine {
    std::string indicator, item;
    State from = State::kCouldNotCheck;
    State to = State::kCouldNotCheck;
    std::string reason;
    std::int64_t at_ms = 0;
};

struct PlatformView {
    PlatformLine platform;
    bool sampled = false;
    std::string round_id, round_name, round_state;
    std::int64_t link_until_ms = 0;
    std::vector<ItemLine> items;  ///< in the sample
    std::vector<ObservationLine> observations;
    std::vector<ChangeLine> changes;
};

struct ManualObservation {
    std::string platform_id;
    std::string indicator;
    std::string item;  ///< empty for indicators of the platform
    std::string state;
    std::string note;
    std::string address;  ///< of the page, for a failure
};

struct Problem {
    std::string platform_id, indicator, item, what, words, address;
};

struct Report {
    Round round;
    std::vector<SampledPlatform> sample;
    Tally tally;  ///< points into `sample`: kept together
    std::vector<Problem> problems;
    bool more_problems = false;
};

class Campaigns {
public:
    virtual ~Campaigns() = default;

    /// @errors campaign.input
    virtual Result<std::string> create(const identity::Viewer& viewer, const NewRound& round) = 0;
    /// Newest first. @param before  id of the last one shown, or empty
    virtual std::vector<Round> rounds(int limit, const std::string& before) const = 0;
    virtual Result<Round> round(const std::string& id) const = 0;
    virtual std::vector<Stratum> strata(const std::string& round_id) const = 0;
    /// Adds platforms to the frame of a draft; those already in it are left as they are. How many were new.
    /// @errors campaign.input with the lines, campaign.not_draft
    virtual Result<int> add_frame(const identity::Viewer& viewer,
                                  const std::string& round_id,
                                  std::string_view text) = 0;
    /// Draws the sample from seed and frame, once. How many. @errors campaign.not_draft, campaign.empty_frame
    virtual Result<int> draw(const identity::Viewer& viewer, const std::string& round_id) = 0;
    /// Adds items to the frame of sampled platforms; those already in it are left as they are. How many were new.
    /// @errors campaign.input with the lines, campaign.not_running, campaign.items_drawn
    virtual Result<int> add_items(const identity::Viewer& viewer,
                                  const std::string& round_id,
                                  std::string_view text) = 0;
    /// Draws the items from seed and frame, once: the quota over the platforms in proportion to what each has, with
    /// one of each name of a high-frequency item wherever a platform has it. How many.
    /// @errors campaign.not_running, campaign.items_drawn, campaign.no_items
    virtual Result<int> draw_items(const identity::Viewer& viewer, const std::string& round_id) = 0;
    virtual ItemCounts item_counts(const std::string& round_id) const = 0;
    virtual std::vector<ItemLine> sampled_items(const std::string& round_id,
                                                int limit,
                                                const std::string& after) const = 0;
    /// The frames with the number that each unit drew, as CSV: whoever sorts by it draws the same sample.
    /// @errors campaign.not_found
    virtual Result<std::string> platforms_csv(const std::string& round_id) const = 0;
    virtual Result<std::string> items_csv(const std::string& round_id) const = 0;
    /// @errors campaign.not_running
    virtual Result<void> close(const identity::Viewer& viewer, const std::string& round_id) = 0;
    virtual std::vector<PlatformLine> platforms(const std::string& round_id,
                                                int limit,
                                                const std::string& after) const = 0;
    virtual Result<PlatformView> platform(const std::string& id) const = 0;

    /// @errors campaign.input, campaign.not_running
    virtual Result<void> observe(const identity::Viewer& viewer, const ManualObservation& observation) = 0;
    /// The JSON of `yiwang inspect site`; how many results it holds.
    /// @errors campaign.report_unreadable, campaign.other_platform, campaign.not_running
    virtual Result<int> take_report(const identity::Viewer& viewer,
                                    const std::string& platform_id,
                                    std::string_view json) = 0;
    /// A new link for the inspected, shown once; an earlier one ends. @errors campaign.not_running
    virtual Result<std::string> make_link(const identity::Viewer& viewer, const std::string& platform_id) = 0;

    /// @errors campaign.link_ended
    virtual Result<std::string> platform_of_link(const std::string& token) const = 0;
    /// @errors campaign.link_ended, campaign.input, campaign.objected, campaign.not_running
    virtual Result<void> object(const std::string& token,
                                const std::string& observation_id,
                                const std::string& by_name,
                                const std::string& words) = 0;
    /// Upheld: the failure is taken back; the result becomes `passed` or `could_not_check`.
    /// @errors campaign.not_found, campaign.answered, campaign.input
    virtual Result<std::string> answer(const identity::Viewer& viewer,
                                       const std::string& objection_id,
                                       std::string_view outcome,
                                       std::string_view new_state,
                                       const std::string& answer) = 0;

    virtual Result<std::unique_ptr<Report>> report(const std::string& round_id) const = 0;

    /// /inspect/… and /inspected/{link}. This object outlives the router.
    virtual void add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) = 0;
};

std::string report_json(const Report& report);

/// Whether a visit holds this file (platform/blob/collector.hpp).
bool names_blob(db::Reader& reader, const std::string& name);

/// The arguments outlive what is opened.
std::unique_ptr<Campaigns> open_campaigns(db::Database& database,
                                          const Clock& clock,
                                          const audit::Audit& audit,
                                          blob::Blobs& blobs);

}  // namespace yw::campaign

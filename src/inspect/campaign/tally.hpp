// From observations to the report of a campaign, as the circular of 2017 reports: pure, so that the circular's own
// counts can be put in and its own percentages must come out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inspect/indicators/indicators.hpp"
#include "inspect/sampling/shares.hpp"

namespace yw::campaign {

enum class State { kPassed, kFailed, kCouldNotCheck };
std::string_view to_string(State state);  ///< passed | failed | could_not_check
std::optional<State> state_of(std::string_view text);

inline constexpr std::string_view kStrata[] = {"province", "city", "county"};
/// 省级, 市级, 县级.
std::string_view stratum_zh(std::string_view stratum);

/// What an inspection from outside looks at: not our own base catalogue.
bool of_circular(const inspect::Indicator& indicator);

struct SampledPlatform {
    std::string id;
    std::string stratum;
    std::string name;
    std::string address;
    bool named = false;  ///< chosen, not drawn: says nothing about the others
};

/// Platform and item of a sample of items -> whether it was chosen for its name.
using ItemSample = std::map<std::pair<std::string, std::string>, bool>;

/// One result; `item` is empty for what concerns the platform itself.
struct Seen {
    std::string platform_id;
    std::string indicator;
    std::string item;
    State state = State::kCouldNotCheck;
};

struct LevelReport {
    std::string stratum;
    std::int64_t frame = 0;  ///< platforms of this level in all
    std::int64_t sampled = 0;
    std::int64_t inspected = 0;  ///< with at least one result that could be checked
    std::int64_t items_sampled = 0;
    std::int64_t items = 0;  ///< with at least one result that could be checked
};

struct IndicatorReport {
    const inspect::Indicator* indicator = nullptr;
    inspect::Share failed;       ///< platforms or items with the defect, of those that could be checked
    inspect::Share drawn;        ///< of them, those that chance chose
    inspect::Interval interval;  ///< of `drawn`: items by platform as clusters
    std::int64_t could_not = 0;
    std::map<std::string, inspect::Share> by_stratum;
};

struct PlatformReport {
    const SampledPlatform* platform = nullptr;
    inspect::Share functions;  ///< checks of the platform passed
    inspect::Share items;      ///< items without any defect
    int failed = 0;            ///< all results that are failed
};

struct Tally {
    std::vector<LevelReport> levels;
    std::vector<IndicatorReport> indicators;
    inspect::Share functions;  ///< 平台功能可用率: checks passed, of the checks that could be made
    inspect::Share items;  ///< 服务事项标准、实用、准确率: items without any defect, of the items checked
    std::vector<PlatformReport> platforms;  ///< best first
    std::int64_t items_outside = 0;         ///< results about items that were not drawn: counted nowhere
};

/// What was to be looked at.
struct Sampled {
    const std::vector<SampledPlatform>& platforms;
    const std::map<std::string, std::int64_t>& frame;  ///< how many platforms of each level there are
    const std::optional<ItemSample>& items;            ///< nothing: items were not drawn, each one seen counts
};

Tally tally(const Sampled& sampled, const std::vector<Seen>& seen, const inspect::IndicatorSet& indicators);

/// The line that a composite rate should reach, in percent.
int line_percent(const inspect::IndicatorSet& indicators, std::string_view group);

}  // namespace yw::campaign

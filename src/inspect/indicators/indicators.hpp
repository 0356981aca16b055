// What an inspection looks at: the indicators of the circular 国办函〔2017〕115号 with its own shares beside them, and
// ours with thresholds and days to mend. Versioned data (data/inspection/indicators.toml), read once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yw::inspect {

struct Indicator {
    std::string id;     ///< "A3", "D1"
    std::string group;  ///< platform | items | directory
    std::string name;
    std::string failing;                   ///< what a failure is, in words
    std::string counts;                    ///< what one unit is: column, item, guide, entrance, question, page
    std::string how;                       ///< how this platform checks itself
    std::string defect;                    ///< the linter's class of defects, "D1" to "D6"; may be empty
    std::string rate;                      ///< what the share of passes is called, where it has a name of its own
    std::vector<std::string> rules;        ///< rules of the linter that count here; may be empty
    std::optional<int> circular_permille;  ///< share of failures that the circular found
    std::string circular_of;               ///< of what
    int most_permille = 0;                 ///< failures up to this share: met
    int mend_days = 0;                     ///< working days from the day it is found
};

/// A rate over a group of indicators, with the line that it should reach.
struct CompositeRate {
    std::string id;  ///< functions | items
    std::string group;
    std::string name;
    std::string how;
    int line_permille = 0;
};

struct IndicatorSet {
    std::string version;
    std::string effective_on;
    std::string source;
    std::vector<CompositeRate> composites;
    std::vector<Indicator> indicators;  ///< in the order in which they are shown

    const Indicator* find(std::string_view id) const;
};

/// @throws std::logic_error when the text lacks an element: it is part of the program
IndicatorSet read_indicators(std::string_view toml);
const IndicatorSet& indicators();

std::string_view group_name(std::string_view group);  ///< 平台功能, 服务事项, 基本目录
/// The word for what is counted, with its measure word: 项事项, 份办事指南.
std::string_view unit_name(std::string_view counts);

}  // namespace yw::inspect

// The JSON of `yiwang inspect site` as observations of a campaign. From outside: anybody may have written the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inspect/campaign/tally.hpp"
#include "kernel/result.hpp"

namespace yw::campaign {

inline constexpr ErrorCode kReportUnreadable{"campaign.report_unreadable", Kind::kInvalid};

struct MachineFinding {
    std::string what;
    std::string words;
    std::string address;
    std::string evidence;  ///< SHA-256 of the page
};

struct MachineObservation {
    std::string indicator;
    std::string item;
    std::string address;  ///< of the item's guide
    State state = State::kCouldNotCheck;
    std::string note;
    std::vector<MachineFinding> findings;
};

/// An item that the platform names somewhere, looked at or not.
struct MachineItem {
    std::string name;
    std::string address;
};

struct MachineReport {
    std::string address;
    std::string seed;
    std::vector<MachineItem> items;
    std::vector<MachineObservation> observations;
};

/// @errors campaign.report_unreadable with what is wrong
Result<MachineReport> read_machine_report(std::string_view json);

}  // namespace yw::campaign

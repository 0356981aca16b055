// Items of a platform as a campaign knows them: what a visit brings into the frame, and by which name a result is kept.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "inspect/campaign/machine_report.hpp"
#include "platform/db/db.hpp"

namespace yw::campaign {

/// Names in the frame by the address of the guide: a list may call an item by a shorter name than its guide does.
class ItemNames {
public:
    void add(std::string address, std::string name);
    const std::string& of(const MachineObservation& observation) const;

private:
    std::map<std::string, std::string> names_;
};

/// Adds what a machine saw named on the platform to the frame while items are not drawn yet; the frame's names.
ItemNames take_items(db::Transaction& tx,
                     const std::string& round_id,
                     const std::string& platform_id,
                     const std::vector<MachineItem>& items);

}  // namespace yw::campaign

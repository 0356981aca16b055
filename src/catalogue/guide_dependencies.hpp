// What published guides rest on and ask for: laws and materials by the very names that guides write.
#pragma once

#include <string>
#include <vector>

#include "platform/db/db.hpp"

namespace yw::catalogue {

/// Every name of a law that any version of a guide writes. @cost reads an index over all bases
std::vector<std::string> laws_in_guides(db::Reader& reader);
std::vector<std::string> materials_in_guides(db::Reader& reader);
/// Ids of active items whose published guide names this law, or asks for this material, in exactly these words.
std::vector<std::string> items_resting_on(db::Reader& reader, const std::string& law);
std::vector<std::string> items_asking_for(db::Reader& reader, const std::string& material);

}  // namespace yw::catalogue

// What published guides rest on and ask for: laws and materials by the very names that guides write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"

namespace yw::catalogue {

/// One name of a law however it is written: without 《》, the country's name, what stands in brackets, and blanks.
/// 《中华人民共和国居民身份证法》（2011年修正） is 居民身份证法. Pure.
std::string law_key(std::string_view law);
/// One name of a material, or an item, however it is written: without blanks, brackets in one spelling. Pure.
std::string material_key(std::string_view name);

/// Every name of a law that any version of a guide writes. @cost reads an index over all bases
std::vector<std::string> laws_in_guides(db::Reader& reader);
std::vector<std::string> materials_in_guides(db::Reader& reader);
/// Ids of active items whose published guide names this law, or asks for this material, in exactly these words.
std::vector<std::string> items_resting_on(db::Reader& reader, const std::string& law);
std::vector<std::string> items_asking_for(db::Reader& reader, const std::string& material);

}  // namespace yw::catalogue

// Lists of items page by page: short index ranges, one for each place and listing rank until the page is full.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"

namespace yw::catalogue {

ItemPage list_items(db::Reader& reader, const ItemFilter& filter, int limit, const std::string& cursor);
ItemPage list_all_items(db::Reader& reader, int limit, const std::string& cursor);
ItemPage list_changed_items(db::Reader& reader, std::uint64_t generation, int limit, const std::string& cursor);

}  // namespace yw::catalogue

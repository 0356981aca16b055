// An item in a list: what it is called, who does it, how long, how often one must go, and the action itself.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"
#include "portal/site.hpp"

namespace yw::portal {

std::string visits_text(int visits);  ///< 不用跑, 跑1次; empty when unknown

/// One row ITEMS of portal/items.html.
void add_item_card(const Site& site, html::View& view, const catalogue::Item& item);
/// The same of something found, with the words that answer marked. @param query  for which; its links count the choice
void add_found_card(const Site& site, html::View& view, const search::Found& found, std::string_view query);

}  // namespace yw::portal

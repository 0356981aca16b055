// The columns by which services are sorted: themes, departments, life events. Only those that hold something are shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "platform/html/html.hpp"

namespace yw::portal {

/// Life events of firms; the others are those of people.
bool is_enterprise_event(std::string_view key);
std::vector<catalogue::Count> personal_events(const catalogue::PlaceCounts& counts);
std::vector<catalogue::Count> enterprise_events(const catalogue::PlaceCounts& counts);

/// Fills THEMES rows (URL, ICON, NAME, COUNT) of a grid; `kind` is the parameter of /items, `icon` the prefix of icons.
void add_themes(html::View& view,
                const std::vector<catalogue::Count>& counts,
                std::string_view kind,
                std::string_view icon);

}  // namespace yw::portal

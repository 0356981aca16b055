// What answers a search beside items: departments, places, life events, decisions, one's own cases.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "portal/site.hpp"

namespace yw::portal {

/// The same for everybody in this place. A few of each kind, kind by kind. @param kind  only this one; empty: all
std::vector<OtherResult> other_results(const Site& site,
                                       const std::string& text,
                                       RegionCode place,
                                       std::string_view kind = {});
/// Cases of the person who asks; nobody else's, and none for who has not signed in.
std::vector<OtherResult> own_cases(const Site& site, const http::Request& request, const std::string& text);

/// Whether a department is named in what was typed, with its whole name or without the place before it.
bool names_department(std::string_view typed, std::string_view department, std::string_view place_name);
/// Whether what was typed is the place's name, as it stands or without what it is (县, 街道).
bool names_place(std::string_view typed, std::string_view place);

}  // namespace yw::portal

// What a visitor chose, read from the cookies that carry no person: the place and the view.
#include "portal/portal.hpp"

namespace yw::portal {

RegionCode place_of(const http::Request& request, const PortalOptions& options, const PlaceName& place_name) {
    const auto chosen = RegionCode::parse(request.cookie("yw-place"));
    if (!chosen || place_name(*chosen).empty()) return options.default_place;
    return *chosen;
}

bool is_older_view(const http::Request& request) {
    return request.cookie("yw-view") == "older";
}

}  // namespace yw::portal

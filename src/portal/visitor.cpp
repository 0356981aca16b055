// What a visitor chose, read from the cookies that carry no person: the place and the view.
#include "portal/portal.hpp"

namespace yw::portal {

PlaceName place_names(RegionsNow regions) {
    return [regions = std::move(regions)](RegionCode code) -> std::string {
        if (code == RegionCode()) return "全国";
        const regions::Regions now = regions();
        const auto found = now.find(code);
        return found && !found->closed ? std::string(found->name) : std::string();
    };
}

RegionCode place_of(const http::Request& request, const PortalOptions& options, const PlaceName& place_name) {
    const auto chosen = RegionCode::parse(request.cookie("yw-place"));
    if (!chosen || place_name(*chosen).empty()) return options.default_place;
    return *chosen;
}

bool is_older_view(const http::Request& request) {
    return request.cookie("yw-view") == "older";
}

}  // namespace yw::portal

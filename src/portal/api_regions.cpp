// /api/v1/regions and /api/v1/categories: places, and what each of them offers.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

#include "kernel/utf8.hpp"
#include "portal/api_answer.hpp"
#include "portal/cursor.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;

std::string_view word_of(RegionLevel level) {
    switch (level) {
        case RegionLevel::kNation:
            return "nation";
        case RegionLevel::kProvince:
            return "province";
        case RegionLevel::kPrefecture:
            return "prefecture";
        case RegionLevel::kCounty:
            return "county";
        case RegionLevel::kTown:
            return "town";
        case RegionLevel::kVillage:
            return "village";
    }
    return "village";
}

json::object region_json(const regions::Regions& directory, const regions::RegionView& region) {
    const std::string full = directory.full_name(region.code);
    return {{"code", region.code.str()},
            {"name", region.name},
            {"full_name", full.empty() ? std::string(region.name) : full},
            {"level", word_of(region.level)}};
}

/// Those near a place first: within it, then within each place above it in turn. A person who types three letters means
/// the street around the corner, not its namesake two thousand kilometres away.
std::vector<regions::Found> search_near(const regions::Regions& directory,
                                        std::string_view typed,
                                        std::size_t limit,
                                        RegionCode near) {
    std::vector<regions::Found> nearest;
    for (std::optional<RegionCode> around = near; around && nearest.size() < limit; around = around->shown_parent())
        for (regions::Found& found : directory.search(typed, limit, *around)) {
            const bool is_new = std::none_of(nearest.begin(), nearest.end(), [&](const regions::Found& known) {
                return known.region.code == found.region.code;
            });
            if (is_new && nearest.size() < limit) nearest.push_back(std::move(found));
        }
    return nearest;
}

http::Response found_regions(const Site& site, const http::Request& request, std::string_view typed) {
    constexpr std::size_t kMaxFound = 100;
    if (utf8::length(typed) > 60) throw BadParameter{"q", "最多60个字"};
    const auto limit = std::min(static_cast<std::size_t>(limit_of(request)), kMaxFound);
    const auto within = request.query.has("within") ? region_of(site, request, "within") : RegionCode();
    const regions::Regions directory = site.parts.regions();
    json::array items;
    const auto found_all = request.query.has("near") && !request.query.has("within")
                               ? search_near(directory, typed, limit, region_of(site, request, "near"))
                               : directory.search(typed, limit, within);
    for (const regions::Found& found : found_all) items.push_back(region_json(directory, found.region));
    return api_answer(request, json::object{{"items", std::move(items)}, {"next", nullptr}});
}

http::Response children(const Site& site, const http::Request& request) {
    const auto parent = request.query.has("parent") ? region_of(site, request, "parent") : RegionCode();
    const auto limit = static_cast<std::size_t>(limit_of(request));
    const auto cursor = inner_cursor(request.query.get("cursor"), "regions" + parent.str());
    const auto after = cursor ? RegionCode::parse(*cursor) : std::nullopt;
    if (!cursor || (!cursor->empty() && !after)) throw BadParameter{"cursor", "不是上一页给出的next"};
    const regions::Regions directory = site.parts.regions();
    const auto found = directory.children(parent, after, limit + 1);
    json::array items;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) items.push_back(region_json(directory, found[i]));
    json::value next = nullptr;
    if (found.size() > limit) next = outer_cursor(found[limit - 1].code.str(), "regions" + parent.str());
    return api_answer(request, json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

http::Response regions_list(const Site& site, const http::Request& request) {
    if (const auto typed = request.query.find("q")) return found_regions(site, request, *typed);
    return children(site, request);
}

http::Response one_region(const Site& site, http::Request& request) {
    const auto code = RegionCode::parse(request.param("code"));
    const regions::Regions directory = site.parts.regions();
    const auto found = code ? directory.find(*code) : std::nullopt;
    if (!found) return site.error(request, fail(kPlaceNotFound));
    json::object body = region_json(directory, *found);
    json::array chain;
    for (const regions::RegionView& above : directory.chain(*code))
        chain.push_back(json::object{{"code", above.code.str()}, {"name", above.name}});
    body["chain"] = std::move(chain);
    body["closed"] = found->closed;
    return api_answer(request, body);
}

json::array counts_json(const std::vector<catalogue::Count>& counts, std::string_view key) {
    json::array list;
    for (const catalogue::Count& count : counts)
        if (count.items > 0)
            list.push_back(json::object{{key, count.key}, {"name", count.name}, {"items", count.items}});
    return list;
}

http::Response categories(const Site& site, const http::Request& request) {
    const RegionCode region = region_of(site, request, "region");
    const auto counts = site.parts.catalogue.counts(region);
    return api_answer(request, json::object{{"region", region.str()},
                                            {"items", counts.items},
                                            {"guides", counts.guides},
                                            {"online", counts.online},
                                            {"personal_themes", counts_json(counts.personal_themes, "code")},
                                            {"legal_themes", counts_json(counts.legal_themes, "code")},
                                            {"life_events", counts_json(counts.life_events, "code")},
                                            {"departments", counts_json(counts.departments, "id")}});
}

}  // namespace

void add_region_api(http::Router& router, const SharedSite& site) {
    add_api(router, site, "/regions", [site](http::Request& request) { return regions_list(*site, request); });
    add_api(router, site, "/regions/{code}", [site](http::Request& request) { return one_region(*site, request); });
    add_api(router, site, "/categories", [site](http::Request& request) { return categories(*site, request); });
}

}  // namespace yw::portal

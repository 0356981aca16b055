#include "portal/other_results.hpp"

#include <algorithm>
#include <array>

#include "kernel/utf8.hpp"

namespace yw::portal {
namespace {

constexpr std::size_t kOfAKind = 3;
constexpr double kFits = 0.8;  ///< of what was typed

/// The names that answer, the best first, as positions in the list.
std::vector<std::size_t> best_of(const Site& site, const std::string& text, const std::vector<std::string>& names) {
    const auto fits = site.parts.search.fits(text, names);
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (fits[i] >= kFits) best.push_back(i);
    std::stable_sort(best.begin(), best.end(), [&](std::size_t a, std::size_t b) { return fits[a] > fits[b]; });
    if (best.size() > kOfAKind) best.resize(kOfAKind);
    return best;
}

std::vector<std::string> names_of(const std::vector<catalogue::Count>& counts) {
    std::vector<std::string> names;
    for (const auto& count : counts) names.push_back(count.name);
    return names;
}

void add_departments(const Site& site, const std::string& text, RegionCode place, std::vector<OtherResult>& results) {
    const auto departments = site.parts.catalogue.counts(place).departments;
    const auto place_name = site.place_name(place);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < departments.size() && found.size() < kOfAKind; ++i)
        if (names_department(text, departments[i].name, place_name)) found.push_back(i);
    if (found.empty()) found = best_of(site, text, names_of(departments));
    for (const auto i : found) {
        const auto& department = departments[i];
        if (department.items == 0) continue;
        results.push_back({"department", department.key, department.name,
                           "办" + in_thousands(department.items) + "项事",
                           "/items?department=" + http::url_encode(department.key), place});
    }
}

void add_events(const Site& site, const std::string& text, RegionCode place, std::vector<OtherResult>& results) {
    const auto events = site.parts.catalogue.counts(place).life_events;
    for (const auto i : best_of(site, text, names_of(events)))
        if (events[i].items > 0)
            results.push_back({"event", events[i].key, events[i].name, in_thousands(events[i].items) + "项事",
                               "/items?life=" + http::url_encode(events[i].key), place});
}

void add_places(const Site& site, const std::string& text, RegionCode place, std::vector<OtherResult>& results) {
    constexpr std::size_t kLookedAt = 10;
    const auto regions = site.parts.regions();
    for (const auto& found : regions.search(text, kLookedAt, place)) {
        const auto& region = found.region;
        if (region.code == place || region.level > RegionLevel::kTown || !names_place(text, region.name)) continue;
        results.push_back({"place", region.code.str(), std::string(region.name), regions.full_name(region.code),
                           "/place?at=" + region.code.str() + "&back=%2F", region.code});
        if (results.size() >= kOfAKind) return;
    }
}

}  // namespace

bool names_department(std::string_view typed, std::string_view department, std::string_view place_name) {
    constexpr std::array<std::string_view, 4> kLevels{"区", "县", "市", "省"};
    constexpr std::size_t kShortest = 3;  // characters: 民政局
    if (!place_name.empty() && department.starts_with(place_name)) department.remove_prefix(place_name.size());
    for (const auto level : kLevels)
        if (department.starts_with(level)) {
            department.remove_prefix(level.size());
            break;
        }
    return utf8::length(department) >= kShortest && typed.find(department) != std::string_view::npos;
}

bool names_place(std::string_view typed, std::string_view place) {
    constexpr std::array<std::string_view, 9> kWhat{"", "省", "市", "区", "县", "镇", "乡", "街道", "自治县"};
    if (utf8::length(typed) < 2 || !place.starts_with(typed)) return false;
    return std::find(kWhat.begin(), kWhat.end(), place.substr(typed.size())) != kWhat.end();
}

std::vector<OtherResult> other_results(const Site& site,
                                       const std::string& text,
                                       RegionCode place,
                                       std::string_view kind) {
    std::vector<OtherResult> results;
    const auto wanted = [&](std::string_view each) { return kind.empty() || kind == each; };
    if (wanted("place")) add_places(site, text, place, results);
    if (wanted("event")) add_events(site, text, place, results);
    if (wanted("department")) add_departments(site, text, place, results);
    if (wanted("change") && site.parts.changes)
        for (auto& change : site.parts.changes(text, place, kOfAKind)) results.push_back(std::move(change));
    return results;
}

std::vector<OtherResult> own_cases(const Site& site, const http::Request& request, const std::string& text) {
    const auto& list = site.parts.personal.cases;
    const auto& viewer = identity::viewer_of(request);
    if (!list || !viewer.is_applicant()) return {};
    const auto cases = list(viewer);
    std::vector<std::string> names;
    for (const auto& one : cases) names.push_back(one.name);
    std::vector<OtherResult> results;
    for (const auto i : best_of(site, text, names))
        results.push_back({"case", "", cases[i].name, cases[i].state, cases[i].url, RegionCode()});
    return results;
}

}  // namespace yw::portal

#include "inspect/self/clicks.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace yw::inspect {
namespace {

constexpr std::size_t kMostPages = 600;
/// Not on the way to a matter: files, what asks for an account, what changes the page itself, what machines read.
constexpr std::array<std::string_view, 15> kElsewhere{
    "/api",      "/assets",    "/sign-",      "/me",    "/staff",   "/apply",      "/place",      "/older",
    "/feedback", "/fragments", "/inspection", "/embed", "/changes", "/developers", "/same-source"};

bool leads_elsewhere(std::string_view path) {
    return std::any_of(kElsewhere.begin(), kElsewhere.end(), [&](auto begin) { return path.starts_with(begin); });
}

}  // namespace

Reach reach_of(const SelfParts& parts, RegionCode place) {
    constexpr std::string_view kItem = "/i/";
    const std::array<std::string, 1> own{"/"};
    Reach reach;
    std::set<std::string, std::less<>> seen{"/"};
    std::vector<std::string> pages{"/"};
    for (int clicks = 1; clicks <= kMostClicks; ++clicks) {
        std::vector<std::string> next;
        for (const auto& page : pages) {
            const auto opened = parts.open_page(page, place);
            if (opened.status != 200) continue;
            for (auto& link : links_in(opened.body, own)) {
                link.resize(std::min(link.size(), link.find('#')));
                if (link.starts_with("//") || link.empty()) continue;
                if (link.starts_with(kItem)) {
                    reach.items.insert(
                        link.substr(kItem.size(), link.find_first_of("/?", kItem.size()) - kItem.size()));
                } else if (clicks < kMostClicks && !leads_elsewhere(link) && seen.insert(link).second) {
                    if (seen.size() > kMostPages)
                        reach.whole = false;
                    else
                        next.push_back(std::move(link));
                }
            }
        }
        pages = std::move(next);
    }
    return reach;
}

Outcome Clicks::within(const SelfParts& parts, const catalogue::Item& item) {
    constexpr std::size_t kMostPlaces = 32;
    constexpr std::chrono::hours kKept{1};
    const auto generation = parts.catalogue.generation();
    const auto now = parts.clock.now();
    auto kept = places_.find(item.region);
    const bool known = kept != places_.end() && now < kept->second.at.plus(kKept) &&
                       (kept->second.reach.items.contains(item.id) || kept->second.generation == generation);
    if (!known) {
        if (places_.size() >= kMostPlaces) places_.clear();
        kept = places_.insert_or_assign(item.region, Kept{generation, now, reach_of(parts, item.region)}).first;
    }
    if (kept->second.reach.items.contains(item.id)) return Outcome::kPassed;
    return kept->second.reach.whole ? Outcome::kFailed : Outcome::kUnchecked;
}

}  // namespace yw::inspect

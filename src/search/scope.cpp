#include "search/scope.hpp"

#include <algorithm>
#include <list>

namespace yw::search {
namespace {

constexpr std::size_t kKept = 64;  ///< filters a thread; one over 12,000 shared texts takes 12 kB
/// Items; over fewer a filter is made again: many small parts of an index must not drive out what is dear to make.
constexpr std::uint32_t kWorthKeeping = 4'000;

struct Kept {
    std::uint64_t serial;
    RegionCode place;
    Width width;
    std::shared_ptr<const Filter> filter;
};

/// Numbers of the segment's places that a reach takes in.
NumberRange places_of(const Segment& segment, const Reach& reach) {
    const auto places = segment.places();
    const auto last_code = reach.exactly ? reach.code.number() : reach.code.last_number();
    const auto first = std::lower_bound(places.begin(), places.end(), reach.code.number());
    const auto last = std::upper_bound(first, places.end(), last_code);
    return {static_cast<std::uint32_t>(first - places.begin()), static_cast<std::uint32_t>(last - places.begin())};
}

}  // namespace

std::vector<Reach> reaches_of(RegionCode place, Width width) {
    std::vector<Reach> reaches{{place, true}};
    std::vector<RegionCode> chain{place};
    while (const auto above = chain.back().parent()) {
        chain.push_back(*above);
        reaches.push_back({*above, true});
    }
    const auto add_within = [&](RegionLevel level) {
        for (const auto code : chain)
            if (code.level() == level) reaches.push_back({code, false});
    };
    if (width >= Width::kCity) add_within(RegionLevel::kPrefecture);
    if (width >= Width::kProvince) add_within(RegionLevel::kProvince);
    if (width >= Width::kNation) reaches.push_back({RegionCode(), false});
    return reaches;
}

Filter make_filter(const Segment& segment, std::vector<Reach> reaches) {
    Filter filter;
    filter.nearest.assign(segment.shared_texts(), kOutside);
    std::vector<std::uint8_t> of_place(segment.places().size(), kOutside);
    for (std::size_t i = reaches.size(); i-- > 0;) {
        const auto places = places_of(segment, reaches[i]);
        std::fill(of_place.begin() + places.first, of_place.begin() + places.last, static_cast<std::uint8_t>(i));
        // Farthest first: what is nearer is written over it.
        if (!reaches[i].exactly && reaches[i].code == RegionCode()) {
            std::fill(filter.nearest.begin(), filter.nearest.end(), static_cast<std::uint8_t>(i));
            continue;
        }
        for (auto place = places.first; place < places.last; ++place)
            for (const auto text : segment.shared_of(place)) filter.nearest[text] = static_cast<std::uint8_t>(i);
    }
    for (std::size_t place = 0; place < of_place.size(); ++place) {
        const auto texts = segment.own_of(place);
        if (of_place[place] == kOutside || texts.first == texts.last) continue;
        if (!filter.own.empty() && filter.own.back().reach == of_place[place] &&
            filter.own.back().texts.last == texts.first)
            filter.own.back().texts.last = texts.last;
        else
            filter.own.push_back({texts, of_place[place]});
    }
    filter.reaches = std::move(reaches);
    return filter;
}

std::shared_ptr<const Filter> filter_of(const Segment& segment, RegionCode place, Width width) {
    if (segment.items() < kWorthKeeping)
        return std::make_shared<const Filter>(make_filter(segment, reaches_of(place, width)));
    thread_local std::list<Kept> kept;
    for (auto at = kept.begin(); at != kept.end(); ++at) {
        if (at->serial != segment.serial() || at->place != place || at->width != width) continue;
        kept.splice(kept.begin(), kept, at);
        return at->filter;
    }
    auto filter = std::make_shared<const Filter>(make_filter(segment, reaches_of(place, width)));
    kept.push_front({segment.serial(), place, width, filter});
    if (kept.size() > kKept) kept.pop_back();
    return filter;
}

}  // namespace yw::search

#include "regions/regions.hpp"

#include <algorithm>

#include "regions/overlay.hpp"
#include "regions/pack.hpp"
#include "regions/region_store.hpp"
#include "regions/search.hpp"

namespace yw::regions {
namespace {

RegionView view_of(const Pack& pack, Rank rank) {
    const RegionCode code = pack.code(rank);
    return {code, pack.name(rank), code.level(), false};
}

/// Where the places right under a code may stand in the packed list: a level, and the numbers there.
struct Stretch {
    RegionLevel level;
    std::uint64_t first;
    std::uint64_t last;
};

std::vector<Stretch> stretches_under(RegionCode code) {
    const std::uint64_t first = code.number() + 1;
    const std::uint64_t last = code.last_number();
    switch (code.level()) {
        case RegionLevel::kNation:
            return {{RegionLevel::kProvince, first, last}};
        case RegionLevel::kProvince:
            return {{RegionLevel::kPrefecture, first, last}, {RegionLevel::kCounty, first, last}};
        case RegionLevel::kPrefecture: {
            // Towns right under a prefecture without counties (东莞) have 00 for their county.
            constexpr std::uint64_t kCounty = 1'000'000;
            return {{RegionLevel::kCounty, first, last}, {RegionLevel::kTown, first, code.number() + kCounty - 1}};
        }
        case RegionLevel::kCounty:
            return {{RegionLevel::kTown, first, last}};
        case RegionLevel::kTown:
            return {{RegionLevel::kVillage, first, last}};
        case RegionLevel::kVillage:
            return {};
    }
    return {};
}

/// Whether pages show `code` right under `above`; under a level only for statistics, what its digits say.
bool shown_under(RegionCode code, RegionCode above) {
    if (code.is_statistic_only()) return false;
    return code.shown_parent() == above || (above.is_statistic_only() && code.is_within(above));
}

}  // namespace

Regions::Regions() : Regions(std::vector<RegionAddition>()) {}

Regions::Regions(std::vector<RegionAddition> additions)
    : overlay_(std::make_shared<const Overlay>(std::move(additions))) {}

Regions Regions::load(db::Reader& reader) {
    return Regions(RegionStore().all(reader));
}

std::optional<RegionView> Regions::find(RegionCode code) const {
    if (const Overlay::Row* row = overlay_->find(code)) return regions::view_of(*row);
    const Pack& pack = Pack::built_in();
    const auto rank = pack.find(code);
    return rank ? std::optional(view_of(pack, *rank)) : std::nullopt;
}

std::vector<RegionView> Regions::children(RegionCode code, std::optional<RegionCode> after, std::size_t limit) const {
    const Pack& pack = Pack::built_in();
    std::vector<RegionView> found;
    for (const Stretch& stretch : stretches_under(code)) {
        const RankRange range = pack.between(stretch.level, stretch.first, stretch.last);
        for (Rank rank = range.first; rank < range.last; ++rank) {
            if (shown_under(pack.code(rank), code) && !overlay_->hides(rank)) found.push_back(view_of(pack, rank));
        }
    }
    for (const Overlay::Row& row : overlay_->rows()) {
        if (row.addition.parent == code && !row.addition.closed) found.push_back(regions::view_of(row));
    }
    if (after) std::erase_if(found, [&](const RegionView& region) { return region.code <= *after; });
    std::ranges::sort(found, {}, &RegionView::code);
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::optional<RegionCode> Regions::parent_of(RegionCode code) const {
    if (const Overlay::Row* row = overlay_->find(code)) return row->addition.parent;
    return code.shown_parent();
}

std::vector<RegionView> Regions::chain(RegionCode code) const {
    std::vector<RegionView> chain;
    if (!find(code)) return chain;
    for (std::optional<RegionCode> at = code; at; at = at == RegionCode() ? std::nullopt : parent_of(*at)) {
        const auto region = find(*at);
        if (region && !at->is_statistic_only()) chain.push_back(*region);
    }
    std::ranges::reverse(chain);
    return chain;
}

std::string Regions::full_name(RegionCode code) const {
    std::string name;
    const auto regions = chain(code);
    for (const RegionView& region : regions) {
        if (region.level != RegionLevel::kNation || regions.size() == 1) name += region.name;
    }
    return name;
}

std::vector<Found> Regions::search(std::string_view query, std::size_t limit, RegionCode within) const {
    std::vector<Found> found;
    for (const RegionView& region : Search(*this, limit).run(query, within))
        found.push_back({region, chain(region.code)});
    return found;
}

std::size_t Regions::count(RegionLevel level) {
    return Pack::built_in().level(level).size();
}

}  // namespace yw::regions

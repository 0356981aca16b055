#include "regions/overlay.hpp"

#include <algorithm>
#include <map>

namespace yw::regions {

Overlay::Overlay(std::vector<RegionAddition> additions) {
    std::map<RegionCode, RegionAddition> latest;
    for (RegionAddition& addition : additions) latest.insert_or_assign(addition.code, std::move(addition));
    const Pack& pack = Pack::built_in();
    for (auto& [code, addition] : latest) {
        std::string pinyin = pack.spell(addition.name);
        rows_.push_back({std::move(addition), std::move(pinyin)});
        if (const auto rank = pack.find(code)) hidden_.push_back(*rank);
    }
    std::ranges::sort(hidden_);
}

const Overlay::Row* Overlay::find(RegionCode code) const {
    const auto found = std::ranges::lower_bound(rows_, code, {}, [](const Row& row) { return row.addition.code; });
    return found != rows_.end() && found->addition.code == code ? &*found : nullptr;
}

bool Overlay::hides(Rank rank) const {
    return std::ranges::binary_search(hidden_, rank);
}

RegionView view_of(const Overlay::Row& row) {
    return {row.addition.code, row.addition.name, row.addition.code.level(), row.addition.closed};
}

}  // namespace yw::regions

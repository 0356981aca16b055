// An operator's rows over the packed list: few, kept sorted, with their pinyin made once.
#pragma once

#include <string>
#include <vector>

#include "regions/pack.hpp"
#include "regions/regions.hpp"

namespace yw::regions {

class Overlay {
public:
    struct Row {
        RegionAddition addition;
        std::string pinyin;  ///< syllables with capitals
    };

    explicit Overlay(std::vector<RegionAddition> additions);

    const std::vector<Row>& rows() const { return rows_; }  ///< by code
    const Row* find(RegionCode code) const;
    /// Whether a place of the packed list is renamed or closed here, so that its packed row no longer counts.
    bool hides(Rank rank) const;

private:
    std::vector<Row> rows_;
    std::vector<Rank> hidden_;  // sorted
};

RegionView view_of(const Overlay::Row& row);

}  // namespace yw::regions

// The table region_addition: what an operator says over the packed list. The only reader and writer of it.
#pragma once

#include <vector>

#include "regions/regions.hpp"

namespace yw::regions {

class RegionStore {
public:
    std::vector<RegionAddition> all(db::Reader& reader) const;  ///< by code; some thousands at most
    void save(db::Transaction& tx, const RegionAddition& addition, UtcTime now) const;
};

}  // namespace yw::regions

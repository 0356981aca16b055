#include "regions/region_store.hpp"

#include "regions/sql.hpp"

namespace yw::regions {

std::vector<RegionAddition> RegionStore::all(db::Reader& reader) const {
    return reader.list(sql::all_additions, {}, [](const db::Row& row) {
        return RegionAddition{RegionCode::parse(row.view(0)).value(), row.text(1),
                              RegionCode::parse(row.view(2)).value(), row.view(3) == "closed"};
    });
}

void RegionStore::save(db::Transaction& tx, const RegionAddition& addition, UtcTime now) const {
    const std::string code = addition.code.str();
    const std::string parent = addition.parent.str();
    tx.execute(sql::save_addition, {{"code", code},
                                    {"name", addition.name},
                                    {"parent_code", parent},
                                    {"state", addition.closed ? "closed" : "active"},
                                    {"now_ms", now.ms}});
}

}  // namespace yw::regions

#include "catalogue/item_rows.hpp"

#include <stdexcept>

#include "catalogue/sql.hpp"

namespace yw::catalogue {

ListingRank rank_of(const Item& item) {
    if (item.status == ItemStatus::kListed) return ListingRank::kListed;
    return item.online ? ListingRank::kOnline : ListingRank::kGuide;
}

RegionCode region_of(const db::Row& row, int column) {
    const auto region = RegionCode::parse(row.view(column));
    if (!region) throw std::runtime_error("catalogue: broken region code in the store");
    return *region;
}

Department department_of(const db::Row& row, int first) {
    return {row.text(first), row.text(first + 1), region_of(row, first + 2), row.text(first + 3)};
}

Item item_of(const db::Row& row) {
    Item item;
    item.id = row.text(0);
    item.source_id = row.text(1);
    item.name = row.text(2);
    item.implement_code = row.text(3);
    item.base_code = row.text(4);
    item.task_type = row.text(5);
    item.region = region_of(row, 6);
    item.version = static_cast<int>(row.integer(7));
    const auto rank = static_cast<ListingRank>(row.integer(8));
    item.status = rank == ListingRank::kListed ? ItemStatus::kListed : ItemStatus::kGuide;
    item.online = rank == ListingRank::kOnline;
    item.promised = row.text(9);
    item.visits = static_cast<int>(row.integer(10));
    item.main_item = row.text(11);
    const auto state = item_state_of(row.view(12));
    if (!state) throw std::runtime_error("catalogue: unknown state in the store");
    item.state = *state;
    item.department = department_of(row, 13);
    return item;
}

std::optional<Item> find_item(db::Reader& reader, const std::string& id) {
    return reader.one(sql::find_item, {{"id", id}}, item_of);
}

std::optional<Item> find_item_by_source(db::Reader& reader, RegionCode region, const std::string& source_id) {
    const auto place = region.str();
    return reader.one(sql::find_item_by_source, {{"region_code", place}, {"source_id", source_id}}, item_of);
}

}  // namespace yw::catalogue

#include <algorithm>
#include <array>

#include "regions/regions.hpp"

namespace yw::regions {
namespace {

struct Column {
    std::string_view name;
    std::string_view zh;
    std::string RegionRow::*cell;
    bool needed;
};

constexpr std::array kColumns{
    Column{"code", "区划代码", &RegionRow::code, true}, Column{"name", "名称", &RegionRow::name, true},
    Column{"parent", "上级代码", &RegionRow::parent, false}, Column{"state", "状态", &RegionRow::state, false}};

}  // namespace

RowsRead read_region_rows(const table::Table& table) {
    RowsRead read;
    std::array<std::size_t, kColumns.size()> places{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const Column& column = kColumns.at(i);
        const auto found = std::ranges::find_if(
            table.header, [&](const std::string& name) { return name == column.name || name == column.zh; });
        places.at(i) = static_cast<std::size_t>(found - table.header.begin());
        if (found == table.header.end() && column.needed) {
            read.problems.push_back({0, std::string(column.name), "", "missing_column",
                                     "缺少列“" + std::string(column.zh) + "”（" + std::string(column.name) + "）。"});
        }
    }
    if (!read.problems.empty()) return read;
    for (const table::Row& row : table.rows) {
        RegionRow& region = read.rows.emplace_back();
        region.number = row.number;
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            const table::Cell& cell = table::Table::at(row, places.at(i));
            region.*kColumns.at(i).cell = cell.text;
            if (cell.problem != table::Problem::kNone) {
                read.problems.push_back(table::problem_of(row.number, kColumns.at(i).name, cell));
            }
        }
    }
    return read;
}

}  // namespace yw::regions

// Rows of an imported list, read and judged without the store.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue_change.hpp"
#include "catalogue/import_items.hpp"

namespace yw::catalogue {

struct ItemRow {
    ItemFacts facts;  ///< department not filled in
    std::string department;
    std::string credit_code;
    int number = 0;  ///< in the file
};
struct DepartmentRow {
    std::string name;
    RegionCode region;
    std::string credit_code;
};

/// Rows without errors, and the problems of all.
template <class R>
struct ReadRows {
    std::vector<R> rows;
    std::vector<table::RowProblem> problems;
    int rows_in_file = 0;
    std::string base_code_column = "base_code";  ///< as the file calls it
};

Result<ReadRows<ItemRow>> read_item_rows(table::Table table, const ImportOptions& options);
Result<ReadRows<DepartmentRow>> read_department_rows(table::Table table, const ImportOptions& options);

}  // namespace yw::catalogue

// Lists of items, and of departments, as departments really have them, into the catalogue.
//
// All or nothing: with any error the report has every error of the file and nothing is written; `partial` writes the
// rows without errors. Imports list items and never touch a guide. The id of the row stays with the item, so that a
// second import of the same list changes nothing.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "kernel/time.hpp"
#include "platform/table/mapping.hpp"
#include "platform/table/table.hpp"

namespace yw::catalogue {

struct ImportOptions {
    /// For rows that name no place.
    std::optional<RegionCode> region = {};
    /// Columns of the file as elements: id, department, name, main_item, implement_code, base_code, region12,
    /// dept_uscc, task_type; for departments name, region12, credit_code. Without it columns of these names and of the
    /// usual Chinese ones are taken.
    std::optional<table::Mapping> mapping = {};
    bool dry_run = false;  ///< report what would happen, write nothing
    bool partial = false;  ///< leave rows with errors out instead of refusing the file
    /// Whether a place exists; every well-formed code does without it.
    std::function<bool(RegionCode)> region_known = {};
    /// Rows done, rows in all. Called in the writing transaction: it must be quick, and may begin anew with 0.
    std::function<void(int, int)> progress = {};
};

struct ImportReport {
    int rows = 0;
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int departments = 0;        ///< distinct ones that the rows name
    int departments_added = 0;  ///< of these made
    bool written = false;
    std::vector<table::RowProblem> errors;
    std::vector<table::RowProblem> warnings;
};

/// @errors those of table::apply(): the mapping does not fit the file
/// @cost   a second for about 20,000 rows on SQLite, 5,000 on PostgreSQL; other writers wait for it on SQLite
Result<ImportReport> import_items(db::Database& database,
                                  const Clock& clock,
                                  table::Table table,
                                  const ImportOptions& options);
/// The same for departments: added, changed and unchanged count departments.
Result<ImportReport> import_departments(db::Database& database,
                                        const Clock& clock,
                                        table::Table table,
                                        const ImportOptions& options);

}  // namespace yw::catalogue

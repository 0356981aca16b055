// Lists of items, and of departments, as departments really have them, into the catalogue.
//
// All or nothing: with any error the report has every error of the file and nothing is written; `partial` writes the
// rows without errors. Imports list items and never touch a guide. The id of the row stays with the item, so that a
// second import of the same list changes nothing.
#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "kernel/time.hpp"
#include "platform/table/mapping.hpp"
#include "platform/table/parts.hpp"
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
    /// Of a file that is read in parts: rows of it before this one, and where each id stood first in what came before.
    std::size_t bytes_a_part = table::Parts::kBytes;
    int rows_before = 0;
    std::function<std::optional<int>(RegionCode, std::string_view id, int row)> seen_before = {};
};

struct ImportReport {
    int rows = 0;
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int departments = 0;        ///< distinct ones that the rows name
    int departments_added = 0;  ///< of these made
    bool written = false;
    int error_count = 0;
    int warning_count = 0;
    std::vector<table::RowProblem> errors;  ///< of a file in parts the first of them only
    std::vector<table::RowProblem> warnings;
};

/// @errors those of table::apply(): the mapping does not fit the file
/// @cost   a second for about 20,000 rows on SQLite, 5,000 on PostgreSQL; other writers wait for it on SQLite
Result<ImportReport> import_items(db::Database& database,
                                  const Clock& clock,
                                  table::Table table,
                                  const ImportOptions& options);
/// The same of a large CSV or TSV file, in the memory of a part. The whole file is judged first: with any error nothing
/// is written. Then each part is a transaction of its own, so that other writers come between; broken off, what was
/// written stays, and the same import again goes on. @param in  is read twice @param pause  called between the parts
/// @errors table::kFormatUnknown when it cannot be cut (UTF-16); those of reading and mapping
/// @cost   21 to 43 bytes of memory a row, to know an id that comes twice
Result<ImportReport> import_items_in_parts(db::Database& database,
                                           const Clock& clock,
                                           std::istream& in,
                                           table::Format format,
                                           const table::Reading& reading,
                                           const ImportOptions& options,
                                           const std::function<void()>& pause = {});
/// The same for departments: added, changed and unchanged count departments.
Result<ImportReport> import_departments(db::Database& database,
                                        const Clock& clock,
                                        table::Table table,
                                        const ImportOptions& options);

}  // namespace yw::catalogue

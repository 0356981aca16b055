// Importing a list of items, departments or regions: the same for the command line and the operator's page.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/installation.hpp"
#include "platform/table/row_problem.hpp"

namespace yw::app {

struct ListImport {
    std::string what;  ///< items | departments | regions | base
    std::string file_name;
    std::string_view bytes;
    std::istream* stream = nullptr;  ///< in place of the bytes: items of a large file, read part by part
    std::string region;              ///< 12 digits for rows without one, or empty
    std::string mapping;             ///< TOML, or empty
    bool dry_run = false;
    bool partial = false;
    std::function<void(int, int)> progress = {};
};

struct ListReport {
    int rows = 0;
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int departments = 0;
    int departments_added = 0;
    bool written = false;
    int error_count = 0;
    int warning_count = 0;
    std::vector<table::RowProblem> errors;
    std::vector<table::RowProblem> warnings;
};

inline constexpr ErrorCode kBadRegion{"app.bad_region", Kind::kInvalid};

/// Whether a file of items is read part by part: a CSV or TSV file of this size or more.
bool is_read_in_parts(std::string_view what, std::string_view file_name, std::uintmax_t bytes);

/// All or nothing unless partial; writes its audit entry. @errors of the file or its mapping as a whole
Result<ListReport> import_list(Installation& installation, std::string_view actor, const ListImport& import);

}  // namespace yw::app

// Which column of a department's table is which element of ours. Written in TOML by whoever knows both:
//
//   "事项名称" = "name"              # column = element; columns are compared without white space
//   "实施编码" = "code"
//   [source]                         # where the rows are, if the file alone does not say (optional)
//   sheet = "事项清单"
//   header_row = 2
//   [constants]                      # elements that are the same for every row
//   region = "511602000000"
//   [enumerations.kind]              # value in the file = value of ours
//   "行政许可" = "01"
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/table/table.hpp"

namespace yw::table {

struct Mapping {
    std::map<std::string, std::string> columns;    ///< column of the file -> element
    std::map<std::string, std::string> constants;  ///< element -> value
    std::map<std::string, std::map<std::string, std::string>> enumerations;
    std::string sheet;   ///< for Reading::sheet
    int header_row = 0;  ///< for Reading::header_row
};

/// @errors kMappingBroken: not TOML, or not of this form; kMappingAmbiguous: two columns or a constant for one element
Result<Mapping> read_mapping(std::string_view toml);

/// Rows by element. The cells of a row stand in the order of `elements`.
struct MappedTable {
    struct Element {
        std::string name;
        std::string column;  ///< as the file writes it; empty for a constant
    };
    std::vector<Element> elements;
    std::vector<Row> rows;
    /// Values that an enumeration does not know, and values without a column, as errors; columns that nothing uses
    /// once, as warnings. Problem of a cell stays in the cell: whether it matters depends on the element.
    std::vector<RowProblem> problems;

    std::optional<std::size_t> index_of(std::string_view element) const;
    /// The cell of an element, or an empty one if the mapping does not name it.
    const Cell& at(const Row& row, std::string_view element) const;
};

/// @errors kMappingColumnUnknown: with one field for each column that the file lacks;
///         kMappingAmbiguous: the file has a mapped column twice
Result<MappedTable> apply(Table table, const Mapping& mapping);

}  // namespace yw::table

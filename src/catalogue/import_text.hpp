// What imports ask of the cells of a department's list: names that are names, codes that kept their digits.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/region_code.hpp"
#include "platform/table/mapping.hpp"
#include "platform/table/row_problem.hpp"

namespace yw::catalogue {

/// Reads the cells of one row and says what is wrong with them, by the column's name in the file.
class RowReader {
public:
    RowReader(const table::MappedTable& rows, const table::Row& row, std::vector<table::RowProblem>& problems)
        : rows_(rows), row_(row), problems_(problems) {}

    /// A name in words. Characters that nobody sees and line ends are taken out with a warning; markup (tags, entities)
    /// and values that the file has lost are errors. At most `longest` bytes.
    std::string name(std::string_view element, std::size_t longest);
    /// The same, and an error when nothing is left.
    std::string required_name(std::string_view element, std::size_t longest);
    /// A code: no white space or line end inside, ASCII unless the list has it otherwise; what lost digits is an error.
    std::string code(std::string_view element, std::size_t longest);
    /// From the element, else the fallback; an error when there is neither, or the place does not exist.
    RegionCode region(std::string_view element,
                      std::optional<RegionCode> fallback,
                      const std::function<bool(RegionCode)>& known);

    void error(std::string_view element, std::string_view rule, std::string message);
    void warn(std::string_view element, std::string_view rule, std::string message);
    bool has_errors() const { return has_errors_; }
    int number() const { return row_.number; }

private:
    bool is_lost(std::string_view element, const table::Cell& cell);
    bool refuse_long(std::string_view element, const std::string& text, std::size_t longest);
    void say(std::string_view element,
             std::string_view rule,
             std::string message,
             table::RowProblem::Severity severity);

    const table::MappedTable& rows_;
    const table::Row& row_;
    std::vector<table::RowProblem>& problems_;
    bool has_errors_ = false;
};

/// Columns that real lists use, as far as this file has them: the mapping when the operator gives none.
struct KnownColumn {
    std::string_view column;
    std::string_view element;
};
/// What was given, and beside it each column that is named as ours and whose element nothing else fills.
table::Mapping mapping_for(const table::Table& table,
                           std::span<const KnownColumn> known,
                           const std::optional<table::Mapping>& given);
/// Says in words which column a file lacks: by its Chinese name, the last one known for the element.
std::string column_missing(std::span<const KnownColumn> known, std::string_view element);

}  // namespace yw::catalogue

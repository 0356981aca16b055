#include "platform/table/table_builder.hpp"

#include "platform/table/readers.hpp"

namespace yw::table {

Result<void> TableBuilder::add(Row row) {
    while (!row.cells.empty() && row.cells.back().origin == Cell::Origin::kEmpty &&
           row.cells.back().problem == Problem::kNone) {
        row.cells.pop_back();
    }
    if (row.cells.empty() || (table_.header.empty() && row.number < header_row_)) return {};
    if (row.cells.size() > limits_.max_columns) return fail_at(kTooManyColumns, row.number);
    if (table_.header.empty()) {
        take_header(row);
        return {};
    }
    if (table_.rows.size() >= limits_.max_rows) return fail_at(kTooManyRows, row.number);
    cells_ += row.cells.size();
    for (const Cell& cell : row.cells) text_bytes_ += cell.text.size();
    if (cells_ > limits_.max_cells || text_bytes_ > limits_.max_text_bytes) return fail_at(kTooLarge, row.number);
    for (std::size_t column = table_.header.size(); column < row.cells.size(); ++column) {
        // A value without a column mostly means a comma that should have been quoted: the row cannot be trusted.
        if (!row.cells[column].text.empty()) row.cells[column].problem = Problem::kNoColumn;
    }
    table_.rows.push_back(std::move(row));
    return {};
}

void TableBuilder::take_header(const Row& row) {
    table_.header_row = row.number;
    for (const Cell& cell : row.cells) table_.header.push_back(cell.text);
}

Result<Table> TableBuilder::finish() {
    if (table_.header.empty()) return fail(kEmpty);
    return std::move(table_);
}

}  // namespace yw::table

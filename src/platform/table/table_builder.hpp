// Where every reader puts its rows: finds the header, drops rows without content, keeps the limits.
#pragma once

#include "platform/table/table.hpp"

namespace yw::table {

class TableBuilder {
public:
    explicit TableBuilder(const Reading& reading) : header_row_(reading.header_row), limits_(reading.limits) {}

    /// @errors kTooManyRows, kTooManyColumns, kTooLarge
    Result<void> add(Row row);
    /// @errors kEmpty: no header
    Result<Table> finish();
    Table& table() { return table_; }

private:
    void take_header(const Row& row);

    Table table_;
    int header_row_;
    const Limits& limits_;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
};

}  // namespace yw::table

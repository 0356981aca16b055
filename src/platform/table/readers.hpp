// The readers behind read_table(), one for each family of formats. Text comes in as valid UTF-8.
#pragma once

#include <string_view>

#include "platform/table/encoding.hpp"
#include "platform/table/table.hpp"

namespace yw::table {

Result<Table> read_csv(std::string_view utf8, Format format, const Reading& reading);
Result<Table> read_json(std::string_view utf8, Format format, const Reading& reading);
Result<Table> read_xlsx(std::string_view bytes, const Reading& reading);

}  // namespace yw::table

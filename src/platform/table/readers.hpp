// The readers behind read_table(), one for each family of formats. Text comes in as valid UTF-8.
#pragma once

#include <string_view>

#include "platform/table/encoding.hpp"
#include "platform/table/table.hpp"

namespace yw::table {

/// An error that has a place: the log reads "row 3", the person with the file "第 3 行".
Error fail_at(ErrorCode code, int row);

/// What stands between the cells: by the format, Excel's "sep=" line, or what the first line has most of.
char delimiter_of(std::string_view text, Format format);
Result<Table> read_csv(std::string_view utf8, Format format, const Reading& reading);
Result<Table> read_json(std::string_view utf8, Format format, const Reading& reading);
Result<Table> read_xlsx(std::string_view bytes, const Reading& reading);

}  // namespace yw::table

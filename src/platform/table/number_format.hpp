// What a spreadsheet's number format makes of a number: only the format tells a date from a count of days.
#pragma once

#include <cstdint>
#include <string_view>

#include "platform/table/table.hpp"

namespace yw::table {

enum class NumberFormat : std::uint8_t { kPlain, kDate, kTime, kDateTime, kScientific };
/// Which day a workbook counts from (ECMA-376 part 1, 18.17.4).
enum class Epoch : std::uint8_t { k1900, k1904 };

/// Formats that have a number and no text (ECMA-376 part 1, 18.8.30, with those of Chinese locales).
NumberFormat builtin_format(unsigned id);
/// "yyyy\-mm\-dd", "[$-804]yyyy年m月d日", "0.00E+00".
NumberFormat custom_format(std::string_view code);
/// A serial number as an ISO day, or day and time, or time; with kNotADate if the calendar has no such day.
Cell date_cell(std::string_view raw, NumberFormat format, Epoch epoch);

}  // namespace yw::table

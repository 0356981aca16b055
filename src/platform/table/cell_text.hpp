// From the characters of a cell to a Cell: trimming, and what is looked for in every text.
#pragma once

#include <string>
#include <string_view>

#include "platform/table/table.hpp"

namespace yw::table {

/// Tabs, C0, C1, zero-width and direction characters: nobody sees them, and comparisons fail on them.
bool is_refused_inside(char32_t character);
/// Without white space (also the ideographic and no-break kinds) at both ends.
std::string_view trimmed(std::string_view text);
/// 5.11602E+11, 1e-7, 5.1E11: how programs write a number that did not fit. Not 5E11, which can be a code.
bool is_scientific(std::string_view text);

Cell text_cell(std::string_view raw);
/// A number as XLSX stores it ("511602000000", "5.11602E+11", "1.1000000000000001").
/// shown_scientific: the cell's own format is scientific, so that whoever typed it saw no digits.
Cell number_cell(std::string_view raw, bool shown_scientific);

}  // namespace yw::table

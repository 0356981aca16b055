// What a workbook says about itself: its sheets, where their parts are, and the number formats of its cell styles.
#pragma once

#include <string>
#include <vector>

#include "platform/archive/archive.hpp"
#include "platform/table/number_format.hpp"

namespace yw::table {

struct Workbook {
    struct Sheet {
        std::string name;
        std::string part;  ///< "xl/worksheets/sheet1.xml"; empty for what is not a table (charts)
        bool is_visible = true;
    };
    std::vector<Sheet> sheets;
    std::string strings_part;          ///< empty if there is none
    std::vector<NumberFormat> styles;  ///< by the number that a cell's "s" names
    Epoch epoch = Epoch::k1900;
};

/// @errors kNotXlsx, kXmlBroken, kXmlRefused, archive's
Result<Workbook> read_workbook(const archive::Archive& archive);

}  // namespace yw::table

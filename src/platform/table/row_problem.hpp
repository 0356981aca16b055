// What is wrong with one row of a file, said so that the person who has the file can find and mend it.
#pragma once

#include <span>
#include <string>

namespace yw::table {

struct RowProblem {
    enum class Severity { kError, kWarning };
    int row = 0;          ///< as a spreadsheet or an editor counts; 0: the file as a whole
    std::string column;   ///< the column's name in the file, not ours
    std::string value;    ///< as it stands in the file
    std::string rule;     ///< stable name, for counting and for tests
    std::string message;  ///< one Chinese sentence: what is wrong and what to do
    Severity severity = Severity::kError;
};

/// One line each: 错误 第 12 行，列“实施编码”，值“5.11602E+11” [scientific_notation] 该数字…
/// Long values are cut, and characters that would break the line are written as <U+0009>.
std::string as_text(std::span<const RowProblem> problems);
/// [{"row":12,"column":"…","value":"…","rule":"…","message":"…","severity":"error"}]
std::string as_json(std::span<const RowProblem> problems);

}  // namespace yw::table

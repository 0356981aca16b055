#include "platform/table/table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/table/readers.hpp"

namespace yw::table {
namespace {

/// What Excel wrote before 2007, and what it still wraps around a workbook with a password.
constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct Ending {
    std::string_view ending;
    Format format;
};
constexpr Ending kEndings[] = {
    {".csv", Format::kCsv},   {".tsv", Format::kTsv},         {".tab", Format::kTsv},
    {".txt", Format::kCsv},   {".xlsx", Format::kXlsx},       {".xlsm", Format::kXlsx},
    {".json", Format::kJson}, {".jsonl", Format::kJsonLines}, {".ndjson", Format::kJsonLines}};
constexpr std::string_view kOldEndings[] = {".xls", ".et", ".xlsb"};

struct ProblemText {
    std::string_view rule;
    std::string_view sentence;
};
ProblemText text_of(Problem problem) {
    switch (problem) {
        case Problem::kNone:
            return {"", ""};
        case Problem::kScientificNotation:
            return {"scientific_notation",
                    "该值是科学计数法或超过 15 位的数字，原有位数已丢失；请把该列设为文本格式，重新填写完整的值。"};
        case Problem::kControlCharacter:
            return {"control_character", "该值中间有制表符或看不见的字符；请删除后重新填写。"};
        case Problem::kFormulaError:
            return {"formula_error", "该单元格的公式结果是错误值；请改正公式或填写固定的值。"};
        case Problem::kFormulaWithoutValue:
            return {"formula_without_value", "该单元格只有公式、没有计算结果；请用表格软件打开并保存后再导入。"};
        case Problem::kNotADate:
            return {"not_a_date", "该单元格是日期格式，但数值不是日历上的日期；请按 2026-03-02 的写法重新填写。"};
        case Problem::kNestedValue:
            return {"nested_value", "该字段是数组或对象，这里只能是一个值；请拆成单独的字段。"};
        case Problem::kDoubledKey:
            return {"doubled_key", "同一条记录中该字段出现了两次；请只保留一个。"};
        case Problem::kNoColumn:
            return {"no_column", "该值所在的列没有列名；如果是文本文件，可能是值中的逗号没有加引号，请检查这一行。"};
    }
    return {"", ""};
}

bool ends_with(std::string_view name, std::string_view ending) {
    if (name.size() < ending.size()) return false;
    const std::string_view tail = name.substr(name.size() - ending.size());
    return std::equal(tail.begin(), tail.end(), ending.begin(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

Result<Table> read_text(std::string_view bytes, Format format, const Reading& reading) {
    if (bytes.starts_with("PK\x03\x04")) return fail(kFormatUnknown, "a zip under the name of a text file");
    YW_TRY(const Text text, decode(bytes));
    auto table = format == Format::kJson || format == Format::kJsonLines ? read_json(text.utf8, format, reading)
                                                                         : read_csv(text.utf8, format, reading);
    if (table) table.value().encoding = text.encoding;
    return table;
}

}  // namespace

Error fail_at(ErrorCode code, int row) {
    return {code, fmt::format("row {}", row), {{"row", fmt::format("第 {} 行", row)}}};
}

std::string_view rule_of(Problem problem) {
    return text_of(problem).rule;
}
std::string_view sentence_of(Problem problem) {
    return text_of(problem).sentence;
}

const Cell& Table::at(const Row& row, std::size_t column) {
    static const Cell kNothing;
    return column < row.cells.size() ? row.cells[column] : kNothing;
}

Result<Format> format_of(std::string_view file_name) {
    for (const Ending& known : kEndings) {
        if (ends_with(file_name, known.ending)) return known.format;
    }
    const bool is_old = std::any_of(std::begin(kOldEndings), std::end(kOldEndings),
                                    [&](std::string_view ending) { return ends_with(file_name, ending); });
    return fail(is_old ? kOldExcel : kFormatUnknown);
}

Result<Table> read_table(std::string_view bytes, Format format, const Reading& reading) {
    if (bytes.size() > reading.limits.max_bytes) return fail(kTooLarge, std::to_string(bytes.size()));
    if (bytes.empty()) return fail(kEmpty);
    if (bytes.starts_with(kOle)) return fail(kOldExcel);
    return format == Format::kXlsx ? read_xlsx(bytes, reading) : read_text(bytes, format, reading);
}

Result<Table> read_table(std::string_view bytes, std::string_view file_name, const Reading& reading) {
    YW_TRY(const Format format, format_of(file_name));
    return read_table(bytes, format, reading);
}

RowProblem problem_of(int row, std::string_view column, const Cell& cell, RowProblem::Severity severity) {
    const ProblemText text = text_of(cell.problem);
    return {row, std::string(column), cell.text, std::string(text.rule), std::string(text.sentence), severity};
}

}  // namespace yw::table

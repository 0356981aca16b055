// Tables as departments really have them, read into rows that know where they stood: CSV and TSV (UTF-8, UTF-16,
// GB18030), XLSX, JSON and JSON lines.
//
// A cell says what is wrong with it instead of being mended silently: the importer decides whether that column can bear
// it. Only white space around a value is removed, and line ends inside one become "\n".
// Errors of a whole file: the list at the end, and those of platform/archive for XLSX. Cost: about a second for some
// hundred thousand rows; the memory is the rows, whatever the file unpacks to. No exceptions on any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "platform/table/row_problem.hpp"

namespace yw::table {

/// What is wrong with a cell. rule_of() gives the stable name, sentence_of() what to tell the person with the file.
enum class Problem : std::uint8_t {
    kNone,
    kScientificNotation,   ///< 5.11602E+11, or more than 15 digits as a number: the digits are gone
    kControlCharacter,     ///< a tab, C0, C1 or an invisible character (zero width, direction marks) inside
    kFormulaError,         ///< #REF!, #N/A and the like
    kFormulaWithoutValue,  ///< never computed by the program that wrote the file
    kNotADate,             ///< shown as a date, but outside the calendar (1900-02-29, negative)
    kNestedValue,          ///< JSON: an array or object where a value was expected; the text is its JSON
    kDoubledKey,           ///< JSON: the object names this key twice
    kNoColumn,             ///< stands beyond the last column that has a name
};
std::string_view rule_of(Problem problem);
std::string_view sentence_of(Problem problem);

struct Cell {
    enum class Origin : std::uint8_t { kEmpty, kText, kNumber, kDate, kBool };
    std::string text;  ///< UTF-8; a date is 2026-03-02 or 2026-03-02 09:30:00, a truth value "true" or "false"
    Origin origin = Origin::kEmpty;
    Problem problem = Problem::kNone;
};

struct Row {
    int number = 0;           ///< CSV, TSV, JSON lines: line where it begins; XLSX: its row; JSON: 1 for the first
    std::vector<Cell> cells;  ///< gaps are empty cells; empty cells at the end are left out
};

struct Table {
    std::vector<std::string> header;
    int header_row = 0;  ///< number of the row that the header was taken from; 0 for JSON
    std::vector<Row> rows;
    std::string encoding;  ///< "UTF-8", "UTF-16LE", "UTF-16BE" or "GB18030" of a text file
    std::string sheet;     ///< XLSX: the sheet that was read

    /// The cell under a column, or an empty one.
    static const Cell& at(const Row& row, std::size_t column);
};

enum class Format { kCsv, kTsv, kXlsx, kJson, kJsonLines };

struct Limits {
    std::size_t max_bytes = std::size_t{256} << 20;
    std::size_t max_rows = 2'000'000;
    std::size_t max_columns = 512;
    std::size_t max_cells = 24'000'000;                   ///< in all; each costs about 40 bytes besides its text
    std::size_t max_cell_bytes = 128 * 1024;              ///< Excel itself stops at 32,767 characters
    std::size_t max_text_bytes = std::size_t{512} << 20;  ///< of all cells: XLSX can name one long text a million times
    std::size_t max_json_depth = 32;
    std::uint64_t max_unpacked_bytes = std::uint64_t{2} << 30;  ///< XLSX
    std::uint64_t max_ratio = 200;  ///< XLSX: unpacked to packed, once an entry is larger than 8 MiB
};

/// How to read, where the file alone does not say.
struct Reading {
    std::string sheet;   ///< XLSX: name of the sheet; else the first visible one
    int header_row = 0;  ///< number of the row with the column names; else the first row that is not empty
    Limits limits;
};

/// By the ending of the name. @errors kFormatUnknown, kOldExcel
Result<Format> format_of(std::string_view file_name);
/// @errors all but the mapping's
Result<Table> read_table(std::string_view bytes, Format format, const Reading& reading = {});
Result<Table> read_table(std::string_view bytes, std::string_view file_name, const Reading& reading = {});

/// The report line for a cell with a problem.
RowProblem problem_of(int row,
                      std::string_view column,
                      const Cell& cell,
                      RowProblem::Severity severity = RowProblem::Severity::kError);

inline constexpr ErrorCode kFormatUnknown{"table.format_unknown", Kind::kInvalid};
inline constexpr ErrorCode kOldExcel{"table.old_excel", Kind::kInvalid};  ///< .xls, .et, or .xlsx with a password
inline constexpr ErrorCode kTooLarge{"table.too_large", Kind::kInvalid};
inline constexpr ErrorCode kTooManyRows{"table.too_many_rows", Kind::kInvalid};
inline constexpr ErrorCode kTooManyColumns{"table.too_many_columns", Kind::kInvalid};
inline constexpr ErrorCode kCellTooLarge{"table.cell_too_large", Kind::kInvalid};
inline constexpr ErrorCode kEmpty{"table.empty", Kind::kInvalid};
inline constexpr ErrorCode kEncodingUnknown{"table.encoding_unknown", Kind::kInvalid};
inline constexpr ErrorCode kCsvQuote{"table.csv_quote", Kind::kInvalid};        ///< text after a closing quote
inline constexpr ErrorCode kCsvUnclosed{"table.csv_unclosed", Kind::kInvalid};  ///< a quote that never closes
inline constexpr ErrorCode kNotXlsx{"table.not_xlsx", Kind::kInvalid};          ///< a zip, or not even that
inline constexpr ErrorCode kXmlBroken{"table.xml_broken", Kind::kInvalid};
inline constexpr ErrorCode kXmlRefused{"table.xml_refused", Kind::kInvalid};  ///< DOCTYPE, or comments among rows
inline constexpr ErrorCode kSheetMissing{"table.sheet_missing", Kind::kInvalid};
inline constexpr ErrorCode kJsonBroken{"table.json_broken", Kind::kInvalid};
inline constexpr ErrorCode kJsonShape{"table.json_shape", Kind::kInvalid};  ///< not a list of objects
inline constexpr ErrorCode kMappingBroken{"table.mapping_broken", Kind::kInvalid};
inline constexpr ErrorCode kMappingColumnUnknown{"table.mapping_column_unknown", Kind::kInvalid};
inline constexpr ErrorCode kMappingAmbiguous{"table.mapping_ambiguous", Kind::kInvalid};
inline constexpr ErrorCode kErrors[] = {
    kFormatUnknown,   kOldExcel,        kTooLarge,   kTooManyRows, kTooManyColumns, kCellTooLarge,
    kEmpty,           kEncodingUnknown, kCsvQuote,   kCsvUnclosed, kNotXlsx,        kXmlBroken,
    kXmlRefused,      kSheetMissing,    kJsonBroken, kJsonShape,   kMappingBroken,  kMappingColumnUnknown,
    kMappingAmbiguous};

}  // namespace yw::table

// One sheet of a workbook (ECMA-376, as Excel, WPS and LibreOffice write it).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kernel/utf8.hpp"
#include "platform/table/cell_text.hpp"
#include "platform/table/readers.hpp"
#include "platform/table/table_builder.hpp"
#include "platform/table/workbook.hpp"
#include "platform/table/xml_stream.hpp"

namespace yw::table {
namespace {

constexpr int kLastRow = 1'048'576;
constexpr std::size_t kLastColumn = 16'384;

/// Excel writes characters that XML cannot hold as _x000D_.
std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view next = text.substr(at, 7);
        unsigned code = 0;
        const bool is_escape = next.size() == 7 && next.starts_with("_x") && next[6] == '_' &&
                               std::from_chars(next.data() + 2, next.data() + 6, code, 16).ptr == next.data() + 6;
        if (is_escape && code < 0x80) {
            if (code != '\r') result += static_cast<char>(code);
            at += 7;
        } else {
            result += text[at++];
        }
    }
    return result;
}

/// <t> and the <t> of each run; the phonetic guide (rPh) is not part of the text.
std::string text_of_string(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = local_name(child);
        if (name == "t") {
            text += child.text().get();
        } else if (name == "r") {
            for (const pugi::xml_node& part : child.children()) {
                if (local_name(part) == "t") text += part.text().get();
            }
        }
    }
    return text.find("_x") == std::string::npos ? text : unescaped(text);
}

struct Attributes {
    std::string_view reference;
    std::string_view type;
    std::size_t style = 0;
};
Attributes attributes_of(const pugi::xml_node& cell) {
    Attributes result;
    for (const pugi::xml_attribute& attribute : cell.attributes()) {
        const std::string_view name(attribute.name());
        if (name == "r") result.reference = attribute.value();
        if (name == "t") result.type = attribute.value();
        if (name == "s") result.style = attribute.as_uint();
    }
    return result;
}

class SheetReader {
public:
    SheetReader(const archive::Archive& archive, const Workbook& workbook, const Reading& reading)
        : archive_(archive), workbook_(workbook), limits_(reading.limits), builder_(reading) {}

    Result<Table> read(const Workbook::Sheet& sheet) {
        if (!workbook_.strings_part.empty()) YW_CHECK(read_strings());
        YW_TRY(archive::EntryReader from, open(sheet.part));
        YW_CHECK(for_each_element(from, "sheetData", "row", [this](const pugi::xml_node& row) { return add(row); }));
        builder_.table().sheet = sheet.name;
        return builder_.finish();
    }

private:
    Result<archive::EntryReader> open(std::string_view part) const {
        const archive::Entry* entry = archive_.find(part);
        if (entry == nullptr) return fail(kNotXlsx, "no " + std::string(part));
        return archive_.reader(*entry);
    }

    Result<void> read_strings() {
        YW_TRY(archive::EntryReader from, open(workbook_.strings_part));
        return for_each_element(from, "sst", "si", [this](const pugi::xml_node& node) -> Result<void> {
            YW_TRY(Cell cell, checked(text_of_string(node)));
            string_bytes_ += cell.text.size();
            if (strings_.size() >= limits_.max_cells || string_bytes_ > limits_.max_text_bytes) {
                return fail(kTooLarge, "strings");
            }
            strings_.push_back(std::move(cell));
            return {};
        });
    }

    Result<Cell> checked(std::string_view text) const {
        if (text.size() > limits_.max_cell_bytes) {
            return last_row_ > 0 ? fail_at(kCellTooLarge, last_row_) : fail(kCellTooLarge, "a shared string");
        }
        if (!utf8::is_valid(text)) return fail(kXmlBroken, "not UTF-8");
        return text_cell(text);
    }

    Result<void> add(const pugi::xml_node& node) {
        const int number = node.attribute("r").as_int(last_row_ + 1);
        if (number <= last_row_ || number > kLastRow) return fail(kXmlBroken, "row numbers");
        last_row_ = number;
        Row row{number, {}};
        row.cells.reserve(builder_.table().header.size());
        std::size_t next = 0;
        for (const pugi::xml_node& child : node.children()) {
            if (local_name(child) != "c") continue;
            const Attributes attributes = attributes_of(child);
            YW_TRY(const std::size_t column, column_of(attributes.reference, next));
            if (column < next || column >= kLastColumn) return fail(kXmlBroken, fmt::format("cells of row {}", number));
            next = column + 1;
            YW_TRY(Cell cell, read_cell(child, attributes));
            // Formatted but empty cells reach far to the right in real files; they are no columns.
            if (cell.origin == Cell::Origin::kEmpty && cell.problem == Problem::kNone) continue;
            if (column >= limits_.max_columns) return fail_at(kTooManyColumns, number);
            row.cells.resize(column);
            row.cells.push_back(std::move(cell));
        }
        return builder_.add(std::move(row));
    }

    /// "AB12" is column 27; without a reference it is the next one.
    static Result<std::size_t> column_of(std::string_view reference, std::size_t next) {
        if (reference.empty()) return next;
        std::size_t column = 0;
        std::size_t at = 0;
        for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 4; ++at) {
            column = column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
        }
        if (column == 0) return fail(kXmlBroken, "a cell reference");
        return column - 1;
    }

    Result<Cell> read_cell(const pugi::xml_node& node, const Attributes& attributes) const {
        const char* value = "";
        bool has_formula = false;
        std::string inline_text;
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = local_name(child);
            if (name == "v") value = child.text().get();
            if (name == "f") has_formula = true;
            if (name == "is") inline_text = text_of_string(child);
        }
        if (attributes.type == "inlineStr") return checked(inline_text);
        const std::string_view raw(value);
        if (raw.size() > limits_.max_cell_bytes) return fail_at(kCellTooLarge, last_row_);
        if (raw.empty()) {
            const bool is_unknown = has_formula && attributes.type != "str";
            return is_unknown ? Cell{{}, Cell::Origin::kEmpty, Problem::kFormulaWithoutValue} : Cell{};
        }
        if (!utf8::is_valid(raw)) return fail(kXmlBroken, "not UTF-8");
        return read_value(raw, attributes);
    }

    Result<Cell> read_value(std::string_view raw, const Attributes& attributes) const {
        const std::string_view type = attributes.type;
        if (type == "s") return shared(raw);
        if (type == "str") return text_cell(raw.find("_x") == std::string_view::npos ? raw : unescaped(raw));
        if (type == "b") return Cell{raw == "0" ? "false" : "true", Cell::Origin::kBool, Problem::kNone};
        if (type == "e") return Cell{std::string(raw), Cell::Origin::kText, Problem::kFormulaError};
        if (type == "d") return iso_date(raw);
        const NumberFormat format =
            attributes.style < workbook_.styles.size() ? workbook_.styles[attributes.style] : NumberFormat::kPlain;
        if (format == NumberFormat::kPlain) return number_cell(raw, false);
        if (format == NumberFormat::kScientific) return number_cell(raw, true);
        return date_cell(raw, format, workbook_.epoch);
    }

    Result<Cell> shared(std::string_view raw) const {
        std::size_t index = 0;
        const auto read = std::from_chars(raw.data(), raw.data() + raw.size(), index);
        if (read.ec != std::errc{} || index >= strings_.size()) return fail(kXmlBroken, "a shared string is missing");
        return strings_[index];
    }

    /// 2026-03-02T00:00:00, the form of the strict edition.
    static Cell iso_date(std::string_view raw) {
        Cell cell = text_cell(raw);
        cell.origin = Cell::Origin::kDate;
        if (cell.text.size() > 10 && cell.text[10] == 'T') {
            cell.text[10] = ' ';
            if (cell.text.substr(10).starts_with(" 00:00:00")) cell.text.resize(10);
        }
        return cell;
    }

    const archive::Archive& archive_;
    const Workbook& workbook_;
    const Limits& limits_;
    TableBuilder builder_;
    std::vector<Cell> strings_;
    std::size_t string_bytes_ = 0;
    int last_row_ = 0;
};

const Workbook::Sheet* sheet_to_read(const Workbook& workbook, std::string_view wanted) {
    const auto found = std::find_if(workbook.sheets.begin(), workbook.sheets.end(), [&](const Workbook::Sheet& sheet) {
        // The first one that people see: lists for drop-downs often stand hidden before it.
        return wanted.empty() ? sheet.is_visible && !sheet.part.empty() : sheet.name == wanted;
    });
    return found == workbook.sheets.end() || found->part.empty() ? nullptr : &*found;
}

}  // namespace

Result<Table> read_xlsx(std::string_view bytes, const Reading& reading) {
    if (!bytes.starts_with("PK\x03\x04")) return fail(kNotXlsx, "not a zip");
    archive::Limits limits;
    limits.max_unpacked_bytes = reading.limits.max_unpacked_bytes;
    limits.max_ratio = reading.limits.max_ratio;
    YW_TRY(const archive::Archive archive, archive::Archive::open(bytes, limits));
    YW_TRY(const Workbook workbook, read_workbook(archive));
    const Workbook::Sheet* sheet = sheet_to_read(workbook, trimmed(reading.sheet));
    if (sheet == nullptr) return fail(kSheetMissing, reading.sheet);
    return SheetReader(archive, workbook, reading).read(*sheet);
}

}  // namespace yw::table

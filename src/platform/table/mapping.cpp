#include "platform/table/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kernel/utf8.hpp"
#include "platform/table/cell_text.hpp"
#include "platform/toml/toml.hpp"

namespace yw::table {
namespace {

constexpr std::size_t kMaxMappingBytes = 1 << 20;
constexpr std::size_t kNoColumnOfFile = static_cast<std::size_t>(-1);

/// Column names are often broken over two lines or padded with spaces for the looks of it.
std::string without_space(std::string_view name) {
    std::string result;
    while (!name.empty()) {
        const std::string_view character = utf8::take(name);
        if (!trimmed(character).empty()) result += character;
    }
    return result;
}

std::string key_of(const toml::key& key) {
    return std::string(key.str());
}

Result<std::map<std::string, std::string>> strings_of(const toml::table& from, std::string_view where) {
    std::map<std::string, std::string> result;
    for (const auto& [key, node] : from) {
        const auto value = node.value_exact<std::string>();
        if (!value) return fail(kMappingBroken, fmt::format("{}.{} is not a string", where, key_of(key)));
        result[key_of(key)] = *value;
    }
    return result;
}

Result<void> read_source(const toml::table& from, Mapping& mapping) {
    for (const auto& [key, node] : from) {
        const auto sheet = node.value_exact<std::string>();
        const auto row = node.value_exact<std::int64_t>();
        if (key.str() == "sheet" && sheet) {
            mapping.sheet = *sheet;
        } else if (key.str() == "header_row" && row && *row >= 1 && *row <= 1000) {
            mapping.header_row = static_cast<int>(*row);
        } else {
            return fail(kMappingBroken, "source." + key_of(key));
        }
    }
    return {};
}

Result<void> read_section(std::string_view name, const toml::table& section, Mapping& mapping) {
    if (name == "source") return read_source(section, mapping);
    if (name == "constants") {
        YW_TRY(mapping.constants, strings_of(section, name));
        return {};
    }
    if (name != "enumerations") return fail(kMappingBroken, fmt::format("section {} is not known", name));
    for (const auto& [element, values] : section) {
        const toml::table* table = values.as_table();
        if (table == nullptr) return fail(kMappingBroken, "enumerations." + key_of(element) + " is not a table");
        YW_TRY(mapping.enumerations[key_of(element)], strings_of(*table, element.str()));
    }
    return {};
}

Result<void> refuse_two_sources(const Mapping& mapping) {
    std::set<std::string> elements;
    for (const auto& [column, element] : mapping.columns) {
        if (element.empty()) return fail(kMappingBroken, column + " names no element");
        if (!elements.insert(element).second) return fail(kMappingAmbiguous, element);
    }
    for (const auto& [element, value] : mapping.constants) {
        if (!elements.insert(element).second) return fail(kMappingAmbiguous, element);
    }
    for (const auto& [element, values] : mapping.enumerations) {
        if (elements.count(element) == 0) return fail(kMappingBroken, "enumerations." + element + " has no column");
    }
    return {};
}

/// Where each mapped column stands in the file, in the order of mapping.columns.
Result<std::vector<std::size_t>> places_of(const Mapping& mapping, const std::vector<std::string>& header) {
    std::vector<std::string> bare;
    for (const std::string& name : header) bare.push_back(without_space(name));
    std::vector<std::size_t> places;
    std::vector<FieldError> missing;
    for (const auto& [column, element] : mapping.columns) {
        const std::string wanted = without_space(column);
        const auto found = std::find(bare.begin(), bare.end(), wanted);
        if (found == bare.end()) {
            missing.push_back(
                {column, fmt::format("文件中没有列“{}”；文件的列是：{}。", column, fmt::join(header, "、"))});
            continue;
        }
        if (std::find(found + 1, bare.end(), wanted) != bare.end()) {
            return fail(kMappingAmbiguous, {{column, fmt::format("文件中有两列都叫“{}”，请只保留一列。", column)}});
        }
        const auto place = static_cast<std::size_t>(found - bare.begin());
        if (std::find(places.begin(), places.end(), place) != places.end()) return fail(kMappingAmbiguous, column);
        places.push_back(place);
    }
    if (!missing.empty()) return fail(kMappingColumnUnknown, std::move(missing));
    return places;
}

class Applying {
public:
    Applying(Table table, const Mapping& mapping, std::vector<std::size_t> places)
        : table_(std::move(table)), mapping_(mapping), places_(std::move(places)) {}

    MappedTable run() {
        for (const std::size_t place : places_) used_.insert(place);
        std::size_t i = 0;
        for (const auto& [column, element] : mapping_.columns) {
            result_.elements.push_back({element, table_.header[places_[i++]]});
            enumerations_.push_back(enumeration_of(element));
        }
        for (const auto& [element, value] : mapping_.constants) {
            result_.elements.push_back({element, ""});
            enumerations_.push_back(nullptr);
            places_.push_back(kNoColumnOfFile);
        }
        report_unused();
        result_.rows.reserve(table_.rows.size());
        for (Row& row : table_.rows) result_.rows.push_back(map(row));
        return std::move(result_);
    }

private:
    using Values = std::map<std::string, std::string>;

    const Values* enumeration_of(const std::string& element) const {
        const auto found = mapping_.enumerations.find(element);
        return found == mapping_.enumerations.end() ? nullptr : &found->second;
    }

    void report_unused() {
        for (std::size_t column = 0; column < table_.header.size(); ++column) {
            const std::string& name = table_.header[column];
            if (used_.count(column) != 0 || name.empty()) continue;
            result_.problems.push_back(
                {0, name, "", "column_unused", "映射中没有这一列，它的内容不会导入。", RowProblem::Severity::kWarning});
        }
    }

    Row map(Row& row) {
        // In a sheet the other cells still stand under their names; in a line of text they may all have moved.
        const auto severity = table_.sheet.empty() ? RowProblem::Severity::kError : RowProblem::Severity::kWarning;
        for (std::size_t column = table_.header.size(); column < row.cells.size(); ++column) {
            if (row.cells[column].problem == Problem::kNoColumn) {
                result_.problems.push_back(
                    problem_of(row.number, fmt::format("第 {} 列", column + 1), row.cells[column], severity));
            }
        }
        Row mapped{row.number, {}};
        mapped.cells.reserve(result_.elements.size());
        for (std::size_t i = 0; i < result_.elements.size(); ++i) mapped.cells.push_back(cell_of(row, i));
        return mapped;
    }

    Cell cell_of(Row& row, std::size_t i) {
        const std::size_t place = places_[i];
        if (place == kNoColumnOfFile) {
            return {mapping_.constants.at(result_.elements[i].name), Cell::Origin::kText, Problem::kNone};
        }
        if (place >= row.cells.size()) return {};
        Cell cell = std::move(row.cells[place]);
        if (enumerations_[i] != nullptr && cell.origin != Cell::Origin::kEmpty) translate(row.number, i, cell);
        return cell;
    }

    void translate(int row, std::size_t i, Cell& cell) {
        const Values& values = *enumerations_[i];
        if (const auto found = values.find(cell.text); found != values.end()) {
            cell.text = found->second;
            return;
        }
        const bool is_ours =
            std::any_of(values.begin(), values.end(), [&](const auto& v) { return v.second == cell.text; });
        if (is_ours) return;
        result_.problems.push_back({row, result_.elements[i].column, cell.text, "enumeration_unknown",
                                    "映射中没有这个值；请改正该值，或在映射的 enumerations 中补上。",
                                    RowProblem::Severity::kError});
    }

    Table table_;
    const Mapping& mapping_;
    std::vector<std::size_t> places_;
    std::set<std::size_t> used_;
    std::vector<const Values*> enumerations_;
    MappedTable result_;
};

}  // namespace

Result<Mapping> read_mapping(std::string_view toml) {
    if (toml.size() > kMaxMappingBytes || !utf8::is_valid(toml)) return fail(kMappingBroken, "too large, or not UTF-8");
    toml::table root;
    try {
        root = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return fail(kMappingBroken, fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    Mapping mapping;
    for (const auto& [key, node] : root) {
        if (const toml::table* section = node.as_table()) {
            YW_CHECK(read_section(key.str(), *section, mapping));
        } else if (const auto element = node.value_exact<std::string>()) {
            mapping.columns[key_of(key)] = std::string(trimmed(*element));
        } else {
            return fail(kMappingBroken, key_of(key) + " is neither an element nor a section");
        }
    }
    YW_CHECK(refuse_two_sources(mapping));
    return mapping;
}

std::optional<std::size_t> MappedTable::index_of(std::string_view element) const {
    const auto found =
        std::find_if(elements.begin(), elements.end(), [&](const Element& e) { return e.name == element; });
    if (found == elements.end()) return std::nullopt;
    return static_cast<std::size_t>(found - elements.begin());
}

const Cell& MappedTable::at(const Row& row, std::string_view element) const {
    return Table::at(row, index_of(element).value_or(elements.size()));
}

Result<MappedTable> apply(Table table, const Mapping& mapping) {
    YW_TRY(std::vector<std::size_t> places, places_of(mapping, table.header));
    return Applying(std::move(table), mapping, std::move(places)).run();
}

}  // namespace yw::table

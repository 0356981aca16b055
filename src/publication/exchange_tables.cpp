#include "publication/exchange_tables.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "platform/toml/toml.hpp"
#include "publication/exchange_files.hpp"

namespace yw::publication {
namespace {

[[noreturn]] void broken(std::string_view what) {
    throw std::runtime_error("national_tables.toml: " + std::string(what));
}

std::string text_at(const toml::array& row, std::size_t place) {
    const auto* node = row.get(place);
    const auto text = node ? node->value<std::string>() : std::nullopt;
    if (!text) broken("a column is [name, type, required, element, meaning]");
    return *text;
}

void read_type(std::string_view text, ExchangeColumn& column) {
    using Type = ExchangeColumn::Type;
    if (text == "longtext") return;
    if (text == "int") {
        column.type = Type::kInteger;
    } else if (text == "datetime") {
        column.type = Type::kTime;
    } else if (text.starts_with("varchar(") && text.ends_with(")")) {
        column.type = Type::kVarchar;
        text = text.substr(8, text.size() - 9);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), column.length);
        if (error != std::errc() || end != text.data() + text.size() || column.length < 1) broken(text);
    } else {
        broken(text);
    }
}

void read_columns(const toml::array* list, std::vector<ExchangeColumn>& columns) {
    if (!list) broken("columns are missing");
    for (const toml::node& node : *list) {
        const auto* row = node.as_array();
        if (!row || row->size() != 5) broken("a column is [name, type, required, element, meaning]");
        ExchangeColumn column;
        column.name = text_at(*row, 0);
        read_type(text_at(*row, 1), column);
        column.required = row->get(2)->value_or(false);
        column.element = text_at(*row, 3);
        column.meaning = text_at(*row, 4);
        columns.push_back(std::move(column));
    }
}

std::map<std::string, std::string> read_words(const toml::table* from) {
    std::map<std::string, std::string> words;
    if (from)
        for (const auto& [key, value] : *from) words.emplace(std::string(key.str()), value.value_or(std::string()));
    return words;
}

std::string_view type_of(ExchangeColumn::Type type) {
    switch (type) {
        case ExchangeColumn::Type::kText:
            return "text";
        case ExchangeColumn::Type::kVarchar:
            return "varchar";
        case ExchangeColumn::Type::kInteger:
            return "integer";
        case ExchangeColumn::Type::kTime:
            return "timestamp(0)";
    }
    return {};
}

}  // namespace

std::string_view ExchangeTables::group_of(std::string_view task_type) const {
    const auto found = groups.find(std::string(task_type));
    return found == groups.end() ? std::string_view("general") : std::string_view(found->second);
}

ExchangeTables read_exchange_tables(std::string_view text) {
    const toml::table file = toml::parse(text);
    ExchangeTables all;
    all.version = file["version"].value_or(0);
    all.constants = read_words(file["constants"].as_table());
    if (const auto* codes = file["codes"].as_table())
        for (const auto& [list, words] : *codes)
            all.codes.emplace(std::string(list.str()), read_words(words.as_table()));
    if (const auto* groups = file["groups"].as_table())
        for (const auto& [group, types] : *groups)
            if (const auto* list = types.as_array())
                for (const toml::node& type : *list)
                    all.groups.emplace(type.value_or(std::string()), std::string(group.str()));
    std::vector<ExchangeColumn> tail;
    read_columns(file["tail"].as_array(), tail);
    const auto* tables = file["table"].as_array();
    if (!tables) broken("no table");
    for (const toml::node& node : *tables) {
        const auto* from = node.as_table();
        if (!from) broken("no table");
        ExchangeTable table;
        table.name = (*from)["name"].value_or(std::string());
        table.meaning = (*from)["meaning"].value_or(std::string());
        table.group = (*from)["group"].value_or(std::string());
        table.of = (*from)["of"].value_or(std::string());
        read_columns((*from)["columns"].as_array(), table.columns);
        table.columns.insert(table.columns.end(), tail.begin(), tail.end());
        all.tables.push_back(std::move(table));
    }
    return all;
}

const ExchangeTables& exchange_tables() {
    static const ExchangeTables tables = [] {
        for (const auto& file : exchange_files::files())
            if (file.name == "national_tables.toml") return read_exchange_tables(file.bytes);
        broken("not built in");
    }();
    return tables;
}

std::string exchange_schema(const ExchangeTables& tables) {
    std::string text;
    for (const auto& table : tables.tables) {
        text += fmt::format("-- {}\nCREATE TABLE IF NOT EXISTS {} (\n", table.meaning, table.name);
        for (const auto& column : table.columns)
            text += fmt::format("    {} {}{}{},  -- {}\n", column.name, type_of(column.type),
                                column.length > 0 ? fmt::format("({})", column.length) : std::string(),
                                column.required ? " NOT NULL" : "", column.meaning);
        text += "    PRIMARY KEY (row_guid)\n);\n";
    }
    return text;
}

}  // namespace yw::publication

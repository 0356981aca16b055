// The national exchange tables as versioned data (data/exchange/national_tables.toml): columns, types, what must be
// filled, and which element of ours goes into each.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace yw::publication {

struct ExchangeColumn {
    enum class Type { kText, kVarchar, kInteger, kTime };
    std::string name;
    Type type = Type::kText;
    int length = 0;  ///< characters of a varchar
    bool required = false;
    std::string element;  ///< "guide.statutory.count"; empty: nothing of ours goes in
    std::string meaning;  ///< 法定办结时限
};

struct ExchangeTable {
    std::string name;
    std::string meaning;
    std::string group;  ///< general, public, punish, handle, check; empty for tables that are not of an item
    std::string of;     ///< item, material, fee, question, directory, department: what one row is
    std::vector<ExchangeColumn> columns;  ///< the tail of every table too
};

struct ExchangeTables {
    int version = 0;
    std::vector<ExchangeTable> tables;
    std::map<std::string, std::string> constants;                     ///< element -> value
    std::map<std::string, std::map<std::string, std::string>> codes;  ///< list -> our word -> code
    std::map<std::string, std::string> groups;                        ///< task type -> group

    std::string_view group_of(std::string_view task_type) const;
};

/// @throws std::runtime_error when the text is not of this form
ExchangeTables read_exchange_tables(std::string_view toml);
/// The edition that is built in.
const ExchangeTables& exchange_tables();

/// The tables for PostgreSQL, with what they demand.
std::string exchange_schema(const ExchangeTables& tables);

}  // namespace yw::publication

#include "inspect/guides/national_names.hpp"

#include <algorithm>
#include <stdexcept>

#include "inspect/guides/field_files.hpp"
#include "platform/toml/toml.hpp"

namespace yw::inspect {
namespace {

using Groups = std::map<std::string, NameGroup, std::less<>>;

NameGroup read_group(const toml::table& table) {
    NameGroup group;
    for (const auto& [element, list] : table) {
        Names& names = group[std::string(element.str())];
        if (list.as_array() == nullptr)
            throw std::logic_error("national_fields: no list: " + std::string(element.str()));
        for (const auto& name : *list.as_array()) names.push_back(name.value_or(std::string()));
    }
    return group;
}

const Groups& groups() {
    static const Groups kGroups = [] {
        Groups found;
        const auto parsed = toml::parse(field_files::files().front().bytes);
        for (const auto& [key, node] : parsed)
            if (const toml::table* table = node.as_table()) found[std::string(key.str())] = read_group(*table);
        return found;
    }();
    return kGroups;
}

}  // namespace

const NameGroup& name_group(std::string_view group) {
    const auto found = groups().find(group);
    if (found == groups().end()) throw std::logic_error("national_fields: " + std::string(group));
    return found->second;
}

const Names& names_of(std::string_view group, std::string_view element) {
    const NameGroup& names = name_group(group);
    if (const auto found = names.find(element); found != names.end()) return found->second;
    throw std::logic_error("national_fields: " + std::string(group) + "." + std::string(element));
}

lint::Unit unit_of(std::string_view text) {
    static constexpr std::pair<const char*, lint::Unit> kUnits[] = {{"workday", lint::Unit::kWorkday},
                                                                    {"day", lint::Unit::kDay},
                                                                    {"hour", lint::Unit::kHour},
                                                                    {"month", lint::Unit::kMonth},
                                                                    {"year", lint::Unit::kYear}};
    for (const auto& unit : kUnits) {
        const Names& names = names_of("units", unit.first);
        if (std::find(names.begin(), names.end(), text) != names.end()) return unit.second;
    }
    return lint::Unit::kUnknown;
}

bool says_yes(std::string_view text) {
    const Names& yes = names_of("values", "yes");
    return std::find(yes.begin(), yes.end(), text) != yes.end();
}

}  // namespace yw::inspect

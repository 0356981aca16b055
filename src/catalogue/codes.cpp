#include "platform/toml/toml.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "catalogue/catalogue.hpp"
#include "catalogue/code_files.hpp"

namespace yw::catalogue {
namespace {

using Lists = std::map<std::string, std::vector<Code>, std::less<>>;

std::vector<Code> entries_of(const toml::table& list, std::string_view name) {
    std::vector<Code> entries;
    const toml::array* rows = list["entries"].as_array();
    if (rows == nullptr || rows->empty()) throw std::logic_error("codes: no entries in " + std::string(name));
    for (const auto& row : *rows) {
        const toml::array* pair = row.as_array();
        const auto text = [&](std::size_t i) {
            const auto value = pair && pair->size() == 2 ? (*pair)[i].value_exact<std::string>() : std::nullopt;
            if (!value || value->empty()) throw std::logic_error("codes: broken entry in " + std::string(name));
            return *value;
        };
        entries.push_back({text(0), text(1)});
    }
    return entries;
}

Lists read_lists() {
    Lists lists;
    for (const auto& file : code_files::files()) {
        const auto parsed = toml::parse(file.bytes);
        for (const auto& [key, node] : parsed) {
            const toml::table* list = node.as_table();
            if (list == nullptr) throw std::logic_error("codes: not a list: " + std::string(key.str()));
            lists[std::string(key.str())] = entries_of(*list, key.str());
        }
    }
    return lists;
}

}  // namespace

std::span<const Code> codes(std::string_view list) {
    static const Lists kLists = read_lists();
    const auto found = kLists.find(list);
    if (found == kLists.end()) throw std::logic_error("codes: no list " + std::string(list));
    return found->second;
}

std::string_view code_name(std::string_view list, std::string_view code) {
    const auto entries = codes(list);
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Code& c) { return c.code == code; });
    return found == entries.end() ? std::string_view() : std::string_view(found->name);
}

std::string_view personal_theme_name(std::string_view code) {
    return code_name("personal_theme", code);
}
std::string_view legal_theme_name(std::string_view code) {
    return code_name("legal_theme", code);
}
std::string_view life_event_name(std::string_view key) {
    return code_name("life_event", key);
}
std::string_view task_type_name(std::string_view code) {
    return code_name("task_type", code);
}

}  // namespace yw::catalogue

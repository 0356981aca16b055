#include "platform/strings/strings.hpp"

#include <map>
#include <stdexcept>

namespace yw::strings {
namespace {

constexpr std::string_view kLanguage = "zh-CN";

std::map<std::string_view, std::string_view>& chinese() {
    static std::map<std::string_view, std::string_view> entries;
    return entries;
}

}  // namespace

void add(std::span<const Entry> entries) {
    for (const Entry& entry : entries) {
        if (entry.language != kLanguage) continue;
        const auto [where, fresh] = chinese().emplace(entry.key, entry.text);
        // The same table may be added again (several tests in one program); another text for the key is a mistake.
        if (!fresh && where->second != entry.text) throw std::logic_error("two texts for " + std::string(entry.key));
    }
}

bool known(std::string_view key) {
    return chinese().count(key) > 0;
}

std::string_view text(std::string_view key) {
    const auto found = chinese().find(key);
    if (found == chinese().end()) throw std::logic_error("no text for " + std::string(key));
    return found->second;
}

std::string text(std::string_view key, std::initializer_list<std::pair<std::string_view, std::string_view>> places) {
    std::string result(text(key));
    for (const auto& [name, value] : places) {
        const auto mark = "{" + std::string(name) + "}";
        for (auto at = result.find(mark); at != std::string::npos; at = result.find(mark, at + value.size()))
            result.replace(at, mark.size(), value);
    }
    return result;
}

std::string_view sentence(const Error& error) {
    return text(error.code.name);
}

}  // namespace yw::strings

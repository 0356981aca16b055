#include "catalogue/directory_json.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "catalogue/item_codes.hpp"

namespace yw::catalogue {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestText = 20'000;  // bytes, as of a row that is imported
constexpr std::size_t kMostTexts = 200;
constexpr int kGreatestVersion = 1'000'000;

/// Texts that may be unknown, by the names of the national table: one list for both directions.
struct MayLack {
    std::string_view key;
    std::string DirectoryEntry::*member;
};
constexpr MayLack kMayLack[] = {
    {"local_code", &DirectoryEntry::local_code},     {"effective_on", &DirectoryEntry::effective_on},
    {"cancel_on", &DirectoryEntry::cancel_on},       {"guiding_department", &DirectoryEntry::department},
    {"parent_code", &DirectoryEntry::parent_code},   {"punish_method", &DirectoryEntry::punish_method},
    {"collect_type", &DirectoryEntry::collect_type}, {"reducible", &DirectoryEntry::reducible}};

std::string bounded(const json::value& value) {
    const auto& text = value.as_string();
    if (text.size() > kLongestText) throw std::runtime_error("a text is too long");
    return std::string(text);
}

std::vector<std::string> texts_at(const json::object& from, std::string_view key) {
    const auto& list = from.at(key).as_array();
    if (list.size() > kMostTexts) throw std::runtime_error("a list is too long");
    std::vector<std::string> texts;
    for (const auto& text : list) {
        texts.push_back(bounded(text));
        // Lists are kept as one text each: what separates them cannot stand in them.
        if (texts.back().empty() || texts.back().find('\n') != std::string::npos)
            throw std::runtime_error("a text of a list is empty or has a separator");
    }
    return texts;
}

DirectoryEntry entry_of(const json::object& from) {
    DirectoryEntry entry;
    entry.code = bounded(from.at("code"));
    entry.name = bounded(from.at("name"));
    entry.task_type = bounded(from.at("task_type"));
    entry.bases = texts_at(from, "bases");
    entry.levels = texts_at(from, "levels");
    entry.state = bounded(from.at("state"));
    entry.version = from.at("version").to_number<int>();
    entry.handled = from.at("handled").as_bool();
    for (const MayLack& text : kMayLack)
        if (const auto& value = from.at(text.key); !value.is_null()) entry.*text.member = bounded(value);
    return entry;
}

bool is_day(const std::string& text) {
    return text.empty() || LocalDay::parse(text).has_value();
}

bool is_sound(const DirectoryEntry& entry) {
    const auto code = BaseCode::parse(entry.code);
    const bool has_state = entry.state == "active" || entry.state == "suspended" || entry.state == "cancelled";
    return code && code->task_type == entry.task_type && !task_type_name(entry.task_type).empty() &&
           !entry.name.empty() && has_state && entry.version > 0 && entry.version <= kGreatestVersion &&
           is_day(entry.effective_on) && is_day(entry.cancel_on) && !entry.levels.empty() &&
           std::ranges::none_of(entry.levels, [](const auto& level) { return code_name("level", level).empty(); });
}

}  // namespace

std::string directory_json(const DirectoryEntry& entry) {
    json::object to{{"code", entry.code},
                    {"name", entry.name},
                    {"task_type", entry.task_type},
                    {"bases", json::array(entry.bases.begin(), entry.bases.end())},
                    {"levels", json::array(entry.levels.begin(), entry.levels.end())},
                    {"state", entry.state},
                    {"version", entry.version},
                    {"handled", entry.handled}};
    for (const MayLack& text : kMayLack) {
        const std::string& said = entry.*text.member;
        to.emplace(text.key, said.empty() ? json::value(nullptr) : json::value(said));
    }
    return json::serialize(to);
}

Result<DirectoryEntry> directory_entry_of_json(std::string_view text) {
    try {
        const json::value value = json::parse(text);
        DirectoryEntry entry = entry_of(value.as_object());
        if (!is_sound(entry)) return fail(kEntryUnreadable, entry.code);
        return entry;
    } catch (const std::exception& broken) {  // whatever directory_json() does not make: an outcome for outsiders
        return fail(kEntryUnreadable, broken.what());
    }
}

}  // namespace yw::catalogue

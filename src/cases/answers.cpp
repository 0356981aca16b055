// The answers themselves: paths, entries of groups, JSON.
#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

#include "cases/form_answers.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kMostJsonBytes = 1024 * 1024;
constexpr std::size_t kMostPaths = 20'000;

std::string entry_path(std::string_view group, int index) {
    return std::string(group) + '[' + std::to_string(index) + ']';
}

/// The index of "members[3].income" under "members", or -1.
int index_under(std::string_view path, std::string_view group) {
    if (path.size() <= group.size() + 2 || path.substr(0, group.size()) != group || path[group.size()] != '[')
        return -1;
    int index = -1;
    const char* first = path.data() + group.size() + 1;
    const auto [end, error] = std::from_chars(first, path.data() + path.size(), index);
    if (error != std::errc{} || end == path.data() + path.size() || *end != ']' || index >= kMostEntries) return -1;
    return index;
}

bool is_below(std::string_view path, std::string_view above) {
    if (path.substr(0, above.size()) != above) return false;
    return path.size() == above.size() || path[above.size()] == '.' || path[above.size()] == '[';
}

}  // namespace

std::string_view Answers::get(std::string_view path) const {
    const auto found = values_.find(path);
    return found == values_.end() || found->second.empty() ? std::string_view{} : found->second.front();
}

std::vector<std::string> Answers::all(std::string_view path) const {
    const auto found = values_.find(path);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

bool Answers::has(std::string_view path) const {
    return values_.find(path) != values_.end();
}

void Answers::set(std::string_view path, std::string value) {
    values_[std::string(path)] = {std::move(value)};
}

void Answers::set(std::string_view path, std::vector<std::string> values) {
    values_[std::string(path)] = std::move(values);
}

void Answers::erase(std::string_view path) {
    for (auto at = values_.lower_bound(path); at != values_.end() && at->first.compare(0, path.size(), path) == 0;) {
        at = is_below(at->first, path) ? values_.erase(at) : std::next(at);
    }
}

int Answers::entries(std::string_view group) const {
    int most = 0;
    for (auto at = values_.lower_bound(group); at != values_.end() && at->first.compare(0, group.size(), group) == 0;
         ++at)
        most = std::max(most, index_under(at->first, group) + 1);
    return most;
}

void Answers::add_entry(std::string_view group) {
    const int count = entries(group);
    if (count < kMostEntries) set(entry_path(group, count), std::string{});
}

void Answers::remove_entry(std::string_view group, int index) {
    const int count = entries(group);
    if (index < 0 || index >= count) return;
    erase(entry_path(group, index));
    for (int i = index + 1; i < count; ++i) {
        const std::string from = entry_path(group, i), to = entry_path(group, i - 1);
        std::vector<std::pair<std::string, std::vector<std::string>>> moved;
        for (const auto& [path, values] : values_) {
            if (is_below(path, from)) moved.emplace_back(to + path.substr(from.size()), values);
        }
        erase(from);
        for (auto& [path, values] : moved) values_[path] = std::move(values);
    }
}

std::string to_json(const Answers& answers) {
    boost::json::object object;
    for (const auto& [path, values] : answers.values()) {
        if (values.size() == 1) {
            object.emplace(path, values.front());
        } else {
            object.emplace(path, boost::json::array(values.begin(), values.end()));
        }
    }
    return boost::json::serialize(object);
}

std::optional<Answers> answers_of(std::string_view json) {
    if (json.size() > kMostJsonBytes) return std::nullopt;
    boost::json::parse_options options;
    options.max_depth = 3;
    boost::system::error_code error;
    const auto parsed = boost::json::parse(json, error, {}, options);
    if (error || !parsed.is_object() || parsed.get_object().size() > kMostPaths) return std::nullopt;
    Answers answers;
    for (const auto& [path, value] : parsed.get_object()) {
        if (value.is_string()) {
            answers.set(path, std::string(value.get_string()));
            continue;
        }
        if (!value.is_array()) return std::nullopt;
        std::vector<std::string> values;
        for (const auto& one : value.get_array()) {
            if (!one.is_string()) return std::nullopt;
            values.emplace_back(one.get_string());
        }
        answers.set(path, std::move(values));
    }
    return answers;
}

}  // namespace yw::cases

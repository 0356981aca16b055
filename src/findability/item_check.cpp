#include "findability/item_check.hpp"

#include <algorithm>

#include "search/text.hpp"

namespace yw::findability {
namespace {

constexpr std::size_t kFirstOnes = 3;

/// Several items may share a name: it is found when one of that name is.
bool answers(const search::Found& found, const catalogue::Item& item, const std::string& said) {
    if (found.entry.id == item.id || found.entry.name == item.name) return true;
    const auto wanted = search::folded(said);
    return std::any_of(found.entry.other_names.begin(), found.entry.other_names.end(),
                       [&](const std::string& other) { return search::folded(other) == wanted; });
}

std::optional<Miss> try_name(const search::Search& search,
                             const catalogue::Item& item,
                             const std::string& said,
                             std::size_t first_ones) {
    search::Question question{said, item.region};
    question.limit = first_ones;
    const auto answer = search.ask(question);
    for (const auto& found : answer.found)
        if (answers(found, item, said)) return std::nullopt;
    Miss miss;
    miss.item_id = item.id;
    miss.said = said;
    miss.is_own_name = first_ones == 1;
    miss.place = item.region;
    miss.department_id = item.department.id;
    miss.department = item.department.name;
    miss.name = item.name;
    if (!answer.found.empty()) miss.first = answer.found.front().entry.name;
    return miss;
}

}  // namespace

EverydayNames::EverydayNames(const Words& words) {
    for (const WordEntry& entry : words.entries) {
        if (entry.list != "aliases" && entry.list != "pins") continue;
        for (const auto& name : entry.meant)
            for (std::string_view rest = entry.said; !rest.empty();) {
                const auto end = std::min(rest.find('|'), rest.size());
                if (end > 0) by_name_.emplace(search::folded(name), std::string(rest.substr(0, end)));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
    }
}

std::vector<std::string> EverydayNames::of(const catalogue::ItemToIndex& item) const {
    std::vector<std::string> names = item.short_names;
    const auto [first, last] = by_name_.equal_range(search::folded(item.item.name));
    for (auto at = first; at != last; ++at) names.push_back(at->second);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::vector<Miss> misses_of(const search::Search& search,
                            const catalogue::ItemToIndex& item,
                            const EverydayNames& names) {
    std::vector<Miss> misses;
    if (auto miss = try_name(search, item.item, item.item.name, 1)) misses.push_back(std::move(*miss));
    for (const auto& said : names.of(item)) {
        if (said == item.item.name) continue;
        if (auto miss = try_name(search, item.item, said, kFirstOnes)) misses.push_back(std::move(*miss));
    }
    return misses;
}

}  // namespace yw::findability

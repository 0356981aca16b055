#include "search/vocabulary.hpp"

#include <algorithm>

#include "search/han.hpp"

namespace yw::search {
namespace {

bool sound_alike(char32_t a, char32_t b) {
    const auto x = reading(a), y = reading(b);
    return x != 0 && y != 0 && sounds_like(x) == sounds_like(y);
}

template <class List>
auto find_character(List& list, char32_t character) {
    return std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.character == character; });
}

}  // namespace

Vocabulary::Vocabulary(std::span<const Part> parts) {
    constexpr Token kCharacter = (Token{1} << 21) - 1;
    const auto add = [](std::vector<Follower>& to, char32_t character, std::uint32_t texts) {
        const auto at = find_character(to, character);
        if (at == to.end())
            to.push_back({character, texts});
        else
            at->texts += texts;
    };
    for (const Part& part : parts)
        for (const auto& [token, texts] : part.segment->all_pairs()) {
            const auto first = static_cast<char32_t>(token >> 21 & kCharacter);
            const auto second = static_cast<char32_t>(token & kCharacter);
            add(after_[first], second, texts);
            add(before_[second], first, texts);
        }
}

bool Vocabulary::has(char32_t first, char32_t second) const {
    const auto list = after_.find(first);
    return list != after_.end() && find_character(list->second, second) != list->second.end();
}

std::vector<char32_t> Vocabulary::between(char32_t before, char32_t after, char32_t wrong, std::size_t most) const {
    struct Candidate {
        char32_t character;
        bool alike;
        std::uint32_t texts;
    };
    std::vector<Candidate> found;
    const auto take = [&](const std::unordered_map<char32_t, std::vector<Follower>>& lists, char32_t key,
                          const auto& fits) {
        const auto list = lists.find(key);
        if (list == lists.end()) return;
        for (const auto& each : list->second)
            if (each.character != wrong && fits(each.character))
                found.push_back({each.character, sound_alike(each.character, wrong), each.texts});
    };
    if (before != 0)
        take(after_, before, [&](char32_t c) { return after == 0 || has(c, after); });
    else if (after != 0)
        take(before_, after, [](char32_t) { return true; });
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(b.alike, b.texts, a.character) < std::tie(a.alike, a.texts, b.character);
    });
    std::vector<char32_t> best;
    for (const auto& each : found) {
        if (best.size() == most) break;
        best.push_back(each.character);
    }
    return best;
}

}  // namespace yw::search

#include "search/vocabulary.hpp"

#include <algorithm>

#include "search/han.hpp"

namespace yw::search {
namespace {

bool sound_alike(char32_t a, char32_t b) {
    const auto x = reading(a), y = reading(b);
    return x != 0 && y != 0 && sounds_like(x) == sounds_like(y);
}

}  // namespace

Vocabulary::Vocabulary(std::span<const Part> parts) {
    constexpr Token kCharacter = (Token{1} << 21) - 1;
    for (const Part& part : parts)
        for (const auto& [token, texts] : part.segment->all_pairs()) {
            const auto first = static_cast<char32_t>(token >> 21 & kCharacter);
            const auto second = static_cast<char32_t>(token & kCharacter);
            after_[first].push_back({second, texts});
            before_[second].push_back({first, texts});
        }
    put_in_order(after_);
    put_in_order(before_);
}

/// A pair that stands in several parts is one.
void Vocabulary::put_in_order(Lists& lists) {
    for (auto& [character, list] : lists) {
        std::sort(list.begin(), list.end(),
                  [](const Follower& a, const Follower& b) { return a.character < b.character; });
        std::size_t kept = 0;
        for (std::size_t i = 1; i < list.size(); ++i) {
            if (list[kept].character == list[i].character)
                list[kept].texts += list[i].texts;
            else
                list[++kept] = list[i];
        }
        list.resize(kept + 1);
    }
}

bool Vocabulary::has(char32_t first, char32_t second) const {
    const auto list = after_.find(first);
    if (list == after_.end()) return false;
    const auto at =
        std::lower_bound(list->second.begin(), list->second.end(), second,
                         [](const Follower& each, char32_t character) { return each.character < character; });
    return at != list->second.end() && at->character == second;
}

std::vector<char32_t> Vocabulary::between(char32_t before, char32_t after, char32_t wrong, std::size_t most) const {
    struct Candidate {
        char32_t character;
        bool alike;
        std::uint32_t texts;
    };
    std::vector<Candidate> found;
    const auto take = [&](const Lists& lists, char32_t key, const auto& fits) {
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

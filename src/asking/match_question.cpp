#include "asking/match_question.hpp"

#include <algorithm>
#include <map>

namespace yw::asking {
namespace {

constexpr double kOfEveryQuestion = 0.4;  ///< weight of a pair of which both characters stand in a filler

using Pair = std::pair<char32_t, char32_t>;
using Pairs = std::map<Pair, double>;

Pairs pairs_of(std::u32string_view text, const search::Thesaurus& thesaurus) {
    const auto filler = fillers_in(text, thesaurus);
    Pairs pairs;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == U' ' || text[i + 1] == U' ') continue;
        double& weight = pairs[{text[i], text[i + 1]}];
        weight = std::max(weight, filler[i] && filler[i + 1] ? kOfEveryQuestion : 1.0);
    }
    return pairs;
}

}  // namespace

std::vector<bool> fillers_in(std::u32string_view text, const search::Thesaurus& thesaurus) {
    std::vector<bool> filler(text.size(), false);
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = 0;
        for (std::size_t n = std::min(thesaurus.longest(), text.size() - i); n > 0 && taken == 0; --n) {
            const auto* word = thesaurus.find(text.substr(i, n));
            if (!word) continue;
            taken = n;
            if (word->is_filler || word->is_weak) std::fill_n(filler.begin() + static_cast<std::ptrdiff_t>(i), n, true);
        }
        i += std::max<std::size_t>(1, taken);
    }
    return filler;
}

double alike(std::u32string_view asked,
             std::u32string_view in_guide,
             const std::vector<std::u32string>& names,
             const search::Thesaurus& thesaurus) {
    const Pairs mine = pairs_of(asked, thesaurus), theirs = pairs_of(in_guide, thesaurus);
    Pairs named;
    for (const auto& name : names) named.merge(pairs_of(name, thesaurus));
    double common = 0, of_mine = 0, of_theirs = 0;
    for (const auto& [pair, weight] : mine) {
        const auto same = theirs.find(pair);
        if (same != theirs.end()) common += std::min(weight, same->second);
        if (same != theirs.end() || !named.contains(pair)) of_mine += weight;
    }
    for (const auto& [pair, weight] : theirs)
        if (mine.contains(pair) || !named.contains(pair)) of_theirs += weight;
    if (of_mine <= 0 || of_theirs <= 0) return 0;
    return 2 * common / (of_mine + of_theirs);
}

}  // namespace yw::asking

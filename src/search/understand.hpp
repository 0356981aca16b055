// What a person may have meant by what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/han.hpp"
#include "search/thesaurus.hpp"

namespace yw::search {

inline constexpr std::size_t kLongestQuery = 256;  ///< characters that are looked at: a long name in pinyin

/// One way to say a part of the query.
struct Reading {
    std::vector<std::u32string> words;  ///< all of them wanted
    double trust = 1;                   ///< as typed 1, other names a little less
};

/// A part of the query: a known word with what it may mean, or characters that no list knows.
struct Idea {
    std::u32string said;
    std::vector<Reading> readings;  ///< as typed first
    bool is_weak = false;
    bool is_known = false;
};

struct Understanding {
    std::u32string whole;  ///< folded, as typed
    std::u32string asked;  ///< without what only makes a question of it
    std::vector<Idea> ideas;
    std::vector<Syllable> syllables;  ///< when it was typed in letters that are pinyin
    std::string letters;              ///< when it was typed in letters only
    Audience audience = Audience::kEveryone;
    bool is_letters() const { return !letters.empty(); }
};

Understanding understand(std::string_view query, const Thesaurus& thesaurus);
/// The same of a text that is folded already.
Understanding understand(std::u32string whole, const Thesaurus& thesaurus);

/// Letters as Chinese words that sound or begin so, the likeliest first: "sfz" is 身份证, "gongjijin tiqu" 公积金 提取.
std::vector<std::u32string> words_of_letters(std::string_view letters, const Thesaurus& thesaurus);

}  // namespace yw::search

// What a person typed into a search for places, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "regions/pack.hpp"

namespace yw::regions {

/// One beginning of a name, between blanks, commas, slashes or angle brackets.
struct Token {
    enum class Script { kHan, kLatin, kDigits };
    std::string text;  ///< full-width letters and digits as ASCII, letters small, apostrophes gone
    Script script = Script::kHan;
};

/// At most four tokens, the first 60 characters: longer input is no name of a place.
std::vector<Token> tokens_of(std::string_view query);

/// Whether what is left of a name after its short form only says what kind of place it is: 市, 街道, 彝族自治州.
bool is_kind_of_place(std::string_view rest_of_name);
/// The same of its spelling, syllables with capitals: Shi, JieDao, YiZuZiZhiZhou.
bool is_kind_of_place_spelt(std::string_view rest_of_pinyin);

}  // namespace yw::regions

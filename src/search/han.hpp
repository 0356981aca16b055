// What search knows of Chinese characters: simplified forms and readings without tones (Unihan, packed by
// tools/han_pack.py into the program).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace yw::search {

/// A syllable of Mandarin without its tone; 0 is none.
using Syllable = std::uint16_t;

/// 護 is 护; any other character is itself.
char32_t simplified(char32_t character);
bool is_han(char32_t character);

/// What dictionaries put first: 行 is xing. 0 for what has no reading.
Syllable reading(char32_t character);
/// Other readings that words of everyday offices need: 行 is also hang (银行), 会 also kuai (会计).
std::span<const Syllable> other_readings(char32_t character);
std::string_view spelling(Syllable syllable);
/// 0 when there is no such syllable.
Syllable syllable_of(std::string_view letters);
/// One for all syllables that southern tongues and hasty fingers mix up: zh/z, ch/c, sh/s, ng/n, l/n, f/h, r/l.
Syllable sounds_like(Syllable syllable);

/// The letters as syllables, the fewest that take all; of two such ways, longer ones first. Empty when the letters are
/// no pinyin. Apostrophes, blanks and digits part syllables.
std::vector<Syllable> spelt(std::string_view letters);

}  // namespace yw::search

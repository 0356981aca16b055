// Texts as search compares them: characters folded (full width, capitals, traditional forms), and the tokens that stand
// in the index for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yw::search {

/// A blank stands for any run of blanks, punctuation and signs; none at either end.
struct Folded {
    std::u32string characters;
    std::vector<std::uint32_t> at;  ///< byte of the original where each character begins; one more for the end
};
Folded fold(std::string_view text);
std::u32string folded(std::string_view text);
std::string utf8_of(std::u32string_view characters);

/// What stands in the index. The upper byte says of which kind, the rest is the characters themselves.
using Token = std::uint64_t;
enum class TokenKind : std::uint8_t { kPair = 1, kSingle, kWord, kSoundPair, kInitials, kBeginning };
constexpr TokenKind kind_of(Token token) {
    return static_cast<TokenKind>(token >> 56);
}

Token pair_token(char32_t first, char32_t second);
Token single_token(char32_t character);
/// Of the first one to three characters of a name.
Token beginning_token(std::u32string_view beginning);
/// Of two syllables as they sound (sounds_like).
Token sound_token(std::uint16_t first, std::uint16_t second);
/// Of the initials of three Chinese characters in a row.
Token initials_token(char a, char b, char c);

/// What a query is looked up by: pairs of Chinese characters, whole words of letters and digits. A lone Chinese
/// character is looked up as such.
std::vector<Token> query_tokens(std::u32string_view folded);
/// All tokens of a name or of another text of an item, with repeats. Sounds run on over blanks: nobody types brackets.
std::vector<Token> all_tokens(std::u32string_view folded);

}  // namespace yw::search

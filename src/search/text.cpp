#include "search/text.hpp"

#include <array>

#include "kernel/utf8.hpp"
#include "search/han.hpp"

namespace yw::search {
namespace {

constexpr std::uint64_t kCharacterBits = 21;

constexpr Token of_kind(TokenKind kind, std::uint64_t value) {
    return static_cast<std::uint64_t>(kind) << 56 | (value & ((std::uint64_t{1} << 56) - 1));
}

bool is_word_character(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
}

/// The character as it is compared, or a blank.
char32_t fold_character(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
    if (is_word_character(c)) return c;
    if (is_han(c)) return simplified(c);
    return U' ';
}

/// FNV-1a: words of letters are few, and a false equal is caught when names are compared.
Token word_token(std::u32string_view word) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char32_t c : word) hash = (hash ^ c) * 1099511628211u;
    return of_kind(TokenKind::kWord, hash ^ hash >> 56);
}

/// Runs of Chinese characters and words of letters, one after the other.
template <class OnHan, class OnWord>
void each_run(std::u32string_view text, OnHan on_han, OnWord on_word) {
    std::size_t i = 0;
    while (i < text.size()) {
        std::size_t end = i + 1;
        if (is_han(text[i])) {
            while (end < text.size() && is_han(text[end])) ++end;
            on_han(text.substr(i, end - i));
        } else if (is_word_character(text[i])) {
            while (end < text.size() && is_word_character(text[end])) ++end;
            on_word(text.substr(i, end - i));
        }
        i = end;
    }
}

using Readings = std::vector<Syllable>;

Readings readings_of(char32_t c) {
    const auto others = other_readings(c);
    Readings all(others.begin(), others.end());
    if (const auto first = reading(c); first != 0) all.insert(all.begin(), first);
    return all;
}

void add_sounds(std::u32string_view text, std::vector<Token>& tokens) {
    Readings before;
    std::array<char, 3> initials{};
    std::size_t known = 0;
    for (const char32_t c : text) {
        if (!is_han(c)) continue;
        Readings now = readings_of(c);
        for (const auto a : before)
            for (const auto b : now) tokens.push_back(sound_token(sounds_like(a), sounds_like(b)));
        initials = {initials[1], initials[2], now.empty() ? '?' : spelling(now.front()).front()};
        if (++known >= 3) tokens.push_back(initials_token(initials[0], initials[1], initials[2]));
        before = std::move(now);
    }
}

}  // namespace

Folded fold(std::string_view text) {
    Folded result;
    std::string_view rest = text;
    bool owes_blank = false;
    while (!rest.empty()) {
        const auto at = static_cast<std::uint32_t>(text.size() - rest.size());
        const char32_t c = fold_character(utf8::decode(utf8::take(rest)));
        if (c == U' ') {
            owes_blank = !result.characters.empty();
            continue;
        }
        if (owes_blank) {
            result.characters.push_back(U' ');
            result.at.push_back(at);
            owes_blank = false;
        }
        result.characters.push_back(c);
        result.at.push_back(at);
    }
    result.at.push_back(static_cast<std::uint32_t>(text.size()));
    return result;
}

std::u32string folded(std::string_view text) {
    return std::move(fold(text).characters);
}

std::string utf8_of(std::u32string_view characters) {
    std::string text;
    const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    for (const char32_t c : characters) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
            put(0x80 | (c >> 6 & 0x3F));
            put(0x80 | (c & 0x3F));
        }
    }
    return text;
}

Token pair_token(char32_t first, char32_t second) {
    return of_kind(TokenKind::kPair, std::uint64_t{first} << kCharacterBits | second);
}
Token single_token(char32_t character) {
    return of_kind(TokenKind::kSingle, character);
}
Token beginning_token(std::u32string_view beginning) {
    std::uint64_t value = 0;
    for (const char32_t c : beginning.substr(0, 3)) value = (value << 18) ^ c;
    return of_kind(TokenKind::kBeginning, value);
}
Token sound_token(Syllable first, Syllable second) {
    return of_kind(TokenKind::kSoundPair, std::uint64_t{first} << 16 | second);
}
Token initials_token(char a, char b, char c) {
    const auto byte = [](char letter) { return std::uint64_t{static_cast<unsigned char>(letter)}; };
    return of_kind(TokenKind::kInitials, byte(a) << 16 | byte(b) << 8 | byte(c));
}

std::vector<Token> query_tokens(std::u32string_view text) {
    std::vector<Token> tokens;
    each_run(
        text,
        [&](std::u32string_view run) {
            if (run.size() == 1) tokens.push_back(single_token(run[0]));
            for (std::size_t i = 0; i + 1 < run.size(); ++i) tokens.push_back(pair_token(run[i], run[i + 1]));
        },
        [&](std::u32string_view word) { tokens.push_back(word_token(word)); });
    return tokens;
}

std::vector<Token> all_tokens(std::u32string_view text) {
    std::vector<Token> tokens;
    each_run(
        text,
        [&](std::u32string_view run) {
            for (std::size_t i = 0; i < run.size(); ++i) {
                tokens.push_back(single_token(run[i]));
                if (i + 1 < run.size()) tokens.push_back(pair_token(run[i], run[i + 1]));
            }
        },
        [&](std::u32string_view word) { tokens.push_back(word_token(word)); });
    add_sounds(text, tokens);
    return tokens;
}

}  // namespace yw::search

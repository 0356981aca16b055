#include "search/understand.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "search/han.hpp"

namespace yw::search {
namespace {

constexpr double kMeaningTrust = 0.97;
constexpr double kEachFurther = 0.025;
constexpr double kLeastTrust = 0.6;
constexpr std::size_t kMostMeanings = 8;

/// A piece of the query between two places.
struct Piece {
    std::u32string_view text;
    const Word* word = nullptr;  ///< nothing: no list knows it
};

/// How many characters at the beginning count something (二十个, 5000只): of what, is said before or after.
std::size_t counted(std::u32string_view text) {
    constexpr std::u32string_view kNumerals = U"一二两三四五六七八九十百千几半0123456789";
    constexpr std::u32string_view kMeasures = U"个只头本套间家层辆台口岁天份张条位块";
    const auto end = text.find_first_not_of(kNumerals);
    if (end == 0 || end == std::u32string_view::npos || kMeasures.find(text[end]) == std::u32string_view::npos)
        return 0;
    return end + 1;
}

/// The way through the text that leaves least unknown, by the fewest words; of equal ways the one with the longest
/// words, which are the surest.
std::vector<Piece> pieces_of(std::u32string_view text, const Thesaurus& thesaurus) {
    constexpr int kUnknown = 30, kWord = 10;
    struct Step {
        int cost = std::numeric_limits<int>::max();
        std::size_t squares = 0;  ///< of the words' lengths
        std::size_t length = 1;
        const Word* word = nullptr;
    };
    static const Word kCount{U"", {}, true, false, Audience::kEveryone};
    std::vector<Step> best(text.size() + 1);
    best[text.size()].cost = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        best[i] = {best[i + 1].cost + (text[i] == U' ' ? 0 : kUnknown), best[i + 1].squares, 1, nullptr};
        for (std::size_t n = 1; n <= std::min(thesaurus.longest(), text.size() - i); ++n) {
            const Word* word = thesaurus.find(text.substr(i, n));
            if (!word) continue;
            const int cost = best[i + n].cost + kWord;
            const auto squares = best[i + n].squares + n * n;
            if (cost > best[i].cost || (cost == best[i].cost && squares <= best[i].squares)) continue;
            best[i] = {cost, squares, n, word};
        }
        if (const auto n = counted(text.substr(i)); n > 0 && best[i + n].cost + kWord < best[i].cost)
            best[i] = {best[i + n].cost + kWord, best[i + n].squares, n, &kCount};
    }
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < text.size();) {
        const auto& step = best[i];
        const auto piece = text.substr(i, step.length);
        i += step.length;
        const bool is_blank = piece == U" ";
        const bool joins = !step.word && !is_blank && !pieces.empty() && !pieces.back().word &&
                           pieces.back().text.data() + pieces.back().text.size() == piece.data();
        if (joins)
            pieces.back().text = {pieces.back().text.data(), pieces.back().text.size() + 1};
        else if (!is_blank)
            pieces.push_back({piece, step.word});
    }
    return pieces;
}

std::vector<std::u32string> words_in(std::u32string_view text) {
    std::vector<std::u32string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(U' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

Idea idea_of(const Piece& piece) {
    Idea idea;
    idea.said = piece.text;
    idea.readings.push_back({{std::u32string(piece.text)}, 1});
    if (!piece.word) return idea;
    idea.is_known = true;
    idea.is_weak = piece.word->is_weak;
    double trust = kMeaningTrust;
    for (const auto& meaning : piece.word->meanings) {
        if (idea.readings.size() > kMostMeanings) break;
        idea.readings.push_back({words_in(meaning), trust});
        trust = std::max(kLeastTrust, trust - kEachFurther);
    }
    return idea;
}

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z');
}

}  // namespace

Understanding understand(std::string_view query, const Thesaurus& thesaurus) {
    auto whole = folded(query);
    if (whole.size() > kLongestQuery) whole.resize(kLongestQuery);
    return understand(std::move(whole), thesaurus);
}

Understanding understand(std::u32string whole, const Thesaurus& thesaurus) {
    Understanding result;
    result.whole = std::move(whole);
    // Digits may stand among letters (80zhousui), where there are more letters than digits.
    const auto letters = std::count_if(result.whole.begin(), result.whole.end(), is_letter);
    const bool letters_only = 2 * letters > static_cast<std::ptrdiff_t>(result.whole.size()) &&
                              std::none_of(result.whole.begin(), result.whole.end(), is_han);
    if (letters_only && !thesaurus.find(result.whole)) {
        result.letters = utf8_of(result.whole);
        result.syllables = spelt(result.letters);
    }
    const auto pieces = pieces_of(result.whole, thesaurus);
    bool only_fillers = true;
    for (const Piece& piece : pieces) {
        if (piece.word && piece.word->audience != Audience::kEveryone && result.audience == Audience::kEveryone)
            result.audience = piece.word->audience;
        if (!piece.word || !piece.word->is_filler) only_fillers = false;
    }
    for (const Piece& piece : pieces) {
        if (piece.word && piece.word->is_filler && !only_fillers) continue;
        if (!result.asked.empty()) {
            const bool joins = piece.text.data() > result.whole.data() && *(piece.text.data() - 1) != U' ' &&
                               result.asked.back() == *(piece.text.data() - 1);
            if (!joins) result.asked += U' ';
        }
        result.asked += piece.text;
        result.ideas.push_back(idea_of(piece));
    }
    return result;
}

std::vector<std::u32string> words_of_letters(std::string_view letters, const Thesaurus& thesaurus) {
    std::string joined;
    for (const char c : letters)
        if (c != ' ') joined += c;
    std::vector<std::u32string> found;
    const auto add = [&](std::u32string text) {
        if (std::find(found.begin(), found.end(), text) == found.end()) found.push_back(std::move(text));
    };
    for (const Word* word : thesaurus.spelt(joined)) add(word->text);
    if (joined.size() >= 2 && joined.size() <= 12)
        for (const Word* word : thesaurus.with_initials(joined)) add(word->text);
    // Two or three words, each spelt out or by its initials: as few as take all letters.
    struct Step {
        int words = -1;
        std::size_t from = 0;
        const Word* word = nullptr;
    };
    constexpr std::size_t kShortest = 2;
    std::vector<Step> way(joined.size() + 1);
    way[0].words = 0;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        if (way[i].words < 0 || way[i].words > 3) continue;
        for (std::size_t n = std::min(joined.size() - i, thesaurus.longest_letters()); n >= kShortest; --n) {
            if (way[i + n].words >= 0 && way[i + n].words <= way[i].words + 1) continue;
            const auto piece = joined.substr(i, n);
            auto words = thesaurus.spelt(piece);
            if (words.empty() && n >= 3) words = thesaurus.with_initials(piece);
            if (!words.empty()) way[i + n] = {way[i].words + 1, i, words.front()};
        }
    }
    if (way.back().words >= 2) {
        std::u32string text;
        for (std::size_t at = joined.size(); at > 0; at = way[at].from)
            text = way[at].word->text + (text.empty() ? U"" : U" ") + text;
        add(std::move(text));
    }
    return found;
}

}  // namespace yw::search

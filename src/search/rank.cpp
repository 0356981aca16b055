#include "search/rank.hpp"

#include <algorithm>

#include "search/han.hpp"

namespace yw::search {
namespace {

// What the parts of the score weigh. Tuned on the product's own judgement list (data/search/judgements.tsv).
constexpr double kWeakWeight = 0.25;
constexpr double kStepWeight = 0.4;       ///< 过期, 丢了: what happened to it says less than what it is
constexpr double kScatteredShare = 0.72;  ///< all pairs are there, but not side by side
constexpr double kMainItemShare = 0.6;
constexpr double kOtherNameShare = 0.97;
constexpr double kNameCovered = 0.3;  ///< of a name that holds nothing but what was meant
constexpr double kExactName = 0.5;
constexpr double kExactOtherName = 0.4;
constexpr double kAlikeName = 0.45;  ///< times how alike a mistyped whole name is
constexpr double kBeginning = 0.04;
constexpr double kFirstStep = 0.05;
constexpr double kLaterStep = 0.06;
constexpr double kUnimportant = 0.25;   ///< length of a character in brackets or of a weak word
constexpr double kAnyCharacter = 0.12;  ///< a lone character of a word that is found nowhere

/// Where `word` stands in `text`, blanks of the text stepped over; empty when it does not.
std::vector<std::size_t> places_in(std::u32string_view text, std::u32string_view word) {
    std::vector<std::size_t> places;
    for (std::size_t begin = 0; begin + word.size() <= text.size(); ++begin) {
        places.clear();
        std::size_t at = begin;
        for (const char32_t c : word) {
            while (at < text.size() && text[at] == U' ' && !places.empty()) ++at;
            if (at == text.size() || text[at] != c) break;
            places.push_back(at++);
        }
        if (places.size() == word.size()) return places;
    }
    return {};
}

bool has_token(std::u32string_view text, Token token, std::vector<bool>* marked) {
    bool has = false;
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (is_han(text[i]) && is_han(text[i + 1]) && pair_token(text[i], text[i + 1]) == token) {
            has = true;
            if (marked) (*marked)[i] = (*marked)[i + 1] = true;
        }
    return has;
}

std::u32string without_blanks(std::u32string_view text) {
    std::u32string bare;
    for (const char32_t c : text)
        if (c != U' ') bare += c;
    return bare;
}

std::string letters_of(std::u32string_view text) {
    std::string letters;
    for (const char32_t c : text)
        if (is_han(c))
            letters += spelling(reading(c));
        else if (c != U' ')
            letters += static_cast<char>(c);
    return letters;
}

bool can_sound(char32_t character, Syllable wanted, bool alike) {
    const auto same = [&](Syllable s) { return s == wanted || (alike && sounds_like(s) == sounds_like(wanted)); };
    if (same(reading(character))) return true;
    const auto others = other_readings(character);
    return std::any_of(others.begin(), others.end(), same);
}

/// Characters of the text that are said by the syllables one after the other; empty when nowhere.
std::vector<std::size_t> spoken_in(std::u32string_view text, std::span<const Syllable> syllables, bool alike) {
    std::vector<std::size_t> han;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_han(text[i])) han.push_back(i);
    for (std::size_t begin = 0; begin + syllables.size() <= han.size(); ++begin) {
        std::size_t n = 0;
        while (n < syllables.size() && can_sound(text[han[begin + n]], syllables[n], alike)) ++n;
        if (n == syllables.size())
            return {han.begin() + static_cast<std::ptrdiff_t>(begin),
                    han.begin() + static_cast<std::ptrdiff_t>(begin + n)};
    }
    return {};
}

/// Share of the syllables that stand in the name in this order (longest common subsequence).
double spoken_share(std::u32string_view name, std::span<const Syllable> syllables) {
    std::vector<int> before(syllables.size() + 1, 0), now(before);
    for (const char32_t c : name) {
        if (!is_han(c)) continue;
        for (std::size_t i = 0; i < syllables.size(); ++i)
            now[i + 1] = can_sound(c, syllables[i], true) ? before[i] + 1 : std::max(before[i + 1], now[i]);
        std::swap(before, now);
    }
    return syllables.empty() ? 0 : static_cast<double>(before.back()) / static_cast<double>(syllables.size());
}

/// Of the two characters of a pair; of other tokens, which no text is asked for, all.
Characters characters_of_pair(Token token) {
    constexpr Token kCharacter = (Token{1} << 21) - 1;
    if (kind_of(token) != TokenKind::kPair) return ~Characters{0};
    const char32_t pair[] = {static_cast<char32_t>(token >> 21 & kCharacter),
                             static_cast<char32_t>(token & kCharacter)};
    return characters_of(std::u32string_view(pair, 2));
}

}  // namespace

Characters characters_of(std::u32string_view text) {
    Characters characters = 0;
    for (const char32_t c : text) characters |= Characters{1} << (c & 63);
    return characters;
}

Spoken::Spoken(std::u32string of)
    : text(std::move(of)), bare(without_blanks(text)), characters(characters_of(std::u32string_view(text))) {}

int edit_distance(std::u32string_view a, std::u32string_view b, int most) {
    const auto length = [](std::u32string_view text) { return static_cast<int>(text.size()); };
    if (std::abs(length(a) - length(b)) > most) return most + 1;
    std::vector<int> two(b.size() + 1), one(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) one[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = static_cast<int>(i);
        int least = now[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({one[j] + 1, now[j - 1] + 1, one[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], two[j - 2] + 1);
            least = std::min(least, now[j]);
        }
        if (least > most) return most + 1;
        std::swap(two, one);
        std::swap(one, now);
    }
    return one[b.size()];
}

/// Whether everything that is meant is a step: 过期 is 延续, 换证 or 换领.
bool is_step(const Idea& idea, const Thesaurus& thesaurus) {
    const auto holds_step = [&](const std::u32string& word) { return thesaurus.holds_step(word); };
    return idea.readings.size() > 1 &&
           std::all_of(idea.readings.begin() + 1, idea.readings.end(), [&](const Reading& reading) {
               return std::all_of(reading.words.begin(), reading.words.end(), holds_step);
           });
}

Ranking::Ranking(const Understanding& understanding, const Thesaurus& thesaurus, const Weigh& weigh)
    : understanding_(understanding),
      thesaurus_(thesaurus),
      typed_(without_blanks(understanding.whole)),
      asked_(without_blanks(understanding.asked)) {
    for (const Idea& idea : understanding.ideas) {
        Part part;
        double heaviest = 0, all = 0, there = 0;
        for (const Reading& reading : idea.readings) {
            Way way;
            way.trust = reading.trust;
            double sum = 0;
            for (const auto& word : reading.words) {
                Wanted wanted;
                wanted.text = word;
                wanted.characters = characters_of(std::u32string_view(word));
                for (const Token token : query_tokens(word)) {
                    const auto [weight, is_there] = weigh(token);
                    wanted.tokens.push_back({token, weight, characters_of_pair(token)});
                    wanted.weight += weight;
                    all += weight;
                    there += is_there ? weight : 0;
                }
                sum += wanted.weight / static_cast<double>(std::max<std::size_t>(1, wanted.tokens.size()));
                way.words.push_back(std::move(wanted));
            }
            heaviest = std::max(heaviest, sum / static_cast<double>(std::max<std::size_t>(1, way.words.size())));
            part.ways.push_back(std::move(way));
        }
        // A longer part says more, but not in proportion.
        const auto length = static_cast<double>(idea.said.size());
        const double share = idea.is_weak                                                 ? kWeakWeight
                             : understanding.ideas.size() > 1 && is_step(idea, thesaurus) ? kStepWeight
                                                                                          : 1;
        part.weight = heaviest * share * std::min(2.5, 0.6 + 0.2 * length);
        part.said_somewhere = idea.is_known || all == 0 ? 1 : there / all;
        whole_weight_ += part.weight;
        said_weight_ += part.weight * part.said_somewhere;
        parts_.push_back(std::move(part));
    }
}

/// How well a text says the word, 0 to 1.
double Ranking::found_in(const Wanted& wanted, const Candidate& candidate, std::vector<bool>& marks) const {
    const auto may_hold = [](const Spoken& text, Characters characters) {
        return (characters & ~text.characters) == 0;
    };
    const auto holds = [&](const Spoken& text) {
        return may_hold(text, wanted.characters) && !places_in(text.text, wanted.text).empty();
    };
    const auto& name = candidate.name;
    if (may_hold(name, wanted.characters))
        if (const auto places = places_in(name.text, wanted.text); !places.empty()) {
            for (const auto place : places) marks[place] = true;
            return 1;
        }
    double found = 0, covered = 0;
    for (const auto& [token, weight, characters] : wanted.tokens)
        if (may_hold(name, characters) && has_token(name.text, token, &marks)) covered += weight;
    if (wanted.weight > 0) found = kScatteredShare * covered / wanted.weight;
    for (const auto& other : candidate.other_names)
        if (found < kOtherNameShare && holds(other)) found = kOtherNameShare;
    if (found < kMainItemShare && holds(candidate.main_item)) found = kMainItemShare;
    if (found == 0 && wanted.text.size() <= 4 && (wanted.characters & name.characters) != 0) {
        std::size_t characters = 0;
        for (const char32_t c : wanted.text) characters += name.text.find(c) != std::u32string::npos;
        found = kAnyCharacter * static_cast<double>(characters) / static_cast<double>(wanted.text.size());
    }
    return found;
}

double Ranking::match_part(const Part& part, const Candidate& candidate, Match& match) const {
    double best = 0;
    std::size_t best_way = 0, most_said = 0;
    std::vector<bool> best_marks, marks;
    for (std::size_t number = 0; number < part.ways.size(); ++number) {
        const Way& way = part.ways[number];
        marks.assign(candidate.name.text.size(), false);
        double sum = 0;
        for (const Wanted& wanted : way.words) sum += found_in(wanted, candidate, marks);
        // A meaning of several words wants them all: half of them is less than half of it.
        const double share = sum / static_cast<double>(way.words.size());
        const double value = way.trust * (way.words.size() > 1 ? share * (0.4 + 0.6 * share) : share);
        // Of the meanings that a name holds whole it is shown for the one that says most.
        std::size_t said = 0;
        for (const Wanted& wanted : way.words) said += wanted.text.size();
        if (sum == static_cast<double>(way.words.size()) && said > most_said) {
            most_said = said;
            best_way = number;
        }
        if (value > best) {
            best = value;
            if (most_said == 0) best_way = number;
            std::swap(best_marks, marks);
        }
    }
    for (std::size_t i = 0; i < best_marks.size(); ++i)
        if (best_marks[i]) match.marked[i] = true;
    if (parts_.size() == 1) match.way = best_way;
    return best;
}

/// Who does not name a step means the first: applying for a licence, not giving it back.
double Ranking::steps(const Candidate& candidate) const {
    const auto says = [&](const std::u32string& step) {
        if (understanding_.whole.find(step) != std::u32string::npos) return true;
        for (const Idea& idea : understanding_.ideas)
            for (const Reading& reading : idea.readings)
                for (const auto& word : reading.words)
                    if (reading.trust < 1 && word.find(step) != std::u32string::npos) return true;
        return false;
    };
    bool has_first = false, has_later = false;
    const std::u32string_view name = candidate.name.text;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!thesaurus_.begins_step(name[i])) continue;
        const auto rest = name.substr(i);
        for (const auto& step : thesaurus_.first_steps()) has_first = has_first || rest.starts_with(step);
        for (const auto& step : thesaurus_.later_steps())
            has_later = has_later || (rest.starts_with(step) && !says(step));
    }
    return (has_first ? kFirstStep : 0) - (has_later ? kLaterStep : 0);
}

Match Ranking::match_letters(const Candidate& candidate) const {
    const std::u32string& name = candidate.name.text;
    Match match;
    match.marked.assign(name.size(), false);
    std::string typed;
    for (const char c : understanding_.letters)
        if (c != ' ') typed += c;
    const auto letters = letters_of(name);
    const auto han = static_cast<double>(std::count_if(name.begin(), name.end(), is_han));
    const auto& syllables = understanding_.syllables;
    if (letters == typed) {
        match = {1 + kNameCovered + kExactName, 1, 1, true, 0, std::vector<bool>(name.size(), true)};
        return match;
    }
    if (syllables.empty()) return match;
    for (const bool alike : {false, true}) {
        const auto places = spoken_in(name, syllables, alike);
        if (places.empty()) continue;
        for (const auto place : places) match.marked[place] = true;
        match.covered = match.fit = alike ? 0.9 : 1;
        match.score = match.covered + kNameCovered * static_cast<double>(places.size()) / std::max(1.0, han);
        return match;
    }
    const double share = spoken_share(name, syllables);
    match.covered = match.fit = share * 0.85;
    match.score = match.covered +
                  kNameCovered * share * std::min(1.0, static_cast<double>(syllables.size()) / std::max(1.0, han));
    return match;
}

Match Ranking::match(const Candidate& candidate) const {
    if (understanding_.is_letters()) return match_letters(candidate);
    const std::u32string& name = candidate.name.text;
    Match match;
    match.marked.assign(name.size(), false);
    double sum = 0;
    for (const Part& part : parts_) sum += part.weight * match_part(part, candidate, match);
    match.covered = whole_weight_ > 0 ? sum / whole_weight_ : 0;
    match.fit = said_weight_ > 0 ? std::min(1.0, sum / said_weight_) : 0;

    // How much of the name is about something else; brackets and words that stand everywhere count little.
    double length = 0, covered = 0;
    std::vector<double> lengths(name.size(), 1);
    for (std::size_t i = 0; i < name.size(); ++i)
        if (name[i] == U' ') lengths[i] = 0;
    for (std::size_t i = 0; i < name.size(); ++i)
        for (std::size_t n = 2; n <= 4 && i + n <= name.size() && thesaurus_.begins_weak(name[i]); ++n)
            if (const Word* word = thesaurus_.find(std::u32string_view(name).substr(i, n)); word && word->is_weak)
                std::fill_n(lengths.begin() + static_cast<std::ptrdiff_t>(i), n, kUnimportant);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        length += lengths[i];
        if (match.marked[i]) covered += lengths[i];
    }
    const double share = length > 0 ? covered / length : 0;
    match.score = match.covered * (1 + kNameCovered * share) + steps(candidate) * match.covered;

    const auto& bare_name = candidate.name.bare;
    if (bare_name == typed_ || (!asked_.empty() && bare_name == asked_)) {
        match.is_exact = true;
        match.score += kExactName + (bare_name == typed_ ? 0.1 : 0);
        match.covered = match.fit = 1;
    } else {
        for (const auto& other : candidate.other_names)
            if (other.bare == typed_ || other.bare == asked_) {
                match.is_exact = true;
                match.score += kExactOtherName;
                match.covered = std::max(match.covered, kOtherNameShare);
                match.fit = std::max(match.fit, match.covered);
                break;
            }
        if (bare_name.starts_with(asked_) && !asked_.empty()) match.score += kBeginning;
        const auto longer = std::max(bare_name.size(), typed_.size());
        const int most = std::max(1, static_cast<int>(longer / 5));
        if (!match.is_exact && longer >= 3) {
            const int distance = edit_distance(bare_name, typed_, most);
            if (distance <= most) {
                const double alike = 1 - static_cast<double>(distance) / static_cast<double>(longer);
                match.score += kAlikeName * alike;
                match.covered = std::max(match.covered, alike);
                match.fit = std::max(match.fit, alike);
            }
        }
    }
    return match;
}

}  // namespace yw::search

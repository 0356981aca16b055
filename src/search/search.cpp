#include "search/search.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "search/collect.hpp"
#include "search/han.hpp"
#include "search/index.hpp"
#include "search/rank.hpp"
#include "search/understand.hpp"
#include "search/vocabulary.hpp"

namespace yw::search {
namespace {

constexpr std::size_t kLookedAt = 128;  ///< texts that are looked at a second time
constexpr double kGoodCover = 0.72;     ///< below it, mistyped words are tried to be mended
constexpr double kSureCover = 0.58;
constexpr double kMendedTrust = 0.92;
constexpr double kAlongside = 0.55;   ///< results below this share of the best are left out
constexpr double kLeastCover = 0.2;   ///< less is chance
constexpr double kFaintCover = 0.04;  ///< where nothing fits better
constexpr double kNearer = 0.002;     ///< of a score, a step
constexpr double kOnline = 0.02;
constexpr double kGuide = 0.015;
constexpr std::size_t kMostMended = 16;
constexpr double kPinned = 4;  ///< above every score that a match can reach
constexpr double kEachPin = 0.05;

/// Of the texts that are looked at a second time the last ones, by their first score: while one of them still answers,
/// others that were not looked at may too.
constexpr std::size_t kLastLooked = kLookedAt / 4;

constexpr std::string_view kItem = "item";

void leave_out(Answer& answer, const std::vector<std::string>& ids) {
    const auto left_out = std::erase_if(answer.found, [&](const Found& found) {
        return std::find(ids.begin(), ids.end(), found.entry.id) != ids.end();
    });
    answer.total -= left_out;
}

struct Ranked {
    std::size_t part = 0;
    TextNumber text = 0;
    Match match;
    bool is_last = false;  ///< of those that were looked at, where there were more
};

/// All that one query is answered from.
class Asking {
public:
    Asking(const Snapshot& snapshot, const Thesaurus& thesaurus, const Question& question)
        : snapshot_(snapshot), thesaurus_(thesaurus), question_(question), texts_(snapshot.texts()) {
        for (const Part& part : snapshot.parts)
            filters_.push_back(filter_of(*part.segment, question.place, question.width));
    }

    Answer answer() {
        Understanding meant = understand(question_.text, thesaurus_);
        Answer answer;
        answer.audience = meant.audience;
        if (meant.whole.empty()) return answer;
        answer.says = thesaurus_.sentence(meant.whole, question_.place);
        if (question_.as_typed) forget_meanings(meant);
        std::vector<Ranked> ranked = rank(meant);
        const Understanding* by = &meant;
        Understanding other;
        if (!question_.as_typed) {
            if (auto better = meant.is_letters() ? of_letters(meant, ranked) : mended(meant, ranked)) {
                other = std::move(better->meant);
                ranked = std::move(better->ranked);
                by = &other;
                answer.corrected = utf8_of(other.whole);
            }
        }
        if (!question_.as_typed) add_situations(meant, ranked);
        give(answer, ranked);
        if (!answer.found.empty() && answer.sure && question_.skip == 0)
            answer.understood = understood(*by, folded(answer.found.front().entry.name));
        if (!answer.sure) answer.near_words = near_words(meant, ranked);
        return answer;
    }

private:
    struct Better {
        Understanding meant;
        std::vector<Ranked> ranked;
    };

    static void forget_meanings(Understanding& meant) {
        for (Idea& idea : meant.ideas) idea.readings.resize(1);
    }

    Weight weigh(Token token) {
        const auto at = weights_.find(token);
        if (at != weights_.end()) return at->second;
        const auto with = snapshot_.texts_with(token);
        const Weight weight{static_cast<double>(weight_of(with, texts_)), with > 0};
        return weights_.emplace(token, weight).first->second;
    }

    /// What to collect texts by: every word of every reading, and the query as it stands.
    std::vector<WeightedToken> tokens_of(const Understanding& meant) {
        std::map<Token, double> weights;
        const auto add = [&](Token token, double share) {
            const auto [says, is_there] = weigh(token);
            if (!is_there) return;
            double& weight = weights[token];
            weight = std::max(weight, share * says);
        };
        if (meant.is_letters()) {
            for (std::size_t i = 0; i + 1 < meant.syllables.size(); ++i)
                add(sound_token(sounds_like(meant.syllables[i]), sounds_like(meant.syllables[i + 1])), 1);
        } else {
            for (const Idea& idea : meant.ideas)
                for (const Reading& reading : idea.readings)
                    for (const auto& word : reading.words)
                        for (const Token token : query_tokens(word))
                            add(token, reading.trust * (idea.is_weak ? 0.4 : 1));
            for (const Token token : query_tokens(meant.whole)) add(token, 0.5);
        }
        std::vector<WeightedToken> tokens;
        for (const auto& [token, weight] : weights) tokens.push_back({token, static_cast<std::uint32_t>(weight) + 1});
        std::sort(tokens.begin(), tokens.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
        if (tokens.size() > kMostTokens) tokens.resize(kMostTokens);
        return tokens;
    }

    bool counts(const Part& part, ItemNumber item) const {
        if (!part.has(item)) return false;
        if (question_.audience != Audience::kEveryone &&
            !part.segment->is_for(item, question_.audience == Audience::kPerson))
            return false;
        return question_.kind.empty() || part.segment->kind(item) == question_.kind;
    }

    std::vector<TextHit> collect_from(std::size_t number, const std::vector<WeightedToken>& tokens) const {
        const Part& part = snapshot_.parts[number];
        Demand demand{tokens, false, kLookedAt, {}, {}};
        const bool is_narrowed = question_.audience != Audience::kEveryone || !question_.kind.empty();
        if (part.gone || is_narrowed) {
            demand.nearest = [this, number](TextNumber text) {
                const auto& reaches = filters_[number]->reaches;
                for (std::size_t i = 0; i < reaches.size(); ++i) {
                    const Part& of = snapshot_.parts[number];
                    const auto items = of.segment->items_within(text, reaches[i].code, reaches[i].exactly);
                    for (auto item = items.first; item < items.last; ++item)
                        if (counts(of, item)) return static_cast<std::uint8_t>(i);
                }
                return kOutside;
            };
            if (!is_narrowed) demand.is_partial = [gone = part.gone](TextNumber text) { return gone->touches(text); };
        }
        return collect(*part.segment, *filters_[number], demand);
    }

    const Candidate& candidate(std::size_t part, TextNumber text) {
        const auto key = std::uint64_t{part} << 32 | text;
        if (const auto at = candidates_.find(key); at != candidates_.end()) return at->second;
        const Segment& segment = *snapshot_.parts[part].segment;
        Candidate made(folded(segment.name(text)), folded(segment.main_item(text)));
        for (const auto other : segment.other_names(text)) made.other_names.emplace_back(folded(other));
        return candidates_.emplace(key, std::move(made)).first->second;
    }

    std::vector<Ranked> rank(const Understanding& meant) {
        const auto tokens = tokens_of(meant);
        const Ranking ranking(meant, thesaurus_, [this](Token token) { return weigh(token); });
        std::vector<Ranked> ranked;
        const auto hits = collect_from_all(tokens);
        const auto pinned = thesaurus_.pinned(meant.whole);
        for (std::size_t i = 0; i < hits.size(); ++i) {
            const Candidate& looked = candidate(hits[i].part, hits[i].hit.text);
            Ranked one{hits[i].part, hits[i].hit.text, ranking.match(looked),
                       hits.size() == kLookedAt && i + kLastLooked >= kLookedAt};
            steer(pinned, looked.name.text, one.match);
            if (one.match.score > 0) ranked.push_back(std::move(one));
        }
        sort(ranked);
        return ranked;
    }

    struct PartHit {
        std::size_t part;
        TextHit hit;
    };
    /// The best of all parts, as if they were one.
    std::vector<PartHit> collect_from_all(const std::vector<WeightedToken>& tokens) const {
        std::vector<PartHit> hits;
        for (std::size_t part = 0; part < snapshot_.parts.size(); ++part)
            for (const TextHit& hit : collect_from(part, tokens)) hits.push_back({part, hit});
        if (snapshot_.parts.size() > 1)
            std::stable_sort(hits.begin(), hits.end(),
                             [](const PartHit& a, const PartHit& b) { return a.hit.score > b.hit.score; });
        if (hits.size() > kLookedAt) hits.resize(kLookedAt);
        return hits;
    }

    /// What operators decided about this name: before all others for this query, or a little up or down.
    void steer(std::span<const std::u32string> pinned, const std::u32string& name, Match& match) const {
        match.score *= thesaurus_.boost(name);
        const auto at = std::find(pinned.begin(), pinned.end(), name);
        if (at == pinned.end()) return;
        match.is_exact = true;
        match.is_pinned = true;
        match.covered = match.fit = 1;
        match.score = kPinned - kEachPin * static_cast<double>(at - pinned.begin());
    }

    static void sort(std::vector<Ranked>& ranked) {
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const Ranked& a, const Ranked& b) { return a.match.score > b.match.score; });
    }
    static double covered(const std::vector<Ranked>& ranked) { return ranked.empty() ? 0 : ranked[0].match.covered; }
    static double score(const std::vector<Ranked>& ranked) { return ranked.empty() ? 0 : ranked[0].match.score; }

    /// `more` beside what is there, each text with its better match.
    static void merge(std::vector<Ranked>& ranked, std::vector<Ranked> more, double trust) {
        for (Ranked& each : more) {
            each.match.score *= trust;
            each.match.covered *= trust;
            const auto same = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& other) {
                return other.part == each.part && other.text == each.text;
            });
            if (same == ranked.end())
                ranked.push_back(std::move(each));
            else if (same->match.score < each.match.score)
                *same = std::move(each);
        }
        sort(ranked);
    }

    /// What the sentence tells as a whole, looked for by the offices' words.
    void add_situations(const Understanding& meant, std::vector<Ranked>& ranked) {
        constexpr std::size_t kMostSituations = 3, kMostMeanings = 4;
        constexpr double kTrust = 0.95, kEachFurther = 0.04, kUnsaid = 1.0;
        if (meant.is_letters() || (!ranked.empty() && ranked[0].match.is_exact)) return;
        const auto told = thesaurus_.situations_in(meant.whole);
        if (told.empty()) return;
        // Short words may tell a situation that is not meant (幼儿园改名 is not about a person's name). Where names
        // answer the words themselves better, that speaks against it.
        const Ranking plain(meant, thesaurus_, [this](Token token) { return weigh(token); });
        const double by_words = covered(ranked);
        double trust = kTrust;
        for (std::size_t i = 0; i < std::min(told.size(), kMostSituations); ++i) {
            const auto& meanings = told[i]->meanings;
            for (std::size_t j = 0; j < std::min(meanings.size(), kMostMeanings); ++j, trust -= kEachFurther) {
                auto more = rank(understand(meanings[j], thesaurus_));
                std::erase_if(more, [](const Ranked& each) { return each.match.covered < kSureCover; });
                for (Ranked& each : more) {
                    const double unsaid = by_words - plain.match(candidate(each.part, each.text)).covered;
                    each.match.score *= 1 - kUnsaid * std::clamp(unsaid, 0.0, 1.0);
                }
                merge(ranked, std::move(more), trust);
            }
        }
    }

    /// A typing error breaks two pairs of characters or three. Where many more are in no name, people talk.
    bool may_be_mistyped(const std::u32string& text) const {
        constexpr std::size_t kMostBroken = 5;
        std::size_t broken = 0;
        for (std::size_t i = 0; i + 1 < text.size(); ++i)
            broken += is_han(text[i]) && is_han(text[i + 1]) && !snapshot_.vocabulary->has(text[i], text[i + 1]) &&
                      !thesaurus_.has_pair(text[i], text[i + 1]);
        return broken <= kMostBroken;
    }

    /// Letters as the Chinese words that they may stand for.
    std::optional<Better> of_letters(const Understanding& meant, std::vector<Ranked>& plain) {
        if (covered(plain) >= 1 && plain[0].match.is_exact) return std::nullopt;
        constexpr std::size_t kMostWords = 4;
        constexpr double kEachFurther = 0.03;
        std::optional<Better> best;
        double trust = 0.98;
        std::size_t tried = 0;
        for (const auto& words : words_of_letters(meant.letters, thesaurus_)) {
            if (tried++ == kMostWords) break;
            Better one{understand(words, thesaurus_), {}};
            one.ranked = rank(one.meant);
            for (Ranked& each : one.ranked) {
                each.match.score *= trust;
                each.match.covered *= trust;
            }
            trust -= kEachFurther;
            if (covered(one.ranked) >= kSureCover && (!best || score(one.ranked) > score(best->ranked) + 0.05))
                best = std::move(one);
        }
        if (best && score(best->ranked) >= score(plain) * 0.9) {
            merge(best->ranked, std::move(plain), 0.9);
            return best;
        }
        return std::nullopt;
    }

    /// The query with one word or character mended, where that finds clearly more.
    std::optional<Better> mended(const Understanding& meant, std::vector<Ranked>& plain) {
        if (covered(plain) >= kGoodCover) return std::nullopt;
        const auto& asked = meant.asked.empty() ? meant.whole : meant.asked;
        if (!may_be_mistyped(asked)) return std::nullopt;
        std::optional<Better> best;
        for (const auto& text : mended_texts(asked)) {
            Better one{understand(text, thesaurus_), {}};
            one.ranked = rank(one.meant);
            for (Ranked& each : one.ranked) {
                each.match.score *= kMendedTrust;
                each.match.covered *= kMendedTrust;
            }
            if (!best || score(one.ranked) > score(best->ranked) + 0.02) best = std::move(one);
        }
        if (!best || covered(best->ranked) < covered(plain) + 0.08 || score(best->ranked) <= score(plain))
            return std::nullopt;
        merge(best->ranked, std::move(plain), 1);
        return best;
    }

    std::vector<std::u32string> mended_texts(const std::u32string& text) const {
        std::vector<std::u32string> texts;
        const auto add = [&](std::u32string one) {
            if (texts.size() < kMostMended && one != text && std::find(texts.begin(), texts.end(), one) == texts.end())
                texts.push_back(std::move(one));
        };
        // Words that sound the same, longest first.
        for (std::size_t n = std::min<std::size_t>(8, text.size()); n >= 2; --n)
            for (std::size_t i = 0; i + n <= text.size(); ++i) {
                std::size_t most = 2;
                const auto piece = text.substr(i, n);
                if (thesaurus_.find(piece)) continue;
                for (const Word* word : thesaurus_.sounding_like(piece)) {
                    if (most-- == 0) break;
                    add(text.substr(0, i) + word->text + text.substr(i + n));
                }
            }
        const auto known = [&](std::size_t i) {
            return i + 1 < text.size() && is_han(text[i]) && is_han(text[i + 1]) &&
                   (snapshot_.vocabulary->has(text[i], text[i + 1]) || thesaurus_.has_pair(text[i], text[i + 1]));
        };
        const auto han_at = [&](std::size_t i) { return i < text.size() && is_han(text[i]); };
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!is_han(text[i])) continue;
            const bool before = i > 0 && han_at(i - 1), after = han_at(i + 1);
            if ((before && known(i - 1)) || (after && known(i)) || (!before && !after)) continue;
            // Another character in its place, none, two swapped, or one that was left out.
            for (const char32_t c :
                 snapshot_.vocabulary->between(before ? text[i - 1] : 0, after ? text[i + 1] : 0, text[i], 3)) {
                // With a neighbour on one side only, any other character would do: it must at least sound alike.
                if (!(before && after) && sounds_like(reading(c)) != sounds_like(reading(text[i]))) continue;
                auto one = text;
                one[i] = c;
                add(one);
            }
            if (before && after && snapshot_.vocabulary->has(text[i - 1], text[i + 1]))
                add(text.substr(0, i) + text.substr(i + 1));
        }
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            if (!han_at(i) || !han_at(i + 1) || known(i)) continue;
            auto swapped = text;
            std::swap(swapped[i], swapped[i + 1]);
            if (snapshot_.vocabulary->has(swapped[i], swapped[i + 1])) add(swapped);
            for (const char32_t c : snapshot_.vocabulary->between(text[i], text[i + 1], 0, 2))
                add(text.substr(0, i + 1) + c + text.substr(i + 1));
        }
        return texts;
    }

    /// A word with many meanings (社保: the card, the payments, moving it …) shows them all among the first, not the
    /// nearest one only: each further text of a meaning that was shown steps back a little.
    static void mix_meanings(std::vector<Ranked>& ranked) {
        constexpr std::size_t kShown = 40;
        constexpr double kStep = 0.08;
        std::map<std::size_t, int> shown;
        const auto end = std::min(kShown, ranked.size());
        for (std::size_t i = 0; i < end; ++i) {
            auto best = i;
            const auto value = [&](std::size_t at) {
                const Match& match = ranked[at].match;
                return match.score - (match.is_exact ? 0 : kStep * shown[match.way]);
            };
            for (std::size_t j = i + 1; j < end; ++j)
                if (value(j) > value(best)) best = j;
            ranked[best].match.score = value(best);
            ++shown[ranked[best].match.way];
            std::rotate(ranked.begin() + static_cast<std::ptrdiff_t>(i),
                        ranked.begin() + static_cast<std::ptrdiff_t>(best),
                        ranked.begin() + static_cast<std::ptrdiff_t>(best) + 1);
        }
        for (std::size_t i = end; i < ranked.size(); ++i)
            ranked[i].match.score = std::min(ranked[i].match.score, ranked[end - 1].match.score);
    }

    void give(Answer& answer, std::vector<Ranked>& ranked) {
        answer.covered = covered(ranked);
        answer.sure = answer.covered >= kSureCover;
        // What fits about as well as the best is shown; what is pinned fits by decision and is no measure.
        const auto unpinned =
            std::find_if(ranked.begin(), ranked.end(), [](const Ranked& each) { return !each.match.is_pinned; });
        const double best = unpinned == ranked.end() ? 0 : unpinned->match.score;
        struct One {
            double score;
            std::size_t reach;
            std::size_t ranked;
            ItemNumber item;
            std::size_t elsewhere;
        };
        std::vector<One> all;
        std::unordered_map<std::string_view, std::size_t> said;  // with one_of_each: where the words stand in `all`
        std::erase_if(ranked, [&](const Ranked& each) { return each.match.score < kAlongside * best; });
        // Where nothing fits, what is a little like it is shown as unsure: a way on, never a dead end.
        const double least =
            std::any_of(ranked.begin(), ranked.end(), [](const Ranked& each) { return each.match.fit >= kLeastCover; })
                ? kLeastCover
                : kFaintCover;
        const bool has_meanings =
            std::any_of(ranked.begin(), ranked.end(), [](const Ranked& each) { return each.match.way > 0; });
        if (has_meanings) mix_meanings(ranked);
        for (std::size_t i = 0; i < ranked.size(); ++i) {
            const auto& [number, text, match, is_last] = ranked[i];
            if (match.covered < least && match.fit < least) continue;
            if (is_last) answer.is_total_exact = false;
            const Part& part = snapshot_.parts[number];
            const auto& reaches = filters_[number]->reaches;
            for (std::size_t reach = 0; reach < reaches.size(); ++reach) {
                const auto items = part.segment->items_within(text, reaches[reach].code, reaches[reach].exactly);
                for (auto item = items.first; item < items.last; ++item) {
                    if (!counts(part, item) || !is_nearest(part, item, reaches, reach)) continue;
                    const double extra = part.segment->is_online(item)   ? kOnline
                                         : part.segment->has_guide(item) ? kGuide
                                                                         : 0;
                    const One one{match.score + extra - kNearer * static_cast<double>(reach), reach, i, item, 0};
                    if (question_.one_of_each) {
                        // The same words may stand in several parts of the index.
                        const auto [at, is_new] = said.emplace(part.segment->words(text), all.size());
                        if (!is_new) {
                            One& shown = all[at->second];
                            const auto elsewhere = shown.elsewhere + 1;
                            if (one.reach < shown.reach) shown = one;
                            shown.elsewhere = elsewhere;
                            continue;
                        }
                    }
                    all.push_back(one);
                }
            }
        }
        std::stable_sort(all.begin(), all.end(), [](const One& a, const One& b) { return a.score > b.score; });
        answer.total = all.size();
        for (std::size_t i = question_.skip; i < all.size() && answer.found.size() < question_.limit; ++i) {
            const Ranked& from = ranked[all[i].ranked];
            Found found;
            found.entry = snapshot_.parts[from.part].segment->entry(all[i].item);
            found.score = all[i].score;
            found.elsewhere = all[i].elsewhere;
            found.marks = marks_of(found.entry.name, from.match.marked);
            answer.found.push_back(std::move(found));
        }
    }

    /// Wider reaches take nearer ones in: each item is counted where it is nearest.
    static bool is_nearest(const Part& part, ItemNumber item, const std::vector<Reach>& reaches, std::size_t reach) {
        const auto place = part.segment->place_of(item);
        for (std::size_t i = 0; i < reach; ++i)
            if (reaches[i].exactly ? place == reaches[i].code : place.is_within(reaches[i].code)) return false;
        return true;
    }

    static std::vector<Mark> marks_of(std::string_view name, const std::vector<bool>& marked) {
        const auto at = fold(name).at;
        std::vector<Mark> marks;
        for (std::size_t i = 0; i < marked.size() && i + 1 < at.size(); ++i) {
            if (!marked[i]) continue;
            if (!marks.empty() && marks.back().last == at[i])
                marks.back().last = at[i + 1];
            else
                marks.push_back({at[i], at[i + 1]});
        }
        return marks;
    }

    /// The meaning by which the name answers, where it does not hold the word itself.
    static std::string understood(const Understanding& meant, const std::u32string& name) {
        for (const Idea& idea : meant.ideas) {
            if (idea.readings.size() < 2 || name.find(idea.said) != std::u32string::npos) continue;
            for (const Reading& reading : idea.readings) {
                const bool holds = std::all_of(reading.words.begin(), reading.words.end(), [&](const auto& word) {
                    return name.find(word) != std::u32string::npos;
                });
                if (!holds || reading.trust == 1) continue;
                std::u32string text;
                for (const auto& word : reading.words) text += (text.empty() ? U"" : U" ") + word;
                return utf8_of(text);
            }
        }
        return {};
    }

    std::vector<std::string> near_words(const Understanding& meant, const std::vector<Ranked>& ranked) {
        constexpr std::size_t kMost = 6;
        std::vector<std::string> words;
        const auto add = [&](std::string word) {
            if (words.size() < kMost && std::find(words.begin(), words.end(), word) == words.end())
                words.push_back(std::move(word));
        };
        for (std::size_t n = meant.asked.size(); n >= 2; --n)
            for (const Word* word : thesaurus_.beginning_with(meant.asked.substr(0, n), 3))
                if (!word->meanings.empty()) add(utf8_of(word->text));
        for (const Ranked& each : ranked) {
            if (each.match.covered < kLeastCover) continue;
            add(std::string(snapshot_.parts[each.part].segment->name(each.text)));
        }
        return words;
    }

    const Snapshot& snapshot_;
    const Thesaurus& thesaurus_;
    const Question& question_;
    std::uint32_t texts_;
    std::vector<std::shared_ptr<const Filter>> filters_;
    std::unordered_map<Token, Weight> weights_;
    std::unordered_map<std::uint64_t, Candidate> candidates_;  ///< by part and text
};

}  // namespace

Search::Search(std::shared_ptr<const Thesaurus> thesaurus)
    : index_(std::make_unique<Index>()), thesaurus_(std::move(thesaurus)) {}
Search::~Search() = default;

Answer Search::ask(const Question& question) const {
    return ask(question, *thesaurus());
}

Answer Search::ask(const Question& question, const Thesaurus& thesaurus) const {
    auto snapshot = index_->snapshot();
    // The index follows a moment behind the store: what was withdrawn in that moment is taken out and asked again. A
    // decision over thousands of items may need it again and again; then what is withdrawn is only left out.
    constexpr int kMostAgain = 3;
    for (int again = 0;; ++again) {
        Answer answer = Asking(*snapshot, thesaurus, question).answer();
        const auto gone = withdrawn(answer, snapshot->generation);
        if (gone.empty()) return answer;
        if (again == kMostAgain) {
            leave_out(answer, gone);
            return answer;
        }
        snapshot = without(*snapshot, gone);
    }
}

void Search::check_with(Check check) {
    check_ = std::move(check);
}

std::vector<std::string> Search::withdrawn(const Answer& answer, std::uint64_t generation) const {
    if (!check_ || answer.found.empty()) return {};
    std::vector<std::string> ids;
    for (const Found& found : answer.found)
        if (found.entry.kind == kItem) ids.push_back(found.entry.id);
    return check_(generation, ids);
}

void Search::use(std::shared_ptr<const Thesaurus> thesaurus) {
    thesaurus_.store(std::move(thesaurus));
}

bool Search::knows(std::string_view text) const {
    const auto words = thesaurus();
    const auto snapshot = index_->snapshot();
    const Understanding meant = understand(text, *words);
    if (meant.is_letters()) return !words_of_letters(meant.letters, *words).empty();
    const auto holds = [&](char32_t a, char32_t b) { return snapshot->vocabulary->has(a, b) || words->has_pair(a, b); };
    return std::all_of(meant.ideas.begin(), meant.ideas.end(), [&](const Idea& idea) {
        if (idea.is_known) return true;
        if (idea.said.size() < 2) return false;
        for (std::size_t i = 0; i + 1 < idea.said.size(); ++i)
            if (!holds(idea.said[i], idea.said[i + 1])) return false;
        return true;
    });
}

std::vector<double> Search::fits(std::string_view text, std::span<const std::string> names) const {
    const auto words = thesaurus();
    const Understanding typed = understand(text, *words);
    std::vector<Understanding> meant{typed};
    if (typed.is_letters())
        for (const auto& read : words_of_letters(typed.letters, *words)) meant.push_back(understand(read, *words));
    std::vector<double> fits(names.size(), 0);
    for (const Understanding& one : meant) {
        if (one.ideas.empty()) continue;
        const Ranking ranking(one, *words, [](Token) { return Weight{1, true}; });
        for (std::size_t i = 0; i < names.size(); ++i)
            fits[i] = std::max(fits[i], ranking.match(Candidate(folded(names[i]), {})).covered);
    }
    return fits;
}

std::vector<Suggestion> Search::suggest(std::string_view typed, RegionCode place, std::size_t limit) const {
    std::vector<Suggestion> suggestions;
    const auto add = [&](std::string text, std::string id, std::string kind) {
        const auto same = std::find_if(suggestions.begin(), suggestions.end(),
                                       [&](const Suggestion& each) { return each.text == text; });
        if (same == suggestions.end() && suggestions.size() < limit)
            suggestions.push_back({std::move(text), std::move(id), std::move(kind)});
    };
    const auto begun = folded(typed);
    if (begun.empty()) return suggestions;
    const auto words = thesaurus();
    Question question{std::string(typed), place};
    question.limit = limit;
    // Words first, as far as they find something here; then what the letters find by themselves.
    const auto snapshot = index_->snapshot();
    for (const Word* word : words->beginning_with(begun, limit)) {
        if (suggestions.size() >= limit / 2) break;
        Question of_word{utf8_of(word->text), place};
        of_word.limit = 1;
        if (Asking(*snapshot, *words, of_word).answer().sure) add(of_word.text, "", "");
    }
    for (const Found& found : ask(question).found) add(found.entry.name, found.entry.id, found.entry.kind);
    return suggestions;
}

std::uint64_t Search::items() const {
    return index_->snapshot()->items();
}
std::uint64_t Search::generation() const {
    return index_->snapshot()->generation;
}

}  // namespace yw::search

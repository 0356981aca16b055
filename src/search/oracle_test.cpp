// Whole answers against a plain loop over every entry: hits, order, totals, while the index is made of a large part,
// changes and withdrawals, merged and not.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "search/collect.hpp"
#include "search/index.hpp"
#include "search/rank.hpp"
#include "search/search.hpp"
#include "search/understand.hpp"

namespace yw::search {
namespace {

constexpr std::string_view kSyllables[] = {"户", "口", "登", "记", "变", "更", "注", "销", "许", "可",
                                           "证", "办", "卡", "公", "积", "金", "医", "疗", "结", "婚"};
// As ADR 6 says them.
constexpr double kAlongside = 0.55, kLeastCover = 0.2, kFaintCover = 0.04, kStepAway = 0.002, kOnlineMore = 0.02,
                 kGuideMore = 0.015;
constexpr std::size_t kCollected = 128;

std::vector<RegionCode> all_places() {
    std::vector<RegionCode> places{RegionCode()};
    for (const std::uint64_t province : {51, 44}) {
        places.push_back(RegionCode::from_number(province * 10'000'000'000));
        for (std::uint64_t city = 1; city <= 2; ++city) {
            const auto code = province * 10'000'000'000 + city * 100'000'000;
            places.push_back(RegionCode::from_number(code));
            for (std::uint64_t county = 1; county <= 2; ++county)
                places.push_back(RegionCode::from_number(code + county * 1'000'000));
        }
    }
    return places;
}

/// An index and what it should hold, changed together.
class Changing {
public:
    explicit Changing(unsigned seed) : random_(seed), places_(all_places()) {
        for (int i = 0; i < 60; ++i) names_.push_back(text_of(2 + pick(8)));
    }
    std::size_t pick(std::size_t below) { return random_() % below; }
    std::string text_of(std::size_t length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text += kSyllables[pick(std::size(kSyllables))];
        return text;
    }
    RegionCode some_place() { return places_[pick(places_.size())]; }
    const std::string& some_name() { return names_[pick(names_.size())]; }

    void change(std::size_t count) {
        std::map<std::string, Entry> changed;
        std::set<std::string> withdrawn;
        for (std::size_t i = 0; i < count; ++i) {
            const auto id = std::to_string(pick(800));
            if (changed.contains(id) || withdrawn.contains(id)) continue;
            if (pick(4) == 0 && entries_.contains(id)) {
                withdrawn.insert(id);
                entries_.erase(id);
            } else {
                entries_[id] = changed[id] = some_entry(id);
            }
        }
        std::vector<Entry> list;
        for (const auto& [id, entry] : changed) list.push_back(entry);
        search_.index().apply(list, std::vector<std::string>(withdrawn.begin(), withdrawn.end()), ++generation_);
        if (pick(5) == 0) search_.index().merge(pick(search_.index().snapshot()->parts.size() + 1));
    }

    const Search& search() const { return search_; }
    std::shared_ptr<const Snapshot> snapshot() { return search_.index().snapshot(); }
    const std::map<std::string, Entry>& entries() const { return entries_; }

private:
    Entry some_entry(const std::string& id) {
        Entry entry;
        entry.kind = pick(6) == 0 ? "bundle" : "item";
        entry.id = id;
        entry.name = some_name();
        if (pick(5) == 0) entry.other_names = {text_of(2 + pick(3))};
        if (pick(5) == 0) entry.main_item = some_name();
        entry.region = some_place();
        entry.online = pick(3) == 0;
        entry.has_guide = entry.online || pick(2) == 0;
        entry.for_persons = pick(3) != 0;
        entry.for_firms = !entry.for_persons || pick(2) == 0;
        return entry;
    }

    std::mt19937 random_;
    std::vector<RegionCode> places_;
    std::vector<std::string> names_;
    Search search_;
    std::map<std::string, Entry> entries_;
    std::uint64_t generation_ = 0;
};

struct Expected {
    std::string id;
    std::string words;
    double score;
    std::size_t reach;
};

std::string words_of(const Entry& entry) {
    std::string words = entry.name + "|" + entry.main_item;
    for (const auto& other : entry.other_names) words += "|" + other;
    return words;
}

bool counts(const Entry& entry, const Question& question) {
    if (question.audience == Audience::kPerson && !entry.for_persons) return false;
    if (question.audience == Audience::kFirm && !entry.for_firms) return false;
    return question.kind.empty() || entry.kind == question.kind;
}

std::optional<std::size_t> reach_of(const Entry& entry, const std::vector<Reach>& reaches) {
    for (std::size_t i = 0; i < reaches.size(); ++i)
        if (reaches[i].exactly ? entry.region == reaches[i].code : entry.region.is_within(reaches[i].code)) return i;
    return std::nullopt;
}

/// Every entry that answers, by falling score. Empty when so many texts answer that not all are looked at twice.
std::optional<std::vector<Expected>> plain_loop(Changing& changing, const Question& question) {
    const auto thesaurus = Thesaurus::built_in();
    const auto snapshot = changing.snapshot();
    Understanding meant = understand(question.text, *thesaurus);
    std::set<Token> tokens;
    for (Idea& idea : meant.ideas) {
        idea.readings.resize(1);
        for (const auto& word : idea.readings[0].words)
            for (const Token token : query_tokens(word)) tokens.insert(token);
    }
    for (const Token token : query_tokens(meant.whole)) tokens.insert(token);
    const Ranking ranking(meant, *thesaurus, [&](Token token) {
        const auto with = snapshot->texts_with(token);
        return Weight{static_cast<double>(weight_of(with, snapshot->texts())), with > 0};
    });
    const auto reaches = reaches_of(question.place, question.width);
    std::vector<Expected> found;
    std::set<std::string> texts;
    double best = 0;
    std::vector<double> fits;
    for (const auto& [id, entry] : changing.entries()) {
        const auto reach = reach_of(entry, reaches);
        if (!reach || !counts(entry, question)) continue;
        const auto says = [&](const std::string& text) {
            const auto all = all_tokens(folded(text));
            return std::any_of(all.begin(), all.end(), [&](Token token) { return tokens.contains(token); });
        };
        bool is_collected = says(entry.name) || says(entry.main_item);
        Candidate candidate(folded(entry.name), folded(entry.main_item));
        for (const auto& other : entry.other_names) {
            is_collected = is_collected || says(other);
            candidate.other_names.emplace_back(folded(other));
        }
        if (!is_collected) continue;
        texts.insert(words_of(entry));
        const Match match = ranking.match(candidate);
        if (match.score <= 0) continue;
        best = std::max(best, match.score);
        found.push_back({id, words_of(entry), match.score, *reach});
        fits.push_back(std::max(match.covered, match.fit));
    }
    if (texts.size() * snapshot->parts.size() > kCollected) return std::nullopt;
    std::vector<Expected> given;
    bool fits_some = false;
    for (std::size_t i = 0; i < found.size(); ++i)
        fits_some = fits_some || (found[i].score >= kAlongside * best && fits[i] >= kLeastCover);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].score < kAlongside * best || fits[i] < (fits_some ? kLeastCover : kFaintCover)) continue;
        const Entry& entry = changing.entries().at(found[i].id);
        given.push_back(found[i]);
        given.back().score += (entry.online      ? kOnlineMore
                               : entry.has_guide ? kGuideMore
                                                 : 0) -
                              kStepAway * static_cast<double>(found[i].reach);
    }
    std::stable_sort(given.begin(), given.end(),
                     [](const Expected& a, const Expected& b) { return a.score > b.score; });
    return given;
}

void expect_page(const Question& question, const std::vector<Expected>& expected, const Answer& answer) {
    ASSERT_EQ(answer.total, expected.size()) << question.text;
    const auto left = expected.size() - std::min(expected.size(), question.skip);
    ASSERT_EQ(answer.found.size(), std::min(left, question.limit)) << question.text;
    std::map<std::string, double> scores;
    for (const Expected& each : expected) scores[each.id] = each.score;
    for (std::size_t i = 0; i < answer.found.size(); ++i) {
        const Found& found = answer.found[i];
        EXPECT_NEAR(found.score, expected[question.skip + i].score, 1e-9) << question.text << " at " << i;
        ASSERT_TRUE(scores.contains(found.entry.id)) << found.entry.id << " " << found.entry.name;
        EXPECT_NEAR(found.score, scores[found.entry.id], 1e-9);
    }
}

TEST(Oracle, AnswersAreThoseOfAPlainLoop) {
    std::size_t compared = 0, hits = 0, most_parts = 0;
    for (unsigned seed = 1; seed <= 4; ++seed) {
        Changing changing(seed);
        changing.change(600);
        for (int round = 0; round < 60; ++round) {
            changing.change(1 + changing.pick(round % 10 == 0 ? 200 : 6));
            ASSERT_EQ(changing.search().items(), changing.entries().size());
            most_parts = std::max(most_parts, changing.snapshot()->parts.size());
            Question question{changing.pick(2) == 0 ? changing.some_name() : changing.text_of(2 + changing.pick(4)),
                              changing.some_place()};
            question.as_typed = true;
            question.width = static_cast<Width>(changing.pick(4));
            question.audience = static_cast<Audience>(changing.pick(3));
            question.kind = changing.pick(3) == 0 ? "bundle" : "";
            question.limit = 1000;
            const auto expected = plain_loop(changing, question);
            if (!expected) continue;
            ++compared;
            hits += expected->size();
            const auto whole = changing.search().ask(question);
            expect_page(question, *expected, whole);
            std::set<std::string> ids;
            for (const auto& found : whole.found) ids.insert(found.entry.id);
            EXPECT_EQ(ids.size(), expected->size()) << "each once";
            // Pages of it are the same list.
            question.limit = 3;
            for (std::size_t skip = 0; skip < std::min<std::size_t>(expected->size(), 9); skip += 3) {
                question.skip = skip;
                const auto page = changing.search().ask(question);
                expect_page(question, *expected, page);
                for (std::size_t i = 0; i < page.found.size(); ++i)
                    EXPECT_EQ(page.found[i].entry.id, whole.found[skip + i].entry.id);
            }
            // The same words once, from the nearest place.
            question.skip = 0;
            question.limit = 1000;
            question.one_of_each = true;
            std::map<std::string, std::pair<std::size_t, std::size_t>> nearest;  // reach, and how many
            for (const Expected& each : *expected) {
                const auto [at, is_new] = nearest.emplace(each.words, std::pair(each.reach, std::size_t{0}));
                if (!is_new) at->second = {std::min(at->second.first, each.reach), at->second.second + 1};
            }
            const auto once = changing.search().ask(question);
            ASSERT_EQ(once.found.size(), nearest.size()) << question.text;
            for (const auto& found : once.found) {
                const auto& one = nearest.at(words_of(changing.entries().at(found.entry.id)));
                EXPECT_EQ(found.elsewhere, one.second) << question.text;
                EXPECT_EQ(reach_of(found.entry, reaches_of(question.place, question.width)), one.first);
            }
        }
    }
    EXPECT_GE(compared, 120u);
    EXPECT_GE(most_parts, 4u);
    std::cout << compared << " answers with " << hits << " items compared, in up to " << most_parts << " parts\n";
}

}  // namespace
}  // namespace yw::search

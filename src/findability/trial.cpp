#include "findability/trial.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace yw::findability {
namespace {

constexpr std::size_t kLookedAt = 10;
constexpr std::size_t kShown = 3;
constexpr double kNotable = 0.02;  ///< of nDCG@10: less is an order further down that nobody sees

struct Outcome {
    std::vector<std::string> names;
    bool fits = false;
    double worth = 0;  ///< of a judged query: nDCG@10, 1 for a refusal where nothing is right
};

Outcome outcome_of(const search::Search& search,
                   RegionCode place,
                   const search::Thesaurus& words,
                   const search::JudgedQuery& query) {
    search::Question question{query.text, place};
    question.limit = kLookedAt;
    const auto answer = search.ask(question, words);
    Outcome outcome;
    for (std::size_t i = 0; i < std::min(kShown, answer.found.size()); ++i)
        outcome.names.push_back(answer.found[i].entry.name);
    outcome.fits = answer.sure && !answer.found.empty();
    const auto judged = search::judge({query}, [&](const std::string&) { return answer; });
    outcome.worth = query.grades.empty() ? static_cast<double>(judged.all.refused) : judged.all.ndcg_at_10;
    return outcome;
}

Compared::Verdict verdict_of(const Outcome& before, const Outcome& after, bool is_judged) {
    using Verdict = Compared::Verdict;
    if (is_judged && after.worth < before.worth - kNotable) return Verdict::kWorse;
    if (is_judged && after.worth > before.worth + kNotable) return Verdict::kBetter;
    if (!is_judged && before.fits != after.fits) return after.fits ? Verdict::kBetter : Verdict::kWorse;
    return before.names == after.names ? Verdict::kSame : Verdict::kDifferent;
}

}  // namespace

std::size_t Trial::count(Compared::Verdict verdict) const {
    return static_cast<std::size_t>(
        std::count_if(changed.begin(), changed.end(), [&](const Compared& each) { return each.verdict == verdict; }));
}

Trial try_words(const search::Search& search,
                RegionCode place,
                const Words& before,
                const Words& after,
                const std::vector<std::string>& frequent) {
    Trial trial;
    std::set<std::string> seen;
    const auto compare = [&](const search::JudgedQuery& query, bool is_judged) {
        if (!seen.insert(query.text).second) return;
        ++(is_judged ? trial.judged : trial.frequent);
        Outcome old = outcome_of(search, place, *before.thesaurus, query);
        Outcome now = outcome_of(search, place, *after.thesaurus, query);
        Compared compared{query.text, is_judged, verdict_of(old, now, is_judged), std::move(old.names),
                          std::move(now.names)};
        if (compared.verdict != Compared::Verdict::kSame) trial.changed.push_back(std::move(compared));
    };
    // Judged as the list will be: a change of the list itself makes no query better or worse.
    for (const auto& query : after.judged) compare(query, true);
    for (const auto& text : frequent) compare({{}, text, {}, {}}, false);
    const auto rank = [](const Compared& each) {
        if (each.verdict == Compared::Verdict::kWorse) return 0;
        return each.verdict == Compared::Verdict::kBetter ? 1 : 2;
    };
    std::stable_sort(trial.changed.begin(), trial.changed.end(),
                     [&](const Compared& a, const Compared& b) { return rank(a) < rank(b); });
    return trial;
}

}  // namespace yw::findability

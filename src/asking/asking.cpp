#include "asking/asking.hpp"

#include <algorithm>

#include "asking/compose.hpp"
#include "asking/match_question.hpp"
#include "asking/question_rules.hpp"

namespace yw::asking {
namespace {

// Measured on data/asking/judged: README.md there says what each costs.
constexpr double kSureToAnswer = 0.69;   ///< share of what was meant that the item must cover
constexpr double kSureWhenNamed = 0.45;  ///< the same where the question holds a name of the item
constexpr double kAlikeItems = 0.1;      ///< items whose scores lie so near are meant alike
constexpr double kSameQuestion = 0.72;   ///< the guide's own question is what was asked
constexpr double kNearQuestion = 0.55;   ///< the same, where no element could answer
constexpr double kLaterItem = 0.02;      ///< of likeness, for each place that the item stands further back
constexpr double kOfTheBest = 0.8;       ///< of the best score, for an item that is about the step
constexpr std::size_t kCandidates = 12;
constexpr std::size_t kShortestName = 2;  ///< characters
constexpr std::size_t kMostItems = 3;
constexpr std::size_t kMostPassages = 4;
constexpr int kItemsOfLifeEvent = 200;

using GuidePtr = std::shared_ptr<const catalogue::PublishedGuide>;
using search::folded;

std::vector<std::u32string> names_of(const search::Entry& entry) {
    std::vector<std::u32string> names{folded(entry.name)};
    for (const auto& other : entry.other_names) names.push_back(folded(other));
    return names;
}

/// Characters of the longest of its names that stands in the question.
std::size_t named_in(std::u32string_view question, const search::Entry& entry) {
    std::size_t longest = 0;
    for (const auto& name : names_of(entry))
        if (question.find(name) != std::u32string_view::npos) longest = std::max(longest, name.size());
    return longest;
}

/// Whether anything is left of it but words that stand in every question.
bool has_subject(std::u32string_view about) {
    const auto filler = fillers_in(about, *search::Thesaurus::built_in());
    for (std::size_t i = 0; i < about.size(); ++i)
        if (about[i] != U' ' && !filler[i]) return true;
    return false;
}

}  // namespace

/// One question on its way to an answer.
struct Asking::Work {
    const catalogue::Catalogue& catalogue;
    const search::Search& search;
    RegionCode place;
    Understood asked;
    search::Answer found;
    Reply reply;

    GuidePtr guide_of(const search::Entry& entry) const {
        if (!entry.has_guide) return nullptr;
        auto guide = catalogue.guide(entry.id);
        return guide ? std::move(guide).value() : nullptr;
    }

    void look_for_items() {
        found = search.ask({.text = search::utf8_of(asked.about),
                            .place = place,
                            .kind = "item",
                            .one_of_each = true,
                            .limit = kCandidates});
    }

    /// An item whose own name is longer than the event's word is what was meant: 结婚登记, not 结婚.
    bool names_an_item() const {
        return std::any_of(found.found.begin(), found.found.end(), [&](const search::Found& one) {
            return named_in(asked.whole, one.entry) > asked.event_word;
        });
    }

    bool answer_event() {
        if (!asked.event || names_an_item()) return false;
        std::vector<catalogue::Item> all;
        for (const auto& life_event : asked.event->life_events) {
            catalogue::ItemFilter filter;
            filter.region = place;
            filter.include_above = true;
            filter.life_event = life_event;
            for (auto& item : catalogue.items(filter, kItemsOfLifeEvent, "").items) all.push_back(std::move(item));
        }
        EventItems list{asked.event->name, {}};
        for (const auto& part : asked.event->order) {
            const auto fits = [&](const catalogue::Item& item) {
                return folded(item.name).find(part) != std::u32string::npos;
            };
            const auto item = std::find_if(all.begin(), all.end(), fits);
            if (item != all.end()) list.items.push_back(*item);
        }
        if (list.items.empty()) return false;
        reply.event = std::move(list);
        return true;
    }

    bool answer_from_questions() {
        const auto thesaurus = search::Thesaurus::built_in();
        double best = 0;
        GuidePtr of;
        std::size_t number = 0, rank = 0;
        for (const auto& one : found.found) {
            const double later = kLaterItem * static_cast<double>(rank++);
            const GuidePtr guide = guide_of(one.entry);
            if (!guide) continue;
            const auto names = names_of(one.entry);
            for (std::size_t i = 0; i < guide->guide.questions.size(); ++i) {
                const double likeness =
                    alike(asked.whole, folded(guide->guide.questions[i].q), names, *thesaurus) - later;
                if (likeness <= best) continue;
                best = likeness;
                of = guide;
                number = i;
            }
        }
        const bool has_element = std::any_of(asked.elements.begin(), asked.elements.end(),
                                             [](Element element) { return element != Element::kQuestions; });
        if (!of || best < (has_element ? kSameQuestion : kNearQuestion)) return false;
        reply.passages.push_back(compose_question(*of, number));
        return true;
    }

    /// What is said of a step must be what the item is about.
    bool is_about_steps(const search::Entry& entry) const {
        const auto names = names_of(entry);
        return std::all_of(asked.steps.begin(), asked.steps.end(), [&](const Step* step) {
            return std::any_of(names.begin(), names.end(),
                               [&](const auto& name) { return says_any(name, step->item); });
        });
    }

    /// Whether the question holds a name of the item, letter by letter.
    bool is_named(const search::Found& one) const { return named_in(asked.whole, one.entry) >= kShortestName; }
    bool names_any() const {
        return std::any_of(found.found.begin(), found.found.end(), [&](const auto& one) { return is_named(one); });
    }

    /// 怎么签注, of an item in whose names 签注 stands.
    bool asks_how(const search::Entry& entry) const {
        if (asked.doing.size() < 2) return false;
        const auto names = names_of(entry);
        return std::any_of(names.begin(), names.end(),
                           [&](const auto& name) { return name.find(asked.doing) != std::u32string::npos; });
    }

    void refuse(ErrorCode reason) {
        reply.reason = reason;
        const bool is_named_any = names_any();
        if (!found.sure && !is_named_any) return;
        for (const auto& one : found.found) {
            if (reply.near.size() == kMostItems) break;
            if (is_named_any && !is_named(one)) continue;
            if (auto item = catalogue.item(one.entry.id)) reply.near.push_back(std::move(item).value());
            const GuidePtr guide = reply.person ? nullptr : guide_of(one.entry);
            if (guide) reply.person = person_of(*guide);
        }
    }

    void answer_from_elements() {
        if (!has_subject(asked.about)) return refuse(kNoSubject);
        const bool is_named_any = names_any();
        const bool only_named = found.covered < kSureToAnswer;
        if (found.covered < (is_named_any ? kSureWhenNamed : kSureToAnswer))
            return refuse(is_named_any ? kNotInGuide : kNoItem);
        // What fits the step but hardly the rest is another thing: a citizen's card for a passport.
        const double least = found.found.front().score * kOfTheBest;
        std::vector<const search::Found*> meant;
        for (const auto& one : found.found)
            if (one.score >= least && is_about_steps(one.entry) && (!only_named || is_named(one)))
                meant.push_back(&one);
        if (meant.empty()) return refuse(kNoSuchStep);
        // Who says an item's name means it, whatever else the words may mean.
        std::stable_sort(meant.begin(), meant.end(), [&](const auto* a, const auto* b) {
            return named_in(asked.whole, a->entry) > named_in(asked.whole, b->entry);
        });
        const double best = meant.front()->score;
        bool has_guide = false;
        std::size_t items = 0;
        for (const auto* one : meant) {
            if (items == kMostItems) break;
            if (one->score < best - kAlikeItems) continue;
            const GuidePtr guide = guide_of(one->entry);
            if (!guide) continue;
            has_guide = true;
            const auto before = reply.passages.size();
            auto elements = asked.elements;
            if (elements.empty() && asks_how(one->entry)) elements.push_back(Element::kStages);
            for (const Element element : elements)
                if (auto passage = compose(*guide, element); passage && reply.passages.size() < kMostPassages)
                    reply.passages.push_back(std::move(*passage));
            items += reply.passages.size() > before;
        }
        if (reply.passages.empty()) refuse(has_guide ? kNotInGuide : kNoGuide);
    }
};

Asking::Asking(const catalogue::Catalogue& catalogue, const search::Search& search)
    : catalogue_(catalogue), search_(search), rules_(Rules::built_in()) {}
Asking::~Asking() = default;

const std::string& Asking::rules_version() const {
    return rules_->version();
}

Reply Asking::ask(std::string_view question, RegionCode place) const {
    Work work{catalogue_, search_, place, rules_->understand(without_personal_data(question)), {}, {}};
    if (!work.asked.is_question) return work.reply;
    if (work.asked.refusal) {
        work.reply.reason = *work.asked.refusal;
        return work.reply;
    }
    work.look_for_items();
    if (!work.answer_event() && !work.answer_from_questions()) work.answer_from_elements();
    return work.reply;
}

}  // namespace yw::asking

#include "asking/question_rules.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "asking/rules_files.hpp"
#include "platform/toml/toml.hpp"

namespace yw::asking {
namespace {

using search::folded;

/// "a|b" as written, each folded.
std::vector<std::u32string> alternatives(std::string_view text) {
    std::vector<std::u32string> all;
    while (!text.empty()) {
        const auto end = std::min(text.find('|'), text.size());
        if (auto one = folded(text.substr(0, end)); !one.empty()) all.push_back(std::move(one));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

std::vector<std::string> texts_of(const toml::table& table, std::string_view name) {
    std::vector<std::string> texts;
    const auto* list = table[name].as_array();
    if (!list) return texts;
    for (const auto& node : *list)
        if (const auto text = node.value<std::string>()) texts.push_back(*text);
    return texts;
}

std::vector<std::u32string> words_of(const toml::table& table, std::string_view name) {
    std::vector<std::u32string> words;
    for (const auto& text : texts_of(table, name))
        for (auto& word : alternatives(text)) words.push_back(std::move(word));
    return words;
}

std::vector<std::u32string> words_in(const toml::table& table, std::string_view name) {
    return alternatives(table[name].value_or(std::string_view()));
}

/// Tables of a list; what is no table is skipped.
template <class Take>
void each_table(const toml::table& table, std::string_view name, const Take& take) {
    const auto* list = table[name].as_array();
    if (!list) return;
    for (const auto& node : *list)
        if (const auto* one = node.as_table()) take(*one);
}

std::optional<ErrorCode> refusal_of(std::string_view word) {
    if (word == "own_case") return kOwnCase;
    if (word == "unlawful") return kUnlawful;
    if (word == "advice") return kAdvice;
    return std::nullopt;
}

/// The characters of the first word that stands in the text, the longest where several do; 0: none.
std::size_t longest_said(std::u32string_view text, const std::vector<std::u32string>& words) {
    std::size_t longest = 0;
    for (const auto& word : words)
        if (word.size() > longest && text.find(word) != std::u32string_view::npos) longest = word.size();
    return longest;
}

}  // namespace

bool says_any(std::u32string_view text, const std::vector<std::u32string>& words) {
    return longest_said(text, words) > 0;
}

void Rules::Phrases::add(std::u32string phrase, Element element) {
    longest = std::max(longest, phrase.size());
    all.emplace(std::move(phrase), element);
}

Result<std::shared_ptr<const Rules>> Rules::read(std::string_view text) {
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return fail(kRulesUnreadable,
                    fmt::format("line {}: {}", error.source().begin.line, std::string(error.description())));
    }
    auto rules = std::make_shared<Rules>();
    rules->version_ = table["version"].value_or(std::string());
    if (rules->version_.empty()) return fail(kRulesUnreadable, "version");
    std::string unknown;
    each_table(table, "asks", [&](const toml::table& asks) {
        const std::string word = asks["element"].value_or(std::string());
        const auto element = element_of(word);
        if (!element) unknown = word;
        if (element)
            for (auto& phrase : words_of(asks, "phrases")) rules->asks_.add(std::move(phrase), *element);
    });
    each_table(table, "events", [&](const toml::table& event) {
        rules->events_.push_back({event["name"].value_or(std::string()), words_in(event, "words"),
                                  texts_of(event, "life_events"), words_of(event, "order")});
    });
    each_table(table, "steps", [&](const toml::table& step) {
        rules->steps_.push_back({words_in(step, "said"), words_in(step, "item")});
    });
    each_table(table, "refusals", [&](const toml::table& refusal) {
        const std::string word = refusal["reason"].value_or(std::string());
        const auto reason = refusal_of(word);
        if (!reason) unknown = word;
        if (reason) rules->refusals_.push_back({*reason, words_in(refusal, "words")});
    });
    if (!unknown.empty()) return fail(kRulesUnreadable, unknown);
    rules->leads_ = words_of(table, "leads");
    rules->how_ = words_of(table, "how");
    rules->event_asks_ = words_of(table, "event_asks");
    rules->question_words_ = words_of(table, "question_words");
    return std::shared_ptr<const Rules>(std::move(rules));
}

std::shared_ptr<const Rules> Rules::built_in() {
    static const std::shared_ptr<const Rules> rules = [] {
        for (const auto& file : rules_files::files())
            if (file.name == "questions.toml") return Rules::read(file.bytes).value();
        throw std::logic_error("no rules for questions in the program");
    }();
    return rules;
}

void Rules::find_event(Understood& understood) const {
    // What a question asks of one item (what it costs) is not asked of an event.
    const bool specific = std::any_of(understood.elements.begin(), understood.elements.end(),
                                      [](Element element) { return element != Element::kStages; });
    if (specific || !says_any(understood.whole, event_asks_)) return;
    for (const Event& event : events_) {
        const auto length = longest_said(understood.whole, event.words);
        if (length <= understood.event_word) continue;
        understood.event = &event;
        understood.event_word = length;
    }
}

/// 要 in front of 带什么 belongs to it: the longest of the leads at the end goes.
void Rules::drop_lead(std::u32string& about) const {
    std::size_t longest = 0;
    for (const auto& lead : leads_)
        if (about.ends_with(lead)) longest = std::max(longest, lead.size());
    about.resize(about.size() - longest);
}

Understood Rules::understand(std::string_view question) const {
    Understood understood;
    understood.whole = folded(question);
    if (understood.whole.size() > kLongestQuestion) understood.whole.resize(kLongestQuestion);
    const std::u32string_view text = understood.whole;
    std::vector<Element> said;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t taken = 0;
        for (std::size_t n = std::min(asks_.longest, text.size() - i); n > 0 && taken == 0; --n) {
            const auto found = asks_.all.find(std::u32string(text.substr(i, n)));
            if (found == asks_.all.end()) continue;
            taken = n;
            if (std::find(said.begin(), said.end(), found->second) == said.end()) said.push_back(found->second);
            if (found->second != Element::kStages) drop_lead(understood.about);
            // How to do a thing is asked with the words of the thing (怎么补领): the search drops what only asks.
            if (found->second == Element::kStages)
                understood.about += text.substr(i, n);
            else if (!understood.about.empty() && understood.about.back() != U' ')
                understood.about += U' ';
        }
        if (taken == 0) understood.about += text[i];
        i += std::max<std::size_t>(1, taken);
    }
    while (!understood.about.empty() && understood.about.back() == U' ') understood.about.pop_back();
    // "怎么办" stands behind many a question: beside another one it asks nothing more.
    const bool alone = said.size() == 1;
    for (const Element element : said)
        if ((alone || element != Element::kStages) && understood.elements.size() < kMostElements)
            understood.elements.push_back(element);
    find_event(understood);
    for (const Step& step : steps_)
        if (says_any(text, step.said)) understood.steps.push_back(&step);
    understood.is_question = !said.empty() || understood.event || says_any(text, event_asks_) ||
                             says_any(text, question_words_) || question.find('?') != std::string_view::npos ||
                             question.find("？") != std::string_view::npos;
    if (understood.elements.empty() && !understood.event && says_any(text, event_asks_))
        understood.elements.push_back(Element::kStages);
    for (const auto& how : how_)
        if (const auto at = text.find(how); at != std::u32string_view::npos && understood.doing.empty())
            understood.doing = text.substr(at + how.size(), 2);
    for (const Refusal& refusal : refusals_)
        if (!understood.refusal && says_any(text, refusal.words)) understood.refusal = refusal.reason;
    return understood;
}

}  // namespace yw::asking

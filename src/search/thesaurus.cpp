#include "search/thesaurus.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "platform/toml/toml.hpp"
#include "search/han.hpp"
#include "search/thesaurus_files.hpp"

namespace yw::search {
namespace {

std::string letters_of(std::u32string_view text) {
    std::string letters;
    for (const char32_t c : text) {
        if (is_han(c))
            letters += spelling(reading(c));
        else if (c != U' ')
            letters += static_cast<char>(c);
    }
    return letters;
}

std::string initials_of(std::u32string_view text) {
    std::string letters;
    for (const char32_t c : text) {
        const auto s = spelling(reading(c));
        if (!s.empty())
            letters += s.front();
        else if (c != U' ')
            letters += static_cast<char>(c);
    }
    return letters;
}

/// Empty where a character has no reading.
std::string sound_of(std::u32string_view text) {
    std::string sound;
    for (const char32_t c : text) {
        const auto s = reading(c);
        if (s == 0) return {};
        sound += std::to_string(sounds_like(s)) + ".";
    }
    return sound;
}

std::vector<std::u32string> parts_of(std::u32string_view text, char32_t by) {
    std::vector<std::u32string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(by), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

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

constexpr int kMostBoost = 50;  ///< percent: more would bury what people asked for

/// ["said", "meant", …] of one of the lists.
struct Row {
    std::string_view said;
    std::vector<std::string> meant;
};
Result<std::vector<Row>> rows_of(const toml::table& table, std::string_view list) {
    std::vector<Row> rows;
    const auto* array = table[list].as_array();
    if (!array) return rows;
    for (const auto& node : *array) {
        const auto* texts = node.as_array();
        const auto said = texts && texts->size() >= 2 ? texts->get(0)->value<std::string_view>() : std::nullopt;
        if (!said)
            return fail(kThesaurusUnreadable,
                        fmt::format("line {}: {} hold [\"said\", \"meant\", …]", node.source().begin.line, list));
        Row row{*said, {}};
        for (std::size_t i = 1; i < texts->size(); ++i) {
            const auto meant = texts->get(i)->value<std::string>();
            if (!meant) return fail(kThesaurusUnreadable, "a meaning that is no text");
            row.meant.push_back(*meant);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

void Thesaurus::add_meaning(const std::u32string& text, std::u32string meaning, bool makes_words) {
    if (makes_words)
        for (const auto& piece : parts_of(meaning, U' ')) word(piece);
    auto& meanings = word(text).meanings;
    if (meaning != text && std::find(meanings.begin(), meanings.end(), meaning) == meanings.end())
        meanings.push_back(std::move(meaning));
}

Word& Thesaurus::word(std::u32string_view text) {
    const auto [at, is_new] = by_text_.emplace(std::u32string(text), words_.size());
    if (is_new) words_.push_back({std::u32string(text), {}, false, false, Audience::kEveryone});
    return words_[at->second];
}

Result<std::shared_ptr<const Thesaurus>> Thesaurus::read(std::span<const std::string_view> files) {
    auto thesaurus = std::make_shared<Thesaurus>();
    for (const auto file : files) {
        toml::table table;
        try {
            table = toml::parse(file);
        } catch (const toml::parse_error& error) {
            return fail(kThesaurusUnreadable,
                        fmt::format("line {}: {}", error.source().begin.line, std::string(error.description())));
        }
        const auto each_text = [&](std::string_view list, const auto& take) {
            const auto* array = table[list].as_array();
            if (!array) return;
            for (const auto& node : *array)
                if (const auto text = node.value<std::string_view>())
                    for (auto& one : alternatives(*text)) take(one);
        };
        each_text("fillers", [&](const std::u32string& text) { thesaurus->word(text).is_filler = true; });
        if (const auto* same = table["same"].as_array())
            for (const auto& node : *same)
                if (const auto text = node.value<std::string_view>()) thesaurus->same_.push_back(alternatives(*text));
        each_text("weak", [&](const std::u32string& text) { thesaurus->word(text).is_weak = true; });
        each_text("words", [&](const std::u32string& text) { thesaurus->word(text); });
        each_text("person", [&](const std::u32string& text) { thesaurus->word(text).audience = Audience::kPerson; });
        each_text("firm", [&](const std::u32string& text) { thesaurus->word(text).audience = Audience::kFirm; });
        each_text("first_steps", [&](std::u32string& text) { thesaurus->first_steps_.push_back(std::move(text)); });
        each_text("later_steps", [&](std::u32string& text) { thesaurus->later_steps_.push_back(std::move(text)); });
        for (const std::string_view list : {"synonyms", "aliases", "pins"}) {
            YW_TRY(const auto rows, rows_of(table, list));
            for (const Row& row : rows)
                for (const auto& text : alternatives(row.said))
                    for (const auto& meant : row.meant) {
                        thesaurus->add_meaning(text, folded(meant), list == "synonyms");
                        if (list == "pins") thesaurus->pins_[text].push_back(folded(meant));
                    }
        }
        YW_TRY(const auto situations, rows_of(table, "situations"));
        for (const Row& row : situations)
            for (const auto& text : alternatives(row.said)) {
                Situation situation{parts_of(text, U' '), {}, 0};
                for (const auto& word : situation.words) situation.length += word.size();
                for (const auto& meant : row.meant) situation.meanings.push_back(folded(meant));
                thesaurus->situations_.push_back(std::move(situation));
            }
        YW_TRY(const auto boosts, rows_of(table, "boosts"));
        for (const Row& row : boosts) {
            int percent = 0;
            const auto& text = row.meant.front();
            const auto read = std::from_chars(text.data(), text.data() + text.size(), percent);
            if (read.ec != std::errc() || std::abs(percent) > kMostBoost)
                return fail(kThesaurusUnreadable, "a boost is from -50 to 50 percent: " + text);
            for (const auto& name : alternatives(row.said)) thesaurus->boosts_[name] = 1 + percent / 100.0;
        }
        YW_TRY(const auto sentences, rows_of(table, "sentences"));
        for (const Row& row : sentences) {
            const auto place = row.meant.size() > 1 ? RegionCode::parse(row.meant[1]) : RegionCode();
            if (!place) return fail(kThesaurusUnreadable, "a sentence's place is twelve digits: " + row.meant[1]);
            for (const auto& text : alternatives(row.said))
                thesaurus->sentences_[text].push_back({*place, row.meant.front()});
        }
    }
    thesaurus->finish();
    return std::shared_ptr<const Thesaurus>(std::move(thesaurus));
}

void Thesaurus::finish() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const auto& text = words_[i].text;
        longest_ = std::max(longest_, text.size());
        by_first_[text.front()].push_back(i);
        letters_.push_back(letters_of(text));
        longest_letters_ = std::max(longest_letters_, letters_.back().size());
        initials_.push_back(initials_of(text));
        for (std::size_t at = 0; at + 1 < text.size(); ++at) pairs_[pair_token(text[at], text[at + 1])] = true;
        if (words_[i].is_filler) continue;
        by_letters_.emplace(letters_.back(), i);
        by_initials_.emplace(initials_.back(), i);
        if (const auto sound = sound_of(text); !sound.empty() && text.size() >= 2) by_sound_.emplace(sound, i);
    }
    for (const auto* steps : {&first_steps_, &later_steps_})
        for (const auto& step : *steps) step_beginnings_.add(step.front());
    for (const Word& each : words_)
        if (each.is_weak) weak_beginnings_.add(each.text.front());
    index_situations();
}

bool Thesaurus::holds_step(std::u32string_view text) const {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!begins_step(text[i])) continue;
        const auto begins = [rest = text.substr(i)](const std::u32string& step) { return rest.starts_with(step); };
        if (std::any_of(first_steps_.begin(), first_steps_.end(), begins) ||
            std::any_of(later_steps_.begin(), later_steps_.end(), begins))
            return true;
    }
    return false;
}

void Thesaurus::index_situations() {
    const auto number_of = [&](const std::u32string& text) {
        const auto [at, is_new] = told_.emplace(text, situations_with_.size());
        if (is_new) {
            situations_with_.emplace_back();
            longest_told_ = std::max(longest_told_, text.size());
        }
        return at->second;
    };
    for (const auto& texts : same_) {
        if (texts.empty()) continue;
        const auto number = number_of(texts.front());
        for (const auto& text : texts) {
            told_.emplace(text, number);
            longest_told_ = std::max(longest_told_, text.size());
        }
    }
    for (std::size_t i = 0; i < situations_.size(); ++i)
        for (const auto& word : situations_[i].words) situations_with_[number_of(word)].push_back(i);
}

std::vector<std::string_view> Thesaurus::shipped() {
    std::vector<std::string_view> texts;
    for (const auto& file : thesaurus_files::files())
        if (file.name.ends_with(".toml")) texts.push_back(file.bytes);
    return texts;
}

std::shared_ptr<const Thesaurus> Thesaurus::built_in() {
    static const auto thesaurus = [] {
        const auto texts = shipped();
        auto read_in = read(texts);
        if (!read_in) throw std::logic_error("data/search: " + read_in.error().detail);
        return std::move(read_in).value();
    }();
    return thesaurus;
}

std::span<const std::u32string> Thesaurus::pinned(std::u32string_view query) const {
    if (pins_.empty()) return {};
    const auto at = pins_.find(std::u32string(query));
    if (at == pins_.end()) return {};
    return at->second;
}

double Thesaurus::boost(std::u32string_view name) const {
    if (boosts_.empty()) return 1;
    const auto at = boosts_.find(std::u32string(name));
    return at == boosts_.end() ? 1 : at->second;
}

std::string_view Thesaurus::sentence(std::u32string_view query, RegionCode place) const {
    if (sentences_.empty()) return {};
    const auto at = sentences_.find(std::u32string(query));
    if (at == sentences_.end()) return {};
    const Sentence* nearest = nullptr;
    for (const Sentence& each : at->second)
        if (place.is_within(each.place) && (!nearest || each.place.is_within(nearest->place))) nearest = &each;
    return nearest ? std::string_view(nearest->text) : std::string_view();
}

const Word* Thesaurus::find(std::u32string_view text) const {
    const auto at = by_text_.find(text);
    return at == by_text_.end() ? nullptr : &words_[at->second];
}

std::vector<const Situation*> Thesaurus::situations_in(std::u32string_view query) const {
    std::vector<std::size_t> said;  // numbers of words that stand in the query, each once
    for (std::size_t i = 0; i < query.size(); ++i)
        for (std::size_t n = 1; n <= std::min(longest_told_, query.size() - i); ++n)
            if (const auto at = told_.find(query.substr(i, n));
                at != told_.end() && std::find(said.begin(), said.end(), at->second) == said.end())
                said.push_back(at->second);
    // Each word of a situation that is said puts it on the list once.
    std::vector<std::size_t> touched;
    for (const auto number : said)
        touched.insert(touched.end(), situations_with_[number].begin(), situations_with_[number].end());
    std::sort(touched.begin(), touched.end());
    std::vector<const Situation*> told;
    for (std::size_t i = 0; i < touched.size();) {
        const auto next = static_cast<std::size_t>(
            std::upper_bound(touched.begin() + static_cast<std::ptrdiff_t>(i), touched.end(), touched[i]) -
            touched.begin());
        const Situation& each = situations_[touched[i]];
        if (next - i == each.words.size()) told.push_back(&each);
        i = next;
    }
    std::stable_sort(told.begin(), told.end(),
                     [](const Situation* a, const Situation* b) { return a->length > b->length; });
    return told;
}

std::vector<const Word*> Thesaurus::all_of(const Numbers& numbers, const std::string& key) const {
    std::vector<std::size_t> found;
    const auto [first, last] = numbers.equal_range(key);
    for (auto at = first; at != last; ++at) found.push_back(at->second);
    std::sort(found.begin(), found.end());  // in the order of the files: common words stand first
    std::vector<const Word*> words;
    for (const auto number : found) words.push_back(&words_[number]);
    return words;
}

std::vector<const Word*> Thesaurus::spelt(std::string_view letters) const {
    return all_of(by_letters_, std::string(letters));
}

std::vector<const Word*> Thesaurus::with_initials(std::string_view letters) const {
    return all_of(by_initials_, std::string(letters));
}

std::vector<const Word*> Thesaurus::sounding_like(std::u32string_view text) const {
    const auto sound = sound_of(text);
    if (sound.empty()) return {};
    auto words = all_of(by_sound_, sound);
    std::erase_if(words, [&](const Word* each) { return each->text == text; });
    const auto letters = letters_of(text);
    std::stable_partition(words.begin(), words.end(),
                          [&](const Word* each) { return letters_of(each->text) == letters; });
    return words;
}

std::vector<const Word*> Thesaurus::beginning_with(std::u32string_view text, std::size_t most) const {
    std::vector<const Word*> found;
    if (text.empty() || most == 0) return found;
    const auto take = [&](const Word& each, bool begins) {
        if (begins && !each.is_filler && !each.is_weak && each.text.size() >= 2) found.push_back(&each);
        return found.size() < most;
    };
    if (std::any_of(text.begin(), text.end(), is_han)) {
        const auto same = by_first_.find(text.front());
        if (same == by_first_.end()) return found;
        for (const auto i : same->second)
            if (!take(words_[i], words_[i].text.starts_with(text))) break;
        return found;
    }
    const auto typed = utf8_of(text);
    for (std::size_t i = 0; i < words_.size(); ++i)
        if (!take(words_[i], words_[i].text.starts_with(text) || letters_[i].starts_with(typed) ||
                                 initials_[i].starts_with(typed)))
            break;
    return found;
}

bool Thesaurus::has_pair(char32_t first, char32_t second) const {
    return pairs_.contains(pair_token(first, second));
}

}  // namespace yw::search

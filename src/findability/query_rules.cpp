#include "findability/query_rules.hpp"

#include <algorithm>
#include <stdexcept>

#include "findability/rules_files.hpp"
#include "platform/toml/toml.hpp"
#include "search/search.hpp"
#include "search/text.hpp"

namespace yw::findability {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 40;
constexpr std::size_t kLongestNumber = 2;  ///< digits that say nothing of anybody: 80岁, 24小时

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
    return c >= U'a' && c <= U'z';
}
/// Numbers are also written in characters, house and telephone numbers among them.
bool is_numeral(char32_t c) {
    return std::u32string_view(U"〇零一二三四五六七八九十百千").find(c) != std::u32string_view::npos;
}

/// The longest run of characters that a number is made of, from `at`.
template <class Is>
std::size_t run_of(std::u32string_view text, std::size_t at, Is is) {
    std::size_t end = at;
    while (end < text.size() && is(text[end])) ++end;
    return end - at;
}

Rules read_rules() {
    const auto table = toml::parse(rules_files::files().front().bytes);
    Rules rules;
    const auto take = [&](std::string_view name, std::int64_t& value) {
        const auto read = table[name].value_exact<std::int64_t>();
        if (!read || *read < 1) throw std::logic_error("data/findability/rules.toml: " + std::string(name));
        value = *read;
    };
    take("known_visitors", rules.known_visitors);
    take("unknown_visitors", rules.unknown_visitors);
    take("window_days", rules.window_days);
    take("nothing_times", rules.nothing_times);
    take("abandoned_times", rules.abandoned_times);
    take("abandoned_permille", rules.abandoned_permille);
    take("clear_days", rules.clear_days);
    take("mend_days", rules.mend_days);
    take("count_days", rules.count_days);
    take("cleared_days", rules.cleared_days);
    take("most_a_day", rules.most_a_day);
    take("frequent", rules.frequent);
    take("full_check_days", rules.full_check_days);
    return rules;
}

}  // namespace

const Rules& rules() {
    static const Rules kRules = read_rules();
    return kRules;
}

std::optional<std::string> countable(std::string_view text) {
    const auto whole = search::folded(text);
    if (whole.size() > 2 * kLongest) return std::nullopt;
    std::u32string kept;
    const auto blank = [&] {
        if (!kept.empty() && kept.back() != U' ') kept += U' ';
    };
    for (std::size_t i = 0; i < whole.size();) {
        const auto word = run_of(whole, i, [](char32_t c) { return is_digit(c) || is_letter(c); });
        const auto piece = std::u32string_view(whole).substr(i, word);
        const auto digits = std::count_if(piece.begin(), piece.end(), is_digit);
        const auto numerals = run_of(whole, i, is_numeral);
        if (word > 0) {
            if (digits == 0 || (word == static_cast<std::size_t>(digits) && word <= kLongestNumber))
                kept += piece;
            else
                blank();
            i += word;
        } else if (numerals > kLongestNumber) {
            blank();
            i += numerals;
        } else {
            if (whole[i] == U' ')
                blank();
            else
                kept += whole[i];
            ++i;
        }
    }
    while (!kept.empty() && kept.back() == U' ') kept.pop_back();
    if (kept.size() < kShortest || kept.size() > kLongest) return std::nullopt;
    return search::utf8_of(kept);
}

Failure failure_of(const Counts& counts, const Rules& rules) {
    if (counts.nothing >= rules.nothing_times && 2 * counts.nothing >= counts.searches) return Failure::kNothing;
    const auto left = std::max<std::int64_t>(0, counts.searches - counts.chosen);
    if (counts.searches >= rules.abandoned_times && 1000 * left >= rules.abandoned_permille * counts.searches)
        return Failure::kAbandoned;
    return Failure::kNone;
}

}  // namespace yw::findability

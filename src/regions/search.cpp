#include "regions/search.hpp"

#include <algorithm>
#include <initializer_list>

#include "kernel/utf8.hpp"
#include "regions/overlay.hpp"

namespace yw::regions {
namespace {

constexpr std::size_t kMostResults = 100;
constexpr std::size_t kMostHeads = 24;  // places tried as the upper part of a chain
constexpr int kMostLookups = 400;       // in all for one query: each costs some 10 µs
constexpr std::array kLevels{RegionLevel::kNation, RegionLevel::kProvince, RegionLevel::kPrefecture,
                             RegionLevel::kCounty, RegionLevel::kTown,     RegionLevel::kVillage};

void order(std::vector<RegionView>& views, std::size_t limit) {
    std::ranges::sort(views, [](const RegionView& a, const RegionView& b) {
        return a.level != b.level ? a.level < b.level : a.code < b.code;
    });
    const auto same = [](const RegionView& a, const RegionView& b) { return a.code == b.code; };
    views.erase(std::unique(views.begin(), views.end(), same), views.end());
    if (views.size() > limit) views.resize(limit);
}

/// The keys that a token may be the beginning of. One letter is the beginning of both pinyin and initials.
std::vector<Key> keys_of(const Token& token) {
    if (token.script != Token::Script::kLatin) return {Key::kName};
    if (token.text.size() == 1) return {Key::kPinyin};
    return {Key::kPinyin, Key::kInitials};
}

Token joined(const std::vector<Token>& tokens) {
    Token all{"", tokens[0].script};
    for (const Token& token : tokens) {
        all.text += token.text;
        if (token.script != all.script) all.script = Token::Script::kHan;
    }
    return all;
}

}  // namespace

Search::Search(const Regions& regions, std::size_t limit)
    : regions_(regions), pack_(Pack::built_in()), limit_(std::min(limit, kMostResults)), lookups_left_(kMostLookups) {}

bool Search::spend() {
    return lookups_left_-- > 0;
}

std::vector<RegionView> Search::run(std::string_view query, RegionCode within) {
    const auto tokens = tokens_of(query);
    if (tokens.empty() || limit_ == 0) return {};
    Views found;
    if (tokens.size() > 1) {
        // Blanks may also stand between the syllables of one name: guang an.
        found = direct(joined(tokens), {within, RegionLevel::kVillage, limit_});
        const Views chained = chain_of_tokens(tokens, 0, within);
        found.insert(found.end(), chained.begin(), chained.end());
    } else {
        found = direct(tokens[0], {within, RegionLevel::kVillage, limit_});
        if (found.empty()) found = chain_without_blanks(tokens[0], within);
    }
    order(found, limit_);
    return found;
}

/// The places that one token is the beginning of, level by level until there are enough.
Search::Views Search::direct(const Token& token, const Scope& scope) const {
    Views found;
    for (const RegionLevel level : kLevels) {
        if (level > scope.deepest || found.size() >= scope.limit) break;
        add_level(token, scope, level, found);
    }
    order(found, scope.limit);
    return found;
}

void Search::add_level(const Token& token, const Scope& scope, RegionLevel level, Views& found) const {
    std::vector<Rank> ranks;
    for (const Key key : keys_of(token)) add_packed(key, token.text, level, scope, ranks);
    if (token.script == Token::Script::kDigits) add_codes(token.text, level, scope, ranks);
    for (const Rank rank : ranks) {
        const RegionCode code = pack_.code(rank);
        if (!code.is_statistic_only()) found.push_back({code, pack_.name(rank), level, false});
    }
    add_operators(token, level, scope, found);
}

/// The `limit` lowest codes among the matches: through the matches or through the places within, whichever are fewer.
void Search::add_packed(
    Key key, std::string_view prefix, RegionLevel level, const Scope& scope, std::vector<Rank>& found) const {
    const RankRange inside = pack_.within(level, scope.within);
    const auto matches = pack_.beginning_with(key, level, prefix);
    const auto& overlay = *regions_.overlay_;
    std::vector<Rank> ranks;
    if (inside.size() < matches.size()) {
        for (Rank rank = inside.first; rank < inside.last && ranks.size() < scope.limit; ++rank) {
            if (pack_.begins_with(key, rank, prefix) && !overlay.hides(rank)) ranks.push_back(rank);
        }
    } else {
        for (const Rank rank : matches) {
            if (inside.contains(rank) && !overlay.hides(rank)) ranks.push_back(rank);
        }
        const std::size_t keep = std::min(ranks.size(), scope.limit);
        std::ranges::partial_sort(ranks, ranks.begin() + static_cast<std::ptrdiff_t>(keep));
        ranks.resize(keep);
    }
    found.insert(found.end(), ranks.begin(), ranks.end());
}

void Search::add_codes(std::string_view digits, RegionLevel level, const Scope& scope, std::vector<Rank>& found) const {
    constexpr std::size_t kCodeLength = 12;
    if (digits.size() < 2 || digits.size() > kCodeLength) return;
    std::string first(digits);
    std::string last(digits);
    first.resize(kCodeLength, '0');
    last.resize(kCodeLength, '9');
    const std::uint64_t from = std::max<std::uint64_t>(std::stoull(first), scope.within.number());
    const std::uint64_t to = std::min<std::uint64_t>(std::stoull(last), scope.within.last_number());
    const RankRange range = pack_.between(level, from, std::max(from, to));
    if (from > to) return;
    for (Rank rank = range.first; rank < range.last && found.size() < scope.limit; ++rank) {
        if (!regions_.overlay_->hides(rank)) found.push_back(rank);
    }
}

void Search::add_operators(const Token& token, RegionLevel level, const Scope& scope, Views& found) const {
    for (const auto& row : regions_.overlay_->rows()) {
        const RegionView region = view_of(row);
        if (region.closed || region.level != level || !region.code.is_within(scope.within)) continue;
        const bool named = region.name.starts_with(token.text);
        const bool spelt = token.script == Token::Script::kLatin && (compare_pinyin(row.pinyin, token.text) == 0 ||
                                                                     compare_initials(row.pinyin, token.text) == 0);
        const bool coded = token.script == Token::Script::kDigits && region.code.str().starts_with(token.text);
        if (named || spelt || coded) found.push_back(region);
    }
}

/// 广安 北辰: places that the last token begins, within places that the one before begins, and so on.
Search::Views Search::chain_of_tokens(const std::vector<Token>& tokens, std::size_t first, RegionCode within) {
    const Token& token = tokens[first];
    if (first + 1 == tokens.size()) return direct(token, {within, RegionLevel::kVillage, limit_});
    Views found;
    for (const RegionView& head : direct(token, {within, RegionLevel::kTown, kMostHeads})) {
        if (head.level == RegionLevel::kNation || !spend()) continue;
        const Views below = chain_of_tokens(tokens, first + 1, head.code);
        std::ranges::copy_if(below, std::back_inserter(found),
                             [&](const RegionView& v) { return v.code != head.code; });
    }
    return found;
}

/// 广安区北辰, guanganbeichen: the longest beginning that is the whole (or short) name of a place, then what lies in
/// it.
Search::Views Search::chain_without_blanks(const Token& token, RegionCode within) {
    if (token.script == Token::Script::kDigits) return {};
    const auto characters = utf8::characters(token.text);
    const std::size_t shortest = token.script == Token::Script::kHan ? 2 : 4;
    std::size_t bytes = token.text.size();
    Views found;
    for (std::size_t length = characters.size(); length-- > shortest && found.empty();) {
        bytes -= characters[length].size();
        const Token head{token.text.substr(0, bytes), token.script};
        const Token rest{token.text.substr(bytes), token.script};
        for (const RegionView& place : places_called(head, within)) {
            if (!spend()) return found;
            Views below = direct(rest, {place.code, RegionLevel::kVillage, limit_});
            std::erase_if(below, [&](const RegionView& region) { return region.code == place.code; });
            if (below.empty()) below = chain_without_blanks(rest, place.code);
            found.insert(found.end(), below.begin(), below.end());
        }
    }
    return found;
}

/// Places above the village whose name is `head`, or is `head` and a word for their kind.
Search::Views Search::places_called(const Token& head, RegionCode within) const {
    constexpr std::size_t kMostMatches = 2'000;
    const Key key = head.script == Token::Script::kLatin ? Key::kPinyin : Key::kName;
    Views found;
    for (const RegionLevel level : kLevels) {
        if (level == RegionLevel::kNation || level == RegionLevel::kVillage) continue;
        const auto matches = pack_.beginning_with(key, level, head.text);
        if (matches.size() > kMostMatches) continue;
        for (const Rank rank : matches) {
            const RegionCode code = pack_.code(rank);
            const std::string_view rest =
                (key == Key::kName ? pack_.name(rank) : pack_.pinyin(rank)).substr(head.text.size());
            const bool whole = key == Key::kName ? is_kind_of_place(rest) : is_kind_of_place_spelt(rest);
            if (whole && code.is_within(within) && !code.is_statistic_only() && !regions_.overlay_->hides(rank)) {
                found.push_back({code, pack_.name(rank), level, false});
            }
        }
    }
    for (const auto& row : regions_.overlay_->rows()) {
        const std::string_view whole = key == Key::kName ? row.addition.name : row.pinyin;
        const bool called =
            key == Key::kName
                ? whole.starts_with(head.text) && is_kind_of_place(whole.substr(head.text.size()))
                : compare_pinyin(whole, head.text) == 0 && is_kind_of_place_spelt(whole.substr(head.text.size()));
        if (called && !row.addition.closed && row.addition.code.is_within(within)) found.push_back(view_of(row));
    }
    order(found, kMostHeads);
    return found;
}

}  // namespace yw::regions

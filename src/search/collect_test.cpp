// The index against a plain loop over all entries, on seeded random corpora.
#include "search/collect.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace yw::search {
namespace {

constexpr std::string_view kSyllables[] = {"户", "口", "登", "记", "变", "更", "注", "销", "许", "可", "证", "办",
                                           "社", "保", "卡", "公", "积", "金", "提", "取", "医", "疗", "结", "婚"};

/// Two provinces with two cities of three counties each, and the nation.
std::vector<RegionCode> all_places() {
    std::vector<RegionCode> places{RegionCode()};
    for (const std::uint64_t province : {51, 44}) {
        places.push_back(RegionCode::from_number(province * 10'000'000'000));
        for (std::uint64_t city = 1; city <= 2; ++city) {
            const auto city_code = province * 10'000'000'000 + city * 100'000'000;
            places.push_back(RegionCode::from_number(city_code));
            for (std::uint64_t county = 1; county <= 3; ++county)
                places.push_back(RegionCode::from_number(city_code + county * 1'000'000));
        }
    }
    return places;
}

/// What a text says, worked out anew from its words.
std::map<Token, std::uint32_t> impacts_of(const Entry& entry) {
    std::map<Token, double> times;
    const auto count = [&](const std::string& text, double each) {
        for (const Token token : all_tokens(folded(text))) times[token] += each;
    };
    count(entry.name, 1);
    count(entry.main_item, 0.5);
    for (const auto& other : entry.other_names) count(other, 1);
    double length = 0;
    for (const Token token : all_tokens(folded(entry.name))) length += kind_of(token) == TokenKind::kPair;
    std::map<Token, std::uint32_t> impacts;
    for (const auto& [token, often] : times) impacts[token] = impact_of(often, length);
    return impacts;
}

std::string key_of(const Entry& entry) {
    std::string key = entry.name + "|" + entry.main_item;
    for (const auto& other : entry.other_names) key += "|" + other;
    return key;
}

class Corpus {
public:
    explicit Corpus(unsigned seed) : random_(seed), places_(all_places()) {
        for (int i = 0; i < 400; ++i) base_.push_back(random_text(2 + pick(14)));
        SegmentBuilder builder;
        for (const auto& place : places_)
            for (const auto& name : base_) {
                if (pick(100) >= 30) continue;
                Entry entry;
                entry.kind = "item";
                entry.id = std::to_string(entries_.size());
                entry.name = name;
                entry.region = place;
                // A local difference: the base text and words of this place alone.
                if (pick(100) < 15) entry.other_names = {random_text(2 + pick(4))};
                if (pick(100) < 10) entry.main_item = random_text(3 + pick(4));
                entries_.push_back(entry);
                builder.add(entry);
            }
        segment_ = builder.finish();
    }

    std::string random_text(std::size_t length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text += kSyllables[pick(std::size(kSyllables))];
        return text;
    }
    std::size_t pick(std::size_t below) { return random_() % below; }
    const Segment& segment() const { return *segment_; }
    const std::vector<Entry>& entries() const { return entries_; }
    const std::map<Token, std::uint32_t>& impacts(const std::string& key, const Entry& entry) const {
        const auto at = impacts_.find(key);
        return at != impacts_.end() ? at->second : impacts_.emplace(key, impacts_of(entry)).first->second;
    }
    RegionCode some_place() { return places_[pick(places_.size())]; }

private:
    std::mt19937 random_;
    std::vector<RegionCode> places_;
    std::vector<std::string> base_;
    std::vector<Entry> entries_;
    std::shared_ptr<const Segment> segment_;
    mutable std::map<std::string, std::map<Token, std::uint32_t>> impacts_;
};

struct Expected {
    std::uint32_t score;
    std::string key;  ///< the text
    std::uint8_t reach;
};

/// Every matching text with its score, from a loop over all entries.
std::map<std::string, Expected> brute_force(const Corpus& corpus,
                                            const std::vector<Reach>& reaches,
                                            const std::vector<WeightedToken>& tokens,
                                            bool all,
                                            const std::set<std::string>& dead) {
    std::map<std::string, Expected> found;
    for (const Entry& entry : corpus.entries()) {
        if (dead.contains(entry.id)) continue;
        std::uint8_t reach = kOutside;
        for (std::size_t i = 0; i < reaches.size() && reach == kOutside; ++i)
            if (reaches[i].exactly ? entry.region == reaches[i].code : entry.region.is_within(reaches[i].code))
                reach = static_cast<std::uint8_t>(i);
        if (reach == kOutside) continue;
        std::uint32_t score = 0;
        std::size_t with = 0;
        const auto& impacts = corpus.impacts(key_of(entry), entry);
        for (const auto& token : tokens) {
            const auto one = impacts.find(token.token);
            if (one == impacts.end()) continue;
            score += one->second * token.weight;
            ++with;
        }
        if (with == 0 || (all && with < tokens.size())) continue;
        const auto key = key_of(entry);
        const Expected now{score + nearness_score(reach), key, reach};
        const auto at = found.emplace(key, now).first;
        if (reach < at->second.reach) at->second = now;
    }
    return found;
}

std::vector<WeightedToken> weighted(const Segment& segment, const std::string& query) {
    std::set<Token> once;
    std::vector<WeightedToken> tokens;
    for (const Token token : query_tokens(folded(query)))
        if (once.insert(token).second) tokens.push_back({token, weight_of(segment.find(token).texts, segment.texts())});
    return tokens;
}

void expect_same(const Corpus& corpus,
                 const std::map<std::string, Expected>& expected,
                 const std::vector<TextHit>& hits,
                 std::size_t count,
                 const std::string& query) {
    ASSERT_EQ(hits.size(), std::min(count, expected.size())) << query;
    std::vector<std::uint32_t> scores;
    for (const auto& each : expected) scores.push_back(each.second.score);
    std::sort(scores.rbegin(), scores.rend());
    for (std::size_t i = 0; i < hits.size(); ++i) {
        EXPECT_EQ(hits[i].score, scores[i]) << query << " at " << i;
        const auto items = corpus.segment().items_of(hits[i].text);
        const auto key = key_of(corpus.segment().entry(items.first));
        ASSERT_TRUE(expected.contains(key)) << query;
        EXPECT_EQ(hits[i].score, expected.at(key).score) << query;
        EXPECT_EQ(hits[i].reach, expected.at(key).reach) << query;
        if (i > 0 && hits[i - 1].score == hits[i].score) {
            EXPECT_LT(hits[i - 1].text, hits[i].text);
        }
    }
}

TEST(Collect, IsWhatABruteForceLoopFinds) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        Corpus corpus(seed);
        const Segment& segment = corpus.segment();
        ASSERT_GT(segment.shared_texts(), 100u);
        ASSERT_GT(segment.texts(), segment.shared_texts());
        for (int round = 0; round < 40; ++round) {
            const auto query = corpus.random_text(2 + corpus.pick(round % 3 == 0 ? 12 : 3));
            const auto tokens = weighted(segment, query);
            const auto width = static_cast<Width>(corpus.pick(4));
            const auto reaches = reaches_of(corpus.some_place(), width);
            const auto filter = make_filter(segment, reaches);
            for (const bool all : {false, true}) {
                const auto expected = brute_force(corpus, reaches, tokens, all, {});
                for (const std::size_t count : {1u, 10u, 100'000u})
                    expect_same(corpus, expected, collect(segment, filter, {tokens, all, count, {}, {}}), count, query);
            }
        }
    }
}

TEST(Collect, AllWordsAcrossTheSharedTextAndTheLocalDifference) {
    SegmentBuilder builder;
    const auto add = [&](std::string id, std::vector<std::string> others, std::uint64_t place) {
        Entry entry;
        entry.kind = "item";
        entry.id = std::move(id);
        entry.name = "户口登记";
        entry.other_names = std::move(others);
        entry.region = RegionCode::from_number(place);
        builder.add(entry);
    };
    add("a", {}, 511602000000);
    add("b", {}, 511603000000);
    add("c", {"蓝印卡"}, 511603000000);
    const auto segment = builder.finish();
    EXPECT_EQ(segment->shared_texts(), 1u);
    EXPECT_EQ(segment->texts(), 2u);
    const auto tokens = weighted(*segment, "户口 蓝印");
    const auto found = [&](std::uint64_t place, Width width) {
        std::string ids;
        const auto filter = make_filter(*segment, reaches_of(RegionCode::from_number(place), width));
        for (const auto& hit : collect(*segment, filter, {tokens, true, 10, {}, {}}))
            for (auto item = segment->items_of(hit.text).first; item < segment->items_of(hit.text).last; ++item)
                ids += segment->id(item);
        return ids;
    };
    EXPECT_EQ(found(511603000000, Width::kPlace), "c");
    EXPECT_EQ(found(511602000000, Width::kPlace), "");
    EXPECT_EQ(found(511602000000, Width::kCity), "c");
    EXPECT_EQ(found(440100000000, Width::kProvince), "");
    EXPECT_EQ(found(440100000000, Width::kNation), "c");
}

TEST(Segment, KeepsWhatItWasGiven) {
    Entry entry;
    entry.kind = "item";
    entry.id = "0190";
    entry.source_id = "GA1";
    entry.code = "511Z";
    entry.name = "居住证办理";
    entry.main_item = "居住证";
    entry.other_names = {"暂住证", "办居住证"};
    entry.department = "区公安分局";
    entry.promised = "3个工作日";
    entry.region = *RegionCode::parse("511602000000");
    entry.visits = 1;
    entry.online = true;
    entry.has_guide = true;
    entry.for_firms = false;
    SegmentBuilder builder;
    Entry older = entry;
    older.name = "旧名";
    builder.add(older);
    builder.add(entry);
    const auto segment = builder.finish();
    ASSERT_EQ(segment->items(), 1u);
    ASSERT_EQ(segment->texts(), 1u);
    const auto kept = segment->entry(*segment->find_item("0190"));
    EXPECT_EQ(kept.kind, "item");
    EXPECT_EQ(kept.source_id, "GA1");
    EXPECT_EQ(kept.code, "511Z");
    EXPECT_EQ(kept.name, "居住证办理");
    EXPECT_EQ(kept.main_item, "居住证");
    EXPECT_EQ(kept.other_names, entry.other_names);
    EXPECT_EQ(kept.department, "区公安分局");
    EXPECT_EQ(kept.promised, "3个工作日");
    EXPECT_EQ(kept.region, entry.region);
    EXPECT_EQ(kept.visits, 1);
    EXPECT_TRUE(kept.online && kept.has_guide && kept.for_persons && !kept.for_firms);
    EXPECT_FALSE(segment->find_item("0191"));
    segment->check();
    EXPECT_THROW(Segment{Memory()}, std::runtime_error);
    Memory nonsense;
    nonsense.resize(4096);
    EXPECT_THROW(Segment{std::move(nonsense)}, std::runtime_error);
    const auto empty = SegmentBuilder().finish();
    empty->check();
    EXPECT_EQ(empty->items(), 0u);
}

}  // namespace
}  // namespace yw::search

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "kernel/utf8.hpp"
#include "regions/pack.hpp"
#include "regions/query.hpp"
#include "regions/regions.hpp"

namespace yw::regions {
namespace {

RegionCode code(std::string_view text) {
    return RegionCode::parse_short(text).value();
}

const Regions& listed() {
    static const Regions kRegions;
    return kRegions;
}

std::vector<std::string> full_names(const std::vector<Found>& found) {
    std::vector<std::string> names;
    for (const Found& one : found) {
        std::string& name = names.emplace_back();
        for (const RegionView& region : one.chain) {
            if (region.level != RegionLevel::kNation) name += region.name;
        }
    }
    return names;
}

struct QueryCase {
    const char* query;
    const char* among_the_first;
};
class Queries : public testing::TestWithParam<QueryCase> {};
TEST_P(Queries, FindThePlace) {
    EXPECT_THAT(full_names(listed().search(GetParam().query, 10)), testing::Contains(GetParam().among_the_first));
}
INSTANTIATE_TEST_SUITE_P(Typed,
                         Queries,
                         testing::Values(QueryCase{"广安", "四川省广安市"},
                                         QueryCase{"广安区", "四川省广安市广安区"},
                                         QueryCase{"guangan", "四川省广安市广安区"},
                                         QueryCase{"guang'an", "四川省广安市"},
                                         QueryCase{"GuangAn", "四川省广安市"},
                                         QueryCase{"ga", "四川省广安市"},
                                         QueryCase{"511602", "四川省广安市广安区"},
                                         QueryCase{"５１１６", "四川省广安市"},
                                         QueryCase{"广安区北辰", "四川省广安市广安区北辰街道"},
                                         QueryCase{"广安 北辰", "四川省广安市广安区北辰街道"},
                                         QueryCase{"广安北辰", "四川省广安市广安区北辰街道"},
                                         QueryCase{"四川省广安市广安区北辰街道", "四川省广安市广安区北辰街道"},
                                         QueryCase{"guangan beichen", "四川省广安市广安区北辰街道"},
                                         QueryCase{"guanganbeichen", "四川省广安市广安区北辰街道"},
                                         QueryCase{"guang an qu", "四川省广安市广安区"},
                                         QueryCase{"ga bc", "四川省广安市广安区北辰街道"},
                                         QueryCase{"四川 广安 bc", "四川省广安市广安区北辰街道"},
                                         QueryCase{"北京朝阳", "北京市朝阳区"},
                                         QueryCase{"chongqing", "重庆市"},
                                         QueryCase{"湖北仙桃", "湖北省仙桃市"},
                                         QueryCase{"凉山西昌", "四川省凉山彝族自治州西昌市"},
                                         QueryCase{"lvliang", "山西省吕梁市"},
                                         QueryCase{"lüliang", "山西省吕梁市"},
                                         QueryCase{"东莞东城", "广东省东莞市东城街道"},
                                         QueryCase{"香港", "香港特别行政区"},
                                         QueryCase{"台湾 台北", "台湾省台北市"}));

class NothingFound : public testing::TestWithParam<const char*> {};
TEST_P(NothingFound, ForWhatIsNoPlace) {
    EXPECT_TRUE(listed().search(GetParam(), 10).empty());
}
INSTANTIATE_TEST_SUITE_P(
    Typed,
    NothingFound,
    testing::Values(
        "", "  ", "'", "市辖区", "省直辖县级行政区划", "冥王星", "qqqqqq", "\xFF\xFE", "999999", "广安冥王星"));

TEST(Search, PutsHigherLevelsFirstThenCodes) {
    const auto found = listed().search("b", 50);
    ASSERT_EQ(found.size(), 50U);
    EXPECT_EQ(found.front().region.name, "北京市");
    EXPECT_TRUE(std::ranges::is_sorted(found, [](const Found& a, const Found& b) {
        return std::pair(a.region.level, a.region.code) < std::pair(b.region.level, b.region.code);
    }));
}

TEST(Search, GivesTheLowestCodesOfManyMatches) {
    // Against a plain walk through the list.
    const Pack& pack = Pack::built_in();
    std::vector<RegionCode> expected;
    const RankRange villages = pack.within(RegionLevel::kVillage, code("51"));
    for (Rank rank = villages.first; rank < villages.last && expected.size() < 100; ++rank) {
        if (pack.name(rank).starts_with("新")) expected.push_back(pack.code(rank));
    }
    std::vector<RegionCode> got;
    for (const RegionView& town : listed().children(code("511602"), std::nullopt, 3)) {
        for (const Found& found : listed().search("新", 100, town.code)) {
            EXPECT_TRUE(found.region.code.is_within(town.code));
        }
    }
    for (const Found& found : listed().search("新", 100, code("51"))) {
        if (found.region.level == RegionLevel::kVillage) got.push_back(found.region.code);
    }
    ASSERT_LE(got.size(), expected.size());
    EXPECT_TRUE(std::equal(got.begin(), got.end(), expected.begin()));
}

TEST(Search, KeepsToItsLimits) {
    EXPECT_EQ(listed().search("a", 3).size(), 3U);
    EXPECT_TRUE(listed().search("a", 0).empty());
    EXPECT_EQ(listed().search("a", 100'000).size(), 100U);
    for (const Found& found : listed().search("x", 100, code("5116")))
        EXPECT_TRUE(found.region.code.is_within(code("5116")));
}

TEST(Search, FindsWhatAnOperatorAddedAndNotWhatIsClosed) {
    const Regions regions({{code("511680"), "枣山物流商贸园区", code("5116"), false},
                           {code("511603"), "前锋新区", code("5116"), false},
                           {code("511621"), "岳池县", code("5116"), true}});
    for (const char* query : {"枣山", "zaoshan", "zs", "511680", "广安枣山", "广安 zsw", "guanganzaoshan"}) {
        EXPECT_THAT(full_names(regions.search(query, 20)), testing::Contains("四川省广安市枣山物流商贸园区")) << query;
    }
    EXPECT_THAT(full_names(regions.search("前锋", 20, code("5116"))), testing::Contains("四川省广安市前锋新区"));
    EXPECT_THAT(full_names(regions.search("前锋", 20, code("5116"))),
                testing::Not(testing::Contains("四川省广安市前锋区")));
    EXPECT_TRUE(regions.search("岳池县", 20).empty());
}

/// The same thousand villages each time.
std::vector<Rank> sample_of_villages() {
    const RankRange villages = Pack::built_in().level(RegionLevel::kVillage);
    std::mt19937 random(20260302);
    std::vector<Rank> sample;
    for (int i = 0; i < 1'000; ++i) sample.push_back(villages.first + static_cast<Rank>(random() % villages.size()));
    return sample;
}

bool found_with_chain(const std::string& query, RegionCode village, RegionCode within) {
    const auto all = listed().search(query, 100, within);
    const auto found = std::ranges::find_if(all, [&](const Found& one) { return one.region.code == village; });
    return found != all.end() && found->chain.size() >= 4 && found->chain.back().code == village &&
           found->chain.front().code == RegionCode();
}

TEST(Search, FindsAThousandVillagesByNameAndPinyin) {
    const Pack& pack = Pack::built_in();
    for (const Rank rank : sample_of_villages()) {
        const RegionCode village = pack.code(rank);
        const RegionCode county = village.parent()->parent().value();
        const auto characters = utf8::characters(pack.name(rank));
        std::string prefix;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, characters.size()); ++i) prefix += characters[i];
        // Where a hundred neighbours begin alike, as with 潮州市潮安区沙溪镇…, the whole name is needed.
        const bool crowded = listed().search(prefix, 100, county).size() == 100;
        const std::string typed = crowded ? std::string(pack.name(rank)) : prefix;
        EXPECT_TRUE(found_with_chain(typed, village, county)) << typed;
        EXPECT_TRUE(found_with_chain(std::string(pack.pinyin(rank)), village, county)) << pack.pinyin(rank);
        const std::string town(listed().find(*village.parent())->name);
        EXPECT_TRUE(found_with_chain(town + " " + typed, village, county)) << town << " " << typed;
    }
}

TEST(Search, TakesSoLong) {
    for (const char* query :
         {"b", "x", "新", "广", "beich", "bc", "xinc", "广安区北辰", "广安 北辰", "ga bc", "x x x x", "guanganbeichen",
          "新村新村新村", "xinxinxinxinxinxin", "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "51"}) {
        std::vector<double> micros;
        for (int i = 0; i < 21; ++i) {
            const auto before = std::chrono::steady_clock::now();
            const auto found = listed().search(query, 10);
            micros.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
        }
        std::ranges::sort(micros);
        std::cout << "search " << query << ": median " << micros[10] << " us, worst " << micros[20] << " us\n";
    }
    std::vector<double> micros;
    for (const Rank rank : sample_of_villages()) {
        const std::string query(Pack::built_in().name(rank).substr(0, 6));
        const auto before = std::chrono::steady_clock::now();
        const auto found = listed().search(query, 10);
        micros.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
    }
    std::ranges::sort(micros);
    std::cout << "a thousand villages by two characters: median " << micros[500] << " us, worst " << micros[999]
              << " us\n";
}

TEST(Tokens, AreTakenApart) {
    const auto tokens = tokens_of("　广安，ＢＥＩ'chen / 51-ü");
    ASSERT_EQ(tokens.size(), 4U);
    EXPECT_EQ(tokens[0].text, "广安");
    EXPECT_EQ(tokens[1].text, "beichen");
    EXPECT_EQ(tokens[1].script, Token::Script::kLatin);
    EXPECT_EQ(tokens[2].script, Token::Script::kDigits);
    EXPECT_EQ(tokens[3].text, "v");
    EXPECT_EQ(tokens_of("jindi2008")[0].script, Token::Script::kLatin);
    EXPECT_EQ(tokens_of("1管理区")[0].script, Token::Script::kHan);
    EXPECT_EQ(tokens_of("a b c d e f g").size(), 4U);
    EXPECT_EQ(tokens_of(std::string(1'000, 'a'))[0].text.size(), 60U);
}

TEST(KindOfPlace, IsWhatRemainsOfANameAfterItsShortForm) {
    for (const char* kind : {"", "市", "街道", "街道办事处", "彝族自治州", "壮族自治区"})
        EXPECT_TRUE(is_kind_of_place(kind)) << kind;
    for (const char* name : {"安", "安市", "路街道"}) EXPECT_FALSE(is_kind_of_place(name)) << name;
    EXPECT_TRUE(is_kind_of_place_spelt("YiZuZiZhiZhou"));
    EXPECT_FALSE(is_kind_of_place_spelt("AnShi"));
}

}  // namespace
}  // namespace yw::regions

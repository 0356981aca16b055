#include "search/text.hpp"

#include <gtest/gtest.h>

#include "search/han.hpp"

namespace yw::search {
namespace {

std::string fold_text(std::string_view text) {
    return utf8_of(folded(text));
}

TEST(Fold, FullWidthCapitalsTraditionalAndSigns) {
    EXPECT_EQ(fold_text("ＫＴＶ開業"), "ktv开业");
    EXPECT_EQ(fold_text("護照"), "护照");
    EXPECT_EQ(fold_text("殘疾人證"), "残疾人证");
    EXPECT_EQ(fold_text("  （户口）登记，变更！ "), "户口 登记 变更");
    EXPECT_EQ(fold_text(""), "");
    EXPECT_EQ(fold_text("。。"), "");
    EXPECT_EQ(fold_text("\xFF\xFE户"), "户");
}

TEST(Fold, KnowsWhereCharactersStood) {
    const auto folded = fold("（户口）登记");
    ASSERT_EQ(utf8_of(folded.characters), "户口 登记");
    EXPECT_EQ(folded.at[0], 3u);
    EXPECT_EQ(folded.at[3], 12u);
    EXPECT_EQ(folded.at.back(), 18u);
}

TEST(Tokens, PairsOfOneRunOnly) {
    EXPECT_EQ(query_tokens(folded("户口登记")).size(), 3u);
    EXPECT_EQ(query_tokens(folded("户口 登记")).size(), 2u);
    EXPECT_EQ(query_tokens(folded("税")), std::vector<Token>{single_token(U'税')});
    EXPECT_EQ(query_tokens(folded("ktv开业")).size(), 2u);
}

std::string spelled(std::string_view letters) {
    std::string text;
    for (const auto s : spelt(letters)) text += (text.empty() ? "" : " ") + std::string(spelling(s));
    return text;
}

TEST(Pinyin, IsTakenApart) {
    EXPECT_EQ(spelled("gongjijin"), "gong ji jin");
    EXPECT_EQ(spelled("shenfenzheng"), "shen fen zheng");
    EXPECT_EQ(spelled("juzhuzhengbanli"), "ju zhu zheng ban li");
    EXPECT_EQ(spelled("xi'an"), "xi an");
    EXPECT_EQ(spelled("gjj"), "");
    EXPECT_EQ(spelled("nvxing"), "nv xing");
}

TEST(Pinyin, SoundsAlike) {
    const auto like = [](std::string_view letters) { return sounds_like(syllable_of(letters)); };
    EXPECT_EQ(like("zheng"), like("zen"));
    EXPECT_EQ(like("shi"), like("si"));
    EXPECT_EQ(like("nan"), like("lan"));
    EXPECT_NE(like("zheng"), like("cheng"));
    EXPECT_EQ(reading(U'证'), syllable_of("zheng"));
    EXPECT_FALSE(other_readings(U'行').empty());
}

}  // namespace
}  // namespace yw::search

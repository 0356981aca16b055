#include "asking/question_rules.hpp"

#include <gtest/gtest.h>

#include "asking/match_question.hpp"

namespace yw::asking {
namespace {

struct Case {
    const char* question;
    std::vector<Element> elements;
    const char* about;
};

class Elements : public testing::TestWithParam<Case> {};

TEST_P(Elements, AreReadFromTheQuestion) {
    const auto understood = Rules::built_in()->understand(GetParam().question);
    EXPECT_EQ(understood.elements, GetParam().elements) << GetParam().question;
    EXPECT_EQ(search::utf8_of(understood.about), GetParam().about) << GetParam().question;
    EXPECT_TRUE(understood.is_question);
}

INSTANTIATE_TEST_SUITE_P(Questions,
                         Elements,
                         testing::Values(Case{"结婚登记需要带什么？", {Element::kMaterials}, "结婚登记"},
                                         Case{"办身份证要多少钱", {Element::kFees}, "办身份证"},
                                         Case{"低保要几天", {Element::kPromised}, "低保"},
                                         Case{"公积金在哪里办", {Element::kPlaces}, "公积金 办"},
                                         Case{"结婚登记周末能办吗", {Element::kHours}, "结婚登记"},
                                         Case{"低保什么人可以申请", {Element::kConditions}, "低保"},
                                         Case{"护照受理以后呢", {Element::kNext}, "护照"},
                                         Case{"低保不服怎么办", {Element::kObjection}, "低保"},
                                         Case{"公租房投诉电话", {Element::kComplaintPhone}, "公租房"},
                                         // Two questions in one; 怎么办 beside another asks nothing more.
                                         Case{
                                             "办护照多少钱，要带什么", {Element::kFees, Element::kMaterials}, "办护照"},
                                         Case{"身份证丢了怎么办", {Element::kStages}, "身份证丢了怎么办"},
                                         Case{"護照要多少錢", {Element::kFees}, "护照"}));

TEST(QuestionRules, WordsToLookForAreNoQuestion) {
    for (const char* words : {"身份证", "公积金 提取", "食品经营许可证核发", "", "   ", "KTV"})
        EXPECT_FALSE(Rules::built_in()->understand(words).is_question) << words;
}

TEST(QuestionRules, AnEventIsAskedForWithItsOwnWords) {
    const auto rules = Rules::built_in();
    const auto birth = rules->understand("孩子出生后要办什么手续");
    ASSERT_TRUE(birth.event);
    EXPECT_EQ(birth.event->name, "孩子出生");
    // What it costs is asked of one item, not of an event.
    EXPECT_FALSE(rules->understand("生孩子要多少钱").event);
    EXPECT_FALSE(rules->understand("排污许可证要办什么手续").event);
}

TEST(QuestionRules, StepsAreHeard) {
    const auto rules = Rules::built_in();
    EXPECT_EQ(rules->understand("营业执照丢了怎么办").steps.size(), 1u);
    EXPECT_TRUE(rules->understand("营业执照怎么办").steps.empty());
}

TEST(QuestionRules, RefusalsHaveTheirReasons) {
    const auto rules = Rules::built_in();
    const auto reason = [&](std::string_view question) {
        const auto refusal = rules->understand(question).refusal;
        return refusal ? refusal->name : std::string_view();
    };
    EXPECT_EQ(reason("我的低保申请办到哪一步了"), kOwnCase.name);
    EXPECT_EQ(reason("哪里可以办假证"), kUnlawful.name);
    EXPECT_EQ(reason("该不该离婚"), kAdvice.name);
    EXPECT_EQ(reason("低保要几天"), "");
}

TEST(QuestionRules, UnreadableRulesAreRefused) {
    EXPECT_EQ(Rules::read("version = ").error().code, kRulesUnreadable);
    EXPECT_EQ(Rules::read("asks = []").error().code, kRulesUnreadable);
    EXPECT_EQ(Rules::read("version = \"1\"\n[[asks]]\nelement = \"weather\"\nphrases = [\"x\"]").error().code,
              kRulesUnreadable);
    EXPECT_TRUE(Rules::read("version = \"1\""));
}

struct Cleaned {
    const char* typed;
    const char* kept;
};
class PersonalData : public testing::TestWithParam<Cleaned> {};
TEST_P(PersonalData, IsTakenOut) {
    EXPECT_EQ(without_personal_data(GetParam().typed), GetParam().kept);
}
INSTANTIATE_TEST_SUITE_P(Questions,
                         PersonalData,
                         testing::Values(Cleaned{"511602189001010017低保要几天", "低保要几天"},
                                         Cleaned{"我的电话13800000000，身份证丢了", "我的电话，身份证丢了"},
                                         Cleaned{"138-0000-0000低保", "低保"},
                                         Cleaned{"我叫张示例，低保要几天", "我叫，低保要几天"},
                                         Cleaned{"我叫李样想办身份证", "我叫想办身份证"},
                                         Cleaned{"信箱zhang.san@example.cn低保", "信箱低保"},
                                         Cleaned{"80岁老人2026年能领多少", "80岁老人2026年能领多少"},
                                         Cleaned{"１３８００００００００低保", "低保"},
                                         Cleaned{"低保", "低保"}));

TEST(Alike, TheItemsNameIsNoDifference) {
    const auto thesaurus = search::Thesaurus::built_in();
    const auto likeness = [&](std::string_view a, std::string_view b) {
        return alike(search::folded(a), search::folded(b),
                     {search::folded("最低生活保障对象认定"), search::folded("低保")}, *thesaurus);
    };
    EXPECT_DOUBLE_EQ(likeness("每月能领多少钱", "每月能领多少钱？"), 1);
    EXPECT_GT(likeness("低保每月能领多少钱", "每月能领多少钱？"), 0.8);
    EXPECT_LT(likeness("低保在哪里办", "每月能领多少钱？"), 0.2);
    EXPECT_DOUBLE_EQ(likeness("", "每月能领多少钱？"), 0);
}

}  // namespace
}  // namespace yw::asking

#include "asking/compose.hpp"

#include <gtest/gtest.h>

#include "asking/strings.hpp"
#include "catalogue/guide_elements.hpp"
#include "platform/strings/strings.hpp"

namespace yw::asking {
namespace {

catalogue::PublishedGuide sample() {
    catalogue::PublishedGuide published;
    published.item.id = "i1";
    published.item.name = "甲证核发";
    published.item.department.name = "示范局";
    published.version = 3;
    auto& guide = published.guide;
    guide.promised = {5, catalogue::LimitUnit::kWorkday, ""};
    guide.statutory = {20, catalogue::LimitUnit::kWorkday, "某法第一条"};
    guide.visits = 1;
    guide.visit_reason = "要当面采集指纹。";
    guide.handle_types = {"1"};
    guide.fee_note = "不收费";
    catalogue::Material form;
    form.name = "申请表";
    catalogue::Material fetched;
    fetched.name = "营业执照";
    fetched.exempt = true;
    guide.materials = {form, fetched};
    guide.stages = {{"申请", "提交申请。", "", 0, "", ""}, {"受理", "核对材料。", "", 1, "", ""}};
    guide.places = {{"一号窗口", "示范路1号", "周一至周五 9:00—17:00", "0826-0001001", ""}};
    guide.questions = {{"能代办吗？", "能。"}};
    guide.consult_phone = "0826-0001000";
    return published;
}

class Compose : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("asking.no_item")) strings::add(strings_table());
    }
};

TEST_F(Compose, SaysTheValuesAndQuotesTheWords) {
    const auto guide = sample();
    const auto materials = compose(guide, Element::kMaterials);
    ASSERT_TRUE(materials);
    EXPECT_EQ(materials->says, "一共2份材料，其中1份免提交：");
    ASSERT_EQ(materials->lines.size(), 2u);
    EXPECT_EQ(materials->lines[0].text, "申请表");
    EXPECT_EQ(materials->lines[1].note, "免提交");
    EXPECT_EQ(materials->url(), "/i/i1#materials");
    EXPECT_EQ(materials->version, 3);
    EXPECT_EQ(compose(guide, Element::kFees)->says, "不收费");
    EXPECT_EQ(compose(guide, Element::kPromised)->says, "承诺5个工作日，法定期限20个工作日。");
    EXPECT_EQ(compose(guide, Element::kHours)->lines[0].text, "周一至周五 9:00—17:00");
    EXPECT_EQ(compose(guide, Element::kVisits)->lines[0].text, "要当面采集指纹。");
    EXPECT_EQ(compose(guide, Element::kNext)->lines[0].text, "核对材料。");
    const auto question = compose_question(guide, 0);
    EXPECT_EQ(question.says, "能。");
    EXPECT_EQ(question.path, "questions[0]");
}

TEST_F(Compose, WhatTheGuideDoesNotSayIsNotSaid) {
    auto guide = sample();
    guide.guide.places.clear();
    guide.guide.fee_note.clear();
    for (const Element element :
         {Element::kPlaces, Element::kHours, Element::kFees, Element::kConditions, Element::kResult,
          Element::kObjection, Element::kComplaintPhone, Element::kBasis, Element::kQuestions})
        EXPECT_FALSE(compose(guide, element)) << word_of(element);
}

TEST_F(Compose, EveryElementHasItsWordAndItsName) {
    for (int i = 0; i <= static_cast<int>(Element::kQuestions); ++i) {
        const auto element = static_cast<Element>(i);
        EXPECT_EQ(element_of(word_of(element)), element);
        EXPECT_FALSE(element_zh(element).empty());
    }
    EXPECT_FALSE(element_of("weather"));
}

TEST_F(Compose, APersonIsTheFirstWindow) {
    EXPECT_EQ(person_of(sample()).phone, "0826-0001001");
    auto guide = sample();
    guide.guide.places.clear();
    EXPECT_EQ(person_of(guide).phone, "0826-0001000");
    EXPECT_EQ(person_of(guide).department, "示范局");
}

TEST_F(Compose, OfAPenaltyNothingIsPromisedAndNothingIsFree) {
    auto guide = sample();
    guide.guide.task_type = "02";
    guide.guide.penalty = "处警告或者二百元罚款。";
    guide.guide.promised.count = catalogue::kNotSaid;
    guide.guide.visits = 0;
    EXPECT_EQ(compose(guide, Element::kPromised)->says, "法律规定最长20个工作日，没有另外的承诺时限。");
    EXPECT_FALSE(compose(guide, Element::kFees));
    EXPECT_FALSE(compose(guide, Element::kVisits));
    guide.guide.statutory.count = 0;
    EXPECT_EQ(compose(guide, Element::kPromised)->says, "法律没有规定最长时限，也没有另外的承诺时限。");
}

}  // namespace
}  // namespace yw::asking

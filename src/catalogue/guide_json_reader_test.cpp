#include "catalogue/guide_json.hpp"

#include <gtest/gtest.h>

#include "catalogue/guide_elements.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue {
namespace {

using test::sample_guide;

std::vector<std::string> refused(const std::string& json) {
    const auto read = read_guide_json(json);
    std::vector<std::string> elements;
    if (read) return elements;
    EXPECT_EQ(read.error().code, kGuideUnreadable);
    for (const auto& field : read.error().fields) elements.push_back(field.field);
    return elements;
}

TEST(GuideJsonReader, WhatWasWrittenIsReadBackWhole) {
    EXPECT_EQ(read_guide_json(canonical_json(sample_guide())).value(), sample_guide());
    EXPECT_EQ(read_guide_json(canonical_json(Guide())).value(), Guide());
    Guide nothing;
    nothing.promised.count = nothing.statutory.count = kNotSaid;
    EXPECT_EQ(read_guide_json("{}").value(), nothing) << "a limit that is not there is not “at once”";
    EXPECT_EQ(read_guide_json(canonical_json(nothing)).value(), nothing);
}

TEST(GuideJsonReader, EmptyRowsOfADraftStay) {
    Guide guide;
    guide.materials.resize(2);
    guide.materials[0].sheet = Sheet{};
    guide.materials[1].show_if = Condition{};
    guide.stages.resize(1);
    guide.fees.resize(1);
    guide.questions.resize(3);
    guide.form = Form{"", {FormStep{"", "", {FormField{}}}}};
    EXPECT_EQ(read_guide_json(canonical_json(guide)).value(), guide);
}

TEST(GuideJsonReader, WhatIsNotOfTheFormIsNamedByItsElement) {
    using List = std::vector<std::string>;
    EXPECT_EQ(refused("{"), List{""});
    EXPECT_EQ(refused("[]"), List{""});
    EXPECT_EQ(refused(R"({"nam":"x"})"), List{"nam"});
    EXPECT_EQ(refused(R"({"name":7})"), List{"name"});
    EXPECT_EQ(refused(R"({"name":"a\u0000b"})"), List{"name"});
    EXPECT_EQ(refused(R"({"visits":"1"})"), List{"visits"});
    EXPECT_EQ(refused(R"({"visits":-1})"), List{"visits"});
    EXPECT_EQ(refused(R"({"visits":4000000000})"), List{"visits"});
    EXPECT_EQ(refused(R"({"statutory":{"count":3,"unit":"week"}})"), List{"statutory.unit"});
    EXPECT_EQ(refused(R"({"materials":{}})"), List{"materials"});
    EXPECT_EQ(refused(R"({"materials":[1]})"), List{"materials[0]"});
    EXPECT_EQ(refused(R"({"materials":[{"copies":1.5}]})"), List{"materials[0].copies"});
    EXPECT_EQ(refused(R"({"materials":[{"sheet":{"rows":[["a"]]}}]})"), List{"materials[0].sheet.rows[0]"});
    EXPECT_EQ(refused(R"({"form":{"steps":[{"fields":[{"key":"a"}]}]}})"), List{"form.steps[0].fields[0].type"});
    EXPECT_EQ(refused(R"({"form":{"steps":[{"fields":[{"type":"x"}]}]}})"), List{"form.steps[0].fields[0].type"});
    EXPECT_EQ(refused(R"({"fees":[{"amount_fen":-1}]})"), List{"fees[0].amount_fen"});
}

TEST(GuideElements, NameEveryElementOfTheGuideInItsOrder) {
    // The sample says something of each element but two: each of its keys is known, or it would not be read back.
    std::vector<std::string> keys;
    for (const Element& element : guide_elements()) keys.emplace_back(element.key);
    EXPECT_EQ(keys.size(), 37U);
    EXPECT_EQ(element_words("materials[2].name"), "申请材料第3项：材料名称");
    EXPECT_EQ(element_words("form.steps[0].fields[1].options[0].label"),
              "网上申请表单：步骤第1项：填写项第2项：选项第1项：选项文字");
    EXPECT_EQ(element_words("nothing"), "nothing");
    EXPECT_EQ(choice_name("limit_unit", "workday"), "个工作日");
    EXPECT_EQ(choice_name("task_type", "99"), "99");
}

}  // namespace
}  // namespace yw::catalogue

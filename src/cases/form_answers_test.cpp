#include "cases/form_answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/sample_form.hpp"
#include "cases/strings.hpp"

namespace yw::cases {
namespace {

using test::sample_form;
using test::sample_guide;
using testing::ElementsAre;

class FormAnswersTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("cases.changed")) strings::add(strings_table());
    }
    /// A complete form, then what the test changes.
    Answers complete() {
        Answers answers;
        answers.set("name", "张示例");
        answers.set("id_number", "51160218830930009X");
        answers.set("phone", "13800008000");
        answers.set("reason", "lost");
        return answers;
    }
    std::vector<std::string> wrong(const Answers& answers) {
        std::vector<std::string> fields;
        for (const auto& error : check_form(form_, answers, context_)) fields.push_back(error.field);
        return fields;
    }
    catalogue::Form form_ = sample_form();
    CheckContext context_{LocalDay(2026, 3, 2)};
};

TEST_F(FormAnswersTest, ACompleteFormHasNoErrors) {
    EXPECT_THAT(wrong(complete()), ElementsAre());
}

TEST_F(FormAnswersTest, EveryRequiredFieldThatIsShownIsAsked) {
    EXPECT_THAT(wrong({}), ElementsAre("f.name", "f.id_number", "f.phone", "f.reason"));
}

TEST_F(FormAnswersTest, EachTypeRefusesWhatItCannotBe) {
    const struct {
        std::string path, value;
        bool right;
    } cases[] = {{"name", "一二三四五六七八九十", true},
                 {"name", "一二三四五六七八九十一", false},
                 {"name",
                  "a\x01"
                  "b",
                  false},
                 {"id_number", "511602188309300091", false},
                 {"id_number", "511602203001010018", false},
                 {"phone", "1380000800", false},
                 {"phone", "0826-2345678", true},
                 {"plate", "川XA1234", true},
                 {"plate", "川XA12345", false},
                 {"plate", "XA1234川", false},
                 {"reason", "stolen", false},
                 {"area", "1", true},
                 {"area", "0.99", false},
                 {"area", "999.99", true},
                 {"area", "1000", false},
                 {"area", "1.234", false},
                 {"area", "1.", false},
                 {"area", ".5", false},
                 {"area", "-5", false},
                 {"area", "1e2", false},
                 {"area", "99999999999999999999999", false},
                 {"since", "2020-01-01", true},
                 {"since", "2019-12-31", false},
                 {"since", "2026-03-02", true},
                 {"since", "2026-03-03", false},
                 {"since", "2026-02-30", false},
                 {"firm", "11511602DM00000133", true},
                 {"firm", "11511602DM00000134", false}};
    for (const auto& one : cases) {
        Answers answers = complete();
        answers.set(one.path, one.value);
        if (one.right) {
            EXPECT_THAT(wrong(answers), ElementsAre()) << one.path << " " << one.value;
        } else {
            EXPECT_THAT(wrong(answers), ElementsAre("f." + one.path)) << one.path << " " << one.value;
        }
    }
}

TEST_F(FormAnswersTest, AnErrorIsAPlainSentenceWithTheLabel) {
    Answers answers = complete();
    answers.set("area", std::string("0.5"));
    const auto errors = check_form(form_, answers, context_);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].message, "“面积”不能小于1平方米。");
}

TEST_F(FormAnswersTest, ManyChoicesMustBeKnownAndDifferent) {
    Answers answers = complete();
    answers.set("kinds", std::vector<std::string>{"hot", "cold"});
    EXPECT_THAT(wrong(answers), ElementsAre());
    answers.set("kinds", std::vector<std::string>{"hot", "hot"});
    EXPECT_THAT(wrong(answers), ElementsAre("f.kinds"));
    answers.set("kinds", std::vector<std::string>{"warm"});
    EXPECT_THAT(wrong(answers), ElementsAre("f.kinds"));
}

TEST_F(FormAnswersTest, AnAddressNeedsAKnownRegionAndALine) {
    context_.region_known = [](RegionCode region) { return region.str() == "511602001000"; };
    const struct {
        std::string region, line;
        std::vector<std::string> errors;
    } cases[] = {{"511602001000", "示范路1号", {}},
                 {"", "示范路1号", {"f.home.region"}},
                 {"511602001000", "", {"f.home.line"}},
                 {"511602999000", "示范路1号", {"f.home.region"}},
                 {"000000000000", "示范路1号", {"f.home.region"}},
                 {"51160200100", "示范路1号", {"f.home.region"}}};
    for (const auto& one : cases) {
        Answers answers = complete();
        answers.set("home.region", one.region);
        answers.set("home.line", one.line);
        EXPECT_EQ(wrong(answers), one.errors) << one.region << one.line;
    }
}

TEST_F(FormAnswersTest, ARegionIsFoundByTheNameThatWasTypedWithoutScripts) {
    context_.region_named = [](std::string_view name) -> std::optional<RegionCode> {
        if (name == "北辰街道") return RegionCode::parse("511602001000");
        return std::nullopt;
    };
    context_.region_name = [](RegionCode) { return std::string("广安区"); };
    Answers answers = complete();
    const http::Fields typed(
        {{"f.home.region", "511602000000"}, {"f.home.region_name", "北辰街道"}, {"f.home.line", "1号"}});
    take_fields(form_, {"home"}, typed, context_, answers);
    EXPECT_EQ(answers.get("home.region"), "511602001000") << "the hidden code is stale: the name was changed";
    take_fields(form_, {"home"}, http::Fields({{"f.home.region_name", "没有的街道"}, {"f.home.line", "1号"}}), context_,
                answers);
    EXPECT_EQ(answers.get("home.region"), "");
    EXPECT_EQ(answers.get("home.region_name"), "没有的街道") << "what was typed is shown again";
}

TEST_F(FormAnswersTest, HiddenFieldsAreNeitherRequiredNorKept) {
    Answers answers = complete();
    answers.set("story", std::string("掉进水里"));
    EXPECT_THAT(wrong(answers), ElementsAre());
    EXPECT_FALSE(kept(form_, answers).has("story"));
    answers.set("reason", std::string("damaged"));
    EXPECT_EQ(kept(form_, answers).get("story"), "掉进水里");
    answers.erase("story");
    EXPECT_THAT(wrong(answers), ElementsAre("f.story"));
}

TEST_F(FormAnswersTest, UnknownPathsAreNotKept) {
    Answers answers = complete();
    answers.set("role", std::string("operator"));
    answers.set("members[0].secret", std::string("x"));
    const Answers only = kept(form_, answers);
    EXPECT_FALSE(only.has("role"));
    EXPECT_FALSE(only.has("members[0].secret"));
}

TEST_F(FormAnswersTest, WhatWasTypedIsTakenInItsOneSpelling) {
    Answers answers;
    const http::Fields typed({{"f.name", "  张示例 "},
                              {"f.id_number", "511602 18830930 009x"},
                              {"f.phone", "+86 138-0000-8000"},
                              {"f.other", "x"}});
    take_step(form_.steps[0], typed, context_, answers);
    EXPECT_EQ(answers.get("name"), "张示例");
    EXPECT_EQ(answers.get("id_number"), "51160218830930009X");
    EXPECT_EQ(answers.get("phone"), "13800008000");
    EXPECT_FALSE(answers.has("other"));
    take_step(form_.steps[1], http::Fields({{"f.area", "１，０００．５"}, {"f.kinds", "hot"}, {"f.kinds", "cold"}}),
              context_, answers);
    EXPECT_EQ(answers.get("area"), "1000.5");
    EXPECT_THAT(answers.all("kinds"), ElementsAre("hot", "cold"));
    EXPECT_EQ(answers.get("name"), "张示例") << "other steps stay";
}

TEST_F(FormAnswersTest, EntriesOfAGroupAreAddedRemovedAndBounded) {
    Answers answers = complete();
    const http::Fields typed({{"f.members[0].member_name", "甲"},
                              {"f.members[0].works", "no"},
                              {"f.members[1].member_name", "乙"},
                              {"f.members[1].works", "yes"},
                              {"f.members[1].income", "100"},
                              {"f.members[9999999].member_name", "x"},
                              {"f.members[-1].member_name", "x"}});
    take_step(form_.steps[2], http::Fields({typed.pairs().begin(), typed.pairs().begin() + 5}), context_, answers);
    EXPECT_EQ(answers.entries("members"), 2);
    EXPECT_THAT(wrong(answers), ElementsAre());
    press(form_, *parse_entry_button("remove:members:0"), answers);
    EXPECT_EQ(answers.entries("members"), 1);
    EXPECT_EQ(answers.get("members[0].member_name"), "乙");
    EXPECT_EQ(answers.get("members[0].income"), "100");
    for (int i = 0; i < 9; ++i) press(form_, *parse_entry_button("add:members"), answers);
    EXPECT_EQ(answers.entries("members"), 3) << "the guide allows three";
    EXPECT_THAT(wrong(answers), ElementsAre("f.members[1].member_name", "f.members[1].works",
                                            "f.members[2].member_name", "f.members[2].works"));
    take_step(form_.steps[2], typed, context_, answers);
    EXPECT_EQ(answers.entries("members"), kMostEntries) << "an absurd index does not make absurd work";
    EXPECT_EQ(wrong(answers).front(), "f.members");
}

TEST_F(FormAnswersTest, EntryButtonsThatAreNoneAreRefused) {
    for (const auto* text : {"", "add:", "add", "remove:members", "remove::1", "remove:members:", "remove:members:-1",
                             "remove:members:1x", "delete:members:1"})
        EXPECT_FALSE(parse_entry_button(text)) << text;
    Answers answers = complete();
    press(form_, *parse_entry_button("add:name"), answers);
    EXPECT_EQ(answers, complete()) << "no group";
}

TEST_F(FormAnswersTest, KnownFieldsAreFilledInOnceAndMarked) {
    const identity::Profile profile{"a", "李样本", "51160218830930009X", "", "", "", ""};
    Answers answers;
    EXPECT_THAT(prefill(form_, profile, answers), ElementsAre("name", "id_number"));
    answers.set("name", std::string("李某"));
    EXPECT_THAT(prefill(form_, profile, answers), ElementsAre("id_number")) << "what was changed is no longer theirs";
    answers.set("name", std::string());
    prefill(form_, profile, answers);
    EXPECT_EQ(answers.get("name"), "") << "emptied on purpose stays empty";
}

TEST_F(FormAnswersTest, OnlyTheGuidesMaterialsAreAsked) {
    const auto guide = sample_guide();
    const auto described = [&](const Answers& answers) {
        std::vector<std::string> told;
        for (const auto& asked : materials_asked(guide, answers))
            told.push_back(asked.material->key + (asked.required ? "!" : "") + (asked.fetched ? " fetched" : "") +
                           (asked.on_paper ? " paper" : ""));
        return told;
    };
    EXPECT_THAT(described(complete()), ElementsAre("card!", "household fetched", "paper paper"));
    Answers damaged = complete();
    damaged.set("reason", std::string("damaged"));
    EXPECT_THAT(described(damaged), ElementsAre("card!", "proof!", "household fetched", "paper paper"));
}

TEST_F(FormAnswersTest, WordsAndMasksForEyes) {
    Answers answers = complete();
    answers.set("area", std::string("86.5"));
    answers.set("since", std::string("2025-12-01"));
    const auto whole = in_words(form_, answers, Show::kFull);
    EXPECT_EQ(whole[0].rows[0].value, "张示例");
    EXPECT_EQ(whole[1].rows[0].value, "丢失");
    EXPECT_EQ(whole[1].rows[2].value, "86.5平方米");
    EXPECT_EQ(whole[1].rows[3].value, "2025年12月1日");
    const Answers masked_answers = masked(form_, answers);
    EXPECT_EQ(masked_answers.get("name"), "张*例");
    EXPECT_EQ(masked_answers.get("id_number"), "511602********009X");
    EXPECT_EQ(masked_answers.get("phone"), "138****8000");
    EXPECT_EQ(masked_answers.get("reason"), "lost");
}

TEST_F(FormAnswersTest, JsonGivesBackTheSameAnswersAndRefusesOthers) {
    Answers answers = complete();
    answers.set("kinds", std::vector<std::string>{"hot", "cold"});
    answers.set("none", std::vector<std::string>{});
    answers.add_entry("members");
    EXPECT_EQ(answers_of(to_json(answers)), answers);
    for (const auto* text : {"", "[]", "{", R"({"a":1})", R"({"a":[1]})", R"({"a":{"b":"c"}})", R"({"a":null})"})
        EXPECT_FALSE(answers_of(text)) << text;
}

TEST_F(FormAnswersTest, ConditionsInACircleHideTheirFields) {
    form_.steps[1].fields[0].show_if = catalogue::Condition{"reason", {"lost"}};
    EXPECT_FALSE(is_shown(form_, form_.steps[1].fields[0], complete()));
}

}  // namespace
}  // namespace yw::cases

// Trees as text and as ways: pure.
#include <gtest/gtest.h>

#include "guided/check_tree.hpp"
#include "guided/personal_list.hpp"
#include "guided/strings.hpp"
#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

catalogue::Material material(std::string key, std::string need, bool exempt) {
    catalogue::Material made;
    made.key = key;
    made.name = "材料" + key;
    made.need = std::move(need);
    made.exempt = exempt;
    return made;
}

/// One item with a required, a fetched and two conditional materials, and a form with one choice.
std::shared_ptr<const catalogue::PublishedGuide> guide_of(const std::string& source_id) {
    if (source_id != "I-1" && source_id != "I-2") return nullptr;
    auto guide = std::make_shared<catalogue::PublishedGuide>();
    guide->item.id = source_id;
    guide->item.name = "事项" + source_id;
    guide->item.online = source_id == "I-1";
    guide->guide.materials = {material("must", "1", false), material("fetched", "1", true),
                              material("maybe", "2", false), material("also", "2", false)};
    catalogue::FormField reason;
    reason.key = "reason";
    reason.type = catalogue::FieldType::kChoice;
    reason.options = {{"lost", "丢失"}, {"worn", "损坏"}};
    guide->guide.form = catalogue::Form{"", {{"first", "情况", {reason}}}};
    return guide;
}

Tree sample() {
    Tree tree;
    tree.id = "sample";
    tree.region = *RegionCode::parse("511602000000");
    tree.title = "办证";
    tree.lead = "告诉您带什么。";
    tree.other_names = {"证丢了"};
    tree.first = "why";
    tree.questions = {
        {"why", "为什么办？", "", {{"lost", "丢了", "", "where", {"lost"}}, {"never", "没办过", "", "no", {}}}},
        {"where",
         "户口在哪里？",
         "说明",
         {{"here", "本地", "", "end", {"here"}}, {"else", "外地", "提示", "end", {"else", "other-item"}}}}};
    tree.parts = {{"lost", "I-1", "补领。", {}, {"also"}, {{"reason", "lost"}}, false},
                  {"here", "I-1", "本地的不用。", {}, {"maybe"}, {}, true},
                  {"else", "I-1", "外地的要。", {"maybe"}, {}, {}, true},
                  {"other-item", "I-2", "另办一件。", {"maybe"}, {"also"}, {}, false}};
    tree.stops = {{"no", "请先办证", "没有办过的先申领。", "I-2"}};
    return tree;
}

class Trees : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("guided.broken")) strings::add(strings_table());
    }
    static std::vector<std::string> blocking(const Tree& tree) {
        std::vector<std::string> where;
        for (const auto& finding : check_tree(tree, guide_of))
            if (finding.blocks) where.push_back(finding.where);
        return where;
    }
};

TEST_F(Trees, AreWrittenAsTheyAreRead) {
    Tree tree = sample();
    tree.title = "引号\"反斜\\线\n换行\x01";
    const auto read = read_tree(write_tree(tree));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read.value(), tree);
}

TEST_F(Trees, WhatIsNoTreeIsRefused) {
    for (const char* text :
         {"id = ", "id = 3\nregion = \"511602000000\"", "region = \"x\"", "region = \"511602000000\"\nquestions = 1",
          "region = \"511602000000\"\nparts = [1]", "region = \"511602000000\"\nother_names = [1]", "\xFF"})
        EXPECT_EQ(read_tree(text).error().code, kTreeUnreadable) << text;
}

TEST_F(Trees, AnswersLeadToTheNextQuestionAStopOrTheEnd) {
    const Tree tree = sample();
    EXPECT_EQ(walk(tree, {}).next->key, "why");
    EXPECT_EQ(walk(tree, {{"why", "lost"}}).next->key, "where");
    EXPECT_EQ(walk(tree, {{"why", "nonsense"}}).next->key, "why");
    EXPECT_EQ(walk(tree, {{"where", "here"}}).next->key, "why") << "a later answer alone leads nowhere";
    EXPECT_EQ(walk(tree, {{"why", "never"}}).stop->key, "no");
    const auto end = walk(tree, {{"why", "lost"}, {"where", "here"}});
    ASSERT_TRUE(end.is_end());
    ASSERT_EQ(end.parts.size(), 2u);
    EXPECT_EQ(end.parts[1]->key, "here");
    EXPECT_EQ(all_ways(tree).size(), 3u);
}

TEST_F(Trees, APartThatRefinesAsksForNothingByItself) {
    Tree tree = sample();
    tree.questions[0].choices[0].parts.clear();
    EXPECT_TRUE(walk(tree, {{"why", "lost"}, {"where", "here"}}).parts.empty());
}

TEST_F(Trees, TheListNamesOnlyWhatThisPersonNeeds) {
    const Tree tree = sample();
    const auto list = personal_list(walk(tree, {{"why", "lost"}, {"where", "else"}}), guide_of);
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 2u);
    const auto& first = list.value()[0];
    EXPECT_EQ(first.why, (std::vector<std::string>{"补领。", "外地的要。"}));
    ASSERT_EQ(first.bring.size(), 2u);
    EXPECT_EQ(first.bring[0]->key, "must");
    EXPECT_EQ(first.bring[1]->key, "maybe");
    ASSERT_EQ(first.fetched.size(), 1u);
    ASSERT_EQ(first.spared.size(), 1u);
    EXPECT_EQ(first.spared[0]->key, "also");
    EXPECT_TRUE(first.open.empty());
    EXPECT_EQ(first.apply_url(), "/apply/I-1?given=reason%3Alost");
    EXPECT_EQ(list.value()[1].apply_url(), "") << "not online";
}

TEST_F(Trees, AGoodTreeHasNoFinding) {
    EXPECT_TRUE(check_tree(sample(), guide_of).empty());
}

struct Damage {
    const char* what;
    void (*spoil)(Tree&);
    const char* where;
};
class Damaged : public Trees, public testing::WithParamInterface<Damage> {};
TEST_P(Damaged, IsFound) {
    Tree tree = sample();
    GetParam().spoil(tree);
    const auto where = blocking(tree);
    EXPECT_NE(std::find(where.begin(), where.end(), GetParam().where), where.end()) << GetParam().what;
}
INSTANTIATE_TEST_SUITE_P(
    Tree,
    Damaged,
    testing::Values(
        Damage{"no title", [](Tree& bad) { bad.title.clear(); }, ""},
        Damage{"no lead", [](Tree& bad) { bad.lead.clear(); }, ""},
        Damage{"a bad address", [](Tree& bad) { bad.id = "生"; }, ""},
        Damage{"for nobody", [](Tree& bad) { bad.for_persons = false; }, ""},
        Damage{"unknown life event", [](Tree& bad) { bad.life_event = "x"; }, ""},
        Damage{"no first question", [](Tree& bad) { bad.first = "x"; }, ""},
        Damage{"always an unknown part", [](Tree& bad) { bad.always = {"x"}; }, ""},
        Damage{"the key of an address", [](Tree& bad) { bad.questions[1].key = "asked"; }, "question:asked"},
        Damage{"a key twice", [](Tree& bad) { bad.questions[1].key = "why"; }, "question:why"},
        Damage{"nothing asked", [](Tree& bad) { bad.questions[0].ask.clear(); }, "question:why"},
        Damage{"one choice", [](Tree& bad) { bad.questions[1].choices.pop_back(); }, "question:where"},
        Damage{"a choice twice", [](Tree& bad) { bad.questions[1].choices[1].key = "here"; }, "question:where"},
        Damage{"no label", [](Tree& bad) { bad.questions[1].choices[1].label.clear(); }, "question:where"},
        Damage{"a dead end", [](Tree& bad) { bad.questions[1].choices[1].next = "x"; }, "question:where"},
        Damage{"an unknown part", [](Tree& bad) { bad.questions[1].choices[1].parts = {"x"}; }, "question:where"},
        Damage{"a circle", [](Tree& bad) { bad.questions[1].choices[1].next = "why"; }, "question:where"},
        Damage{"an end with nothing", [](Tree& bad) { bad.questions[0].choices[0].parts.clear(); }, "question:where"},
        Damage{"an unreachable question",
               [](Tree& bad) {
                   bad.questions.push_back({"lonely", "有人吗？", "", bad.questions[1].choices});
               },
               "question:lonely"},
        Damage{"an unreachable part",
               [](Tree& bad) {
                   bad.parts.push_back({"lonely", "I-1", "为什么。", {}, {}, {}, false});
               },
               "part:lonely"},
        Damage{"an unreachable stop",
               [](Tree& bad) {
                   bad.stops.push_back({"lonely", "不能办", "因为。", ""});
               },
               "stop:lonely"},
        Damage{"an item without a guide", [](Tree& bad) { bad.parts[0].item = "I-9"; }, "part:lost"},
        Damage{"an unknown material", [](Tree& bad) { bad.parts[2].needs = {"x"}; }, "part:else"},
        Damage{"needed and spared", [](Tree& bad) { bad.parts[2].spares = {"maybe"}; }, "part:else"},
        Damage{"a required one spared", [](Tree& bad) { bad.parts[1].spares = {"must"}; }, "part:here"},
        Damage{"an unknown field",
               [](Tree& bad) {
                   bad.parts[0].answers = {{"x", "lost"}};
               },
               "part:lost"},
        Damage{"an unknown option",
               [](Tree& bad) {
                   bad.parts[0].answers = {{"reason", "x"}};
               },
               "part:lost"},
        Damage{"a silent part", [](Tree& bad) { bad.parts[0].why.clear(); }, "part:lost"},
        Damage{"a silent stop", [](Tree& bad) { bad.stops[0].says.clear(); }, "stop:no"},
        Damage{"a stop's item without a guide", [](Tree& bad) { bad.stops[0].item = "I-9"; }, "stop:no"}));

TEST_F(Trees, AMaterialOfWhichNothingIsSaidIsNoticed) {
    Tree tree = sample();
    tree.parts[0].spares.clear();
    const auto findings = check_tree(tree, guide_of);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_FALSE(findings[0].blocks);
    EXPECT_TRUE(may_be_published(findings));
}

TEST_F(Trees, TooManyWaysAreCutOff) {
    Tree tree = sample();
    tree.questions.clear();
    for (int i = 0; i < 40; ++i) {
        const std::string next = i == 39 ? "end" : "q" + std::to_string(i + 1);
        tree.questions.push_back(
            {"q" + std::to_string(i), "问", "", {{"a", "甲", "", next, {"lost"}}, {"b", "乙", "", next, {}}}});
    }
    tree.first = "q0";
    EXPECT_EQ(all_ways(tree).size(), kMostWays + 1);
    EXPECT_FALSE(may_be_published(check_tree(tree, guide_of)));
}

}  // namespace
}  // namespace yw::guided

// Nodes as forms fill them in: what is typed stands where it was, what is new gets a key, what is taken away leaves no
// dangling part.
#include "guided/edit_node.hpp"

#include <gtest/gtest.h>

#include "guided/strings.hpp"
#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

Tree sample() {
    Tree tree;
    tree.id = "sample";
    tree.region = *RegionCode::parse("511602000000");
    tree.title = "样例";
    tree.lead = "说明。";
    tree.first = "why";
    tree.questions = {
        {"why", "为什么办？", "", {{"lost", "丢了", "", "where", {"p1"}}, {"old", "到期", "", "end", {"p2"}}}},
        {"where", "在哪里？", "", {{"here", "本地", "", "end", {}}, {"away", "外地", "", "no", {}}}}};
    tree.parts = {{"p1", "I-1", "补领。", {"a"}, {"b"}, {{"reason", "lost"}}, false},
                  {"p2", "I-2", "换领。", {}, {}, {}, false},
                  {"p3", "I-1", "补充。", {}, {}, {}, true}};
    tree.stops = {{"no", "不能办", "因为。", ""}};
    return tree;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

http::Fields typed(Pairs pairs) {
    return http::Fields(std::move(pairs));
}

class EditNode : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("guided.broken")) strings::add(strings_table());
    }
};

TEST_F(EditNode, HeadIsTakenLineByLine) {
    const auto after = edited(sample(), {NodeKind::kHead, ""},
                              typed({{"title", " 新标题 "},
                                     {"lead", "一句话。"},
                                     {"names", "丢了证\r\n\r\n  补证 \n"},
                                     {"for", "firm"},
                                     {"first", "where"},
                                     {"always", "p2"},
                                     {"always", "p2"}}));
    EXPECT_EQ(after.tree.title, "新标题");
    EXPECT_EQ(after.tree.other_names, (std::vector<std::string>{"丢了证", "补证"}));
    EXPECT_FALSE(after.tree.for_persons);
    EXPECT_TRUE(after.tree.for_firms);
    EXPECT_EQ(after.tree.first, "where");
    EXPECT_EQ(after.tree.always, std::vector<std::string>{"p2"});
    EXPECT_EQ(after.tree.questions, sample().questions);
}

TEST_F(EditNode, ChoicesMoveGoAndCome) {
    const auto after = edited(
        sample(), {NodeKind::kQuestion, "why"},
        typed({{"ask", "为什么？"}, {"help", ""},       {"c0-key", "lost"}, {"c0-label", "丢了"}, {"c0-next", "where"},
               {"c0-parts", "p1"},  {"c0-order", "3"},  {"c1-key", "old"},  {"c1-label", "到期"}, {"c1-next", "end"},
               {"c1-order", "2"},   {"c1-gone", "1"},   {"c2-key", ""},     {"c2-label", "坏了"}, {"c2-hint", "看不清"},
               {"c2-next", "end"},  {"c2-parts", "p2"}, {"c3-key", ""},     {"c3-label", " "},    {"c3-next", ""}}));
    const Question* question = after.tree.question("why");
    ASSERT_TRUE(question);
    EXPECT_EQ(question->ask, "为什么？");
    const std::vector<Choice> expected{{"c1", "坏了", "看不清", "end", {"p2"}}, {"lost", "丢了", "", "where", {"p1"}}};
    EXPECT_EQ(question->choices, expected) << "moved behind the third place, one gone, the empty one is none";
}

TEST_F(EditNode, NewNodesGetFreeKeys) {
    Tree tree = sample();
    tree.questions[1].key = "q1";
    auto after =
        edited(tree, {NodeKind::kQuestion, ""}, typed({{"ask", "急吗？"}, {"c0-label", "急"}, {"c1-label", "不急"}}));
    EXPECT_EQ(after.node.key, "q2");
    ASSERT_EQ(after.tree.questions.size(), 3u);
    EXPECT_EQ(after.tree.questions[2].choices[1].key, "c2");
    after = edited(tree, {NodeKind::kPart, ""}, typed({{"item", "I-3"}, {"why", "为什么。"}}));
    EXPECT_EQ(after.node.key, "p4");
    after = edited(tree, {NodeKind::kStop, ""}, typed({{"title", "不行"}, {"says", "因为。"}}));
    EXPECT_EQ(after.node.key, "s1");
    Tree empty;
    EXPECT_EQ(edited(empty, {NodeKind::kQuestion, ""}, typed({{"ask", "问"}})).tree.first, "q1");
}

TEST_F(EditNode, APartSaysWhatOfTheMaterialsIsBrought) {
    auto after = edited(sample(), {NodeKind::kPart, "p1"},
                        typed({{"item", "I-1"},
                               {"why", "补领。"},
                               {"refines", "1"},
                               {"order", "2"},
                               {"m-a", ""},
                               {"m-b", "needs"},
                               {"m-c", "spares"},
                               {"a-reason", ""},
                               {"a-home", "inside"}}));
    const Part expected{"p1", "I-1", "补领。", {"b"}, {"c"}, {{"home", "inside"}}, true};
    EXPECT_EQ(after.tree.parts[1], expected);
    EXPECT_EQ(after.tree.parts[0].key, "p2");
    // Of another item's guide the materials are others.
    after = edited(sample(), {NodeKind::kPart, "p1"}, typed({{"item", "I-9"}, {"why", "补领。"}, {"m-a", "needs"}}));
    EXPECT_TRUE(after.tree.part("p1")->needs.empty());
    EXPECT_EQ(after.tree.parts[0].key, "p1") << "without a place it stays";
}

TEST_F(EditNode, WhatGoesLeavesNothingDangling) {
    Tree after = without(sample(), {NodeKind::kPart, "p1"});
    EXPECT_EQ(after.parts.size(), 2u);
    EXPECT_TRUE(after.questions[0].choices[0].parts.empty());
    after = without(sample(), {NodeKind::kStop, "no"});
    EXPECT_EQ(after.questions[1].choices[1].next, "");
    after = without(sample(), {NodeKind::kQuestion, "why"});
    EXPECT_EQ(after.first, "");
    EXPECT_EQ(after.questions.size(), 1u);
    EXPECT_EQ(without(sample(), {NodeKind::kHead, ""}), sample());
}

struct Wrong {
    const char* what;
    Node node;
    Pairs pairs;
    const char* field;  ///< of the first finding
    bool by_itself;
};
class FieldOfFinding : public EditNode, public testing::WithParamInterface<Wrong> {};
TEST_P(FieldOfFinding, IsNamed) {
    const auto& [what, node, pairs, field, by_itself] = GetParam();
    const auto after = edited(sample(), node, typed(pairs));
    const auto findings = check_tree(after.tree, [](const std::string&) { return nullptr; });
    bool found = false;
    for (const Finding& each : findings) {
        if (field_of(each, after) != field) continue;
        found = true;
        EXPECT_EQ(is_wrong_by_itself(each), by_itself) << what;
    }
    EXPECT_TRUE(found) << what;
}
INSTANTIATE_TEST_SUITE_P(
    Fields,
    FieldOfFinding,
    testing::Values(
        Wrong{"no title", {NodeKind::kHead, ""}, {{"lead", "x"}, {"for", "firm"}, {"first", "why"}}, "title", true},
        Wrong{"for nobody", {NodeKind::kHead, ""}, {{"title", "x"}, {"lead", "x"}, {"first", "why"}}, "for", true},
        Wrong{"no first question",
              {NodeKind::kHead, ""},
              {{"title", "x"}, {"lead", "x"}, {"for", "firm"}},
              "first",
              false},
        Wrong{"nothing asked", {NodeKind::kQuestion, "where"}, {{"c0-key", "here"}, {"c0-label", "本地"}}, "ask", true},
        Wrong{"one choice",
              {NodeKind::kQuestion, "where"},
              {{"ask", "问"}, {"c0-key", "here"}, {"c0-label", "本地"}},
              "c1-label",
              false},
        Wrong{"no words of a choice",
              {NodeKind::kQuestion, "where"},
              {{"ask", "问"}, {"c0-label", "本地"}, {"c1-key", "away"}, {"c1-label", ""}},
              "c1-label",
              true},
        Wrong{"nowhere to go",
              {NodeKind::kQuestion, "where"},
              {{"ask", "问"}, {"c0-label", "本地"}, {"c1-label", "外地"}, {"c1-next", "end"}},
              "c0-next",
              false},
        Wrong{"no guide", {NodeKind::kPart, "p1"}, {{"item", "I-8"}, {"why", "x"}}, "item", true},
        Wrong{"no reason", {NodeKind::kPart, "p1"}, {{"item", "I-1"}}, "why", true},
        Wrong{"a stop without words", {NodeKind::kStop, "no"}, {{"title", "不行"}}, "says", true},
        Wrong{"a stop without a title", {NodeKind::kStop, "no"}, {{"says", "因为。"}}, "title", true}));

}  // namespace
}  // namespace yw::guided

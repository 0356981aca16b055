#include <algorithm>
#include <set>

#include "catalogue/broken_guides.hpp"
#include "catalogue/guide_json.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue::test {
namespace {

TEST(CheckGuide, ACompleteGuideHasNoFinding) {
    for (const Finding& finding : check_guide(sample_guide())) ADD_FAILURE() << finding.rule << " " << finding.element;
}

TEST(CheckGuide, EachTypeHasItsOwnElements) {
    for (const Guide& guide : {penalty_guide(), levy_guide()})
        for (const Finding& finding : check_guide(guide))
            ADD_FAILURE() << guide.task_type << " " << finding.rule << " " << finding.element;
    Guide check = penalty_guide();
    check.task_type = "06";
    check.base_code = "000607001001";
    check.penalty = "";
    EXPECT_TRUE(check_guide(check).empty()) << "a check has nothing that only it has";
    Guide service = sample_guide();
    service.task_type = "20";
    service.base_code = "002007001001";
    service.power_source = service.review_body = service.court = "";
    EXPECT_TRUE(check_guide(service).empty()) << "a service needs no power";
    for (const auto type : {"02", "03", "06"}) EXPECT_FALSE(is_applied_for(type)) << type;
    for (const auto type : {"01", "04", "05", "07", "08", "09", "10", "20", ""})
        EXPECT_TRUE(is_applied_for(type)) << type;
}

TEST(CheckGuide, EachRuleFindsWhatItIsFor) {
    for (const BrokenGuide& spoiled : kBrokenGuides) {
        Guide guide = sample_guide();
        spoiled.spoil(guide);
        const auto findings = check_guide(guide);
        const bool is_found = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
            return finding.rule == spoiled.rule && finding.element == spoiled.element && !finding.message.empty();
        });
        EXPECT_TRUE(is_found) << spoiled.rule << " " << spoiled.element;
    }
}

TEST(CheckGuide, TheListOfRulesIsClosedAndEachIsTested) {
    std::set<std::string_view> tested;
    for (const BrokenGuide& spoiled : kBrokenGuides) tested.insert(spoiled.rule);
    const auto rules = guide_rules();
    for (const auto rule : rules) EXPECT_TRUE(tested.contains(rule)) << rule;
    for (const auto rule : tested)
        EXPECT_TRUE(lint::find_rule(rule) || std::find(rules.begin(), rules.end(), rule) != rules.end()) << rule;
    EXPECT_FALSE(check_guide(Guide()).empty()) << "and nothing throws on an empty guide";
}

TEST(GuideJson, EveryElementMovesTheHash) {
    const auto hash = content_hash(sample_guide());
    EXPECT_EQ(content_hash(sample_guide()), hash);
    const std::function<void(Guide&)> changes[] = {
        [](Guide& g) { g.penalty = "警告"; },
        [](Guide& g) { g.levy_kind = "1"; },
        [](Guide& g) { g.levy_reduction = "0"; },
        [](Guide& g) { g.court += "x"; },
        [](Guide& g) { g.materials[1].commitment += "x"; },
        [](Guide& g) { g.statutory.unit = LimitUnit::kMonth; },
        [](Guide& g) { g.materials[1].exempt = false; },
        [](Guide& g) { g.materials[0].sheet->rows[1].second = "x"; },
        [](Guide& g) { g.form->steps[0].fields[1].max = 1; },
        [](Guide& g) { g.form->steps[1].fields[0].fields[0].required = true; },
        [](Guide& g) { g.stages[0].days = 2; },
        [](Guide& g) { g.fees[0].amount_fen = 1; },
        [](Guide& g) { std::swap(g.questions[0], g.questions[1]); },
        [](Guide& g) { g.form.reset(); },
    };
    for (std::size_t i = 0; i < std::size(changes); ++i) {
        Guide guide = sample_guide();
        changes[i](guide);
        EXPECT_NE(content_hash(guide), hash) << i;
    }
}

TEST(GuideJson, AFormComesBackAsItWas) {
    EXPECT_EQ(form_of_json(form_json(sample_form())), sample_form());
    EXPECT_EQ(form_of_json(form_json(Form())), Form());
    EXPECT_EQ(texts_of_json(texts_json({})), std::vector<std::string>());
    EXPECT_EQ(texts_of_json(texts_json({"a\"]", ""})), (std::vector<std::string>{"a\"]", ""}));
    EXPECT_THROW(form_of_json("{"), std::runtime_error);
}

}  // namespace
}  // namespace yw::catalogue::test

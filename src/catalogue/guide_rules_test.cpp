#include <algorithm>
#include <functional>
#include <set>

#include "catalogue/guide_json.hpp"
#include "catalogue/sample_guide.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue::test {
namespace {

struct Case {
    const char* rule;
    const char* element;
    std::function<void(Guide&)> spoil;
};

const Case kCases[] = {
    {"element_missing", "name", [](Guide& g) { g.name = ""; }},
    {"element_missing", "stages", [](Guide& g) { g.stages.clear(); }},
    {"element_missing", "basis[0].article", [](Guide& g) { g.bases[0].article = ""; }},
    {"element_missing", "places[0].hours", [](Guide& g) { g.places[0].hours = ""; }},
    {"element_missing", "stages[0].requirement", [](Guide& g) { g.stages[0].requirement = ""; }},
    {"element_missing", "materials[0].basis", [](Guide& g) { g.materials[0].basis = ""; }},
    {"element_missing", "form.declaration", [](Guide& g) { g.form->declaration = ""; }},
    {"element_missing", "form.steps[0].fields[1].why", [](Guide& g) { g.form->steps[0].fields[1].why = ""; }},
    {"code_unknown", "personal_themes[0]", [](Guide& g) { g.personal_themes = {"091"}; }},
    {"code_unknown", "materials[0].type", [](Guide& g) { g.materials[0].type = "9"; }},
    {"code_unknown", "handle_area", [](Guide& g) { g.handle_area = "全球"; }},
    {"code_twice", "life_events[1]",
     [](Guide& g) {
         g.life_events = {"jie-hun", "jie-hun"};
     }},
    {"base_code_form", "base_code", [](Guide& g) { g.base_code = "000107001001"; }},
    {"base_code_form", "base_code", [](Guide& g) { g.base_code = "0007"; }},
    {"theme_audience", "legal_themes", [](Guide& g) { g.legal_themes = {"005"}; }},
    {"theme_audience", "legal_themes",
     [](Guide& g) {
         g.audience = {"1", "2"};
     }},
    {"theme_audience", "personal_themes", [](Guide& g) { g.personal_themes.clear(); }},
    {"visit_reason", "visit_reason", [](Guide& g) { g.visit_reason = ""; }},
    {"visit_reason", "visit_reason", [](Guide& g) { g.visits = 0; }},
    {"visit_online", "visits", [](Guide& g) { g.online_depth.push_back("5"); }},
    {"visit_none", "handle_types", [](Guide& g) { g.visits = 0, g.visit_reason = "", g.handle_types = {"1"}; }},
    {"promise_longer", "promised", [](Guide& g) { g.promised.count = 61; }},
    {"promise_unit", "promised", [](Guide& g) { g.promised.unit = LimitUnit::kMonth; }},
    {"instant", "project_type", [](Guide& g) { g.project_type = "1"; }},
    {"instant", "project_type", [](Guide& g) { g.promised.count = 1; }},
    {"phone_same", "complaint_phone", [](Guide& g) { g.complaint_phone = g.consult_phone; }},
    {"result_type", "result.type", [](Guide& g) { g.result.type = "30"; }},
    {"stage_name_only", "stages[0].what", [](Guide& g) { g.stages[0].what = "受理"; }},
    {"licence_stages", "stages", [](Guide& g) { g.task_type = "01", g.base_code = "000107001001"; }},
    {"stage_days", "stages",
     [](Guide& g) {
         g.stages[0].days = 21;
         g.promised.unit = LimitUnit::kWorkday;
     }},
    {"key_twice", "materials[1].key", [](Guide& g) { g.materials[1].key = "application"; }},
    {"need_when", "materials[1].need_when", [](Guide& g) { g.materials[1].need_when = ""; }},
    {"sheet_missing", "materials[0].sheet", [](Guide& g) { g.materials[0].sheet.reset(); }},
    {"fill_note_missing", "materials[0].fill_note", [](Guide& g) { g.materials[0].fill_note = ""; }},
    {"copies", "materials[0].copies", [](Guide& g) { g.materials[0].copies = 0; }},
    {"fee_note", "fee_note", [](Guide& g) { g.fees.clear(); }},
    {"questions", "questions", [](Guide& g) { g.questions.pop_back(); }},
    {"form_key", "form.steps[0].fields[1].key", [](Guide& g) { g.form->steps[0].fields[1].key = "reason"; }},
    {"form_key", "form.steps[0].fields[1].key", [](Guide& g) { g.form->steps[0].fields[1].key = "a\"b"; }},
    {"form_key", "form.steps[1].key", [](Guide& g) { g.form->steps[1].key = "first"; }},
    {"form_options", "form.steps[0].fields[0].options",
     [](Guide& g) { g.form->steps[0].fields[0].options.erase(g.form->steps[0].fields[0].options.begin()); }},
    {"form_limits", "form.steps[0].fields[1].min", [](Guide& g) { g.form->steps[0].fields[1].min = 30'001; }},
    {"form_pattern", "form.steps[1].fields[0].fields[0].pattern",
     [](Guide& g) { g.form->steps[1].fields[0].fields[0].pattern = "(["; }},
    {"form_day", "form.steps[0].fields[2].not_after",
     [](Guide& g) { g.form->steps[0].fields[2].not_after = "2026-02-30"; }},
    {"form_prefill", "form.steps[0].fields[1].prefill",
     [](Guide& g) { g.form->steps[0].fields[1].prefill = "person.password"; }},
    {"form_accept", "form.steps[0].fields[3].accept", [](Guide& g) { g.form->steps[0].fields[3].accept = {"exe"}; }},
    {"group_in_group", "form.steps[1].fields[0].fields[0].type",
     [](Guide& g) { g.form->steps[1].fields[0].fields[0].type = FieldType::kGroup; }},
    {"form_condition", "materials[1].show_if", [](Guide& g) { g.materials[1].show_if->is = {"no_such"}; }},
    {"form_condition", "materials[1].show_if", [](Guide& g) { g.form.reset(); }},
    {"form_condition", "form.steps[0].fields[2].show_if",
     [](Guide& g) {
         std::swap(g.form->steps[0].fields[0], g.form->steps[0].fields[1]),
             g.form->steps[0].fields[2].show_if->field = "later";
     }},
};

TEST(CheckGuide, ACompleteGuideHasNoFinding) {
    for (const Finding& finding : check_guide(sample_guide())) ADD_FAILURE() << finding.rule << " " << finding.element;
}

TEST(CheckGuide, EachRuleFindsWhatItIsFor) {
    for (const Case& spoiled : kCases) {
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
    for (const Case& spoiled : kCases) tested.insert(spoiled.rule);
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
        [](Guide& g) { g.court += "x"; },
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

// One guide, or more, for each blocking rule: all gates are tested with them. For tests only.
#pragma once

#include <functional>

#include "catalogue/guide_elements.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {

/// The sample guide with one fault: the rule that finds it, and where.
struct BrokenGuide {
    const char* rule;
    const char* element;
    std::function<void(Guide&)> spoil;
};

inline const BrokenGuide kBrokenGuides[] = {
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
    {"limit_missing", "promised",
     [](Guide& g) {
         g.promised = {kNotSaid, LimitUnit::kWorkday, ""};
     }},
    {"limit_words", "promised",
     [](Guide& g) {
         g.promised = {kNotSaid, LimitUnit::kWorkday, "按规定时限"};
     }},
    {"element_missing", "penalty",
     [](Guide& g) {
         g.task_type = "02", g.base_code = "000207001001";
         g.form.reset(), g.materials[1].show_if.reset();
     }},
    {"element_missing", "levy_kind",
     [](Guide& g) { g.task_type = "04", g.base_code = "000407001001", g.levy_reduction = "0"; }},
    {"code_unknown", "levy_reduction", [](Guide& g) { g.levy_reduction = "2"; }},
    {"form_of_no_application", "form", [](Guide& g) { g.task_type = "06", g.base_code = "000607001001"; }},
    {"element_missing", "statutory", [](Guide& g) { g.statutory.count = kNotSaid; }},
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
    {"commitment_of_no_proof", "materials[0].commitment",
     [](Guide& g) { g.materials[0].commitment = "本人承诺：登记表上填写的内容都是真实的，没有隐瞒任何情况。"; }},
    {"commitment_words", "materials[1].commitment",
     [](Guide& g) { g.materials[1].exempt = false, g.materials[1].commitment = "本人承诺属实。"; }},
    {"sample_missing", "materials[0].sample",
     [](Guide& g) {
         for (auto& row : g.materials[0].sheet->rows) row.second = "";
     }},
    {"guidance_missing", "materials[0].fill_note",
     [](Guide& g) {
         g.materials[0].fill_note = "";
         for (auto& row : g.materials[0].sheet->rows) row.second = "";
     }},
    {"format_missing", "materials[0].type", [](Guide& g) { g.materials[0].type = ""; }},
    {"format_missing", "materials[1].form", [](Guide& g) { g.materials[1].form = ""; }},
    {"stages_name_only", "stages",
     [](Guide& g) {
         for (auto& stage : g.stages) stage.what = stage.name;
     }},
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

}  // namespace yw::catalogue::test

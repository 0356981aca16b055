#include "catalogue/guide_subject.hpp"

#include <algorithm>

#include "lint/lint.hpp"

namespace yw::catalogue {
namespace {

lint::Unit unit_of(LimitUnit unit) {
    switch (unit) {
        case LimitUnit::kWorkday:
            return lint::Unit::kWorkday;
        case LimitUnit::kDay:
            return lint::Unit::kDay;
        case LimitUnit::kMonth:
            return lint::Unit::kMonth;
    }
    return lint::Unit::kUnknown;
}

lint::Limit limit_of(const Limit& limit) {
    const auto count = limit.count < 0 ? std::nullopt : std::optional(limit.count);
    return {count, unit_of(limit.unit), limit.basis};
}

lint::Material material_of(const Material& material) {
    lint::Material m;
    m.name = material.name;
    m.type = material.type;
    m.form = material.form;
    m.copies = std::to_string(material.copies);
    m.need = material.need;
    m.need_when = material.need_when;
    m.source = material.source;
    m.source_note = material.source_note;
    m.signature = material.signature;
    m.basis = material.basis;
    m.accept_standard = material.accept_standard;
    m.fill_note = material.fill_note;
    m.exempt = material.exempt;
    m.commitment = material.commitment;
    // Both are printed from the sheet, the sample with what stands beside the labels.
    m.blank.emplace();
    m.sample.emplace();
    if (!material.sheet || material.sheet->rows.empty()) return m;
    const auto& rows = material.sheet->rows;
    const auto name = material.sheet->title.empty() ? material.name : material.sheet->title;
    m.blank = name;
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.second.empty(); })) m.sample = name;
    return m;
}

}  // namespace

lint::Subject subject_of(const Guide& guide) {
    lint::Subject s;
    s.name = guide.name;
    s.task_type = guide.task_type;
    s.project_type = guide.project_type;
    s.audience = guide.audience;
    s.personal_themes = guide.personal_themes;
    s.legal_themes = guide.legal_themes;
    s.handle_types = guide.handle_types;
    s.online_depth = guide.online_depth;
    // Of what nobody applies for no visit is counted.
    if (lint::must_say("visits", guide.task_type)) s.visits = guide.visits;
    s.visit_reason = guide.visit_reason;
    s.statutory = limit_of(guide.statutory);
    s.promised = limit_of(guide.promised);
    s.special_procedure = guide.special_procedure;
    s.quantity_limit = guide.quantity_limit;
    s.penalty = guide.penalty;
    s.levy_kind = guide.levy_kind;
    s.levy_reduction = guide.levy_reduction;
    s.conditions = guide.conditions;
    s.result_name = guide.result.name;
    s.result_type = guide.result.type;
    s.result_sample = guide.result.sample;
    s.result_delivery = guide.result.delivery;
    s.contact = guide.consult_phone;
    s.complaint = guide.complaint_phone;
    s.review_body = guide.review_body;
    s.court = guide.court;
    s.charged = !guide.fees.empty();
    s.fee_note = guide.fee_note;
    for (const Fee& fee : guide.fees) s.fees.push_back({fee.name, fee.standard, fee.basis});
    s.bases.emplace();
    for (const LegalBasis& basis : guide.bases) s.bases->push_back({basis.law, basis.article});
    for (const Stage& stage : guide.stages)
        s.stages.push_back({stage.name, stage.what, stage.requirement, stage.who, stage.outcome, stage.days});
    for (const Material& material : guide.materials) s.materials.push_back(material_of(material));
    s.places.emplace();
    for (const Place& place : guide.places) s.places->push_back({place.name, place.address, place.hours, place.phone});
    s.questions.emplace();
    for (const Question& question : guide.questions) s.questions->push_back({question.q, question.a});
    return s;
}

}  // namespace yw::catalogue

#include "asking/compose.hpp"

#include <algorithm>

#include "lint/lint.hpp"
#include "platform/strings/strings.hpp"

namespace yw::asking {
namespace {

using catalogue::Guide;
using strings::text;

void say_materials(Passage& passage, const Guide& guide) {
    const auto all = guide.materials.size();
    const auto exempt = static_cast<std::size_t>(
        std::count_if(guide.materials.begin(), guide.materials.end(), [](const auto& each) { return each.exempt; }));
    if (all == 0)
        passage.says = text("asking.says.no_materials");
    else if (exempt == 0)
        passage.says = text("asking.says.materials", {{"count", std::to_string(all)}});
    else
        passage.says =
            text("asking.says.materials_exempt", {{"count", std::to_string(all)}, {"exempt", std::to_string(exempt)}});
    for (const auto& material : guide.materials)
        passage.lines.push_back(
            {material.name, material.exempt ? std::string(text("asking.says.exempt")) : material.need_when});
}

void say_fees(Passage& passage, const Guide& guide) {
    if (guide.fees.empty()) {
        // Who asks what dumping rubbish costs is not told that it is free.
        if (guide.penalty.empty()) passage.says = guide.fee_note;
        return;
    }
    passage.says = text("asking.says.fees", {{"count", std::to_string(guide.fees.size())}});
    for (const auto& fee : guide.fees) passage.lines.push_back({fee.name + " " + fee.standard, fee.reducible});
    if (!guide.fee_note.empty()) passage.lines.push_back({guide.fee_note, ""});
}

void say_promised(Passage& passage, const Guide& guide) {
    // Nobody promises when a penalty or a check is done: the law's own limit is what there is.
    const bool has_limit = guide.statutory.count > 0;
    if (guide.promised.count >= 0)
        passage.says = text("asking.says.promised",
                            {{"promised", to_text(guide.promised)}, {"statutory", to_text(guide.statutory)}});
    else if (has_limit)
        passage.says = text("asking.says.statutory", {{"statutory", to_text(guide.statutory)}});
    else
        passage.says = text("asking.says.no_limit");
    if (!guide.statutory.basis.empty()) passage.lines.push_back({guide.statutory.basis, ""});
    if (!guide.special_procedure.empty()) passage.lines.push_back({guide.special_procedure, ""});
}

void say_places(Passage& passage, const Guide& guide, bool hours) {
    if (!guide.places.empty())
        passage.says =
            text(hours ? "asking.says.hours" : "asking.says.places", {{"count", std::to_string(guide.places.size())}});
    for (const auto& place : guide.places) {
        if (hours)
            passage.lines.push_back({place.hours, place.name});
        else
            passage.lines.push_back({place.address, place.name + (place.phone.empty() ? "" : "，电话" + place.phone)});
    }
}

void say_visits(Passage& passage, const Guide& guide) {
    if (!lint::must_say("visits", guide.task_type)) return;  // nobody applies, so nobody is counted to come
    if (guide.visits == 0) {
        passage.says = text("asking.says.no_visits");
    } else {
        passage.says = text("asking.says.visits", {{"count", std::to_string(guide.visits)}});
        passage.lines.push_back({guide.visit_reason, ""});
    }
    std::string ways;
    for (const auto& way : guide.handle_types) {
        if (!ways.empty()) ways += "、";
        ways += catalogue::code_name("handle_type", way);
    }
    if (!ways.empty()) passage.lines.push_back({ways, std::string(text("asking.says.ways"))});
}

void say_stages(Passage& passage, const Guide& guide, std::size_t from) {
    if (guide.stages.size() <= from) return;
    passage.says = text(from == 0 ? "asking.says.stages" : "asking.says.next",
                        {{"count", std::to_string(guide.stages.size() - from)}});
    for (std::size_t i = from; i < guide.stages.size(); ++i)
        passage.lines.push_back({guide.stages[i].what, guide.stages[i].name});
    if (from > 0 && !guide.result.delivery.empty())
        passage.lines.push_back({guide.result.delivery, std::string(text("asking.says.delivery"))});
}

void say_objection(Passage& passage, const Guide& guide) {
    if (guide.review_body.empty() && guide.court.empty()) return;
    passage.says = text("asking.says.objection", {{"review", guide.review_body}, {"court", guide.court}});
    if (!guide.complaint_phone.empty())
        passage.lines.push_back({guide.complaint_phone, std::string(text("asking.says.complaint"))});
}

void say_phone(Passage& passage, const std::string& phone, std::string_view key) {
    if (!phone.empty()) passage.says = text(key, {{"phone", phone}});
}

void say_result(Passage& passage, const Guide& guide) {
    if (guide.result.name.empty()) return;
    passage.says = text("asking.says.result", {{"result", guide.result.name}});
    if (!guide.result.delivery.empty())
        passage.lines.push_back({guide.result.delivery, std::string(text("asking.says.delivery"))});
    if (!guide.result.sample.empty()) passage.lines.push_back({guide.result.sample, ""});
}

void say_basis(Passage& passage, const Guide& guide) {
    if (!guide.bases.empty()) passage.says = text("asking.says.basis", {{"count", std::to_string(guide.bases.size())}});
    for (const auto& basis : guide.bases) passage.lines.push_back({basis.law + basis.article, basis.quote});
}

Passage empty_passage(const catalogue::PublishedGuide& guide, Element element) {
    Passage passage;
    passage.item = guide.item;
    passage.element = element;
    passage.path = word_of(element);
    passage.anchor = anchor_of(element);
    passage.version = guide.version;
    passage.published_at_ms = guide.published_at_ms;
    return passage;
}

}  // namespace

std::optional<Passage> compose(const catalogue::PublishedGuide& published, Element element) {
    const Guide& guide = published.guide;
    Passage passage = empty_passage(published, element);
    switch (element) {
        case Element::kMaterials:
            say_materials(passage, guide);
            break;
        case Element::kFees:
            say_fees(passage, guide);
            break;
        case Element::kPromised:
            say_promised(passage, guide);
            break;
        case Element::kHours:
            say_places(passage, guide, true);
            break;
        case Element::kPlaces:
            say_places(passage, guide, false);
            break;
        case Element::kDepartment:
            passage.says = text("asking.says.department", {{"department", published.item.department.name}});
            if (!guide.consult_phone.empty())
                passage.lines.push_back({guide.consult_phone, std::string(text("asking.says.consult"))});
            break;
        case Element::kConditions:
            if (!guide.conditions.empty()) passage.says = text("asking.says.conditions");
            for (const auto& condition : guide.conditions) passage.lines.push_back({condition, ""});
            break;
        case Element::kVisits:
            say_visits(passage, guide);
            break;
        case Element::kResult:
            say_result(passage, guide);
            break;
        case Element::kNext:
            say_stages(passage, guide, 1);
            break;
        case Element::kStages:
            say_stages(passage, guide, 0);
            break;
        case Element::kObjection:
            say_objection(passage, guide);
            break;
        case Element::kComplaintPhone:
            say_phone(passage, guide.complaint_phone, "asking.says.complaint_phone");
            break;
        case Element::kConsultPhone:
            say_phone(passage, guide.consult_phone, "asking.says.consult_phone");
            break;
        case Element::kBasis:
            say_basis(passage, guide);
            break;
        case Element::kQuestions:
            return std::nullopt;  // which one is for compose_question()
    }
    if (passage.says.empty()) return std::nullopt;
    std::erase_if(passage.lines, [](const Line& line) { return line.text.empty(); });
    return passage;
}

Passage compose_question(const catalogue::PublishedGuide& guide, std::size_t number) {
    Passage passage = empty_passage(guide, Element::kQuestions);
    const auto& question = guide.guide.questions.at(number);
    passage.path = "questions[" + std::to_string(number) + "]";
    passage.says = question.a;
    passage.lines.push_back({question.q, ""});
    return passage;
}

Person person_of(const catalogue::PublishedGuide& guide) {
    Person person{guide.item.department.name, "", guide.guide.consult_phone, ""};
    if (guide.guide.places.empty()) return person;
    const auto& place = guide.guide.places.front();
    person.place = place.name;
    person.hours = place.hours;
    if (!place.phone.empty()) person.phone = place.phone;
    return person;
}

}  // namespace yw::asking

#include "portal/guide_view.hpp"

#include <algorithm>
#include <numeric>

#include "catalogue/publish_guide.hpp"
#include "kernel/time.hpp"
#include "kernel/utf8.hpp"
#include "lint/lint.hpp"

namespace yw::portal {
namespace {

using catalogue::Guide;
using catalogue::Material;

constexpr std::string_view kUnwritten = "未填写";  ///< in drafts: no reader takes a gap for an answer

/// Penalties, coercion and checks: nobody asks for them, and nobody pays for them.
bool is_of_own_accord(const Guide& guide) {
    return !catalogue::is_applied_for(guide.task_type);
}
bool asks(const Guide& guide, std::string_view element) {
    return lint::must_say(element, guide.task_type);
}

std::string joined(std::string_view list, const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes) {
        const auto name = catalogue::code_name(list, code);
        if (name.empty()) continue;
        if (!text.empty()) text += "、";
        text += name;
    }
    return text;
}

/// Sets a section with one value, or leaves it out where there is nothing to say.
void maybe(html::View& view, std::string_view section, std::string_view name, std::string_view value) {
    if (value.empty())
        view.none(section);
    else
        view.add(section).set(name, value);
}

void fill_head(html::View& view, const catalogue::PublishedGuide& published, GuideForm form) {
    const Guide& guide = published.guide;
    const std::string base = "/i/" + published.item.id;
    view.set("NAME", guide.name).set("DEPARTMENT", published.item.department.name);
    maybe(view, "IF_PROJECT_TYPE", "PROJECT_TYPE", catalogue::code_name("project_type", guide.project_type));
    const auto type = catalogue::task_type_name(guide.task_type);
    view.set("TASK_TYPE", type.empty() ? "事项类型未填写" : type).set("VERSION", published.version);
    view.set("PUBLISHED", LocalDay::of({published.published_at_ms}).zh_weekday()).set("HASH", published.content_hash);
    const std::string& code = published.item.implement_code.empty() ? guide.base_code : published.item.implement_code;
    maybe(view, "IF_CODE", "CODE", code);
    view.none("IF_TOOLS").none("IF_VERSIONS").when("IF_DRAFT", form == GuideForm::kDraft).none("IF_PAPER");
    const bool paper = form == GuideForm::kPaper;
    view.set("SIDE", paper ? "yw-columns__side yw-guideside yw-guideside--paper" : "yw-columns__side yw-guideside");
    if (paper) view.add("IF_PAPER").set("SCREEN_URL", base);
    if (form == GuideForm::kDraft) return;
    view.add("IF_VERSIONS").set("VERSIONS_URL", base + "/versions");
    view.add("IF_TOOLS")
        .set("VERSIONS_URL", base + "/versions")
        .set("QR_URL", base + "/qr.svg")
        .set("PRINT_URL", base + "/print")
        .set("WRONG_URL", "/feedback?page=" + http::url_encode(base));
}

/// 0 is "at once" where the item is done at once, else the law says nothing of it.
std::string statutory_text(const Guide& guide) {
    constexpr std::string_view kAtOnce = "1";  ///< C0109.2 project_type 即办件
    if (guide.statutory.count < 0) return "法定时限" + std::string(kUnwritten);
    if (guide.statutory.count > 0) return "法律规定最长" + to_text(guide.statutory);
    return guide.project_type == kAtOnce ? "法律规定当场办结" : "法律没有规定最长时限";
}

void fill_time(html::View& view, const Guide& guide) {
    const std::string promised = to_text(guide.promised);
    const auto digits = promised.find_first_not_of("0123456789");
    view.set("TIME", digits == 0 ? promised : promised.substr(0, digits));
    view.set("TIME_UNIT", digits == 0 || digits == std::string::npos ? "" : promised.substr(digits));
    const bool calendar_days = guide.promised.count > 0 && guide.promised.unit == catalogue::LimitUnit::kDay;
    view.set("TIME_NOTE", (calendar_days ? "休息日也算在内；" : "") + statutory_text(guide));
}

constexpr std::string_view kAlwaysNeeded = "1";  ///< C0109.2 material_need: asked of everybody
constexpr std::size_t kShortNote = 30;           ///< characters that stand below a figure without breaking the row

std::string money_note(const Guide& guide) {
    const auto& fees = guide.fees;
    if (fees.empty()) return guide.fee_note.empty() ? "" : "任何环节都不收费";
    const auto reducible = std::ranges::find_if(fees, [](const catalogue::Fee& fee) { return !fee.reducible.empty(); });
    std::string note;
    if (fees.size() > 1) note = "有" + std::to_string(fees.size()) + "项标准，收哪几项看您的情形";
    if (reducible == fees.end()) return note.empty() ? "标准和依据见下面" : note;
    if (note.empty() && utf8::length(reducible->reducible) <= kShortNote) return reducible->reducible;
    return note + (note.empty() ? "" : "；") + "有的人可以少交或者不交";
}

/// What penalties, coercion and checks have instead of the questions of an applicant.
void fill_power(html::View& view, const Guide& guide) {
    maybe(view, "IF_PENALTY", "PENALTY", guide.penalty);
    if (guide.levy_kind.empty()) {
        view.none("IF_LEVY");
        return;
    }
    // The section stands twice on the page: in the table of contents and as itself.
    html::View levy = view.add("IF_LEVY");
    levy.set("LEVY_KIND", catalogue::code_name("levy_kind", guide.levy_kind));
    const bool is_approved = guide.levy_reduction == "1";
    levy.when("IF_APPROVED", is_approved).when("IF_NOT_APPROVED", !is_approved);
}

/// Who may apply; of what nobody applies for, whom it concerns.
void fill_conditions(html::View& page, const Guide& guide) {
    std::string audience = joined("audience", guide.audience);
    if (audience.empty()) audience = kUnwritten;
    const bool is_levied = catalogue::is_applied_for(guide.task_type) && !asks(guide, "conditions");
    maybe(page, "IF_CONCERNS", "CONCERNS", is_of_own_accord(guide) ? audience : std::string());
    maybe(page, "IF_LEVIED", "CONCERNS", is_levied ? audience : std::string());
    if (!asks(guide, "conditions") && guide.conditions.empty()) {
        page.none("IF_CONDITIONS");
        return;
    }
    // The section stands twice on the page: in the table of contents and as itself.
    html::View view = page.add("IF_CONDITIONS");
    view.set("AUDIENCE", (guide.audience.empty() ? "面向谁：" : "面向") + audience +
                             (guide.conditions.empty() ? "。" : "。下面各条都符合，就能办。"));
    maybe(view, "IF_AREA", "AREA", guide.handle_area);
    view.none("CONDITIONS");
    for (const std::string& condition : guide.conditions) view.add("CONDITIONS").set("TEXT", condition);
    maybe(view, "IF_QUANTITY", "QUANTITY", guide.quantity_limit);
}

/// What is levied is declared wherever one likes: no visit is counted. A draft that names no way of applying has not
/// said that nobody needs to come.
void fill_visits(html::View& facts, const Guide& guide) {
    if (!asks(guide, "visits")) {
        facts.none("IF_VISITS");
        return;
    }
    html::View view = facts.add("IF_VISITS");
    const bool is_unwritten = guide.visits == 0 && guide.handle_types.empty() && guide.online_depth.empty();
    view.set("VISITS", is_unwritten ? std::string(kUnwritten) : std::to_string(guide.visits));
    view.set("VISIT_UNIT", is_unwritten ? "" : "次");
    const std::string note = guide.visits == 0 ? "全程网上办，不用到场" : guide.visit_reason;
    view.set("VISIT_NOTE", is_unwritten ? std::string() : note);
}

void fill_facts(html::View& page, const Guide& guide, GuideForm form) {
    if (is_of_own_accord(guide)) {
        page.none("IF_FACTS");
        return;
    }
    html::View view = page.add("IF_FACTS");
    fill_time(view, guide);
    fill_visits(view, guide);
    const bool is_unwritten = guide.fees.empty() && guide.fee_note.empty();
    const std::string money = is_unwritten ? std::string(kUnwritten) : money_text(guide.fees);
    const bool amount = money.ends_with("元");
    view.set("MONEY", amount ? money.substr(0, money.size() - std::string_view("元").size()) : money);
    view.set("MONEY_UNIT", amount ? "元" : "");
    view.set("MONEY_NOTE", money_note(guide));
    const auto exempt = std::count_if(guide.materials.begin(), guide.materials.end(),
                                      [](const Material& material) { return material.exempt; });
    const auto always = std::count_if(guide.materials.begin(), guide.materials.end(), [](const Material& material) {
        return !material.exempt && material.need == kAlwaysNeeded;
    });
    const auto sometimes = static_cast<std::ptrdiff_t>(guide.materials.size()) - exempt - always;
    view.set("PAPERS", static_cast<std::int64_t>(always));
    std::string note;
    if (sometimes > 0) note = "另有" + std::to_string(sometimes) + "份，有的人才要交";
    if (exempt > 0) note += (note.empty() ? "另有" : "；") + std::to_string(exempt) + "份我们去取，您不用交";
    if (guide.materials.empty()) note = form == GuideForm::kDraft ? "还没有列出材料" : "不用交材料";
    view.set("PAPERS_NOTE", note.empty() ? "逐份的要求见下面" : note);
}

void fill_action(html::View& view, const catalogue::PublishedGuide& published, bool current) {
    if (!current) {
        view.none("IF_ACTION");
        return;
    }
    html::View action = view.add("IF_ACTION");
    maybe(action, "IF_APPLY", "APPLY_URL", published.guide.form ? "/apply/" + published.item.id : std::string());
    action.when("IF_COUNTER", !published.guide.form && !published.guide.places.empty());
    maybe(action, "IF_PHONE", "PHONE", published.guide.consult_phone);
}

void add_tag(html::View& row, std::string_view tag, std::string_view colour = "") {
    if (tag.empty()) return;
    row.add("TAGS")
        .set("TAG", tag)
        .set("TAG_CLASS", "yw-tag" + (colour.empty() ? "" : " yw-tag--" + std::string(colour)));
}

void add_material_tags(html::View& row, const Material& material) {
    if (material.exempt) add_tag(row, "免提交", "green");
    add_tag(row, catalogue::code_name("material_type", material.type), "blue");
    add_tag(row, catalogue::code_name("material_form", material.form));
    if (!material.exempt) {
        add_tag(row, std::to_string(material.copies) + "份");
        add_tag(row, catalogue::code_name("material_need", material.need), material.need == "1" ? "amber" : "");
        if (!material.commitment.empty()) add_tag(row, "可以承诺代替", "green");
    }
    if (material.signature != "none") add_tag(row, catalogue::code_name("signature", material.signature));
}

void add_fact(html::View& row, std::string_view key, std::string_view value) {
    if (!value.empty()) row.add("FACTS").set("KEY", key).set("VALUE", value);
}

void add_material(html::View& list, const Material& material, const std::string& forms_url) {
    html::View row = list.add("MATERIALS");
    row.set("CLASS", material.exempt ? "yw-material yw-material--exempt" : "yw-material");
    row.set("MATERIAL", material.name).none("TAGS").none("FACTS");
    add_material_tags(row, material);
    maybe(row, "IF_WHEN", "WHEN", material.need_when);
    std::string source(catalogue::code_name("material_source", material.source));
    if (!material.source_note.empty()) source = material.source_note;
    add_fact(row, material.exempt ? "从哪里取" : "从哪里来", source);
    add_fact(row, "要求", material.accept_standard);
    add_fact(row, "怎么填", material.fill_note);
    add_fact(row, "依据", material.basis);
    maybe(row, "IF_COMMITMENT", "COMMITMENT", material.commitment);
    if (!material.sheet) {
        row.none("IF_SHEET");
        return;
    }
    const std::string folder = forms_url + http::url_encode(material.key);
    row.add("IF_SHEET").set("BLANK_URL", folder + "/blank.pdf").set("SAMPLE_URL", folder + "/sample.pdf");
}

void fill_materials(html::View& view, const catalogue::PublishedGuide& published, const std::string& forms_url) {
    if (published.guide.materials.empty()) {
        view.none("IF_MATERIALS");
        return;
    }
    const std::string forms = forms_url.empty()
                                  ? "/i/" + published.item.id + "/v" + std::to_string(published.version) + "/forms/"
                                  : forms_url;
    // The section stands twice on the page: in the table of contents and as itself.
    html::View list = view.add("IF_MATERIALS");
    for (const Material& material : published.guide.materials) add_material(list, material, forms);
}

void fill_stages(html::View& view, const Guide& guide) {
    const bool own = is_of_own_accord(guide);
    view.when("IF_ASKED_FOR", !own).when("IF_OWN_ACCORD", own).when("IF_NO_STAGES", guide.stages.empty());
    view.none("STAGES");
    for (const catalogue::Stage& stage : guide.stages) {
        html::View row = view.add("STAGES");
        row.set("STAGE", stage.name).set("WHAT", stage.what);
        row.set("DAYS", stage.days == 0 ? "当场" : std::to_string(stage.days) + "个工作日");
        maybe(row, "IF_ASKED", "ASKED", stage.requirement);
        maybe(row, "IF_OUTCOME", "OUTCOME", own ? std::string() : stage.outcome);
        maybe(row, "IF_MADE", "MADE", own ? stage.outcome : std::string());
        maybe(row, "IF_WHO", "WHO", stage.who);
    }
    if (guide.result.name.empty()) {
        view.none("IF_RESULT");
    } else {
        html::View result = view.add("IF_RESULT");
        result.set("RESULT", guide.result.name).set("DELIVERY", guide.result.delivery);
        maybe(result, "IF_SAMPLE", "SAMPLE", guide.result.sample);
    }
    maybe(view, "IF_WAYS", "WAYS", joined("handle_type", guide.handle_types));
    maybe(view, "IF_SPECIAL", "SPECIAL", guide.special_procedure);
}

void fill_places(html::View& view, const Guide& guide) {
    if (guide.places.empty()) {
        view.none("IF_PLACES");
        return;
    }
    html::View list = view.add("IF_PLACES");
    for (const catalogue::Place& place : guide.places) {
        html::View row = list.add("PLACES");
        row.set("PLACE_NAME", place.name).none("PLACE_FACTS");
        const auto fact = [&](std::string_view icon, std::string_view key, std::string_view value) {
            if (!value.empty()) row.add("PLACE_FACTS").set("ICON", icon).set("KEY", key).set("VALUE", value);
        };
        fact("map-pin", "地址", place.address);
        fact("clock", "时间", place.hours);
        fact("bus", "交通", place.traffic);
        maybe(row, "IF_PLACE_PHONE", "PLACE_PHONE", place.phone);
    }
}

void fill_fees(html::View& page, const Guide& guide) {
    if (guide.fees.empty() && is_of_own_accord(guide)) {
        page.none("IF_MONEY");
        return;
    }
    // The section stands twice on the page: in the table of contents and as itself.
    html::View view = page.add("IF_MONEY");
    if (guide.fees.empty()) {
        view.none("IF_FEES").add("IF_FREE").set("FREE", guide.fee_note.empty() ? kUnwritten : guide.fee_note);
        return;
    }
    view.none("IF_FREE");
    html::View table = view.add("IF_FEES");
    for (const catalogue::Fee& fee : guide.fees)
        table.add("FEES")
            .set("FEE", fee.name)
            .set("STANDARD", fee.standard)
            .set("REDUCIBLE", fee.reducible.empty() ? "没有减免" : fee.reducible)
            .set("BASIS", fee.basis);
}

void fill_law(html::View& view, const Guide& guide) {
    view.none("LAWS").when("IF_NO_LAWS", guide.bases.empty());
    for (const catalogue::LegalBasis& basis : guide.bases) {
        html::View law = view.add("LAWS");
        // Some names bring their own marks: 《教师资格条例》实施办法.
        const bool marked = basis.law.find("《") != std::string::npos;
        law.set("SOURCE", (marked ? basis.law : "《" + basis.law + "》") + basis.article);
        maybe(law, "IF_QUOTE", "QUOTE", basis.quote);
    }
    view.set("LIMIT", statutory_text(guide));
    maybe(view, "IF_LIMIT_BASIS", "LIMIT_BASIS", guide.statutory.basis);
    view.set("CONSULT", guide.consult_phone).set("COMPLAINT", guide.complaint_phone);
    view.set("REVIEW", guide.review_body).set("COURT", guide.court);
}

void fill_questions(html::View& view, const Guide& guide, GuideForm form) {
    if (guide.questions.empty()) {
        view.none("IF_QUESTIONS");
        return;
    }
    html::View list = view.add("IF_QUESTIONS");
    for (const catalogue::Question& question : guide.questions)
        list.add("QUESTIONS").set("Q", question.q).set("A", question.a).when("IF_OPEN", form == GuideForm::kPaper);
}

}  // namespace

namespace {

/// Without the unit: 10.5 of 1050 fen.
std::string in_yuan(std::int64_t fen) {
    std::string text = std::to_string(fen / 100);
    if (fen % 100 != 0) {
        const std::string cents = std::to_string(100 + fen % 100).substr(1);
        text += "." + (cents.back() == '0' ? cents.substr(0, 1) : cents);
    }
    return text;
}

}  // namespace

std::string money_text(const std::vector<catalogue::Fee>& fees) {
    if (fees.empty()) return "不收费";
    const auto [least, most] = std::ranges::minmax(fees, {}, &catalogue::Fee::amount_fen);
    if (least.amount_fen <= 0) return "按标准";
    if (least.amount_fen == most.amount_fen) return in_yuan(least.amount_fen) + "元";
    return in_yuan(least.amount_fen) + "至" + in_yuan(most.amount_fen) + "元";
}

void fill_guide(html::View& view,
                const catalogue::PublishedGuide& published,
                int current,
                GuideForm form,
                const std::string& forms_url) {
    const Guide& guide = published.guide;
    fill_head(view, published, form);
    fill_facts(view, guide, form);
    fill_action(view, published, form != GuideForm::kDraft && published.version == current);
    view.none("IF_ENDED").none("IF_OLD");
    if (current == 0)
        view.add("IF_ENDED").set("ITEM_URL", "/i/" + published.item.id);
    else if (published.version != current)
        view.add("IF_OLD").set("CURRENT", current).set("CURRENT_URL", "/i/" + published.item.id);
    fill_power(view, guide);
    fill_conditions(view, guide);
    fill_materials(view, published, forms_url);
    fill_stages(view, guide);
    fill_places(view, guide);
    fill_fees(view, guide);
    fill_law(view, guide);
    fill_questions(view, guide, form);
}

}  // namespace yw::portal

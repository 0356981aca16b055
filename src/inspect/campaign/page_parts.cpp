#include "inspect/campaign/page_parts.hpp"

#include <algorithm>

#include "inspect/campaign/campaigns.hpp"
#include "kernel/time.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr std::size_t kHashShown = 12;

void maybe(html::View& row, std::string_view section, std::string_view name, const std::string& value) {
    row.none(section);
    if (!value.empty()) row.add(section).set(name, value);
}

/// A text field of the form with what was typed into it and what is wrong with that.
void show_typed(html::View& form,
                std::string_view section,
                const ObjectionTyped& typed,
                std::string_view field,
                const std::string& value) {
    const auto wrong = std::ranges::find(typed.errors, field, &FieldError::field);
    const bool error = wrong != typed.errors.end();
    auto input = form.add(section);
    input.set("VALUE", value)
        .set("GROUP_CLASS", error ? "govuk-form-group govuk-form-group--error" : "govuk-form-group");
    maybe(input, "WRONG", "MESSAGE", error ? wrong->message : std::string());
}

void show_object_form(html::View& row, const ObservationLine& observation, const ResultsFor& how) {
    const bool typed = how.typed.observation == observation.id;
    const ObjectionTyped nothing;
    const ObjectionTyped& shown = typed ? how.typed : nothing;
    auto form = row.add("OBJECT_FORM");
    form.set("OBJECT_URL", how.object_url).set("CSRF", how.form_token).when("IF_TYPED", typed);
    show_typed(form, "OBJECTION_WORDS_INPUT", shown, "words", shown.words);
    show_typed(form, "BY_NAME_INPUT", shown, "by_name", shown.by_name);
}

void show_objections(html::View& row, const ObservationLine& observation, const ResultsFor& how) {
    row.none("OBJECTION").none("ANSWER_FORM").none("OBJECT_FORM");
    bool open = false;
    for (const auto& objection : observation.objections) {
        auto part = row.add("OBJECTION");
        part.set("BY", objection.by_name).set("AT", zh_minute(UtcTime{objection.at_ms}));
        part.set("OBJECTION_WORDS", objection.words).none("ANSWERED");
        if (objection.outcome != "open") {
            part.add("ANSWERED")
                .set("OUTCOME", objection.outcome == "upheld" ? "成立" : "不成立")
                .set("ANSWER", objection.answer);
            continue;
        }
        open = true;
        if (how.reader == Reader::kInspector && how.running)
            row.add("ANSWER_FORM").set("OBJECTION_ID", objection.id).set("CSRF", how.form_token);
    }
    if (how.reader == Reader::kInspected && how.running && !open && observation.state == State::kFailed)
        show_object_form(row, observation, how);
}

}  // namespace

std::string result_zh(State state) {
    return std::string(strings::text("campaign.result." + std::string(to_string(state))));
}

std::string indicator_name(const std::string& id) {
    const auto* indicator = inspect::indicators().find(id);
    return indicator ? indicator->name : id;
}

html::SafeHtml results_part(const std::vector<ObservationLine>& observations, const ResultsFor& how) {
    html::View part("campaign/results.html");
    part.when("NONE", observations.empty()).none("RESULT");
    // What must be talked about stands first.
    std::vector<const ObservationLine*> order;
    for (const auto& observation : observations) order.push_back(&observation);
    const auto rank = [](const ObservationLine* line) {
        return line->state == State::kFailed ? 0 : line->state == State::kCouldNotCheck ? 1 : 2;
    };
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    for (const auto* observation : order) {
        auto row = part.add("RESULT");
        row.set("ID", observation->id)
            .set("CLASS", observation->state == State::kFailed ? "yw-finding yw-finding--red" : "yw-finding")
            .set("INDICATOR", observation->indicator)
            .set("INDICATOR_NAME", indicator_name(observation->indicator))
            .when("PASSED", observation->state == State::kPassed)
            .when("FAILED", observation->state == State::kFailed)
            .when("UNKNOWN", observation->state == State::kCouldNotCheck)
            .none("FINDING");
        maybe(row, "ITEM", "ITEM_NAME", observation->item);
        const bool said = !observation->findings.empty();  // a person's note is its finding too
        maybe(row, "NOTE", "NOTE_TEXT", said ? std::string() : observation->note);
        for (const auto& finding : observation->findings) {
            auto line = row.add("FINDING");
            line.set("WHAT", finding.what);
            maybe(line, "WORDS", "WORDS_TEXT", finding.words);
            maybe(line, "WHERE", "ADDRESS", finding.address);
            maybe(line, "EVIDENCE", "HASH", finding.evidence.substr(0, kHashShown));
        }
        show_objections(row, *observation, how);
    }
    return part.render();
}

void show_errors(html::View& page, const std::vector<FieldError>& errors) {
    page.none("ERRORS");
    if (errors.empty()) return;
    auto summary = page.add("ERRORS");
    for (const auto& error : errors) summary.add("ERROR").set("FIELD", error.field).set("MESSAGE", error.message);
}

PageHead inspector_head(std::string title, std::vector<Crumb> before) {
    before.insert(before.begin(), {"平台检查", "/inspect/campaigns"});
    before.push_back({title, ""});
    return {.title = std::move(title), .crumbs = std::move(before), .officer = true};
}

std::string round_url(const std::string& id) {
    return "/inspect/campaigns/" + id;
}

std::string platform_url(const std::string& id) {
    return "/inspect/platforms/" + id;
}

std::vector<identity::Role> inspectors() {
    return {identity::Role::kInspector, identity::Role::kOperator};
}

void OpenCampaigns::add_routes(http::Router& router, const identity::Gate& gate, const Frame& frame) {
    add_round_routes(router, gate, frame, *this);
    add_platform_routes(router, gate, frame, *this);
    add_item_routes(router, gate, frame, *this);
    add_report_routes(router, gate, frame, *this);
}

}  // namespace yw::campaign

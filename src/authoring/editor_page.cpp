// /author/drafts/{draft}/edit/{section}: one part of a guide as a form, with what the linter says at the words
// themselves, beside the guide as its reader will see it.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "authoring/author_shell.hpp"
#include "authoring/form_view.hpp"
#include "authoring/sections.hpp"
#include "authoring/typed_elements.hpp"
#include "catalogue/guide_changes.hpp"
#include "catalogue/guide_json.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;
using catalogue::Element;
using catalogue::ElementKind;
using catalogue::Guide;

constexpr std::size_t kMostForm = 1UL << 20;

/// The part of the online form that its own page writes: the heads of the steps, without their fields.
const Element& step_heads() {
    static const Element& steps =
        *catalogue::find_element(catalogue::find_element(catalogue::guide_elements(), "form")->parts, "steps");
    static const std::vector<Element> kHeads{*catalogue::find_element(steps.parts, "title"),
                                             *catalogue::find_element(steps.parts, "key")};
    static const Element kSteps = [] {
        Element heads = steps;
        heads.parts = kHeads;
        return heads;
    }();
    return kSteps;
}

const Element& form_part(std::string_view key) {
    return *catalogue::find_element(catalogue::find_element(catalogue::guide_elements(), "form")->parts, key);
}
const Element& step_fields() {
    return *catalogue::find_element(form_part("steps").parts, "fields");
}

std::string step_path(const Section& section) {
    return fmt::format("form.steps[{}].", section.step);
}

/// The elements on the section's page, and the path in front of them.
struct OnPage {
    std::vector<const Element*> elements;
    std::string before;
};
OnPage on_page(const Section& section) {
    if (section.step >= 0) return {{&step_fields()}, step_path(section)};
    if (section.key == "form") return {{&form_part("declaration"), &step_heads()}, "form."};
    OnPage page;
    for (const std::string& key : section.elements)
        page.elements.push_back(catalogue::find_element(catalogue::guide_elements(), key));
    return page;
}

json::object object_of(const Guide& guide) {
    return json::parse(catalogue::canonical_json(guide)).as_object();
}

/// The object whose elements the section's page shows; null when the guide has no such form or step.
json::object* object_on_page(json::object& guide, const Section& section) {
    if (section.key != "form" && section.step < 0) return &guide;
    json::value* form = guide.if_contains("form");
    if (!form) return nullptr;
    if (section.step < 0) return &form->as_object();
    json::value* steps = form->as_object().if_contains("steps");
    const auto at = static_cast<std::size_t>(section.step);
    if (!steps || at >= steps->as_array().size()) return nullptr;
    return &steps->as_array()[at].as_object();
}

struct Composed {
    json::object guide;  ///< the whole draft with what was typed into this part
    std::vector<FieldError> errors;
};

/// Steps keep their fields: only their heads are on the page.
void put_heads(json::object& form, const json::object& typed) {
    const json::value* heads = typed.if_contains("steps");
    json::value* steps = form.if_contains("steps");
    if (!heads || !steps) return;
    json::array& rows = steps->as_array();
    for (std::size_t i = 0; i < std::min(rows.size(), heads->as_array().size()); ++i) {
        json::object& row = rows[i].as_object();
        for (const char* key : {"title", "key"}) {
            row.erase(key);
            const json::value* said = heads->as_array()[i].as_object().if_contains(key);
            if (said) row[key] = *said;
        }
    }
}

Composed compose(const Guide& stored, const Section& section, const http::Fields& fields) {
    Composed composed{object_of(stored), {}};
    json::object* to = object_on_page(composed.guide, section);
    if (!to) return composed;
    const OnPage page = on_page(section);
    Typed typed = read_typed(fields, page.elements, page.before);
    composed.errors = std::move(typed.errors);
    for (const Element* element : page.elements) {
        if (element == &step_heads()) {
            put_heads(*to, typed.elements);
            continue;
        }
        to->erase(element->key);
        if (const json::value* said = typed.elements.if_contains(element->key)) (*to)[element->key] = *said;
    }
    return composed;
}

/// The guide that the JSON says, or the errors of what was typed.
Result<Guide> guide_in(const Composed& composed) {
    if (!composed.errors.empty()) return fail(kInvalid, composed.errors);
    return catalogue::read_guide_json(json::serialize(composed.guide));
}

/// What a page says besides the draft.
struct Shown {
    json::object guide;
    std::string stamp;
    std::vector<FieldError> errors;
    std::vector<Said> findings;
    std::string meanwhile;
    std::vector<catalogue::GuideChange> differing;  ///< what is stored now, and what was typed
    std::string open;
    bool saved = false;
    int status = 200;
};

std::string section_url(const DraftView& view, const Section& section) {
    return draft_url(view.draft.id, "/edit/" + section.key);
}

void show_sections(html::View& page, const DraftView& view, const Section& here, const std::vector<Said>& findings) {
    for (const Section& section : sections_of(view.draft.guide)) {
        html::View chip = page.add("SECTION");
        const auto blocking = std::ranges::count_if(findings, [&](const Said& said) {
            return said.blocking && section_of_path(view.draft.guide, said.slot).key == section.key;
        });
        chip.set("TITLE", section.title).set("URL", section_url(view, section)).none("COUNT");
        chip.when("HERE", section.key == here.key);
        if (blocking > 0) chip.add("COUNT").set("BLOCKING", blocking);
    }
}

html::SafeHtml summary_html(const DraftView& view, const Section& section, const std::vector<Said>& findings) {
    std::int64_t blocking = 0;
    std::int64_t advice = 0;
    for (const Said& said : findings)
        if (section_of_path(view.draft.guide, said.slot).key == section.key) ++(said.blocking ? blocking : advice);
    html::View summary("authoring/section_summary.html");
    summary.none("BLOCKING").none("ADVICE").when("CLEAN", blocking + advice == 0);
    if (blocking > 0) summary.add("BLOCKING").set("COUNT", blocking);
    if (advice > 0) summary.add("ADVICE").set("COUNT", advice);
    return summary.render();
}

void show_form(html::View& page, const DraftView& view, const Section& section, Shown& shown) {
    json::object* object = object_on_page(shown.guide, section);
    page.none("ELEMENT").none("FORM_OFF").when("FORM_ON", object == nullptr);
    if (!object) return;
    std::vector<Remark> open_remarks;
    const bool mending = view.draft.state == State::kReturned || view.draft.state == State::kInReview;
    if (mending) open_remarks = view.remarks;
    Margin margin = margin_of(shown.findings, open_remarks, shown.errors);
    margin.open = shown.open;
    const OnPage on = on_page(section);
    for (const Element* element : on.elements)
        page.add("ELEMENT").set("ELEMENT_HTML", element_html(*element, object->if_contains(element->key),
                                                             on.before + std::string(element->key), margin));
    page.when("FORM_OFF", section.key == "form");
}

void show_conflict(html::View& page, const Shown& shown) {
    page.none("MEANWHILE");
    if (shown.meanwhile.empty()) return;
    html::View notice = page.add("MEANWHILE");
    notice.set("WORDS", shown.meanwhile).none("CHANGE");
    for (const catalogue::GuideChange& change : shown.differing) {
        html::View row = notice.add("CHANGE");
        row.set("ELEMENT", change.words).none("OLD").none("NEW");
        if (!change.before.empty()) row.add("OLD").set("TEXT", change.before);
        if (!change.after.empty()) row.add("NEW").set("TEXT", change.after);
    }
}

http::Response section_page(
    const PageDependencies& pages, http::Request& request, const DraftView& view, const Section& section, Shown shown) {
    const auto sections = sections_of(view.draft.guide);
    const auto here = std::ranges::find(sections, section.key, &Section::key);
    html::View page = page_view("authoring/editor.html");
    page.set("CSRF", identity::form_token(request)).set("STAMP", shown.stamp);
    page.set("NAME", view.draft.name.empty() ? "（没有名称）" : view.draft.name).set("TITLE", section.title);
    page.set("STATE", state_zh(view.draft.state)).set("STATE_CLASS", tag_class(view.draft.state));
    page.set("DRAFT_URL", draft_url(view.draft.id)).set("ACTION_URL", section_url(view, section));
    page.set("CHECK_URL", draft_url(view.draft.id, "/check/" + section.key));
    page.set("PREVIEW_URL", draft_url(view.draft.id, "/preview"));
    page.when("SAVED", shown.saved).none("ERRORS");
    page.when("HAS_NEXT", here != sections.end() && here + 1 != sections.end());
    if (!shown.errors.empty()) {
        html::View list = page.add("ERRORS");
        for (const FieldError& error : shown.errors)
            list.add("LINE")
                .set("URL", "#" + input_id(slot_of(error.field)))
                .set("MESSAGE", catalogue::element_words(slot_of(error.field)) + "：" + error.message);
    }
    show_conflict(page, shown);
    show_sections(page, view, section, shown.findings);
    page.set("SUMMARY_HTML", summary_html(view, section, shown.findings));
    show_form(page, view, section, shown);
    return pages.frame.page(
        request,
        {.title = section.title + "：" + view.draft.name,
         .crumbs = {{"指南编写", "/author"}, {view.draft.name, draft_url(view.draft.id)}, {section.title, ""}},
         .has_errors = !shown.errors.empty(),
         .officer = true},
        page.render(), shown.status);
}

struct Asked {
    DraftView view;
    Section section;
};

Result<Asked> asked(const PageDependencies& pages, const http::Request& request) {
    YW_TRY(auto view, pages.authoring.view(identity::viewer_of(request), std::string(request.param("draft"))));
    auto section = find_section(view.draft.guide, request.param("section"));
    if (!section) return fail(kNotFound);
    return Asked{std::move(view), *std::move(section)};
}

http::Response get_section(const PageDependencies& pages, http::Request& request) {
    const auto found = asked(pages, request);
    if (!found) return pages.frame.error(request, found.error());
    const auto& [view, section] = found.value();
    if (std::ranges::find(view.may, Action::kSave) == view.may.end()) return http::see_other(draft_url(view.draft.id));
    Shown shown;
    shown.guide = object_of(view.draft.guide);
    shown.stamp = stamp_of(view.draft.guide, section.elements);
    shown.findings = findings_of(view.draft.guide);
    shown.open = request.query.get("open");
    shown.saved = request.query.has("saved");
    return section_page(pages, request, view, section, std::move(shown));
}

http::Response refused(
    const PageDependencies& pages, http::Request& request, const Asked& found, Composed composed, const Error& error) {
    Shown shown;
    shown.status = status_of(error.code.kind);
    shown.stamp = std::string(request.form().fields.get("stamp"));
    const auto typed = guide_in(composed);
    const Guide& stored = found.view.draft.guide;
    shown.findings = findings_of(typed ? typed.value() : stored);
    if (error.code.kind == Kind::kConflict) {
        shown.meanwhile = strings::sentence(error);
        if (error.code == kChangedMeanwhile) {
            // Saved once more, it is written over what stands there now, which is shown.
            shown.stamp = stamp_of(stored, found.section.elements);
            if (typed) shown.differing = catalogue::guide_changes(stored, typed.value());
        }
    } else {
        shown.errors = error.fields;
        if (shown.errors.empty()) shown.errors.push_back({"", std::string(strings::sentence(error))});
    }
    shown.guide = std::move(composed.guide);
    return section_page(pages, request, found.view, found.section, std::move(shown));
}

/// Where one goes on after saving.
std::string onward(const Asked& found, const Guide& saved, std::string_view action, const std::string& open) {
    const std::string here = section_url(found.view, found.section);
    if (!open.empty()) return fmt::format("{}?open={}#{}", here, http::url_encode(open), input_id(open));
    if (action == "leave") return draft_url(found.view.draft.id);
    if (action == "next") {
        const auto sections = sections_of(saved);
        const auto at = std::ranges::find(sections, found.section.key, &Section::key);
        if (at != sections.end() && at + 1 != sections.end()) return section_url(found.view, *(at + 1));
    }
    return here + "?saved=1";
}

http::Response post_section(const PageDependencies& pages, http::Request& request) {
    const auto found = asked(pages, request);
    if (!found) return pages.frame.error(request, found.error());
    const auto& [view, section] = found.value();
    const auto& fields = request.form().fields;
    const std::string action(fields.get("action"));
    Composed composed = compose(view.draft.guide, section, fields);
    if (action == "preview") {
        const auto typed = guide_in(composed);
        return preview_of(pages, view.draft, typed ? typed.value() : view.draft.guide);
    }
    std::string open;
    if (action == "form-on" && section.key == "form") {
        composed.guide["form"] = json::object{{"declaration", ""}, {"steps", json::array{json::object()}}};
        open = "form.steps[0]";
    } else if (action == "form-off") {
        composed.guide.erase("form");
    } else if (const auto deed = row_deed_of(action)) {
        open = do_row_deed(composed.guide, *deed);
    } else {
        drop_empty_rows(composed.guide);
    }
    const auto guide = guide_in(composed);
    if (!guide) return refused(pages, request, found.value(), std::move(composed), guide.error());
    const auto saved =
        pages.authoring.save(identity::viewer_of(request),
                             {view.draft.id, section.elements, std::string(fields.get("stamp")), guide.value()});
    if (!saved) {
        const Kind kind = saved.error().code.kind;
        if (kind == Kind::kForbidden || kind == Kind::kNotFound) return pages.frame.error(request, saved.error());
        return refused(pages, request, found.value(), std::move(composed), saved.error());
    }
    return http::see_other(onward(found.value(), guide.value(), action, open));
}

/// What the linter says of the words as they are typed: the margins of this part. Nothing is saved.
http::Response check_section(const PageDependencies& pages, http::Request& request) {
    const auto found = asked(pages, request);
    if (!found) return pages.frame.error(request, found.error());
    const auto& [view, section] = found.value();
    Composed composed = compose(view.draft.guide, section, request.form().fields);
    const auto guide = guide_in(composed);
    const auto findings = findings_of(guide ? guide.value() : view.draft.guide);
    const Margin margin =
        margin_of(findings, view.draft.state == State::kReturned ? view.remarks : std::vector<Remark>(),
                  guide ? std::vector<FieldError>() : guide.error().fields);
    html::View page("authoring/check.html");
    page.none("SLOT").set("SUMMARY_HTML", summary_html(view, section, findings));
    if (json::object* object = object_on_page(composed.guide, section)) {
        const OnPage on = on_page(section);
        std::vector<std::string> slots;
        for (const Element* element : on.elements)
            add_slots(*element, object->if_contains(element->key), on.before + std::string(element->key), slots);
        for (const std::string& slot : slots)
            page.add("SLOT").set("ID", input_id(slot)).set("MARGIN_HTML", margin_html(margin, slot));
    }
    http::Response response = http::html(page.render().text());
    response.set("Cache-Control", "no-store");
    return response;
}

}  // namespace

void add_editor_routes(http::Router& router, const Pages& pages) {
    const auto guard = author_guard(*pages);
    router.add({http::Method::kGet, "/author/drafts/{draft}/edit/{section}", guard,
                [pages](http::Request& request) { return get_section(*pages, request); }});
    router.add({http::Method::kPost, "/author/drafts/{draft}/edit/{section}", guard,
                [pages](http::Request& request) { return post_section(*pages, request); }, http::Where::kWorker,
                kMostForm});
    router.add({http::Method::kPost, "/author/drafts/{draft}/check/{section}", guard,
                [pages](http::Request& request) { return check_section(*pages, request); }, http::Where::kWorker,
                kMostForm});
}

}  // namespace yw::authoring

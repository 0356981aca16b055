// /author/drafts/{draft}: where a draft stands, what may be done with it, what differs from the version in force.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "authoring/author_shell.hpp"
#include "authoring/findings.hpp"
#include "authoring/sections.hpp"
#include "catalogue/guide_changes.hpp"
#include "catalogue/guide_elements.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

/// What a page says besides the draft.
struct Shown {
    std::vector<FieldError> errors;
    std::string meanwhile;
    const http::Fields* typed = nullptr;
    int status = 200;
};

bool may(const DraftView& view, Action action) {
    return std::ranges::find(view.may, action) != view.may.end();
}

std::string edit_url(const DraftView& view, const std::string& element) {
    const std::string slot = slot_of(element);
    return draft_url(view.draft.id, "/edit/" + section_of_path(view.draft.guide, slot).key + "#" + input_id(slot));
}

void show_sections(html::View& page, const DraftView& view, const std::vector<Said>& findings) {
    page.none("EDITABLE");
    if (!may(view, Action::kSave)) return;
    html::View list = page.add("EDITABLE");
    for (const Section& section : sections_of(view.draft.guide)) {
        html::View row = list.add("SECTION");
        row.set("TITLE", section.title).set("EDIT_URL", draft_url(view.draft.id, "/edit/" + section.key));
        std::size_t blocking = 0;
        std::size_t advice = 0;
        for (const Said& said : findings)
            if (section_of_path(view.draft.guide, said.slot).key == section.key) ++(said.blocking ? blocking : advice);
        row.none("BLOCKING").none("ADVICE").when("CLEAN", blocking + advice == 0);
        if (blocking > 0) row.add("BLOCKING").set("COUNT", blocking);
        if (advice > 0) row.add("ADVICE").set("COUNT", advice);
    }
}

void show_change(html::View& row, const catalogue::GuideChange& change) {
    row.set("WORDS", change.words).none("OLD").none("NEW");
    if (!change.before.empty()) row.add("OLD").set("TEXT", change.before);
    if (!change.after.empty()) row.add("NEW").set("TEXT", change.after);
    using Kind = catalogue::GuideChange::Kind;
    row.when("ADDED", change.kind == Kind::kAdded).when("REMOVED", change.kind == Kind::kRemoved);
}

std::vector<catalogue::GuideChange> changes_of(const PageDependencies& pages, const DraftView& view) {
    const Draft& draft = view.draft;
    const int against = draft.published_version > 0 ? draft.base_version : view.version_in_force;
    if (against == 0) return catalogue::guide_changes({}, draft.guide);
    const auto published = pages.catalogue.guide_version(draft.item_id, against);
    return catalogue::guide_changes(published ? published.value()->guide : catalogue::Guide(), draft.guide);
}

/// The review: each change with a place for a remark on it.
void show_changes(html::View& page, const PageDependencies& pages, const DraftView& view, const Shown& shown) {
    const auto changes = changes_of(pages, view);
    const bool reviews = may(view, Action::kReturn);
    page.none("CHANGE").when("NO_CHANGE", changes.empty()).set("CHANGES", changes.size());
    const int against = view.draft.published_version > 0 ? view.draft.base_version : view.version_in_force;
    page.when("NEW_GUIDE", against == 0).none("AGAINST");
    if (against > 0) page.add("AGAINST").set("VERSION", against);
    std::size_t at = 0;
    for (const catalogue::GuideChange& change : changes) {
        html::View row = page.add("CHANGE");
        show_change(row, change);
        row.none("REMARK_ON");
        if (!reviews) continue;
        const std::string name = "remark:" + change.path;
        const std::string typed = shown.typed ? std::string(shown.typed->get(name)) : "";
        html::View remark = row.add("REMARK_ON");
        remark.set("REMARK_ID", fmt::format("f-remark-{}", ++at)).set("REMARK_NAME", name).set("TYPED", typed);
        remark.when("OPENED", !typed.empty()).when("FOLDED", typed.empty());
    }
}

void show_deeds(html::View& page, const DraftView& view, const Shown& shown) {
    const auto plain = [&](std::string_view section, Action action) {
        page.none(section);
        if (may(view, action))
            page.add(section).set("DEED_URL", draft_url(view.draft.id, "/" + std::string(to_string(action))));
    };
    plain("SUBMIT", Action::kSubmit);
    plain("RECALL", Action::kRecall);
    plain("WITHDRAW", Action::kWithdraw);
    plain("DISCARD", Action::kDiscard);
    const bool stale = is_open(view.draft.state) && view.version_in_force != view.draft.base_version;
    page.none("STALE");
    if (stale) {
        html::View notice = page.add("STALE");
        notice.set("BASE", view.draft.base_version).set("IN_FORCE", view.version_in_force).none("REBASE");
        if (may(view, Action::kRebase)) notice.add("REBASE").set("DEED_URL", draft_url(view.draft.id, "/rebase"));
    }
    page.none("REVIEW").when("OWN",
                             view.own_hand && view.draft.state == State::kInReview && !may(view, Action::kReturn));
    if (!may(view, Action::kReturn)) return;
    const auto typed = [&](std::string_view name) {
        return shown.typed ? std::string(shown.typed->get(name)) : std::string();
    };
    html::View review = page.add("REVIEW");
    review.set("REVIEW_URL", draft_url(view.draft.id, "/review"));
    review.set("REMARK_TYPED", typed("remark")).set("DAY_TYPED", typed("publish_on"));
}

void show_history(html::View& page, const DraftView& view) {
    page.none("EVENT").none("REMARKED");
    for (const Event& event : view.events) {
        html::View row = page.add("EVENT");
        row.set("AT", zh_minute(event.at)).set("WHAT", action_zh(event.action)).set("WHO", event.who).none("NOTE");
        if (!event.note.empty()) row.add("NOTE").set("TEXT", event.note);
    }
    if (view.remarks.empty()) return;
    html::View list = page.add("REMARKED");
    for (const Remark& remark : view.remarks) {
        html::View row = list.add("REMARK");
        row.set("TEXT", remark.text).set("WHO", remark.who).none("AT_ELEMENT");
        row.when("WHOLE", remark.element.empty());
        if (!remark.element.empty())
            row.add("AT_ELEMENT")
                .set("ELEMENT", catalogue::element_words(slot_of(remark.element)))
                .set("URL", edit_url(view, remark.element));
    }
}

/// What a decision changed under this guide: until a version of it has been published since.
void show_flags(html::View& page, const PageDependencies& pages, const Draft& draft) {
    page.none("FLAGGED");
    if (draft.item_id.empty() || !pages.flags) return;
    const auto flags = pages.flags(draft.item_id);
    if (flags.empty()) return;
    html::View list = page.add("FLAGGED");
    for (const GuideFlag& flag : flags)
        list.add("FLAG").set("KIND", flag.kind).set("DOCUMENT", flag.document).set("URL", flag.url);
}

void show_facts(html::View& page, const PageDependencies& pages, const DraftView& view) {
    const Draft& draft = view.draft;
    show_flags(page, pages, draft);
    page.set("NAME", draft.name.empty() ? "（没有名称）" : draft.name);
    page.set("STATE", state_zh(draft.state)).set("STATE_CLASS", tag_class(draft.state));
    page.set("DEPARTMENT", department_name(pages, draft.department_id));
    page.set("BASE", draft.base_version == 0 ? "新指南" : fmt::format("在第{}版上修改", draft.base_version));
    page.set("SOURCE_ID", draft.source_id).set("CHANGED", zh_minute(draft.changed_at)).set("BY", draft.changed_by);
    page.set("VERSION", draft.version).set("PREVIEW_URL", draft_url(draft.id, "/preview"));
    page.none("DAY").none("PUBLISHED");
    if (const auto day = LocalDay::parse(draft.publish_on); day && draft.state == State::kApproved)
        page.add("DAY").set("ON", day->zh_weekday());
    if (draft.published_version > 0)
        page.add("PUBLISHED")
            .set("PUBLISHED_VERSION", draft.published_version)
            .set("PUBLIC_URL", "/i/" + draft.item_id)
            .set("VERSIONS_URL", "/i/" + draft.item_id + "/versions");
}

http::Response draft_page(const PageDependencies& pages,
                          http::Request& request,
                          const DraftView& view,
                          const Shown& shown) {
    const auto findings = is_open(view.draft.state) ? findings_of(view.draft.guide) : std::vector<Said>();
    const auto blocking = std::ranges::count(findings, true, &Said::blocking);
    html::View page = page_view("authoring/draft.html");
    page.set("CSRF", identity::form_token(request));
    show_facts(page, pages, view);
    show_sections(page, view, findings);
    page.none("FOUND").when("NOTHING_FOUND", findings.empty() && is_open(view.draft.state));
    if (!findings.empty()) {
        html::View list = page.add("FOUND");
        list.set("BLOCKING_COUNT", blocking).set("ADVICE_COUNT", static_cast<std::int64_t>(findings.size()) - blocking);
        for (const Said& said : findings)
            list.add("FINDING").set("FINDING_HTML", finding_html(said, edit_url(view, said.element)));
    }
    show_changes(page, pages, view, shown);
    show_deeds(page, view, shown);
    show_history(page, view);
    page.none("ERRORS").none("MEANWHILE");
    if (!shown.errors.empty()) {
        html::View list = page.add("ERRORS");
        for (const FieldError& error : shown.errors)
            list.add("LINE").set("URL", error.field).set("MESSAGE", error.message);
    }
    if (!shown.meanwhile.empty()) page.add("MEANWHILE").set("WORDS", shown.meanwhile);
    return pages.frame.page(request,
                            {.title = view.draft.name,
                             .crumbs = {{"指南编写", "/author"}, {view.draft.name, ""}},
                             .has_errors = !shown.errors.empty(),
                             .officer = true},
                            page.render(), shown.status);
}

std::int64_t version_in(const http::Fields& fields) {
    std::int64_t version = 0;
    const auto text = fields.get("version");
    std::from_chars(text.data(), text.data() + text.size(), version);
    return version;
}

std::vector<Remark> remarks_in(const http::Fields& fields) {
    constexpr std::string_view kAtElement = "remark:";
    std::vector<Remark> remarks;
    for (const auto& [name, value] : fields.pairs()) {
        const auto first = value.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) continue;
        const std::string text = value.substr(first, value.find_last_not_of(" \t\r\n") - first + 1);
        if (name == "remark")
            remarks.insert(remarks.begin(), {"", text, "", {}});
        else if (name.starts_with(kAtElement))
            remarks.push_back({name.substr(kAtElement.size()), text, "", {}});
    }
    return remarks;
}

Result<void> do_deed(const PageDependencies& pages,
                     const identity::Viewer& viewer,
                     const std::string& id,
                     std::string_view deed,
                     const http::Fields& fields) {
    const auto version = version_in(fields);
    if (deed == "submit") return pages.authoring.submit(viewer, id, version);
    if (deed == "recall") return pages.authoring.recall(viewer, id, version);
    if (deed == "withdraw") return pages.authoring.withdraw(viewer, id, version);
    if (deed == "discard") return pages.authoring.discard(viewer, id, version);
    if (deed == "rebase") return pages.authoring.rebase(viewer, id, version);
    if (deed != "review") return fail(kNotFound);
    if (fields.get("action") == "return") return pages.authoring.send_back(viewer, id, version, remarks_in(fields));
    return pages.authoring.approve(viewer, {id, version, std::string(fields.get("publish_on"))});
}

/// Links of the summary: to the inputs of this page, to the element of a finding, or to the findings.
std::vector<FieldError> links_of(const DraftView& view, const Error& error) {
    std::vector<FieldError> links;
    for (const FieldError& field : error.fields) {
        if (error.code == kInvalid)
            links.push_back({field.field == "publish_on" ? "#f-publish-on" : "#f-remark", field.message});
        else
            links.push_back(
                {edit_url(view, field.field), catalogue::element_words(slot_of(field.field)) + "：" + field.message});
    }
    if (links.empty()) links.push_back({"#main", std::string(strings::sentence(error))});
    return links;
}

http::Response post_deed(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const std::string id(request.param("draft"));
    const auto& fields = request.form().fields;
    const auto done = do_deed(pages, viewer, id, request.param("deed"), fields);
    if (done) return http::see_other(draft_url(id));
    const Kind kind = done.error().code.kind;
    if (kind == Kind::kForbidden || kind == Kind::kNotFound) return pages.frame.error(request, done.error());
    const auto view = pages.authoring.view(viewer, id);
    if (!view) return pages.frame.error(request, view.error());
    Shown shown;
    shown.typed = &fields;
    shown.status = status_of(kind);
    if (kind == Kind::kConflict)
        shown.meanwhile = strings::sentence(done.error());
    else
        shown.errors = links_of(view.value(), done.error());
    return draft_page(pages, request, view.value(), shown);
}

http::Response paper(const PageDependencies& pages, http::Request& request) {
    const auto view = pages.authoring.view(identity::viewer_of(request), std::string(request.param("draft")));
    if (!view) return pages.frame.error(request, view.error());
    const std::string file(request.param("file"));
    auto made = pages.reader.paper(as_published(pages, view->draft, view->draft.guide), request.param("key"), file);
    if (!made) return pages.frame.error(request, made.error());
    http::Response response = http::file(std::move(made).value(), "application/pdf",
                                         view->draft.name + (file == "blank.pdf" ? "-空白表格.pdf" : "-填写样例.pdf"));
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace

void add_draft_routes(http::Router& router, const Pages& pages) {
    const auto guard = author_guard(*pages);
    router.add({http::Method::kGet, "/author/drafts/{draft}", guard, [pages](http::Request& request) {
                    const auto view =
                        pages->authoring.view(identity::viewer_of(request), std::string(request.param("draft")));
                    if (!view) return pages->frame.error(request, view.error());
                    return draft_page(*pages, request, view.value(), {});
                }});
    router.add({http::Method::kGet, "/author/drafts/{draft}/preview", guard, [pages](http::Request& request) {
                    const auto view =
                        pages->authoring.view(identity::viewer_of(request), std::string(request.param("draft")));
                    if (!view) return pages->frame.error(request, view.error());
                    return preview_of(*pages, view->draft, view->draft.guide);
                }});
    router.add({http::Method::kGet, "/author/drafts/{draft}/forms/{key}/{file}", guard,
                [pages](http::Request& request) { return paper(*pages, request); }, http::Where::kSlow});
    router.add({http::Method::kPost, "/author/drafts/{draft}/{deed}", guard,
                [pages](http::Request& request) { return post_deed(*pages, request); }});
}

}  // namespace yw::authoring

// /author: drafts on their way; /author/items: the items of the viewer's departments; /author/new: a new item.
#include <fmt/format.h>

#include <algorithm>

#include "authoring/author_shell.hpp"
#include "platform/strings/strings.hpp"

namespace yw::authoring {
namespace {

constexpr int kRowsOnAPage = 50;
constexpr int kPageStatus = 200;

void show_option(html::View& select, std::string_view value, std::string_view name, std::string_view chosen) {
    html::View option = select.add("OPTION");
    option.set("VALUE", value).set("NAME", name).when("ON", value == chosen).when("OFF", value != chosen);
}

void show_departments(html::View& page,
                      const PageDependencies& pages,
                      const identity::Viewer& viewer,
                      std::string_view chosen,
                      std::string_view all) {
    html::View select = page.add("DEPARTMENTS");
    if (!all.empty()) show_option(select, "", all, chosen);
    for (const std::string& id : viewer.department_ids) {
        const auto department = pages.catalogue.department(id);
        if (department) show_option(select, id, department->name, chosen);
    }
    select.none("OPTION");
}

http::Response drafts_page(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const std::string state(request.query.get("state"));
    const std::string department(request.query.get("department"));
    const auto found = pages.authoring.drafts(viewer, state_of(state), department, kRowsOnAPage,
                                              std::string(request.query.get("cursor")));
    html::View page = page_view("authoring/drafts.html");
    html::View states = page.add("STATES");
    show_option(states, "", "全部", state);
    for (const State each : kStates) show_option(states, to_string(each), state_zh(each), state);
    show_departments(page, pages, viewer, department, "全部");
    page.when("EMPTY", found.lines.empty()).none("TABLE").none("NEXT").set("WHO", viewer.masked_name);
    if (!found.lines.empty()) {
        html::View table = page.add("TABLE");
        for (const DraftLine& line : found.lines) {
            html::View row = table.add("ROW");
            row.set("URL", draft_url(line.id)).set("NAME", line.name.empty() ? "（没有名称）" : line.name);
            row.set("DEPARTMENT", department_name(pages, line.department_id));
            row.set("STATE", state_zh(line.state)).set("STATE_CLASS", tag_class(line.state));
            row.set("BASE", line.base_version == 0 ? "新指南" : fmt::format("改第{}版", line.base_version));
            row.set("CHANGED", zh_minute(line.changed_at)).set("BY", line.changed_by).none("DAY");
            const auto day = LocalDay::parse(line.publish_on);
            if (day && line.state == State::kApproved) row.add("DAY").set("ON", day->zh_weekday());
        }
    }
    if (!found.next.empty())
        page.add("NEXT").set("URL", fmt::format("/author?state={}&department={}&cursor={}", http::url_encode(state),
                                                http::url_encode(department), http::url_encode(found.next)));
    return pages.frame.page(request, {.title = "指南编写", .crumbs = {{"指南编写", ""}}, .officer = true},
                            page.render());
}

http::Response items_page(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    std::string department(request.query.get("department"));
    if (std::ranges::find(viewer.department_ids, department) == viewer.department_ids.end())
        department = viewer.department_ids.empty() ? "" : viewer.department_ids.front();
    catalogue::ItemFilter filter;
    filter.department_id = department;
    filter.text = request.query.get("q");
    const auto found = pages.catalogue.items(filter, kRowsOnAPage, std::string(request.query.get("cursor")));
    html::View page = page_view("authoring/items.html");
    show_departments(page, pages, viewer, department, "");
    page.set("Q", filter.text).set("CSRF", identity::form_token(request)).set("TOTAL", found.total);
    page.when("EMPTY", found.items.empty()).none("TABLE").none("NEXT");
    if (!found.items.empty()) {
        html::View table = page.add("TABLE");
        for (const catalogue::Item& item : found.items) {
            html::View row = table.add("ROW");
            row.set("NAME", item.name).set("BEGIN_URL", "/author/items/" + item.id + "/drafts").none("VERSIONS");
            row.when("LISTED", item.version == 0);
            if (item.version > 0)
                row.add("VERSIONS").set("VERSION", item.version).set("VERSIONS_URL", "/i/" + item.id + "/versions");
            row.when("FLAGGED", pages.flags && !pages.flags(item.id).empty());
            row.set("VERB", item.version > 0 ? "修改" : "编写").set("CODE", item.implement_code);
        }
    }
    if (!found.next.empty())
        page.add("NEXT").set("URL",
                             fmt::format("/author/items?department={}&q={}&cursor={}", http::url_encode(department),
                                         http::url_encode(filter.text), http::url_encode(found.next)));
    return pages.frame.page(
        request, {.title = "本部门事项", .crumbs = {{"指南编写", "/author"}, {"本部门事项", ""}}, .officer = true},
        page.render());
}

http::Response begin_change(const PageDependencies& pages, http::Request& request) {
    const auto draft = pages.authoring.begin_change(identity::viewer_of(request), std::string(request.param("item")));
    if (!draft) return pages.frame.error(request, draft.error());
    return http::see_other(draft_url(draft.value()));
}

/// The base catalogue, searched by name; and the entry that was picked.
void show_directory(html::View& page,
                    const PageDependencies& pages,
                    const http::Request& request,
                    const NewItem& typed) {
    const auto& viewer = identity::viewer_of(request);
    const std::string department = typed.department_id.empty() && !viewer.department_ids.empty()
                                       ? viewer.department_ids.front()
                                       : typed.department_id;
    const std::string asked(request.query.get("q"));
    page.set("Q", asked).set("BASE_CODE", typed.base_code).none("PICKED").none("FOUND").none("NOT_FOUND");
    if (const auto entry = typed.base_code.empty() ? std::nullopt : pages.authoring.entry(typed.base_code)) {
        html::View picked = page.add("PICKED");
        picked.set("ENTRY", entry->name).set("CODE", entry->code);
        picked.set("TYPE", catalogue::task_type_name(entry->task_type)).none("BASIS");
        for (const auto& basis : entry->bases) picked.add("BASIS").set("WORDS", basis);
        return;
    }
    if (asked.empty()) return;
    const auto entries = pages.authoring.entries_named(department, asked);
    page.when("NOT_FOUND", entries.empty());
    if (entries.empty()) return;
    html::View list = page.add("FOUND");
    for (const auto& entry : entries)
        list.add("ENTRY_ROW")
            .set("ENTRY", entry.name)
            .set("CODE", entry.code)
            .set("TYPE", catalogue::task_type_name(entry.task_type))
            .set("PICK_URL",
                 fmt::format("/author/new?department={}&base={}", http::url_encode(department), entry.code));
}

http::Response new_page(const PageDependencies& pages,
                        http::Request& request,
                        const NewItem& typed,
                        const std::vector<FieldError>& errors) {
    html::View page = page_view("authoring/new.html");
    show_departments(page, pages, identity::viewer_of(request), typed.department_id, "");
    show_directory(page, pages, request, typed);
    page.set("CSRF", identity::form_token(request)).set("NAME_TYPED", typed.name).set("SOURCE_TYPED", typed.source_id);
    page.none("ERRORS");
    if (!errors.empty()) {
        html::View list = page.add("ERRORS");
        for (const FieldError& error : errors)
            list.add("LINE")
                .set("URL", error.field == "name"        ? "#f-name"
                            : error.field == "base_code" ? "#f-q"
                                                         : "#f-source-id")
                .set("MESSAGE", error.message);
    }
    return pages.frame.page(request,
                            {.title = "新指南",
                             .crumbs = {{"指南编写", "/author"}, {"新指南", ""}},
                             .has_errors = !errors.empty(),
                             .officer = true},
                            page.render(), errors.empty() ? kPageStatus : status_of(Kind::kInvalid));
}

http::Response get_new(const PageDependencies& pages, http::Request& request) {
    NewItem typed;
    typed.department_id = request.query.get("department");
    typed.base_code = request.query.get("base");
    if (const auto entry = typed.base_code.empty() ? std::nullopt : pages.authoring.entry(typed.base_code))
        typed.name = entry->name;
    else
        typed.base_code.clear();
    return new_page(pages, request, typed, {});
}

http::Response begin_item(const PageDependencies& pages, http::Request& request) {
    const auto& fields = request.form().fields;
    const NewItem typed{std::string(fields.get("department")), std::string(fields.get("name")),
                        std::string(fields.get("source_id")), std::string(fields.get("base_code"))};
    const auto draft = pages.authoring.begin_item(identity::viewer_of(request), typed);
    if (draft) return http::see_other(draft_url(draft.value(), "/edit/basic"));
    if (draft.error().code == kInvalid) return new_page(pages, request, typed, draft.error().fields);
    return pages.frame.error(request, draft.error());
}

}  // namespace

void add_list_routes(http::Router& router, const Pages& pages) {
    const auto guard = author_guard(*pages);
    router.add({http::Method::kGet, "/author", guard,
                [pages](http::Request& request) { return drafts_page(*pages, request); }});
    router.add({http::Method::kGet, "/author/items", guard,
                [pages](http::Request& request) { return items_page(*pages, request); }});
    router.add({http::Method::kPost, "/author/items/{item}/drafts", guard,
                [pages](http::Request& request) { return begin_change(*pages, request); }});
    router.add({http::Method::kGet, "/author/new", guard,
                [pages](http::Request& request) { return get_new(*pages, request); }});
    router.add({http::Method::kPost, "/author/new", guard,
                [pages](http::Request& request) { return begin_item(*pages, request); }});
}

}  // namespace yw::authoring

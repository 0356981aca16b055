// The operator's list of failed queries, one of them with its ways out, and the items that are missed.
#include "findability/open_findability.hpp"

namespace yw::findability {
namespace {

constexpr std::size_t kShown = 5;

struct Desk {
    OpenFindability& findability;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Desk>;

PageHead head_of(std::string title, bool has_errors = false) {
    PageHead head{.title = title, .crumbs = {{"运行管理", "/ops"}}, .has_errors = has_errors, .officer = true};
    if (title != "搜索运营") head.crumbs.push_back({"搜索运营", "/ops/search"});
    head.crumbs.push_back({std::move(title), ""});
    return head;
}

std::string_view why_zh(const FailedQuery& query) {
    return query.is_abandoned ? "有结果，没有人点" : "没有合适的结果";
}

std::string_view how_zh(std::string_view how) {
    if (how == "noise") return "不是要办事";
    if (how == "department") return "部门已经处理";
    return how == "sentence" ? "说明没有这项服务" : "改了搜索用词";
}

std::optional<RegionCode> place_asked(const http::Request& request) {
    return RegionCode::parse(request.query.get("place"));
}

std::string list_url(std::string_view path, std::optional<RegionCode> place, const std::string& cursor) {
    std::string url(path);
    if (place) url += "?place=" + place->str();
    if (!cursor.empty()) url += (place ? "&cursor=" : "?cursor=") + http::url_encode(cursor);
    return url;
}

void add_next(html::View& view, std::string_view path, std::optional<RegionCode> place, const std::string& next) {
    view.none("IF_NEXT");
    if (!next.empty()) view.add("IF_NEXT").set("NEXT_URL", list_url(path, place, next));
}

http::Response home(const Desk& desk, http::Request& request) {
    const auto& parts = desk.findability.parts();
    const auto place = place_asked(request);
    const auto today = parts.clock.today();
    const auto page = desk.findability.failed(place, std::string(request.query.get("cursor")));
    const auto numbers = desk.findability.failed_numbers(place.value_or(RegionCode()));
    const auto missed = desk.findability.miss_numbers(place.value_or(RegionCode()));
    html::View view("findability/ops_search.html");
    view.set("WHERE", place ? parts.region_name(*place) + "和下面各地" : "各地一共");
    view.set("OPEN", numbers.open).set("DAYS", rules().clear_days).when("IF_PLACE", place.has_value());
    view.none("IF_LATE").none("IF_MISSES_LATE").set("MISSES", missed.open);
    if (numbers.overdue > 0) view.add("IF_LATE").set("LATE", numbers.overdue);
    if (missed.overdue > 0) view.add("IF_MISSES_LATE").set("MISSES_LATE", missed.overdue);
    view.when("IF_NONE", page.rows.empty()).none("IF_SOME");
    if (!page.rows.empty()) {
        auto some = view.add("IF_SOME");
        for (const FailedQuery& query : page.rows) {
            auto row = some.add("ROWS");
            row.set("URL", "/ops/search/queries/" + query.id).set("QUERY", query.query).set("WHY", why_zh(query));
            row.set("SEARCHES", query.searches).set("PLACE", parts.region_name(query.place));
            row.set("PLACE_URL", list_url("/ops/search", query.place, ""));
            row.set("DUE", query.due_on.zh()).when("IF_OVERDUE", query.due_on < today);
            const auto handed = desk.findability.handed(query.id);
            row.when("IF_HANDED", handed && handed->answered_at.ms == 0);
            row.when("IF_BACK", handed && handed->answered_at.ms != 0);
        }
    }
    add_next(view, "/ops/search", place, page.next);
    return desk.frame.page(request, head_of("搜索运营"), view.render());
}

std::string edit_url(std::string_view list, const FailedQuery& query) {
    return "/ops/search/words/edit?list=" + std::string(list) + "&query=" + query.id +
           "&said=" + http::url_encode(query.query);
}

/// What was typed into one of the forms of a query's page.
struct Typed {
    std::string note = {};
    std::string asks = {};
    std::string department = {};
};

void add_handing(const Desk& desk,
                 html::View& open,
                 const http::Request& request,
                 const FailedQuery& query,
                 const Typed& typed,
                 const std::vector<FieldError>& errors) {
    const auto departments = desk.findability.departments_for(query);
    open.none("IF_DEPARTMENTS");
    if (departments.empty()) return;
    html::View form = open.add("IF_DEPARTMENTS");
    form.set("HAND_ACTION", "/ops/search/queries/" + query.id + "/hand").set("ASKS", typed.asks);
    form.set("CSRF", identity::form_token(request));
    show_error(form, "DEPARTMENT_ERROR", errors, "department");
    show_error(form, "ASKS_ERROR", errors, "asks");
    for (const auto& each : departments)
        form.add("DEPARTMENTS")
            .set("DEPARTMENT", each.key)
            .set("NAME", each.name)
            .when("IF_CHOSEN", each.key == typed.department);
}

void add_handed(const Desk& desk, html::View& view, const FailedQuery& query) {
    view.none("IF_HANDED");
    const auto handed = desk.findability.handed(query.id);
    if (!handed) return;
    html::View shown = view.add("IF_HANDED");
    shown.set("DEPARTMENT", handed->department).set("AT", zh_minute(handed->handed_at)).set("ASKED", handed->note);
    shown.none("IF_ANSWER");
    if (handed->answered_at.ms != 0) shown.add("IF_ANSWER").set("ANSWER", handed->answer);
}

http::Response query_page(const Desk& desk,
                          http::Request& request,
                          const FailedQuery& query,
                          const Typed& typed,
                          const std::vector<FieldError>& errors) {
    const auto& parts = desk.findability.parts();
    search::Question question{query.query, query.place};
    question.limit = kShown;
    const auto answer = parts.search.ask(question);
    html::View view("findability/ops_search_query.html");
    view.none("IF_ERRORS");
    if (!errors.empty()) {
        auto summary = view.add("IF_ERRORS");
        for (const auto& error : errors) summary.add("ERRORS").set("FIELD", error.field).set("MESSAGE", error.message);
    }
    view.set("QUERY", query.query).set("WHY", why_zh(query)).set("PLACE", parts.region_name(query.place));
    view.set("SEARCHES", query.searches).set("DUE", query.due_on.zh_weekday()).none("IF_CLEARED").none("IF_OPEN");
    view.when("IF_NONE", answer.found.empty()).when("IF_UNSURE", !answer.found.empty() && !answer.sure).none("IF_SOME");
    if (!answer.found.empty()) {
        auto some = view.add("IF_SOME");
        for (const auto& found : answer.found)
            some.add("ITEMS")
                .set("ITEM_URL", "/i/" + found.entry.id)
                .set("ITEM", found.entry.name)
                .set("DEPARTMENT", found.entry.department);
    }
    add_handed(desk, view, query);
    if (query.is_open) {
        html::View open = view.add("IF_OPEN");
        open.set("CSRF", identity::form_token(request))
            .set("ACTION", "/ops/search/queries/" + query.id + "/dismiss")
            .set("SYNONYM_URL", edit_url("synonyms", query))
            .set("PIN_URL", edit_url("pins", query))
            .set("SENTENCE_URL", edit_url("sentences", query))
            .set("TYPED", typed.note);
        show_error(open, "NOTE_ERROR", errors, "note");
        add_handing(desk, open, request, query, typed, errors);
    } else {
        view.add("IF_CLEARED").set("HOW", how_zh(query.how)).set("NOTE", query.note);
    }
    return desk.frame.page(request, head_of("搜索词“" + query.query + "”", !errors.empty()), view.render(),
                           errors.empty() ? 200 : 422);
}

http::Response one(const Desk& desk, http::Request& request) {
    const auto query = desk.findability.failed_query(std::string(request.param("id")));
    if (!query) return desk.frame.error(request, query.error());
    return query_page(desk, request, query.value(), {}, {});
}

http::Response dismiss(const Desk& desk, http::Request& request) {
    const auto query = desk.findability.failed_query(std::string(request.param("id")));
    if (!query) return desk.frame.error(request, query.error());
    const std::string note(request.form().fields.get("note"));
    const auto done = desk.findability.dismiss(identity::viewer_of(request), query->id, note);
    if (done) return http::see_other("/ops/search");
    if (done.error().fields.empty()) return desk.frame.error(request, done.error());
    return query_page(desk, request, query.value(), {.note = note}, done.error().fields);
}

http::Response hand_over(const Desk& desk, http::Request& request) {
    const auto query = desk.findability.failed_query(std::string(request.param("id")));
    if (!query) return desk.frame.error(request, query.error());
    const auto& fields = request.form().fields;
    const Typed typed{.asks = std::string(fields.get("asks")), .department = std::string(fields.get("department"))};
    const auto done = desk.findability.hand_over(identity::viewer_of(request), query->id, typed.department, typed.asks);
    if (done) return http::see_other("/ops/search/queries/" + query->id);
    if (done.error().fields.empty()) return desk.frame.error(request, done.error());
    return query_page(desk, request, query.value(), typed, done.error().fields);
}

http::Response misses(const Desk& desk, http::Request& request) {
    const auto& parts = desk.findability.parts();
    const auto place = place_asked(request);
    const auto today = parts.clock.today();
    const auto state = desk.findability.check_state();
    const auto page = desk.findability.misses(place, std::string(request.query.get("cursor")));
    html::View view("findability/ops_search_misses.html");
    view.none("IF_DONE").none("IF_RUNNING");
    if (state.is_done)
        view.add("IF_DONE").set("DONE_AT", zh_minute(state.done_at));
    else
        view.add("IF_RUNNING").set("ITEMS", state.items);
    view.when("IF_NONE", page.rows.empty()).none("IF_SOME");
    if (!page.rows.empty()) {
        auto some = view.add("IF_SOME");
        for (const Miss& miss : page.rows) {
            auto row = some.add("ROWS");
            row.set("URL", "/i/" + miss.item_id).set("NAME", miss.name).set("SAID", miss.said);
            row.set("KIND", miss.is_own_name ? "全名" : "别名");
            row.set("FIRST", miss.first.empty() ? std::string("没有结果") : miss.first);
            row.set("DEPARTMENT", miss.department).set("PLACE", parts.region_name(miss.place));
            row.set("DUE", miss.due_on.zh()).when("IF_OVERDUE", miss.due_on < today);
        }
    }
    add_next(view, "/ops/search/misses", place, page.next);
    return desk.frame.page(request, head_of("搜不到的事项"), view.render());
}

}  // namespace

void show_error(html::View& view,
                std::string_view section,
                const std::vector<FieldError>& errors,
                std::string_view field) {
    view.none(section);
    for (const auto& error : errors)
        if (error.field == field) view.add(section).set("MESSAGE", error.message);
}

void add_failed_routes(http::Router& router,
                       OpenFindability& findability,
                       const identity::Gate& gate,
                       const Frame& frame) {
    const auto pages = std::make_shared<const Desk>(Desk{findability, frame});
    const auto guard = gate.staff({identity::Role::kOperator});
    const auto add = [&](http::Method method, const char* pattern, auto handler) {
        router.add(
            {method, pattern, guard, [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add(http::Method::kGet, "/ops/search", home);
    add(http::Method::kGet, "/ops/search/queries/{id}", one);
    add(http::Method::kPost, "/ops/search/queries/{id}/dismiss", dismiss);
    add(http::Method::kPost, "/ops/search/queries/{id}/hand", hand_over);
    add(http::Method::kGet, "/ops/search/misses", misses);
}

}  // namespace yw::findability

// Failed queries that wait for a department, for the people who write its guides.
#include <algorithm>

#include "findability/open_findability.hpp"

namespace yw::findability {
namespace {

struct Desk {
    OpenFindability& findability;
    const Frame& frame;
};
using Pages = std::shared_ptr<const Desk>;

constexpr std::string_view kList = "/author/search";

http::Response list(const Desk& desk, http::Request& request) {
    const auto waiting = desk.findability.waiting_for(identity::viewer_of(request));
    const auto today = desk.findability.parts().clock.today();
    html::View view("findability/author_search.html");
    view.when("IF_NONE", waiting.empty()).none("IF_SOME");
    if (!waiting.empty()) {
        auto some = view.add("IF_SOME");
        for (const FailedQuery& query : waiting)
            some.add("ROWS")
                .set("URL", std::string(kList) + "/" + query.id)
                .set("QUERY", query.query)
                .set("PLACE", desk.findability.parts().region_name(query.place))
                .set("SEARCHES", query.searches)
                .set("DUE", query.due_on.zh())
                .when("IF_OVERDUE", query.due_on < today);
    }
    const PageHead head{
        .title = "没有搜到的词", .crumbs = {{"指南编写", "/author"}, {"没有搜到的词", ""}}, .officer = true};
    return desk.frame.page(request, head, view.render());
}

http::Response query_page(const Desk& desk,
                          http::Request& request,
                          const FailedQuery& query,
                          const std::string& typed,
                          const std::vector<FieldError>& errors) {
    const auto handed = desk.findability.handed(query.id);
    const auto& own = identity::viewer_of(request).department_ids;
    if (!handed || std::find(own.begin(), own.end(), handed->department_id) == own.end())
        return desk.frame.error(request, fail(kNotFound));
    html::View view("findability/author_search_query.html");
    view.none("IF_ERRORS").none("IF_ANSWERED").none("IF_OPEN");
    if (!errors.empty()) {
        auto summary = view.add("IF_ERRORS");
        for (const auto& error : errors) summary.add("ERRORS").set("FIELD", error.field).set("MESSAGE", error.message);
    }
    view.set("QUERY", query.query).set("PLACE", desk.findability.parts().region_name(query.place));
    view.set("SEARCHES", query.searches).set("DUE", query.due_on.zh_weekday()).set("ASKS", handed->note);
    view.set("SEARCH_URL", "/search?q=" + http::url_encode(query.query));
    if (query.is_open && handed->answered_at.ms == 0) {
        auto open = view.add("IF_OPEN");
        open.set("CSRF", identity::form_token(request)).set("ACTION", std::string(kList) + "/" + query.id);
        open.set("TYPED", typed);
        show_error(open, "ANSWER_ERROR", errors, "answer");
    } else {
        view.add("IF_ANSWERED").set("ANSWER", handed->answer);
    }
    const auto title = "搜索词“" + query.query + "”";
    const PageHead head{.title = title,
                        .crumbs = {{"指南编写", "/author"}, {"没有搜到的词", std::string(kList)}, {title, ""}},
                        .has_errors = !errors.empty(),
                        .officer = true};
    return desk.frame.page(request, head, view.render(), errors.empty() ? 200 : 422);
}

http::Response one(const Desk& desk, http::Request& request) {
    const auto query = desk.findability.failed_query(std::string(request.param("id")));
    if (!query) return desk.frame.error(request, query.error());
    return query_page(desk, request, query.value(), "", {});
}

http::Response answer(const Desk& desk, http::Request& request) {
    const auto query = desk.findability.failed_query(std::string(request.param("id")));
    if (!query) return desk.frame.error(request, query.error());
    const auto& fields = request.form().fields;
    const std::string typed(fields.get("answer"));
    const bool is_done = fields.get("do") == "done";
    const auto done = desk.findability.answer_handed(identity::viewer_of(request), query->id, is_done, typed);
    if (done) return http::see_other(std::string(kList));
    if (done.error().fields.empty()) return desk.frame.error(request, done.error());
    return query_page(desk, request, query.value(), typed, done.error().fields);
}

}  // namespace

void add_department_routes(http::Router& router,
                           OpenFindability& findability,
                           const identity::Gate& gate,
                           const Frame& frame) {
    const auto pages = std::make_shared<const Desk>(Desk{findability, frame});
    const auto guard = gate.staff({identity::Role::kGuideAuthor, identity::Role::kGuideReviewer});
    const auto add = [&](http::Method method, const char* pattern, auto handler) {
        router.add(
            {method, pattern, guard, [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add(http::Method::kGet, "/author/search", list);
    add(http::Method::kGet, "/author/search/{id}", one);
    add(http::Method::kPost, "/author/search/{id}", answer);
}

}  // namespace yw::findability

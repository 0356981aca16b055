// Lists of items: by theme, department or life event.
#include "portal/cursor.hpp"
#include "portal/item_card.hpp"
#include "portal/site.hpp"

namespace yw::portal {
namespace {

constexpr int kPageItems = 20;

/// A list that was asked for: what narrows it, and how pages call it.
struct Asked {
    catalogue::ItemFilter filter;
    std::string title;
    std::string path;  ///< with the query that names the list, without scope and cursor
    bool here_only = false;
    bool known = true;  ///< false: no such theme or department
};

std::string url_of(const Asked& asked, bool here_only, bool online, std::string_view after) {
    std::string url = asked.path;
    const auto add = [&](std::string_view part) {
        url += url.find('?') == std::string::npos ? "?" : "&";
        url += part;
    };
    if (here_only) add("here=1");
    if (online) add("online=1");
    if (!after.empty()) add("after=" + http::url_encode(after));
    return url;
}

Asked by_code(const http::Request& request,
              std::string_view kind,
              std::string catalogue::ItemFilter::*field,
              std::string_view name) {
    Asked asked;
    const std::string code(request.query.get(kind));
    asked.filter.*field = code;
    asked.title = name;
    asked.known = !name.empty();
    asked.path = "/items?" + std::string(kind) + "=" + http::url_encode(code);
    return asked;
}

Asked what_is_listed(const Site& site, const http::Request& request) {
    const auto code = [&](std::string_view kind) { return request.query.get(kind); };
    using catalogue::ItemFilter;
    if (request.query.has("personal"))
        return by_code(request, "personal", &ItemFilter::personal_theme,
                       catalogue::personal_theme_name(code("personal")));
    if (request.query.has("enterprise"))
        return by_code(request, "enterprise", &ItemFilter::legal_theme,
                       catalogue::legal_theme_name(code("enterprise")));
    if (request.query.has("life"))
        return by_code(request, "life", &ItemFilter::life_event, catalogue::life_event_name(code("life")));
    if (request.query.has("department")) {
        const auto department = site.parts.catalogue.department(std::string(code("department")));
        return by_code(request, "department", &ItemFilter::department_id, department ? department->name : "");
    }
    Asked all;
    all.title = "全部事项";
    all.path = "/items";
    return all;
}

void narrow(const Site& site, const http::Request& request, Asked& asked) {
    asked.filter.only_online = request.query.get("online") == "1";
    // A department's list is the department's own, wherever the visitor is.
    if (!asked.filter.department_id.empty()) return;
    asked.here_only = request.query.get("here") == "1";
    asked.filter.region = site.place(request);
    asked.filter.include_above = !asked.here_only;
}

void add_scopes(const Site& site, html::View& view, const Asked& asked) {
    const bool online = asked.filter.only_online;
    const auto add = [&](const std::string& name, bool here, bool only_online, bool set) {
        view.add("SCOPES").set("NAME", name).set("URL", url_of(asked, here, only_online, "")).when("IF_SET", set);
    };
    view.none("SCOPES");
    if (asked.filter.department_id.empty() && asked.filter.region != RegionCode()) {
        const std::string place = site.place_name(asked.filter.region);
        add(place + "和上级", false, online, !asked.here_only);
        add("只看" + place, true, online, asked.here_only);
    }
    add("可以网上办", asked.here_only, !online, online);
}

void add_found(const Site& site,
               html::View& view,
               const Asked& asked,
               const catalogue::ItemPage& page,
               std::string_view after,
               std::string_view list) {
    html::View found = view.add("IF_FOUND");
    found.set("TOTAL", in_thousands(page.total));
    add_scopes(site, found, asked);
    html::View cards = found.part("CARDS", "portal/items.html");
    for (const auto& item : page.items) add_item_card(site, cards, item);
    if (after.empty() && page.next.empty()) {
        found.none("IF_PAGER");
        return;
    }
    html::View pager = found.add("IF_PAGER");
    const bool online = asked.filter.only_online;
    pager.set("FIRST_URL", url_of(asked, asked.here_only, online, "")).when("IF_FIRST", !after.empty());
    pager.set("NEXT_URL", url_of(asked, asked.here_only, online, outer_cursor(page.next, list)))
        .when("IF_NEXT", !page.next.empty());
}

void add_nothing(html::View& view, const Asked& asked) {
    html::View nothing = view.add("IF_NOTHING");
    const bool narrowed = asked.here_only || asked.filter.only_online;
    if (narrowed)
        nothing.add("IF_WIDER").set("WIDER_URL", url_of(asked, false, false, ""));
    else
        nothing.none("IF_WIDER");
}

http::Response list(const Site& site, http::Request& request, Asked asked) {
    if (!asked.known) return site.parts.frame.status_page(request, 404);
    narrow(site, request, asked);
    const std::string name = url_of(asked, asked.here_only, asked.filter.only_online, "") + asked.filter.region.str();
    const std::string_view after = request.query.get("after");
    const auto cursor = inner_cursor(after, name);
    if (!cursor) return site.parts.frame.status_page(request, 400);

    const auto page = site.parts.catalogue.items(asked.filter, kPageItems, *cursor);
    html::View view = site.view("portal/list.html");
    view.set("TITLE", asked.title);
    if (page.items.empty()) {
        view.none("IF_FOUND");
        add_nothing(view, asked);
    } else {
        view.none("IF_NOTHING");
        add_found(site, view, asked, page, after, name);
    }
    PageHead head;
    head.title = asked.title;
    head.crumbs = {{asked.title, ""}};
    return site.page(request, head, view);
}

}  // namespace

void add_list_routes(http::Router& router, const SharedSite& site) {
    const auto everyone = site->parts.gate.everyone();
    site->add_get(router, "/items", everyone,
                  [site](http::Request& request) { return list(*site, request, what_is_listed(*site, request)); });
}

}  // namespace yw::portal

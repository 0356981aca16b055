// /embed/…: pieces of this site for a portal at the same level, in a frame of their own. Nothing here reads or sets a
// cookie: the place and the looks come with the address, so that browsers that block third-party cookies change
// nothing.
#include <fmt/format.h>

#include <cmath>

#include "portal/negotiation.hpp"
#include "publication/embed_files.hpp"
#include "publication/embed_looks.hpp"
#include "publication/routes.hpp"

namespace yw::publication {
namespace {

constexpr int kFound = 8;
constexpr int kListed = 15;
constexpr std::size_t kMostTyped = 300;  // bytes: 100 characters

/// What an address asks for, besides the piece itself.
struct Wish {
    RegionCode place;
    std::string color;
    bool compact = false;

    std::vector<std::pair<std::string, std::string>> parameters() const {
        std::vector<std::pair<std::string, std::string>> all{{"place", place.str()}};
        if (color != kOwnColor) all.emplace_back("color", color);
        if (compact) all.emplace_back("size", "compact");
        return all;
    }
    std::string address(std::string_view path) const {
        std::string url(path);
        for (const auto& [name, value] : parameters())
            url += (url.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
        return url;
    }
};

Wish wish_of(const Pages& pages, const http::Request& request) {
    Wish wish;
    wish.place = pages.parts.default_place;
    if (const auto code = RegionCode::parse(request.query.get("place")); code && !pages.parts.place_name(*code).empty())
        wish.place = *code;
    wish.color = readable_color(request.query.get("color"));
    wish.compact = request.query.get("size") == "compact";
    return wish;
}

/// No cookie, no address of the page around, and only inside the portals that the operator named.
http::Response framed(const Pages& pages, const html::View& view) {
    http::Response response = http::html(view.render().text());
    std::string ancestors = "'self'";
    for (const auto& portal : pages.parts.channels.portals) ancestors += " " + portal;
    response.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action "
        "'self'; frame-ancestors " +
            ancestors);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Resource-Policy", "cross-origin");
    response.set("Cache-Control", "public, max-age=60");
    return response;
}

html::View piece(const Pages& pages, const http::Request& request, const Wish& wish, std::string_view name) {
    html::View view(name);
    view.set("PLACE_NAME", pages.parts.place_name(wish.place))
        .set("STYLE_URL", "/embed/style.css?color=" + wish.color)
        .set("SIZE", wish.compact ? "e-compact" : "")
        .set("HOME_URL", pages.origin(request) + "/");
    return view;
}

void add_items(html::View& view, const std::string& origin, const std::vector<catalogue::Item>& items) {
    for (const auto& item : items) {
        auto row = view.add("ITEMS");
        row.set("URL", origin + "/i/" + item.id).set("NAME", item.name).set("DEPARTMENT", item.department.name);
        row.when("IF_ONLINE", item.online).none("IF_PROMISED");
        if (!item.promised.empty()) row.add("IF_PROMISED").set("PROMISED", item.promised);
    }
}

http::Response search_box(const Pages& pages, http::Request& request) {
    const Wish wish = wish_of(pages, request);
    const std::string q(request.query.get("q").substr(0, kMostTyped));
    auto view = piece(pages, request, wish, "publication/embed_search.html");
    view.set("Q", q).none("FOUND").none("NOTHING");
    for (const auto& [name, value] : wish.parameters()) view.add("KEPT").set("NAME", name).set("VALUE", value);
    if (q.find_first_not_of(' ') == std::string::npos) return framed(pages, view);
    const auto page = pages.parts.find_items(wish.place, q, kFound);
    if (page.items.empty()) {
        view.add("NOTHING");
        return framed(pages, view);
    }
    const std::string origin = pages.origin(request);
    auto found = view.add("FOUND");
    found.set("TOTAL", page.total).none("IF_MORE");
    const auto shown = static_cast<std::int64_t>(page.items.size());
    if (page.total > shown)
        found.add("IF_MORE").set("SHOWN", shown).set("MORE_URL", origin + "/search?q=" + http::url_encode(q));
    add_items(found, origin, page.items);
    return framed(pages, view);
}

/// A column of the site, and the parameter by which one of its entries is asked for.
struct Column {
    std::string_view kind;
    std::string_view title;
    std::string_view parameter;
    std::vector<catalogue::Count> catalogue::PlaceCounts::*counts;
    std::string catalogue::ItemFilter::*filter;
};
const std::vector<Column>& columns() {
    using catalogue::ItemFilter;
    using catalogue::PlaceCounts;
    static const std::vector<Column> all{
        {"personal", "个人办事主题", "personal", &PlaceCounts::personal_themes, &ItemFilter::personal_theme},
        {"enterprise", "企业办事主题", "enterprise", &PlaceCounts::legal_themes, &ItemFilter::legal_theme},
        {"life", "人生大事、企业大事", "life", &PlaceCounts::life_events, &ItemFilter::life_event},
        {"department", "按部门找", "department", &PlaceCounts::departments, &ItemFilter::department_id}};
    return all;
}

http::Response item_list(const Pages& pages,
                         http::Request& request,
                         const Wish& wish,
                         const std::string& title,
                         const catalogue::ItemFilter& filter,
                         const std::string& address,
                         const std::string& back) {
    auto view = piece(pages, request, wish, "publication/embed_services.html");
    const auto page = pages.parts.catalogue.items(filter, kListed, std::string(request.query.get("after")));
    view.set("TITLE", title).none("COLUMNS").none("ITEM_LIST").none("IF_BACK").when("NOTHING", page.items.empty());
    if (!back.empty()) view.add("IF_BACK").set("BACK_URL", back);
    if (page.items.empty()) return framed(pages, view);
    auto list = view.add("ITEM_LIST");
    add_items(list, pages.origin(request), page.items);
    list.none("IF_MORE");
    if (!page.next.empty()) list.add("IF_MORE").set("MORE_URL", address + "&after=" + http::url_encode(page.next));
    return framed(pages, view);
}

http::Response services(const Pages& pages, http::Request& request) {
    const Wish wish = wish_of(pages, request);
    catalogue::ItemFilter filter;
    filter.region = wish.place;
    filter.include_above = true;
    const auto counts = pages.parts.catalogue.counts(wish.place);
    const std::string kind(request.query.get("kind"));
    for (const Column& column : columns()) {
        const auto code = request.query.find(column.parameter);
        if (!code || code->empty()) continue;
        for (const auto& count : counts.*column.counts) {
            if (count.key != *code) continue;
            filter.*column.filter = count.key;
            return item_list(
                pages, request, wish, count.name, filter,
                wish.address(fmt::format("/embed/services?{}={}", column.parameter, http::url_encode(*code))),
                wish.address(fmt::format("/embed/services?kind={}", column.kind)));
        }
        return pages.parts.frame.error(request, fail(kColumnUnknown, std::string(*code)));
    }
    if (kind == "items")
        return item_list(pages, request, wish, "办事事项", filter, wish.address("/embed/services?kind=items"), "");
    const Column* wanted = &columns().front();
    for (const Column& column : columns())
        if (column.kind == kind) wanted = &column;
    auto view = piece(pages, request, wish, "publication/embed_services.html");
    const auto& list = counts.*wanted->counts;
    view.set("TITLE", wanted->title).none("ITEM_LIST").none("IF_BACK").none("COLUMNS").when("NOTHING", list.empty());
    if (list.empty()) return framed(pages, view);
    auto section = view.add("COLUMNS");
    for (const auto& count : list)
        section.add("COLUMN")
            .set("URL",
                 wish.address(fmt::format("/embed/services?{}={}", wanted->parameter, http::url_encode(count.key))))
            .set("NAME", count.name)
            .set("COUNT", count.items);
    return framed(pages, view);
}

http::Response embedded_file(const http::Request& request,
                             std::string_view name,
                             std::string_view type,
                             std::string before = {}) {
    for (const auto& file : embed_files::files()) {
        if (file.name != name) continue;
        std::string text = std::move(before) + std::string(file.bytes);
        const std::string etag = "\"" + crypto::hex(crypto::sha256(text)).substr(0, 24) + "\"";
        http::Response response;
        response.set("ETag", etag);
        response.set("Cache-Control", "public, max-age=3600");
        response.set("Access-Control-Allow-Origin", "*");
        response.set("Cross-Origin-Resource-Policy", "cross-origin");
        response.set("X-Content-Type-Options", "nosniff");
        if (portal::names_etag(request.header("If-None-Match"), etag)) {
            response.status = 304;
            return response;
        }
        response.set("Content-Type", std::string(type));
        response.body = std::move(text);
        return response;
    }
    throw std::logic_error("embed: no file " + std::string(name));
}

http::Response style(const http::Request& request) {
    return embedded_file(request, "embed.css", "text/css; charset=utf-8",
                         ":root { --brand: #" + readable_color(request.query.get("color")) + "; }\n");
}

http::Response help(const Pages& pages, http::Request& request) {
    html::View view("publication/embed_help.html");
    const Wish wish = wish_of(pages, request);
    const std::string origin = pages.origin(request);
    const std::string place = wish.place.str();
    const auto frame_code = [&](std::string_view path, std::string_view title, int height) {
        return fmt::format(
            R"(<iframe src="{}{}" title="{}" width="100%" height="{}" referrerpolicy="no-referrer"></iframe>)", origin,
            path, title, height);
    };
    const auto script_code = [&](std::string_view widget, std::string_view more) {
        return fmt::format(R"(<script src="{}/embed/widget.js" data-widget="{}" data-place="{}"{} async></script>)",
                           origin, widget, place, more);
    };
    const std::string search = "/embed/search?place=" + place;
    const std::string list = "/embed/services?place=" + place + "&kind=personal";
    view.set("SEARCH_CODE", frame_code(search, "政务服务搜索", 240))
        .set("SEARCH_SCRIPT", script_code("search", ""))
        .set("SEARCH_URL", search)
        .set("SERVICES_CODE", frame_code(list, "政务服务事项", 420))
        .set("SERVICES_SCRIPT", script_code("services", R"( data-kind="personal")"))
        .set("SERVICES_URL", list);
    view.none("IF_PORTALS").when("IF_NO_PORTALS", pages.parts.channels.portals.empty());
    if (!pages.parts.channels.portals.empty()) {
        auto section = view.add("IF_PORTALS");
        for (const auto& portal : pages.parts.channels.portals) section.add("PORTALS").set("PORTAL", portal);
    }
    PageHead head;
    head.title = "放进门户网站";
    head.crumbs = {{"数据接口", "/developers"}, {"放进门户网站", ""}};
    return pages.parts.frame.page(request, head, view.render());
}

}  // namespace

void add_embed_routes(http::Router& router, const SharedPages& pages) {
    const auto everyone = pages->parts.gate.everyone();
    const auto get = [&](std::string path, http::Handler handler, http::Where where = http::Where::kWorker) {
        router.add({http::Method::kGet, std::move(path), everyone, std::move(handler), where});
    };
    get("/embed/search", [pages](http::Request& request) { return search_box(*pages, request); });
    get("/embed/services", [pages](http::Request& request) { return services(*pages, request); });
    get(
        "/embed/style.css", [](http::Request& request) { return style(request); }, http::Where::kInline);
    get(
        "/embed/frame.js",
        [](http::Request& request) { return embedded_file(request, "frame.js", "text/javascript; charset=utf-8"); },
        http::Where::kInline);
    get(
        "/embed/widget.js",
        [](http::Request& request) { return embedded_file(request, "widget.js", "text/javascript; charset=utf-8"); },
        http::Where::kInline);
    get("/developers/embed", [pages](http::Request& request) { return help(*pages, request); });
}

}  // namespace yw::publication

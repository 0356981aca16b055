// What people say of an item: a fragment of its guide, because it changes without the guide, and a page of its own for
// browsers without scripts.
#include "portal/site.hpp"

namespace yw::portal {
namespace {

html::View ratings_view(const Site& site, const std::string& item_id) {
    const ItemRatings ratings = site.parts.ratings(item_id);
    html::View view = site.view("portal/ratings.html");
    view.when("IF_NONE", ratings.total == 0);
    if (ratings.total == 0) {
        view.none("IF_SOME");
        return view;
    }
    html::View some = view.add("IF_SOME");
    some.set("TOTAL", in_thousands(ratings.total));
    some.set("GOOD", std::to_string(ratings.good_permille / 10) + "." + std::to_string(ratings.good_permille % 10));
    for (const ItemRatings::Level& level : ratings.levels)
        some.add("LEVELS")
            .set("NAME", level.name)
            .set("SHARE", (level.count * 100 + ratings.total / 2) / ratings.total);
    return view;
}

http::Response fragment(const Site& site, const http::Request& request) {
    http::Response response = http::html(ratings_view(site, std::string(request.param("item"))).render().text());
    response.set("Cache-Control", "public, max-age=60");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response page(const Site& site, http::Request& request) {
    const auto item = site.parts.catalogue.item(std::string(request.param("item")));
    if (!item) return site.error(request, item.error());
    html::View view = site.view("portal/ratings_page.html");
    view.set("NAME", item->name).set("RATINGS_HTML", ratings_view(site, item->id).render());
    PageHead head;
    head.title = item->name + "：大家评价";
    head.crumbs = {{item->name, "/i/" + item->id}, {"大家评价", ""}};
    return site.page(request, head, view);
}

}  // namespace

void add_ratings_routes(http::Router& router, const SharedSite& site) {
    if (!site->parts.ratings) return;
    const auto everyone = site->parts.gate.everyone();
    site->add_get(router, "/fragments/ratings/{item}", everyone,
                  [site](http::Request& request) { return fragment(*site, request); });
    site->add_get(router, "/i/{item}/ratings", everyone,
                  [site](http::Request& request) { return page(*site, request); });
}

}  // namespace yw::portal

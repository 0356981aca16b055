// What machines ask a site for: its health, its map, its scripts and styles.
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <mutex>

#include "portal/api_directory.hpp"
#include "portal/site.hpp"
#include "portal/sql.hpp"
#include "web/web.hpp"

namespace yw::portal {
namespace {

http::Response health(const Site& site) {
    bool database = true;
    try {
        database =
            site.parts.database.read([](db::Reader& reader) { return reader.number(sql::database_answers, {}); }) == 1;
    } catch (const db::DbError&) {
        database = false;  // what health is asked for: the answer says so
    }
    http::Response response =
        http::json(boost::json::serialize(boost::json::object{{"ok", database},
                                                              {"version", site.parts.options.version},
                                                              {"database", database ? "ok" : "down"},
                                                              {"time", iso_utc(site.parts.clock.now())}}),
                   database ? 200 : 503);
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response robots(const Site& site, const http::Request& request) {
    // Personal pages say nothing to a robot, and forms are not for it.
    return http::text(
        "User-agent: *\nDisallow: /me\nDisallow: /apply/\nDisallow: /desk\nDisallow: /ops\n"
        "Disallow: /inspect/\nDisallow: /inspected/\nDisallow: /fragments/\nDisallow: /feedback\nDisallow: "
        "/search/\nDisallow: /older\nSitemap: " +
        site.origin(request) + "/sitemap.xml\n");
}

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kSitemapSpace = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

/// Where each part of the map begins: part n holds the items after cursors[n]. Walking a million items takes seconds,
/// so it is done once for each state of the catalogue, on the slow pool, and at most every ten minutes.
class SiteMap {
public:
    static constexpr int kPart = 10'000;  ///< of the 50,000 that the protocol allows

    std::vector<std::string> cursors(const Site& site) {
        const std::lock_guard lock(mutex_);
        const std::uint64_t generation = site.parts.catalogue.generation();
        const UtcTime now = site.parts.clock.now();
        const bool fresh = generation == generation_ || now < made_.plus(std::chrono::minutes{10});
        if (!cursors_.empty() && fresh) return cursors_;
        cursors_ = walk(site.parts.catalogue);
        generation_ = generation;
        made_ = now;
        return cursors_;
    }

private:
    static std::vector<std::string> walk(const catalogue::Catalogue& catalogue) {
        constexpr int kStep = 500;
        std::vector<std::string> starts{""};
        std::string cursor;
        for (int seen = 0;;) {
            const auto page = catalogue.all_items(kStep, cursor);
            if (page.next.empty()) return starts;
            cursor = page.next;
            seen += static_cast<int>(page.items.size());
            if (seen < kPart) continue;
            starts.push_back(cursor);
            seen = 0;
        }
    }

    std::mutex mutex_;
    std::vector<std::string> cursors_;
    std::uint64_t generation_ = 0;
    UtcTime made_;
};

http::Response xml(std::string text) {
    http::Response response = http::text(std::move(text));
    response.set("Content-Type", "application/xml; charset=utf-8");
    response.set("Cache-Control", "public, max-age=3600");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response sitemap_index(const Site& site, const http::Request& request, SiteMap& map) {
    const std::string origin = http::html_escape(site.origin(request));
    std::string text = std::string(kXmlHead) + "<sitemapindex" + std::string(kSitemapSpace);
    for (std::size_t i = 0; i < map.cursors(site).size(); ++i)
        text += "<sitemap><loc>" + origin + "/sitemaps/" + std::to_string(i + 1) + "</loc></sitemap>\n";
    return xml(text + "</sitemapindex>\n");
}

http::Response sitemap_part(const Site& site, const http::Request& request, SiteMap& map) {
    const std::string_view typed = request.param("part");
    std::size_t part = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), part);
    const auto cursors = map.cursors(site);
    if (error != std::errc() || end != typed.data() + typed.size() || part < 1 || part > cursors.size())
        return site.parts.frame.status_page(request, 404);
    const std::string origin = http::html_escape(site.origin(request));
    const std::string stop = part < cursors.size() ? cursors[part] : std::string();
    std::string text = std::string(kXmlHead) + "<urlset" + std::string(kSitemapSpace);
    if (part == 1)
        for (const auto* path : {"/", "/personal", "/enterprise", "/departments"})
            text += "<url><loc>" + origin + path + "</loc></url>\n";
    for (std::string cursor = cursors[part - 1];;) {
        const auto page = site.parts.catalogue.all_items(500, cursor);
        for (const auto& item : page.items) text += "<url><loc>" + origin + "/i/" + item.id + "</loc></url>\n";
        cursor = page.next;
        if (cursor.empty() || cursor == stop) break;
    }
    return xml(text + "</urlset>\n");
}

http::Response developers(const Site& site, http::Request& request) {
    PageHead head;
    head.title = "数据接口";
    head.crumbs = {{"数据接口", ""}};
    return site.page(request, head, site.view("portal/developers.html"));
}

}  // namespace

void add_site_file_routes(http::Router& router, const SharedSite& site) {
    const auto everyone = site->parts.gate.everyone();
    site->add_get(router, "/healthz", everyone, [site](http::Request&) { return health(*site); });
    router.add({http::Method::kGet, "/robots.txt", everyone,
                [site](http::Request& request) { return robots(*site, request); }, http::Where::kInline});
    auto map = std::make_shared<SiteMap>();
    router.add({http::Method::kGet, "/sitemap.xml", everyone,
                [site, map](http::Request& request) { return sitemap_index(*site, request, *map); },
                http::Where::kSlow});
    router.add({http::Method::kGet, "/sitemaps/{part}", everyone,
                [site, map](http::Request& request) { return sitemap_part(*site, request, *map); },
                http::Where::kSlow});
    site->add_get(router, "/developers", everyone,
                  [site](http::Request& request) { return developers(*site, request); });
    router.add({http::Method::kGet, "/assets/{name}", everyone,
                [](http::Request& request) { return web::serve_asset(request); }, http::Where::kInline});
}

void add_portal_routes(http::Router& router, const Portal& portal) {
    const auto site = std::make_shared<const Site>(portal);
    add_home_routes(router, site);
    add_list_routes(router, site);
    add_search_routes(router, site);
    add_item_routes(router, site);
    add_place_routes(router, site);
    add_feedback_routes(router, site);
    add_personal_routes(router, site);
    add_ratings_routes(router, site);
    add_region_api(router, site);
    add_item_api(router, site);
    add_search_api(router, site);
    add_directory_api(router, site);
    add_site_file_routes(router, site);
}

}  // namespace yw::portal

// /feed.json: guides published last, for readers and for a portal's column of news (JSON Feed 1.1, jsonfeed.org).
#include <boost/json.hpp>

#include "portal/api_answer.hpp"
#include "portal/problem.hpp"
#include "publication/routes.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

/// So many changes are looked at; of a place that had none among them the feed is empty.
constexpr int kLookedAt = 300;
constexpr std::size_t kShown = 50;

http::Response feed(const Pages& pages, const http::Request& request) {
    std::optional<RegionCode> place;
    if (const auto typed = request.query.find("place")) {
        place = RegionCode::parse(*typed);
        if (!place) return portal::bad_parameter(request, "place", "应当是12位地区代码，例如511602000000");
    }
    const auto changes =
        pages.parts.database.read([](db::Reader& reader) { return catalogue::latest_changes(reader, kLookedAt); });
    const std::string origin = pages.origin(request);
    json::array items;
    for (const auto& change : changes) {
        if (change.kind != catalogue::ChangeKind::kPublished || items.size() == kShown) continue;
        if (place && !change.item.region.is_within(*place)) continue;
        items.push_back(json::object{{"id", change.item.id + "/" + std::to_string(change.item.version)},
                                     {"url", origin + "/i/" + change.item.id},
                                     {"title", change.item.name},
                                     {"content_text", change.item.department.name + "公布了“" + change.item.name +
                                                          "”办事指南第" + std::to_string(change.item.version) + "版。"},
                                     {"date_published", iso_utc({change.changed_at_ms})},
                                     {"_yiwang", json::object{{"region", change.item.region.str()},
                                                              {"version", change.item.version},
                                                              {"content_hash", change.content_hash}}}});
    }
    auto response = portal::api_answer(request, json::object{{"version", "https://jsonfeed.org/version/1.1"},
                                                             {"title", "最近公布的办事指南"},
                                                             {"home_page_url", origin + "/"},
                                                             {"language", "zh-CN"},
                                                             {"items", std::move(items)}});
    if (response.status != 304) response.set("Content-Type", "application/feed+json");
    return response;
}

}  // namespace

void add_news_feed(http::Router& router, const SharedPages& pages) {
    router.add({http::Method::kGet, "/feed.json", pages->parts.gate.everyone(),
                [pages](http::Request& request) { return feed(*pages, request); }});
}

}  // namespace yw::publication

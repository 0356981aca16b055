// The sample of items: shown, and handed out so that anybody can draw it again.
#include "inspect/campaign/page_parts.hpp"

namespace yw::campaign {
namespace {

constexpr int kOnAPage = 50;

http::Response items_page(http::Request& request, const Frame& frame, const Campaigns& campaigns) {
    const std::string id(request.param("id"));
    const auto round = campaigns.round(id);
    if (!round) return frame.error(request, round.error());
    const auto counts = campaigns.item_counts(id);
    const auto items = campaigns.sampled_items(id, kOnAPage, std::string(request.query.get("after")));
    html::View page("campaign/items.html");
    page.set("NAME", round->name)
        .set("SEED", round->seed)
        .set("FRAME", counts.frame)
        .set("SAMPLED", counts.sampled)
        .set("CSV_URL", round_url(id) + "/items.csv")
        .when("NONE", items.empty())
        .none("ITEM")
        .none("NEXT");
    for (const auto& item : items)
        page.add("ITEM")
            .set("ITEM_NAME", item.name)
            .set("PLATFORM_URL", platform_url(item.platform_id))
            .set("PLATFORM_NAME", item.platform_name)
            .set("LEVEL", stratum_zh(item.stratum))
            .set("ADDRESS", item.address)
            .when("NAMED", item.named)
            .when("INSPECTED", item.inspected)
            .when("WAITING", !item.inspected);
    if (items.size() == kOnAPage)
        page.add("NEXT").set("NEXT_URL", round_url(id) + "/items?after=" + http::url_encode(items.back().id));
    return frame.page(request, inspector_head("抽中的事项", {{round->name, round_url(id)}}), page.render());
}

http::Response as_file(http::Request& request,
                       const Frame& frame,
                       const Result<std::string>& text,
                       std::string_view type,
                       const std::string& name) {
    if (!text) return frame.error(request, text.error());
    http::Response response = http::text(text.value());
    response.set("Content-Type", std::string(type));
    response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
    response.set("Cache-Control", "no-store");
    return response;
}

/// What `yiwang inspect site --items` reads: the guides of the drawn items, an address a line.
Result<std::string> addresses_of(const Campaigns& campaigns, const std::string& platform_id) {
    YW_TRY(const PlatformView view, campaigns.platform(platform_id));
    std::string lines;
    for (const auto& item : view.items)
        if (!item.address.empty()) lines += item.address + "\n";
    return lines;
}

}  // namespace

void add_item_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, const Campaigns& campaigns) {
    const auto guard = gate.staff(inspectors());
    constexpr std::string_view kCsv = "text/csv; charset=utf-8";
    router.add({http::Method::kGet, "/inspect/campaigns/{id}/items", guard,
                [&](http::Request& request) { return items_page(request, frame, campaigns); }});
    router.add({http::Method::kGet, "/inspect/campaigns/{id}/platforms.csv", guard,
                [&](http::Request& request) {
                    return as_file(request, frame, campaigns.platforms_csv(std::string(request.param("id"))), kCsv,
                                   "platforms.csv");
                },
                http::Where::kSlow});
    router.add({http::Method::kGet, "/inspect/campaigns/{id}/items.csv", guard,
                [&](http::Request& request) {
                    return as_file(request, frame, campaigns.items_csv(std::string(request.param("id"))), kCsv,
                                   "items.csv");
                },
                http::Where::kSlow});
    router.add({http::Method::kGet, "/inspect/platforms/{id}/items.txt", guard, [&](http::Request& request) {
                    return as_file(request, frame, addresses_of(campaigns, std::string(request.param("id"))),
                                   "text/plain; charset=utf-8", "items.txt");
                }});
}

}  // namespace yw::campaign

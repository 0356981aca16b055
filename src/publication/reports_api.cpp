// /api/v1/reports: instances below ask how far they have come and hand in what changed. Signed, not logged in: the
// guard of these two routes is the signature.
#include <boost/json.hpp>

#include "publication/reports.hpp"
#include "publication/routes.hpp"
#include "publication/signing.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostReport = 32UL << 20;

/// Lets through who signed with the key of an instance below, and leaves that instance on the request.
http::Guard signed_by_below(const SharedPages& pages) {
    return [pages](http::Request& request) -> std::optional<http::Response> {
        const auto id = request.header(kInstanceHeader);
        for (const auto& below : pages->parts.channels.below) {
            if (below.id != id) continue;
            if (!is_signed(below.key, http::to_string(request.method), request.target, request.header(kTimeHeader),
                           request.body, request.header(kSignatureHeader), pages->parts.clock.now()))
                break;
            request.put(below);
            return std::nullopt;
        }
        return pages->parts.frame.error(request, fail(kNotSigned, std::string(id.substr(0, 60))));
    };
}

http::Response state_answer(const BelowState& state, const std::optional<ListState>& list) {
    json::object body{{"cursor", state.cursor}, {"records", state.records}, {"refused", state.refused.size()}};
    if (list) {
        body["items"] = list->items;
        body["list_hash"] = list->hash;
    }
    auto response = http::json(json::serialize(body));
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response how_far(const Pages& pages, const http::Request& request) {
    const auto& below = *request.get<Below>();
    std::optional<ListState> list;
    if (request.query.get("hash") == "1") list = list_state(pages.parts.database, below.region);
    return state_answer(below_state(pages.parts.database, below.id), list);
}

http::Response hand_in(const Pages& pages, http::Request& request) {
    const auto& below = *request.get<Below>();
    const Report report{std::string(request.query.get("from")), std::string(request.query.get("to")), request.body};
    if (report.to.empty() || !position_of(report.to) || !position_of(report.from))
        return pages.parts.frame.error(request, fail(kRecordUnreadable, "from, to"));
    const auto taken = take_report(pages.parts.database, pages.parts.clock, pages.parts.audit, below, report);
    if (!taken) return pages.parts.frame.error(request, taken.error());
    return state_answer(taken.value(), std::nullopt);
}

}  // namespace

void add_reports_api(http::Router& router, const SharedPages& pages) {
    const auto guard = signed_by_below(pages);
    router.add({http::Method::kGet, "/api/v1/reports", guard,
                [pages](http::Request& request) { return how_far(*pages, request); }, http::Where::kSlow});
    router.add({http::Method::kPost, "/api/v1/reports", guard,
                [pages](http::Request& request) { return hand_in(*pages, request); }, http::Where::kSlow, kMostReport});
}

}  // namespace yw::publication

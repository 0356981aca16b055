// /api/v1/changes and /api/v1/snapshot.
#include <boost/json.hpp>
#include <charconv>
#include <memory>
#include <mutex>

#include "catalogue/guide_json.hpp"
#include "portal/api_answer.hpp"
#include "portal/negotiation.hpp"
#include "portal/problem.hpp"
#include "publication/gzip.hpp"
#include "publication/publication.hpp"
#include "publication/routes.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

constexpr int kDefaultChanges = 100;
constexpr int kMostChanges = 500;
/// Unpacked for a client that takes no gzip; a larger snapshot is sent packed or not at all.
constexpr std::size_t kMostUnpacked = 64UL << 20;

std::optional<int> limit_of(const http::Request& request) {
    const auto typed = request.query.find("limit");
    if (!typed) return kDefaultChanges;
    int limit = 0;
    const auto [end, error] = std::from_chars(typed->data(), typed->data() + typed->size(), limit);
    if (error != std::errc() || end != typed->data() + typed->size() || limit < 1 || limit > kMostChanges)
        return std::nullopt;
    return limit;
}

/// One answer, read on one snapshot: the guide that goes with a change is the one the change names.
std::string changes_text(const Pages& pages,
                         const http::Request& request,
                         const catalogue::FeedPosition& after,
                         int limit,
                         bool with_guides,
                         std::int64_t& generation) {
    const std::string origin = pages.origin(request);
    return pages.parts.database.read([&](db::Reader& reader) {
        generation = catalogue::stored_generation(reader);
        const auto page = catalogue::changes_after(reader, after, limit);
        std::string text = "{\"changes\":[";
        for (const auto& change : page.changes) {
            std::string guide;
            if (with_guides && change.item.version > 0)
                guide = canonical_json(catalogue::guide_of_version(reader, change.item.id, change.item.version));
            if (text.back() != '[') text += ",\n";
            text += record_json(change, origin, guide);
        }
        return text + "],\"next\":\"" + cursor_text(page.next) + "\",\"more\":" + (page.more ? "true" : "false") + "}";
    });
}

http::Response changes(const Pages& pages, http::Request& request) {
    const auto after = position_of(request.query.get("cursor"));
    if (!after) return portal::bad_parameter(request, "cursor", "不是我们给出的next或者快照里的cursor");
    const auto limit = limit_of(request);
    if (!limit) return portal::bad_parameter(request, "limit", "应当是1到500的整数");
    const auto include = request.query.find("include");
    if (include && *include != "guide") return portal::bad_parameter(request, "include", "只能是guide");
    std::int64_t generation = 0;
    std::string text = changes_text(pages, request, *after, *limit, include.has_value(), generation);
    if (after->generation > generation) return pages.parts.frame.error(request, fail(kCursorAhead));
    return portal::api_text(request, std::move(text));
}

/// The newest snapshot, packed; made when somebody asks and the catalogue has changed.
class Snapshots {
public:
    struct Made {
        std::string origin;
        SnapshotCount count;
        std::shared_ptr<const std::string> packed;
    };

    Made get(const Pages& pages, const std::string& origin) {
        const std::lock_guard lock(mutex_);
        const auto generation =
            pages.parts.database.read([](db::Reader& reader) { return catalogue::stored_generation(reader); });
        if (made_.packed && made_.count.generation == generation && made_.origin == origin) return made_;
        GzipWriter writer;
        made_.origin = origin;
        made_.count = write_snapshot(pages.parts.database, pages.parts.clock.now(), origin,
                                     [&](std::string_view line) { writer.add(line); });
        made_.packed = std::make_shared<const std::string>(writer.finish());
        return made_;
    }

private:
    std::mutex mutex_;
    Made made_;
};

http::Response snapshot(const Pages& pages, http::Request& request, Snapshots& snapshots) {
    const auto made = snapshots.get(pages, pages.origin(request));
    const auto takes = request.header("Accept-Encoding");
    const bool gzip = portal::accepts_encoding(takes, "gzip");
    // The list's hash says what is in it; the two encodings are two representations.
    const std::string etag = "\"" + made.count.list_hash.substr(0, 24) + (gzip ? "-gzip\"" : "\"");
    http::Response response;
    response.set("ETag", etag);
    response.set("Vary", "Accept-Encoding");
    response.set("Cache-Control", "public, no-cache");
    response.set("Access-Control-Allow-Origin", "*");
    response.set("X-Content-Type-Options", "nosniff");
    if (portal::names_etag(request.header("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", "application/x-ndjson");
    if (gzip) {
        response.set("Content-Encoding", "gzip");
        response.body = made.packed;
        return response;
    }
    auto plain = gunzip(*made.packed, kMostUnpacked);
    if (!plain) return pages.parts.frame.error(request, fail(kGzipOnly));
    response.body = std::move(*plain);
    return response;
}

}  // namespace

void add_feed_api(http::Router& router, const SharedPages& pages) {
    const auto everyone = pages->parts.gate.everyone();
    router.add({http::Method::kGet, "/api/v1/changes", everyone,
                [pages](http::Request& request) { return changes(*pages, request); }});
    auto snapshots = std::make_shared<Snapshots>();
    router.add({http::Method::kGet, "/api/v1/snapshot", everyone,
                [pages, snapshots](http::Request& request) { return snapshot(*pages, request, *snapshots); },
                http::Where::kSlow});
}

}  // namespace yw::publication

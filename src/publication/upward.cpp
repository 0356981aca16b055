#include "publication/upward.hpp"

#include <boost/json.hpp>

#include "catalogue/change_feed.hpp"
#include "catalogue/guide_json.hpp"
#include "platform/fetch/fetch.hpp"
#include "platform/http/http.hpp"
#include "publication/record.hpp"
#include "publication/reports.hpp"
#include "publication/signing.hpp"
#include "publication/sql.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

constexpr int kRecordsAtOnce = 100;
/// Pages in one round: a first report of a large place goes on in the next.
constexpr int kPagesAtOnce = 200;

constexpr int kDone = 200;
constexpr int kOutOfStep = 409;  // what the frame makes of kReportOutOfStep
/// How long equal lists are believed to be equal when nothing was sent.
constexpr std::chrono::hours kLookAgain{1};

struct UpperAnswer {
    int status = 0;
    std::string cursor;
    std::int64_t refused = 0;
    std::string list_hash;
};

class Upper {
public:
    Upper(const Upstream& upstream, const Clock& clock) : upstream_(upstream), clock_(clock) {}

    Result<UpperAnswer> ask(bool with_hash) const {
        return send("GET", with_hash ? "/api/v1/reports?hash=1" : "/api/v1/reports", {});
    }
    Result<UpperAnswer> hand_in(const std::string& from, const std::string& to, std::string lines) const {
        return send("POST", "/api/v1/reports?from=" + http::url_encode(from) + "&to=" + http::url_encode(to),
                    std::move(lines));
    }

private:
    Result<UpperAnswer> send(const std::string& method, const std::string& target, std::string body) const {
        const auto time = std::to_string(clock_.now().ms);
        fetch::Order order;
        order.url = upstream_.url + target;
        order.method = method;
        order.headers = {{std::string(kInstanceHeader), upstream_.id},
                         {std::string(kTimeHeader), time},
                         {std::string(kSignatureHeader), signature_of(upstream_.key, method, target, time, body)}};
        if (method == "POST") order.headers.emplace_back("Content-Type", "application/x-ndjson");
        order.body = std::move(body);
        YW_TRY(const auto answer, fetch::fetch(order));
        UpperAnswer read{answer.status, {}, 0, {}};
        if (answer.status == kOutOfStep) return read;
        if (answer.status != kDone)
            return fail(kUpstreamRefused, std::to_string(answer.status) + " " + answer.body.substr(0, 300));
        try {
            const auto value = json::parse(answer.body);
            const auto& object = value.as_object();
            read.cursor = object.at("cursor").as_string();
            read.refused = object.at("refused").to_number<std::int64_t>();
            if (const auto* hash = object.if_contains("list_hash")) read.list_hash = hash->as_string();
        } catch (const std::exception& broken) {  // another program than ours answers there
            return fail(kUpstreamRefused, broken.what());
        }
        return read;
    }

    const Upstream& upstream_;
    const Clock& clock_;
};

struct Page {
    std::string lines;
    std::string to;
    bool more = false;
};

/// What changed behind the position in our place, as lines; read on one snapshot.
Page page_behind(db::Database& database, const catalogue::FeedPosition& position, RegionCode region) {
    return database.read([&](db::Reader& reader) {
        const auto changes = catalogue::changes_after(reader, position, kRecordsAtOnce);
        Page page{{}, cursor_text(changes.next), changes.more};
        for (const auto& change : changes.changes) {
            if (!change.item.region.is_within(region)) continue;
            std::string guide;
            if (change.item.version > 0)
                guide = canonical_json(catalogue::guide_of_version(reader, change.item.id, change.item.version));
            page.lines += record_json(change, "", guide) + "\n";
        }
        return page;
    });
}

/// Sends what changed behind the position; returns how many pages.
/// @param whole  also what the one above has been told before
Result<int> send_behind(db::Database& database,
                        const Upper& upper,
                        RegionCode region,
                        catalogue::FeedPosition position,
                        bool whole,
                        UpstreamState& state) {
    for (int pages = 0; pages < kPagesAtOnce; ++pages) {
        auto page = page_behind(database, position, region);
        // Everything once more may fit into one page, which then ends where the cursor stands already.
        if (!whole && page.to == state.cursor) return pages;
        YW_TRY(const auto answer, upper.hand_in(state.cursor, page.to, std::move(page.lines)));
        if (answer.status != kDone) return fail(kReportOutOfStep, state.cursor);
        state.cursor = answer.cursor;
        state.refused = answer.refused;
        if (!page.more) return pages + 1;
        position = position_of(page.to).value_or(catalogue::FeedPosition{});
    }
    return kPagesAtOnce;
}

Result<void> compare(
    db::Database& database, const Clock& clock, const Upper& upper, RegionCode region, UpstreamState& state) {
    const auto list = list_state(database, region);
    YW_TRY(const auto there, upper.ask(true));
    state.items = list.items;
    state.list_hash = list.hash;
    state.upper_hash = there.list_hash;
    state.refused = there.refused;
    if (state.agrees()) state.agreed_at_ms = clock.now().ms;
    return {};
}

Result<void> report(db::Database& database, const Clock& clock, const Upstream& upstream, UpstreamState& state) {
    const Upper upper(upstream, clock);
    YW_TRY(const auto above, upper.ask(false));
    state.cursor = above.cursor;
    auto position = position_of(above.cursor).value_or(catalogue::FeedPosition{});
    const auto generation = database.read([](db::Reader& reader) { return catalogue::stored_generation(reader); });
    // Our catalogue is older than what was reported: it was restored from a copy. Everything is said once more.
    if (position.generation > generation) position = {};
    YW_TRY(const int pages, send_behind(database, upper, upstream.region, position, false, state));
    const bool looked_lately = clock.now().ms - state.agreed_at_ms < std::chrono::milliseconds(kLookAgain).count();
    if (pages == 0 && state.agrees() && looked_lately) return {};
    YW_CHECK(compare(database, clock, upper, upstream.region, state));
    if (state.agrees() || pages > 0 || state.refused > 0) return {};
    // Nothing was left to send and the lists differ all the same: somebody changed ours up there. From the beginning.
    YW_TRY(const int again, send_behind(database, upper, upstream.region, {}, true, state));
    return again > 0 ? compare(database, clock, upper, upstream.region, state) : Result<void>{};
}

}  // namespace

UpstreamState upstream_state(db::Database& database) {
    return database.read([](db::Reader& reader) {
        return reader
            .one(sql::find_upstream, {},
                 [](const db::Row& row) {
                     return UpstreamState{row.integer(0), row.integer(1), row.text(2), row.text(3),
                                          row.integer(4), row.text(5),    row.text(6), row.integer(7)};
                 })
            .value_or(UpstreamState{});
    });
}

UpstreamState report_upward(db::Database& database, const Clock& clock, const Upstream& upstream) {
    UpstreamState state = upstream_state(database);
    state.tried_at_ms = clock.now().ms;
    const auto done = report(database, clock, upstream, state);
    state.failure = done ? "" : std::string(done.error().code.name) + " " + done.error().detail;
    const auto kept = database.write("publication.upstream", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::put_upstream, {{"tried_at_ms", state.tried_at_ms},
                                       {"agreed_at_ms", state.agreed_at_ms},
                                       {"failure", state.failure},
                                       {"cursor", state.cursor},
                                       {"items", state.items},
                                       {"list_hash", state.list_hash},
                                       {"upper_hash", state.upper_hash},
                                       {"refused", state.refused}});
        return {};
    });
    kept.value();
    return state;
}

}  // namespace yw::publication

// /ops/channels: the other ends of this installation as its operator sees them; /same-source: the same for everybody,
// as figures.
#include <fmt/format.h>

#include "platform/strings/strings.hpp"
#include "publication/drift_runs.hpp"
#include "publication/follow_directory.hpp"
#include "publication/reports.hpp"
#include "publication/routes.hpp"
#include "publication/upward.hpp"
#include "web/web.hpp"

namespace yw::publication {
namespace {

constexpr int kDifferencesShown = 100;

std::string moment(std::int64_t at_ms) {
    return at_ms == 0 ? "还没有" : zh_minute(UtcTime{at_ms});
}
/// 98.4%; of nothing, nothing.
std::string share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? "—" : fmt::format("{}.{}%", part * 100 / whole, part * 1000 / whole % 10);
}

PageHead head_of(std::string title) {
    return {.title = title, .crumbs = {{"运行管理", "/ops"}, {std::move(title), ""}}, .officer = true};
}

void show_runs(html::View& view, const std::vector<ForeignChannel>& channels, const std::vector<DriftRun>& runs) {
    view.none("CHANNELS").when("NO_CHANNELS", channels.empty());
    if (channels.empty()) return;
    auto section = view.add("CHANNELS");
    for (const auto& channel : channels) {
        auto row = section.add("CHANNEL");
        row.set("NAME", channel.name).none("RUN").none("FAILED").none("NEVER");
        const DriftRun* last = nullptr;
        for (const auto& run : runs)
            if (run.channel == channel.name) last = &run;
        if (!last) {
            row.add("NEVER");
        } else if (!last->failure.empty()) {
            row.add("FAILED").set("AT", moment(last->at_ms)).set("WHY", strings::text(last->failure));
        } else {
            auto run = row.add("RUN");
            run.set("AT", moment(last->at_ms)).set("OURS", last->ours).set("THEIRS", last->theirs);
            run.set("MISSING", last->missing).set("EXTRA", last->extra).set("FIELDS", last->fields);
            run.set("SHARE", share(last->same, last->ours)).set("URL", "/ops/channels/" + last->id);
            run.when("AGREES", last->agrees()).when("DIFFERS", !last->agrees());
        }
    }
}

void show_upstream(html::View& view, const Pages& pages) {
    const auto& upstream = pages.parts.channels.upstream;
    view.none("UPSTREAM").when("NO_UPSTREAM", !upstream);
    if (!upstream) return;
    const auto state = upstream_state(pages.parts.database);
    auto section = view.add("UPSTREAM");
    section.set("URL", upstream->url)
        .set("OWN_NAME", upstream->id)
        .set("PLACE", pages.parts.place_name(upstream->region))
        .set("TRIED", moment(state.tried_at_ms))
        .set("AGREED", moment(state.agreed_at_ms))
        .set("ITEMS", state.items)
        .set("REFUSED", state.refused)
        .set("LIST_HASH", state.list_hash.empty() ? "还没有" : state.list_hash.substr(0, 16))
        .set("UPPER_HASH", state.upper_hash.empty() ? "还没有" : state.upper_hash.substr(0, 16));
    section.when("AGREES", state.agrees()).when("DIFFERS", !state.agrees()).none("FAILURE");
    if (!state.failure.empty()) section.add("FAILURE").set("WHY", state.failure);
}

/// How far behind, in words: the operator sees at once whether the link lives.
std::string lag_words(const BaseState& state, UtcTime now) {
    if (state.even_at_ms == 0) return "还没有跟上过";
    const auto minutes = (now.ms - state.even_at_ms) / 60'000;
    if (state.behind == 0 && state.failure.empty()) return "已经跟上";
    return minutes < 120 ? fmt::format("落后{}分钟", minutes) : fmt::format("落后{}小时", minutes / 60);
}

void show_base(html::View& view, const Pages& pages) {
    view.none("BASE");
    if (!pages.parts.channels.upstream) return;
    const auto state = base_state(pages.parts.database);
    auto section = view.add("BASE");
    section.set("LAG", lag_words(state, pages.parts.clock.now())).set("TRIED", moment(state.tried_at_ms));
    section.set("EVEN", moment(state.even_at_ms)).set("TAKEN", state.taken).set("BEHIND", state.behind);
    section.set("REFUSED", state.refused).set("COMPARED", moment(state.compared_at_ms));
    const bool lives = state.behind == 0 && state.failure.empty() && state.even_at_ms > 0;
    section.when("EVEN_NOW", lives).when("LATE", !lives).none("FAILURE").none("LEFT");
    section.when("SAME", state.agrees).when("NOT_SAME", !state.agrees && state.compared_at_ms > 0);
    if (!state.failure.empty()) section.add("FAILURE").set("WHY", state.failure);
    const auto left = left_decisions(pages.parts.database, kDifferencesShown);
    if (left.empty()) return;
    auto list = section.add("LEFT");
    for (const auto& each : left) {
        auto row = list.add("DECISION");
        row.set("DOCUMENT", each.document).set("KIND", kind_zh(each.kind)).set("ID", each.id);
        row.set("URL", pages.parts.channels.upstream->url + "/changes/" + each.id);
        row.set("OWNER", each.owner.empty() ? "没有写明，请指定" : each.owner).set("DUE", zh_minute(each.due_at));
        row.set("WHY", each.reason.empty() ? "这一类决定要由本级安排承接" : strings::text(each.reason));
        row.when("OVERDUE", each.due_at < pages.parts.clock.now());
    }
}

void show_below(html::View& view, const Pages& pages) {
    const auto& all = pages.parts.channels.below;
    view.none("BELOW").when("NO_BELOW", all.empty()).none("REFUSALS");
    if (all.empty()) return;
    auto section = view.add("BELOW");
    std::vector<std::pair<std::string, Refused>> refused;
    for (const auto& below : all) {
        const auto state = below_state(pages.parts.database, below.id);
        section.add("INSTANCE")
            .set("NAME", below.name)
            .set("PLACE", pages.parts.place_name(below.region))
            .set("AT", moment(state.reported_at_ms))
            .set("RECORDS", state.records)
            .set("REFUSED", state.refused.size());
        for (const auto& each : state.refused) refused.emplace_back(below.name, each);
    }
    if (refused.empty()) return;
    auto list = view.add("REFUSALS");
    for (const auto& [name, each] : refused)
        list.add("REFUSAL")
            .set("FROM", name)
            .set("ITEM", each.name)
            .set("WHY", strings::text(each.code))
            .set("DETAIL", each.detail)
            .set("AT", moment(each.at_ms));
}

http::Response overview(const Pages& pages, http::Request& request) {
    html::View view("publication/ops_channels.html");
    view.set("CSRF", identity::form_token(request));
    show_upstream(view, pages);
    show_base(view, pages);
    show_below(view, pages);
    show_runs(view, pages.parts.channels.foreign, last_runs(pages.parts.database));
    view.none("PORTALS").when("NO_PORTALS", pages.parts.channels.portals.empty());
    for (const auto& portal : pages.parts.channels.portals) view.add("PORTALS").set("PORTAL", portal);
    const auto& parts = pages.parts;
    view.when("CAN_COMPARE", !parts.channels.foreign.empty()).when("CAN_REPORT", parts.channels.upstream.has_value());
    return parts.frame.page(request, head_of("同源与渠道"), view.render());
}

http::Response compare_now(const Pages& pages, http::Request&) {
    for (const auto& channel : pages.parts.channels.foreign)
        (void)compare_channel(pages.parts.database, pages.parts.clock, channel);
    return http::see_other("/ops/channels");
}

http::Response taken_over(const Pages& pages, http::Request& request) {
    settle_decision(pages.parts.database, pages.parts.audit, identity::viewer_of(request).account_id,
                    std::string(request.form().fields.get("decision")));
    return http::see_other("/ops/channels");
}

http::Response report_now(const Pages& pages, http::Request&) {
    const auto& parts = pages.parts;
    if (parts.channels.upstream && parts.decisions)
        (void)follow_base({parts.database, parts.clock, parts.audit, *parts.decisions}, *parts.channels.upstream);
    if (pages.parts.channels.upstream)
        (void)report_upward(pages.parts.database, pages.parts.clock, *pages.parts.channels.upstream);
    return http::see_other("/ops/channels");
}

std::string_view kind_zh(Difference::Kind kind) {
    switch (kind) {
        case Difference::Kind::kMissing:
            return "对方没有";
        case Difference::Kind::kExtra:
            return "对方多出";
        case Difference::Kind::kField:
            return "内容不同";
    }
    return {};
}

http::Response differences(const Pages& pages, http::Request& request) {
    const auto run = find_run(pages.parts.database, std::string(request.param("run")));
    if (!run) return pages.parts.frame.error(request, fail(kRunUnknown));
    std::int64_t after = -1;
    for (const char c : request.query.get("after"))
        after = (after < 0 ? 0 : after) * 10 + (c >= '0' && c <= '9' && after < 1'000'000 ? c - '0' : 0);
    const auto shown = differences_of(pages.parts.database, run->id, after, kDifferencesShown);
    html::View view("publication/ops_drift.html");
    view.set("NAME", run->channel).set("AT", moment(run->at_ms)).set("OURS", run->ours).set("THEIRS", run->theirs);
    view.set("SAME", run->same).set("MISSING", run->missing).set("EXTRA", run->extra).set("FIELDS", run->fields);
    view.none("TABLE").none("MORE").when("NOTHING", shown.empty());
    if (!shown.empty()) {
        auto table = view.add("TABLE");
        for (const auto& each : shown) {
            auto row = table.add("ROW");
            row.set("KIND", kind_zh(each.kind)).set("FIELD", field_zh(each.field));
            row.set("OURS", each.ours).set("THEIRS", each.theirs).none("LINK").none("PLAIN");
            if (each.item_id.empty())
                row.add("PLAIN").set("ITEM", each.name);
            else
                row.add("LINK").set("ITEM", each.name).set("URL", "/i/" + each.item_id);
        }
    }
    if (shown.size() == static_cast<std::size_t>(kDifferencesShown))
        view.add("MORE").set("URL", fmt::format("/ops/channels/{}?after={}", run->id, after + kDifferencesShown));
    auto head = head_of(run->channel);
    head.crumbs = {{"运行管理", "/ops"}, {"同源与渠道", "/ops/channels"}, {run->channel, ""}};
    return pages.parts.frame.page(request, head, view.render());
}

http::Response for_everybody(const Pages& pages, http::Request& request) {
    html::View view("publication/same_source.html");
    show_runs(view, pages.parts.channels.foreign, last_runs(pages.parts.database));
    PageHead head;
    head.title = "同源情况";
    head.crumbs = {{"数据接口", "/developers"}, {"同源情况", ""}};
    return pages.parts.frame.page(request, head, view.render());
}

}  // namespace

void add_channel_routes(http::Router& router, const SharedPages& pages) {
    const auto guard = pages->parts.gate.staff({identity::Role::kOperator});
    const auto add = [&](http::Method method, std::string path, http::Guard who, auto handler) {
        router.add({method, std::move(path), std::move(who),
                    [pages, handler](http::Request& request) { return handler(*pages, request); },
                    method == http::Method::kPost ? http::Where::kSlow : http::Where::kWorker});
    };
    add(http::Method::kGet, "/ops/channels", guard, overview);
    add(http::Method::kGet, "/ops/channels/{run}", guard, differences);
    add(http::Method::kPost, "/ops/channels/compare", guard, compare_now);
    add(http::Method::kPost, "/ops/channels/report", guard, report_now);
    add(http::Method::kPost, "/ops/channels/taken-over", guard, taken_over);
    add(http::Method::kGet, "/same-source", pages->parts.gate.everyone(), for_everybody);
}

}  // namespace yw::publication

// One platform of a campaign: for the inspector, and through a link for the inspected.
#include "inspect/campaign/page_parts.hpp"
#include "kernel/time.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr std::size_t kLongestReport = std::size_t{16} << 20;

struct Shown {
    ManualObservation typed;
    std::vector<FieldError> errors;
    std::string link;  ///< just made
};

http::Response platform_page(http::Request& request,
                             const Frame& frame,
                             const Campaigns& campaigns,
                             const Shown& shown) {
    const std::string id(request.param("id"));
    const auto view = campaigns.platform(id);
    if (!view) return frame.error(request, view.error());
    const std::string token = identity::form_token(request);
    const bool running = view->round_state == "running" && view->sampled;
    html::View page("campaign/platform.html");
    show_errors(page, shown.errors);
    page.set("NAME", view->platform.name)
        .set("LEVEL", stratum_zh(view->platform.stratum))
        .set("ADDRESS", view->platform.address)
        .set("URL", platform_url(id))
        .set("CSRF", token)
        .set("RESULTS_HTML", results_part(view->observations, {Reader::kInspector, token, "", running}))
        .none("LINK")
        .none("ITEMS")
        .none("RUNNING")
        .none("CHANGES");
    if (!view->items.empty()) {
        auto section = page.add("ITEMS");
        section.set("ITEMS_URL", platform_url(id) + "/items.txt").none("ITEM");
        for (const auto& item : view->items)
            section.add("ITEM")
                .set("ITEM_NAME", item.name)
                .set("ITEM_ADDRESS", item.address)
                .when("NAMED", item.named)
                .when("INSPECTED", item.inspected)
                .when("WAITING", !item.inspected);
    }
    if (!shown.link.empty())
        page.add("LINK")
            .set("LINK_URL", "/inspected/" + shown.link)
            .set("UNTIL", zh_minute(UtcTime{view->link_until_ms}));
    if (running) {
        auto forms = page.add("RUNNING");
        forms.set("ITEM_TYPED", shown.typed.item)
            .set("NOTE_TYPED", shown.typed.note)
            .set("ADDRESS_TYPED", shown.typed.address)
            .none("INDICATOR");
        for (const auto& indicator : inspect::indicators().indicators) {
            if (!of_circular(indicator)) continue;
            auto choice = forms.add("INDICATOR");
            choice.set("ID", indicator.id).set("INDICATOR_NAME", indicator.name);
            choice.when("ON", indicator.id == shown.typed.indicator).when("OFF", indicator.id != shown.typed.indicator);
        }
    }
    if (!view->changes.empty()) {
        auto table = page.add("CHANGES");
        for (const auto& change : view->changes)
            table.add("CHANGE")
                .set("AT", zh_minute(UtcTime{change.at_ms}))
                .set("INDICATOR", change.indicator + " " + indicator_name(change.indicator))
                .set("ITEM_NAME", change.item)
                .set("FROM", result_zh(change.from))
                .set("TO", result_zh(change.to))
                .set("REASON", change.reason);
    }
    auto head = inspector_head(view->platform.name, {{view->round_name, round_url(view->round_id)}});
    head.has_errors = !shown.errors.empty();
    return frame.page(request, head, page.render(), shown.errors.empty() ? 200 : 422);
}

http::Response inspected_page(http::Request& request,
                              const Frame& frame,
                              const Campaigns& campaigns,
                              const ObjectionTyped& typed) {
    const std::string token(request.param("link"));
    const auto id = campaigns.platform_of_link(token);
    if (!id) return frame.error(request, id.error());
    const auto view = campaigns.platform(id.value());
    if (!view) return frame.error(request, view.error());
    html::View page("campaign/inspected.html");
    page.none("ERRORS");
    if (!typed.errors.empty()) {
        auto summary = page.add("ERRORS");
        for (const auto& error : typed.errors)
            summary.add("ERROR")
                .set("OBSERVATION", typed.observation)
                .set("FIELD", error.field)
                .set("FIELD_NAME", error.field == "by_name" ? "单位和联系人" : "异议")
                .set("MESSAGE", error.message);
    }
    const bool running = view->round_state == "running";
    page.set("NAME", view->platform.name)
        .set("ROUND", view->round_name)
        .set("UNTIL", zh_minute(UtcTime{view->link_until_ms}))
        .set("RESULTS_HTML", results_part(view->observations, {Reader::kInspected, identity::form_token(request),
                                                               "/inspected/" + token + "/objections", running, typed}));
    PageHead head{.title = "检查结果", .crumbs = {{"检查结果", ""}}};
    head.has_errors = !typed.errors.empty();
    auto response = frame.page(request, head, page.render(), typed.errors.empty() ? 200 : 422);
    // The address is the key: it must not go on to other sites, nor into caches and search engines.
    response.set("Cache-Control", "no-store");
    response.set("Referrer-Policy", "no-referrer");
    response.set("X-Robots-Tag", "noindex");
    return response;
}

http::Response take_report(http::Request& request, const Frame& frame, Campaigns& campaigns) {
    const std::string id(request.param("id"));
    const auto& form = request.form();
    Shown shown;
    if (form.files.empty() || form.files[0].bytes.empty()) {
        shown.errors.push_back({"report", std::string(strings::text("campaign.choose"))});
        return platform_page(request, frame, campaigns, shown);
    }
    const auto taken = campaigns.take_report(identity::viewer_of(request), id, form.files[0].bytes);
    if (taken) return http::see_other(platform_url(id));
    if (taken.error().code != kReportUnreadable && taken.error().code != kOtherPlatform)
        return frame.error(request, taken.error());
    shown.errors.push_back({"report", std::string(strings::sentence(taken.error()))});
    return platform_page(request, frame, campaigns, shown);
}

http::Response observe(http::Request& request, const Frame& frame, Campaigns& campaigns) {
    const auto& fields = request.form().fields;
    Shown shown;
    shown.typed = {std::string(request.param("id")), std::string(fields.get("indicator")),
                   std::string(fields.get("item")),  std::string(fields.get("state")),
                   std::string(fields.get("note")),  std::string(fields.get("address"))};
    const auto done = campaigns.observe(identity::viewer_of(request), shown.typed);
    if (done) return http::see_other(platform_url(shown.typed.platform_id));
    if (done.error().code != kInput) return frame.error(request, done.error());
    shown.errors = done.error().fields;
    return platform_page(request, frame, campaigns, shown);
}

http::Response answer(http::Request& request, const Frame& frame, Campaigns& campaigns) {
    const auto& fields = request.form().fields;
    const auto chosen = fields.get("outcome");
    const bool upheld = chosen != "refused";
    const auto done =
        campaigns.answer(identity::viewer_of(request), std::string(request.param("id")), upheld ? "upheld" : "refused",
                         upheld ? chosen : "", std::string(fields.get("answer")));
    return done ? http::see_other(platform_url(done.value())) : frame.error(request, done.error());
}

http::Response object(http::Request& request, const Frame& frame, Campaigns& campaigns) {
    const auto& fields = request.form().fields;
    const std::string token(request.param("link"));
    ObjectionTyped typed{std::string(fields.get("observation")),
                         std::string(fields.get("words")),
                         std::string(fields.get("by_name")),
                         {}};
    const auto done = campaigns.object(token, typed.observation, typed.by_name, typed.words);
    if (done) return http::see_other("/inspected/" + http::url_encode(token));
    if (done.error().code != kInput) return frame.error(request, done.error());
    typed.errors = done.error().fields;
    return inspected_page(request, frame, campaigns, typed);
}

}  // namespace

void add_platform_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, Campaigns& campaigns) {
    const auto guard = gate.staff(inspectors());
    router.add({http::Method::kGet, "/inspect/platforms/{id}", guard,
                [&](http::Request& request) { return platform_page(request, frame, campaigns, {}); }});
    router.add({http::Method::kPost, "/inspect/platforms/{id}/report", guard,
                [&](http::Request& request) { return take_report(request, frame, campaigns); }, http::Where::kSlow,
                kLongestReport});
    router.add({http::Method::kPost, "/inspect/platforms/{id}/observations", guard,
                [&](http::Request& request) { return observe(request, frame, campaigns); }});
    // The link is shown in the answer itself: nothing that redirects could carry it without keeping it.
    router.add({http::Method::kPost, "/inspect/platforms/{id}/link", guard, [&](http::Request& request) {
                    Shown shown;
                    const auto link =
                        campaigns.make_link(identity::viewer_of(request), std::string(request.param("id")));
                    if (!link) return frame.error(request, link.error());
                    shown.link = link.value();
                    return platform_page(request, frame, campaigns, shown);
                }});
    router.add({http::Method::kPost, "/inspect/objections/{id}/answer", guard,
                [&](http::Request& request) { return answer(request, frame, campaigns); }});
    router.add({http::Method::kGet, "/inspected/{link}", gate.anyone(),
                [&](http::Request& request) { return inspected_page(request, frame, campaigns, {}); }});
    router.add({http::Method::kPost, "/inspected/{link}/objections", gate.anyone(),
                [&](http::Request& request) { return object(request, frame, campaigns); }});
}

}  // namespace yw::campaign

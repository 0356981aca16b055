// The list of campaigns, and one campaign: its frame, its sample, its platforms.
#include <charconv>

#include "inspect/campaign/page_parts.hpp"
#include "kernel/time.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

constexpr int kOnAPage = 50;
constexpr std::size_t kLongestFrame = std::size_t{4} << 20;

std::string state_words(const std::string& state) {
    return std::string(strings::text("campaign.state." + state));
}

/// What is no number is wrong in a way that the use case tells.
std::int64_t number_in(const http::Fields& fields, std::string_view name) {
    const auto text = fields.get(name);
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty() ? number : -1;
}

NewRound read_round(http::Request& request) {
    const auto& fields = request.form().fields;
    return {std::string(fields.get("name")), std::string(fields.get("purpose")),
            std::string(fields.get("seed")), number_in(fields, "province"),
            number_in(fields, "city"),       number_in(fields, "county"),
            number_in(fields, "items"),      std::string(fields.get("named_items"))};
}

std::string shown(std::int64_t number) {
    return number < 0 ? "" : std::to_string(number);
}

http::Response list_page(http::Request& request,
                         const Frame& frame,
                         const Campaigns& campaigns,
                         const NewRound& typed,
                         const std::vector<FieldError>& errors) {
    html::View page("campaign/campaigns.html");
    show_errors(page, errors);
    page.set("CSRF", identity::form_token(request))
        .set("NAME_TYPED", typed.name)
        .set("PURPOSE_TYPED", typed.purpose)
        .set("SEED_TYPED", typed.seed)
        .set("PROVINCE", shown(typed.province))
        .set("CITY", shown(typed.city))
        .set("COUNTY", shown(typed.county))
        .set("ITEMS", shown(typed.items))
        .set("NAMED_ITEMS_TYPED", typed.named_items)
        .none("SOME")
        .none("NEXT");
    const auto rounds = campaigns.rounds(kOnAPage, std::string(request.query.get("before")));
    page.when("NONE", rounds.empty());
    if (!rounds.empty()) {
        auto table = page.add("SOME");
        for (const auto& round : rounds)
            table.add("ROUND")
                .set("NAME", round.name)
                .set("STATE", state_words(round.state))
                .set("AT", zh_minute(UtcTime{round.created_at_ms}))
                .set("URL", round_url(round.id))
                .set("REPORT_URL", round_url(round.id) + "/report");
    }
    if (rounds.size() == kOnAPage)
        page.add("NEXT").set("NEXT_URL", "/inspect/campaigns?before=" + http::url_encode(rounds.back().id));
    PageHead head{.title = "平台检查", .crumbs = {{"平台检查", ""}}, .officer = true};
    head.has_errors = !errors.empty();
    return frame.page(request, head, page.render(), errors.empty() ? 200 : 422);
}

/// What was typed and is wrong: into the frame of platforms, or into that of items.
struct Typed {
    std::string platforms = {};
    std::string items = {};
    std::vector<FieldError> errors = {};
    std::string_view field = "platforms";  ///< that is wrong
};

void show_items(html::View& page, const Round& round, const Campaigns& campaigns, const std::string& typed) {
    page.none("ITEMS");
    if (round.state == "draft" || round.item_quota == 0) return;
    const auto counts = campaigns.item_counts(round.id);
    std::string names;
    for (const auto& name : counts.named) names += (names.empty() ? "" : "、") + name;
    auto section = page.add("ITEMS");
    section.set("QUOTA", round.item_quota)
        .set("ITEM_FRAME", counts.frame)
        .set("ITEM_SAMPLE", counts.sampled)
        .set("WITHOUT", counts.platforms_without)
        .set("ITEMS_URL", round_url(round.id) + "/items")
        .set("CSV_URL", round_url(round.id) + "/items.csv")
        .when("SOME_WITHOUT", counts.platforms_without > 0)
        .when("DRAWN", round.items_drawn)
        .when("NOT_DRAWN", !round.items_drawn)
        .none("NAMED_ITEMS")
        .none("ITEM_FORM")
        .none("DRAW_FORM");
    if (!names.empty()) section.add("NAMED_ITEMS").set("NAMES", names);
    if (round.items_drawn || round.state != "running") return;
    section.add("ITEM_FORM").set("ITEMS_TYPED", typed);
    if (counts.frame > 0) section.add("DRAW_FORM");
}

http::Response round_page(http::Request& request, const Frame& frame, const Campaigns& campaigns, const Typed& typed) {
    const std::string id(request.param("id"));
    const auto round = campaigns.round(id);
    if (!round) return frame.error(request, round.error());
    html::View page("campaign/round.html");
    show_errors(page, typed.errors);
    show_items(page, round.value(), campaigns, typed.items);
    page.set("ERROR_FIELD", typed.field)
        .set("PLATFORMS_CSV_URL", round_url(id) + "/platforms.csv")
        .set("NAME", round->name)
        .set("PURPOSE", round->purpose)
        .set("STATE", state_words(round->state))
        .set("SEED", round->seed)
        .set("EDITION", round->edition)
        .set("URL", round_url(id))
        .set("REPORT_URL", round_url(id) + "/report")
        .set("CSRF", identity::form_token(request))
        .when("DRAFT", round->state == "draft")
        .when("RUNNING", round->state == "running")
        .none("FRAME_FORM")
        .none("SAMPLED")
        .none("STRATUM");
    for (const auto& stratum : campaigns.strata(id))
        page.add("STRATUM")
            .set("LEVEL", stratum_zh(stratum.stratum))
            .set("FRAME", stratum.frame)
            .set("QUOTA", stratum.quota);
    if (round->state == "draft") {
        page.add("FRAME_FORM").set("TYPED", typed.platforms);
    } else {
        auto section = page.add("SAMPLED");
        section.none("PLATFORM").none("NEXT");
        const auto platforms = campaigns.platforms(id, kOnAPage, std::string(request.query.get("after")));
        for (const auto& platform : platforms)
            section.add("PLATFORM")
                .set("PLATFORM_URL", platform_url(platform.id))
                .set("PLATFORM_NAME", platform.name)
                .set("LEVEL", stratum_zh(platform.stratum))
                .set("ADDRESS", platform.address)
                .set("VISITS", platform.visits)
                .set("OBJECTIONS", platform.open_objections)
                .when("NAMED", platform.named);
        if (platforms.size() == kOnAPage)
            section.add("NEXT").set("NEXT_URL", round_url(id) + "?after=" + http::url_encode(platforms.back().id));
    }
    auto head = inspector_head(round->name);
    head.has_errors = !typed.errors.empty();
    return frame.page(request, head, page.render(), typed.errors.empty() ? 200 : 422);
}

}  // namespace

void add_round_routes(http::Router& router, const identity::Gate& gate, const Frame& frame, Campaigns& campaigns) {
    const auto guard = gate.staff(inspectors());
    router.add({http::Method::kGet, "/inspect/campaigns", guard,
                [&](http::Request& request) { return list_page(request, frame, campaigns, {}, {}); }});
    router.add({http::Method::kPost, "/inspect/campaigns", guard, [&](http::Request& request) {
                    const auto typed = read_round(request);
                    const auto made = campaigns.create(identity::viewer_of(request), typed);
                    if (made) return http::see_other(round_url(made.value()));
                    if (made.error().code != kInput) return frame.error(request, made.error());
                    return list_page(request, frame, campaigns, typed, made.error().fields);
                }});
    router.add({http::Method::kGet, "/inspect/campaigns/{id}", guard,
                [&](http::Request& request) { return round_page(request, frame, campaigns, {}); }});
    router.add({http::Method::kPost, "/inspect/campaigns/{id}/frame", guard,
                [&](http::Request& request) {
                    const std::string id(request.param("id"));
                    const std::string typed(request.form().fields.get("platforms"));
                    const auto added = campaigns.add_frame(identity::viewer_of(request), id, typed);
                    if (added) return http::see_other(round_url(id));
                    if (added.error().code != kInput) return frame.error(request, added.error());
                    return round_page(request, frame, campaigns, {typed, "", added.error().fields});
                },
                http::Where::kWorker, kLongestFrame});
    router.add({http::Method::kPost, "/inspect/campaigns/{id}/draw", guard, [&](http::Request& request) {
                    const std::string id(request.param("id"));
                    const auto drawn = campaigns.draw(identity::viewer_of(request), id);
                    return drawn ? http::see_other(round_url(id)) : frame.error(request, drawn.error());
                }});
    router.add({http::Method::kPost, "/inspect/campaigns/{id}/items", guard,
                [&](http::Request& request) {
                    const std::string id(request.param("id"));
                    const std::string typed(request.form().fields.get("items"));
                    const auto added = campaigns.add_items(identity::viewer_of(request), id, typed);
                    if (added) return http::see_other(round_url(id));
                    if (added.error().code != kInput) return frame.error(request, added.error());
                    return round_page(request, frame, campaigns, {"", typed, added.error().fields, "items"});
                },
                http::Where::kWorker, kLongestFrame});
    router.add({http::Method::kPost, "/inspect/campaigns/{id}/items/draw", guard,
                [&](http::Request& request) {
                    const std::string id(request.param("id"));
                    const auto drawn = campaigns.draw_items(identity::viewer_of(request), id);
                    return drawn ? http::see_other(round_url(id) + "/items") : frame.error(request, drawn.error());
                },
                http::Where::kSlow});
    router.add({http::Method::kPost, "/inspect/campaigns/{id}/close", guard, [&](http::Request& request) {
                    const std::string id(request.param("id"));
                    const auto closed = campaigns.close(identity::viewer_of(request), id);
                    return closed ? http::see_other(round_url(id)) : frame.error(request, closed.error());
                }});
}

}  // namespace yw::campaign

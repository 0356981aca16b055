// The report of a campaign: as a page that reads like the circular's, and as JSON.
#include <fmt/core.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "inspect/campaign/page_parts.hpp"
#include "kernel/permille.hpp"

namespace yw::campaign {
namespace {

namespace json = boost::json;

/// The best and the worst that a report names.
constexpr std::size_t kNamed = 10;

std::string share_words(const inspect::Share& share) {
    return share.of > 0 ? fmt::format("{}%", inspect::percent(share)) : "—";
}

std::string interval_words(const IndicatorReport& report) {
    if (report.drawn.of == 0) return "—";
    return fmt::format("{:.1f}%至{:.1f}%", report.interval.low * 100, report.interval.high * 100);
}

/// As the circular writes: "68%的平台栏目没有内容（137/201，95%置信区间61.5%至73.6%）".
void show_sentences(html::View& page, const Tally& tally) {
    page.none("SENTENCE");
    for (const auto& report : tally.indicators) {
        if (report.failed.count == 0) continue;
        auto sentence = page.add("SENTENCE");
        sentence.set("PERCENT", share_words(report.failed))
            .set("WHOSE", report.indicator->group == "platform" ? "平台" : "事项")
            .set("NAME", report.indicator->name)
            .set("FAILING", report.indicator->failing)
            .set("BASE", fmt::format("{}/{}", report.failed.count, report.failed.of))
            .set("INTERVAL", interval_words(report));
    }
    page.when("NO_SENTENCE", std::none_of(tally.indicators.begin(), tally.indicators.end(),
                                          [](const auto& report) { return report.failed.count > 0; }));
}

std::string at_level(const IndicatorReport& report, const char* stratum) {
    const auto found = report.by_stratum.find(stratum);
    return found == report.by_stratum.end() ? "—" : share_words(found->second);
}

std::string part_words(const inspect::Share& share) {
    return share.of > 0 ? fmt::format("{}%（{}/{}）", inspect::percent(share), share.count, share.of) : "—";
}

void show_composites(html::View& page, const Tally& tally) {
    page.none("COMPOSITE");
    for (const auto& composite : inspect::indicators().composites) {
        const auto& share = composite.group == "platform" ? tally.functions : tally.items;
        const int line = composite.line_permille / 10;
        auto figure = page.add("COMPOSITE");
        figure.set("COMPOSITE_NAME", composite.name)
            .set("VALUE", share.of > 0 ? std::to_string(inspect::percent(share)) : "—")
            .set("UNIT", share.of > 0 ? "%" : "")
            .set("BASE", fmt::format("{}/{}", share.count, share.of))
            .set("LINE", line)
            .when("BELOW", share.of > 0 && 100 * share.count < line * share.of)
            .when("ABOVE", share.of > 0 && 100 * share.count >= line * share.of);
    }
}

void show_group(html::View& page, const Tally& tally, const std::string& group) {
    auto section = page.add("GROUP");
    section.set("GROUP_ID", group).set("GROUP_NAME", inspect::group_name(group)).none("BAR").none("ROW");
    for (const auto& report : tally.indicators) {
        const auto& indicator = *report.indicator;
        if (indicator.group != group) continue;
        if (report.failed.of > 0)
            section.add("BAR").set("BAR_NAME", indicator.name).set("PERCENT", inspect::percent(report.failed));
        section.add("ROW")
            .set("ID", indicator.id)
            .set("ROW_NAME", indicator.name)
            .set("FAILING", indicator.failing)
            .set("COUNT", report.failed.count)
            .set("OF", report.failed.of)
            .set("SHARE", share_words(report.failed))
            .set("INTERVAL", interval_words(report))
            .set("PROVINCE", at_level(report, "province"))
            .set("CITY", at_level(report, "city"))
            .set("COUNTY", at_level(report, "county"))
            .set("COULD_NOT", report.could_not)
            .set("CIRCULAR", indicator.circular_permille ? percent_zh(*indicator.circular_permille) : "—");
    }
}

void show_platforms(html::View& page, const Tally& tally) {
    page.when("NO_PLATFORMS", tally.platforms.empty()).none("SOME_PLATFORMS");
    if (tally.platforms.empty()) return;
    auto table = page.add("SOME_PLATFORMS");
    const int line = line_percent(inspect::indicators(), "platform");
    const auto all = tally.platforms.size();
    for (std::size_t i = 0; i < all; ++i) {
        if (i >= kNamed && i + kNamed < all) continue;
        const auto& report = tally.platforms[i];
        const auto below = [&](const inspect::Share& share) {
            return share.of > 0 && 100 * share.count < line * share.of;
        };
        auto row = table.add("PLATFORM");
        row.set("PLATFORM_NAME", report.platform->name)
            .set("LEVEL_NAME", stratum_zh(report.platform->stratum))
            .set("FUNCTIONS", part_words(report.functions))
            .set("GUIDES", part_words(report.items))
            .set("FAILED", report.failed)
            .set("LINE", line)
            .when("BAD", below(report.functions) || below(report.items));
    }
}

void show_problems(html::View& page, const Report& report) {
    page.when("NO_PROBLEMS", report.problems.empty()).none("SOME_PROBLEMS").when("MORE", report.more_problems);
    if (report.problems.empty()) return;
    std::map<std::string_view, std::string_view> names;
    for (const auto& platform : report.sample) names[platform.id] = platform.name;
    auto table = page.add("SOME_PROBLEMS");
    for (const auto& problem : report.problems) {
        auto row = table.add("PROBLEM");
        row.set("PLATFORM_NAME", names[problem.platform_id])
            .set("ID", problem.indicator)
            .set("ITEM", problem.item)
            .set("WHAT", problem.what)
            .set("ADDRESS", problem.address)
            .none("WORDS");
        if (!problem.words.empty()) row.add("WORDS").set("WORDS_TEXT", problem.words);
    }
}

html::SafeHtml report_html(const Report& report) {
    html::View page("campaign/report.html");
    std::int64_t sampled = 0, inspected = 0, items = 0;
    std::string levels;
    page.none("LEVEL");
    for (const auto& level : report.tally.levels) {
        sampled += level.sampled;
        inspected += level.inspected;
        items += level.items;
        levels += fmt::format("{}{}{}个", levels.empty() ? "" : "、", stratum_zh(level.stratum), level.sampled);
        page.add("LEVEL")
            .set("LEVEL_NAME", stratum_zh(level.stratum))
            .set("FRAME", level.frame)
            .set("TAKEN", level.sampled)
            .set("SEEN", level.inspected)
            .set("LEVEL_SAMPLED_ITEMS", report.round.items_drawn ? std::to_string(level.items_sampled) : "—")
            .set("LEVEL_ITEMS", level.items);
    }
    page.set("NAME", report.round.name)
        .set("PURPOSE", report.round.purpose)
        .set("SEED", report.round.seed)
        .set("EDITION", report.round.edition)
        .set("SAMPLED", sampled)
        .set("INSPECTED", inspected)
        .set("ITEMS", items)
        .set("LEVEL_WORDS", levels)
        .set("JSON_URL", round_url(report.round.id) + "/report.json")
        .none("GROUP");
    page.none("OUTSIDE");
    if (report.tally.items_outside > 0) page.add("OUTSIDE").set("OUTSIDE_COUNT", report.tally.items_outside);
    show_sentences(page, report.tally);
    show_composites(page, report.tally);
    show_group(page, report.tally, "platform");
    show_group(page, report.tally, "items");
    show_platforms(page, report.tally);
    show_problems(page, report);
    return page.render();
}

json::object json_of(const inspect::Share& share) {
    json::object object{{"count", share.count}, {"of", share.of}};
    if (share.of > 0) object["percent"] = inspect::percent(share);
    return object;
}

}  // namespace

std::string report_json(const Report& report) {
    json::array levels, indicators, platforms, problems;
    for (const auto& level : report.tally.levels)
        levels.emplace_back(json::object{{"level", level.stratum},
                                         {"frame", level.frame},
                                         {"sampled", level.sampled},
                                         {"inspected", level.inspected},
                                         {"items_sampled", level.items_sampled},
                                         {"items", level.items}});
    for (const auto& one : report.tally.indicators) {
        json::object row{{"indicator", one.indicator->id},
                         {"name", one.indicator->name},
                         {"failed", json_of(one.failed)},
                         {"drawn", json_of(one.drawn)},
                         {"could_not_check", one.could_not}};
        if (one.drawn.of > 0) row["interval_95"] = json::array{one.interval.low, one.interval.high};
        if (one.indicator->circular_permille) row["circular_permille"] = *one.indicator->circular_permille;
        json::object by_level;
        for (const auto& level : one.by_stratum) by_level[level.first] = json_of(level.second);
        row["by_level"] = std::move(by_level);
        indicators.emplace_back(std::move(row));
    }
    for (const auto& platform : report.tally.platforms)
        platforms.emplace_back(json::object{{"name", platform.platform->name},
                                            {"level", platform.platform->stratum},
                                            {"url", platform.platform->address},
                                            {"functions_passed", json_of(platform.functions)},
                                            {"items_without_defect", json_of(platform.items)},
                                            {"failed", platform.failed}});
    std::map<std::string_view, std::string_view> names;
    for (const auto& platform : report.sample) names[platform.id] = platform.name;
    for (const auto& problem : report.problems)
        problems.emplace_back(json::object{{"platform", names[problem.platform_id]},
                                           {"indicator", problem.indicator},
                                           {"item", problem.item},
                                           {"what", problem.what},
                                           {"words", problem.words},
                                           {"url", problem.address}});
    return json::serialize(json::object{{"name", report.round.name},
                                        {"seed", report.round.seed},
                                        {"indicators_version", report.round.edition},
                                        {"state", report.round.state},
                                        {"item_quota", report.round.item_quota},
                                        {"items_outside_the_sample", report.tally.items_outside},
                                        {"levels", std::move(levels)},
                                        {"functions_usable", json_of(report.tally.functions)},
                                        {"items_accurate", json_of(report.tally.items)},
                                        {"indicators", std::move(indicators)},
                                        {"platforms", std::move(platforms)},
                                        {"problems", std::move(problems)},
                                        {"problems_cut_off", report.more_problems}});
}

void add_report_routes(http::Router& router,
                       const identity::Gate& gate,
                       const Frame& frame,
                       const Campaigns& campaigns) {
    const auto guard = gate.staff(inspectors());
    router.add({http::Method::kGet, "/inspect/campaigns/{id}/report", guard, [&](http::Request& request) {
                    const auto report = campaigns.report(std::string(request.param("id")));
                    if (!report) return frame.error(request, report.error());
                    const Round& round = report.value()->round;
                    return frame.page(request, inspector_head("报告", {{round.name, round_url(round.id)}}),
                                      report_html(*report.value()));
                }});
    router.add({http::Method::kGet, "/inspect/campaigns/{id}/report.json", guard, [&](http::Request& request) {
                    const auto report = campaigns.report(std::string(request.param("id")));
                    if (!report) return frame.error(request, report.error());
                    return http::json(report_json(*report.value()));
                }});
}

}  // namespace yw::campaign

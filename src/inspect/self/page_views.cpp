#include "inspect/self/page_views.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "kernel/permille.hpp"
#include "platform/http/http.hpp"
#include "web/web.hpp"

namespace yw::inspect {
namespace {

constexpr std::size_t kDaysShown = 30;
constexpr std::size_t kMeasureWord = 3;  // bytes of 项 in 项事项

std::string share_of(const Figure& figure) {
    const auto share = permille(figure.failed, figure.checked);
    return share ? percent_zh(*share) : "无";
}

std::string_view tag_of(Standing standing) {
    switch (standing) {
        case Standing::kMet:
            return "yw-tag yw-tag--green";
        case Standing::kMissed:
            return "yw-tag yw-tag--red";
        case Standing::kNotChecked:
        case Standing::kNotOffered:
            return "yw-tag";
    }
    return "yw-tag";
}

/// "63份办事指南中，有2份" in one sentence.
std::string checked_in_words(const IndicatorReport& row) {
    if (row.standing == Standing::kNotOffered) return "平台还没有这项功能，不算合格，也不隐去";
    const auto unit = unit_name(row.indicator->counts);
    std::string words;
    if (row.figure.checked > 0)
        words = fmt::format("检查了{}{}，{}", row.figure.checked, unit,
                            row.figure.failed == 0 ? "没有发现问题" : fmt::format("{}个有问题", row.figure.failed));
    else
        words = "没有可以检查的";
    if (const auto rate = passed_permille(row.figure); rate && !row.indicator->rate.empty())
        words += fmt::format("；{}{}", row.indicator->rate, percent_zh(*rate));
    if (row.figure.unchecked > 0) words += fmt::format("；{}个无法检查", row.figure.unchecked);
    return words;
}

std::string most_in_words(const Indicator& indicator) {
    if (indicator.most_permille == 0) return "一个问题也没有";
    return "有问题的不超过" + percent_zh(indicator.most_permille);
}

std::vector<TrendPoint> with_something(const std::vector<TrendPoint>& trend) {
    std::vector<TrendPoint> points;
    for (const auto& point : trend)
        if (point.figure.checked > 0) points.push_back(point);
    return points;
}

void add_composite(html::View& page, const CompositeReport& row) {
    auto shown = page.add("COMPOSITE");
    shown.set("NAME", row.rate->name).set("HOW", row.rate->how).set("LINE", percent_zh(row.rate->line_permille));
    shown.when("IF_NO_RATE", !row.permille);
    if (!row.permille) {
        shown.none("IF_RATE");
        return;
    }
    auto rate = shown.add("IF_RATE");
    rate.set("RATE", percent_zh(*row.permille)).set("PERMILLE", *row.permille);
    rate.set("LINE_PERMILLE", row.rate->line_permille);
    rate.when("IF_REACHED", row.reached).when("IF_BELOW", !row.reached);
}

void add_card(html::View& group, const SelfReport& report, const IndicatorReport& row) {
    auto card = group.add("INDICATOR");
    const auto& indicator = *row.indicator;
    card.set("NAME", indicator.name).set("FAILING", indicator.failing);
    card.set("URL", indicator_url(indicator.id, report.place.str(), report.department_id));
    auto share = share_of(row.figure);
    const bool has_share = row.figure.checked > 0;
    card.when("IF_NO_SHARE", !has_share);
    if (has_share) {
        share.pop_back();  // the sign has its own size
        card.add("IF_SHARE").set("SHARE", share);
    } else {
        card.none("IF_SHARE");
    }
    const auto says = trend_in_words(row.trend);
    card.when("IF_NO_TREND", says.empty());
    if (says.empty())
        card.none("IF_TREND");
    else
        card.add("IF_TREND").set("TREND_SAYS", says).set("POINTS", drawn(row.trend, 118, 4, 28, 1000));
    card.set("CHECKED", checked_in_words(row));
    if (indicator.circular_permille)
        card.add("IF_CIRCULAR").set("CIRCULAR", percent_zh(*indicator.circular_permille));
    else
        card.none("IF_CIRCULAR");
    card.set("TAG", tag_of(row.standing)).set("STANDING", standing_zh(row.standing));
    if (row.open > 0)
        card.add("IF_ROWS").set("OPEN", row.open);
    else
        card.none("IF_ROWS");
}

void add_row(html::View& page, const SelfReport& report, const IndicatorReport& row) {
    const auto& circular = row.indicator->circular_permille;
    page.add("ROW")
        .set("URL", indicator_url(row.indicator->id, report.place.str(), report.department_id))
        .set("NAME", row.indicator->name)
        .set("UNIT", unit_name(row.indicator->counts).substr(kMeasureWord))
        .set("N_CHECKED", row.figure.checked)
        .set("N_FAILED", row.figure.failed)
        .set("PERCENT", share_of(row.figure))
        .set("N_UNCHECKED", row.figure.unchecked)
        .set("CIRCULAR", circular ? percent_zh(*circular) : "没有")
        .set("STANDING", standing_zh(row.standing))
        .set("N_OPEN", row.open)
        .set("N_OVERDUE", row.overdue);
}

void add_parts(html::View& page,
               std::string_view id,
               std::string_view name,
               const std::vector<PartReport>& parts,
               const SelfReport& report) {
    if (parts.empty()) return;
    auto section = page.add("PARTS");
    section.set("PARTS_ID", id).set("PARTS_NAME", name);
    const bool places = id == "places";
    for (const auto& part : parts)
        section.add("PART")
            .set("URL", places ? place_url(part.id) : place_url(report.place.str(), part.id))
            .set("NAME", part.name)
            .set("ITEMS", part.items)
            .set("GUIDES", part.guides)
            .set("GOOD", part.good)
            .set("PERCENT", part.permille ? percent_zh(*part.permille) : "无")
            .set("OPEN", part.open)
            .set("OVERDUE", part.overdue);
}

void add_indicator_parts(html::View& page,
                         std::string_view id,
                         std::string_view name,
                         const std::vector<IndicatorPart>& parts,
                         const IndicatorView& shown) {
    if (parts.empty()) return;
    auto section = page.add("PARTS");
    section.set("PARTS_ID", id).set("PARTS_NAME", name);
    const auto& indicator = shown.row.indicator->id;
    const bool places = id == "places";
    for (const auto& part : parts)
        section.add("PART")
            .set("URL", places ? indicator_url(indicator, part.id)
                               : indicator_url(indicator, shown.report.place.str(), part.id))
            .set("NAME", part.name)
            .set("N_CHECKED", part.figure.checked)
            .set("N_FAILED", part.figure.failed)
            .set("PERCENT", share_of(part.figure));
}

void add_trend(html::View& page, const IndicatorReport& row) {
    const auto points = with_something(row.trend);
    const auto says = trend_in_words(row.trend);
    if (says.empty()) {
        page.none("IF_TREND");
        return;
    }
    int most = 10;  // at least one percent high: a line on the ground says none
    for (const auto& point : points)
        most = std::max(most, permille(point.figure.failed, point.figure.checked).value_or(0));
    auto section = page.add("IF_TREND");
    section.set("TREND_SAYS", says).set("TOP", percent_zh(most)).set("POINTS", drawn(row.trend, 600, 20, 120, most));
    const auto skipped = points.size() - std::min(points.size(), kDaysShown);
    for (std::size_t i = points.size(); i-- > skipped;)
        section.add("DAY")
            .set("ON", points[i].day.zh())
            .set("N_CHECKED", points[i].figure.checked)
            .set("N_FAILED", points[i].figure.failed)
            .set("PERCENT", share_of(points[i].figure));
}

}  // namespace

html::View page_view(std::string_view name) {
    html::View view(name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

std::string place_url(std::string_view region_code, std::string_view department_id) {
    auto url = "/inspection?region=" + std::string(region_code);
    if (!department_id.empty()) url += "&department=" + http::url_encode(department_id);
    return url;
}

std::string indicator_url(std::string_view indicator, std::string_view region_code, std::string_view department_id) {
    auto url = "/inspection/indicators/" + std::string(indicator) + "?region=" + std::string(region_code);
    if (!department_id.empty()) url += "&department=" + http::url_encode(department_id);
    return url;
}

html::SafeHtml overview(const SelfReport& report) {
    auto page = page_view("self/inspection.html");
    const auto place = report.place.str();
    page.set("WHERE", where_of(report)).set("PLACE", report.place_name);
    page.set("SOURCE", indicators().source).set("EDITION", indicators().version);
    page.set("TODAY", report.today.zh_weekday()).when("IF_CATCHING_UP", report.is_catching_up);
    for (const auto& row : report.composites) add_composite(page, row);
    page.when("IF_NOTHING_OPEN", report.open == 0).when("IF_OVERDUE", report.overdue > 0);
    page.set("OVERDUE_URL", "/inspection/overdue?region=" + place).set("PLACE_URL", place_url(place));
    page.set("CASES_URL", "/inspection/cases?region=" + place);
    page.set("JSON_URL", "/api/v1/inspection?region=" + place);
    if (report.open > 0)
        page.add("IF_OPEN").set("OPEN", report.open).set("OVERDUE", report.overdue);
    else
        page.none("IF_OPEN");
    page.when("IF_DEPARTMENT", !report.department_id.empty());
    page.none("PARTS");
    std::string_view group;
    std::optional<html::View> cards;
    for (const auto& row : report.indicators) {
        if (row.indicator->group != group) {
            group = row.indicator->group;
            cards = page.add("GROUP");
            cards->set("GROUP_ID", group).set("GROUP_NAME", group_name(group));
        }
        add_card(*cards, report, row);
        add_row(page, report, row);
    }
    add_parts(page, "places", "下级地区", report.places, report);
    add_parts(page, "departments", "本级部门", report.departments, report);
    return page.render();
}

/// What a rate over functions is an average of, and which functions it leaves out because there are none yet: 100 % of
/// what there is must not read as 100 % of what there should be.
std::string measured_in_words(const SelfReport& report, std::string_view group) {
    int checked = 0;
    std::string missing;
    for (const auto& row : report.indicators) {
        if (row.indicator->group != group) continue;
        checked += row.figure.checked > 0 && row.standing != Standing::kNotOffered ? 1 : 0;
        if (row.standing == Standing::kNotOffered)
            missing += (missing.empty() ? "“" : "、“") + row.indicator->name + "”";
    }
    if (missing.empty()) return fmt::format("{}项功能的平均，", checked);
    return fmt::format("{}项功能的平均，还没有{}，没有算进来；", checked, missing);
}

html::SafeHtml strip(const SelfReport& report) {
    auto view = page_view("self/strip.html");
    for (const auto& row : report.composites) {
        auto value = row.permille ? percent_zh(*row.permille) : std::string("无");
        if (row.permille) value.pop_back();
        view.add("RATE")
            .set("NAME", row.rate->name)
            .set("VALUE", value)
            .set("SIGN", row.permille ? "%" : "")
            .set("NOTE", !row.permille
                             ? "还没有可检查的"
                             : (row.rate->group == "platform" ? measured_in_words(report, row.rate->group)
                                                              : "公布的事项里没有问题的占比，") +
                                   (row.reached ? "达到" : "没有达到") + percent_zh(row.rate->line_permille) + "的线");
    }
    view.set("OPEN", report.open).set("OVERDUE", report.overdue);
    return view.render();
}

html::View indicator_view(const IndicatorView& shown) {
    auto page = page_view("self/indicator.html");
    const auto& indicator = *shown.row.indicator;
    page.set("NAME", indicator.name).set("FAILING", indicator.failing).set("HOW", indicator.how);
    page.set("WHERE", where_of(shown.report));
    page.set("TODAY", shown.report.today.zh()).set("SAYS", checked_in_words(shown.row) + "。");
    page.set("MOST", most_in_words(indicator)).set("MEND_DAYS", indicator.mend_days);
    page.set("TAG", tag_of(shown.row.standing)).set("STANDING", standing_zh(shown.row.standing));
    if (indicator.circular_permille)
        page.add("IF_CIRCULAR")
            .set("CIRCULAR_OF", indicator.circular_of)
            .set("CIRCULAR", percent_zh(*indicator.circular_permille));
    else
        page.none("IF_CIRCULAR");
    page.set("SOURCE", indicators().source).set("EDITION", indicators().version);
    page.set("BACK_URL", place_url(shown.report.place.str(), shown.report.department_id));
    add_trend(page, shown.row);
    page.none("PARTS");
    add_indicator_parts(page, "places", "下级地区", shown.places, shown);
    add_indicator_parts(page, "departments", "本级部门", shown.departments, shown);
    return page;
}

void fill_rows(html::View& around, const std::vector<ShownRow>& rows, LocalDay today, const std::string& next_url) {
    auto part = around.part("ROWS", "self/rows.html");
    if (next_url.empty())
        part.none("IF_NEXT");
    else
        part.add("IF_NEXT").set("NEXT_URL", next_url);
    if (rows.empty()) {
        part.none("IF_ROWS");
        return;
    }
    auto table = part.add("IF_ROWS");
    for (const auto& shown : rows) {
        auto row = table.add("ROW");
        row.set("URL", "/inspection/subjects?id=" + http::url_encode(shown.row.subject_id));
        row.set("NAME", shown.row.name).set("PROBLEM", shown.problem).set("OWNER", shown.owner);
        if (shown.words.empty())
            row.none("IF_WORDS");
        else
            row.add("IF_WORDS").set("WORDS", shown.words);
        row.set("OPENED", shown.row.opened_on.zh()).set("DUE", shown.row.due_on.zh_weekday());
        row.when("IF_LATE", shown.row.due_on < today);
    }
}

std::string drawn(const std::vector<TrendPoint>& trend, int width, int top, int bottom, int most_permille) {
    const auto points = with_something(trend);
    if (points.empty()) return {};
    const int days = std::max(1, points.back().day.days_since(points.front().day));
    std::string text;
    int before = -1;
    for (const auto& point : points) {
        const int share = permille(point.figure.failed, point.figure.checked).value_or(0);
        const int x = point.day.days_since(points.front().day) * width / days;
        const int y = bottom - std::min(share, most_permille) * (bottom - top) / std::max(1, most_permille);
        // A figure stands until the day on which it moves: steps, not slopes.
        if (before >= 0 && before != y) text += fmt::format("{},{} ", x, before);
        text += fmt::format("{},{} ", x, y);
        before = y;
    }
    text.pop_back();
    return text;
}

std::string trend_in_words(const std::vector<TrendPoint>& trend) {
    const auto points = with_something(trend);
    if (points.size() < 2) return {};
    return fmt::format("从{}的{}到{}的{}", points.front().day.zh(), share_of(points.front().figure),
                       points.back().day.zh(), share_of(points.back().figure));
}

}  // namespace yw::inspect

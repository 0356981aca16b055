// The report for programs: /api/v1/inspection and `yiwang inspect self --json`.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "inspect/self/inspection_rules.hpp"
#include "kernel/permille.hpp"

namespace yw::inspect {
namespace {

namespace json = boost::json;

json::value maybe(const std::optional<int>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::array trend_json(const std::vector<TrendPoint>& trend) {
    json::array points;
    for (const auto& point : trend)
        points.push_back(
            json::object{{"day", point.day.iso()}, {"checked", point.figure.checked}, {"failed", point.figure.failed}});
    return points;
}

json::array composites_json(const SelfReport& report) {
    json::array rows;
    for (const auto& row : report.composites)
        rows.push_back(json::object{{"id", row.rate->id},
                                    {"name", row.rate->name},
                                    {"permille", maybe(row.permille)},
                                    {"line_permille", row.rate->line_permille},
                                    {"reached", row.reached}});
    return rows;
}

json::array indicators_json(const SelfReport& report) {
    json::array rows;
    for (const auto& row : report.indicators)
        rows.push_back(json::object{{"id", row.indicator->id},
                                    {"group", row.indicator->group},
                                    {"name", row.indicator->name},
                                    {"failing", row.indicator->failing},
                                    {"counts", row.indicator->counts},
                                    {"standing", to_string(row.standing)},
                                    {"checked", row.figure.checked},
                                    {"failed", row.figure.failed},
                                    {"unchecked", row.figure.unchecked},
                                    {"failed_permille", maybe(permille(row.figure.failed, row.figure.checked))},
                                    {"most_permille", row.indicator->most_permille},
                                    {"circular_permille", maybe(row.indicator->circular_permille)},
                                    {"rate", row.indicator->rate},
                                    {"passed_permille", maybe(passed_permille(row.figure))},
                                    {"open", row.open},
                                    {"overdue", row.overdue},
                                    {"trend", trend_json(row.trend)}});
    return rows;
}

json::array parts_json(const std::vector<PartReport>& parts) {
    json::array rows;
    for (const auto& part : parts)
        rows.push_back(json::object{{"id", part.id},
                                    {"name", part.name},
                                    {"items", part.items},
                                    {"guides", part.guides},
                                    {"good", part.good},
                                    {"permille", maybe(part.permille)},
                                    {"open", part.open},
                                    {"overdue", part.overdue}});
    return rows;
}

}  // namespace

std::string report_json(const SelfReport& report) {
    const auto& set = indicators();
    json::object whole{{"edition", set.version},
                       {"source", set.source},
                       {"region", report.place.str()},
                       {"name", report.place_name},
                       {"day", report.today.iso()},
                       {"caught_up_at", iso_utc(report.caught_up_at)},
                       {"catching_up", report.is_catching_up},
                       {"open", report.open},
                       {"overdue", report.overdue},
                       {"composites", composites_json(report)},
                       {"indicators", indicators_json(report)},
                       {"places", parts_json(report.places)},
                       {"departments", parts_json(report.departments)}};
    if (!report.department_id.empty())
        whole["department"] = json::object{{"id", report.department_id}, {"name", report.department_name}};
    return json::serialize(whole);
}

}  // namespace yw::inspect

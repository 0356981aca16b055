// /inspection/cases: how departments keep their limits, for everybody. /inspect/cases: the same for supervisors, with
// the cases behind the numbers.
#include <fmt/core.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "cases/case_pages.hpp"
#include "cases/supervision.hpp"
#include "kernel/permille.hpp"

namespace yw::cases {
namespace {

namespace json = boost::json;
using Supervision = std::shared_ptr<const SupervisionPages>;

constexpr int kRowsOnAPage = 50;

/// The place asked for, or the visitor's own. @errors cases.place_unknown
Result<RegionCode> place_asked(const SupervisionPages& pages, const http::Request& request) {
    const auto typed = request.query.find("region");
    if (!typed) return pages.place_of(request);
    const auto code = RegionCode::parse(*typed);
    if (!code || pages.place_name(*code).empty()) return fail(kPlaceUnknown, std::string(*typed));
    return *code;
}

std::string in_time_zh(const CaseCounts& counts) {
    const auto share = counts.in_time_permille();
    return share ? percent_zh(*share) : "无";
}

/// A department that the directory does not have any more keeps its numbers.
std::string name_of(const SupervisionPages& pages, const std::string& department_id) {
    const auto department = pages.catalogue.department(department_id);
    return department ? department.value().name : "已经撤销的部门";
}

void show_counts(html::View& view, const CaseCounts& counts) {
    view.set("ENDED", counts.ended)
        .set("IN_TIME", in_time_zh(counts))
        .set("YELLOW", counts.soon_warnings)
        .set("RED", counts.late_warnings);
}

void show_department(const SupervisionPages& pages, html::View& table, const DepartmentTimes& each, bool supervisor) {
    auto row = table.add("ROW");
    row.set("NAME", name_of(pages, each.department_id))
        .set("URL", "/inspect/cases/" + http::url_encode(each.department_id))
        .when("LINKED", supervisor)
        .when("PLAIN", !supervisor)
        .set("N_LATE", each.late)
        .when("LATE", each.late > 0)
        .when("NOT_LATE", each.late == 0)
        .set("ENDED_LATE", each.counts.ended_late);
    show_counts(row, each.counts);
}

http::Response times_page(const SupervisionPages& pages, http::Request& request, bool supervisor) {
    const auto place = place_asked(pages, request);
    if (!place) return pages.frame.error(request, place.error());
    const LocalDay today = pages.clock.today();
    const PlaceTimes times = times_of_place(pages.database, place.value(), today);
    auto view = page_view("cases/times.html");
    const std::string name = pages.place_name(place.value()), region = "?region=" + place.value().str();
    view.set("PLACE", name)
        .set("TODAY", today.zh())
        .set("SINCE", times.since.zh())
        .set("BACK_URL", "/inspection" + region);
    view.when("NONE", times.departments.empty()).none("SOME").none("BELOW").none("IF_JSON");
    if (!supervisor) view.add("IF_JSON").set("JSON_URL", "/api/v1/case-times" + region);
    if (!times.departments.empty()) {
        auto table = view.add("SOME");
        for (const DepartmentTimes& each : times.departments) show_department(pages, table, each, supervisor);
    }
    if (times.with_below.ended > 0) {
        auto below = view.add("BELOW");
        show_counts(below, times.with_below);
    }
    PageHead head{.title = name + "办件时限情况", .crumbs = {{"办件时限情况", ""}}, .officer = supervisor};
    if (!supervisor) head.crumbs.insert(head.crumbs.begin(), {"自查结果", "/inspection" + region});
    return pages.frame.page(request, head, view.render());
}

/// "超期3个工作日", where the calendar reaches; "快到期".
std::string urgency_words(const WorkingCalendar& calendar, LocalDay due_on, LocalDay today) {
    if (due_on >= today) return "快到期";
    const auto days = calendar.working_days_between(due_on, today);
    // Nothing of working time has gone by where a weekend lies between.
    return days && days.value() > 0 ? fmt::format("超期{}个工作日", days.value()) : "超期";
}

http::Response pressing_page(const SupervisionPages& pages, http::Request& request) {
    const std::string id(request.param("department"));
    const auto department = pages.catalogue.department(id);
    if (!department) return pages.frame.error(request, fail(kDepartmentUnknown));
    const LocalDay today = pages.clock.today();
    const PressingPage found =
        pressing_cases(pages.database, id, today, kRowsOnAPage, std::string(request.query.get("cursor")));
    auto view = page_view("cases/pressing.html");
    const std::string back = "/inspect/cases?region=" + department.value().region.str();
    view.set("DEPARTMENT", department.value().name).set("BACK_URL", back);
    view.when("NONE", found.cases.empty()).none("SOME").none("NEXT");
    if (!found.cases.empty()) {
        const WorkingCalendar calendar = pages.calendar();
        auto table = view.add("SOME");
        for (const PressingCase& each : found.cases)
            table.add("ROW")
                .set("DUE", each.due_on.zh_weekday())
                .set("URGENCY", urgency_words(calendar, each.due_on, today))
                .set("CLASS", each.due_on < today ? "yw-queue__row--red" : "yw-queue__row--amber")
                .set("TAG", each.due_on < today ? "yw-tag yw-tag--red" : "yw-tag yw-tag--amber")
                .set("ITEM", each.item_name)
                .set("NUMBER", each.number)
                .set("STATE", state_zh(each.state));
    }
    if (!found.next.empty())
        view.add("NEXT").set("NEXT_URL",
                             "/inspect/cases/" + http::url_encode(id) + "?cursor=" + http::url_encode(found.next));
    const std::string title = department.value().name + "超期和快到期的办件";
    return pages.frame.page(request, {.title = title, .crumbs = {{"办件时限情况", back}, {title, ""}}, .officer = true},
                            view.render());
}

json::object counts_json(const CaseCounts& counts) {
    const auto share = counts.in_time_permille();
    return {{"ended", counts.ended},
            {"ended_late", counts.ended_late},
            {"in_time_permille", share ? json::value(*share) : json::value(nullptr)},
            {"soon_warnings", counts.soon_warnings},
            {"late_warnings", counts.late_warnings}};
}

http::Response times_json(const SupervisionPages& pages, http::Request& request) {
    const auto place = place_asked(pages, request);
    if (!place) return pages.frame.error(request, place.error());
    const PlaceTimes times = times_of_place(pages.database, place.value(), pages.clock.today());
    json::array departments;
    for (const DepartmentTimes& each : times.departments) {
        json::object row = counts_json(each.counts);
        row["id"] = each.department_id;
        row["name"] = name_of(pages, each.department_id);
        row["late"] = each.late;
        departments.push_back(std::move(row));
    }
    auto response = http::json(json::serialize(json::object{{"region", place.value().str()},
                                                            {"since", times.since.iso()},
                                                            {"with_below", counts_json(times.with_below)},
                                                            {"departments", std::move(departments)}}));
    response.set("Cache-Control", "public, max-age=60").set("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace

void add_supervision_routes(http::Router& router, SupervisionPages parts) {
    const Supervision pages = std::make_shared<const SupervisionPages>(std::move(parts));
    const auto supervisors = [&] { return pages->gate.staff({identity::Role::kInspector, identity::Role::kOperator}); };
    router.add({http::Method::kGet, "/inspection/cases", pages->gate.everyone(),
                [pages](http::Request& request) { return times_page(*pages, request, false); }});
    router.add({http::Method::kGet, "/api/v1/case-times", pages->gate.everyone(),
                [pages](http::Request& request) { return times_json(*pages, request); }});
    router.add({http::Method::kGet, "/inspect/cases", supervisors(),
                [pages](http::Request& request) { return times_page(*pages, request, true); }});
    router.add({http::Method::kGet, "/inspect/cases/{department}", supervisors(),
                [pages](http::Request& request) { return pressing_page(*pages, request); }});
}

}  // namespace yw::cases

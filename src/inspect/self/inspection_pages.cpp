// /inspection for everybody, and what is to be mended for those who mend it.
#include <algorithm>

#include "inspect/self/open_self_inspection.hpp"
#include "inspect/self/page_views.hpp"

namespace yw::inspect {
namespace {

using PlaceOf = std::function<RegionCode(const http::Request&)>;

struct SelfPages {
    const OpenSelfInspection& inspection;
    const Frame& frame;
    PlaceOf place_of;
};
using Pages = std::shared_ptr<const SelfPages>;

/// The place asked for, else the visitor's. @errors inspect.no_such_place
Result<RegionCode> place_asked(const SelfPages& pages, const http::Request& request) {
    const auto typed = request.query.find("region");
    if (!typed) return pages.place_of(request);
    const auto code = RegionCode::parse(*typed);
    if (!code) return fail(kNoSuchPlace, std::string(*typed));
    return *code;
}

Result<SelfReport> report_asked(const SelfPages& pages, const http::Request& request) {
    YW_TRY(const auto place, place_asked(pages, request));
    return pages.inspection.report(place, std::string(request.query.get("department")));
}

std::string owner_of(const SelfPages& pages, const std::string& department_id) {
    if (department_id.empty()) return "平台运行单位";
    const auto department = pages.inspection.parts().catalogue.department(department_id);
    return department ? department->name : "平台运行单位";
}

std::vector<ShownRow> with_words(const SelfPages& pages, const std::vector<FollowUp>& rows, bool name_indicator) {
    std::vector<ShownRow> shown;
    for (const auto& row : rows) {
        const auto* indicator = indicators().find(row.indicator);
        ShownRow next{row, indicator && name_indicator ? indicator->name + "：" : "", "",
                      owner_of(pages, row.department_id)};
        const auto findings = pages.inspection.findings(row.subject_id);
        const auto found = std::find_if(findings.begin(), findings.end(),
                                        [&](const SelfFinding& each) { return each.indicator == row.indicator; });
        if (found == findings.end()) {
            next.problem += indicator ? indicator->failing : "";
        } else {
            next.problem += found->why;
            if (found->words != row.name) next.words = found->words;
        }
        shown.push_back(std::move(next));
    }
    return shown;
}

http::Response overview_page(const SelfPages& pages, http::Request& request) {
    const auto report = report_asked(pages, request);
    if (!report) return pages.frame.error(request, report.error());
    PageHead head;
    head.title = where_of(report.value()) + "自查结果";
    head.crumbs = {{"自查结果", ""}};
    return pages.frame.page(request, head, overview(report.value()));
}

/// Rows of the place, and those of the whole site before them.
FollowUpPage rows_asked(const SelfPages& pages,
                        const SelfReport& report,
                        const std::string& indicator,
                        const std::string& cursor) {
    if (!report.department_id.empty()) return pages.inspection.follow_ups_of({report.department_id}, indicator, cursor);
    auto page = pages.inspection.follow_ups(report.place, indicator, cursor);
    if (!cursor.empty()) return page;
    auto site = pages.inspection.follow_ups_of_site(indicator);
    page.rows.insert(page.rows.begin(), site.begin(), site.end());
    return page;
}

std::string no_rows(const IndicatorReport& row, const std::vector<IndicatorPart>& below) {
    if (row.standing == Standing::kNotOffered) return "平台还没有这项功能，提供以后再检查。";
    const bool is_below =
        std::any_of(below.begin(), below.end(), [](const auto& part) { return part.figure.failed > 0; });
    return is_below ? "本级没有要改的；下级地区有，请从下面的表点进去看。" : "没有要改的。";
}

http::Response indicator_page(const SelfPages& pages, http::Request& request) {
    const std::string id(request.param("id"));
    const auto report = report_asked(pages, request);
    if (!report) return pages.frame.error(request, report.error());
    const auto* row = report->find(id);
    if (!row) return pages.frame.error(request, fail(kIndicatorNotFound, id));
    std::vector<IndicatorPart> places;
    std::vector<IndicatorPart> departments;
    if (report->department_id.empty()) {
        places = pages.inspection.places_below(report->place, id);
        departments = pages.inspection.departments_of(report->place, id);
    }
    auto view = indicator_view({report.value(), *row, places, departments});
    const auto rows = rows_asked(pages, report.value(), id, std::string(request.query.get("after")));
    if (rows.rows.empty())
        view.add("IF_NO_ROWS").set("NO_ROWS", no_rows(*row, places));
    else
        view.none("IF_NO_ROWS");
    auto next = indicator_url(id, report->place.str(), report->department_id) + "&after=" + rows.next;
    fill_rows(view, with_words(pages, rows.rows, false), report->today, rows.next.empty() ? "" : next);
    PageHead head;
    head.title = row->indicator->name + "：" + row->indicator->failing;
    head.crumbs = {{"自查结果", place_url(report->place.str(), report->department_id)}, {row->indicator->name, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response overdue_page(const SelfPages& pages, http::Request& request) {
    const auto report = report_asked(pages, request);
    if (!report) return pages.frame.error(request, report.error());
    const auto rows = pages.inspection.overdue(report->place, std::string(request.query.get("after")));
    const auto place = report->place.str();
    auto view = page_view("self/follow_ups.html");
    const auto title = report->place_name + "逾期没有改的";
    view.set("TITLE", title)
        .set("LEAD", "过了期限还没有改好的，一直公开到改好为止。")
        .set("BACK_URL", place_url(place));
    if (rows.rows.empty())
        view.add("IF_NO_ROWS").set("NO_ROWS", "本级没有逾期的。");
    else
        view.none("IF_NO_ROWS");
    fill_rows(view, with_words(pages, rows.rows, true), report->today,
              rows.next.empty() ? "" : "/inspection/overdue?region=" + place + "&after=" + rows.next);
    view.none("PARTS");
    std::optional<html::View> below;
    for (const auto& part : report->places) {
        if (part.overdue == 0) continue;
        if (!below) below = view.add("PARTS");
        below->add("PART")
            .set("URL", "/inspection/overdue?region=" + part.id)
            .set("NAME", part.name)
            .set("OVERDUE", part.overdue);
    }
    PageHead head;
    head.title = title;
    head.crumbs = {{"自查结果", place_url(place)}, {"逾期没有改的", ""}};
    return pages.frame.page(request, head, view.render());
}

void add_findings(html::View& page, const std::vector<SelfFinding>& findings) {
    page.none("GROUP").when("IF_NONE", findings.empty());
    std::string_view group;
    std::optional<html::View> section;
    for (const auto& finding : findings) {
        const auto* indicator = indicators().find(finding.indicator);
        if (!indicator) continue;
        if (finding.indicator != group) {
            group = finding.indicator;
            section = page.add("GROUP");
            section->set("ID", indicator->id).set("INDICATOR", indicator->name).set("FAILING", indicator->failing);
        }
        auto row = section->add("FINDING");
        row.set("WHY", finding.why);
        const auto maybe = [&](std::string_view part, std::string_view name, const std::string& value) {
            if (value.empty())
                row.none(part);
            else
                row.add(part).set(name, value);
        };
        maybe("IF_ELEMENT", "ELEMENT", finding.element);
        maybe("IF_WORDS", "WORDS", finding.words);
        maybe("IF_BETTER", "BETTER", finding.better);
    }
}

http::Response subject_page(const SelfPages& pages, http::Request& request) {
    const std::string id(request.query.get("id"));
    const auto stored = pages.inspection.subject(id);
    if (!stored) return pages.frame.error(request, fail(kSubjectNotFound, id));
    const auto& subject = stored->subject;
    auto view = page_view("self/subject.html");
    const auto place = RegionCode::parse(subject.region_code);
    view.set("NAME", subject.name).set("OWNER", owner_of(pages, subject.department_id));
    view.set("WHERE", place ? pages.inspection.parts().regions().full_name(*place) : "全平台");
    view.set("CHECKED_AT", zh_minute({stored->checked_at_ms})).set("SUBJECT_URL", subject.url);
    add_findings(view, pages.inspection.findings(id));
    PageHead head;
    head.title = subject.name + "的检查结果";
    head.crumbs = {{"自查结果", place ? place_url(subject.region_code) : "/inspection"}, {subject.name, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response staff_page(const SelfPages& pages,
                          http::Request& request,
                          const FollowUpPage& rows,
                          const std::string& lead,
                          const std::string& base_url) {
    const auto today = LocalDay::of(pages.inspection.parts().clock.now());
    auto view = page_view("self/follow_ups.html");
    view.set("TITLE", "自查发现、要改的").set("LEAD", lead).set("BACK_URL", "/inspection").none("PARTS");
    if (rows.rows.empty())
        view.add("IF_NO_ROWS").set("NO_ROWS", "没有要改的。");
    else
        view.none("IF_NO_ROWS");
    fill_rows(view, with_words(pages, rows.rows, true), today, rows.next.empty() ? "" : base_url + rows.next);
    PageHead head;
    head.title = "自查发现、要改的";
    head.crumbs = {{"自查发现、要改的", ""}};
    head.officer = true;
    return pages.frame.page(request, head, view.render());
}

/// What a place has to mend, and the whole site with it: for operators and inspectors, each at their own desk.
http::Response place_page(const SelfPages& pages, http::Request& request) {
    const auto report = report_asked(pages, request);
    if (!report) return pages.frame.error(request, report.error());
    const auto place = report->place.str();
    return staff_page(pages, request, rows_asked(pages, report.value(), "", std::string(request.query.get("after"))),
                      report->place_name + "，先到期的排在前面。改好以后，下一次检查会自动销号。",
                      request.path + "?region=" + place + "&after=");
}

http::Response desk_page(const SelfPages& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    return staff_page(
        pages, request,
        pages.inspection.follow_ups_of(viewer.department_ids, "", std::string(request.query.get("after"))),
        "您所在部门要改的，先到期的排在前面。改好以后，下一次检查会自动销号。", "/desk/inspection?after=");
}

http::Response json_answer(const SelfPages& pages, http::Request& request) {
    const auto report = report_asked(pages, request);
    if (!report) return pages.frame.error(request, report.error());
    auto response = http::json(report_json(report.value()));
    response.set("Cache-Control", "public, max-age=60").set("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response fragment(const SelfPages& pages, http::Request& request) {
    const auto place = RegionCode::parse(request.param("region"));
    const auto report = place ? pages.inspection.report(*place, "") : Result<SelfReport>(fail(kNoSuchPlace));
    if (!report) return pages.frame.error(request, report.error());
    auto response = http::html(strip(report.value()).text());
    response.set("Cache-Control", "public, max-age=60").set("X-Content-Type-Options", "nosniff");
    return response;
}

}  // namespace

void OpenSelfInspection::add_routes(http::Router& router,
                                    const identity::Gate& gate,
                                    const Frame& frame,
                                    std::function<RegionCode(const http::Request&)> place_of) {
    const auto pages = std::make_shared<const SelfPages>(SelfPages{*this, frame, std::move(place_of)});
    const auto add = [&](std::string pattern, http::Guard guard,
                         http::Response (*show)(const SelfPages&, http::Request&)) {
        router.add({http::Method::kGet, std::move(pattern), std::move(guard),
                    [pages, show](http::Request& request) { return show(*pages, request); }});
    };
    add("/inspection", gate.everyone(), overview_page);
    add("/inspection/indicators/{id}", gate.everyone(), indicator_page);
    add("/inspection/overdue", gate.everyone(), overdue_page);
    add("/inspection/subjects", gate.everyone(), subject_page);
    add("/fragments/inspection/{region}", gate.everyone(), fragment);
    add("/api/v1/inspection", gate.everyone(), json_answer);
    add("/ops/inspection", gate.staff({identity::Role::kOperator}), place_page);
    add("/inspect/self", gate.staff({identity::Role::kInspector}), place_page);
    add("/desk/inspection", gate.staff({identity::Role::kWindow, identity::Role::kReviewer}), desk_page);
}

}  // namespace yw::inspect

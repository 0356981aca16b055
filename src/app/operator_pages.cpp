#include "app/operator_pages.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "app/list_import.hpp"
#include "platform/strings/strings.hpp"
#include "portal/portal.hpp"
#include "web/web.hpp"

namespace yw::app {
namespace {

constexpr std::size_t kMostUpload = 64UL << 20;
/// More rows of problems than anybody mends from a page; the counts say how many there are.
constexpr std::size_t kMostShown = 300;
constexpr int kReportsShown = 20;

struct Operator {
    Installation& installation;
    const cases::Cases& cases;
    const Frame& frame;
    std::function<void()> after_import;
};
using Pages = std::shared_ptr<const Operator>;

html::View page_view(std::string_view name) {
    html::View view(name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

PageHead head_of(std::string title) {
    return {.title = title, .crumbs = {{"运行管理", "/ops"}, {std::move(title), ""}}, .officer = true};
}

/// Columns that a visitor of the place misses: neither the place itself nor a level above it has anything there.
void show_missing(html::View& page,
                  std::string_view section,
                  const std::vector<catalogue::Count>& own_empty,
                  const std::vector<catalogue::Count>& shown) {
    page.none(section);
    for (const auto& count : own_empty)
        if (std::ranges::find(shown, count.key, &catalogue::Count::key) == shown.end())
            page.add(section).set("NAME", count.name);
}

void show_states(html::View& page, const std::vector<cases::StateCount>& states) {
    page.none("STATES");
    if (states.empty()) return;
    auto section = page.add("STATES");
    for (const auto& state : states)
        section.add("STATE").set("NAME", cases::state_zh(state.state)).set("COUNT", state.cases);
}

void show_reports(html::View& page, const std::vector<portal::Feedback>& reports) {
    page.none("REPORTS").when("NO_REPORTS", reports.empty());
    if (reports.empty()) return;
    auto section = page.add("REPORTS");
    for (const auto& report : reports)
        section.add("FEEDBACK")
            .set("AT", zh_minute(UtcTime{report.created_at_ms}))
            .set("PAGE", report.page)
            .set("TEXT", report.text);
}

/// The place that the operator looks at: the one asked for, else the demonstration's, else the nation.
RegionCode place_asked(const Operator& ops, const http::Request& request) {
    if (const auto code = RegionCode::parse(request.query.get("region"))) return *code;
    return ops.installation.is_demonstration() ? RegionCode::from_number(511602000000) : RegionCode();
}

http::Response home(const Operator& ops, http::Request& request) {
    const auto place = place_asked(ops, request);
    const auto& catalogue = ops.installation.catalogue();
    const auto counts = catalogue.counts(place);
    const auto coverage = catalogue.coverage(place);
    auto page = page_view("app/ops_home.html");
    page.set("CATALOGUE_URL", "/ops/catalogue?region=" + place.str());
    page.set("REGION", place.str()).set("PLACE", ops.installation.regions().full_name(place));
    page.set("ITEMS", counts.items).set("GUIDES", counts.guides).set("ONLINE", counts.online);
    page.set("CASES", ops.cases.case_count()).none("DEPARTMENT");
    show_states(page, ops.cases.counts_by_state());
    show_reports(page,
                 portal::recent_feedback(ops.installation.database(), ops.installation.keys(), kReportsShown, ""));
    for (const auto& row : coverage.departments)
        page.add("DEPARTMENT")
            .set("NAME", row.department.name)
            .set("LISTED", row.listed)
            .set("GUIDES", row.guides)
            .set("ONLINE", row.online);
    show_missing(page, "EMPTY_PERSONAL", coverage.empty_personal_themes, counts.personal_themes);
    show_missing(page, "EMPTY_LEGAL", coverage.empty_legal_themes, counts.legal_themes);
    show_missing(page, "EMPTY_EVENT", coverage.empty_life_events, counts.life_events);
    return ops.frame.page(request, {.title = "运行管理", .crumbs = {{"运行管理", ""}}, .officer = true}, page.render());
}

/// What the form says; the file itself is kept under `kept` between the trial and the import.
struct Typed {
    std::string what = "items";
    std::string region;
    std::string mapping;
    std::string kept;
    std::string file_name;
};

Typed typed_in(const http::Form& form) {
    return {std::string(form.fields.get("what")), std::string(form.fields.get("region")),
            std::string(form.fields.get("mapping")), std::string(form.fields.get("kept")),
            std::string(form.fields.get("file_name"))};
}

void show_form(html::View& page, http::Request& request, const Typed& typed) {
    page.set("CSRF", identity::form_token(request))
        .set("REGION_TYPED", typed.region)
        .set("MAPPING_TYPED", typed.mapping);
    for (const auto& [value, name] : {std::pair("items", "事项"), std::pair("departments", "部门"),
                                      std::pair("regions", "区划"), std::pair("base", "基本目录")}) {
        auto option = page.add("WHAT");
        option.set("VALUE", value).set("NAME", name).when("ON", typed.what == value).when("OFF", typed.what != value);
    }
}

void show_problems(html::View& table, const std::vector<table::RowProblem>& problems, std::size_t most) {
    for (const auto& problem : std::span(problems).first(std::min(problems.size(), most))) {
        auto row = table.add("PROBLEM");
        const bool error = problem.severity == table::RowProblem::Severity::kError;
        row.set("ROW", problem.row)
            .set("COLUMN", problem.column)
            .set("VALUE", problem.value)
            .set("RULE", problem.rule)
            .set("WORDS", problem.message);
        row.when("ERROR", error).when("WARNING", !error);
    }
}

void show_report(html::View& page, const Typed& typed, const ListReport& report) {
    auto section = page.add("REPORT");
    section.set("ROWS", report.rows)
        .set("ADDED", report.added)
        .set("CHANGED", report.changed)
        .set("UNCHANGED", report.unchanged);
    section.set("DEPARTMENTS", report.departments)
        .set("ERRORS", report.errors.size())
        .set("WARNINGS", report.warnings.size());
    section.set("FILE_NAME", typed.file_name);
    section.when("WRITTEN", report.written).none("CONFIRM").none("PARTIAL").none("PROBLEMS").none("NOTHING_NEW");
    const bool something = report.added + report.changed > 0;
    if (!report.written) {
        const auto offer = [&](std::string_view name) {
            section.add(name).set("WHAT_TYPED", typed.what).set("KEPT", typed.kept);
        };
        if (report.errors.empty() && something)
            offer("CONFIRM");
        else if (!report.errors.empty() && typed.what != "regions")
            offer("PARTIAL");
        else
            section.when("NOTHING_NEW", report.errors.empty());
    }
    if (report.errors.empty() && report.warnings.empty()) return;
    auto table = section.add("PROBLEMS");
    show_problems(table, report.errors, kMostShown);
    show_problems(table, report.warnings, kMostShown - std::min(kMostShown, report.errors.size()));
    const auto all = report.errors.size() + report.warnings.size();
    table.when("MORE", all > kMostShown).set("ALL", all).set("SHOWN", std::min(all, kMostShown));
}

http::Response import_page(const Operator& ops,
                           http::Request& request,
                           const Typed& typed,
                           const ListReport* report,
                           const std::string& wrong) {
    auto page = page_view("app/ops_import.html");
    show_form(page, request, typed);
    page.none("REPORT").none("WRONG");
    if (!wrong.empty()) page.add("WRONG").set("WORDS", wrong);
    if (report) show_report(page, typed, *report);
    auto head = head_of("导入");
    head.has_errors = !wrong.empty();
    return ops.frame.page(request, head, page.render(), wrong.empty() ? 200 : 422);
}

std::string explain(const Error& error) {
    std::string text(strings::sentence(error));
    for (const auto& field : error.fields) text += field.message;
    return text;
}

/// Checks the uploaded file and keeps it for the import that may follow.
http::Response try_file(const Operator& ops, http::Request& request) {
    const auto& form = request.form();
    auto typed = typed_in(form);
    if (form.files.empty() || form.files[0].bytes.empty())
        return import_page(ops, request, typed, nullptr, "请选择要导入的文件。");
    const auto& file = form.files[0];
    typed.file_name = file.name;
    const auto report = import_list(ops.installation, identity::viewer_of(request).account_id,
                                    {.what = typed.what,
                                     .file_name = file.name,
                                     .bytes = file.bytes,
                                     .region = typed.region,
                                     .mapping = typed.mapping,
                                     .dry_run = true});
    if (!report) return import_page(ops, request, typed, nullptr, explain(report.error()));
    typed.kept = ops.installation.blobs().put(file.bytes);
    return import_page(ops, request, typed, &report.value(), "");
}

/// Imports the file that was checked before.
http::Response import_kept(const Operator& ops, http::Request& request) {
    const auto typed = typed_in(request.form());
    const auto bytes = ops.installation.blobs().get(typed.kept);
    if (!bytes) return import_page(ops, request, typed, nullptr, "检查过的文件已经不在了，请重新选择文件。");
    const bool partial = request.form().fields.get("partial") == "yes";
    const auto report = import_list(ops.installation, identity::viewer_of(request).account_id,
                                    {.what = typed.what,
                                     .file_name = typed.file_name,
                                     .bytes = *bytes,
                                     .region = typed.region,
                                     .mapping = typed.mapping,
                                     .partial = partial});
    if (!report) return import_page(ops, request, typed, nullptr, explain(report.error()));
    ops.after_import();
    return import_page(ops, request, typed, &report.value(), "");
}

}  // namespace

void add_operator_routes(http::Router& router,
                         Installation& installation,
                         const cases::Cases& cases,
                         const identity::Gate& gate,
                         const Frame& frame,
                         std::function<void()> after_import) {
    const auto guard = gate.staff({identity::Role::kOperator});
    const auto pages = std::make_shared<const Operator>(Operator{installation, cases, frame, std::move(after_import)});
    router.add({http::Method::kGet, "/ops", guard, [pages](http::Request& request) { return home(*pages, request); }});
    router.add({http::Method::kGet, "/ops/import", guard,
                [pages](http::Request& request) { return import_page(*pages, request, {}, nullptr, ""); }});
    router.add({http::Method::kPost, "/ops/import", guard,
                [pages](http::Request& request) { return try_file(*pages, request); }, http::Where::kSlow,
                kMostUpload});
    router.add({http::Method::kPost, "/ops/import/confirm", guard,
                [pages](http::Request& request) { return import_kept(*pages, request); }, http::Where::kSlow});
}

}  // namespace yw::app

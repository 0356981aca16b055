// /desk: what waits for this officer, due first.
#include <fmt/core.h>

#include "cases/desk_shell.hpp"
#include "cases/me_words.hpp"

namespace yw::cases {
namespace {

constexpr int kRowsOnAPage = 50;

/// Filters as the address carries them.
struct Asked {
    QueueFilter filter;
    std::string state;
    std::string urgency;
};

Asked read_query(const http::Request& request) {
    Asked asked;
    asked.filter.number = request.query.get("number");
    asked.filter.item_id = request.query.get("item");
    asked.state = request.query.get("state");
    asked.urgency = request.query.get("urgency");
    for (const State state : kStates)
        if (to_string(state) == asked.state) asked.filter.state = state;
    if (asked.urgency == "soon") asked.filter.urgency = Urgency::kSoon;
    if (asked.urgency == "late") asked.filter.urgency = Urgency::kLate;
    asked.filter.unanswered = asked.urgency == "unanswered";
    return asked;
}

std::string address_of(const Asked& asked, const std::string& cursor) {
    std::string url = "/desk?state=" + http::url_encode(asked.state) + "&urgency=" + http::url_encode(asked.urgency) +
                      "&number=" + http::url_encode(asked.filter.number) +
                      "&item=" + http::url_encode(asked.filter.item_id);
    if (!cursor.empty()) url += "&cursor=" + http::url_encode(cursor);
    return url;
}

void show_option(html::View& select, std::string_view value, std::string_view name, std::string_view chosen) {
    auto option = select.add("OPTION");
    option.set("VALUE", value).set("NAME", name).when("ON", value == chosen).when("OFF", value != chosen);
}

void show_filters(html::View& page, const Asked& asked, const DeskCounts& counts) {
    auto states = page.add("STATES");
    show_option(states, "", "全部", asked.state);
    for (const auto& count : counts.open)
        show_option(states, to_string(count.state), fmt::format("{}（{}件）", state_zh(count.state), count.cases),
                    asked.state);
    auto urgencies = page.add("URGENCIES");
    show_option(urgencies, "", "全部", asked.urgency);
    show_option(urgencies, "late", fmt::format("超期（{}件）", counts.late), asked.urgency);
    show_option(urgencies, "soon", fmt::format("快到期（{}件）", counts.soon), asked.urgency);
    show_option(urgencies, "unanswered", fmt::format("补正过期没有答复（{}件）", counts.unanswered), asked.urgency);
    page.set("NUMBER_TYPED", asked.filter.number);
    std::int64_t open = 0;
    for (const auto& count : counts.open) open += count.cases;
    page.set("OPEN", open).set("LATE", counts.late).set("SOON", counts.soon);
    maybe(page, "IF_UNANSWERED", "UNANSWERED", counts.unanswered > 0 ? std::to_string(counts.unanswered) : "");
}

std::string_view row_class(const CaseLine& line) {
    if (line.urgency == Urgency::kLate) return "yw-queue__row--red";
    if (line.urgency == Urgency::kSoon || line.unanswered) return "yw-queue__row--amber";
    return line.due_kind == DueKind::kPaused ? "yw-queue__row--paused" : "";
}

/// The office's limit; while it stands still, why, and until when the applicant has time.
std::string due_in_queue(const CaseLine& line) {
    const auto due = due_words(line);
    if (line.due_kind != DueKind::kPaused) return due.empty() ? "不计时" : due;
    if (line.state != State::kCorrectionRequested) return "特别程序，暂停计时";
    if (due.empty()) return "等申请人补正，暂停计时";
    return line.unanswered ? due : "等申请人补正，" + due;
}

void show_row(html::View& table, const CaseLine& line) {
    auto row = table.add("ROW");
    row.set("CLASS", row_class(line))
        .set("URL", desk_url(line.id))
        .set("ITEM", line.item_name)
        .set("NUMBER", line.number)
        .set("APPLICANT", line.applicant_masked)
        .set("STATE", state_zh(line.state))
        .set("SUBMITTED", LocalDay::of(line.submitted_at).zh())
        .set("DUE", due_in_queue(line));
    const bool told = line.urgency == Urgency::kLate || line.urgency == Urgency::kSoon;
    maybe(row, "URGENCY", "WORDS", told ? urgency_zh(line.urgency) : line.unanswered ? "可以处理" : "");
}

http::Response queue_page(const PageDependencies& pages, http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const auto asked = read_query(request);
    const auto found = pages.cases.queue(viewer, asked.filter, kRowsOnAPage, std::string(request.query.get("cursor")));
    auto page = page_view("cases/desk_queue.html");
    show_filters(page, asked, pages.cases.desk_counts(viewer));
    page.set("WHO", viewer.masked_name).when("EMPTY", found.lines.empty()).none("QUEUE").none("NEXT");
    if (!found.lines.empty()) {
        auto table = page.add("QUEUE");
        for (const auto& line : found.lines) show_row(table, line);
    }
    if (!found.next.empty()) page.add("NEXT").set("URL", address_of(asked, found.next));
    return pages.frame.page(request, {.title = "待办件", .crumbs = {{"待办件", ""}}, .officer = true}, page.render());
}

}  // namespace

http::Guard desk_guard(const PageDependencies& pages) {
    return pages.gate.staff({identity::Role::kWindow, identity::Role::kReviewer});
}

std::string desk_url(const std::string& case_id, std::string_view below) {
    return "/desk/cases/" + case_id + std::string(below);
}

void add_desk_queue_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/desk", desk_guard(*pages),
                [pages](http::Request& request) { return queue_page(*pages, request); }});
}

void add_desk_routes(http::Router& router, PageDependencies dependencies) {
    const auto pages = std::make_shared<const PageDependencies>(std::move(dependencies));
    add_desk_queue_routes(router, pages);
    add_desk_case_routes(router, pages);
    add_desk_file_routes(router, pages);
}

}  // namespace yw::cases

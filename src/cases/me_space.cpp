// 我的空间: what the person has to do stands first; then cases, messages, the account.
#include <fmt/format.h>

#include "cases/me_shell.hpp"
#include "cases/me_words.hpp"

namespace yw::cases {
namespace {

constexpr int kFirstCases = 5;
constexpr int kCasesAPage = 20;
constexpr int kMessagesAPage = 30;
/// Ended cases that are looked at for a rating still open: the newest ones.
constexpr int kLookedAtForRating = 20;

struct ToDoRow {
    std::string what;
    std::string when;
    std::string url;
    std::string act;
    bool pressing = false;
};

std::vector<ToDoRow> to_do_rows(const PageDependencies& pages, const identity::Viewer& viewer, const ToDo& to_do) {
    std::vector<ToDoRow> rows;
    for (const CaseLine& line : to_do.corrections)
        rows.push_back({"补正：" + line.item_name,
                        due_words(line).empty() ? "等您补正，办理计时暂停" : "等您补正，" + due_words(line),
                        case_url(line.id, "/correction"), "去补正", true});
    for (const CaseLine& line : to_do.results)
        rows.push_back(
            {"看结果：" + line.item_name, std::string(state_zh(line.state)), case_url(line.id), "去看结果", true});
    for (const DraftLine& draft : to_do.drafts)
        rows.push_back({"接着填：" + draft.item_name,
                        fmt::format("上次改动{}，保留到{}", moment_words(draft.updated_at), draft.kept_until.zh()),
                        "/apply/d/" + draft.id, "接着填", false});
    if (!pages.ratings) return rows;
    for (const CaseLine& line : pages.cases.my_cases(viewer, kLookedAtForRating, "").lines) {
        if (line.state != State::kClosed || !pages.ratings->is_open(viewer, line.id)) continue;
        rows.push_back(
            {"评价：" + line.item_name, "办得怎么样，请您说一说", case_url(line.id, "/rate"), "去评价", false});
    }
    return rows;
}

void show_to_do(html::View& view, const std::vector<ToDoRow>& rows) {
    view.none("IF_TO_DO").when("IF_NOTHING", rows.empty());
    if (rows.empty()) return;
    html::View list = view.add("IF_TO_DO");
    for (const ToDoRow& row : rows)
        list.add("TO_DO")
            .set("WHAT", row.what)
            .set("WHEN", row.when)
            .set("URL", row.url)
            .set("ACT", row.act)
            .set("TODO_CLASS", row.pressing ? " yw-todo--amber" : "")
            .set("BUTTON_CLASS", row.pressing ? "" : " govuk-button--secondary");
}

/// Links to the newest lines and to older ones, where there are any.
void show_pager(html::View& view, bool later, const std::string& earlier_url) {
    view.none("IF_PAGER");
    if (!later && earlier_url.empty()) return;
    html::View pager = view.add("IF_PAGER");
    pager.when("IF_LATER", later);
    maybe(pager, "IF_EARLIER", "EARLIER_URL", earlier_url);
}

http::Response space(const PageDependencies& pages, http::Request& request) {
    const identity::Viewer& viewer = identity::viewer_of(request);
    const ToDo to_do = pages.cases.to_do(viewer);
    html::View view = page_view("cases/me_space.html");
    view.set("WHO", viewer.firm_name.empty() ? viewer.masked_name : viewer.firm_name + " " + viewer.masked_name);
    view.when("IF_SAVED", request.query.has("saved")).when("IF_DISCARDED", request.query.has("discarded"));
    show_to_do(view, to_do_rows(pages, viewer, to_do));
    const CasePage cases = pages.cases.my_cases(viewer, kFirstCases, "");
    view.none("IF_CASES").when("IF_NO_CASES", cases.lines.empty()).when("IF_MORE", !cases.next.empty());
    if (!cases.lines.empty()) {
        html::View list = view.add("IF_CASES");
        for (const CaseLine& line : cases.lines) show_case_line(list, "CASES", line);
    }
    maybe(view, "IF_UNREAD", "UNREAD", to_do.unread > 0 ? std::to_string(to_do.unread) : std::string());
    PageHead head;
    head.title = "我的空间";
    head.crumbs = {{head.title, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response all_cases(const PageDependencies& pages, http::Request& request) {
    const std::string after(request.query.get("after"));
    const CasePage cases = pages.cases.my_cases(identity::viewer_of(request), kCasesAPage, after);
    html::View view = page_view("cases/me_cases.html");
    view.none("IF_CASES").when("IF_NO_CASES", cases.lines.empty());
    if (!cases.lines.empty()) {
        html::View list = view.add("IF_CASES");
        for (const CaseLine& line : cases.lines) show_case_line(list, "CASES", line);
    }
    show_pager(view, !after.empty(),
               cases.next.empty() ? std::string() : "/me/cases?after=" + http::url_encode(cases.next));
    PageHead head;
    head.title = "我的办件";
    head.crumbs = {{"我的空间", "/me"}, {head.title, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response messages(const PageDependencies& pages, http::Request& request) {
    const std::string before(request.query.get("before"));
    const auto found = pages.cases.messages(identity::viewer_of(request), kMessagesAPage + 1, before);
    const bool more = found.size() > kMessagesAPage;
    html::View view = page_view("cases/me_messages.html");
    view.set("CSRF", identity::form_token(request));
    view.none("IF_MESSAGES").when("IF_NO_MESSAGES", found.empty());
    bool unread = false;
    if (!found.empty()) {
        html::View list = view.add("IF_MESSAGES");
        for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), kMessagesAPage); ++i) {
            unread = unread || !found[i].read;
            list.add("MESSAGES")
                .set("TEXT", found[i].text)
                .set("AT", moment_words(found[i].at))
                .set("CASE_URL", case_url(found[i].case_id))
                .when("IF_NEW", !found[i].read);
        }
    }
    view.when("IF_UNREAD", unread);
    show_pager(view, !before.empty(),
               more ? "/me/messages?before=" + http::url_encode(found[kMessagesAPage - 1].id) : std::string());
    PageHead head;
    head.title = "我的消息";
    head.crumbs = {{"我的空间", "/me"}, {head.title, ""}};
    return pages.frame.page(request, head, view.render());
}

http::Response mark_read(const PageDependencies& pages, http::Request& request) {
    const auto done = pages.cases.mark_messages_read(identity::viewer_of(request));
    if (!done) return pages.frame.error(request, done.error());
    return http::see_other("/me/messages");
}

}  // namespace

std::string case_url(const std::string& case_id, std::string_view below) {
    return "/me/cases/" + case_id + std::string(below);
}

void show_case_line(html::View& list, std::string_view section, const CaseLine& line) {
    html::View row = list.add(section);
    row.set("CASE_URL", case_url(line.id)).set("ITEM", line.item_name).set("NUMBER", line.number);
    row.set("DEPARTMENT", line.department_name).set("SUBMITTED", LocalDay::of(line.submitted_at).zh());
    row.set("STATE", state_zh(line.state)).set("STATE_CLASS", tag_class(line.state));
    maybe(row, "IF_DUE", "DUE", due_words(line));
}

void add_me_space_routes(http::Router& router, const Pages& pages) {
    const auto add = [&](http::Method method, const char* pattern, auto handler) {
        router.add({method, pattern, pages->gate.applicant(),
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add(http::Method::kGet, "/me", space);
    add(http::Method::kGet, "/me/cases", all_cases);
    add(http::Method::kGet, "/me/messages", messages);
    add(http::Method::kPost, "/me/messages/read", mark_read);
}

void add_me_routes(http::Router& router, PageDependencies dependencies) {
    const auto pages = std::make_shared<const PageDependencies>(std::move(dependencies));
    add_me_space_routes(router, pages);
    add_me_case_routes(router, pages);
    add_me_receipt_routes(router, pages);
    add_me_correction_routes(router, pages);
    add_me_deed_routes(router, pages);
    add_me_file_routes(router, pages);
}

}  // namespace yw::cases

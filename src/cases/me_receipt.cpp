// The receipt right after submission: the number, what comes next and by when; the same page whenever it is opened.
#include <algorithm>

#include "cases/apply_materials.hpp"
#include "cases/me_shell.hpp"
#include "cases/me_words.hpp"
#include "platform/qr/qr.hpp"

namespace yw::cases {
namespace {

std::string next_words(const CaseView& shown) {
    const bool waits = shown.state == State::kSubmitted || shown.state == State::kResubmitted;
    if (!waits || !shown.clock.due) return head_of(shown).say;
    const std::string last = due_words(*shown.clock.due);
    if (shown.instant) return shown.clock.due->limit + "内给您办好，" + last + "。";
    return shown.clock.due->limit + "内告诉您是否受理，" + last + "。要补什么，一次告诉您。";
}

/// Where paper is brought: the places of the guide. Nothing says that it may be sent, so nobody is told to.
void show_windows(html::View& view, const std::vector<catalogue::Place>& places) {
    view.none("IF_WINDOWS").when("IF_NO_WINDOWS", places.empty());
    if (places.empty()) return;
    html::View list = view.add("IF_WINDOWS");
    list.set("WHERE", places.size() > 1 ? "请交到下面任何一个窗口：" : "请交到：");
    for (const catalogue::Place& place : places) {
        html::View window = list.add("WINDOWS");
        window.set("WINDOW", place.name).set("ADDRESS", place.address).set("HOURS", place.hours);
        maybe(window, "IF_PHONE", "PHONE", place.phone);
    }
}

http::Response receipt(const PageDependencies& pages, http::Request& request) {
    const auto found = pages.cases.case_view(identity::viewer_of(request), std::string(request.param("case")));
    if (!found) return pages.frame.error(request, found.error());
    const CaseView& shown = found.value();
    html::View view = page_view("cases/me_receipt.html");
    view.set("ITEM", shown.item_name).set("NUMBER", shown.number).set("DEPARTMENT", shown.department_name);
    view.set("SUBMITTED", moment_words(shown.submitted_at)).set("NEXT", next_words(shown));
    view.set("CASE_URL", case_url(shown.id)).set("QR_URL", case_url(shown.id, "/qr.svg"));
    view.set("PAPER_URL", paper_url(shown.id, DocumentKind::kReceipt));
    view.set("PROMISED", catalogue::to_text(shown.guide->guide.promised));
    const auto asked = materials_asked(shown.guide->guide, shown.answers);
    const auto to_bring = [&](const MaterialAsked& one) {
        return one.on_paper && !is_given(*one.material, shown.files);
    };
    const bool paper = std::ranges::any_of(asked, to_bring);
    view.none("IF_PAPER");
    if (paper) {
        html::View list = view.add("IF_PAPER");
        for (const MaterialAsked& one : asked)
            if (to_bring(one)) list.add("PAPERS").set("PAPER", one.material->name);
        show_windows(list, shown.guide->guide.places);
    }
    maybe(view, "IF_CONSULT", "CONSULT", shown.guide->guide.consult_phone);
    return case_answer(pages, request, shown, "收件回执", view);
}

/// The case's own address as a code: to go on with it on the phone.
http::Response code(const PageDependencies& pages, http::Request& request) {
    const std::string id(request.param("case"));
    const auto found = pages.cases.case_view(identity::viewer_of(request), id);
    if (!found) return pages.frame.error(request, found.error());
    const std::string_view host = request.header("Host");
    const bool local = host.starts_with("localhost") || host.starts_with("127.");
    http::Response answer;
    answer.set("Content-Type", "image/svg+xml");
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Cache-Control", "no-store");
    answer.body = qr::svg((local ? "http://" : "https://") + std::string(host) + case_url(id));
    return answer;
}

}  // namespace

void add_me_receipt_routes(http::Router& router, const Pages& pages) {
    router.add({http::Method::kGet, "/me/cases/{case}/receipt", pages->gate.applicant(),
                [pages](http::Request& request) { return receipt(*pages, request); }});
    router.add({http::Method::kGet, "/me/cases/{case}/qr.svg", pages->gate.applicant(),
                [pages](http::Request& request) { return code(*pages, request); }});
}

}  // namespace yw::cases

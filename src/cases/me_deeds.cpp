// What an applicant does with a case besides mending it: withdraw, confirm that the result has come.
#include <charconv>

#include "cases/me_shell.hpp"
#include "cases/me_words.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

Deed deed_of(http::Request& request) {
    const http::Fields& fields = request.form().fields;
    Deed deed;
    deed.case_id = request.param("case");
    const std::string_view version = fields.get("version");
    std::from_chars(version.data(), version.data() + version.size(), deed.version);
    deed.opinion = fields.get("opinion");
    return deed;
}

http::Response withdraw_page(const PageDependencies& pages,
                             http::Request& request,
                             const std::string& opinion,
                             const std::vector<FieldError>& errors,
                             int status) {
    const auto found = pages.cases.case_view(identity::viewer_of(request), std::string(request.param("case")));
    if (!found) return pages.frame.error(request, found.error());
    const CaseView& shown = found.value();
    const auto next = next_state({shown.state, shown.instant}, Action::kWithdraw, Party::kApplicant);
    if (!next) return pages.frame.error(request, next.error());
    html::View view = page_view("cases/me_withdraw.html");
    show_error_summary(view, links_to(errors));
    const std::string* error = error_of(errors, "opinion");
    view.set("CSRF", identity::form_token(request)).set("VERSION", shown.version).set("ITEM", shown.item_name);
    view.set("NUMBER", shown.number).set("OPINION", opinion).set("BACK_URL", case_url(shown.id));
    view.set("ACTION", case_url(shown.id, "/withdraw")).set("OPINION_GROUP", error ? " govuk-form-group--error" : "");
    maybe(view, "IF_OPINION_ERROR", "OPINION_ERROR", error ? std::string_view(*error) : std::string_view());
    return case_answer(pages, request, shown, "撤回申请", view, status);
}

http::Response ask_withdraw(const PageDependencies& pages, http::Request& request) {
    return withdraw_page(pages, request, "", {}, 200);
}

http::Response withdraw(const PageDependencies& pages, http::Request& request) {
    const Deed deed = deed_of(request);
    const auto done = pages.cases.withdraw_case(identity::viewer_of(request), deed);
    if (done) return http::see_other(case_url(deed.case_id));
    if (!done.error().fields.empty()) return withdraw_page(pages, request, deed.opinion, done.error().fields, 422);
    return pages.frame.error(request, done.error());
}

http::Response confirm(const PageDependencies& pages, http::Request& request) {
    const Deed deed = deed_of(request);
    const auto done = pages.cases.confirm_receipt(identity::viewer_of(request), deed);
    if (!done) return pages.frame.error(request, done.error());
    return http::see_other(case_url(deed.case_id));
}

}  // namespace

void add_me_deed_routes(http::Router& router, const Pages& pages) {
    const auto add = [&](http::Method method, const char* pattern, auto handler) {
        router.add({method, pattern, pages->gate.applicant(),
                    [pages, handler](http::Request& request) { return handler(*pages, request); }});
    };
    add(http::Method::kGet, "/me/cases/{case}/withdraw", ask_withdraw);
    add(http::Method::kPost, "/me/cases/{case}/withdraw", withdraw);
    add(http::Method::kPost, "/me/cases/{case}/confirm", confirm);
}

}  // namespace yw::cases

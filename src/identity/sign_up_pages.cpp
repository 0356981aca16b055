#include "identity/form_fields.hpp"
#include "identity/page_routes.hpp"
#include "identity/visitor.hpp"
#include "kernel/credit_code.hpp"

namespace yw::identity {
namespace {

struct SignUpPage {
    SignUp form;
    std::string back;
    std::vector<FieldError> errors;
    std::optional<std::chrono::seconds> wait;
};

void show_check(
    html::View& page, const std::string& mark, std::string_view field, bool on, const std::vector<FieldError>& errors) {
    show_field(page, mark, field, "", errors);
    page.when(mark + "_ON", on).when(mark + "_OFF", !on);
}

void show_firm(html::View& page, const SignUpPage& shown) {
    page.none("FIRM");
    if (shown.form.role != Role::kAgent) return;
    html::View section = page.add("FIRM");
    const Firm& firm = shown.form.firm;
    show_field(section, "FIRM_NAME", "firm_name", firm.name, shown.errors);
    show_field(section, "CREDIT_CODE", "credit_code", firm.credit_code, shown.errors);
    show_field(section, "REPRESENTATIVE", "representative", firm.representative, shown.errors);
}

html::SafeHtml render(http::Request& request, const SignUpPage& shown) {
    const SignUp& form = shown.form;
    const bool agent = form.role == Role::kAgent;
    const std::string back = http::url_encode(shown.back);
    html::View page("identity/sign_up.html");
    page.set("CSRF", form_token(request)).set("BACK", shown.back).set("KIND", to_string(form.role));
    page.when("FOR_PERSON", !agent).when("FOR_FIRM", agent);
    page.set("OTHER_URL", (agent ? "/sign-up?back=" : "/sign-up?kind=agent&back=") + back);
    page.set("SIGN_IN_URL", (agent ? "/sign-in?kind=agent&back=" : "/sign-in?back=") + back);
    show_errors(page, shown.errors);
    show_wait(page, shown.wait);
    show_firm(page, shown);
    show_field(page, "NAME", "name", form.name, shown.errors);
    show_field(page, "ID_NUMBER", "id_number", form.id_number, shown.errors);
    show_field(page, "PHONE", "phone", form.phone, shown.errors);
    show_field(page, "PASSWORD", "password", "", shown.errors);
    show_field(page, "AGAIN", "password_again", "", shown.errors);
    show_check(page, "AGREE", "agree", form.agreed, shown.errors);
    show_check(page, "AGREE_NUMBER", "agree_number", form.agreed_number, shown.errors);
    return page.render();
}

http::Response answer(const Site& site, http::Request& request, const SignUpPage& shown, int status) {
    PageHead head;
    head.title = shown.form.role == Role::kAgent ? "企业办事人员注册" : "个人注册";
    head.crumbs = {{head.title, ""}};
    head.has_errors = status != 200;
    http::Response page = site.frame.page(request, head, render(request, shown), status);
    if (shown.wait) say_too_many(site, request, page, *shown.wait);
    return page;
}

/// Without the blanks at both ends, ideographic ones too.
std::string trimmed(std::string_view typed) {
    constexpr std::string_view kWide = "\u3000";
    for (bool going = true; going;) {
        going = false;
        for (const std::string_view blank : {std::string_view(" "), std::string_view("\t"), kWide}) {
            if (typed.starts_with(blank)) typed.remove_prefix(blank.size()), going = true;
            if (typed.ends_with(blank)) typed.remove_suffix(blank.size()), going = true;
        }
    }
    return std::string(typed);
}

SignUp read_form(const http::Fields& fields) {
    SignUp form;
    form.role = fields.get("kind") == "agent" ? Role::kAgent : Role::kPerson;
    form.name = trimmed(fields.get("name"));
    form.id_number = tidy_code(fields.get("id_number"));
    form.phone = tidy_code(fields.get("phone"));
    form.password = fields.get("password");
    form.password_again = fields.get("password_again");
    form.agreed = fields.get("agree") == "yes";
    form.agreed_number = fields.get("agree_number") == "yes";
    if (form.role == Role::kAgent)
        form.firm = {tidy_code(fields.get("credit_code")), trimmed(fields.get("firm_name")),
                     trimmed(fields.get("representative"))};
    return form;
}

http::Response get_sign_up(const Site& site, http::Request& request) {
    SignUpPage shown;
    shown.form.role = request.query.get("kind") == "agent" ? Role::kAgent : Role::kPerson;
    shown.back = safe_return(request.query.get("back"), "");
    if (viewer_of(request).is_applicant()) return http::see_other(shown.back.empty() ? "/me" : shown.back);
    return answer(site, request, shown, 200);
}

http::Response post_sign_up(const Site& site, http::Request& request) {
    const Parts& parts = site.parts;
    const http::Fields& fields = request.form().fields;
    SignUpPage shown{read_form(fields), safe_return(fields.get("back"), ""), {}, {}};
    shown.errors = faults_of(shown.form, parts.clock.today());
    if (!shown.errors.empty()) return answer(site, request, shown, 422);
    const Attempt attempt = sign_up_attempt(parts.keys, request.peer);
    if ((shown.wait = count_attempt(parts.database, parts.clock, attempt))) return answer(site, request, shown, 422);
    const auto done = sign_up(parts, shown.form);
    if (!done) {
        if (done.error().fields.empty()) return site.frame.error(request, done.error());
        shown.errors = done.error().fields;
        return answer(site, request, shown, 422);
    }
    return signed_in_answer(done.value(), shown.back.empty() ? "/me" : shown.back);
}

http::Response get_privacy(const Site& site, http::Request& request) {
    PageHead head;
    head.title = "个人信息怎么用";
    head.crumbs = {{head.title, ""}};
    return site.frame.page(request, head, html::View("identity/privacy.html").render());
}

}  // namespace

void add_sign_up_routes(http::Router& router, const Site& site) {
    router.add({http::Method::kGet, "/sign-up", site.gate.anyone(),
                [&site](http::Request& request) { return get_sign_up(site, request); }});
    router.add({http::Method::kPost, "/sign-up", site.gate.anyone(),
                [&site](http::Request& request) { return post_sign_up(site, request); }, http::Where::kSlow});
    router.add({http::Method::kGet, "/privacy", site.gate.everyone(),
                [&site](http::Request& request) { return get_privacy(site, request); }});
}

}  // namespace yw::identity

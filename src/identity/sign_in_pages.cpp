#include <algorithm>

#include "identity/form_fields.hpp"
#include "identity/held_form.hpp"
#include "identity/page_routes.hpp"
#include "identity/visitor.hpp"
#include "platform/strings/strings.hpp"

namespace yw::identity {
namespace {

/// What a sign-in page shows besides its words.
struct SignInPage {
    Kindred kindred = Kindred::kPerson;
    std::string back;
    std::string typed;
    std::vector<FieldError> errors;
    std::string refused;  ///< sentence
    std::optional<std::chrono::seconds> wait;
    bool ended = false;
    bool closed = false;    ///< the account was
    std::string held = {};  ///< a form that waits for the person (held_form.hpp)
};

void show_demo_accounts(html::View& page, bool shown, bool staff) {
    page.none("DEMO");
    if (!shown) return;
    html::View demo = page.add("DEMO");
    for (const DemoAccount& account : demo_accounts()) {
        if (is_staff(account.role) != staff) continue;
        const std::string who = account.role == Role::kAgent ? "李样本（给企业办事）" : std::string(account.who);
        demo.add("DEMO_ACCOUNT").set("WHO", who).set("LOGIN", account.login).set("PASSWORD", account.password);
    }
}

html::SafeHtml render(bool demonstration, http::Request& request, const SignInPage& shown) {
    const bool staff = shown.kindred == Kindred::kStaff;
    html::View page(staff ? "identity/staff_sign_in.html" : "identity/sign_in.html");
    const std::string back = http::url_encode(shown.back);
    page.set("CSRF", form_token(request)).set("BACK", shown.back);
    if (staff) {
        page.set("PEOPLE_URL", "/sign-in");
    } else {
        page.set("SIGN_UP_URL",
                 (shown.kindred == Kindred::kAgent ? "/sign-up?kind=agent&back=" : "/sign-up?back=") + back);
        page.set("STAFF_URL", "/staff/sign-in");
        const bool agent = shown.kindred == Kindred::kAgent;
        page.when("PERSON_ON", !agent).when("PERSON_OFF", agent).when("AGENT_ON", agent).when("AGENT_OFF", !agent);
    }
    show_errors(page, shown.errors);
    show_field(page, "LOGIN", "login", shown.typed, shown.errors);
    show_field(page, "PASSWORD", "password", "", shown.errors);
    page.none("ENDED").none("HELD");
    if (shown.ended) {
        html::View ended = page.add("ENDED");
        ended.when("HELD_SAID", !shown.held.empty()).when("NOTHING_HELD", shown.held.empty());
    }
    if (!shown.held.empty()) page.add("HELD").set("HELD_FORM", shown.held);
    if (!staff) page.when("CLOSED", shown.closed);
    page.none("REFUSED");
    if (!shown.refused.empty()) page.add("REFUSED").set("SENTENCE", shown.refused);
    show_wait(page, shown.wait);
    show_demo_accounts(page, demonstration, staff);
    return page.render();
}

http::Response page_of(
    const Frame& frame, bool demonstration, http::Request& request, const SignInPage& shown, int status) {
    PageHead head;
    head.title = shown.kindred == Kindred::kStaff ? "工作人员登录" : "登录";
    head.crumbs = {{head.title, ""}};
    head.has_errors = !shown.errors.empty() || !shown.refused.empty() || shown.wait.has_value();
    return frame.page(request, head, render(demonstration, request, shown), status);
}

http::Response answer(const Site& site, http::Request& request, const SignInPage& shown, int status) {
    http::Response page = page_of(site.frame, site.demonstration, request, shown, status);
    if (shown.wait) say_too_many(site, request, page, *shown.wait);
    return page;
}

/// The form that waited, to be sent on by one click: a page cannot send it by itself without scripts.
http::Response go_on_with_form(
    const Site& site, http::Request& request, const SignedIn& done, const HeldForm& held, const std::string& back) {
    const crypto::Keys& keys = site.parts.keys;
    html::View page("identity/held_form.html");
    page.set("ACTION", held.path).set("BACK_URL", back).when("FILES", held.had_files).none("TYPED");
    page.set("CSRF", form_token_of(keys, done.session.form_secret, done.account_id));
    for (const auto& pair : held.typed) page.add("TYPED").set("NAME", pair.first).set("VALUE", pair.second);
    PageHead head;
    head.title = "接着提交";
    head.crumbs = {{head.title, ""}};
    head.officer = is_staff(done.role);
    http::Response response = site.frame.page(request, head, page.render(), 200);
    http::set_cookie(response, kSessionCookie, done.session.token);
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response get_sign_in(const Site& site, http::Request& request, Kindred kindred) {
    const Viewer& viewer = viewer_of(request);
    const std::string back = safe_return(request.query.get("back"), "");
    const bool same_door = viewer.signed_in() && is_staff(viewer.role) == (kindred == Kindred::kStaff);
    if (same_door) return http::see_other(back.empty() ? std::string(home_of(viewer.role)) : back);
    SignInPage shown;
    shown.kindred = kindred;
    if (kindred != Kindred::kStaff && request.query.get("kind") == "agent") shown.kindred = Kindred::kAgent;
    shown.back = back;
    shown.ended = request.query.get("ended") == "1";
    shown.closed = request.query.get("closed") == "1";
    return answer(site, request, shown, 200);
}

/// What was typed, with the faults that can be seen without asking the store.
SignInPage read_page(http::Request& request, Kindred door) {
    const http::Fields& fields = request.form().fields;
    SignInPage shown;
    shown.kindred = door != Kindred::kStaff && fields.get("kind") == "agent" ? Kindred::kAgent : door;
    shown.back = safe_return(fields.get("back"), "");
    shown.held = fields.get("held");
    shown.ended = !shown.held.empty();
    constexpr std::size_t kLongestTyped = 100;
    shown.typed = fields.get("login").substr(0, kLongestTyped);
    if (shown.typed.empty())
        shown.errors.push_back(
            fault("login", door == Kindred::kStaff ? "identity.login_needed" : "identity.handle_needed"));
    const std::string_view password = fields.get("password");
    if (password.empty()) shown.errors.push_back(fault("password", "identity.password_needed"));
    if (password.size() > kPasswordMostBytes) shown.errors.push_back(fault("password", "identity.password_too_long"));
    return shown;
}

http::Response post_sign_in(const Site& site, http::Request& request, Kindred door) {
    SignInPage shown = read_page(request, door);
    if (!shown.errors.empty()) return answer(site, request, shown, 422);
    const Parts& parts = site.parts;
    const std::string handle = typed_handle(parts.keys, shown.kindred, shown.typed);
    const Attempt attempt = sign_in_attempt(parts.keys, shown.kindred, handle, request.peer);
    if ((shown.wait = count_attempt(parts.database, parts.clock, attempt))) return answer(site, request, shown, 422);
    const SignIn form{shown.kindred, handle, std::string(request.form().fields.get("password")),
                      viewer_of(request).session_id};
    const auto done = sign_in(parts, form, attempt);
    if (!done) {
        const bool people = door != Kindred::kStaff && done.error().code == kWrongPassword;
        shown.refused = people ? strings::text("identity.wrong_password_people") : strings::sentence(done.error());
        return answer(site, request, shown, 422);
    }
    if (const auto held = open_held_form(parts.keys, shown.held);
        held && crypto::same(held->account_mark, account_mark(parts.keys, done->account_id)))
        return go_on_with_form(site, request, done.value(), *held, shown.back);
    return signed_in_answer(done->session, shown.back.empty() ? std::string(home_of(done->role)) : shown.back);
}

http::Response post_sign_out(const Site& site, http::Request& request) {
    http::Response response = http::see_other("/");
    http::clear_cookie(response, kSessionCookie);
    const Viewer& viewer = viewer_of(request);
    if (!viewer.signed_in()) return response;
    if (const auto done = sign_out(site.parts, viewer); !done) return site.frame.error(request, done.error());
    return response;
}

/// Signing out twice, or after the session has ended by itself, is no error.
std::optional<http::Response> guard_sign_out(const Site& site, http::Request& request) {
    return site.gate.meet(request).session ? site.gate.refuse_bad_form(request) : std::nullopt;
}

}  // namespace

http::Response sign_in_before_form(const Frame& frame,
                                   bool demonstration,
                                   http::Request& request,
                                   std::string_view door,
                                   std::string back,
                                   std::string held) {
    SignInPage shown;
    shown.kindred = door == "/staff/sign-in" ? Kindred::kStaff : Kindred::kPerson;
    shown.back = std::move(back);
    shown.held = std::move(held);
    shown.ended = true;
    return page_of(frame, demonstration, request, shown, status_of(Kind::kForbidden));
}

std::string_view home_of(Role role) {
    if (!is_staff(role)) return "/me";
    if (role == Role::kGuideAuthor || role == Role::kGuideReviewer) return "/author";
    if (role == Role::kInspector) return "/inspect/campaigns";
    return role == Role::kOperator ? "/ops" : "/desk";
}

http::Response signed_in_answer(const NewSession& session, const std::string& onward) {
    http::Response response = http::see_other(onward);
    http::set_cookie(response, kSessionCookie, session.token);
    response.set("Cache-Control", "no-store");
    return response;
}

void say_too_many(const Site& site, http::Request& request, http::Response& page, std::chrono::seconds wait) {
    page.status = site.frame.error(request, fail(kTooManyTries)).status;
    page.set("Retry-After", std::to_string(wait.count()));
}

void show_wait(html::View& page, std::optional<std::chrono::seconds> wait) {
    page.none("WAIT");
    if (wait) page.add("WAIT").set("MINUTES", std::chrono::ceil<std::chrono::minutes>(*wait).count());
}

void add_sign_in_routes(http::Router& router, const Site& site) {
    const auto add = [&](std::string path, Kindred door) {
        router.add({http::Method::kGet, path, site.gate.anyone(),
                    [&site, door](http::Request& request) { return get_sign_in(site, request, door); }});
        router.add({http::Method::kPost, path, site.gate.anyone(),
                    [&site, door](http::Request& request) { return post_sign_in(site, request, door); },
                    http::Where::kSlow});
    };
    add("/sign-in", Kindred::kPerson);
    add("/staff/sign-in", Kindred::kStaff);
    router.add({http::Method::kPost, "/sign-out",
                [&site](http::Request& request) { return guard_sign_out(site, request); },
                [&site](http::Request& request) { return post_sign_out(site, request); }});
}

}  // namespace yw::identity

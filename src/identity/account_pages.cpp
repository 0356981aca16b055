#include "identity/form_fields.hpp"
#include "identity/page_routes.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/masking.hpp"
#include "platform/strings/strings.hpp"

namespace yw::identity {
namespace {

struct AccountPage {
    std::string phone;  ///< typed
    std::vector<FieldError> errors;
    std::optional<std::chrono::seconds> wait;
    std::string done;  ///< sentence
};

struct Own {
    Account account;
    std::optional<Firm> firm;
};

std::string_view level_words(int level) {
    constexpr std::string_view kWords[] = {"一级：您自己填写，还没有核对", "二级：姓名和身份证号已核对",
                                           "三级：已核对是您本人", "四级：已当面或者用数字证书核对"};
    return kWords[level - 1];
}

std::string_view role_words(Role role) {
    if (role == Role::kWindow) return "窗口";
    if (role == Role::kGuideAuthor) return "指南编写";
    if (role == Role::kGuideReviewer) return "指南审核";
    if (role == Role::kInspector) return "平台检查";
    return role == Role::kReviewer ? "审查" : "运行管理";
}

void show_people(html::View& page, const Own& own, const AccountPage& shown) {
    page.none("PEOPLE");
    if (is_staff(own.account.role)) return;
    html::View people = page.add("PEOPLE");
    people.set("NAME_MASKED", mask_name(own.account.name));
    people.set("ID_NUMBER_MASKED", mask_id_number(own.account.id_number));
    people.set("PHONE_MASKED", mask_mobile(own.account.phone));
    people.set("LEVEL", level_words(own.account.real_name_level));
    people.none("FIRM");
    if (own.firm)
        people.add("FIRM")
            .set("FIRM_NAME", own.firm->name)
            .set("CREDIT_CODE", own.firm->credit_code)
            .set("REPRESENTATIVE_MASKED", mask_name(own.firm->representative));
    show_field(people, "PHONE", "phone", shown.phone, shown.errors);
    show_field(people, "PHONE_CURRENT", "phone_current", "", shown.errors);
    show_field(people, "CLOSE_SURE", "close_sure", "", shown.errors);
    show_field(people, "CLOSE_CURRENT", "close_current", "", shown.errors);
}

void show_staff(html::View& page, const Own& own) {
    page.none("STAFF");
    if (!is_staff(own.account.role)) return;
    html::View staff = page.add("STAFF");
    staff.set("LOGIN", own.account.login).set("ROLE", role_words(own.account.role));
    staff.none("STAFF_NAME");
    if (!own.account.name.empty()) staff.add("STAFF_NAME").set("NAME", own.account.name);
}

html::SafeHtml render(http::Request& request, const Own& own, const AccountPage& shown) {
    html::View page("identity/account.html");
    page.set("CSRF", form_token(request));
    page.set("PASSWORD_URL", is_staff(own.account.role) ? "/staff/account/password" : "/me/account/password");
    page.none("DONE");
    if (!shown.done.empty()) page.add("DONE").set("WHAT", shown.done);
    show_wait(page, shown.wait);
    show_errors(page, shown.errors);
    show_people(page, own, shown);
    show_staff(page, own);
    show_field(page, "CURRENT", "current", "", shown.errors);
    show_field(page, "PASSWORD", "password", "", shown.errors);
    show_field(page, "AGAIN", "password_again", "", shown.errors);
    return page.render();
}

http::Response answer(const Site& site, http::Request& request, const AccountPage& shown, int status) {
    const Viewer& viewer = viewer_of(request);
    const Parts& parts = site.parts;
    const auto own = parts.database.read([&](db::Reader& reader) -> std::optional<Own> {
        auto account = parts.store.find(reader, viewer.account_id);
        if (!account) return std::nullopt;
        return Own{std::move(*account), parts.store.firm_of(reader, viewer.account_id, parts.clock.today())};
    });
    if (!own) return site.frame.error(request, fail(kNotFound));
    PageHead head;
    head.title = "我的账户";
    head.officer = is_staff(viewer.role);
    head.crumbs = {{head.officer ? "工作台" : "我的空间", std::string(home_of(viewer.role))}, {head.title, ""}};
    head.has_errors = status != 200;
    http::Response page = site.frame.page(request, head, render(request, *own, shown), status);
    if (shown.wait) say_too_many(site, request, page, *shown.wait);
    return page;
}

std::string_view own_page(const Viewer& viewer) {
    return is_staff(viewer.role) ? "/staff/account" : "/me/account";
}

http::Response get_account(const Site& site, http::Request& request) {
    AccountPage shown;
    const std::string_view done = request.query.get("done");
    if (done == "password") shown.done = "密码改好了。下次请用新密码登录。";
    if (done == "phone") shown.done = "手机号码换好了。下次可以用新号码登录。";
    return answer(site, request, shown, 200);
}

/// What both forms of the page do after their fields are read: count, change, show the page again or go on.
template <class Change>
http::Response post(const Site& site, http::Request& request, AccountPage shown, std::string_view done, Change change) {
    const Viewer& viewer = viewer_of(request);
    const Attempt attempt = own_password_attempt(site.parts.keys, viewer.account_id);
    if ((shown.wait = count_attempt(site.parts.database, site.parts.clock, attempt)))
        return answer(site, request, shown, 422);
    const Result<void> changed = change(viewer, attempt);
    if (changed) return http::see_other(std::string(own_page(viewer)) + "?done=" + std::string(done));
    if (changed.error().fields.empty()) return site.frame.error(request, changed.error());
    shown.errors = changed.error().fields;
    return answer(site, request, shown, 422);
}

http::Response post_password(const Site& site, http::Request& request) {
    const http::Fields& fields = request.form().fields;
    const ChangePassword form{std::string(fields.get("current")), std::string(fields.get("password")),
                              std::string(fields.get("password_again"))};
    return post(site, request, {}, "password", [&](const Viewer& viewer, const Attempt& attempt) {
        return change_password(site.parts, viewer, form, attempt);
    });
}

http::Response post_phone(const Site& site, http::Request& request) {
    const http::Fields& fields = request.form().fields;
    const ChangePhone form{tidy_code(fields.get("phone")), std::string(fields.get("phone_current"))};
    AccountPage shown;
    shown.phone = form.phone;
    return post(site, request, std::move(shown), "phone", [&](const Viewer& viewer, const Attempt& attempt) {
        return change_phone(site.parts, viewer, form, attempt);
    });
}

http::Response post_close(const Site& site, http::Request& request) {
    const http::Fields& fields = request.form().fields;
    const CloseAccount form{!fields.get("close_sure").empty(), std::string(fields.get("close_current"))};
    http::Response answered = post(site, request, {}, "closed", [&](const Viewer& viewer, const Attempt& attempt) {
        return close_account(site.parts, viewer, form, attempt);
    });
    const bool closed = answered.status == 303;
    return closed ? http::see_other("/sign-in?closed=1") : std::move(answered);
}

}  // namespace

void add_account_routes(http::Router& router, const Site& site) {
    const auto get = [&site](http::Request& request) { return get_account(site, request); };
    const auto password = [&site](http::Request& request) { return post_password(site, request); };
    const auto phone = [&site](http::Request& request) { return post_phone(site, request); };
    const auto close = [&site](http::Request& request) { return post_close(site, request); };
    const auto all_staff = [&] {
        return site.gate.staff({Role::kWindow, Role::kReviewer, Role::kOperator, Role::kGuideAuthor,
                                Role::kGuideReviewer, Role::kInspector});
    };
    router.add({http::Method::kGet, "/me/account", site.gate.applicant(), get});
    router.add({http::Method::kPost, "/me/account/password", site.gate.applicant(), password, http::Where::kSlow});
    router.add({http::Method::kPost, "/me/account/phone", site.gate.applicant(), phone, http::Where::kSlow});
    router.add({http::Method::kPost, "/me/account/close", site.gate.applicant(), close, http::Where::kSlow});
    router.add({http::Method::kGet, "/staff/account", all_staff(), get});
    router.add({http::Method::kPost, "/staff/account/password", all_staff(), password, http::Where::kSlow});
}

}  // namespace yw::identity

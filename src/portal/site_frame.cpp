#include <array>
#include <span>

#include "identity/identity.hpp"
#include "platform/strings/strings.hpp"
#include "portal/portal.hpp"
#include "portal/problem.hpp"
#include "web/web.hpp"

namespace yw::portal {
namespace {

/// Longer addresses are not carried along in "back": the links of a page must not grow without end.
constexpr std::size_t kLongestBack = 1000;

struct NavEntry {
    std::string_view name;
    std::string_view url;
};
constexpr std::array kPublicNav{NavEntry{"首页", "/"}, NavEntry{"个人", "/personal"}, NavEntry{"企业", "/enterprise"},
                                NavEntry{"部门", "/departments"}, NavEntry{"查进度", "/me"}};
constexpr std::array kDeskNav{NavEntry{"办件", "/desk"}, NavEntry{"评价", "/desk/ratings"},
                              NavEntry{"自查", "/desk/inspection"}};
constexpr std::array kAuthorNav{NavEntry{"草稿", "/author"}, NavEntry{"本部门事项", "/author/items"},
                                NavEntry{"新事项", "/author/new"}, NavEntry{"情形引导", "/author/guided"},
                                NavEntry{"没搜到的词", "/author/search"}};
constexpr std::array kOperatorNav{NavEntry{"运行", "/ops"},
                                  NavEntry{"导入", "/ops/import"},
                                  NavEntry{"自查", "/ops/inspection"},
                                  NavEntry{"平台检查", "/inspect/campaigns"},
                                  NavEntry{"办件时限", "/inspect/cases"},
                                  NavEntry{"渠道", "/ops/channels"}};

constexpr std::array kInspectorNav{NavEntry{"平台检查", "/inspect/campaigns"}, NavEntry{"本平台自查", "/inspect/self"},
                                   NavEntry{"办件时限", "/inspect/cases"}};

/// The part of the house that an officer's page belongs to: its name, its first page, its navigation.
struct Desk {
    std::string_view folder;
    std::string_view home;
    std::string_view what;
    std::span<const NavEntry> nav;
};
constexpr std::array kDesks{Desk{"/desk", "/desk", "工作台", kDeskNav}, Desk{"/ops", "/ops", "运行管理", kOperatorNav},
                            Desk{"/inspect", "/inspect/campaigns", "平台检查", kInspectorNav},
                            Desk{"/author", "/author", "指南编写", kAuthorNav}};

bool is_below(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string_view folder_of(identity::Role role) {
    if (role == identity::Role::kOperator) return "/ops";
    if (role == identity::Role::kInspector) return "/inspect";
    return role == identity::Role::kGuideAuthor || role == identity::Role::kGuideReviewer ? "/author" : "/desk";
}

/// Whose page it is says who is signed in: an operator keeps the own navigation on the pages of inspectors, everybody
/// on the page of the own account.
const Desk& desk_of(const http::Request& request) {
    const auto& viewer = identity::viewer_of(request);
    const bool staff = viewer.signed_in() && identity::is_staff(viewer.role);
    const std::string_view folder = staff ? folder_of(viewer.role) : std::string_view(request.path);
    for (const Desk& desk : kDesks)
        if (is_below(folder, desk.folder)) return desk;
    return kDesks.front();
}

/// Where links that leave for a moment (place, view, feedback) come back to.
std::string_view back_of(const http::Request& request) {
    const bool good = request.method == http::Method::kGet && request.target.size() <= kLongestBack &&
                      http::is_site_path(request.target);
    return good ? std::string_view(request.target) : std::string_view("/");
}

void fill_nav(html::View& view, std::span<const NavEntry> entries, std::string_view path) {
    for (const NavEntry& entry : entries)
        view.add("NAV").set("NAME", entry.name).set("URL", entry.url).when("IF_HERE", path == entry.url);
}

void fill_crumbs(html::View& view, const std::vector<Crumb>& crumbs) {
    if (crumbs.empty()) {
        view.none("IF_CRUMBS");
        return;
    }
    html::View shown = view.add("IF_CRUMBS");
    for (const Crumb& crumb : crumbs)
        shown.add("CRUMBS")
            .set("NAME", crumb.title)
            .set("URL", crumb.url)
            .when("IF_LINK", !crumb.url.empty())
            .when("IF_END", crumb.url.empty());
}

class PortalFrame final : public SiteFrame {
public:
    PortalFrame(PortalOptions options, PlaceName place_name)
        : options_(std::move(options)), place_name_(std::move(place_name)) {}

    http::Response page(http::Request& request,
                        const PageHead& head,
                        const html::SafeHtml& main,
                        int status) const override {
        return around(request, head, main, status);
    }
    http::Response error(http::Request& request, const Error& error) const override;
    http::Response status_page(const http::Request& request, int status) const override;

private:
    http::Response around(const http::Request& request,
                          const PageHead& head,
                          const html::SafeHtml& main,
                          int status) const;
    void fill_head(html::View& view, const http::Request& request, const PageHead& head) const;
    http::Response error_around(const http::Request& request,
                                int status,
                                std::string_view what,
                                const std::vector<FieldError>& fields) const;

    PortalOptions options_;
    PlaceName place_name_;
};

void PortalFrame::fill_head(html::View& view, const http::Request& request, const PageHead& head) const {
    const bool older = is_older_view(request);
    const RegionCode here = place_of(request, options_, place_name_);
    std::string place = place_name_(here);
    if (place.empty()) place = "全国";
    view.set("VIEW", older ? "yw-older" : "").set("BODY", head.action_bar ? "yw-body yw-body--actionbar" : "yw-body");
    view.set("TITLE", head.title).set("PLACE", place).set("PLACE_CODE", here.str());
    const std::string back = http::url_encode(back_of(request));
    view.set("PLACE_URL", "/place?back=" + back).set("FEEDBACK_URL", "/feedback?page=" + back);
    view.set("VIEW_URL", (older ? "/older?on=0&back=" : "/older?on=1&back=") + back);
    view.when("IF_ERRORS", head.has_errors).when("IF_DEMONSTRATION", options_.demonstration);
    view.when("IF_OLDER", older).when("IF_STANDARD", !older).when("IF_PUBLIC", !head.officer);
    view.set("CSS", web::asset_path("yiwang.css")).set("JS", web::asset_path("yiwang.js"));
    view.set("FAVICON", web::asset_path("favicon.svg")).set("TOUCH_ICON", web::asset_path("touch-icon.png"));
    view.set("MANIFEST", web::asset_path("manifest.webmanifest")).set("ICONS", web::asset_path("icons.svg"));
    const Desk& desk = desk_of(request);
    fill_nav(view, head.officer ? desk.nav : std::span<const NavEntry>(kPublicNav), request.path);
    view.set("WHAT", head.officer ? desk.what : "政务服务").set("HOME", head.officer ? desk.home : "/");
    view.set("HOME_NAME", head.officer ? "工作台" : "首页").set("MINE", head.officer ? desk.home : "/me");
    view.set("MINE_NAME", head.officer ? "工作台" : "我的空间");
    // Two pages have a search box of their own, larger and filled in.
    view.when("IF_SEARCH", !head.officer && request.path != "/" && request.path != "/search");
}

http::Response PortalFrame::around(const http::Request& request,
                                   const PageHead& head,
                                   const html::SafeHtml& main,
                                   int status) const {
    html::View view("portal/frame.html");
    fill_head(view, request, head);
    fill_crumbs(view, head.crumbs);
    view.set("MAIN_HTML", main);
    view.when("IF_INSPECTION", options_.has_inspection);
    if (options_.operator_name.empty())
        view.none("IF_OPERATOR");
    else
        view.add("IF_OPERATOR").set("OPERATOR", options_.operator_name);
    if (options_.operator_phone.empty())
        view.none("IF_PHONE");
    else
        view.add("IF_PHONE").set("PHONE", options_.operator_phone);
    http::Response response = http::html(view.render().text(), status);
    add_page_headers(response);
    // Pages depend on cookies and often on the person; what may be shared says so itself.
    response.set("Cache-Control", "no-store");
    return response;
}

std::string status_text(int status, std::string_view part) {
    const std::string key = "portal.status." + std::to_string(status) + "." + std::string(part);
    if (strings::known(key)) return std::string(strings::text(key));
    return status_text(status >= 500 ? 500 : 400, part);
}

http::Response PortalFrame::error_around(const http::Request& request,
                                         int status,
                                         std::string_view what,
                                         const std::vector<FieldError>& fields) const {
    const std::string title = status_text(status, "title");
    html::View view("portal/error.html");
    view.set("STATUS", status).set("TITLE", title).set("WHAT", what).set("NEXT", status_text(status, "next"));
    view.set("ICONS", web::asset_path("icons.svg")).set("ID", request.id);
    view.when("IF_ID", status >= 500 && !request.id.empty()).when("IF_SEARCH", status == 404 || status == 400);
    const auto& viewer = identity::viewer_of(request);
    const bool staff = viewer.signed_in() && identity::is_staff(viewer.role);
    view.set("HOME", staff ? desk_of(request).home : "/").set("HOME_NAME", staff ? "回到工作台" : "回到首页");
    // Somebody who came with another account changes it where one signs out.
    view.none("IF_ACCOUNT");
    if (status == 403 && viewer.signed_in())
        view.add("IF_ACCOUNT").set("ACCOUNT", staff ? "/staff/account" : "/me/account");
    if (fields.empty()) {
        view.none("IF_FIELDS");
    } else {
        html::View list = view.add("IF_FIELDS");
        for (const FieldError& field : fields) list.add("FIELDS").set("MESSAGE", field.message);
    }
    PageHead head;
    head.title = title;
    head.officer = staff;
    return around(request, head, view.render(), status);
}

http::Response PortalFrame::status_page(const http::Request& request, int status) const {
    const std::string what = status_text(status, "what");
    if (!is_below(request.path, "/api")) return error_around(request, status, what, {});
    return problem_json(request, {status, "http." + std::to_string(status), status_text(status, "title"), what, {}});
}

http::Response PortalFrame::error(http::Request& request, const Error& error) const {
    const int status = status_of(error.code.kind);
    const std::string what =
        strings::known(error.code.name) ? std::string(strings::sentence(error)) : status_text(status, "what");
    if (!is_below(request.path, "/api")) return error_around(request, status, what, error.fields);
    return problem_json(request,
                        {status, std::string(error.code.name), status_text(status, "title"), what, error.fields});
}

}  // namespace

std::unique_ptr<SiteFrame> open_site_frame(PortalOptions options, PlaceName place_name) {
    return std::make_unique<PortalFrame>(std::move(options), std::move(place_name));
}

}  // namespace yw::portal

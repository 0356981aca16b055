// What belongs to the person, fetched after the page: cached pages hold nothing of it.
#include "portal/site.hpp"

namespace yw::portal {
namespace {

http::Response fragment(const html::View& view) {
    http::Response response = http::html(view.render().text());
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response nothing() {
    http::Response response;
    response.status = 204;
    response.set("Cache-Control", "no-store");
    return response;
}

/// The path of the page that asks for the fragment: back to it after signing in.
std::string asking_page(const http::Request& request) {
    std::string_view referer = request.header("Referer");
    const auto host = referer.find("://");
    const auto path = host == std::string_view::npos ? host : referer.find('/', host + 3);
    if (path == std::string_view::npos) return "/";
    referer.remove_prefix(path);
    return http::is_site_path(referer) && referer.size() <= 1000 ? std::string(referer) : "/";
}

std::string_view home_of(const identity::Viewer& viewer) {
    if (viewer.is_applicant()) return "/me";
    if (viewer.writes_guides()) return "/author";
    return viewer.is_officer() ? "/desk" : "/ops";
}

http::Response me(const Site& site, http::Request& request) {
    const identity::Viewer& viewer = identity::viewer_of(request);
    if (!viewer.signed_in()) {
        html::View view = site.view("portal/fragment_sign_in.html");
        view.set("URL", "/sign-in?back=" + http::url_encode(asking_page(request)));
        return fragment(view);
    }
    html::View view = site.view("portal/fragment_me.html");
    view.set("URL", home_of(viewer)).set("NAME", viewer.masked_name);
    const auto& count = site.parts.personal.count_to_do;
    const int to_do = count && viewer.is_applicant() ? count(viewer) : 0;
    if (to_do > 0)
        view.add("IF_TODO").set("TODO", to_do);
    else
        view.none("IF_TODO");
    return fragment(view);
}

http::Response open_cases(const Site& site, http::Request& request) {
    const identity::Viewer& viewer = identity::viewer_of(request);
    const auto& list = site.parts.personal.open_cases;
    if (!viewer.is_applicant() || !list) return nothing();
    const std::vector<OpenCase> cases = list(viewer);
    if (cases.empty()) return nothing();
    html::View view = site.view("portal/fragment_cases.html");
    for (const OpenCase& open : cases)
        view.add("CASES").set("NAME", open.name).set("URL", open.url).set("STATE", open.state);
    return fragment(view);
}

}  // namespace

void add_personal_routes(http::Router& router, const SharedSite& site) {
    const auto anyone = site->parts.gate.anyone();
    site->add_get(router, "/fragments/me", anyone, [site](http::Request& request) { return me(*site, request); });
    site->add_get(router, "/fragments/cases", anyone,
                  [site](http::Request& request) { return open_cases(*site, request); });
}

}  // namespace yw::portal

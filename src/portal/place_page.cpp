// Picking a place, from the nation down to the village, with or without scripts; and the view for older people.
#include "kernel/utf8.hpp"
#include "portal/site.hpp"

namespace yw::portal {
namespace {

constexpr std::chrono::seconds kYear{365 * 24 * 3600};
constexpr std::size_t kChildren = 400;
constexpr std::size_t kMatches = 20;

std::string back_of(std::string_view typed) {
    return http::is_site_path(typed) && typed.size() <= 1000 ? std::string(typed) : "/";
}

std::string place_url(RegionCode at, const std::string& back) {
    return "/place?at=" + at.str() + "&back=" + http::url_encode(back);
}

/// What the page shows besides the level that is open.
struct Shown {
    RegionCode at;
    std::optional<RegionCode> after;  ///< of a long list of children
    std::string back = "/";
    std::string typed;
    std::string error;
    std::vector<regions::Found> matches;
};

void fill_level(const Site& site, html::View& view, const regions::Regions& directory, const Shown& shown) {
    view.none("CHAIN").set("AT", site.place_name(shown.at)).set("CODE", shown.at.str());
    for (const regions::RegionView& above : directory.chain(shown.at))
        if (above.code != shown.at)
            view.add("CHAIN").set("NAME", site.place_name(above.code)).set("URL", place_url(above.code, shown.back));
    const auto children = directory.children(shown.at, shown.after, kChildren);
    view.when("IF_LOWEST", children.empty());
    if (children.empty()) {
        view.none("IF_CHILDREN");
        return;
    }
    html::View list = view.add("IF_CHILDREN");
    for (const regions::RegionView& child : children)
        list.add("CHILDREN").set("NAME", child.name).set("URL", place_url(child.code, shown.back));
    if (children.size() < kChildren)
        list.none("IF_MORE");
    else
        list.add("IF_MORE").set("MORE_URL", place_url(shown.at, shown.back) + "&after=" + children.back().code.str());
}

http::Response place_page(const Site& site, http::Request& request, const Shown& shown, int status = 200) {
    const regions::Regions directory = site.parts.regions();
    html::View view = site.view("portal/place.html");
    view.set("NOW", site.place_name(site.place(request))).set("BACK", shown.back).set("TYPED", shown.typed);
    view.set("CSRF", identity::form_token(request));
    view.set("GROUP_CLASS",
             shown.error.empty() ? "govuk-form-group yw-region" : "govuk-form-group govuk-form-group--error yw-region");
    if (shown.error.empty())
        view.none("IF_ERROR");
    else
        view.add("IF_ERROR").set("ERROR", shown.error);
    if (shown.matches.empty()) {
        view.none("IF_MATCHES");
    } else {
        html::View list = view.add("IF_MATCHES");
        for (const regions::Found& found : shown.matches)
            list.add("MATCHES")
                .set("NAME", directory.full_name(found.region.code))
                .set("URL", place_url(found.region.code, shown.back));
    }
    fill_level(site, view, directory, shown);
    PageHead head;
    head.title = "选地区";
    head.crumbs = {{"选地区", ""}};
    head.has_errors = !shown.error.empty();
    return site.page(request, head, view, status);
}

http::Response open_place(const Site& site, http::Request& request) {
    Shown shown;
    shown.back = back_of(request.query.get("back"));
    if (const auto at = request.query.find("at")) {
        const auto code = RegionCode::parse(*at);
        if (!code || site.place_name(*code).empty()) return site.error(request, fail(kPlaceNotFound));
        shown.at = *code;
    }
    if (const auto after = request.query.find("after")) {
        shown.after = RegionCode::parse(*after);
        if (!shown.after) return site.error(request, fail(kPlaceNotFound));
    }
    return place_page(site, request, shown);
}

http::Response go_to(RegionCode place, const std::string& back) {
    http::Response response = http::see_other(back);
    http::set_cookie(response, "yw-place", place.str(), {kYear, true});
    return response;
}

/// The name alone, where no script has put the code in: one match is taken, of several the person picks.
http::Response choose_by_name(const Site& site, http::Request& request, Shown shown) {
    shown.typed = typed_text(request.form().fields.get("region_name"), 100);
    if (!utf8::is_valid(shown.typed)) shown.typed.clear();
    if (shown.typed.empty()) {
        shown.error = "请输入地区名称，或者在下面一级一级选";
        return place_page(site, request, shown, 422);
    }
    const regions::Regions directory = site.parts.regions();
    shown.matches = directory.search(shown.typed, kMatches);
    if (shown.matches.size() == 1) return go_to(shown.matches.front().region.code, shown.back);
    shown.error = shown.matches.empty() ? "没有找到“" + shown.typed + "”，请检查名称，或者在下面一级一级选"
                                        : "有几个地区叫这个名字，请在下面选一个";
    return place_page(site, request, shown, 422);
}

http::Response choose_place(const Site& site, http::Request& request) {
    const http::Fields& fields = request.form().fields;
    Shown shown;
    shown.back = back_of(fields.get("back"));
    const std::string_view typed = fields.get("region");
    if (typed.empty()) return choose_by_name(site, request, std::move(shown));
    const auto code = RegionCode::parse(typed);
    if (code && !site.place_name(*code).empty()) return go_to(*code, shown.back);
    shown.error = "没有这个地区，请重新选";
    return place_page(site, request, shown, 422);
}

http::Response switch_view(http::Request& request) {
    http::Response response = http::see_other(back_of(request.query.get("back")));
    if (request.query.get("on") == "1")
        http::set_cookie(response, "yw-view", "older", {kYear, true});
    else
        http::clear_cookie(response, "yw-view");
    return response;
}

}  // namespace

void add_place_routes(http::Router& router, const SharedSite& site) {
    const auto anyone = site->parts.gate.anyone();
    site->add_get(router, "/place", anyone, [site](http::Request& request) { return open_place(*site, request); });
    router.add({http::Method::kPost, "/place", anyone,
                [site](http::Request& request) { return choose_place(*site, request); }});
    // A link, so that it works everywhere; it changes how pages look and nothing else.
    site->add_get(router, "/older", site->parts.gate.everyone(),
                  [](http::Request& request) { return switch_view(request); });
}

}  // namespace yw::portal

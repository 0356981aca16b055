#include "portal/site.hpp"

#include "kernel/utf8.hpp"
#include "web/web.hpp"

namespace yw::portal {
namespace {

/// Only paths that look the same decoded and encoded are cached: a page has one address.
bool is_plain_path(std::string_view path) {
    if (path.size() > 200 || !http::is_site_path(path)) return false;
    for (const char c : path)
        if (c == '%' || c == '?' || c == '#' || static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

http::Request canonical(const http::Request& asked, RegionCode place, bool older) {
    http::Request request;
    request.path = asked.path;
    request.target = asked.path;
    request.params = asked.params;
    request.id = asked.id;
    request.headers.push_back({"Host", std::string(asked.header("Host"))});
    request.headers.push_back({"Cookie", "yw-place=" + place.str() + (older ? "; yw-view=older" : "")});
    return request;
}

}  // namespace

Site::Site(const Portal& portal)
    : parts(portal), place_name_(place_names(portal.regions)), cache_(portal.options.cache_bytes) {}

html::View Site::view(std::string_view template_name) const {
    html::View view(template_name);
    view.set("ICONS", web::asset_path("icons.svg"));
    return view;
}

std::string Site::origin(const http::Request& request) const {
    if (!parts.options.site_url.empty()) return parts.options.site_url;
    const std::string_view host = request.header("Host");
    const bool local = host.starts_with("localhost") || host.starts_with("127.");
    return (local ? "http://" : "https://") + std::string(host);
}

std::optional<http::Response> Site::from_memory(const http::Request& request,
                                                RegionCode place,
                                                std::uint64_t generation) const {
    const auto page = cache_.find({request.path, place, is_older_view(request)}, generation);
    if (!page) return std::nullopt;
    return answer_from(*page, request);
}

http::Response Site::rendered(http::Request& request, const http::Handler& render) const {
    const RegionCode here = place(request);
    // Asked before rendering: a change meanwhile makes the page stale, never wrongly fresh.
    const std::uint64_t generation = parts.catalogue.generation();
    if (auto ready = from_memory(request, here, generation)) return std::move(*ready);
    if (!is_plain_path(request.path)) return render(request);
    const bool older = is_older_view(request);
    http::Request same_for_all = canonical(request, here, older);
    http::Response page = render(same_for_all);
    if (page.status != 200) return page;
    const auto finished = finished_page(std::move(page), generation);
    cache_.put({request.path, here, older}, finished);
    return answer_from(*finished, request);
}

void Site::add_cached(http::Router& router, std::string pattern, http::Handler render) const {
    http::Route route{http::Method::kGet, std::move(pattern), parts.gate.everyone(), {}};
    const auto site = shared_from_this();
    route.handler = [site, render = std::move(render)](http::Request& request) {
        return site->rendered(request, render);
    };
    route.at_once = [site](http::Request& request) -> std::optional<http::Response> {
        const auto generation = site->parts.catalogue.generation_at_hand();
        if (!generation) return std::nullopt;
        // A cookie that names no known place is not in the cache: rendered() finds out.
        const auto chosen = RegionCode::parse(request.cookie("yw-place"));
        return site->from_memory(request, chosen.value_or(site->parts.options.default_place), *generation);
    };
    router.add(std::move(route));
}

void Site::add_get(http::Router& router, std::string pattern, http::Guard guard, http::Handler handler) const {
    router.add({http::Method::kGet, std::move(pattern), std::move(guard), std::move(handler)});
}

std::string typed_text(std::string_view text, std::size_t max) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    std::string kept;
    for (std::size_t i = 0; i < max && !text.empty(); ++i) kept += utf8::take(text);
    return kept;
}

std::string in_thousands(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
    return digits;
}

}  // namespace yw::portal

#include "identity/visitor.hpp"

#include <stdexcept>

#include "identity/held_form.hpp"

namespace yw::identity {
namespace {

constexpr std::string_view kOfSession = "identity.form";
constexpr std::string_view kOfVisit = "identity.visit_form";

/// The host and port of "https://host:port"; nothing for other shapes ("null").
std::optional<std::string_view> host_of(std::string_view origin) {
    const std::size_t at = origin.find("://");
    if (at == std::string_view::npos) return std::nullopt;
    return origin.substr(at + 3);
}

/// Sec-Fetch-Site says it best; Origin, where a browser sends it, must agree.
bool is_from_this_site(const http::Request& request, std::string_view expected_origin) {
    const std::string_view site = request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const std::string_view origin = request.header("Origin");
    if (origin.empty()) return true;
    if (origin == "null") return site == "same-origin";  // a page with Referrer-Policy: no-referrer
    if (!expected_origin.empty()) return origin == expected_origin;
    return host_of(origin) == request.header("Host");
}

}  // namespace

std::string form_token_of(const crypto::Keys& keys, std::string_view form_secret, std::string_view account_id) {
    return keys.sign(kOfSession, form_secret) + "." + account_mark(keys, account_id);
}

bool is_surely_from_this_site(const http::Request& request, std::string_view origin) {
    const bool says = !request.header("Sec-Fetch-Site").empty() || !request.header("Origin").empty();
    return says && request.header("Sec-Fetch-Site") != "none" && is_from_this_site(request, origin);
}

std::optional<std::string> expected_form_token(const Visitor& visitor) {
    if (visitor.session)
        return form_token_of(*visitor.keys, visitor.session->form_secret, visitor.session->viewer.account_id);
    if (visitor.visit.empty()) return std::nullopt;
    return visitor.keys->sign(kOfVisit, visitor.visit);
}

FormCheck check_form(http::Request& request, const Visitor& visitor, std::string_view origin) {
    if (!is_from_this_site(request, origin)) return FormCheck::kOtherSite;
    const auto expected = expected_form_token(visitor);
    std::string_view given = request.header("X-CSRF-Token");
    if (given.empty()) given = request.form().fields.get("csrf");
    return expected && crypto::same(*expected, given) ? FormCheck::kRight : FormCheck::kWrongToken;
}

std::string safe_return(std::string_view typed, std::string_view fallback) {
    constexpr std::size_t kLongest = 1000;
    if (typed.size() > kLongest || !http::is_site_path(typed)) return std::string(fallback);
    const std::string_view path = typed.substr(0, typed.find_first_of("?#"));
    for (const std::string_view own : {"/sign-in", "/sign-up", "/sign-out", "/staff/sign-in"})
        if (path == own) return std::string(fallback);
    return std::string(typed);
}

const Viewer& viewer_of(const http::Request& request) {
    static const Viewer kNobody;
    const Visitor* visitor = request.get<Visitor>();
    return visitor && visitor->session ? visitor->session->viewer : kNobody;
}

const System& system_of(const http::Request& request) {
    const System* system = request.get<System>();
    if (!system) throw std::logic_error("system_of() behind another guard than system(): " + request.path);
    return *system;
}

std::string form_token(const http::Request& request) {
    Visitor* visitor = request.get<Visitor>();
    if (!visitor) throw std::logic_error("a form behind the guard everyone(): its page is the same for all");
    visitor->has_form = true;
    if (!visitor->session && visitor->visit.empty()) {
        visitor->visit = crypto::random_token();
        visitor->new_visit = true;
    }
    return expected_form_token(*visitor).value();
}

}  // namespace yw::identity

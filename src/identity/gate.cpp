#include "identity/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "identity/held_form.hpp"
#include "identity/page_routes.hpp"

namespace yw::identity {
namespace {

bool changes_something(http::Method method) {
    return method == http::Method::kPost || method == http::Method::kPut || method == http::Method::kDelete;
}

bool is_token(std::string_view text) {
    constexpr std::size_t kLength = 43;
    return text.size() == kLength && crypto::from_base64url(text).has_value();
}

bool has_header(const http::Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers, [&](const http::Header& header) { return header.name == name; });
}

/// The page that the form stood on, as far as it is a page of this site: a POST itself cannot be gone back to.
std::string page_before(const http::Request& request) {
    const std::string_view referer = request.header("Referer");
    const std::size_t scheme = referer.find("://");
    if (scheme == std::string_view::npos) return "/";
    const std::string_view rest = referer.substr(scheme + 3);
    const std::size_t path = rest.find('/');
    if (path == std::string_view::npos || rest.substr(0, path) != request.header("Host")) return "/";
    return std::string(rest.substr(path));
}

}  // namespace

Admission admit(const Viewer& viewer, const Demand& demand) {
    if (!demand.signed_in) return Admission::kWelcome;
    if (!viewer.signed_in()) return demand.applicant ? Admission::kSignIn : Admission::kStaffSignIn;
    if (demand.applicant) {
        if (!viewer.is_applicant()) return Admission::kRefused;
        return viewer.role == Role::kAgent && viewer.firm_name.empty() ? Admission::kNoFirm : Admission::kWelcome;
    }
    return std::ranges::find(demand.staff, viewer.role) != demand.staff.end() ? Admission::kWelcome
                                                                              : Admission::kRefused;
}

http::Guard SessionGate::everyone() const {
    return [](http::Request& request) -> std::optional<http::Response> {
        if (changes_something(request.method))
            throw std::logic_error("everyone() guards a route that changes something: " + request.path);
        return std::nullopt;
    };
}

http::Guard SessionGate::anyone() const {
    return [this](http::Request& request) { return guard(request, {}); };
}

http::Guard SessionGate::applicant() const {
    return [this](http::Request& request) { return guard(request, {true, true, {}}); };
}

http::Guard SessionGate::staff(std::vector<Role> roles) const {
    if (!std::ranges::all_of(roles, is_staff)) throw std::logic_error("staff() with a role that is none of staff");
    const Demand demand{true, false, std::move(roles)};
    return [this, demand](http::Request& request) { return guard(request, demand); };
}

http::Guard SessionGate::system() const {
    return [this](http::Request& request) -> std::optional<http::Response> {
        constexpr std::string_view kScheme = "Bearer ";
        const std::string_view sent = request.header("Authorization");
        auto system = sent.starts_with(kScheme) ? systems_.find(sent.substr(kScheme.size())) : std::nullopt;
        if (!system) {
            http::Response response = frame_.error(request, fail(kKeyRefused));
            response.set("WWW-Authenticate", "Bearer");
            return response;
        }
        if (systems_.count(*system) == SystemKeys::Allowed::kTooMany) {
            http::Response response = frame_.error(request, fail(kTooManyCalls, system->key_id));
            response.set("Retry-After", "60");
            return response;
        }
        request.put(*std::move(system));
        return std::nullopt;
    };
}

Visitor& SessionGate::meet(http::Request& request) const {
    Visitor visitor;
    visitor.keys = &keys_;
    if (const std::string_view token = request.cookie(kSessionCookie); !token.empty())
        visitor.session = sessions_.find(token);
    if (!visitor.session)
        if (const std::string_view visit = request.cookie(kVisitCookie); is_token(visit)) visitor.visit = visit;
    return request.put(std::move(visitor));
}

std::optional<http::Response> SessionGate::guard(http::Request& request, const Demand& demand) const {
    const Visitor& visitor = meet(request);
    switch (admit(viewer_of(request), demand)) {
        case Admission::kWelcome:
            break;
        case Admission::kSignIn:
            return to_sign_in(request, "/sign-in");
        case Admission::kStaffSignIn:
            return to_sign_in(request, "/staff/sign-in");
        case Admission::kRefused:
            return frame_.error(request,
                                fail(kNotAllowed, fmt::format("account {}", visitor.session->viewer.account_id)));
        case Admission::kNoFirm:
            return frame_.error(request, fail(kAgencyEnded));
    }
    return changes_something(request.method) ? refuse_bad_form(request) : std::nullopt;
}

std::optional<http::Response> SessionGate::refuse_bad_form(http::Request& request) const {
    const FormCheck check = check_form(request, *request.get<Visitor>(), options_.origin);
    if (check == FormCheck::kRight) return std::nullopt;
    return frame_.error(request, fail(kFormRefused, check == FormCheck::kOtherSite ? "another site" : "token"));
}

http::Response SessionGate::to_sign_in(http::Request& request, std::string_view page) const {
    if (request.path.starts_with("/api/")) return frame_.error(request, fail(kSignInNeeded));
    const std::string back = changes_something(request.method) ? page_before(request) : request.target;
    // What was typed is not lost with the session: the sign-in page carries it.
    if (changes_something(request.method)) {
        if (auto held = held_form(request, keys_, options_.origin))
            return sign_in_before_form(frame_, options_.demonstration, request, page, safe_return(back, "/"),
                                       *std::move(held));
    }
    // Somebody with a cookie had a session: the page says why it is gone.
    const bool ended = !request.cookie(kSessionCookie).empty();
    return http::see_other(
        fmt::format("{}?back={}{}", page, http::url_encode(safe_return(back, "/")), ended ? "&ended=1" : ""));
}

void SessionGate::finish(const http::Request& request, http::Response& response) const {
    const Visitor* visitor = request.get<Visitor>();
    if (!visitor) return;
    if (visitor->new_visit) http::set_cookie(response, kVisitCookie, visitor->visit);
    if ((visitor->session || visitor->has_form) && !has_header(response, "Cache-Control"))
        response.set("Cache-Control", "no-store");
}

}  // namespace yw::identity

#include "portal/api_answer.hpp"

#include <boost/json/serialize.hpp>
#include <charconv>

#include "portal/negotiation.hpp"
#include "portal/problem.hpp"

namespace yw::portal {
namespace {

constexpr int kDefaultLimit = 20;
constexpr int kMaxLimit = 200;

}  // namespace

http::Response api_text(const http::Request& request, std::string body) {
    const std::string etag = "\"" + crypto::hex(crypto::sha256(body)).substr(0, 24) + "\"";
    http::Response response;
    response.set("ETag", etag);
    response.set("Cache-Control", "public, no-cache");
    response.set("Access-Control-Allow-Origin", "*");
    response.set("Access-Control-Expose-Headers", "ETag");
    response.set("X-Content-Type-Options", "nosniff");
    if (names_etag(request.header("If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    response.set("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
}

http::Response api_answer(const http::Request& request, const boost::json::value& body) {
    return api_text(request, boost::json::serialize(body));
}

int limit_of(const http::Request& request) {
    const auto typed = request.query.find("limit");
    if (!typed) return kDefaultLimit;
    int limit = 0;
    const auto [end, error] = std::from_chars(typed->data(), typed->data() + typed->size(), limit);
    if (error != std::errc() || end != typed->data() + typed->size() || limit < 1 || limit > kMaxLimit)
        throw BadParameter{"limit", "应当是1到200的整数"};
    return limit;
}

RegionCode region_of(const Site& site, const http::Request& request, std::string_view name) {
    const auto typed = request.query.find(name);
    if (!typed) throw BadParameter{std::string(name), "缺少：请给12位地区代码"};
    const auto code = RegionCode::parse(*typed);
    if (!code) throw BadParameter{std::string(name), "应当是12位地区代码，例如511602000000"};
    if (site.place_name(*code).empty()) throw BadParameter{std::string(name), "没有这个地区"};
    return *code;
}

bool flag_of(const http::Request& request, std::string_view name) {
    const auto typed = request.query.find(name);
    if (!typed || *typed == "false") return false;
    if (*typed == "true") return true;
    throw BadParameter{std::string(name), "应当是true或者false"};
}

void add_api(http::Router& router, const SharedSite& site, std::string pattern, http::Handler handler) {
    router.add({http::Method::kGet, "/api/v1" + std::move(pattern), site->parts.gate.everyone(),
                [handler = std::move(handler)](http::Request& request) {
                    try {
                        return handler(request);
                    } catch (const BadParameter& bad) {
                        return bad_parameter(request, bad.name, bad.why);
                    }
                }});
}

}  // namespace yw::portal

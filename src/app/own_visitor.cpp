#include "app/own_visitor.hpp"

#include "platform/http/target.hpp"
#include "platform/log/log.hpp"

namespace yw::app {

OwnVisitor::OwnVisitor(const http::Router& router, const portal::SiteFrame& frame, const identity::Gate& gate)
    : router_(router) {
    hooks_.error_page = [&frame](const http::Request& request, int status) {
        return frame.status_page(request, status);
    };
    hooks_.bug = [](const http::Request& request, const std::string& what) {
        log::event("inspect.bug", log::Level::kError, {{"path", request.path}, {"what", what}});
    };
    hooks_.finish = [&gate](const http::Request& request, http::Response& response) { gate.finish(request, response); };
}

inspect::Opened OwnVisitor::open(const std::string& target, RegionCode place) const {
    http::Request request;
    const auto mark = target.find('?');
    auto query = mark == std::string::npos ? std::optional<http::Fields>(http::Fields())
                                           : http::parse_urlencoded(std::string_view(target).substr(mark + 1));
    if (!query || !http::is_origin_form(target) ||
        !http::decode_path(std::string_view(target).substr(0, mark), request.path))
        return {400, "", ""};
    request.query = std::move(*query);
    request.target = target;
    request.peer = "127.0.0.1";
    request.headers.push_back({"Host", "localhost"});
    request.headers.push_back({"Cookie", "yw-place=" + place.str()});
    const auto response = http::dispatch(router_, hooks_, request);
    inspect::Opened opened{response.status, "", std::string(response.bytes())};
    for (const auto& header : response.headers)
        if (header.name == "Location") opened.location = header.value;
    return opened;
}

}  // namespace yw::app

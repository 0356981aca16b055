#include "platform/http/request_from_head.hpp"

#include <algorithm>

#include "platform/http/dispatch.hpp"
#include "platform/http/target.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

std::string valid_utf8(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0)
            out.push_back('?');
        else
            out.append(text.substr(0, length));
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

void copy_fields(const Head& head, Request& request) {
    std::vector<Header> headers = std::move(request.headers);
    request.reset();
    request.headers = std::move(headers);
    request.headers.resize(head.count);
    for (std::size_t i = 0; i < head.count; ++i) {
        request.headers[i].name.assign(head.fields[i].name);
        const std::string_view value = head.fields[i].value;
        if (is_utf8(value))
            request.headers[i].value.assign(value);
        else
            request.headers[i].value = valid_utf8(value);
    }
}

std::string forwarded_peer(const Request& request, const std::string& peer, const TrustedProxies& proxies) {
    std::string list;
    for (const Header& header : request.headers)
        if (same_word(header.name, "X-Forwarded-For")) list += (list.empty() ? "" : ",") + header.value;
    return client_address(list, peer, proxies);
}

}  // namespace

bool fill_request(const Head& head, const std::string& peer, const Site& site, Request& request) {
    copy_fields(head, request);
    request.method = head.method;
    request.target.assign(head.target);
    request.id = next_request_id();
    request.peer = site.options.behind_proxy ? forwarded_peer(request, peer, site.proxies) : peer;
    if (head.target == "*") {
        request.path = "*";
        return true;
    }
    const std::size_t question = std::min(head.target.find('?'), head.target.size());
    if (question < head.target.size()) {
        auto query = parse_urlencoded(head.target.substr(question + 1));
        if (!query) return false;
        request.query = std::move(*query);
    }
    return decode_path(head.target.substr(0, question), request.path);
}

}  // namespace yw::http

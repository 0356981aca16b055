#include "platform/http/http.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {
namespace {

/// The largest form of ours is an author's list of materials: some fifty inputs each. The body is limited besides.
constexpr std::size_t kMostFields = 8000;

}  // namespace

std::string_view to_string(Method method) {
    switch (method) {
        case Method::kGet:
            return "GET";
        case Method::kHead:
            return "HEAD";
        case Method::kPost:
            return "POST";
        case Method::kPut:
            return "PUT";
        case Method::kDelete:
            return "DELETE";
        case Method::kOptions:
            return "OPTIONS";
    }
    return "GET";
}

std::string_view Request::header(std::string_view name) const {
    for (const Header& header : headers)
        if (same_word(header.name, name)) return header.value;
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const Header& header : headers) {
        if (!same_word(header.name, "Cookie")) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
        }
    }
    return {};
}

std::string_view Request::param(std::string_view name) const {
    for (const auto& [key, value] : params)
        if (key == name) return value;
    return {};
}

const Form& Request::form() {
    if (form_) return *form_;
    form_.emplace();
    const std::string_view type = header("Content-Type");
    const std::string_view kind = trimmed(type.substr(0, type.find(';')));
    if (same_word(kind, "application/x-www-form-urlencoded")) {
        if (auto fields = parse_urlencoded(body, kMostFields)) {
            form_->fields = std::move(*fields);
            form_ok_ = true;
        }
    } else if (same_word(kind, "multipart/form-data")) {
        if (auto parts = parse_multipart(body, type)) {
            form_ = std::move(parts);
            form_ok_ = true;
        }
    }
    return *form_;
}

bool Request::form_ok() {
    form();
    return form_ok_;
}

void Request::reset() {
    method = Method::kGet;
    path.clear();
    target.clear();
    query = Fields();
    headers.clear();
    body.clear();
    peer.clear();
    id.clear();
    params.clear();
    context_.clear();
    form_.reset();
    form_ok_ = false;
}

}  // namespace yw::http

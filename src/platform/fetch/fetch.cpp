#include "platform/fetch/fetch.hpp"

#include <curl/curl.h>

#include <memory>

namespace yw::fetch {
namespace {

constexpr long kMostRedirects = 3;

struct Finish {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Body {
    std::string bytes;
    std::size_t most = 0;
    bool too_large = false;
};

std::size_t take(char* bytes, std::size_t, std::size_t count, void* into) {
    Body& body = *static_cast<Body*>(into);
    if (body.bytes.size() + count > body.most) {
        body.too_large = true;
        return 0;  // ends the transfer
    }
    body.bytes.append(bytes, count);
    return count;
}

/// Once a process, before the first handle.
void start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!started) throw std::runtime_error("fetch: libcurl does not start");
}

bool is_http(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

}  // namespace

Result<Answer> fetch(const Order& order) {
    if (!is_http(order.url)) return fail(kBadAddress, order.url);
    start_curl();
    const std::unique_ptr<CURL, Finish> handle(curl_easy_init());
    if (!handle) throw std::bad_alloc();
    std::unique_ptr<curl_slist, Finish> headers;
    for (const auto& [name, value] : order.headers) {
        auto* longer = curl_slist_append(headers.get(), (name + ": " + value).c_str());
        if (!longer) throw std::bad_alloc();
        (void)headers.release();
        headers.reset(longer);
    }
    Body body;
    body.most = order.max_bytes;
    CURL* curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, order.url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // other threads keep their signals
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Yiwang/1");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(order.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(order.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    if (order.method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(order.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, order.body.data());
    } else {
        curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
    }
    const CURLcode done = curl_easy_perform(curl);
    if (body.too_large) return fail(kTooLarge, order.url);
    if (done == CURLE_URL_MALFORMAT || done == CURLE_UNSUPPORTED_PROTOCOL) return fail(kBadAddress, order.url);
    if (done != CURLE_OK) return fail(kUnreachable, order.url + ": " + curl_easy_strerror(done));
    Answer answer;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    const char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    if (type) answer.content_type = type;
    answer.body = std::move(body.bytes);
    return answer;
}

}  // namespace yw::fetch

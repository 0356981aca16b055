#include "platform/fetch/fetch.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <stdexcept>

namespace yw::fetch {
namespace {

constexpr curl_off_t kLongestWaitSeconds = 3600;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Body {
    std::string bytes;
    std::size_t most = 0;
    bool too_large = false;
};

std::size_t take(char* bytes, std::size_t, std::size_t count, void* into) {
    Body& body = *static_cast<Body*>(into);
    const std::size_t room = body.most - body.bytes.size();
    body.bytes.append(bytes, std::min(count, room));
    if (count <= room) return count;
    body.too_large = true;
    return 0;  // ends the transfer
}

/// Once a process, before the first handle.
void start_curl() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!started) throw std::runtime_error("fetch: libcurl does not start");
}

bool is_http(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

ErrorCode error_of(CURLcode code) {
    switch (code) {
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return kBadAddress;
        case CURLE_OPERATION_TIMEDOUT:
            return kTimedOut;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return kCertificate;
        default:
            return kUnreachable;
    }
}

Answer answer_of(CURL* curl, Body body) {
    Answer answer;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    const char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    if (type) answer.content_type = type;
    curl_header* location = nullptr;
    if (curl_easy_header(curl, "Location", 0, CURLH_HEADER, -1, &location) == CURLHE_OK)
        answer.location = location->value;
    curl_off_t wait = 0;
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    answer.retry_after_s = static_cast<int>(std::min(wait, kLongestWaitSeconds));
    curl_off_t microseconds = 0;
    curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME_T, &microseconds);
    answer.ms = microseconds / 1000;
    answer.cut_off = body.too_large;
    answer.body = std::move(body.bytes);
    return answer;
}

}  // namespace

struct Fetcher::Handle {
    Handle() {
        start_curl();
        curl = curl_easy_init();
        if (!curl) throw std::bad_alloc();
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { curl_easy_cleanup(curl); }
    CURL* curl = nullptr;
};

Fetcher::Fetcher() : handle_(std::make_unique<Handle>()) {}
Fetcher::~Fetcher() = default;

Result<Answer> Fetcher::fetch(const Order& order) {
    if (!is_http(order.url)) return fail(kBadAddress, order.url);
    CURL* curl = handle_->curl;
    curl_easy_reset(curl);  // connections stay
    std::unique_ptr<curl_slist, FreeList> headers;
    for (const auto& header : order.headers) {
        auto* longer = curl_slist_append(headers.get(), (header.first + ": " + header.second).c_str());
        if (!longer) throw std::bad_alloc();
        (void)headers.release();
        headers.reset(longer);
    }
    Body body;
    body.most = order.max_bytes;
    curl_easy_setopt(curl, CURLOPT_URL, order.url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // other threads keep their signals
    curl_easy_setopt(curl, CURLOPT_USERAGENT, order.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(order.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(order.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    if (order.method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(order.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, order.body.data());
    } else if (order.most_redirects > 0) {
        curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
        curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(order.most_redirects));
    }
    const CURLcode done = curl_easy_perform(curl);
    if (body.too_large && !order.cut_off) return fail(kTooLarge, order.url);
    if (done != CURLE_OK && !body.too_large) return fail(error_of(done), order.url + ": " + curl_easy_strerror(done));
    return answer_of(curl, std::move(body));
}

Result<Answer> fetch(const Order& order) {
    return Fetcher().fetch(order);
}

}  // namespace yw::fetch

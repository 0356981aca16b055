#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <mutex>
#include <stdexcept>

#include "inspect/site/fetching.hpp"

namespace yw::site {
namespace {

struct Receiving {
    Answer& answer;
    std::size_t max_bytes;
};

std::size_t receive(char* bytes, std::size_t, std::size_t count, void* into) {
    auto& receiving = *static_cast<Receiving*>(into);
    auto& body = receiving.answer.body;
    const std::size_t room = receiving.max_bytes - std::min(receiving.max_bytes, body.size());
    body.append(bytes, std::min(count, room));
    if (count <= room) return count;
    receiving.answer.cut_off = true;
    return 0;  // ends the transfer
}

Failure failure_of(CURLcode code) {
    switch (code) {
        case CURLE_OK:
            return Failure::kNone;
        case CURLE_OPERATION_TIMEDOUT:
            return Failure::kTimedOut;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_INVALIDCERTSTATUS:
            return Failure::kCertificate;
        default:
            return Failure::kUnreachable;
    }
}

class CurlFetcher final : public Fetcher {
public:
    explicit CurlFetcher(const FetchLimits& limits) : limits_(limits) {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
        curl_ = curl_easy_init();
        if (!curl_) throw std::runtime_error("libcurl cannot be started");
    }
    CurlFetcher(const CurlFetcher&) = delete;
    CurlFetcher& operator=(const CurlFetcher&) = delete;
    ~CurlFetcher() override { curl_easy_cleanup(curl_); }

    Answer get(const Asked& asked) override {
        Answer answer;
        Receiving receiving{answer, limits_.max_bytes};
        curl_easy_reset(curl_);  // connections stay
        curl_easy_setopt(curl_, CURLOPT_URL, asked.address.text.c_str());
        curl_easy_setopt(curl_, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl_, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl_, CURLOPT_USERAGENT, limits_.user_agent.c_str());
        curl_easy_setopt(curl_, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
        curl_easy_setopt(curl_, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.whole.count()));
        curl_easy_setopt(curl_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
        curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &receiving);
        const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
            curl_slist_append(nullptr, "Accept-Language: zh-CN,zh;q=0.9"), curl_slist_free_all);
        curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers.get());
        if (!asked.form_body.empty()) curl_easy_setopt(curl_, CURLOPT_COPYPOSTFIELDS, asked.form_body.c_str());
        const CURLcode code = curl_easy_perform(curl_);
        if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && answer.cut_off)) {
            answer.failure = failure_of(code);
            answer.body.clear();
            return answer;
        }
        fill(answer);
        return answer;
    }

private:
    void fill(Answer& answer) {
        long status = 0;
        curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
        const char* type = nullptr;
        curl_easy_getinfo(curl_, CURLINFO_CONTENT_TYPE, &type);
        answer.content_type = type ? type : "";
        curl_off_t microseconds = 0;
        curl_easy_getinfo(curl_, CURLINFO_TOTAL_TIME_T, &microseconds);
        answer.ms = microseconds / 1000;
        curl_header* header = nullptr;
        if (curl_easy_header(curl_, "Location", 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
            answer.location = header->value;
        curl_off_t wait = 0;
        curl_easy_getinfo(curl_, CURLINFO_RETRY_AFTER, &wait);
        answer.retry_after_s = static_cast<int>(std::min<curl_off_t>(wait, 3600));
    }

    FetchLimits limits_;
    CURL* curl_ = nullptr;
};

}  // namespace

std::string_view to_string(Failure failure) {
    switch (failure) {
        case Failure::kNone:
            return "";
        case Failure::kTimedOut:
            return "timed_out";
        case Failure::kUnreachable:
            return "unreachable";
        case Failure::kCertificate:
            return "certificate";
    }
    return "";
}

std::unique_ptr<Fetcher> open_fetcher(const FetchLimits& limits) {
    return std::make_unique<CurlFetcher>(limits);
}

}  // namespace yw::site

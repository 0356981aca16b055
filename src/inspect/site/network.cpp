#include "inspect/site/fetching.hpp"
#include "platform/fetch/fetch.hpp"

namespace yw::site {
namespace {

Failure failure_of(const ErrorCode& code) {
    if (code == fetch::kTimedOut) return Failure::kTimedOut;
    return code == fetch::kCertificate ? Failure::kCertificate : Failure::kUnreachable;
}

class NetworkFetcher final : public Fetcher {
public:
    explicit NetworkFetcher(const FetchLimits& limits) {
        order_.headers = {{"Accept-Language", "zh-CN,zh;q=0.9"}};
        order_.connect_timeout = limits.connect;
        order_.timeout = limits.whole;
        order_.max_bytes = limits.max_bytes;
        order_.cut_off = true;
        order_.most_redirects = 0;  // the walk decides where it may go
        order_.user_agent = limits.user_agent;
    }

    Answer get(const Asked& asked) override {
        order_.url = asked.address.text;
        order_.method = asked.form_body.empty() ? "GET" : "POST";
        order_.body = asked.form_body;
        auto got = network_.fetch(order_);
        Answer answer;
        if (!got) {
            answer.failure = failure_of(got.error().code);
            return answer;
        }
        answer.status = got->status;
        answer.content_type = std::move(got->content_type);
        answer.location = std::move(got->location);
        answer.retry_after_s = got->retry_after_s;
        answer.body = std::move(got->body);
        answer.cut_off = got->cut_off;
        answer.ms = got->ms;
        return answer;
    }

private:
    fetch::Fetcher network_;
    fetch::Order order_;
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
    return std::make_unique<NetworkFetcher>(limits);
}

}  // namespace yw::site

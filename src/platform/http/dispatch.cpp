#include "platform/http/dispatch.hpp"

#include <atomic>
#include <exception>
#include <future>
#include <random>
#include <stdexcept>

#include "platform/http/response_head.hpp"

namespace yw::http {

namespace {

void report(const ServerHooks& hooks, const Request& request, const std::string& what) noexcept {
    try {
        if (hooks.bug) hooks.bug(request, what);
    } catch (...) {  // a log that fails must not take the answer with it
    }
}

void check(const Response& response) {
    for (const Header& header : response.headers) check_header(header.name, header.value);
    if (response.status < 200 || response.status > 599) throw std::logic_error("status that no answer has");
}

/// What `make` gives, finished and checked; what it throws is reported and becomes 500.
template <class F>
Response made(const ServerHooks& hooks, const Request& request, const F& make) {
    try {
        Response response = make();
        if (hooks.finish) hooks.finish(request, response);
        check(response);
        return response;
    } catch (const std::exception& error) {
        report(hooks, request, error.what());
    } catch (...) {
        report(hooks, request, "unknown exception");
    }
    return error_answer(hooks, request, 500);
}

class PendingReply final : public Reply {
public:
    PendingReply(const ServerHooks& hooks, const Request& request, std::function<void(Response)> send)
        : hooks_(hooks), request_(request), send_(std::move(send)) {}
    ~PendingReply() override {
        give([]() -> Response { throw std::logic_error("a handler dropped its reply"); });
    }
    PendingReply(const PendingReply&) = delete;
    PendingReply& operator=(const PendingReply&) = delete;

    void give(const std::function<Response()>& make) noexcept override {
        if (!given_.exchange(true)) send_(made(hooks_, request_, make));
    }

private:
    const ServerHooks& hooks_;
    const Request& request_;
    const std::function<void(Response)> send_;
    std::atomic<bool> given_{false};
};

}  // namespace

std::string next_request_id() {
    static const std::uint64_t start = [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32) | device();
    }();
    static std::atomic<std::uint64_t> count{0};
    // splitmix64 is a bijection: no two counts of a process share an id, and neighbours look unlike.
    std::uint64_t x = start + count.fetch_add(1, std::memory_order_relaxed) * 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    x ^= x >> 31;
    static constexpr char kLetters[] = "0123456789abcdefghjkmnpqrstvwxyz";  // without i, l, o, u
    std::string id(13, '0');
    for (char& c : id) {
        c = kLetters[x & 31];
        x >>= 5;
    }
    return id;
}

Response error_answer(const ServerHooks& hooks, const Request& request, int status) {
    if (hooks.error_page) {
        try {
            Response page = hooks.error_page(request, status);
            check(page);
            return page;
        } catch (const std::exception& error) {
            report(hooks, request, std::string("error page: ") + error.what());
        } catch (...) {
            report(hooks, request, "error page: unknown exception");
        }
    }
    return text(std::to_string(status) + " " + std::string(reason_phrase(status)) + "\n", status);
}

Response answer(const Route& route, const ServerHooks& hooks, Request& request) {
    return made(hooks, request, [&] {
        std::optional<Response> refused = route.guard(request);
        return refused ? std::move(*refused) : route.handler(request);
    });
}

void answer_later(const Route& route,
                  const ServerHooks& hooks,
                  Request& request,
                  std::function<void(Response)> send) noexcept {
    const auto reply = std::make_shared<PendingReply>(hooks, request, std::move(send));
    try {
        if (std::optional<Response> refused = route.guard(request))
            reply->give([&] { return std::move(*refused); });
        else
            route.later(request, reply);
    } catch (...) {
        const std::exception_ptr broken = std::current_exception();
        reply->give([&]() -> Response { std::rethrow_exception(broken); });
    }
}

std::optional<Response> answer_at_once(const Route& route, const ServerHooks& hooks, Request& request) {
    if (!route.at_once) return std::nullopt;
    try {
        std::optional<Response> response = route.guard(request);
        if (!response) response = route.at_once(request);
        if (!response) return std::nullopt;
        if (hooks.finish) hooks.finish(request, *response);
        check(*response);
        return response;
    } catch (const std::exception& error) {
        report(hooks, request, error.what());
    } catch (...) {
        report(hooks, request, "unknown exception");
    }
    return error_answer(hooks, request, 500);
}

Response unrouted(const Router& router, const ServerHooks& hooks, const Request& request, bool path_known) {
    if (!path_known) return error_answer(hooks, request, 404);
    Response response = error_answer(hooks, request, 405);
    response.set("Allow", router.allowed(request.path));
    return response;
}

Response too_busy(const ServerHooks& hooks, const Request& request) {
    Response response = error_answer(hooks, request, 503);
    response.set("Retry-After", "2");
    return response;
}

Response too_often(const ServerHooks& hooks, const Request& request) {
    Response response = error_answer(hooks, request, 429);
    response.set("Retry-After", "10");
    return response;
}

void log_answer(const ServerHooks& hooks,
                const Request& request,
                const Response& response,
                std::chrono::steady_clock::duration spent) noexcept {
    try {
        if (hooks.log) hooks.log(request, response, std::chrono::duration_cast<std::chrono::microseconds>(spent));
    } catch (const std::exception& error) {
        report(hooks, request, std::string("log: ") + error.what());
    }
}

Response dispatch(const Router& router, const ServerHooks& hooks, Request& request) {
    if (request.id.empty()) request.id = next_request_id();
    Router::Match match = router.match(request.method, request.path);
    if (!match.route) return unrouted(router, hooks, request, match.path_known);
    request.params = std::move(match.params);
    if (auto ready = answer_at_once(*match.route, hooks, request)) return std::move(*ready);
    if (!match.route->later) return answer(*match.route, hooks, request);
    const auto given = std::make_shared<std::promise<Response>>();
    answer_later(*match.route, hooks, request, [given](Response response) { given->set_value(std::move(response)); });
    return given->get_future().get();
}

}  // namespace yw::http

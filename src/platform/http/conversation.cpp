// The half of a connection that knows what requests and answers are: bytes in, exchanges, answers into the output.
#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "platform/http/connection.hpp"
#include "platform/http/dispatch.hpp"
#include "platform/http/request_from_head.hpp"

namespace yw::http {

namespace {

constexpr std::size_t kCork = 256 * 1024;        // answers to pipelined requests that go out in one write
constexpr std::size_t kBodyReserve = 64 * 1024;  // what a claimed Content-Length is believed before bytes come

}  // namespace

/// False when more bytes are needed.
bool Connection::feed(std::string_view& bytes) {
    while (!bytes.empty() && !closing_ && loop_.output().bytes() < kCork) {
        if (state_ == State::kBody)
            feed_body(bytes);
        else if (state_ == State::kHandling)
            return true;
        else if (!feed_head(bytes))
            return false;
    }
    return true;
}

bool Connection::feed_head(std::string_view& bytes) {
    Head& head = loop_.head();
    const HeadResult result = parse_head(bytes, loop_.site().options.max_header_bytes, head);
    if (result.status != 0) {
        refuse(result.status);
        return true;
    }
    if (result.used == 0) {
        if (std::exchange(state_, State::kHead) == State::kIdle) deadline_ms_ = 0;
        return false;
    }
    bytes.remove_prefix(result.used);
    state_ = State::kIdle;
    begin(head);
    // The client waits for leave to send; bytes that are here already need none.
    if (state_ == State::kBody && head.expects_continue && bytes.empty())
        loop_.output().add_raw("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

void Connection::begin(const Head& head) {
    Site& site = loop_.site();
    Request& request = loop_.scratch();
    Manner manner{head.keep_alive && !site.draining, head.http10, head.method == Method::kHead,
                  std::chrono::steady_clock::now()};
    if (!fill_request(head, peer_, site, request)) return refuse(400);
    const bool has_body = head.framing != Framing::kNone;
    if (!head.method_routable || head.target == "*") {
        Response response = error_answer(site.hooks, request, 405);
        const std::string allowed = site.router.allowed(request.path);
        response.set("Allow", allowed.empty() ? "GET, HEAD, POST" : allowed);
        manner.keep_alive = manner.keep_alive && !has_body && head.method_routable;
        linger_ = has_body;
        return respond(request, std::move(response), manner);
    }
    Router::Match match = site.router.match(request.method, request.path);
    if (!match.route) {
        manner.keep_alive = manner.keep_alive && !has_body;
        linger_ = has_body;
        return respond(request, unrouted(site.router, site.hooks, request, match.path_known), manner);
    }
    request.params = std::move(match.params);
    if (head.framing == Framing::kLength && head.content_length > match.route->max_body) {
        manner.keep_alive = false;
        linger_ = true;
        return respond(request, error_answer(site.hooks, request, 413), manner);
    }
    if (!has_body) {
        if (auto ready = answer_at_once(*match.route, site.hooks, request))
            return respond(request, std::move(*ready), manner);
    }
    if (match.route->where == Where::kInline && !has_body)
        return respond(request, answer(*match.route, site.hooks, request), manner);
    begin_exchange(head, request, *match.route, manner);
}

void Connection::begin_exchange(const Head& head, Request& request, const Route& route, Manner manner) {
    exchange_ = std::make_unique<Exchange>(loop_.site().waiting_bytes, route);
    exchange_->request = std::move(request);
    exchange_->manner = manner;
    exchange_->framing = head.framing;
    if (head.framing == Framing::kNone) return hand_over();
    exchange_->left = head.content_length;
    exchange_->request.body.reserve(std::min<std::uint64_t>(head.content_length, kBodyReserve));
    exchange_->body_began_ms = Loop::now_ms();
    state_ = State::kBody;
    deadline_ms_ = 0;
}

void Connection::feed_body(std::string_view& bytes) {
    std::string& body = exchange_->request.body;
    const std::size_t before = bytes.size();
    const std::size_t held = body.size();
    auto state = ChunkedBody::State::kMore;
    if (exchange_->framing == Framing::kChunked) {
        state = exchange_->chunked.feed(bytes, body);
    } else {
        const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(exchange_->left, bytes.size()));
        body.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        exchange_->left -= taken;
        if (exchange_->left == 0) state = ChunkedBody::State::kDone;
    }
    exchange_->received += before - bytes.size();
    exchange_->counted += body.size() - held;
    Site& site = loop_.site();
    if ((site.waiting_bytes += body.size() - held) > site.options.max_waiting_bytes) return refuse(503);
    switch (state) {
        case ChunkedBody::State::kMore:
            return;
        case ChunkedBody::State::kMalformed:
            return refuse(400);
        case ChunkedBody::State::kTooLong:
            return refuse(413);
        case ChunkedBody::State::kDone:
            return hand_over();
    }
}

void Connection::hand_over() {
    Site& site = loop_.site();
    const Where where = exchange_->route.where;
    deadline_ms_ = 0;
    if (where == Where::kInline) {
        exchange_->response = answer(exchange_->route, site.hooks, exchange_->request);
    } else if (!site.peer_rate.allow(exchange_->request.peer, Loop::now_ms())) {
        exchange_->response = too_often(site.hooks, exchange_->request);
    } else {
        WorkerPool& pool = where == Where::kSlow ? site.slow : site.workers;
        state_ = State::kHandling;
        if (pool.submit([self = shared_from_this()] { self->work(); })) return;
        exchange_->response = too_busy(site.hooks, exchange_->request);
    }
    state_ = State::kIdle;
    const std::unique_ptr<Exchange> done = std::move(exchange_);
    respond(done->request, std::move(done->response), done->manner);
}

/// On a worker's thread: nothing but the exchange may be touched here.
void Connection::work() {
    Site& site = loop_.site();
    if (!exchange_->route.later) {
        exchange_->response = answer(exchange_->route, site.hooks, exchange_->request);
        boost::asio::post(loop_.io(), [self = shared_from_this()] { self->answered(); });
        return;
    }
    ++site.replies_awaited;
    // Whoever gives the reply keeps nothing of the connection: it ends on its own loop's thread.
    answer_later(exchange_->route, site.hooks, exchange_->request,
                 [&site, self = shared_from_this()](Response response) mutable {
                     self->exchange_->response = std::move(response);
                     boost::asio::io_context& io = self->loop_.io();
                     boost::asio::post(io, [self = std::move(self)] { self->answered(); });
                     --site.replies_awaited;
                 });
}

void Connection::answered() {
    if (state_ == State::kClosed) return;
    state_ = State::kIdle;
    const std::unique_ptr<Exchange> done = std::move(exchange_);
    respond(done->request, std::move(done->response), done->manner);
    const std::string input = take_input();
    proceed(input);
}

void Connection::respond(const Request& request, Response response, Manner manner) {
    const Site& site = loop_.site();
    if (!manner.keep_alive || site.draining) closing_ = true;
    if (site.hooks.log) log_answer(site.hooks, request, response, std::chrono::steady_clock::now() - manner.started);
    loop_.output().add(response, loop_.date(), {closing_, manner.http10}, manner.head_only, loop_.hot_bodies());
}

/// Answers something that cannot be served and ends the connection: where the next request would begin is not known.
void Connection::refuse(int status) {
    const std::unique_ptr<Exchange> unfinished = std::move(exchange_);
    Request& request = unfinished ? unfinished->request : loop_.scratch();
    if (!unfinished) {
        request.reset();
        request.peer = peer_;
        request.id = next_request_id();
    }
    linger_ = true;
    state_ = State::kIdle;
    Manner manner;
    manner.started = std::chrono::steady_clock::now();
    const Site& site = loop_.site();
    respond(request, status == 503 ? too_busy(site.hooks, request) : error_answer(site.hooks, request, status), manner);
}

}  // namespace yw::http

#include "platform/http/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

#include "platform/http/dispatch.hpp"
#include "platform/http/target.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

namespace {

constexpr std::size_t kCork = 256 * 1024;  // answers to pipelined requests that go out in one write
constexpr std::int64_t kLingerMs = 2'000;
constexpr std::uint64_t kMinSendBytesPerS = 4096;  // slower readers are cut
constexpr std::size_t kBodyReserve = 64 * 1024;    // what a claimed Content-Length is believed before bytes come

using Descriptor = boost::asio::posix::stream_descriptor;

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

}  // namespace

struct Connection::Exchange {
    Exchange(std::atomic<std::size_t>& waiting, const Route& found)
        : waiting_bytes(waiting), route(found), chunked(found.max_body) {}
    ~Exchange() { waiting_bytes -= counted; }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    std::atomic<std::size_t>& waiting_bytes;
    const Route& route;
    ChunkedBody chunked;
    Request request;
    Response response;
    Manner manner;
    Framing framing = Framing::kNone;
    std::uint64_t left = 0;      ///< of a body with Content-Length
    std::uint64_t received = 0;  ///< bytes on the wire, for the minimal rate
    std::size_t counted = 0;     ///< what this body adds to waiting_bytes
    std::int64_t body_began_ms = 0;
};

Connection::Connection(Loop& loop, int socket, std::string peer)
    : loop_(loop), socket_(loop.io()), peer_(std::move(peer)) {
    socket_.assign(socket);
    loop_.site().connections.fetch_add(1);
}

Connection::~Connection() {
    loop_.site().connections.fetch_sub(1);
}

void Connection::start(Loop::Place place) {
    place_ = place;
    listed_ = true;
    deadline_ms_ = Loop::now_ms() + loop_.site().options.idle_timeout.count();
    wait_readable();
}

void Connection::close() {
    const auto self = shared_from_this();
    state_ = State::kClosed;
    boost::system::error_code ignored;
    socket_.close(ignored);
    unsent_.reset();
    if (std::exchange(listed_, false)) loop_.forget(place_);
}

void Connection::drain() {
    if (state_ == State::kIdle && !unsent_) close();
}

void Connection::look_at_clock(std::int64_t now) {
    if (state_ == State::kBody && !unsent_) {
        const ServerOptions& options = loop_.site().options;
        const auto elapsed = now - exchange_->body_began_ms;
        const auto due = static_cast<std::uint64_t>(elapsed) * options.min_body_rate / 1000;
        if (elapsed > options.rate_grace.count() && exchange_->received < due) deadline_ms_ = now;
    }
    if (deadline_ms_ == 0 || now < deadline_ms_) return;
    if (unsent_ || (state_ != State::kHead && state_ != State::kBody)) return close();
    refuse(408);
    if (flush()) finish(true);
}

void Connection::wait_readable() {
    if (std::exchange(reading_, true)) return;
    socket_.async_wait(Descriptor::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
        self->reading_ = false;
        if (error || self->state_ == State::kClosed) return;
        self->on_readable();
    });
}

void Connection::wait_writable() {
    socket_.async_wait(Descriptor::wait_write, [self = shared_from_this()](const boost::system::error_code& error) {
        if (error || self->state_ == State::kClosed) return;
        self->on_writable();
    });
}

void Connection::on_readable() {
    if (unsent_ || state_ == State::kHandling) return;  // a later state asks again
    const ssize_t count = ::recv(socket_.native_handle(), loop_.buffer(), Loop::kBuffer, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return wait_readable();
    if (count <= 0) return close();
    if (state_ == State::kLingering) return wait_readable();
    const std::string_view bytes(loop_.buffer(), static_cast<std::size_t>(count));
    if (input_.empty()) return proceed(bytes);
    input_.append(bytes);
    // A head that comes byte by byte is looked at again only when a line of it is complete.
    const bool whole_line = bytes.find('\n') != std::string_view::npos;
    if (!whole_line && input_.size() <= std::min(loop_.site().options.max_header_bytes, kMaxTarget))
        return wait_readable();
    const std::string input = take_input();
    proceed(input);
}

void Connection::on_writable() {
    switch (unsent_->send(socket_.native_handle())) {
        case Output::Sent::kBroken:
            return close();
        case Output::Sent::kPart:
            set_send_deadline();
            return wait_writable();
        case Output::Sent::kAll:
            break;
    }
    unsent_.reset();
    deadline_ms_ = 0;
    if (closing_) return finish(true);
    if (state_ == State::kHandling) return;
    const std::string input = take_input();
    proceed(input);
}

void Connection::keep(std::string_view bytes) {
    input_.assign(bytes);
}

std::string Connection::take_input() {
    return std::exchange(input_, std::string());
}

/// Consumes `bytes` as far as it goes, sends what that made, and sees to it that something wakes the connection again.
void Connection::proceed(std::string_view bytes) {
    for (bool more = true; more;) {
        more = feed(bytes) && !bytes.empty();
        if (!flush()) return keep(bytes);
        if (closing_) return finish(!bytes.empty());
        if (state_ == State::kHandling) return keep(bytes);
    }
    keep(bytes);
    set_deadline();
    wait_readable();
}

/// Of what the client has to send next; the whole head and the whole body have one each, which runs on.
void Connection::set_deadline() {
    const ServerOptions& options = loop_.site().options;
    if (state_ == State::kIdle)
        deadline_ms_ = Loop::now_ms() + options.idle_timeout.count();
    else if (state_ == State::kHead && deadline_ms_ == 0)
        deadline_ms_ = Loop::now_ms() + options.header_timeout.count();
    else if (state_ == State::kBody && deadline_ms_ == 0)
        deadline_ms_ = exchange_->body_began_ms + options.body_timeout.count();
}

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

bool Connection::fill_request(const Head& head, Request& request) const {
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
    request.method = head.method;
    request.target.assign(head.target);
    request.id = next_request_id();
    request.peer = peer_;
    const Site& site = loop_.site();
    if (site.options.behind_proxy) {
        std::string list;
        for (const Header& header : request.headers)
            if (same_word(header.name, "X-Forwarded-For")) list += (list.empty() ? "" : ",") + header.value;
        request.peer = client_address(list, peer_, site.proxies);
    }
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

void Connection::begin(const Head& head) {
    Site& site = loop_.site();
    Request& request = loop_.scratch();
    Manner manner{head.keep_alive && !site.draining, head.http10, head.method == Method::kHead,
                  std::chrono::steady_clock::now()};
    if (!fill_request(head, request)) return refuse(400);
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
    exchange_->response = answer(exchange_->route, loop_.site().hooks, exchange_->request);
    boost::asio::post(loop_.io(), [self = shared_from_this()] { self->answered(); });
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
    loop_.output().add(response, loop_.date(), {closing_, manner.http10}, manner.head_only);
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

/// False when the rest has to wait for the socket, or the connection is gone.
bool Connection::flush() {
    Output& output = loop_.output();
    if (unsent_) {
        unsent_->append(std::move(output));
        return false;
    }
    const std::size_t bytes = output.bytes();
    switch (output.send(socket_.native_handle())) {
        case Output::Sent::kAll:
            return true;
        case Output::Sent::kBroken:
            output.clear();
            close();
            return false;
        case Output::Sent::kPart:
            break;
    }
    unsent_ = std::make_unique<Output>(std::move(output));
    output = Output();
    send_end_ms_ = Loop::now_ms() + loop_.site().options.body_timeout.count() +
                   static_cast<std::int64_t>(bytes * 1000 / kMinSendBytesPerS);
    set_send_deadline();
    wait_writable();
    return false;
}

/// A reader must take something within body_timeout, and on the whole kMinSendBytesPerS.
void Connection::set_send_deadline() {
    deadline_ms_ = std::min(Loop::now_ms() + loop_.site().options.body_timeout.count(), send_end_ms_);
}

/// `unread`: closing at once would reset the connection and could take the answer from the client.
void Connection::finish(bool unread) {
    if (!linger_ && !unread) return close();
    ::shutdown(socket_.native_handle(), SHUT_WR);
    state_ = State::kLingering;
    deadline_ms_ = Loop::now_ms() + kLingerMs;
    keep({});
    wait_readable();
}

}  // namespace yw::http

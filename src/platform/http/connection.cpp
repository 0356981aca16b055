#include "platform/http/connection.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "platform/http/target.hpp"

namespace yw::http {

namespace {

constexpr std::int64_t kLingerMs = 2'000;
constexpr std::uint64_t kMinSendBytesPerS = 4096;  // slower readers are cut

using Descriptor = boost::asio::posix::descriptor_base;

}  // namespace

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

// One client's connection: receives requests, has them answered one after the other, sends the answers in order.
//
// Everything but work() runs on the loop's thread. While idle it holds its socket and a few words: bytes are read into
// the loop's buffer and copied only when a request is not complete yet.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/exchange.hpp"
#include "platform/http/loop.hpp"

namespace yw::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Loop& loop, int socket, std::string peer);
    ~Connection();

    void start(Loop::Place place);
    void look_at_clock(std::int64_t now);
    void drain();
    void close();

private:
    enum class State {
        kIdle,       ///< nothing of the next request has come
        kHead,       ///< a part of its head
        kBody,       ///< the head, and perhaps a part of the body
        kHandling,   ///< a worker has it
        kLingering,  ///< answered and shut; what the client still sends is thrown away, or a reset would eat the answer
        kClosed,
    };

    void wait_readable();
    void wait_writable();
    void on_readable();
    void on_writable();

    void proceed(std::string_view bytes);
    bool feed(std::string_view& bytes);
    bool feed_head(std::string_view& bytes);
    void feed_body(std::string_view& bytes);
    void begin(const Head& head);
    void begin_exchange(const Head& head, Request& request, const Route& route, Manner manner);
    void hand_over();
    void work();
    void answered();

    void respond(const Request& request, Response response, Manner manner);
    void refuse(int status);
    bool flush();
    void finish(bool unread);
    void set_deadline();
    void set_send_deadline();
    void keep(std::string_view bytes);
    std::string take_input();

    Loop& loop_;
    /// Bound to the loop itself: the default executor type erases it, at the price of a virtual call for each wait.
    boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type> socket_;
    std::string peer_;
    std::string input_;  ///< received, not yet consumed
    std::unique_ptr<Exchange> exchange_;
    std::unique_ptr<Output> unsent_;  ///< what the socket did not take at once
    Loop::Place place_;
    std::int64_t deadline_ms_ = 0;  ///< steady clock; 0: none
    std::int64_t send_end_ms_ = 0;  ///< when unsent_ must be gone
    State state_ = State::kIdle;
    bool reading_ = false;  ///< a wait for bytes is under way
    bool closing_ = false;  ///< no request after this answer
    bool linger_ = false;   ///< the client may be sending still
    bool listed_ = false;
};

}  // namespace yw::http

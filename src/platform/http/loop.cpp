#include "platform/http/loop.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>
#include <ctime>
#include <utility>

#include "platform/http/connection.hpp"

namespace yw::http {

namespace {

/// Deadlines are looked at this often: fine enough for the shortest one, coarse enough to cost nothing.
std::chrono::milliseconds tick_for(const ServerOptions& options) {
    const auto shortest =
        std::min({options.header_timeout, options.body_timeout, options.idle_timeout, options.rate_grace});
    return std::clamp(shortest / 8, std::chrono::milliseconds{10}, std::chrono::milliseconds{250});
}

/// A socket on its way to its loop; closed when it does not arrive.
class HeldSocket {
public:
    explicit HeldSocket(int socket) : socket_(socket) {}
    HeldSocket(HeldSocket&& other) noexcept : socket_(other.release()) {}
    HeldSocket& operator=(HeldSocket&&) = delete;
    ~HeldSocket() {
        if (socket_ >= 0) ::close(socket_);
    }
    int release() { return std::exchange(socket_, -1); }

private:
    int socket_;
};

}  // namespace

Site::Site(ServerOptions given, const Router& routes, ServerHooks calls)
    : options(std::move(given)),
      router(routes),
      hooks(std::move(calls)),
      proxies(options.trusted_proxies),
      peer_rate({options.peer_requests_per_second, options.peer_requests_at_once}),
      workers({.threads = options.workers, .queue = options.worker_queue}),
      slow({.threads = options.slow_workers, .queue = options.slow_queue}) {}

Loop::Loop(Site& site)
    : site_(site),
      io_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO),
      keep_running_(io_.get_executor()),
      timer_(io_),
      tick_every_(tick_for(site.options)),
      buffer_(std::make_unique<char[]>(kBuffer)) {}

Loop::~Loop() = default;

std::int64_t Loop::now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::string_view Loop::date() {
    if (const std::int64_t second = std::time(nullptr); second != date_second_) {
        date_second_ = second;
        date_ = http_date(second);
    }
    return date_;
}

void Loop::adopt(int socket, std::string peer) {
    // The loop's reactor takes no locks: only its own thread may register the socket there.
    boost::asio::post(io_, [this, held = HeldSocket(socket), peer = std::move(peer)]() mutable {
        if (site_.draining) return;
        open_.push_front(std::make_shared<Connection>(*this, held.release(), std::move(peer)));
        open_.front()->start(open_.begin());
    });
}

void Loop::forget(Place place) {
    open_.erase(place);
}

void Loop::tick() {
    timer_.expires_after(tick_every_);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        const std::int64_t now = now_ms();
        for (auto it = open_.begin(); it != open_.end();) {
            const auto connection = *it++;  // keeps it alive while it may leave the list
            connection->look_at_clock(now);
        }
        tick();
    });
}

void Loop::drain() {
    boost::asio::post(io_, [this] {
        for (auto it = open_.begin(); it != open_.end();) {
            const auto connection = *it++;
            connection->drain();
        }
    });
}

void Loop::close_all() {
    boost::asio::post(io_, [this] {
        while (!open_.empty()) {
            const auto connection = open_.front();
            connection->close();
        }
        timer_.cancel();
        keep_running_.reset();
        io_.stop();
    });
}

void Loop::run() {
    // Sending from a file cannot be told to raise no signal for a client that is gone.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    tick();
    io_.run();
}

}  // namespace yw::http

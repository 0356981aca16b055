#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <thread>

#include "platform/http/http.hpp"
#include "platform/http/loop.hpp"

namespace yw::http {

namespace {

using boost::asio::ip::tcp;
constexpr int kAcceptsPerWake = 64;
constexpr std::chrono::milliseconds kAcceptPause{100};  // after the machine had no descriptor left

std::string address_of(const sockaddr_storage& storage) {
    char out[INET6_ADDRSTRLEN] = "";
    if (storage.ss_family == AF_INET) {
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(storage).sin_addr, out, sizeof out);
    } else if (storage.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr, out, sizeof out);
        constexpr std::string_view kMapped = "::ffff:";
        const std::string_view text(out);
        if (text.starts_with(kMapped) && text.find('.') != std::string_view::npos)
            return std::string(text.substr(kMapped.size()));
    }
    return out;
}

/// One connection too many: said in one packet, without a page.
void turn_away(int socket) {
    constexpr std::string_view kAnswer =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    (void)!::send(socket, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::close(socket);
}

}  // namespace

/// One acceptor deals connections out in turn: loops stay evenly loaded, and a second server on the same port fails
/// to start, which with SO_REUSEPORT it would not.
class Server::Running {
public:
    Running(ServerOptions options, const Router& router, ServerHooks hooks)
        : site_(std::move(options), router, std::move(hooks)) {
        for (int i = 0; i < std::max(site_.options.io_threads, 1); ++i) loops_.push_back(std::make_unique<Loop>(site_));
        acceptor_ = std::make_unique<tcp::acceptor>(loops_.front()->io());
        pause_ = std::make_unique<boost::asio::steady_timer>(loops_.front()->io());
    }
    ~Running() { stop(std::chrono::milliseconds{0}); }

    void start();
    void stop(std::chrono::milliseconds grace);
    unsigned short port() const { return port_; }

private:
    void listen();
    void accept_more();
    void accept_now();

    Site site_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::unique_ptr<tcp::acceptor> acceptor_;
    std::unique_ptr<boost::asio::steady_timer> pause_;
    std::vector<std::thread> threads_;
    std::size_t next_loop_ = 0;
    unsigned short port_ = 0;
};

void Server::Running::listen() {
    const ServerOptions& options = site_.options;
    const std::string address = options.address == "localhost" ? "127.0.0.1" : options.address;
    try {
        const tcp::endpoint endpoint(boost::asio::ip::make_address(address), options.port);
        acceptor_->open(endpoint.protocol());
        acceptor_->set_option(tcp::acceptor::reuse_address(true));
        acceptor_->bind(endpoint);
        acceptor_->listen();
        acceptor_->native_non_blocking(true);
        port_ = acceptor_->local_endpoint().port();
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                                 error.what());
    }
}

void Server::Running::start() {
    listen();
    site_.workers.start();
    site_.slow.start();
    accept_more();
    for (const auto& loop : loops_) threads_.emplace_back([&loop = *loop] { loop.run(); });
}

void Server::Running::accept_more() {
    acceptor_->async_wait(tcp::acceptor::wait_read, [this](const boost::system::error_code& error) {
        if (!error) accept_now();
    });
}

void Server::Running::accept_now() {
    for (int i = 0; i < kAcceptsPerWake; ++i) {
        sockaddr_storage peer{};
        socklen_t length = sizeof peer;
        const int socket = ::accept4(acceptor_->native_handle(), reinterpret_cast<sockaddr*>(&peer), &length,
                                     SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) {
            if (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM) break;
            pause_->expires_after(kAcceptPause);
            pause_->async_wait([this](const boost::system::error_code& error) {
                if (!error) accept_more();
            });
            return;
        }
        if (site_.connections.load() >= site_.options.max_connections) {
            turn_away(socket);
            continue;
        }
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        loops_[next_loop_++ % loops_.size()]->adopt(socket, address_of(peer));
    }
    accept_more();
}

void Server::Running::stop(std::chrono::milliseconds grace) {
    if (threads_.empty()) return;
    site_.draining = true;
    boost::asio::post(loops_.front()->io(), [this] {
        boost::system::error_code ignored;
        acceptor_->close(ignored);
        pause_->cancel();
    });
    for (const auto& loop : loops_) loop->drain();
    const auto end = std::chrono::steady_clock::now() + grace;
    while (site_.connections.load() > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    site_.workers.stop();
    site_.slow.stop();
    while (site_.replies_awaited > 0) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    for (const auto& loop : loops_) loop->close_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

Server::Server(ServerOptions options, const Router& router, ServerHooks hooks)
    : running_(std::make_unique<Running>(std::move(options), router, std::move(hooks))) {}
Server::~Server() = default;
void Server::start() {
    running_->start();
}
unsigned short Server::port() const {
    return running_->port();
}
void Server::stop(std::chrono::milliseconds grace) {
    running_->stop(grace);
}

}  // namespace yw::http

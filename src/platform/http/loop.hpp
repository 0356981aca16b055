// One I/O thread: its event loop, its open connections, and what they share because only one of them runs at a time.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/client_address.hpp"
#include "platform/http/head.hpp"
#include "platform/http/http.hpp"
#include "platform/http/output.hpp"
#include "platform/http/peer_rate.hpp"
#include "platform/http/worker_pool.hpp"

namespace yw::http {

class Connection;

/// What all loops of a server share.
struct Site {
    Site(ServerOptions given, const Router& routes, ServerHooks calls);

    const ServerOptions options;
    const Router& router;
    const ServerHooks hooks;
    const TrustedProxies proxies;
    PeerRate peer_rate;
    WorkerPool workers;
    WorkerPool slow;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> waiting_bytes{0};    ///< of bodies of unfinished requests
    std::atomic<std::size_t> replies_awaited{0};  ///< of routes that answer later
    std::atomic<bool> draining{false};
};

class Loop {
public:
    using Place = std::list<std::shared_ptr<Connection>>::iterator;
    static constexpr std::size_t kBuffer = 64 * 1024;

    explicit Loop(Site& site);
    ~Loop();

    /// From any thread. Takes the socket over.
    void adopt(int socket, std::string peer);
    void drain();      ///< closes what is idle, lets the rest answer once more
    void close_all();  ///< closes what is left and makes run() return
    void run();

    /// For the connections, on the loop's own thread.
    boost::asio::io_context& io() { return io_; }
    Site& site() { return site_; }
    char* buffer() { return buffer_.get(); }
    Head& head() { return head_; }
    Request& scratch() { return scratch_; }
    Output& output() { return output_; }
    HotBodies& hot_bodies() { return hot_bodies_; }
    std::string_view date();
    void forget(Place place);

    static std::int64_t now_ms();

private:
    void tick();

    Site& site_;
    boost::asio::io_context io_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> keep_running_;
    boost::asio::steady_timer timer_;
    std::chrono::milliseconds tick_every_;
    std::list<std::shared_ptr<Connection>> open_;
    std::unique_ptr<char[]> buffer_;
    Head head_;
    Request scratch_;
    Output output_;
    HotBodies hot_bodies_;
    std::string date_;
    std::int64_t date_second_ = 0;
};

}  // namespace yw::http

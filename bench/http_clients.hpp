// Many keep-alive connections from one thread: each sends its next request when the last is answered. Cheap, because it
// shares the machine with the server that it measures.
#pragma once

#include <sys/epoll.h>
#include <unistd.h>

#include <functional>
#include <list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/http/test_client.hpp"

namespace yw::bench {

struct Asked {
    std::size_t number;  ///< which request
    std::string_view text;
};

class HttpClients {
public:
    /// The next request to send, or nothing: then the connection falls silent.
    using Next = std::function<std::optional<Asked>()>;
    /// The head of the answer to a request.
    using Answered = std::function<void(std::size_t number, std::string_view head)>;

    HttpClients(unsigned short port, int connections) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        for (int i = 0; i < connections; ++i) {
            auto& one = connections_.emplace_back(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = &one;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, one.socket.fd(), &event);
        }
    }
    ~HttpClients() { ::close(epoll_); }
    HttpClients(const HttpClients&) = delete;
    HttpClients& operator=(const HttpClients&) = delete;

    /// Until all requests are answered. @throws std::runtime_error when a connection ends or is silent for 30 s
    void run(const Next& next, const Answered& answered) {
        std::size_t busy = 0;
        for (auto& one : connections_) busy += send_next(one, next);
        epoll_event events[64];
        while (busy > 0) {
            const int count = ::epoll_wait(epoll_, events, 64, 30'000);
            if (count == 0) throw std::runtime_error("no answer for 30 s");
            for (int i = 0; i < count; ++i) {
                auto& one = *static_cast<Connection*>(events[i].data.ptr);
                if (!take_answer(one, answered)) continue;
                if (!send_next(one, next)) --busy;
            }
        }
    }

private:
    struct Connection {
        explicit Connection(unsigned short port) : socket(port) {}
        http::TestSocket socket;
        std::size_t asked = 0;
        std::string buffer{};
    };

    static bool send_next(Connection& one, const Next& next) {
        const auto request = next();
        if (!request) return false;
        one.asked = request->number;
        if (!one.socket.send(request->text)) throw std::runtime_error("a connection ended");
        return true;
    }

    static bool take_answer(Connection& one, const Answered& answered) {
        char bytes[64 * 1024];
        const auto count = ::recv(one.socket.fd(), bytes, sizeof bytes, 0);
        if (count <= 0) throw std::runtime_error("a connection ended");
        one.buffer.append(bytes, static_cast<std::size_t>(count));
        const auto head = one.buffer.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        const std::string_view text = std::string_view(one.buffer).substr(0, head + 2);
        if (one.buffer.size() < head + 4 + body_size(text)) return false;
        answered(one.asked, text);
        one.buffer.clear();
        return true;
    }

    static std::size_t body_size(std::string_view head) {
        constexpr std::string_view kLength = "\r\nContent-Length: ";
        const auto at = head.find(kLength);
        if (at == std::string_view::npos) throw std::runtime_error("an answer without length: " + std::string(head));
        std::size_t size = 0;
        for (auto i = at + kLength.size(); head[i] >= '0' && head[i] <= '9'; ++i)
            size = size * 10 + static_cast<std::size_t>(head[i] - '0');
        return size;
    }

    int epoll_;
    std::list<Connection> connections_;
};

}  // namespace yw::bench

// What tests of this and other modules speak HTTP with: a blocking client over plain sockets that keeps cookies (also
// Secure ones: tests have no TLS), and requests for dispatch() without a socket. For tests only.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/http.hpp"
#include "platform/http/target.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {

/// A TCP connection to this machine. Every call gives up after `patience_s` seconds.
class TestSocket {
public:
    explicit TestSocket(unsigned short port, int patience_s = 10)
        : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval patience{patience_s, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        const int on = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            ::close(fd_);
            throw std::runtime_error("cannot connect to port " + std::to_string(port));
        }
    }
    TestSocket(TestSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)), unread_(std::move(other.unread_)) {}
    TestSocket& operator=(TestSocket&&) = delete;
    ~TestSocket() { close(); }

    /// False when the other side is gone.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void shut_writing() { ::shutdown(fd_, SHUT_WR); }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    /// Closes with a reset instead of an orderly end.
    void reset() {
        const linger hard{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }
    int fd() const { return fd_; }

    /// Everything until the other side closes (or patience ends).
    std::string read_all() {
        while (receive()) {
        }
        return std::exchange(unread_, {});
    }
    /// Up to and with `mark`; throws if the connection ends before.
    std::string read_until(std::string_view mark) {
        for (;;) {
            if (const std::size_t at = unread_.find(mark); at != std::string::npos) return take(at + mark.size());
            if (!receive()) throw std::runtime_error("connection ended after: " + unread_);
        }
    }
    std::string read_bytes(std::size_t count) {
        while (unread_.size() < count)
            if (!receive()) throw std::runtime_error("connection ended early");
        return take(count);
    }
    /// True when the other side closes within the patience.
    bool closed_by_peer() {
        char byte;
        return unread_.empty() && ::recv(fd_, &byte, 1, 0) == 0;
    }

private:
    bool receive() {
        char buffer[16384];
        const ssize_t count = ::recv(fd_, buffer, sizeof buffer, 0);
        if (count <= 0) return false;
        unread_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }
    std::string take(std::size_t count) {
        if (count == unread_.size()) return std::exchange(unread_, {});  // thousands of clients keep no buffers
        std::string out = unread_.substr(0, count);
        unread_.erase(0, count);
        return out;
    }

    int fd_;
    std::string unread_;
};

struct TestAnswer {
    int status = 0;
    std::vector<Header> headers;
    std::string body;

    std::string_view header(std::string_view name) const {
        for (const Header& header : headers)
            if (same_word(header.name, name)) return header.value;
        return {};
    }
};

/// Reads one answer. `head_only`: the answer to HEAD, which says a length and sends nothing.
inline TestAnswer read_answer(TestSocket& socket, bool head_only = false) {
    TestAnswer answer;
    std::string head = socket.read_until("\r\n\r\n");
    std::string_view rest = head;
    const auto line = [&] {
        const std::size_t end = rest.find("\r\n");
        const std::string_view out = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        return out;
    };
    const std::string_view status = line();
    if (!status.starts_with("HTTP/1.1 ")) throw std::runtime_error("no status line: " + std::string(status));
    std::from_chars(status.data() + 9, status.data() + 12, answer.status);
    for (std::string_view field = line(); !field.empty(); field = line()) {
        const std::size_t colon = field.find(':');
        answer.headers.push_back({std::string(field.substr(0, colon)), std::string(trimmed(field.substr(colon + 1)))});
    }
    const std::string_view length = answer.header("Content-Length");
    std::size_t bytes = 0;
    std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (!head_only) answer.body = socket.read_bytes(bytes);
    return answer;
}

/// A browser as far as servers see one: one connection a request, cookies kept by name.
class TestClient {
public:
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    explicit TestClient(unsigned short port) : port_(port) {}

    TestAnswer get(std::string_view path, std::vector<Header> headers = {}) {
        return send("GET", path, std::move(headers), {});
    }
    TestAnswer post_form(std::string_view path, const Pairs& fields, std::vector<Header> headers = {}) {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + url_encode(name) + "=" + url_encode(value);
        headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        return send("POST", path, std::move(headers), body);
    }
    struct File {
        std::string field, name, content_type, bytes;
    };
    TestAnswer post_multipart(std::string_view path,
                              const Pairs& fields,
                              const std::vector<File>& files,
                              std::vector<Header> headers = {}) {
        const std::string line = "--test-boundary-7d1f\r\nContent-Disposition: form-data; name=\"";
        std::string body;
        for (const auto& [name, value] : fields) body += line + name + "\"\r\n\r\n" + value + "\r\n";
        for (const File& file : files)
            body += line + file.field + "\"; filename=\"" + file.name + "\"\r\nContent-Type: " + file.content_type +
                    "\r\n\r\n" + file.bytes + "\r\n";
        body += "--test-boundary-7d1f--\r\n";
        headers.push_back({"Content-Type", "multipart/form-data; boundary=test-boundary-7d1f"});
        return send("POST", path, std::move(headers), body);
    }
    /// GETs where a 303 points, as browsers do after a form.
    TestAnswer follow(const TestAnswer& answer) { return get(answer.header("Location")); }

    TestAnswer send(std::string_view method,
                    std::string_view path,
                    std::vector<Header> headers,
                    std::string_view body) {
        TestSocket socket(port_, 30);
        std::string out = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n";
        for (const Header& header : headers) out += header.name + ": " + header.value + "\r\n";
        if (!cookies_.empty()) {
            out += "Cookie: ";
            for (const auto& [name, value] : cookies_) out += name + "=" + value + "; ";
            out.resize(out.size() - 2);
            out += "\r\n";
        }
        if (!body.empty() || method == "POST" || method == "PUT")
            out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        out += "Connection: close\r\n\r\n";
        socket.send(out.append(body));
        TestAnswer answer = read_answer(socket, method == "HEAD");
        keep_cookies(answer);
        return answer;
    }

    std::map<std::string, std::string, std::less<>>& cookies() { return cookies_; }

private:
    void keep_cookies(const TestAnswer& answer) {
        for (const Header& header : answer.headers) {
            if (!same_word(header.name, "Set-Cookie")) continue;
            const std::string_view pair = std::string_view(header.value).substr(0, header.value.find(';'));
            const std::size_t equals = pair.find('=');
            const std::string name(pair.substr(0, equals));
            if (header.value.find("Max-Age=0") != std::string::npos)
                cookies_.erase(name);
            else
                cookies_[name] = pair.substr(equals + 1);
        }
    }

    unsigned short port_;
    std::map<std::string, std::string, std::less<>> cookies_;
};

/// A request as the server would hand it to dispatch(). Throws for a target that the server refuses.
inline Request test_request(Method method,
                            std::string_view target,
                            std::vector<Header> headers = {},
                            std::string body = {}) {
    Request request;
    request.method = method;
    request.target = target;
    const std::size_t question = std::min(target.find('?'), target.size());
    auto query = parse_urlencoded(target.substr(std::min(question + 1, target.size())));
    if (!is_origin_form(target) || !query || !decode_path(target.substr(0, question), request.path))
        throw std::invalid_argument("target that the server refuses: " + std::string(target));
    request.query = std::move(*query);
    request.headers = std::move(headers);
    request.body = std::move(body);
    request.peer = "127.0.0.1";
    return request;
}

}  // namespace yw::http

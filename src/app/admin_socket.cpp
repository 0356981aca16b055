#include "app/admin_socket.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <streambuf>

namespace yw::app {
namespace {

// On the wire: "<count> <bytes>:<text>…" for the words and the input; back: 'o' <bytes>:<text> for output, 'x' <code>:.
constexpr std::size_t kLargestText = 64UL << 20;

class Socket {
public:
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    ~Socket() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int get() const { return descriptor_; }

    void send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto done = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) throw std::runtime_error("admin socket: the other end is gone");
            bytes.remove_prefix(static_cast<std::size_t>(done));
        }
    }
    std::string receive(std::size_t count) const {
        std::string bytes(count, '\0');
        for (std::size_t have = 0; have < count;) {
            const auto done = ::recv(descriptor_, bytes.data() + have, count - have, 0);
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) throw std::runtime_error("admin socket: the other end is gone");
            have += static_cast<std::size_t>(done);
        }
        return bytes;
    }
    /// Digits up to a colon.
    std::size_t receive_number() const {
        std::string digits;
        for (std::string c = receive(1); c != ":"; c = receive(1)) {
            if (c[0] < '0' || c[0] > '9' || digits.size() > 9)
                throw std::runtime_error("admin socket: not our protocol");
            digits += c;
        }
        if (digits.empty()) throw std::runtime_error("admin socket: not our protocol");
        return std::stoul(digits);
    }
    std::string receive_text() const {
        const auto size = receive_number();
        if (size > kLargestText) throw std::runtime_error("admin socket: too long");
        return receive(size);
    }
    void send_text(std::string_view text) const {
        send(fmt::format("{}:", text.size()));
        send(text);
    }

private:
    int descriptor_;
};

/// Sends what is written to it, line by line.
class RemoteOutput final : public std::streambuf {
public:
    explicit RemoteOutput(const Socket& socket) : socket_(socket) {}
    ~RemoteOutput() override = default;
    void flush_line() {
        if (held_.empty()) return;
        socket_.send("o");
        socket_.send_text(held_);
        held_.clear();
    }

protected:
    int_type overflow(int_type c) override {
        if (c == traits_type::eof()) return c;
        held_ += static_cast<char>(c);
        if (c == '\n' || c == '\r') flush_line();
        return c;
    }
    int sync() override {
        flush_line();
        return 0;
    }

private:
    const Socket& socket_;
    std::string held_;
};

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw std::runtime_error("the path of the data directory is too long for a socket: " + path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

void answer(const Socket& client, const AdminSocket::Run& run) {
    RemoteCommand command;
    const auto count = client.receive_number();
    if (count > 1000) throw std::runtime_error("admin socket: too many words");
    for (std::size_t i = 0; i < count; ++i) command.words.push_back(client.receive_text());
    command.input = client.receive_text();
    RemoteOutput buffer(client);
    std::ostream out(&buffer);
    int code = 1;
    try {
        code = run(command, out);
    } catch (const std::exception& error) {
        out << error.what() << "\n";
    }
    buffer.flush_line();
    client.send("x");
    client.send_text(std::to_string(code));
}

}  // namespace

AdminSocket::AdminSocket(const std::string& path, Run run) : path_(path), run_(std::move(run)) {
    const auto address = address_of(path_);
    ::unlink(path_.c_str());  // left by a process that was killed; the lock says that nobody listens
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto before = ::umask(0177);
    const bool bound =
        listener_ >= 0 && ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::umask(before);
    if (!bound || ::listen(listener_, 8) != 0 || ::pipe(wake_) != 0)
        throw std::runtime_error(fmt::format("cannot listen on {}: {}", path_, std::strerror(errno)));
    thread_ = std::thread([this] { serve(); });
}

AdminSocket::~AdminSocket() {
    if (::write(wake_[1], "x", 1) != 1) std::abort();  // a pipe of our own always has room for one byte
    thread_.join();
    ::close(listener_);
    ::close(wake_[0]);
    ::close(wake_[1]);
    ::unlink(path_.c_str());
}

void AdminSocket::serve() {
    while (true) {
        pollfd waiting[2] = {{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (::poll(waiting, 2, -1) < 0 && errno != EINTR) return;
        if (waiting[1].revents != 0) return;
        if ((waiting[0].revents & POLLIN) == 0) continue;
        const Socket client(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (client.get() < 0) continue;
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        try {
            answer(client, run_);
        } catch (const std::runtime_error&) {
            // The command line at the other end has gone: its work is done or undone, nobody is left to tell.
            continue;
        }
    }
}

std::optional<int> run_through_socket(const std::string& path, const RemoteCommand& command, std::ostream& out) {
    const auto address = address_of(path);
    const Socket server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return std::nullopt;
    server.send(fmt::format("{}:", command.words.size()));
    for (const auto& word : command.words) server.send_text(word);
    server.send_text(command.input);
    while (true) {
        const auto kind = server.receive(1);
        const auto text = server.receive_text();
        if (kind == "x") return std::stoi(text);
        out << text << std::flush;
    }
}

}  // namespace yw::app

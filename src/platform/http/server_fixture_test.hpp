// A running server with the routes that the socket tests need.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/http/test_client.hpp"

namespace yw::http {

class ServerFixture : public testing::Test {
protected:
    static constexpr std::size_t kPage = 26 * 1024;
    static constexpr std::size_t kHuge = 8 * 1024 * 1024;  // more than socket buffers hold

    void TearDown() override {
        release();
        server_.reset();
    }

    /// Routes /page and /echo-inline answer on the I/O thread, /echo and /wait on a worker, /slow on the slow pool,
    /// /later when give_replies() is called.
    void serve(ServerOptions options = {}) {
        options.port = 0;
        const Guard everyone = [](Request&) -> std::optional<Response> { return std::nullopt; };
        const Handler echo = [](Request& request) { return text(request.target + "|" + request.body); };
        const Handler wait = [this](Request&) {
            ++waiting_;
            std::unique_lock lock(mutex_);
            released_.wait(lock, [this] { return open_; });
            return text("waited");
        };
        const auto page = std::make_shared<const std::string>(kPage, 'p');
        const auto huge = std::make_shared<const std::string>(kHuge, 'h');
        const auto add = [&](Method method, const char* pattern, Handler handler, Where where, std::size_t max = 1000) {
            router_.add({method, pattern, everyone, std::move(handler), where, max});
        };
        const auto shared = [](std::shared_ptr<const std::string> bytes) {
            return [bytes](Request&) {
                Response response;
                response.body = bytes;
                return response;
            };
        };
        add(Method::kGet, "/page", shared(page), Where::kInline);
        add(Method::kGet, "/huge", shared(huge), Where::kInline);
        add(
            Method::kGet, "/who", [](Request& request) { return text(request.peer); }, Where::kInline);
        add(Method::kGet, "/inline", echo, Where::kInline);
        add(Method::kPost, "/inline", echo, Where::kInline);
        add(Method::kGet, "/echo", echo, Where::kWorker);
        add(Method::kPost, "/echo", echo, Where::kWorker);
        add(
            Method::kPost, "/upload", [](Request& request) { return text(std::to_string(request.body.size())); },
            Where::kWorker, 16 * 1024 * 1024);
        add(Method::kGet, "/wait", wait, Where::kWorker);
        Route later{Method::kPost, "/later", everyone, {}};
        later.later = [this](Request& request, ReplyPtr reply) {
            const std::lock_guard lock(mutex_);
            later_.push_back([&request, reply = std::move(reply)] {
                reply->give([&] {
                    if (request.body == "throw") throw std::runtime_error("boom");
                    return text("later " + request.body);
                });
            });
            ++waiting_;
        };
        router_.add(std::move(later));
        add(Method::kGet, "/slow", wait, Where::kSlow);
        add(
            Method::kGet, "/throws", [](Request&) -> Response { throw std::runtime_error("boom"); }, Where::kInline);
        ServerHooks hooks;
        hooks.log = [this](const Request& request, const Response& response, std::chrono::microseconds) {
            const std::lock_guard lock(mutex_);
            log_.push_back(request.path + " " + std::to_string(response.status));
        };
        hooks.bug = [this](const Request&, const std::string&) { ++bugs_; };
        server_ = std::make_unique<Server>(std::move(options), router_, std::move(hooks));
        server_->start();
    }

    TestSocket connect() { return TestSocket(server_->port()); }
    /// Sends bytes on a connection of their own and gives the status of the first answer.
    int status_of(std::string_view bytes) {
        TestSocket socket = connect();
        socket.send(bytes);
        return read_answer(socket).status;
    }
    /// Lets the handlers of /wait and /slow return.
    void release() {
        {
            const std::lock_guard lock(mutex_);
            open_ = true;
        }
        released_.notify_all();
    }
    /// Has the replies of /later given, by a thread of its own, or dropped.
    void give_replies(bool dropped = false) {
        std::vector<std::function<void()>> replies;
        {
            const std::lock_guard lock(mutex_);
            replies.swap(later_);
        }
        std::thread([&] {
            for (const auto& give : replies)
                if (!dropped) give();
            replies.clear();
        }).join();
    }
    void wait_until_waiting(int count) {
        while (waiting_ < count) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    std::vector<std::string> log() {
        const std::lock_guard lock(mutex_);
        return log_;
    }

    Router router_;
    std::mutex mutex_;
    std::condition_variable released_;
    bool open_ = false;
    std::atomic<int> waiting_{0};
    std::atomic<int> bugs_{0};
    std::vector<std::string> log_;
    std::vector<std::function<void()>> later_;
    std::unique_ptr<Server> server_;
};

}  // namespace yw::http

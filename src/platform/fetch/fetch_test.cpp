#include "platform/fetch/fetch.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "platform/http/http.hpp"

namespace yw::fetch {
namespace {

class FetchTest : public testing::Test {
protected:
    FetchTest() {
        const http::Guard everyone = [](http::Request&) { return std::nullopt; };
        router_.add({http::Method::kGet, "/hello", everyone, [](http::Request& request) {
                         return http::text("hello " + std::string(request.header("X-Name")));
                     }});
        router_.add({http::Method::kPost, "/echo", everyone,
                     [](http::Request& request) { return http::text(request.body, 201); }});
        router_.add(
            {http::Method::kGet, "/elsewhere", everyone, [](http::Request&) { return http::see_other("/hello"); }});
        router_.add({http::Method::kGet, "/round", everyone, [](http::Request&) { return http::see_other("/round"); }});
        router_.add({http::Method::kGet, "/busy", everyone, [](http::Request&) {
                         auto response = http::text("later", 503);
                         response.set("Retry-After", "7");
                         return response;
                     }});
        router_.add({http::Method::kGet, "/slow", everyone, [](http::Request&) {
                         std::this_thread::sleep_for(std::chrono::milliseconds{300});
                         return http::text("at last");
                     }});
        http::ServerOptions options;
        options.port = 0;
        server_.emplace(options, router_, http::ServerHooks{});
        server_->start();
    }
    std::string at(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(server_->port()) + path;
    }
    http::Router router_;
    std::optional<http::Server> server_;
};

TEST_F(FetchTest, AnswersAreValuesWhateverTheirStatus) {
    const auto hello = fetch({.url = at("/hello"), .headers = {{"X-Name", "yiwang"}}});
    ASSERT_TRUE(hello) << hello.error().detail;
    EXPECT_EQ(hello->status, 200);
    EXPECT_EQ(hello->body, "hello yiwang");
    EXPECT_EQ(hello->content_type, "text/plain; charset=utf-8");
    const std::string bytes("a\0b", 3);
    const auto echo = fetch({.url = at("/echo"), .method = "POST", .body = bytes});
    EXPECT_EQ(echo->status, 201);
    EXPECT_EQ(echo->body, bytes);
    EXPECT_EQ(fetch({.url = at("/nothing")})->status, 404);
    EXPECT_EQ(fetch({.url = at("/elsewhere")})->body, "hello ");
}

TEST_F(FetchTest, AnInspectionDecidesItselfWhereToGoAndHowMuchToRead) {
    Fetcher fetcher;
    const auto redirect = fetcher.fetch({.url = at("/elsewhere"), .most_redirects = 0});
    ASSERT_TRUE(redirect);
    EXPECT_EQ(redirect->status, 303);
    EXPECT_EQ(redirect->location, "/hello");
    const auto cut = fetcher.fetch({.url = at("/hello"), .max_bytes = 3, .cut_off = true});
    EXPECT_EQ(cut->body, "hel");
    EXPECT_TRUE(cut->cut_off);
    const auto whole = fetcher.fetch({.url = at("/hello"), .cut_off = true});
    EXPECT_EQ(whole->body, "hello ") << "nothing of the request before is left";
    EXPECT_FALSE(whole->cut_off);
    const auto busy = fetcher.fetch({.url = at("/busy")});
    EXPECT_EQ(busy->status, 503);
    EXPECT_EQ(busy->retry_after_s, 7);
    EXPECT_EQ(fetcher.fetch({.url = at("/slow"), .timeout = std::chrono::milliseconds{50}}).error().code, kTimedOut);
}

TEST_F(FetchTest, WhatCannotBeHadIsAnOutcome) {
    EXPECT_EQ(fetch({.url = "file:///etc/passwd"}).error().code, kBadAddress);
    EXPECT_EQ(fetch({.url = "http://"}).error().code, kBadAddress);
    EXPECT_EQ(fetch({.url = at("/round")}).error().code, kUnreachable);
    EXPECT_EQ(fetch({.url = at("/hello"), .max_bytes = 3}).error().code, kTooLarge);
    const auto url = at("/hello");
    server_.reset();
    EXPECT_EQ(fetch({.url = url}).error().code, kUnreachable);
}

}  // namespace
}  // namespace yw::fetch

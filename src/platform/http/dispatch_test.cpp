#include <gtest/gtest.h>

#include <set>

#include "platform/http/dispatch.hpp"
#include "platform/http/test_client.hpp"

namespace yw::http {
namespace {

std::optional<Response> everyone(Request&) {
    return std::nullopt;
}
std::optional<Response> nobody(Request&) {
    return text("who are you?", 403);
}

struct Bench {
    Router router;
    ServerHooks hooks;
    std::vector<std::string> bugs;

    Bench() {
        hooks.error_page = [](const Request& request, int status) {
            return text("page " + std::to_string(status) + " " + request.path, status);
        };
        hooks.bug = [this](const Request& request, const std::string& what) {
            bugs.push_back(request.path + ": " + what);
        };
        add("/open", everyone, [](Request& request) { return text("id=" + std::string(request.id)); });
        add("/closed", nobody, [](Request&) { return text("secret"); });
        add("/throws", everyone, [](Request&) -> Response { throw std::runtime_error("boom"); });
        add("/throws-oddly", everyone, [](Request&) -> Response { throw 7; });
        add("/items/{id}", everyone, [](Request& request) { return text(std::string(request.param("id"))); });
        add("/injects", everyone, [](Request&) {
            Response response;
            response.headers.push_back({"X", "a\r\nSet-Cookie: b=c"});
            return response;
        });
        add("/odd-status", everyone, [](Request&) { return text("", 42); });
    }
    void add(std::string pattern, Guard guard, Handler handler) {
        router.add({Method::kGet, std::move(pattern), std::move(guard), std::move(handler)});
    }
    Response get(std::string_view target, Method method = Method::kGet) {
        Request request = test_request(method, target);
        return dispatch(router, hooks, request);
    }
};

TEST(Dispatch, ParametersReachTheHandler) {
    EXPECT_EQ(Bench().get("/items/%E4%B8%80").bytes(), "一");
}

TEST(Dispatch, GuardAnswersInsteadOfTheHandler) {
    Bench bench;
    const Response response = bench.get("/closed");
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(response.bytes(), "who are you?");
}

TEST(Dispatch, UnknownPathGetsThePageFor404) {
    const Response response = Bench().get("/none");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.bytes(), "page 404 /none");
}

TEST(Dispatch, OtherMethodGets405WithAllow) {
    const Response response = Bench().get("/open", Method::kPost);
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.headers.back().name, "Allow");
    EXPECT_EQ(response.headers.back().value, "GET, HEAD");
}

TEST(Dispatch, EscapedExceptionsAreBugsAnd500) {
    Bench bench;
    EXPECT_EQ(bench.get("/throws").status, 500);
    EXPECT_EQ(bench.get("/throws-oddly").status, 500);
    EXPECT_EQ(bench.get("/injects").status, 500);
    EXPECT_EQ(bench.get("/odd-status").status, 500);
    ASSERT_EQ(bench.bugs.size(), 4U);
    EXPECT_EQ(bench.bugs[0], "/throws: boom");
    EXPECT_EQ(bench.bugs[2], "/injects: control character in header X");
}

TEST(Dispatch, FailingErrorPageStillAnswers) {
    Bench bench;
    bench.hooks.error_page = [](const Request&, int) -> Response { throw std::runtime_error("no template"); };
    const Response response = bench.get("/none");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.bytes(), "404 Not Found\n");
    EXPECT_EQ(bench.bugs.size(), 1U);
}

TEST(Dispatch, GivesAnIdOnlyWhenThereIsNone) {
    Bench bench;
    EXPECT_EQ(bench.get("/open").bytes().size(), 3U + 13U);
    Request request = test_request(Method::kGet, "/open");
    request.id = "from-proxy";
    EXPECT_EQ(dispatch(bench.router, bench.hooks, request).bytes(), "id=from-proxy");
}

TEST(RequestId, DoesNotRepeat) {
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) seen.insert(next_request_id());
    EXPECT_EQ(seen.size(), 10'000U);
}

}  // namespace
}  // namespace yw::http

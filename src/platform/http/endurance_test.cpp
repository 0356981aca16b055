// Clients that are slow, silent, many, or suddenly gone; and the end of the server itself.
#include <sys/resource.h>

#include <fstream>
#include <future>

#include "platform/http/server_fixture_test.hpp"

namespace yw::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class Endurance : public ServerFixture {
protected:
    static ServerOptions impatient() {
        ServerOptions options;
        options.header_timeout = milliseconds{200};
        options.body_timeout = milliseconds{400};
        options.idle_timeout = milliseconds{600};
        options.rate_grace = milliseconds{100};
        options.min_body_rate = 100;
        return options;
    }
    /// Sends `bytes` one at a time every `pause` until the server has enough.
    static std::string drip(TestSocket& socket, std::string_view bytes, milliseconds pause) {
        std::thread sender([&] {
            for (const char byte : bytes) {
                if (!socket.send(std::string_view(&byte, 1))) return;
                std::this_thread::sleep_for(pause);
            }
        });
        const std::string answer = socket.read_all();
        sender.join();
        return answer;
    }
};

TEST_F(Endurance, HeadThatDripsIsCutAtItsDeadline) {
    serve(impatient());
    TestSocket socket = connect();
    const auto began = steady_clock::now();
    const std::string answer = drip(socket, "GET /page HTTP/1.1\r\nHost: a\r\nX-A: abcdefgh", milliseconds{20});
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 408 "));
    EXPECT_GE(steady_clock::now() - began, milliseconds{190});
}

TEST_F(Endurance, HeadOfALaterRequestHasItsOwnDeadline) {
    serve(impatient());
    TestSocket socket = connect();
    socket.send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\nGET /inl");
    EXPECT_EQ(read_answer(socket).status, 200);
    EXPECT_EQ(read_answer(socket).status, 408);
    EXPECT_TRUE(socket.closed_by_peer());
}

TEST_F(Endurance, BodyBelowTheMinimalRateIsCut) {
    serve(impatient());
    TestSocket socket = connect();
    socket.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n");
    const auto began = steady_clock::now();
    EXPECT_TRUE(drip(socket, std::string(30, 'x'), milliseconds{25}).starts_with("HTTP/1.1 408 "));  // 40 bytes/s
    EXPECT_LT(steady_clock::now() - began, milliseconds{1200});
}

TEST_F(Endurance, BodyThatKeepsTheRateIsCutAtItsDeadline) {
    ServerOptions options = impatient();
    options.min_body_rate = 1;
    serve(options);
    TestSocket socket = connect();
    socket.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n");
    const auto began = steady_clock::now();
    EXPECT_TRUE(drip(socket, std::string(40, 'x'), milliseconds{20}).starts_with("HTTP/1.1 408 "));
    EXPECT_GE(steady_clock::now() - began, milliseconds{390});
}

TEST_F(Endurance, SilentConnectionsAreClosedWithoutAWord) {
    serve(impatient());
    TestSocket fresh = connect();
    TestSocket used = connect();
    used.send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(read_answer(used).status, 200);
    EXPECT_TRUE(fresh.closed_by_peer());
    EXPECT_TRUE(used.closed_by_peer());
}

TEST_F(Endurance, ReaderThatTakesNothingIsCut) {
    serve(impatient());
    TestSocket socket = connect();
    socket.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(milliseconds{800});
    EXPECT_LT(socket.read_all().size(), kHuge);
    TestSocket steady = connect();  // one that reads gets all, though it pauses
    steady.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(milliseconds{150});
    EXPECT_EQ(read_answer(steady).body.size(), kHuge);
}

TEST_F(Endurance, HandlersMayTakeLongerThanAnyDeadline) {
    serve(impatient());
    TestSocket socket = connect();
    socket.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_until_waiting(1);
    std::this_thread::sleep_for(milliseconds{700});
    release();
    EXPECT_EQ(read_answer(socket).body, "waited");
}

TEST_F(Endurance, ClientsThatVanishHurtNobody) {
    serve();
    const std::vector<std::string> beginnings = {
        "",
        "GET /pa",
        "GET /huge HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc",
        "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "BAD",
    };
    for (int round = 0; round < 5; ++round) {
        for (const std::string& bytes : beginnings) {
            TestSocket orderly = connect();
            orderly.send(bytes);
            TestSocket half = connect();
            half.send(bytes);
            half.shut_writing();
            TestSocket hard = connect();
            hard.send(bytes);
            hard.reset();
        }
    }
    wait_until_waiting(15);
    release();
    EXPECT_EQ(status_of("GET /page HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
    EXPECT_EQ(bugs_, 0);
}

TEST_F(Endurance, ClientThatHasSentAllStillGetsItsAnswer) {
    serve();
    TestSocket socket = connect();
    socket.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    socket.shut_writing();
    EXPECT_TRUE(socket.read_all().ends_with("/echo|"));
}

TEST_F(Endurance, StopWaitsForRunningRequestsAndClosesIdleOnes) {
    serve();
    TestSocket idle = connect();
    idle.send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
    read_answer(idle);
    TestSocket busy = connect();
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    wait_until_waiting(1);
    const unsigned short port = server_->port();
    auto stopped = std::async(std::launch::async, [this] { server_->stop(milliseconds{5000}); });
    EXPECT_TRUE(idle.closed_by_peer());
    EXPECT_THROW(TestSocket{port}, std::runtime_error);
    EXPECT_EQ(stopped.wait_for(milliseconds{50}), std::future_status::timeout);
    release();
    const TestAnswer answer = read_answer(busy);
    EXPECT_EQ(answer.body, "waited");
    EXPECT_EQ(answer.header("Connection"), "close");
    stopped.get();
}

TEST_F(Endurance, StopDoesNotWaitForClientsPastTheGrace) {
    serve();
    TestSocket half = connect();
    half.send("GET /page HT");
    TestSocket deaf = connect();
    deaf.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(milliseconds{50});
    const auto began = steady_clock::now();
    server_->stop(milliseconds{100});
    EXPECT_LT(steady_clock::now() - began, milliseconds{1000});
}

TEST_F(Endurance, ConnectionsOverTheLimitAreTurnedAway) {
    ServerOptions options;
    options.max_connections = 2;
    serve(options);
    TestSocket first = connect();
    TestSocket second = connect();
    for (TestSocket* socket : {&first, &second}) {
        socket->send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(read_answer(*socket).status, 200);
    }
    TestSocket third = connect();
    EXPECT_EQ(read_answer(third).status, 503);
    first.close();
    std::this_thread::sleep_for(milliseconds{50});
    EXPECT_EQ(status_of("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
}

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t size = 0, resident = 0;
    statm >> size >> resident;
    return resident * 4096;
}

TEST_F(Endurance, FiveThousandIdleConnectionsAreCheap) {
    constexpr rlim_t kNeeded = 11'000;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < kNeeded) GTEST_SKIP() << "this account may not open " << kNeeded << " files";
    limit.rlim_cur = std::max(limit.rlim_cur, kNeeded);
    setrlimit(RLIMIT_NOFILE, &limit);
    serve();
    const std::size_t before = resident_bytes();
    std::vector<TestSocket> sockets;
    sockets.reserve(5000);
    for (int i = 0; i < 5000; ++i) {
        sockets.push_back(connect());
        sockets.back().send("GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
        ASSERT_EQ(read_answer(sockets.back()).body.size(), kPage);
    }
    const std::size_t each = (resident_bytes() - before) / sockets.size();
    RecordProperty("bytes_each", static_cast<int>(each));
    std::printf("%zu bytes for each idle connection, client side included\n", each);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(each, 4096U);
#endif
    const auto began = steady_clock::now();
    EXPECT_EQ(status_of("GET /page HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
    EXPECT_LT(steady_clock::now() - began, milliseconds{500});
}

}  // namespace
}  // namespace yw::http

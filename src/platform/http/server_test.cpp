#include <future>

#include "platform/http/server_fixture_test.hpp"

namespace yw::http {
namespace {

class HttpServer : public ServerFixture {};

std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}
std::string post(std::string_view target, std::string_view fields, std::string_view body) {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n\r\n" +
           std::string(body);
}

TEST_F(HttpServer, KeepsTheConnectionForMoreRequests) {
    serve();
    TestSocket socket = connect();
    for (int i = 0; i < 3; ++i) {
        socket.send(get("/page"));
        const TestAnswer answer = read_answer(socket);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body.size(), kPage);
        EXPECT_EQ(answer.header("Connection"), "");
        EXPECT_FALSE(answer.header("Date").empty());
    }
}

TEST_F(HttpServer, PipelinedRequestsAreAnsweredInOrder) {
    serve();
    TestSocket socket = connect();
    std::string all;
    std::vector<std::string> expected;
    for (int i = 0; i < 40; ++i) {
        const std::string number = std::to_string(i);
        switch (i % 4) {
            case 0:
                all += get("/inline?" + number), expected.push_back("/inline?" + number + "|");
                break;
            case 1:
                all += get("/echo?" + number), expected.push_back("/echo?" + number + "|");
                break;
            case 2:
                all += post("/echo?" + number, "Content-Length: 3", "abc");
                expected.push_back("/echo?" + number + "|abc");
                break;
            default:
                all += post("/inline?" + number, "Transfer-Encoding: chunked", "2\r\nxy\r\n0\r\n\r\n");
                expected.push_back("/inline?" + number + "|xy");
        }
    }
    socket.send(all);
    for (const std::string& body : expected) EXPECT_EQ(read_answer(socket).body, body);
}

TEST_F(HttpServer, PipelinedRequestsMayComeInAnyPieces) {
    serve();
    TestSocket socket = connect();
    const std::string all = get("/inline?1") + post("/echo?2", "Content-Length: 5", "hello") + get("/echo?3");
    for (const char byte : all) socket.send(std::string_view(&byte, 1));
    EXPECT_EQ(read_answer(socket).body, "/inline?1|");
    EXPECT_EQ(read_answer(socket).body, "/echo?2|hello");
    EXPECT_EQ(read_answer(socket).body, "/echo?3|");
}

TEST_F(HttpServer, ManyPipelinedPagesPassASlowReader) {
    serve();
    TestSocket socket = connect();
    constexpr int kCount = 400;  // 10 MB: more than the buffers of both sides
    std::string all;
    for (int i = 0; i < kCount; ++i) all += get("/page");
    std::thread sender([&] { socket.send(all); });
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    for (int i = 0; i < kCount; ++i) ASSERT_EQ(read_answer(socket).body.size(), kPage);
    sender.join();
}

TEST_F(HttpServer, APageThatIsSentOftenStaysThatPage) {
    serve();
    TestSocket socket = connect();
    for (int i = 0; i < 40; ++i) {  // from some time on out of a file
        socket.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\nHEAD /page HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(read_answer(socket).body, std::string(kPage, 'p')) << i;
        EXPECT_EQ(read_answer(socket, true).body, "");
    }
}

TEST_F(HttpServer, HeadSaysTheLengthAndSendsNothing) {
    serve();
    TestSocket socket = connect();
    socket.send("HEAD /page HTTP/1.1\r\nHost: a\r\n\r\n" + get("/inline"));
    EXPECT_EQ(read_answer(socket, true).header("Content-Length"), std::to_string(kPage));
    EXPECT_EQ(read_answer(socket).body, "/inline|");
}

TEST_F(HttpServer, OldClientsGetTheConnectionTheyAskFor) {
    serve();
    TestSocket once = connect();
    once.send("GET /inline HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(once.read_all().ends_with("/inline|"));
    TestSocket kept = connect();
    for (int i = 0; i < 2; ++i) {
        kept.send("GET /inline HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_EQ(read_answer(kept).header("Connection"), "keep-alive");
    }
    TestSocket closing = connect();
    closing.send("GET /inline HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/inline"));
    const std::string all = closing.read_all();
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos);
}

TEST_F(HttpServer, ChunkedUploadsArriveWhole) {
    serve();
    TestSocket socket = connect();
    std::string wire;
    std::size_t total = 0;
    for (std::size_t size = 1; size < 200'000; size = size * 3 + 1) {
        char line[32];
        std::snprintf(line, sizeof line, "%zx\r\n", size);
        wire += line + std::string(size, 'u') + "\r\n";
        total += size;
    }
    socket.send(post("/upload", "Transfer-Encoding: chunked", wire + "0\r\n\r\n"));
    EXPECT_EQ(read_answer(socket).body, std::to_string(total));
    const std::string big(5'000'000, 'b');
    socket.send(post("/upload", "Content-Length: 5000000", big));
    EXPECT_EQ(read_answer(socket).body, "5000000");
}

TEST_F(HttpServer, BodyOverTheRoutesLimitIsRefusedBeforeItIsRead) {
    serve();
    TestSocket socket = connect();
    socket.send(post("/echo", "Content-Length: 1001", ""));
    EXPECT_EQ(read_answer(socket).status, 413);
    EXPECT_TRUE(socket.closed_by_peer());
    // A browser sends on regardless: it must still be able to read the answer.
    TestSocket browser = connect();
    browser.send(post("/echo", "Content-Length: 3000000", std::string(300'000, 'x')));
    EXPECT_EQ(read_answer(browser).status, 413);
    EXPECT_EQ(status_of(post("/echo", "Transfer-Encoding: chunked", "3e9\r\n")), 413);
    EXPECT_EQ(status_of(post("/echo", "Content-Length: 1000", std::string(1000, 'x'))), 200);
}

TEST_F(HttpServer, ExpectationIsAnsweredAfterTheLimitWasLookedAt) {
    serve();
    TestSocket socket = connect();
    socket.send(post("/echo", "Content-Length: 5\r\nExpect: 100-continue", ""));
    EXPECT_EQ(socket.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    socket.send("hello");
    EXPECT_EQ(read_answer(socket).body, "/echo|hello");
    EXPECT_EQ(status_of(post("/echo", "Content-Length: 5000\r\nExpect: 100-continue", "")), 413);
    EXPECT_EQ(status_of(post("/none", "Content-Length: 5\r\nExpect: 100-continue", "")), 404);
    TestSocket hasty = connect();  // sends its body without waiting: needs no leave
    hasty.send(post("/echo", "Content-Length: 5\r\nExpect: 100-continue", "hello"));
    EXPECT_EQ(read_answer(hasty).status, 200);
}

TEST_F(HttpServer, ErrorsOfRoutesKeepTheConnection) {
    serve();
    TestSocket socket = connect();
    socket.send(get("/none") + get("/throws") + get("/inline"));
    EXPECT_EQ(read_answer(socket).status, 404);
    EXPECT_EQ(read_answer(socket).status, 500);
    EXPECT_EQ(read_answer(socket).status, 200);
    EXPECT_EQ(bugs_, 1);
    EXPECT_EQ(log(), (std::vector<std::string>{"/none 404", "/throws 500", "/inline 200"}));
}

TEST_F(HttpServer, AbsoluteTargetsOfThisSiteAreServed) {
    serve();
    TestSocket socket = connect();
    socket.send("GET http://a:80/inline?x HTTP/1.1\r\nHost: A:80\r\n\r\n");
    EXPECT_EQ(read_answer(socket).body, "/inline?x|");
    socket.send("GET HTTPS://a?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(read_answer(socket).status, 400);
}

TEST_F(HttpServer, FullQueuesAnswer503WithRetryAfter) {
    ServerOptions options;
    options.io_threads = 1;  // requests are taken in the order in which they were sent
    options.slow_workers = 1;
    options.slow_queue = 1;
    serve(options);
    TestSocket running = connect();
    running.send(get("/slow"));
    wait_until_waiting(1);
    TestSocket queued = connect();
    queued.send(get("/slow"));
    EXPECT_EQ(status_of(get("/echo")), 200);  // other pools go on
    TestSocket turned_away = connect();
    turned_away.send(get("/slow") + get("/echo"));
    const TestAnswer answer = read_answer(turned_away);
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Retry-After"), "2");
    EXPECT_EQ(read_answer(turned_away).status, 200);
    release();
    EXPECT_EQ(read_answer(running).body, "waited");
    EXPECT_EQ(read_answer(queued).body, "waited");
}

TEST_F(HttpServer, ARouteThatAnswersLaterHoldsNoWorker) {
    ServerOptions options;
    options.workers = 1;
    serve(std::move(options));
    std::list<TestSocket> sockets;
    for (const std::string_view body : {"aaaaa", "bbbbb", "throw"}) {
        sockets.push_back(connect());
        sockets.back().send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n" + std::string(body));
    }
    wait_until_waiting(3);
    EXPECT_EQ(status_of("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 200);
    give_replies();
    auto socket = sockets.begin();
    EXPECT_EQ(read_answer(*socket++).body, "later aaaaa");
    EXPECT_EQ(read_answer(*socket++).body, "later bbbbb");
    EXPECT_EQ(read_answer(*socket).status, 500);
    EXPECT_EQ(bugs_, 1);
}

TEST_F(HttpServer, AReplyThatIsDroppedIsAnInternalError) {
    serve();
    TestSocket socket = connect();
    socket.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
    wait_until_waiting(1);
    give_replies(true);
    EXPECT_EQ(read_answer(socket).status, 500);
}

TEST_F(HttpServer, AClientThatLeavesBeforeItsReplyHarmsNobody) {
    serve();
    {
        TestSocket socket = connect();
        socket.send("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        wait_until_waiting(1);
    }
    give_replies();
    EXPECT_EQ(status_of("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 200);
}

TEST_F(HttpServer, BodiesTogetherAreLimited) {
    ServerOptions options;
    options.max_waiting_bytes = 100'000;
    serve(options);
    TestSocket first = connect();
    first.send(post("/upload", "Content-Length: 90000", std::string(80'000, 'x')));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    EXPECT_EQ(status_of(post("/upload", "Content-Length: 90000", std::string(80'000, 'x'))), 503);
    first.send(std::string(10'000, 'x'));
    EXPECT_EQ(read_answer(first).body, "90000");
    EXPECT_EQ(status_of(post("/upload", "Content-Length: 90000", std::string(90'000, 'x'))), 200);
}

TEST_F(HttpServer, ClientsAddressComesFromTheProxyOnlyBehindOne) {
    serve();
    TestClient direct(server_->port());
    EXPECT_EQ(direct.get("/who", {{"X-Forwarded-For", "203.0.113.7"}}).body, "127.0.0.1");
    TearDown();
    router_ = Router();
    ServerOptions options;
    options.behind_proxy = true;
    serve(options);
    TestClient proxied(server_->port());
    EXPECT_EQ(proxied.get("/who", {{"X-Forwarded-For", "1.2.3.4, 203.0.113.7"}}).body, "203.0.113.7");
    EXPECT_EQ(proxied.get("/who", {{"X-Forwarded-For", "203.0.113.7"}, {"X-Forwarded-For", "203.0.113.8"}}).body,
              "203.0.113.8");
    EXPECT_EQ(proxied.get("/who").body, "127.0.0.1");
}

TEST_F(HttpServer, AnAddressThatAsksTooOftenIsToldSoAndOthersAreServed) {
    ServerOptions options;
    options.behind_proxy = true;
    options.peer_requests_per_second = 0.001;
    options.peer_requests_at_once = 2;
    serve(options);
    TestClient client(server_->port());
    const auto status = [&](const char* path, const char* peer) {
        return client.get(path, {{"X-Forwarded-For", peer}}).status;
    };
    EXPECT_EQ(status("/echo", "203.0.113.7"), 200);
    EXPECT_EQ(status("/echo", "203.0.113.7"), 200);
    const auto refused = client.get("/echo", {{"X-Forwarded-For", "203.0.113.7"}});
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("Retry-After"), "10");
    EXPECT_EQ(status("/inline", "203.0.113.7"), 200) << "what costs no work is not counted";
    EXPECT_EQ(status("/echo", "203.0.113.8"), 200);
}

TEST_F(HttpServer, ASecondServerCannotTakeThePort) {
    serve();
    ServerOptions options;
    options.port = server_->port();
    Server second(options, router_, {});
    EXPECT_THROW(second.start(), std::runtime_error);
    options.address = "not-an-address";
    EXPECT_THROW(Server(options, router_, {}).start(), std::runtime_error);
}

}  // namespace
}  // namespace yw::http

// Every request of the table over a real socket: its status comes back and the connection ends.
#include "platform/http/bad_requests_test.hpp"
#include "platform/http/server_fixture_test.hpp"

namespace yw::http {
namespace {

class Malformed : public ServerFixture {};

TEST_F(Malformed, RequestsAreRefusedAndTheConnectionEnds) {
    serve();
    for (const BadRequest& bad : bad_requests()) {
        SCOPED_TRACE(bad.what);
        TestSocket socket = connect();
        // What follows must never be taken for a second request.
        socket.send(bad.bytes + "GET /page HTTP/1.1\r\nHost: a\r\n\r\n");
        const std::string all = socket.read_all();
        ASSERT_GE(all.size(), 12U);
        EXPECT_EQ(all.substr(9, 3), std::to_string(bad.status));
        EXPECT_NE(all.find("Connection: close\r\n"), std::string::npos);
        EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << "a second answer";
    }
    EXPECT_EQ(bugs_, 0);
}

TEST_F(Malformed, RequestsAreRefusedWhenTheyComeByteByByte) {
    serve();
    for (const BadRequest& bad : bad_requests()) {
        if (bad.bytes.size() > 500) continue;
        SCOPED_TRACE(bad.what);
        TestSocket socket = connect();
        for (const char byte : bad.bytes) {
            if (!socket.send(std::string_view(&byte, 1))) break;
        }
        EXPECT_EQ(socket.read_until("\r\n").substr(9, 3), std::to_string(bad.status));
    }
}

TEST_F(Malformed, MethodsWithoutRouteAreNotAllowed) {
    serve();
    for (const char* method : {"TRACE", "OPTIONS", "PATCH", "DELETE", "PUT"}) {
        SCOPED_TRACE(method);
        TestSocket socket = connect();
        socket.send(std::string(method) + " /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        const TestAnswer answer = read_answer(socket);
        EXPECT_EQ(answer.status, 405);
        EXPECT_EQ(answer.header("Allow"), "GET, HEAD, POST");
    }
    EXPECT_EQ(status_of("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"), 405);
    EXPECT_EQ(status_of("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
}

TEST_F(Malformed, BadChunksAreRefused) {
    serve();
    const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(status_of(head + "x\r\n"), 400);
    EXPECT_EQ(status_of(head + "5\nhello\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(head + "4\r\nhello\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(head + "fffffffffffffffff\r\n"), 413);
}

}  // namespace
}  // namespace yw::http

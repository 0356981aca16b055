#include "platform/http/chunked_body.hpp"

#include <gtest/gtest.h>

namespace yw::http {
namespace {

using State = ChunkedBody::State;

TEST(ChunkedBody, GivesTheSameContentHoweverItIsCut) {
    const std::string wire = "5\r\nhello\r\nA;name=\"v\"\r\n, world!!\n\r\n0\r\nX-Trailer: 1\r\n\r\nGET /";
    for (std::size_t step = 1; step <= wire.size(); ++step) {
        ChunkedBody chunked(100);
        std::string body;
        State state = State::kMore;
        std::string_view left = wire;
        std::size_t taken = 0;
        while (state == State::kMore && !left.empty()) {
            std::string_view piece = left.substr(0, step);
            const std::size_t size = piece.size();
            state = chunked.feed(piece, body);
            left.remove_prefix(size - piece.size());
            taken += size - piece.size();
        }
        EXPECT_EQ(state, State::kDone);
        EXPECT_EQ(body, "hello, world!!\n");
        EXPECT_EQ(wire.substr(taken), "GET /") << step;
    }
}

struct BadChunks {
    std::string what, wire;
    State state = State::kMalformed;
};
void PrintTo(const BadChunks& bad, std::ostream* out) {
    *out << bad.what;
}
class BadChunkedBody : public testing::TestWithParam<BadChunks> {};
TEST_P(BadChunkedBody, IsRefused) {
    ChunkedBody chunked(10);
    std::string body;
    std::string_view bytes = GetParam().wire;
    EXPECT_EQ(chunked.feed(bytes, body), GetParam().state);
    EXPECT_LE(body.size(), 10U);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         BadChunkedBody,
                         testing::Values(BadChunks{"no size", "\r\nhello\r\n"},
                                         BadChunks{"letters", "xyz\r\n"},
                                         BadChunks{"sign", "+5\r\nhello\r\n"},
                                         BadChunks{"prefix", "0x5\r\nhello\r\n"},
                                         BadChunks{"space before the size", " 5\r\nhello\r\n"},
                                         BadChunks{"space after the size", "5 \r\nhello\r\n"},
                                         BadChunks{"bare LF after the size", "5\nhello\r\n"},
                                         BadChunks{"bare LF after the content", "5\r\nhello\n0\r\n\r\n"},
                                         BadChunks{"content longer than its size", "4\r\nhello\r\n"},
                                         BadChunks{"content shorter than its size", "6\r\nhello\r\n0\r\n\r\n"},
                                         BadChunks{"control character in an extension", "5;\x01\r\nhello\r\n"},
                                         BadChunks{"endless extension", "5;" + std::string(300, 'a')},
                                         BadChunks{"bad trailer", "0\r\nX : 1\r\n\r\n"},
                                         BadChunks{"endless trailers", "0\r\nX: " + std::string(5000, 'a')},
                                         BadChunks{"size past 64 bits", "ffffffffffffffffff\r\n", State::kTooLong},
                                         BadChunks{"size over the limit", "b\r\n12345678901\r\n", State::kTooLong},
                                         BadChunks{"sum over the limit", "6\r\n123456\r\n6\r\n123456\r\n",
                                                   State::kTooLong}));

}  // namespace
}  // namespace yw::http

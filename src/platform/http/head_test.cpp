#include "platform/http/head.hpp"

#include <gtest/gtest.h>

#include "platform/http/bad_requests_test.hpp"
#include "platform/http/target.hpp"

namespace yw::http {
namespace {

constexpr std::size_t kMax = 16 * 1024;

TEST(ParseHead, ReadsWhatBrowsersSend) {
    const std::string bytes =
        "POST /items/%E4%B8%80?a=b HTTP/1.1\r\nHost: zwfw.example.gov.cn:8443\r\nContent-Length: 12\r\n"
        "Cookie: s=1\r\nX-Empty:\r\nX-Tab:\t v \t\r\nConnection: keep-alive\r\n\r\nname=";
    Head head;
    const HeadResult result = parse_head(bytes, kMax, head);
    EXPECT_EQ(result.used, bytes.size() - 5);
    EXPECT_EQ(head.method, Method::kPost);
    EXPECT_EQ(head.target, "/items/%E4%B8%80?a=b");
    EXPECT_EQ(head.framing, Framing::kLength);
    EXPECT_EQ(head.content_length, 12U);
    EXPECT_TRUE(head.keep_alive);
    ASSERT_EQ(head.count, 6U);
    EXPECT_EQ(head.fields[3].value, "");
    EXPECT_EQ(head.fields[4].value, "v");
}

TEST(ParseHead, AnyBeginningOfAGoodHeadAsksForMore) {
    const std::string bytes = "\r\nGET http://a.b:80/x HTTP/1.1\r\nHost: a.b:80\r\nAccept: */*\r\n\r\n";
    Head head;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const HeadResult result = parse_head(bytes.substr(0, size), kMax, head);
        EXPECT_EQ(result.used, 0U) << size;
        EXPECT_EQ(result.status, 0) << size;
    }
    EXPECT_EQ(parse_head(bytes, kMax, head).used, bytes.size());
    EXPECT_EQ(head.target, "/x");
}

struct Persistence {
    const char* head;
    bool keep_alive;
};
class KeepAlive : public testing::TestWithParam<Persistence> {};
TEST_P(KeepAlive, FollowsVersionAndConnection) {
    Head head;
    ASSERT_NE(parse_head(GetParam().head, kMax, head).used, 0U);
    EXPECT_EQ(head.keep_alive, GetParam().keep_alive);
}
INSTANTIATE_TEST_SUITE_P(
    Cases,
    KeepAlive,
    testing::Values(Persistence{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
                    Persistence{"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false},
                    Persistence{"GET / HTTP/1.1\r\nHost: a\r\nconnection: Upgrade, Close\r\n\r\n", false},
                    Persistence{"GET / HTTP/1.0\r\n\r\n", false},
                    Persistence{"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true},
                    Persistence{"GET / HTTP/1.0\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", false}));

class BadHead : public testing::TestWithParam<BadRequest> {};
TEST_P(BadHead, IsRefusedWithItsStatus) {
    Head head;
    const HeadResult result = parse_head(GetParam().bytes, kMax, head);
    if (result.status == 0 && GetParam().status == 400) {  // what the parser leaves to the path or the query
        std::string path;
        const std::string_view target = head.target;
        const std::size_t question = std::min(target.find('?'), target.size());
        EXPECT_TRUE(!decode_path(target.substr(0, question), path) ||
                    !parse_urlencoded(target.substr(std::min(question + 1, target.size()))));
    } else {
        EXPECT_EQ(result.status, GetParam().status);
    }
}
INSTANTIATE_TEST_SUITE_P(Table, BadHead, testing::ValuesIn(bad_requests()));

}  // namespace
}  // namespace yw::http

#include <gtest/gtest.h>

#include "platform/http/http.hpp"
#include "platform/http/text_rules.hpp"

namespace yw::http {
namespace {

using namespace std::string_literals;
using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(UrlEncoded, NamesAndValuesComeInOrderAndMayRepeat) {
    const auto fields = parse_urlencoded("a=1&b=two+words&a=%E7%A4%BE%E4%BF%9D&empty=&bare");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->pairs(), (Pairs{{"a", "1"}, {"b", "two words"}, {"a", "社保"}, {"empty", ""}, {"bare", ""}}));
    EXPECT_EQ(fields->get("a"), "1");
    EXPECT_EQ(fields->all("a").size(), 2U);
    EXPECT_FALSE(fields->has("c"));
    EXPECT_TRUE(fields->has("bare"));
}

TEST(UrlEncoded, EmptyPairsAreSkippedAndEqualsSignsKept) {
    const auto fields = parse_urlencoded("&&a=b=c&&");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->pairs(), (Pairs{{"a", "b=c"}}));
}

class BadUrlEncoded : public testing::TestWithParam<const char*> {};
TEST_P(BadUrlEncoded, IsRefused) {
    EXPECT_FALSE(parse_urlencoded(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         BadUrlEncoded,
                         testing::Values("a=%",
                                         "a=%4",
                                         "a=%zz",
                                         "%=1",
                                         "a=%00",
                                         "a=%C0%AF",        // overlong slash
                                         "a=%ED%A0%80",     // surrogate
                                         "a=%B1%B1%BE%A9",  // 北京 in GBK
                                         "a=\xff"));

TEST(UrlEncoded, MoreFieldsThanAllowedAreRefused) {
    EXPECT_TRUE(parse_urlencoded("a=1&b=2", 2));
    EXPECT_FALSE(parse_urlencoded("a=1&b=2&c=3", 2));
}

TEST(UrlEncode, GivesBackWhatParsingTakes) {
    const std::string text = "a b&c=d+e/f?\"<>#%'~-._ 办理";
    const auto fields = parse_urlencoded("v=" + url_encode(text));
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->get("v"), text);
    EXPECT_EQ(url_encode("a b/办"), "a%20b%2F%E5%8A%9E");
}

TEST(HtmlEscape, LeavesNoMarkup) {
    EXPECT_EQ(html_escape("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

struct Utf8Case {
    std::string text;
    bool good;
};
class Utf8 : public testing::TestWithParam<Utf8Case> {};
TEST_P(Utf8, IsJudged) {
    EXPECT_EQ(is_utf8(GetParam().text), GetParam().good);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         Utf8,
                         testing::Values(Utf8Case{"", true},
                                         Utf8Case{"plain text of more than eight bytes", true},
                                         Utf8Case{"一网通办", true},
                                         Utf8Case{"𠮷野家", true},
                                         Utf8Case{"\xf4\x8f\xbf\xbf", true},
                                         Utf8Case{"12345678\x80", false},
                                         Utf8Case{"\xc0\xaf", false},
                                         Utf8Case{"\xe0\x80\xaf", false},
                                         Utf8Case{"\xf0\x80\x80\xaf", false},
                                         Utf8Case{"\xed\xbf\xbf", false},
                                         Utf8Case{"\xf4\x90\x80\x80", false},
                                         Utf8Case{"\xe4\xbd", false},
                                         Utf8Case{"\xff", false}));

}  // namespace
}  // namespace yw::http

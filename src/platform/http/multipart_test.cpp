#include <gtest/gtest.h>

#include "platform/http/http.hpp"

namespace yw::http {
namespace {

using namespace std::string_literals;
constexpr std::string_view kType = "multipart/form-data; boundary=XX";

std::string part(std::string_view head, std::string_view bytes) {
    return "--XX\r\n" + std::string(head) + "\r\n\r\n" + std::string(bytes) + "\r\n";
}
std::string field(std::string_view name, std::string_view value) {
    return part("Content-Disposition: form-data; name=\"" + std::string(name) + "\"", value);
}
std::string upload(std::string_view name, std::string_view bytes) {
    return part(
        "Content-Disposition: form-data; name=\"f\"; filename=\"" + std::string(name) + "\"\r\nContent-Type: image/png",
        bytes);
}

TEST(Multipart, FieldsAndFilesAreTakenApart) {
    const std::string bytes = "\x89PNG\r\n--X\0"s;
    const std::string body = field("name", "张三") + upload("身份证.png", bytes) + field("empty", "") + "--XX--\r\n";
    const auto form = parse_multipart(body, kType);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.get("name"), "张三");
    EXPECT_TRUE(form->fields.has("empty"));
    ASSERT_EQ(form->files.size(), 1U);
    EXPECT_EQ(form->files[0].field, "f");
    EXPECT_EQ(form->files[0].name, "身份证.png");
    EXPECT_EQ(form->files[0].content_type, "image/png");
    EXPECT_EQ(form->files[0].bytes, bytes);
}

TEST(Multipart, FileInputLeftEmptyIsNoFile) {
    const auto form = parse_multipart(upload("", "") + "--XX--", kType);
    ASSERT_TRUE(form);
    EXPECT_TRUE(form->files.empty());
}

TEST(Multipart, QuotedBoundaryIsRead) {
    EXPECT_TRUE(parse_multipart(field("a", "1") + "--XX--\r\n", "Multipart/Form-Data; charset=utf-8; boundary=\"XX\""));
}

struct NameCase {
    std::string given, kept;
};
class FileName : public testing::TestWithParam<NameCase> {};
TEST_P(FileName, IsABaseNameWithoutSurprises) {
    const std::string body = upload(GetParam().given, "x") + "--XX--";
    const auto form = parse_multipart(body, kType);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->files.at(0).name, GetParam().kept);
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         FileName,
                         testing::Values(NameCase{"C:\\Users\\li\\a.pdf", "a.pdf"},
                                         NameCase{"../../etc/passwd", "passwd"},
                                         NameCase{"..", ""},
                                         NameCase{"a%22b.txt", "a\"b.txt"},
                                         NameCase{"a\\\"b.txt", "a\"b.txt"},
                                         NameCase{"a\tb.txt", "ab.txt"},
                                         NameCase{std::string(300, 'a') + ".pdf", std::string(196, 'a') + ".pdf"}));

TEST(Multipart, LongChineseNameIsCutBetweenCharacters) {
    std::string name;
    for (int i = 0; i < 100; ++i) name += "证";
    const std::string body = upload(name + ".jpeg", "x") + "--XX--";
    const auto form = parse_multipart(body, kType);
    ASSERT_TRUE(form);
    const std::string& kept = form->files.at(0).name;
    EXPECT_LE(kept.size(), 200U);
    EXPECT_TRUE(kept.ends_with("证.jpeg"));
    EXPECT_EQ((kept.size() - 5) % 3, 0U);
}

TEST(Multipart, MorePartsThanAllowedAreRefused) {
    const std::string two = field("a", "1") + field("b", "2") + "--XX--";
    EXPECT_TRUE(parse_multipart(two, kType, 2));
    EXPECT_FALSE(parse_multipart(two, kType, 1));
}

struct BadCase {
    const char* what;
    std::string body;
};
void PrintTo(const BadCase& bad, std::ostream* out) {
    *out << bad.what;
}
class BadMultipart : public testing::TestWithParam<BadCase> {};
TEST_P(BadMultipart, IsRefusedAsAWhole) {
    EXPECT_FALSE(parse_multipart(GetParam().body, kType));
}
INSTANTIATE_TEST_SUITE_P(
    Cases,
    BadMultipart,
    testing::Values(
        BadCase{"empty", ""},
        BadCase{"no end", field("a", "1")},
        BadCase{"preamble", "hello\r\n" + field("a", "1") + "--XX--"},
        BadCase{"epilogue", field("a", "1") + "--XX--\r\nmore"},
        BadCase{"other boundary", "--YY\r\n\r\n\r\n--YY--"},
        BadCase{"bare LF", "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--"},
        BadCase{"no disposition", part("Content-Type: text/plain", "1") + "--XX--"},
        BadCase{"no name", part("Content-Disposition: form-data", "1") + "--XX--"},
        BadCase{"two names", part("Content-Disposition: form-data; name=a; name=b", "1") + "--XX--"},
        BadCase{
            "two dispositions",
            part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b", "") + "--XX--"},
        BadCase{"attachment", part("Content-Disposition: attachment; name=a", "1") + "--XX--"},
        BadCase{"open quote", part("Content-Disposition: form-data; name=\"a", "1") + "--XX--"},
        BadCase{"base64",
                part("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64", "MQ==") + "--XX--"},
        BadCase{"NUL in a field", field("a", std::string_view("\0", 1)) + "--XX--"},
        BadCase{"GBK in a field", field("a", "\xb1\xb1") + "--XX--"},
        BadCase{"GBK in a name", upload("\xb1\xb1.png", "x") + "--XX--"},
        BadCase{"head too long",
                part("Content-Disposition: form-data; name=a\r\nX: " + std::string(5000, 'x'), "") + "--XX--"}));

class BadContentType : public testing::TestWithParam<const char*> {};
TEST_P(BadContentType, HasNoBoundary) {
    EXPECT_FALSE(parse_multipart(field("a", "1") + "--XX--", GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Cases,
                         BadContentType,
                         testing::Values("",
                                         "multipart/form-data",
                                         "multipart/mixed; boundary=XX",
                                         "multipart/form-data; boundary=",
                                         "multipart/form-data; boundary=\"XX",
                                         "multipart/form-data; boundary=XX; boundary=YY",
                                         "multipart/form-data boundary=XX",
                                         "multipart/form-data; boundary=X\xffX"));

TEST(Form, IsParsedOnceByItsContentType) {
    Request request;
    request.headers.push_back({"content-type", "application/x-www-form-urlencoded; charset=UTF-8"});
    request.body = "a=1";
    EXPECT_TRUE(request.form_ok());
    EXPECT_EQ(request.form().fields.get("a"), "1");

    Request broken;
    broken.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    broken.body = "a=%";
    EXPECT_FALSE(broken.form_ok());
    EXPECT_TRUE(broken.form().fields.pairs().empty());

    Request json;
    json.headers.push_back({"Content-Type", "application/json"});
    json.body = "{}";
    EXPECT_FALSE(json.form_ok());
}

}  // namespace
}  // namespace yw::http

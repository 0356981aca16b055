#include "web/web.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace yw::web {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

http::Request request_for(std::string path, std::vector<http::Header> headers = {}) {
    http::Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    return request;
}

std::string header(const http::Response& response, std::string_view name) {
    for (const auto& field : response.headers) {
        if (field.name == name) return field.value;
    }
    return "";
}

TEST(Assets, PathCarriesTheHashOfTheContent) {
    EXPECT_THAT(asset_path("yiwang.css"), MatchesRegex("/assets/yiwang\\.[0-9a-f]{10}\\.css"));
    EXPECT_NE(asset_path("yiwang.css").substr(15, 10), asset_path("yiwang.js").substr(15, 10));
}

TEST(Assets, UnknownNameIsABug) {
    EXPECT_THROW(asset_path("yiwang.scss"), std::logic_error);
}

TEST(Assets, EveryNameThatThePagesUseIsThere) {
    for (const auto* name : {"yiwang.css", "yiwang.js", "icons.svg", "favicon.svg", "touch-icon.png", "app-icon.png",
                             "manifest.webmanifest"}) {
        EXPECT_FALSE(find_asset(asset_path(name))->asset->bytes.empty()) << name;
    }
}

TEST(Assets, CompressedFormIsSmallerAndOnlyForText) {
    for (const Asset& asset : assets()) {
        if (asset.content_type == "image/png") {
            EXPECT_TRUE(asset.gzip.empty() && asset.brotli.empty()) << asset.name;
            continue;
        }
        EXPECT_LT(asset.gzip.size(), asset.bytes.size()) << asset.name;
        EXPECT_LT(asset.brotli.size(), asset.gzip.size()) << asset.name;
    }
}

TEST(Assets, PathOfAnotherVersionIsNotFound) {
    EXPECT_FALSE(find_asset("/assets/yiwang.0000000000.css"));
    EXPECT_FALSE(find_asset("/assets/"));
    EXPECT_FALSE(find_asset("/assets/yiwang.css.gz"));
    EXPECT_FALSE(find_asset("yiwang.css"));
    EXPECT_EQ(serve_asset(request_for("/assets/yiwang.0000000000.css")).status, 404);
}

TEST(Assets, HashedPathIsKeptForEverAndPlainPathForAnHour) {
    EXPECT_THAT(header(serve_asset(request_for(asset_path("icons.svg"))), "Cache-Control"), HasSubstr("immutable"));
    EXPECT_THAT(header(serve_asset(request_for("/assets/icons.svg")), "Cache-Control"), Not(HasSubstr("immutable")));
}

struct EncodingCase {
    std::string accept;
    std::string encoding;
};

class AssetEncoding : public testing::TestWithParam<EncodingCase> {};

TEST_P(AssetEncoding, IsTheSmallestThatTheBrowserTakes) {
    const auto answer = serve_asset(request_for(asset_path("yiwang.css"), {{"Accept-Encoding", GetParam().accept}}));
    EXPECT_EQ(header(answer, "Content-Encoding"), GetParam().encoding);
    EXPECT_EQ(header(answer, "Vary"), "Accept-Encoding");
}

INSTANTIATE_TEST_SUITE_P(All,
                         AssetEncoding,
                         testing::Values(EncodingCase{"gzip, deflate, br", "br"},
                                         EncodingCase{"gzip", "gzip"},
                                         EncodingCase{"br;q=0, gzip;q=0.5", "gzip"},
                                         EncodingCase{"gzip;q=0", ""},
                                         EncodingCase{"brotli, xgzip", ""},
                                         EncodingCase{"", ""},
                                         EncodingCase{"GZIP,,br ; q=1.0", "br"},
                                         EncodingCase{"identity", ""}));

TEST(Assets, KnownEtagAnswersNotModifiedWithoutBytes) {
    const auto first = serve_asset(request_for(asset_path("yiwang.js"), {{"Accept-Encoding", "br"}}));
    const auto etag = header(first, "ETag");
    const auto again = [&](const std::string& known, const std::string& encoding) {
        return serve_asset(
            request_for(asset_path("yiwang.js"), {{"If-None-Match", known}, {"Accept-Encoding", encoding}}));
    };
    EXPECT_EQ(again("\"x\", W/" + etag, "br").status, 304);
    EXPECT_TRUE(again(etag, "br").bytes().empty());
    EXPECT_EQ(again(etag, "gzip").status, 200) << "another encoding is another representation";
    EXPECT_EQ(again("\"x\"", "br").status, 200);
}

TEST(Assets, NothingInTheStyleSheetOrTheScriptsLeavesTheSite) {
    for (const auto* name : {"yiwang.css", "yiwang.js"}) {
        const std::string text(find_asset(asset_path(name))->asset->bytes);
        EXPECT_THAT(text, Not(HasSubstr("url("))) << name;
        EXPECT_THAT(text, Not(HasSubstr("@import"))) << name;
        EXPECT_THAT(text, Not(HasSubstr("//fonts"))) << name;
        EXPECT_THAT(text, Not(HasSubstr("GDS Transport"))) << name;
    }
}

}  // namespace
}  // namespace yw::web

#include "portal/page_cache.hpp"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include "portal/negotiation.hpp"

namespace yw::portal {
namespace {

std::shared_ptr<const CachedPage> page_of(std::size_t size, std::uint64_t generation = 1) {
    // Bytes that do not compress, so that the sizes below mean something.
    std::string text;
    std::uint64_t x = 88172645463325252ULL;
    while (text.size() < size) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        text.push_back(static_cast<char>(x));
    }
    return finished_page(http::html(text), generation);
}

TEST(PageCache, GivesBackOnlyTheSamePathPlaceViewAndGeneration) {
    PageCache cache(1 << 20);
    const auto place = *RegionCode::parse("511602000000");
    cache.put({"/i/1", place, false}, page_of(100));
    EXPECT_TRUE(cache.find({"/i/1", place, false}, 1));
    EXPECT_FALSE(cache.find({"/i/2", place, false}, 1));
    EXPECT_FALSE(cache.find({"/i/1", RegionCode(), false}, 1));
    EXPECT_FALSE(cache.find({"/i/1", place, true}, 1));
    EXPECT_FALSE(cache.find({"/i/1", place, false}, 2));
    EXPECT_EQ(cache.bytes(), 0u) << "a stale page is not kept";
}

TEST(PageCache, StaysBelowItsBytesAndForgetsTheLeastUsed) {
    const auto one = page_of(20'000);
    PageCache cache(one->bytes() * 3 + 100);
    const std::string paths[] = {"/a", "/b", "/c", "/d"};
    for (int i = 0; i < 3; ++i) cache.put({paths[i], RegionCode(), false}, one);
    EXPECT_TRUE(cache.find({"/a", RegionCode(), false}, 1));
    cache.put({"/d", RegionCode(), false}, one);
    EXPECT_LE(cache.bytes(), one->bytes() * 3 + 100);
    EXPECT_TRUE(cache.find({"/a", RegionCode(), false}, 1));
    EXPECT_FALSE(cache.find({"/b", RegionCode(), false}, 1));
    cache.put({"/a", RegionCode(), false}, one);
    EXPECT_EQ(cache.bytes(), one->bytes() * 3);
    cache.put({"/huge", RegionCode(), false}, page_of(200'000));
    EXPECT_FALSE(cache.find({"/huge", RegionCode(), false}, 1));
}

TEST(CachedPage, CompressedFormsHoldTheSameText) {
    const std::string text = std::string(5000, 'a') + "广安区";
    const auto page = finished_page(http::html(text), 1);
    EXPECT_LT(page->gzip.bytes->size(), 200u);
    EXPECT_LT(page->brotli.bytes->size(), 200u);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> open(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    std::string back(text.size(), '\0');
    std::size_t size = 0;
    EXPECT_EQ(libdeflate_gzip_decompress(open.get(), page->gzip.bytes->data(), page->gzip.bytes->size(), back.data(),
                                         back.size(), &size),
              LIBDEFLATE_SUCCESS);
    EXPECT_EQ(back, text);
    EXPECT_NE(page->gzip.etag, page->plain.etag);
}

TEST(Negotiation, EncodingsAreTakenByNameAndRefusedByZero) {
    EXPECT_TRUE(accepts_encoding("gzip, deflate, br", "br"));
    EXPECT_TRUE(accepts_encoding("br;q=0.5", "br"));
    EXPECT_TRUE(accepts_encoding(" br ; q=1", "br"));
    for (const auto* refused : {"", "gzip", "br;q=0", "br; q=0.000", "brotli", "xbr"})
        EXPECT_FALSE(accepts_encoding(refused, "br")) << refused;
}

TEST(Negotiation, EtagsCompareWeakly) {
    EXPECT_TRUE(names_etag("\"a\"", "\"a\""));
    EXPECT_TRUE(names_etag("\"b\", W/\"a\"", "\"a\""));
    EXPECT_TRUE(names_etag("*", "\"a\""));
    EXPECT_FALSE(names_etag("\"ab\"", "\"a\""));
    EXPECT_FALSE(names_etag("", "\"a\""));
}

}  // namespace
}  // namespace yw::portal

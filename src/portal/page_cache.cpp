#include "portal/page_cache.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>

#include <stdexcept>

#include "platform/crypto/crypto.hpp"
#include "portal/negotiation.hpp"

namespace yw::portal {
namespace {

// Each place has its own bytes of a page, so compressing is repeated: levels that cost a few milliseconds, not 100.
constexpr int kGzipLevel = 7;
constexpr int kBrotliQuality = 7;
/// What one entry costs beside its bytes: headers, list node, index.
constexpr std::size_t kOverhead = 4096;

std::string gzip_of(std::string_view text) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(kGzipLevel), &libdeflate_free_compressor);
    if (!compressor) throw std::bad_alloc();
    std::string out(libdeflate_gzip_compress_bound(compressor.get(), text.size()), '\0');
    out.resize(libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), out.data(), out.size()));
    out.shrink_to_fit();  // kept for long: what was set aside for the worst case would stay allocated, uncounted
    return out;
}

std::string brotli_of(std::string_view text) {
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string out(size, '\0');
    if (!BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                               reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                               reinterpret_cast<std::uint8_t*>(out.data())))
        throw std::runtime_error("brotli refused a page");
    out.resize(size);
    out.shrink_to_fit();
    return out;
}

Representation represent(const http::Response& page, std::string bytes, std::string_view encoding) {
    Representation made;
    made.etag = "\"" + crypto::hex(crypto::sha256(bytes)).substr(0, 24) + "\"";
    http::Response response;
    response.headers = page.headers;
    response.set("ETag", made.etag);
    // Place and view come from cookies; the browser may keep the page, but asks each time.
    response.set("Cache-Control", "private, no-cache");
    response.set("Vary", "Accept-Encoding, Cookie");
    if (!encoding.empty()) response.set("Content-Encoding", std::string(encoding));
    made.headers = std::move(response.headers);
    made.bytes = std::make_shared<const std::string>(std::move(bytes));
    return made;
}

}  // namespace

std::size_t CachedPage::bytes() const {
    return plain.bytes->size() + gzip.bytes->size() + brotli.bytes->size() + kOverhead;
}

std::shared_ptr<const CachedPage> finished_page(http::Response page, std::uint64_t generation) {
    auto made = std::make_shared<CachedPage>();
    const std::string_view bytes = page.bytes();
    made->generation = generation;
    made->gzip = represent(page, gzip_of(bytes), "gzip");
    made->brotli = represent(page, brotli_of(bytes), "br");
    made->plain = represent(page, std::string(bytes), "");
    return made;
}

http::Response answer_from(const CachedPage& page, const http::Request& request) {
    const std::string_view accepted = request.header("Accept-Encoding");
    const Representation& chosen = accepts_encoding(accepted, "br")     ? page.brotli
                                   : accepts_encoding(accepted, "gzip") ? page.gzip
                                                                        : page.plain;
    http::Response response;
    const std::string_view known = request.header("If-None-Match");
    if (!known.empty() && names_etag(known, chosen.etag)) {
        response.status = 304;
        for (const http::Header& header : chosen.headers)
            if (header.name == "ETag" || header.name == "Cache-Control" || header.name == "Vary")
                response.headers.push_back(header);
        return response;
    }
    response.headers = chosen.headers;
    response.body = chosen.bytes;
    return response;
}

std::size_t PageCache::Hash::operator()(const PageKey& key) const {
    const std::size_t path = std::hash<std::string_view>{}(key.path);
    const std::size_t place = std::hash<RegionCode>{}(key.place) * 0x9E3779B97F4A7C15ULL;
    return path ^ place ^ (key.older ? 0x5bd1e995U : 0U);
}

std::shared_ptr<const CachedPage> PageCache::find(const PageKey& key, std::uint64_t generation) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    if (found->second->page->generation != generation) {
        erase(found->second);
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->page;
}

void PageCache::put(const PageKey& key, std::shared_ptr<const CachedPage> page) {
    const std::size_t size = page->bytes();
    if (size > max_bytes_) return;
    const std::lock_guard lock(mutex_);
    if (const auto before = index_.find(key); before != index_.end()) erase(before->second);
    while (bytes_ + size > max_bytes_) erase(std::prev(entries_.end()));
    Entry& entry = entries_.emplace_front(Entry{std::string(key.path), key, std::move(page)});
    entry.key.path = entry.path;
    index_.emplace(entry.key, entries_.begin());
    bytes_ += size;
}

void PageCache::erase(Entries::iterator entry) {
    bytes_ -= entry->page->bytes();
    index_.erase(entry->key);
    entries_.erase(entry);
}

std::size_t PageCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

}  // namespace yw::portal

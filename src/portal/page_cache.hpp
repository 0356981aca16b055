// Finished pages in memory, the least recently used going first when they grow past a number of bytes. Thread-safe.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/region_code.hpp"
#include "platform/http/http.hpp"

namespace yw::portal {

/// Which page: nothing of it names a person.
struct PageKey {
    std::string_view path;
    RegionCode place;
    bool older = false;
    friend bool operator==(const PageKey&, const PageKey&) = default;
};

/// One representation: bytes and all headers, ready to be sent.
struct Representation {
    std::shared_ptr<const std::string> bytes;
    std::vector<http::Header> headers;
    std::string etag;
};

struct CachedPage {
    std::uint64_t generation = 0;  ///< of the catalogue it was made from
    Representation plain;
    Representation gzip;
    Representation brotli;
    std::size_t bytes() const;
};

/// Compresses; the headers of `page` go with each representation, with ETag, Vary and what caches may do.
/// @cost  some milliseconds for 60 kB, most of it brotli
std::shared_ptr<const CachedPage> finished_page(http::Response page, std::uint64_t generation);

/// The best representation for this client; 304 where it has it already. No copy of the bytes.
http::Response answer_from(const CachedPage& page, const http::Request& request);

class PageCache {
public:
    explicit PageCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    /// Nothing when it is not there or was made from another generation.
    /// @cost  one hash and one short lock, no allocation
    std::shared_ptr<const CachedPage> find(const PageKey& key, std::uint64_t generation);
    void put(const PageKey& key, std::shared_ptr<const CachedPage> page);
    std::size_t bytes() const;

private:
    struct Entry {
        std::string path;
        PageKey key;  ///< its path points into `path`
        std::shared_ptr<const CachedPage> page;
    };
    struct Hash {
        std::size_t operator()(const PageKey& key) const;
    };
    using Entries = std::list<Entry>;
    void erase(Entries::iterator entry);

    const std::size_t max_bytes_;
    mutable std::mutex mutex_;
    Entries entries_;  ///< most recently used first
    std::unordered_map<PageKey, Entries::iterator, Hash> index_;
    std::size_t bytes_ = 0;
};

}  // namespace yw::portal

// Any bytes as a search for places; the answer must hold what the door promises.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "regions/regions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const yw::regions::Regions kRegions;
    constexpr std::size_t kLimit = 10;
    const auto found = kRegions.search({reinterpret_cast<const char*>(data), size}, kLimit);
    if (found.size() > kLimit) std::abort();
    for (const auto& one : found) {
        if (one.chain.empty() || one.chain.back().code != one.region.code) std::abort();
    }
    return 0;
}

// Any bytes as a guide in JSON; what is read is the same after it was written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "catalogue/guide_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = yw::catalogue::guide_of_json(bytes);
    if (!read) return 0;
    const auto again = yw::catalogue::guide_of_json(yw::catalogue::canonical_json(read.value()));
    if (!again || again.value() != read.value()) std::abort();
    return 0;
}

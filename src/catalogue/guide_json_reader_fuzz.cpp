// Any bytes as a guide from another system: read or refused, and what was read is written and read back the same.
#include <cstdint>
#include <cstdlib>

#include "catalogue/guide_changes.hpp"
#include "catalogue/guide_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto guide = yw::catalogue::read_guide_json(text);
    if (!guide) return 0;
    const auto again = yw::catalogue::read_guide_json(yw::catalogue::canonical_json(guide.value()));
    if (!again || !(again.value() == guide.value())) std::abort();
    if (!yw::catalogue::guide_changes(guide.value(), again.value()).empty()) std::abort();
    return 0;
}

// Any bytes as an entry of another instance's base catalogue: read or refused, and what was read reads back the same.
#include <cstdint>
#include <cstdlib>

#include "catalogue/directory_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto entry = yw::catalogue::directory_entry_of_json(text);
    if (!entry) return 0;
    const auto again = yw::catalogue::directory_entry_of_json(yw::catalogue::directory_json(entry.value()));
    if (!again || !(again.value() == entry.value())) std::abort();
    return 0;
}

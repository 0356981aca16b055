// Any bytes as what the instance above answers about its base catalogue and decisions: read or refused.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "publication/directory_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)yw::publication::read_base_page(text);
    (void)yw::publication::read_decision_lines(text);
    (void)yw::publication::read_decision(text);
    const auto position = yw::publication::base_position_of(text);
    if (position && yw::publication::base_position_of(yw::publication::base_cursor_text(*position)) != position)
        std::abort();
    return 0;
}

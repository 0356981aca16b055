// Any bytes as another channel's list; what was read agrees with itself.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "publication/drift.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)yw::publication::plain_text(bytes);
    (void)yw::publication::plain_limit(bytes);
    for (const char* name : {"list.csv", "list.json", "list.jsonl"}) {
        const auto read = yw::publication::read_shown_items(bytes, name);
        if (read && yw::publication::compare_lists(read.value(), read.value()).matched !=
                        static_cast<std::int64_t>(read->size()))
            std::abort();
    }
    return 0;
}

// Queries come from anybody: whatever is typed, no long number is kept. Files of words come from operators.
#include <cstddef>
#include <cstdint>

#include "findability/query_rules.hpp"
#include "findability/word_lists.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::findability;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto kept = countable(text)) {
        int digits = 0;
        for (const char c : *kept) {
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits > 2) __builtin_trap();
        }
    }
    if (const auto entries = read_word_file(text)) {
        const auto again = read_word_file(as_word_file(entries.value()));
        if (!again || again->size() != entries->size()) __builtin_trap();
    }
    (void)changes_of_json(text);
    (void)texts_of_json(text);
    return 0;
}

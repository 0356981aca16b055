// Any bytes as a question: understood, cleaned, compared; and as rules.
#include <cstdint>

#include "asking/match_question.hpp"
#include "asking/question_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto understood = asking::Rules::built_in()->understand(text);
    if (understood.whole.size() > asking::kLongestQuestion || understood.elements.size() > asking::kMostElements)
        __builtin_trap();
    const auto clean = asking::without_personal_data(text);
    if (clean.size() > text.size()) __builtin_trap();
    const double likeness =
        asking::alike(understood.whole, search::folded(clean), {understood.about}, *search::Thesaurus::built_in());
    if (!(likeness >= 0 && likeness <= 1.0001)) __builtin_trap();
    return 0;
}

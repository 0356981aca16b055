// Any bytes as a clause, a stage and a way of contact.
#include <cstdint>
#include <cstdlib>

#include "lint/lint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const auto matter : {yw::lint::Matter::kMaterial, yw::lint::Matter::kCondition})
        for (const auto& mark : yw::lint::judge_clause(text, matter).marks)
            if (mark.begin > mark.end || mark.end > size) std::abort();
    for (const auto& phone : yw::lint::find_phones(text))
        if (phone.at.begin >= phone.at.end || phone.at.end > size) std::abort();
    (void)yw::lint::stage_says_more({}, text);
    (void)yw::lint::says_nothing(text);
    (void)yw::lint::filled_in(text);
    yw::lint::Subject subject;
    subject.name = text;
    subject.contact = text;
    subject.stages.push_back({text, text, text, {}, {}, {}});
    subject.materials.emplace_back().name = text;
    for (const auto& finding : yw::lint::lint(subject))
        for (const auto& mark : finding.marks)
            if (mark.begin > mark.end || mark.end > finding.text.size()) std::abort();
    return 0;
}

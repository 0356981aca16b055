// Whatever is typed or pasted into a decision's form is read or named as a fault, without harm.
#include "decisions/decision_rules.hpp"

#include "catalogue/guide_dependencies.hpp"
#include "kernel/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw::decisions;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    std::vector<yw::FieldError> errors;
    Decision decision;
    decision.title = decision.summary = input;
    decision.base_codes = codes_in(input);
    decision.targets = targets_in(input);
    decision.receivers = receivers_in(input, errors);
    decision.laws = names_in(input);
    for (const auto kind : kKinds) {
        decision.kind = kind;
        check_decision(decision);
    }
    using yw::catalogue::material_key;
    if (!yw::utf8::is_valid(input)) return 0;  // forms and files with it are refused before they come to keys
    if (material_key(material_key(input)) != material_key(input)) __builtin_trap();
    if (yw::catalogue::law_key(input).size() > input.size()) __builtin_trap();
    return 0;
}

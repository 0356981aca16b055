// Whatever a browser sends as a step of a form, and whatever lies in the store, is taken or refused without harm.
#include "cases/form_answers.hpp"
#include "cases/sample_form.hpp"
#include "cases/strings.hpp"

namespace {

const yw::catalogue::Form& form() {
    static const auto made = [] {
        yw::strings::add(yw::cases::strings_table());
        return yw::cases::test::sample_form();
    }();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace yw;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const cases::CheckContext context{LocalDay(2026, 3, 2)};
    cases::Answers answers;
    if (const auto typed = http::parse_urlencoded(input)) {
        for (const auto& step : form().steps) cases::take_step(step, *typed, context, answers);
        if (const auto button = cases::parse_entry_button(typed->get("action"))) cases::press(form(), *button, answers);
    }
    if (auto stored = cases::answers_of(input)) answers = std::move(*stored);
    cases::check_form(form(), answers, context);
    const auto only = cases::kept(form(), answers);
    if (cases::kept(form(), only) != only) __builtin_trap();
    cases::in_words(form(), cases::masked(form(), only), cases::Show::kFull);
    if (cases::answers_of(cases::to_json(only)) != only) __builtin_trap();
    return 0;
}

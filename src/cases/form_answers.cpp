// Taking answers from a web form: what was typed, in its one spelling.
#include "cases/form_answers.hpp"

#include <algorithm>
#include <charconv>

#include "cases/form_limits.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/phone.hpp"
#include "kernel/utf8.hpp"

namespace yw::cases {
namespace {

using catalogue::FieldType;
using catalogue::FormField;

std::string input_name(std::string_view path) {
    return std::string(kInputPrefix) + std::string(path);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// At most `most` characters, whole ones.
std::string cut(std::string_view text, std::size_t most) {
    std::string_view rest = text;
    for (std::size_t n = 0; n < most && !rest.empty(); ++n) utf8::take(rest);
    return std::string(text.substr(0, text.size() - rest.size()));
}

/// Full-width digits and points as ASCII, without blanks and thousands' commas; a minus stays.
std::string tidy_number(std::string_view typed) {
    std::string tidy;
    for (std::string_view rest = typed; !rest.empty();) {
        const std::string_view raw = utf8::take(rest);
        const char32_t c = utf8::decode(raw);
        if (c == U' ' || c == U',' || c == U'，' || c == U'　') continue;
        if (c >= U'０' && c <= U'９') {
            tidy += static_cast<char>('0' + (c - U'０'));
        } else if (c == U'．') {
            tidy += '.';
        } else {
            tidy += raw;
        }
    }
    return tidy;
}

/// A mobile number in eleven digits, whatever blanks, hyphens and +86 it came with; a landline as typed.
std::string tidy_phone(std::string_view typed) {
    std::string digits = tidy_code(typed);
    if (digits.starts_with("+86")) digits.erase(0, 3);
    return is_mobile(digits) ? digits : std::string(trimmed(typed));
}

/// A browser sends a line break as CR LF: counted and kept as one character.
std::string one_line_break(std::string_view typed) {
    std::string text(trimmed(typed));
    std::erase(text, '\r');
    return text;
}

std::string tidied(const FormField& field, std::string_view typed) {
    const std::string whole = cut(typed, 10 * longest(field));
    switch (field.type) {
        case FieldType::kIdNumber:
        case FieldType::kCreditCode:
            return tidy_code(whole);
        case FieldType::kPhone:
            return tidy_phone(whole);
        case FieldType::kNumber:
            return tidy_number(trimmed(whole));
        default:
            return one_line_break(whole);
    }
}

/// The code that belongs to a typed name: the hidden code is stale where the name was changed without scripts.
std::string region_taken(const http::Fields& typed, const std::string& path, const CheckContext& context) {
    std::string code(trimmed(typed.get(input_name(path) + ".region")));
    const std::string name(trimmed(typed.get(input_name(path) + ".region_name")));
    if (name.empty() || !context.region_named) return code;
    const auto region = RegionCode::parse(code);
    if (region && context.region_name && context.region_name(*region) == name) return code;
    if (region && !context.region_name) return code;
    const auto named = context.region_named(name);
    return named ? named->str() : std::string{};
}

void take_address(const std::string& path, const http::Fields& typed, const CheckContext& context, Answers& answers) {
    answers.erase(path);
    answers.set(path + ".region", region_taken(typed, path, context));
    if (const auto name = trimmed(typed.get(input_name(path) + ".region_name")); !name.empty())
        answers.set(path + ".region_name", cut(name, kLongestAddress));
    answers.set(path + ".line", cut(trimmed(typed.get(input_name(path) + ".line")), 10 * kLongestAddress));
}

void take_field(const FormField& field,
                const std::string& path,
                const http::Fields& typed,
                const CheckContext& context,
                Answers& answers) {
    if (field.type == FieldType::kFile) return;  // a file comes as a material
    if (field.type == FieldType::kAddress) return take_address(path, typed, context, answers);
    if (field.type == FieldType::kChoices) {
        std::vector<std::string> values;
        for (const auto value : typed.all(input_name(path))) {
            if (values.size() <= field.options.size()) values.push_back(cut(value, kLongestText));
        }
        return answers.set(path, std::move(values));
    }
    answers.set(path, tidied(field, typed.get(input_name(path))));
}

/// Entries of a group that the typed form has: one more than the greatest index.
int entries_typed(const std::string& group, const http::Fields& typed) {
    const std::string before = input_name(group) + '[';
    int most = 0;
    for (const auto& [name, value] : typed.pairs()) {
        if (!name.starts_with(before)) continue;
        int index = -1;
        const auto [end, error] = std::from_chars(name.data() + before.size(), name.data() + name.size(), index);
        if (error == std::errc{} && end != name.data() + name.size() && *end == ']' && index >= 0)
            most = std::max(most, std::min(index + 1, kMostEntries));
    }
    return most;
}

void take_group(const FormField& group, const http::Fields& typed, const CheckContext& context, Answers& answers) {
    answers.erase(group.key);
    const int count = entries_typed(group.key, typed);
    for (int i = 0; i < count; ++i) {
        answers.add_entry(group.key);
        const std::string entry = group.key + '[' + std::to_string(i) + "].";
        for (const FormField& field : group.fields) take_field(field, entry + field.key, typed, context, answers);
    }
}

void take(const FormField& field, const http::Fields& typed, const CheckContext& context, Answers& answers) {
    if (field.type == FieldType::kGroup) return take_group(field, typed, context, answers);
    take_field(field, field.key, typed, context, answers);
}

/// Where a profile keeps what "person.name" stands for; null for an unknown name.
const std::string* from_profile(const identity::Profile& profile, std::string_view source) {
    if (source == "person.name") return &profile.name;
    if (source == "person.id_number") return &profile.id_number;
    if (source == "person.phone") return &profile.phone;
    if (source == "firm.name") return &profile.firm_name;
    if (source == "firm.credit_code") return &profile.firm_credit_code;
    if (source == "firm.representative") return &profile.firm_representative;
    return nullptr;
}

}  // namespace

std::optional<EntryButton> parse_entry_button(std::string_view value) {
    if (value.starts_with("add:") && value.size() > 4)
        return EntryButton{EntryButton::Do::kAdd, std::string(value.substr(4)), 0};
    if (!value.starts_with("remove:")) return std::nullopt;
    value.remove_prefix(7);
    const auto colon = value.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    int index = -1;
    const auto [end, error] = std::from_chars(value.data() + colon + 1, value.data() + value.size(), index);
    if (error != std::errc{} || end != value.data() + value.size() || index < 0) return std::nullopt;
    return EntryButton{EntryButton::Do::kRemove, std::string(value.substr(0, colon)), index};
}

void take_step(const catalogue::FormStep& step,
               const http::Fields& typed,
               const CheckContext& context,
               Answers& answers) {
    for (const FormField& field : step.fields) take(field, typed, context, answers);
}

void take_fields(const catalogue::Form& form,
                 const std::vector<std::string>& keys,
                 const http::Fields& typed,
                 const CheckContext& context,
                 Answers& answers) {
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            if (std::ranges::find(keys, field.key) != keys.end()) take(field, typed, context, answers);
        }
    }
}

void press(const catalogue::Form& form, const EntryButton& button, Answers& answers) {
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            if (field.type != FieldType::kGroup || field.key != button.group) continue;
            const int count = answers.entries(field.key);
            if (button.what == EntryButton::Do::kAdd && count < most_entries(field)) answers.add_entry(field.key);
            if (button.what == EntryButton::Do::kRemove) answers.remove_entry(field.key, button.index);
        }
    }
}

std::vector<std::string> prefill(const catalogue::Form& form, const identity::Profile& profile, Answers& answers) {
    std::vector<std::string> filled;
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            const std::string* known = from_profile(profile, field.prefill);
            if (!known || known->empty()) continue;
            if (!answers.has(field.key)) answers.set(field.key, *known);
            if (answers.get(field.key) == *known) filled.push_back(field.key);
        }
    }
    return filled;
}

}  // namespace yw::cases

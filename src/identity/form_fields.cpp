#include "identity/form_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace yw::identity {

std::string input_id(std::string_view field) {
    std::string id = "f-";
    for (const char c : field) id += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    return id;
}

void show_errors(html::View& page, const std::vector<FieldError>& errors) {
    page.none("ERRORS");
    if (errors.empty()) return;
    html::View shown = page.add("ERRORS");
    html::View summary = shown.part("SUMMARY", "identity/error_summary.html");
    summary.set("COUNT", static_cast<std::int64_t>(errors.size()));
    for (const FieldError& error : errors)
        summary.add("ERROR").set("INPUT", input_id(error.field)).set("MESSAGE", error.message);
}

void show_field(html::View& page,
                std::string_view mark,
                std::string_view field,
                std::string_view typed,
                const std::vector<FieldError>& errors) {
    const auto found = std::ranges::find(errors, field, &FieldError::field);
    const bool wrong = found != errors.end();
    const auto name = [&](std::string_view part) { return fmt::format("{}_{}", mark, part); };
    page.set(name("VALUE"), typed);
    page.set(name("GROUP"), wrong ? " govuk-form-group--error" : "");
    page.set(name("INPUT"), wrong ? " govuk-input--error" : "");
    page.set(name("INVALID"), wrong ? "true" : "false");
    page.set(name("DESCRIBED"), wrong ? fmt::format(" {}-error", input_id(field)) : std::string());
    page.none(name("ERROR"));
    if (wrong) page.add(name("ERROR")).set("MESSAGE", found->message);
}

}  // namespace yw::identity

#include "cases/words.hpp"

#include "cases/cases.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Result<void> check_length(std::string_view field, std::string_view text) {
    if (utf8::length(text) <= kLongestOpinion) return {};
    return fail(kInvalid, {FieldError{std::string(field), std::string(strings::text("cases.too_long"))}});
}

}  // namespace yw::cases

// 统一社会信用代码 (GB 32100-2015), eighteen characters, and the organisation code inside it (GB 11714).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/region_code.hpp"

namespace yw {

/// A code whose form and check character are right. One body has one spelling: capitals, ASCII.
class CreditCode {
public:
    /// Strict: lower case, full-width digits and blanks are refused. Forms pass the input through tidy_code() first.
    static std::optional<CreditCode> parse(std::string_view text);

    const std::string& str() const { return text_; }
    char authority() const { return text_[0]; }  ///< 1 机构编制, 5 民政, 9 市场监管, Y 其他 …
    /// The county (GB/T 2260) of registration, as twelve digits; nothing for digits that name no province (100000).
    std::optional<RegionCode> registered_in() const;
    /// The nine characters of GB 11714 inside.
    std::string_view organisation_code() const { return std::string_view(text_).substr(8, 9); }
    /// Whether these keep their own check character. A few codes in use do not: a warning, never a refusal.
    bool organisation_code_holds() const;

    friend auto operator<=>(const CreditCode&, const CreditCode&) = default;

private:
    explicit CreditCode(std::string_view text) : text_(text) {}
    std::string text_;
};

/// GB 11714: eight characters of 0-9 A-Z and a check character (0-9 or X), without the hyphen.
bool is_organisation_code(std::string_view text);

/// What people type into a field for a code or number, in its one spelling: full-width letters, digits and blanks
/// become ASCII, letters capitals, blanks and hyphens go. Other characters stay, to be refused by the parser.
std::string tidy_code(std::string_view typed);

}  // namespace yw

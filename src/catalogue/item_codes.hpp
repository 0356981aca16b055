// The codes of items by GB/T 39554.1 and C0109.1: base code (基本编码, 12), implement code (实施编码, 31) and handling
// code (业务办理项编码, 33). Pure. Local lists have codes of their own: they are kept, and said to be what they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace yw::catalogue {

/// 2 digits of the area that sets the item (00 the nation, 51 Sichuan), 2 of the type, 5 of the main item, 3 of the
/// sub-item (000: the main item itself).
struct BaseCode {
    std::string area;
    std::string task_type;
    std::string main;
    std::string sub;
    static std::optional<BaseCode> parse(std::string_view text);
    bool is_main() const { return sub == "000"; }
    std::string main_code() const { return area + task_type + main + "000"; }
};

/// 18 of the authority's credit code, 1 of the level, 12 of the base code.
struct ImplementCode {
    std::string credit_code;
    char level = '0';
    std::string base_code;
    /// By form alone: 18 letters and digits, a level of 1 to 6, 12 digits.
    static std::optional<ImplementCode> parse(std::string_view text);
};

/// An implement code and a number of two digits, 01 to 99.
struct HandlingCode {
    std::string implement_code;
    std::string number;
    static std::optional<HandlingCode> parse(std::string_view text);
};

struct CodeFinding {
    std::string_view rule;  ///< stable name: base_form, base_area, base_type, implement_form, implement_check …
    std::string code;       ///< the code in question
    std::string message;    ///< one Chinese sentence
};

/// What is wrong with a base code, or with it beside the type that the item says. Empty code: one finding.
std::vector<CodeFinding> check_base_code(std::string_view code, std::string_view task_type);
/// What is wrong with an implement code by itself.
std::vector<CodeFinding> check_implement_code(std::string_view code);
std::vector<CodeFinding> check_handling_code(std::string_view code);
/// All codes of an item, and whether they agree with each other, its department and its place.
std::vector<CodeFinding> check_codes(const Item& item);

}  // namespace yw::catalogue

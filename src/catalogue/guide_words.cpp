#include "catalogue/guide_words.hpp"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "catalogue/catalogue.hpp"
#include "kernel/utf8.hpp"

namespace yw::catalogue {
namespace {

constexpr std::array<std::pair<FieldType, std::string_view>, 12> kFieldTypes{{
    {FieldType::kText, "text"},
    {FieldType::kMultiline, "multiline"},
    {FieldType::kNumber, "number"},
    {FieldType::kDate, "date"},
    {FieldType::kChoice, "choice"},
    {FieldType::kChoices, "choices"},
    {FieldType::kAddress, "address"},
    {FieldType::kPhone, "phone"},
    {FieldType::kIdNumber, "id_number"},
    {FieldType::kCreditCode, "credit_code"},
    {FieldType::kFile, "file"},
    {FieldType::kGroup, "group"},
}};
constexpr std::array<std::pair<LimitUnit, std::string_view>, 3> kUnits{
    {{LimitUnit::kWorkday, "workday"}, {LimitUnit::kDay, "day"}, {LimitUnit::kMonth, "month"}}};

constexpr char32_t kFullWidthFirst = 0xFF01;  // ！, 0xFEE0 above its ASCII form
constexpr char32_t kFullWidthLast = 0xFF5E;   // ～
constexpr char32_t kFullWidthShift = 0xFEE0;

bool is_space(char32_t c) {
    return c <= 0x20 || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 ||
           c == 0x3000 || c == 0xFEFF;
}

std::string fold(std::string_view text, bool keep_space) {
    std::string folded;
    folded.reserve(text.size());
    while (!text.empty()) {
        const std::string_view character = utf8::take(text);
        char32_t code = utf8::decode(character);
        if (!keep_space && is_space(code)) continue;
        if (code >= kFullWidthFirst && code <= kFullWidthLast) code -= kFullWidthShift;
        if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
        if (code < 0x80) {
            folded += static_cast<char>(code);
        } else {
            folded += character;
        }
    }
    return folded;
}

}  // namespace

std::string_view word_of(FieldType type) {
    for (const auto& [known, word] : kFieldTypes)
        if (known == type) return word;
    return {};
}

std::optional<FieldType> field_type_of(std::string_view word) {
    for (const auto& [type, known] : kFieldTypes)
        if (known == word) return type;
    return std::nullopt;
}

std::string_view word_of(LimitUnit unit) {
    for (const auto& [known, word] : kUnits)
        if (known == unit) return word;
    return {};
}

std::optional<LimitUnit> limit_unit_of(std::string_view word) {
    for (const auto& [unit, known] : kUnits)
        if (known == word) return unit;
    return std::nullopt;
}

std::string fold_case(std::string_view text) {
    return fold(text, true);
}

std::string department_key(std::string_view name) {
    return fold(name, false);
}

std::string to_text(const Limit& limit) {
    if (limit.count < 0) return "未填写";
    if (limit.count == 0) return "当场办结";
    switch (limit.unit) {
        case LimitUnit::kWorkday:
            return fmt::format("{}个工作日", limit.count);
        case LimitUnit::kDay:
            return fmt::format("{}日", limit.count);
        case LimitUnit::kMonth:
            return fmt::format("{}个月", limit.count);
    }
    return {};
}

}  // namespace yw::catalogue

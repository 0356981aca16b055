#include "catalogue/item_codes.hpp"

#include <algorithm>

#include "kernel/credit_code.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kBaseDigits = 12;
constexpr std::size_t kCreditLetters = 18;
constexpr std::size_t kImplementLetters = kCreditLetters + 1 + kBaseDigits;
constexpr std::size_t kHandlingLetters = kImplementLetters + 2;

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_letters_or_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

/// Codes that put_item() makes for rows without one.
bool is_made_here(std::string_view implement_code) {
    return implement_code.starts_with("L-");
}

}  // namespace

std::optional<BaseCode> BaseCode::parse(std::string_view text) {
    if (text.size() != kBaseDigits || !is_digits(text)) return std::nullopt;
    return BaseCode{std::string(text.substr(0, 2)), std::string(text.substr(2, 2)), std::string(text.substr(4, 5)),
                    std::string(text.substr(9))};
}

std::optional<ImplementCode> ImplementCode::parse(std::string_view text) {
    if (text.size() != kImplementLetters) return std::nullopt;
    const auto credit = text.substr(0, kCreditLetters);
    const char level = text[kCreditLetters];
    const auto base = text.substr(kCreditLetters + 1);
    if (!is_letters_or_digits(credit) || level < '1' || level > '6' || !is_digits(base)) return std::nullopt;
    return ImplementCode{std::string(credit), level, std::string(base)};
}

std::optional<HandlingCode> HandlingCode::parse(std::string_view text) {
    if (text.size() != kHandlingLetters) return std::nullopt;
    const auto number = text.substr(kImplementLetters);
    if (!ImplementCode::parse(text.substr(0, kImplementLetters)) || !is_digits(number) || number == "00")
        return std::nullopt;
    return HandlingCode{std::string(text.substr(0, kImplementLetters)), std::string(number)};
}

std::vector<CodeFinding> check_base_code(std::string_view code, std::string_view task_type) {
    std::vector<CodeFinding> findings;
    const auto say = [&](std::string_view rule, std::string message) {
        findings.push_back({rule, std::string(code), std::move(message)});
    };
    if (code.empty()) {
        say("base_missing", "没有基本编码，不能和国家基本目录对上。");
        return findings;
    }
    const auto parsed = BaseCode::parse(code);
    if (!parsed) {
        say("base_form", "不是国家规定的12位数字基本编码，是地方自编的编码，按原样保留。");
        return findings;
    }
    if (parsed->area != "00" && !RegionCode::parse_short(parsed->area))
        say("base_area", "前两位应当是00（国家设定）或者省级区划代码。");
    if (task_type_name(parsed->task_type).empty()) say("base_type", "第三、四位不是国家规定的事项类型。");
    if (!task_type.empty() && parsed->task_type != task_type)
        say("base_type_differs", "编码里的事项类型和事项自己写的类型不一样。");
    if (parsed->main == "00000") say("base_main", "主项代码不能是00000。");
    return findings;
}

std::vector<CodeFinding> check_implement_code(std::string_view code) {
    std::vector<CodeFinding> findings;
    const auto say = [&](std::string_view rule, std::string message) {
        findings.push_back({rule, std::string(code), std::move(message)});
    };
    if (code.empty() || is_made_here(code)) {
        say("implement_missing", "没有实施编码，平台临时编了一个。");
        return findings;
    }
    const auto parsed = ImplementCode::parse(code);
    if (!parsed) {
        say("implement_form", "不是国家规定的31位实施编码，是地方自编的编码，按原样保留。");
        return findings;
    }
    if (!CreditCode::parse(parsed->credit_code)) say("implement_check", "前18位统一社会信用代码的校验码不对。");
    for (auto& finding : check_base_code(parsed->base_code, "")) {
        finding.code = code;
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<CodeFinding> check_handling_code(std::string_view code) {
    const auto parsed = HandlingCode::parse(code);
    if (!parsed)
        return {{"handling_form", std::string(code), "业务办理项编码应当是31位实施编码加两位序号（01到99）。"}};
    auto findings = check_implement_code(parsed->implement_code);
    for (auto& finding : findings) finding.code = code;
    return findings;
}

std::vector<CodeFinding> check_codes(const Item& item) {
    auto findings = check_base_code(item.base_code, item.task_type);
    for (auto& finding : check_implement_code(item.implement_code)) findings.push_back(std::move(finding));
    const auto parsed = ImplementCode::parse(item.implement_code);
    if (!parsed) return findings;
    const auto say = [&](std::string_view rule, std::string message) {
        findings.push_back({rule, item.implement_code, std::move(message)});
    };
    if (!item.base_code.empty() && parsed->base_code != item.base_code)
        say("implement_base_differs", "实施编码里的基本编码和事项的基本编码不一样。");
    if (!item.department.credit_code.empty() && parsed->credit_code != item.department.credit_code)
        say("implement_authority_differs", "实施编码里的统一社会信用代码和实施部门的不一样。");
    if (parsed->level - '1' != static_cast<int>(item.region.level()))
        say("implement_level_differs", "实施编码里的行使层级和事项所在地方的层级不一样。");
    return findings;
}

}  // namespace yw::catalogue

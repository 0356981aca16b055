// Checking answers on the server: one plain sentence for each wrong field.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <regex>
#include <set>

#include "cases/form_answers.hpp"
#include "cases/form_limits.hpp"
#include "kernel/citizen_id.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/phone.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

using catalogue::FieldType;
using catalogue::FormField;

std::wstring wide(std::string_view text) {
    std::wstring result;
    for (std::string_view rest = text; !rest.empty();) result += static_cast<wchar_t>(utf8::decode(utf8::take(rest)));
    return result;
}

/// Compiled patterns of guides. A guide's pattern that cannot be compiled is no reason to send people away.
std::shared_ptr<const std::wregex> compiled(const std::string& pattern) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const std::wregex>> known;
    constexpr std::size_t kMostKept = 2000;
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(pattern); found != known.end()) return found->second;
    std::shared_ptr<const std::wregex> made;
    try {
        made = std::make_shared<const std::wregex>(wide(pattern), std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error&) {
        made = nullptr;
    }
    if (known.size() >= kMostKept) known.clear();
    return known[pattern] = made;
}

bool matches(const std::string& pattern, std::string_view text) {
    const auto regex = compiled(pattern);
    if (!regex) return true;
    try {
        return std::regex_match(wide(text), *regex);
    } catch (const std::regex_error&) {
        return false;  // too complex for this text: it does not have the form that was asked for
    }
}

bool has_control_character(std::string_view text, bool lines_allowed) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && !(lines_allowed && c == '\n') && c != '\t') || byte == 0x7F) return true;
    }
    return !utf8::is_valid(text);
}

/// The number scaled by 10^decimals; nothing for what is none, or has more decimals.
std::optional<std::int64_t> scaled(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::int64_t value = 0;
    int behind = -1, digits = 0;
    for (const char c : text) {
        if (c == '.' && behind < 0) {
            behind = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 17 || (behind >= 0 && ++behind > decimals)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (digits == 0 || behind == 0) return std::nullopt;
    for (int i = std::max(behind, 0); i < decimals; ++i) {
        if (value > INT64_MAX / 10) return std::nullopt;
        value *= 10;
    }
    return negative ? -value : value;
}

std::string unscaled(std::int64_t value, int decimals) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    if (decimals > 0) {
        const auto places = static_cast<std::size_t>(decimals);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
    }
    return value < 0 ? '-' + digits : digits;
}

std::optional<LocalDay> day_of(const std::string& bound, LocalDay today) {
    if (bound.empty()) return std::nullopt;
    return bound == "today" ? today : LocalDay::parse(bound);
}

/// One field's check, or the whole form's: collects the errors.
class Checker {
public:
    Checker(const catalogue::Form& form, const Answers& answers, const CheckContext& context)
        : form_(form), answers_(answers), context_(context) {}

    void step(const catalogue::FormStep& step) {
        for (const FormField& field : step.fields) {
            if (!is_shown(form_, field, answers_)) continue;
            if (field.type == FieldType::kGroup) {
                group(field);
            } else {
                one(field, field.key);
            }
        }
    }
    std::vector<FieldError> errors;

private:
    using Places = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    void say(const std::string& path, std::string_view key, Places places) {
        errors.push_back({std::string(kInputPrefix) + path, strings::text(key, places)});
    }

    void group(const FormField& group) {
        const int count = answers_.entries(group.key);
        if (count < fewest_entries(group))
            say(group.key, "cases.field.too_few_entries",
                {{"label", group.label}, {"min", std::to_string(fewest_entries(group))}});
        if (count > most_entries(group))
            say(group.key, "cases.field.too_many_entries",
                {{"label", group.label}, {"max", std::to_string(most_entries(group))}});
        for (int i = 0; i < count; ++i) {
            const std::string entry = group.key + '[' + std::to_string(i) + "].";
            for (const FormField& field : group.fields) {
                if (is_shown(form_, field, answers_, entry)) one(field, entry + field.key);
            }
        }
    }

    void one(const FormField& field, const std::string& path) {
        switch (field.type) {
            case FieldType::kAddress:
                return address(field, path);
            case FieldType::kChoices:
                return choices(field, path);
            case FieldType::kFile:
                if (field.required && (!context_.file_given || !context_.file_given(path)))
                    say(path, "cases.field.file_missing", {{"label", field.label}});
                return;
            case FieldType::kGroup:
                return;  // no group in a group
            default:
                break;
        }
        const std::string_view value = answers_.get(path);
        if (!value.empty()) return filled(field, path, value);
        if (!field.required) return;
        const bool picked = field.type == FieldType::kChoice;
        say(path, picked ? "cases.field.choose" : "cases.field.required", {{"label", field.label}});
    }

    void filled(const FormField& field, const std::string& path, std::string_view value) {
        switch (field.type) {
            case FieldType::kText:
                return text(field, path, value, false);
            case FieldType::kMultiline:
                return text(field, path, value, true);
            case FieldType::kNumber:
                return number(field, path, value);
            case FieldType::kDate:
                return date(field, path, value);
            case FieldType::kChoice:
                if (!known_option(field, value)) say(path, "cases.field.choose", {{"label", field.label}});
                return;
            case FieldType::kPhone:
                if (!is_mobile(value) && !is_landline(value)) say(path, "cases.field.phone", {{"label", field.label}});
                return;
            case FieldType::kIdNumber:
                if (!CitizenId::parse(value, context_.today))
                    say(path, "cases.field.id_number", {{"label", field.label}});
                return;
            case FieldType::kCreditCode:
                if (!CreditCode::parse(value)) say(path, "cases.field.credit_code", {{"label", field.label}});
                return;
            default:
                return;
        }
    }

    void text(const FormField& field, const std::string& path, std::string_view value, bool lines) {
        if (utf8::length(value) > longest(field))
            return say(path, "cases.field.too_long", {{"label", field.label}, {"max", std::to_string(longest(field))}});
        if (has_control_character(value, lines)) return say(path, "cases.field.characters", {{"label", field.label}});
        if (!field.pattern.empty() && !matches(field.pattern, value)) {
            if (field.pattern_says.empty()) return say(path, "cases.field.pattern", {{"label", field.label}});
            say(path, "cases.field.pattern_says", {{"label", field.label}, {"says", field.pattern_says}});
        }
    }

    void number(const FormField& field, const std::string& path, std::string_view value) {
        const auto amount = scaled(value, field.decimals);
        if (!amount) {
            if (field.decimals == 0) return say(path, "cases.field.whole_number", {{"label", field.label}});
            return say(path, "cases.field.number",
                       {{"label", field.label}, {"decimals", std::to_string(field.decimals)}});
        }
        if (field.min && *amount < *field.min)
            say(path, "cases.field.too_small",
                {{"label", field.label}, {"min", unscaled(*field.min, field.decimals)}, {"unit", field.unit}});
        if (field.max && *amount > *field.max)
            say(path, "cases.field.too_great",
                {{"label", field.label}, {"max", unscaled(*field.max, field.decimals)}, {"unit", field.unit}});
    }

    void date(const FormField& field, const std::string& path, std::string_view value) {
        const auto day = LocalDay::parse(value);
        if (!day) return say(path, "cases.field.date", {{"label", field.label}});
        const auto first = day_of(field.not_before, context_.today), last = day_of(field.not_after, context_.today);
        if (first && *day < *first) say(path, "cases.field.too_early", {{"label", field.label}, {"day", first->zh()}});
        if (last && *day > *last) say(path, "cases.field.too_late", {{"label", field.label}, {"day", last->zh()}});
    }

    static bool known_option(const FormField& field, std::string_view value) {
        return std::ranges::any_of(field.options, [&](const auto& option) { return option.value == value; });
    }

    void choices(const FormField& field, const std::string& path) {
        const auto values = answers_.all(path);
        if (values.empty() && field.required) return say(path, "cases.field.choose_some", {{"label", field.label}});
        const std::set<std::string> distinct(values.begin(), values.end());
        const bool known = std::ranges::all_of(values, [&](const auto& value) { return known_option(field, value); });
        if (!known || distinct.size() != values.size()) say(path, "cases.field.choose_some", {{"label", field.label}});
    }

    void address(const FormField& field, const std::string& path) {
        const std::string_view code = answers_.get(path + ".region"), line = answers_.get(path + ".line");
        const bool named = !answers_.get(path + ".region_name").empty();
        if (code.empty() && line.empty() && !named && !field.required) return;
        const auto region = RegionCode::parse(code);
        const bool known = region && (!context_.region_known || context_.region_known(*region));
        // The nation alone is no address; which level is needed the guide's hint says.
        if (!known || region->level() == RegionLevel::kNation)
            say(path + ".region", code.empty() && !named ? "cases.field.region_missing" : "cases.field.region",
                {{"label", field.label}});
        if (line.empty()) return say(path + ".line", "cases.field.line_missing", {{"label", field.label}});
        if (utf8::length(line) > kLongestAddress)
            say(path + ".line", "cases.field.too_long",
                {{"label", field.label}, {"max", std::to_string(kLongestAddress)}});
        if (has_control_character(line, false)) say(path + ".line", "cases.field.characters", {{"label", field.label}});
    }

    const catalogue::Form& form_;
    const Answers& answers_;
    const CheckContext& context_;
};

const FormField* field_of(const std::vector<FormField>& fields, std::string_view key) {
    for (const FormField& field : fields) {
        if (field.key == key) return &field;
    }
    return nullptr;
}

/// How many conditions may hang on one another: guards against a guide whose conditions form a circle.
constexpr int kMostLinks = 16;

bool holds_within(const catalogue::Form& form,
                  const std::optional<catalogue::Condition>& condition,
                  const Answers& answers,
                  std::string_view entry,
                  int links) {
    if (!condition) return true;
    if (links > kMostLinks) return false;
    const std::string group(entry.substr(0, entry.find('[')));
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            std::string path;
            const FormField* deciding = nullptr;
            if (!entry.empty() && field.key == group) {
                deciding = field_of(field.fields, condition->field);
                path = std::string(entry) + condition->field;
            }
            if (!deciding && field.key == condition->field) {
                deciding = &field;
                path = field.key;
            }
            if (!deciding) continue;
            const std::string_view inside = deciding == &field ? std::string_view{} : entry;
            if (!holds_within(form, deciding->show_if, answers, inside, links + 1)) return false;
            const auto values = answers.all(path);
            return std::ranges::any_of(values, [&](const auto& value) {
                return std::ranges::find(condition->is, value) != condition->is.end();
            });
        }
    }
    return false;
}

void keep(const Answers& from, const std::string& path, const FormField& field, Answers& to) {
    if (field.type == FieldType::kAddress) {
        for (const auto* part : {".region", ".line"}) {
            if (!from.get(path + part).empty()) to.set(path + part, from.all(path + part));
        }
        return;
    }
    const auto values = from.all(path);
    if (values.empty() || (values.size() == 1 && values.front().empty())) return;
    to.set(path, values);
}

}  // namespace

bool is_shown(const catalogue::Form& form, const FormField& field, const Answers& answers, std::string_view entry) {
    return holds_within(form, field.show_if, answers, entry, 0);
}

bool holds(const catalogue::Form& form, const std::optional<catalogue::Condition>& condition, const Answers& answers) {
    return holds_within(form, condition, answers, {}, 0);
}

std::vector<FieldError> check_step(const catalogue::Form& form,
                                   const catalogue::FormStep& step,
                                   const Answers& answers,
                                   const CheckContext& context) {
    Checker checker(form, answers, context);
    checker.step(step);
    return std::move(checker.errors);
}

std::vector<FieldError> check_form(const catalogue::Form& form, const Answers& answers, const CheckContext& context) {
    Checker checker(form, answers, context);
    for (const auto& step : form.steps) checker.step(step);
    return std::move(checker.errors);
}

Answers kept(const catalogue::Form& form, const Answers& answers) {
    Answers result;
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            if (!is_shown(form, field, answers)) continue;
            if (field.type != FieldType::kGroup) {
                keep(answers, field.key, field, result);
                continue;
            }
            const int count = answers.entries(field.key);
            for (int i = 0; i < count; ++i) {
                const std::string entry = field.key + '[' + std::to_string(i) + "].";
                result.add_entry(field.key);
                for (const FormField& inner : field.fields) {
                    if (is_shown(form, inner, answers, entry)) keep(answers, entry + inner.key, inner, result);
                }
            }
        }
    }
    return result;
}

std::vector<MaterialAsked> materials_asked(const catalogue::Guide& guide, const Answers& answers) {
    static const catalogue::Form kNoForm;
    std::vector<MaterialAsked> asked;
    for (const auto& material : guide.materials) {
        if (!holds(guide.form ? *guide.form : kNoForm, material.show_if, answers)) continue;
        MaterialAsked one;
        one.material = &material;
        one.fetched = material.exempt;
        one.on_paper = material.form == "1";
        // 非必要 with a condition is needed exactly when the condition holds; without one the person knows.
        const bool needed = material.need == "1" || (material.need == "2" && material.show_if);
        one.required = needed && !one.fetched && !one.on_paper;
        asked.push_back(one);
    }
    return asked;
}

}  // namespace yw::cases

#include "catalogue/form_rules.hpp"

#include <array>
#include <map>
#include <regex>
#include <set>

#include "kernel/time.hpp"

namespace yw::catalogue {
namespace {

constexpr std::array<std::string_view, 6> kPrefills{"person.name", "person.id_number", "person.phone",
                                                    "firm.name",   "firm.credit_code", "firm.representative"};
constexpr std::array<std::string_view, 3> kFileKinds{"pdf", "jpg", "png"};
constexpr std::size_t kMaxPattern = 200;  // characters: std::regex recurses, longer ones have no use in a form

/// Choices asked so far, with their values; other fields with none.
using Asked = std::map<std::string, std::set<std::string>, std::less<>>;

bool is_key(std::string_view key) {
    return !key.empty() && key.size() <= 40 &&
           key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

/// Values go into answers and conditions, never into markup or names: capitals are welcome (licence classes A1, B2).
bool is_value(std::string_view value) {
    return !value.empty() && value.size() <= 40 &&
           value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
               std::string_view::npos;
}

bool is_pattern(const std::string& pattern) {
    if (pattern.size() > kMaxPattern) return false;
    try {
        const std::regex compiled(pattern, std::regex::ECMAScript);
        return true;
    } catch (const std::regex_error&) {
        return false;
    }
}

bool is_day(std::string_view text) {
    return text.empty() || text == "today" || LocalDay::parse(text).has_value();
}

class FormCheck {
public:
    explicit FormCheck(std::vector<Finding>& findings) : findings_(findings) {}

    void run(const Guide& guide) {
        if (guide.form) form(*guide.form);
        for (std::size_t i = 0; i < guide.materials.size(); ++i) {
            const auto path = "materials[" + std::to_string(i) + "].show_if";
            const auto& show_if = guide.materials[i].show_if;
            if (show_if) condition(path, *show_if);
        }
    }

private:
    void say(std::string_view rule, std::string element, std::string_view message) {
        findings_.push_back({std::string(rule), std::move(element), std::string(message)});
    }

    void form(const Form& form) {
        if (form.declaration.empty()) say("element_missing", "form.declaration", "缺少承诺声明。");
        if (form.steps.empty()) say("element_missing", "form.steps", "表单没有步骤。");
        std::set<std::string_view> steps;
        for (std::size_t i = 0; i < form.steps.size(); ++i) {
            const FormStep& step = form.steps[i];
            const auto path = "form.steps[" + std::to_string(i) + "]";
            if (!is_key(step.key) || !steps.insert(step.key).second)
                say("form_key", path + ".key", "步骤的 key 只能用小写字母、数字和下划线，不能重复。");
            if (step.title.empty()) say("element_missing", path + ".title", "缺少步骤的标题。");
            if (step.fields.empty()) say("element_missing", path + ".fields", "这一步没有要填的内容。");
            fields(path, step.fields, false);
        }
    }

    void fields(const std::string& path, const std::vector<FormField>& fields, bool inside_group) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            field(path + ".fields[" + std::to_string(i) + "]", fields[i], inside_group);
    }

    void field(const std::string& path, const FormField& field, bool inside_group) {
        if (!is_key(field.key) || asked_.count(field.key) != 0)
            say("form_key", path + ".key", "填写项的 key 只能用小写字母、数字和下划线，在整个表单里不能重复。");
        if (field.label.empty()) say("element_missing", path + ".label", "缺少填写项的名称。");
        if (field.why.empty()) say("element_missing", path + ".why", "没有说明为什么要填。");
        if (field.show_if) condition(path + ".show_if", *field.show_if);
        std::set<std::string>& values = asked_[field.key];
        const bool is_choice = field.type == FieldType::kChoice || field.type == FieldType::kChoices;
        if (is_choice) options(path, field, values);
        if (field.type == FieldType::kChoices) values.clear();  // conditions ask for one answer
        limits(path, field);
        if (field.type == FieldType::kGroup) {
            if (inside_group) say("group_in_group", path + ".type", "重复项里面不能再有重复项。");
            if (field.fields.empty()) say("element_missing", path + ".fields", "重复项里面没有要填的内容。");
            if (!inside_group) fields(path, field.fields, true);
        }
    }

    void options(const std::string& path, const FormField& field, std::set<std::string>& values) {
        if (field.options.size() < 2) say("form_options", path + ".options", "选择题至少要有两个选项。");
        for (std::size_t i = 0; i < field.options.size(); ++i) {
            const Option& option = field.options[i];
            const bool is_new = values.insert(option.value).second;
            if (!is_value(option.value) || option.label.empty() || !is_new)
                say("form_options", path + ".options[" + std::to_string(i) + "]",
                    "选项要有不重复的 value（字母、数字、下划线）和 label。");
        }
    }

    void limits(const std::string& path, const FormField& field) {
        if (field.min && field.max && *field.min > *field.max) say("form_limits", path + ".min", "最小值大于最大值。");
        if (!field.pattern.empty() && (field.pattern_says.empty() || !is_pattern(field.pattern)))
            say("form_pattern", path + ".pattern", "格式要求写错了，或者没有用文字说明（pattern_says）。");
        if (!is_day(field.not_before)) say("form_day", path + ".not_before", "应为 2026-03-02 这样的日期或者 today。");
        if (!is_day(field.not_after)) say("form_day", path + ".not_after", "应为 2026-03-02 这样的日期或者 today。");
        bool is_known = field.prefill.empty();
        for (const auto prefill : kPrefills) is_known = is_known || field.prefill == prefill;
        if (!is_known) say("form_prefill", path + ".prefill", "没有这种自动填写的来源。");
        for (const auto& kind : field.accept) {
            bool is_allowed = false;
            for (const auto allowed : kFileKinds) is_allowed = is_allowed || kind == allowed;
            if (!is_allowed) say("form_accept", path + ".accept", "文件只能是 pdf、jpg、png。");
        }
    }

    void condition(const std::string& path, const Condition& condition) {
        const auto choice = asked_.find(condition.field);
        bool is_known = choice != asked_.end() && !condition.is.empty();
        for (const auto& value : condition.is) is_known = is_known && choice->second.count(value) != 0;
        if (!is_known) say("form_condition", path, "条件要引用前面的单选题和它已有的选项。");
    }

    std::vector<Finding>& findings_;
    Asked asked_;
};

}  // namespace

void check_form(const Guide& guide, std::vector<Finding>& findings) {
    FormCheck(findings).run(guide);
}

std::vector<std::string_view> form_rules() {
    return {"form_key",     "form_options", "form_limits",    "form_pattern",  "form_day",
            "form_prefill", "form_accept",  "group_in_group", "form_condition"};
}

}  // namespace yw::catalogue

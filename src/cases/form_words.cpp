// Answers in words: previews, papers, the desk.
#include "cases/form_answers.hpp"
#include "kernel/masking.hpp"
#include "kernel/phone.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

using catalogue::FieldType;
using catalogue::FormField;
using RegionName = std::function<std::string(RegionCode)>;

std::string label_of(const FormField& field, std::string_view value) {
    for (const auto& option : field.options) {
        if (option.value == value) return option.label;
    }
    return std::string(value);
}

std::string labels_of(const FormField& field, const std::vector<std::string>& values) {
    std::string labels;
    for (const auto& value : values) {
        if (!labels.empty()) labels += "、";
        labels += label_of(field, value);
    }
    return labels;
}

std::string address_of(const Answers& answers, const std::string& path, const RegionName& region_name) {
    const auto region = RegionCode::parse(answers.get(path + ".region"));
    std::string place(answers.get(path + ".region"));
    if (region && region_name) place = region_name(*region);
    if (place.empty()) place = answers.get(path + ".region_name");
    return place + std::string(answers.get(path + ".line"));
}

/// A field that holds a person's name: by what fills it, or by its label.
bool is_name(const FormField& field) {
    return field.prefill == "person.name" || field.prefill == "firm.representative" ||
           (field.type == FieldType::kText && field.label.find("姓名") != std::string::npos);
}

std::string in_words(
    const FormField& field, const Answers& answers, const std::string& path, Show show, const RegionName& region_name) {
    const std::string value(answers.get(path));
    const bool masked = show == Show::kMasked;
    switch (field.type) {
        case FieldType::kChoice:
            return label_of(field, value);
        case FieldType::kChoices:
            return labels_of(field, answers.all(path));
        case FieldType::kDate: {
            const auto day = LocalDay::parse(value);
            return day ? day->zh() : value;
        }
        case FieldType::kNumber:
            return value.empty() ? value : value + field.unit;
        case FieldType::kAddress: {
            const auto whole = address_of(answers, path, region_name);
            return masked && !whole.empty() ? mask_address(whole) : whole;
        }
        case FieldType::kPhone:
            if (!masked || value.empty()) return value;
            return is_mobile(value) ? mask_mobile(value) : mask_landline(value);
        case FieldType::kIdNumber:
            return masked && !value.empty() ? mask_id_number_for_officer(value) : value;
        default:
            return masked && is_name(field) && !value.empty() ? mask_name(value) : value;
    }
}

}  // namespace

std::vector<AnswerStep> in_words(const catalogue::Form& form,
                                 const Answers& answers,
                                 Show show,
                                 const RegionName& region_name) {
    std::vector<AnswerStep> steps;
    for (const auto& step : form.steps) {
        AnswerStep& told = steps.emplace_back();
        told.step = &step;
        for (const FormField& field : step.fields) {
            if (!is_shown(form, field, answers) || field.type == FieldType::kFile) continue;
            if (field.type != FieldType::kGroup) {
                told.rows.push_back(
                    {field.key, field.label, in_words(field, answers, field.key, show, region_name), {}});
                continue;
            }
            const int count = answers.entries(field.key);
            for (int i = 0; i < count; ++i) {
                const std::string entry = field.key + '[' + std::to_string(i) + "].";
                const std::string title =
                    (field.item_label.empty() ? field.label : field.item_label) + std::to_string(i + 1);
                for (const FormField& inner : field.fields) {
                    if (!is_shown(form, inner, answers, entry)) continue;
                    told.rows.push_back({entry + inner.key, inner.label,
                                         in_words(inner, answers, entry + inner.key, show, region_name), title});
                }
            }
        }
    }
    return steps;
}

Answers masked(const catalogue::Form& form, const Answers& answers) {
    Answers result = answers;
    const auto mask = [&](const FormField& field, const std::string& path) {
        if (field.type == FieldType::kAddress) {
            result.erase(path + ".region_name");
            if (!answers.get(path + ".line").empty()) result.set(path + ".line", std::string("****"));
            return;
        }
        const bool sensitive = field.type == FieldType::kIdNumber || field.type == FieldType::kPhone || is_name(field);
        if (sensitive && answers.has(path)) result.set(path, in_words(field, answers, path, Show::kMasked, {}));
    };
    for (const auto& step : form.steps) {
        for (const FormField& field : step.fields) {
            if (field.type != FieldType::kGroup) {
                mask(field, field.key);
                continue;
            }
            const int count = answers.entries(field.key);
            for (int i = 0; i < count; ++i) {
                for (const FormField& inner : field.fields)
                    mask(inner, field.key + '[' + std::to_string(i) + "]." + inner.key);
            }
        }
    }
    return result;
}

}  // namespace yw::cases

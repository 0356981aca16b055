// A guide (办事指南): all that a person must know of one item, element by element as in C0109.2-2018 and GB/T 39554.
// Plain values; the store keeps each list as rows. demo/README.md explains the elements and their codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yw::catalogue {

enum class LimitUnit { kWorkday, kDay, kMonth };

struct Limit {
    int count = 0;  ///< 0: at once
    LimitUnit unit = LimitUnit::kWorkday;
    std::string basis;  ///< law and article, or why
    friend bool operator==(const Limit&, const Limit&) = default;
};

struct LegalBasis {
    std::string law;
    std::string article;
    std::string quote;  ///< the words of the article; may be empty
    friend bool operator==(const LegalBasis&, const LegalBasis&) = default;
};

struct Stage {
    std::string name;
    std::string what;
    std::string requirement;
    int days = 0;  ///< working days
    std::string who;
    std::string outcome;
    friend bool operator==(const Stage&, const Stage&) = default;
};

/// Shown or asked only when the answer to `field` (a choice) is one of `is`.
struct Condition {
    std::string field;
    std::vector<std::string> is;
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// The blank form and the filled sample of a material to be filled in: label and sample value a row.
struct Sheet {
    std::string title;
    std::vector<std::pair<std::string, std::string>> rows;
    friend bool operator==(const Sheet&, const Sheet&) = default;
};

struct Material {
    std::string key;  ///< unique in the guide; uploads name it
    std::string name;
    std::string type;  ///< 1 原件 2 复印件 3 原件和复印件 4 原件或复印件
    std::string form;  ///< 1 纸质 2 电子 3 纸质或电子
    int copies = 1;
    std::string need;  ///< 1 必要 2 非必要 3 容缺后补
    std::string need_when;
    std::string source;  ///< 10 申请人自备 20 政府部门核发 99 其他
    std::string source_note;
    std::string signature;  ///< none | sign | seal | both
    std::string basis;
    std::string accept_standard;
    std::string fill_note;
    bool exempt = false;  ///< 免提交
    std::optional<Sheet> sheet;
    std::optional<Condition> show_if;
    std::string commitment;  ///< 告知承诺: what may be promised instead of bringing it; empty: nothing replaces it
    friend bool operator==(const Material&, const Material&) = default;
};

struct Fee {
    std::string name;
    std::string standard;
    std::int64_t amount_fen = 0;
    std::string basis;
    std::string reducible;
    friend bool operator==(const Fee&, const Fee&) = default;
};

struct Place {
    std::string name;
    std::string address;
    std::string hours;
    std::string phone;
    std::string traffic;
    friend bool operator==(const Place&, const Place&) = default;
};

struct Question {
    std::string q;
    std::string a;
    friend bool operator==(const Question&, const Question&) = default;
};

enum class FieldType {
    kText,
    kMultiline,
    kNumber,
    kDate,
    kChoice,
    kChoices,
    kAddress,
    kPhone,
    kIdNumber,
    kCreditCode,
    kFile,
    kGroup
};

struct Option {
    std::string value;
    std::string label;
    friend bool operator==(const Option&, const Option&) = default;
};

struct FormField {
    std::string key;
    std::string label;
    FieldType type = FieldType::kText;
    bool required = false;
    std::string why;  ///< why it is asked, shown to the person
    std::string hint;
    std::string prefill;  ///< "person.name" …, or empty
    std::optional<Condition> show_if;
    int max_length = 0;               ///< text, multiline; 0: the type's own limit
    std::string pattern;              ///< text: ECMAScript, whole value
    std::string pattern_says;         ///< what the pattern means, for the error
    std::optional<std::int64_t> min;  ///< number, scaled by 10^decimals; group: entries
    std::optional<std::int64_t> max;
    int decimals = 0;
    std::string unit;
    std::string not_before;  ///< date: ISO day or "today"
    std::string not_after;
    std::vector<Option> options;
    std::vector<std::string> accept;  ///< file: pdf, jpg, png
    int max_mb = 10;
    std::string item_label;         ///< group: what one entry is called
    std::vector<FormField> fields;  ///< group
    friend bool operator==(const FormField&, const FormField&) = default;
};

struct FormStep {
    std::string key;
    std::string title;
    std::vector<FormField> fields;
    friend bool operator==(const FormStep&, const FormStep&) = default;
};

struct Form {
    std::string declaration;
    std::vector<FormStep> steps;
    friend bool operator==(const Form&, const Form&) = default;
};

struct ItemResult {
    std::string name;
    std::string type;  ///< 10 证照 20 批文 30 其他
    std::string sample;
    std::string delivery;
    friend bool operator==(const ItemResult&, const ItemResult&) = default;
};

struct Guide {
    std::string name;
    std::vector<std::string> short_names;
    std::string base_code;
    std::string task_type;
    std::vector<std::string> audience;
    std::vector<std::string> personal_themes;
    std::vector<std::string> legal_themes;
    std::vector<std::string> life_events;
    std::string power_source;
    std::string level;
    std::string project_type;  ///< 1 即办件 2 承诺件
    std::vector<std::string> handle_types;
    std::vector<std::string> online_depth;
    int visits = 0;
    std::string visit_reason;
    Limit statutory;
    Limit promised;
    std::string handle_area;
    std::string special_procedure;
    std::string quantity_limit;
    std::string penalty;         ///< 行政处罚: the acts, the kinds of penalty and their range
    std::string levy_kind;       ///< 行政征收: code of what is levied
    std::string levy_reduction;  ///< 行政征收: 1 there are approvals of reductions, 0 there are none
    std::vector<std::string> conditions;
    ItemResult result;
    std::string consult_phone;
    std::string complaint_phone;
    std::string review_body;
    std::string court;
    std::string fee_note;
    std::vector<LegalBasis> bases;
    std::vector<Stage> stages;
    std::vector<Material> materials;
    std::vector<Fee> fees;
    std::vector<Place> places;
    std::vector<Question> questions;
    std::optional<Form> form;  ///< with it, and only then, the item can be applied for online
    friend bool operator==(const Guide&, const Guide&) = default;
};

}  // namespace yw::catalogue

#include "cases/apply_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cases/case_pages.hpp"
#include "cases/form_limits.hpp"

namespace yw::cases {
namespace {

using catalogue::FieldType;
using catalogue::FormField;

/// More options than this stand in a list that opens.
constexpr std::size_t kMostRadios = 8;
constexpr int kMostLinks = 16;  ///< conditions that hang on one another
constexpr std::string_view kWrongGroup = " govuk-form-group--error";

const FormField* field_of(const std::vector<FormField>& fields, std::string_view key) {
    const auto found = std::ranges::find(fields, key, &FormField::key);
    return found == fields.end() ? nullptr : &*found;
}

/// The field on this page that decides about another, and the name of its input.
struct Decider {
    const FormField* field = nullptr;
    std::string path;
};

/// One field in its place: `entry` is "members[0]." inside a group, else empty.
class FieldWriter {
public:
    FieldWriter(const FieldPage& page, const FormField* group, std::string entry)
        : page_(page), group_(group), entry_(std::move(entry)) {}

    void add(html::View& view, std::string_view part, const FormField& field, bool whatever_its_condition) const {
        const auto decider = decider_of(field);
        if (!whatever_its_condition && !is_here(field, 0)) return;
        const bool group = field.type == FieldType::kGroup;
        html::View outer = view.part(part, group ? "cases/apply_group_field.html" : "cases/apply_field.html");
        const bool boxed = !whatever_its_condition && decider.field;
        const std::string box = mark_of(field) + "_CONDITION";
        outer.none(box).when(box + "_END", boxed);
        if (boxed) show_condition(outer.add(box), *field.show_if, decider);
        write(outer, field);
    }

private:
    /// Sections of a group have names of their own: a section that is shown is seen by the parts inside it too.
    static std::string mark_of(const FormField& field) { return field.type == FieldType::kGroup ? "G" : "F"; }

    Decider decider_of(const FormField& field) const {
        if (!field.show_if) return {};
        if (group_) {
            if (const FormField* found = field_of(group_->fields, field.show_if->field))
                return {found, entry_ + found->key};
        }
        const FormField* found = field_of(page_.beside, field.show_if->field);
        return found ? Decider{found, found->key} : Decider{};
    }

    bool is_here(const FormField& field, int links) const {
        if (!field.show_if || links > kMostLinks) return true;
        const Decider decider = decider_of(field);
        if (!decider.field) return is_shown(page_.form, field, page_.answers, entry_);
        return is_here(*decider.field, links + 1);
    }

    static void show_condition(html::View box, const catalogue::Condition& condition, const Decider& decider) {
        std::string values, labels;
        for (const std::string& value : condition.is) {
            values += (values.empty() ? "" : " ") + value;
            const auto option = std::ranges::find(decider.field->options, value, &catalogue::Option::value);
            if (option == decider.field->options.end()) continue;
            labels += (labels.empty() ? "“" : "或者“") + option->label + "”";
        }
        box.set("DECIDED_BY", std::string(kInputPrefix) + decider.path)
            .set("DECIDING", values)
            .set("DECIDED_LABEL", decider.field->label)
            .set("DECIDING_LABELS", labels);
    }

    std::string path_of(const FormField& field) const { return entry_ + field.key; }
    std::string name_of(const FormField& field) const { return std::string(kInputPrefix) + path_of(field); }

    void write(html::View& outer, const FormField& field) const {
        switch (field.type) {
            case FieldType::kMultiline:
                return multiline(outer, field);
            case FieldType::kChoice:
            case FieldType::kChoices:
                return options(outer, field);
            case FieldType::kAddress:
                return address(outer, field);
            case FieldType::kFile:
                return file(outer, field);
            case FieldType::kGroup:
                return group(outer, field);
            default:
                return input(outer, field);
        }
    }

    /// Names that every control has.
    html::View control(html::View& outer,
                       const FormField& field,
                       std::string_view template_name,
                       std::string_view hint,
                       std::string_view more_described = {}) const {
        html::View view = outer.part("CONTROL", template_name);
        const std::string name = name_of(field), id = input_id(name);
        const std::string* error = error_of(page_.errors, name);
        view.set("ID", id).set("NAME", name).set("LABEL", field.label);
        view.set("GROUP_CLASS", error ? kWrongGroup : "");
        const auto section = [mark = mark_of(field)](std::string_view what) {
            return fmt::format("{}_{}", mark, what);
        };
        maybe(view, section("HINT"), "HINT", hint);
        maybe(view, section("WHY"), "WHY", field.why);
        maybe(view, section("ERROR"), "MESSAGE", error ? std::string_view(*error) : std::string_view());
        const auto& known = page_.from_account;
        view.when(section("SOURCE"), std::ranges::find(known, path_of(field)) != known.end());
        view.when(section("OPTIONAL"), !field.required && field.type != FieldType::kGroup);
        view.when(section("INVALID"), error != nullptr);
        std::string described;
        if (!hint.empty()) described += id + "-hint ";
        if (error) described += id + "-error ";
        described += more_described;
        if (described.ends_with(' ')) described.pop_back();
        maybe(view, section("DESCRIBED"), "DESCRIBED", described);
        return view;
    }

    static std::string_view hint_of(const FormField& field) {
        if (!field.hint.empty()) return field.hint;
        if (field.type == FieldType::kIdNumber) return "18位，末位可以是X。";
        if (field.type == FieldType::kCreditCode) return "18位，在营业执照右上方。";
        if (field.type == FieldType::kDate) return "年、月、日，例如 2026-03-02。";
        return {};
    }

    std::string input_class(const FormField& field, std::string_view base) const {
        std::string classes;
        if (error_of(page_.errors, name_of(field))) classes += " " + std::string(base) + "--error";
        if (field.type == FieldType::kPhone) classes += " yw-input--phone";
        if (field.type == FieldType::kIdNumber || field.type == FieldType::kCreditCode) classes += " yw-input--code";
        if (field.type == FieldType::kDate) classes += " yw-input--date";
        if (field.type == FieldType::kNumber) classes += " govuk-input--width-10";
        return classes;
    }

    static std::string_view complete_of(const FormField& field) {
        if (field.prefill == "person.name") return "name";
        if (field.prefill == "person.phone") return "tel";
        if (field.prefill == "firm.name") return "organization";
        return "off";
    }

    std::string bound(const std::string& day) const { return day == "today" ? page_.today.iso() : day; }

    void input(html::View& outer, const FormField& field) const {
        const bool number = field.type == FieldType::kNumber, date = field.type == FieldType::kDate;
        const bool phone = field.type == FieldType::kPhone;
        const std::string unit = number ? field.unit : std::string();
        html::View view = control(outer, field, "cases/apply_input.html", hint_of(field),
                                  unit.empty() ? std::string() : input_id(name_of(field)) + "-unit");
        view.set("INPUT_CLASS", input_class(field, "govuk-input")).set("VALUE", page_.answers.get(path_of(field)));
        view.set("TYPE", date ? "date" : phone ? "tel" : "text").set("COMPLETE", complete_of(field));
        maybe(view, "F_MODE", "MODE", phone ? "tel" : !number ? "" : field.decimals > 0 ? "decimal" : "numeric");
        maybe(view, "F_MIN", "MIN", date ? bound(field.not_before) : "");
        maybe(view, "F_MAX", "MAX", date ? bound(field.not_after) : "");
        maybe(view, "F_LENGTH", "LENGTH", field.type == FieldType::kText ? std::to_string(longest(field)) : "");
        view.when("F_UNIT_BEGIN", !unit.empty());
        maybe(view, "F_UNIT", "UNIT", unit);
    }

    void multiline(html::View& outer, const FormField& field) const {
        html::View view = control(outer, field, "cases/apply_multiline.html", hint_of(field));
        view.set("INPUT_CLASS", input_class(field, "govuk-textarea")).set("VALUE", page_.answers.get(path_of(field)));
        view.set("LENGTH", static_cast<std::int64_t>(longest(field)));
    }

    void options(html::View& outer, const FormField& field) const {
        const bool several = field.type == FieldType::kChoices;
        const bool list = !several && field.options.size() > kMostRadios;
        const std::string_view hint = field.hint.empty() && several ? std::string_view("可以选几项。") : hint_of(field);
        html::View view = control(outer, field, list ? "cases/apply_select.html" : "cases/apply_options.html", hint);
        view.set("INPUT_CLASS", input_class(field, "govuk-select"));
        view.set("BOX", several ? "govuk-checkboxes" : "govuk-radios").set("TYPE", several ? "checkbox" : "radio");
        const auto chosen = page_.answers.all(path_of(field));
        const std::string id = input_id(name_of(field));
        view.none("F_OPTIONS");
        int number = 0;
        for (const catalogue::Option& option : field.options) {
            html::View one = view.add("F_OPTIONS");
            one.set("OPTION_ID", ++number == 1 ? id : fmt::format("{}-{}", id, number));
            one.set("OPTION", option.value).set("OPTION_LABEL", option.label);
            one.when("F_CHOSEN", std::ranges::find(chosen, option.value) != chosen.end());
        }
    }

    void address(html::View& outer, const FormField& field) const {
        html::View view = control(outer, field, "cases/apply_address.html", hint_of(field));
        const std::string path = path_of(field);
        const auto part = [&](std::string_view mark, std::string_view below) {
            const std::string name = name_of(field) + std::string(below);
            const std::string* error = error_of(page_.errors, name);
            const auto named = [&](std::string_view what) { return fmt::format("{}_{}", mark, what); };
            view.set(named("ID"), input_id(name)).set(named("GROUP"), error ? kWrongGroup : "");
            view.set(named("CLASS"), error ? " govuk-input--error" : "");
            maybe(view, "F_" + named("ERROR"), "MESSAGE", error ? std::string_view(*error) : std::string_view());
            view.when("F_" + named("INVALID"), error != nullptr);
        };
        part("REGION", ".region");
        part("LINE", ".line");
        const std::string_view code = page_.answers.get(path + ".region");
        const auto region = RegionCode::parse(code);
        std::string name(page_.answers.get(path + ".region_name"));
        if (region && page_.region_name) name = page_.region_name(*region);
        if (name.empty()) name = code;
        view.set("REGION", code).set("REGION_NAME", name).set("LINE", page_.answers.get(path + ".line"));
        view.set("LENGTH", static_cast<std::int64_t>(kLongestAddress));
    }

    void file(html::View& outer, const FormField& field) const {
        std::string accept, kinds;
        for (const std::string& kind : field.accept) {
            accept += (accept.empty() ? "." : ",.") + kind;
            kinds += (kinds.empty() ? "" : "、") + kind;
        }
        const std::string hint =
            field.hint.empty() ? fmt::format("{}，不超过{} MB。", kinds, field.max_mb) : field.hint;
        html::View view = control(outer, field, "cases/apply_file.html", hint);
        view.set("ACCEPT", accept).none("F_GIVEN");
        std::vector<const MaterialFile*> given;
        for (const MaterialFile& one : page_.files)
            if (one.material_key == "form:" + path_of(field)) given.push_back(&one);
        if (given.empty()) return;
        html::View list = view.add("F_GIVEN");
        for (const MaterialFile* one : given)
            list.add("F_FILES")
                .set("FILE_URL", page_.file_url + one->id)
                .set("FILE_ID", one->id)
                .set("FILE_NAME", one->name)
                .set("FILE_SIZE", size_words(one->size));
    }

    void group(html::View& outer, const FormField& field) const {
        html::View view = control(outer, field, "cases/apply_group.html", hint_of(field));
        const std::string what = field.item_label.empty() ? field.label : field.item_label;
        const int fewest = fewest_entries(field), most = most_entries(field);
        // The entries that must be there stand ready to be filled.
        const int count = std::max(page_.answers.entries(field.key), fewest);
        view.set("GROUP", field.key).set("FEWEST", fewest).set("MOST", most).set("ENTRY_LABEL", what);
        maybe(view, "G_BOUNDS", "BOUNDS",
              fewest == most ? fmt::format("填{}项。", most)
              : fewest > 0   ? fmt::format("填{}至{}项。", fewest, most)
                             : fmt::format("没有就不用填，最多{}项。", most));
        view.when("G_MOST", count >= most).none("G_ENTRIES");
        for (int i = 0; i < count; ++i) {
            html::View one = view.add("G_ENTRIES");
            const std::string entry = fmt::format("{}[{}]", field.key, i);
            one.set("NUMBER", i + 1).set("INDEX", i).set("ENTRY_NAME", std::string(kInputPrefix) + entry);
            one.when("G_FEWEST", count <= fewest).none("ENTRY_FIELDS");
            const FieldWriter inner(page_, &field, entry + ".");
            for (const FormField& each : field.fields) inner.add(one, "ENTRY_FIELDS", each, false);
        }
    }

    const FieldPage& page_;
    const FormField* group_;
    std::string entry_;
};

}  // namespace

void show_fields(html::View& view, std::string_view part, const FieldPage& page) {
    view.none(part);
    const FieldWriter writer(page, nullptr, {});
    for (const FormField& field : page.beside) writer.add(view, part, field, false);
}

void show_asked_field(html::View& view, std::string_view part, const FieldPage& page, const FormField& field) {
    FieldWriter(page, nullptr, {}).add(view, part, field, true);
}

}  // namespace yw::cases

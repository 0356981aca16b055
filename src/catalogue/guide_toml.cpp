#include "catalogue/guide_toml.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/guide_words.hpp"
#include "catalogue/toml_elements.hpp"
#include "lint/lint.hpp"

namespace yw::catalogue {
namespace {

constexpr std::int64_t kMaxDays = 3'650;
constexpr std::int64_t kMaxFen = 100'000'000'000;  // a thousand million yuan

int small(TomlElements& from, std::string_view key, Need need, std::int64_t least, std::int64_t most) {
    return static_cast<int>(from.integer(key, need, least, most));
}

Limit read_limit(TomlElements& from) {
    Limit limit;
    limit.count = small(from, "days", Need::kRequired, 0, kMaxDays);
    const auto unit = limit_unit_of(from.text("unit"));
    if (!unit) from.say("unit", "应为 workday、day 或者 month。");
    limit.unit = unit.value_or(LimitUnit::kWorkday);
    limit.basis = from.text("basis", Need::kOptional);
    return limit;
}

std::optional<Condition> read_condition(TomlElements& from) {
    std::optional<Condition> condition;
    from.table("show_if", Need::kOptional, [&](TomlElements& inner) {
        condition.emplace();
        condition->field = inner.text("field");
        condition->is = inner.texts("is");
    });
    return condition;
}

Stage read_stage(TomlElements& from) {
    Stage stage;
    stage.name = from.text("name");
    stage.what = from.text("what");
    stage.requirement = from.text("requirement");
    stage.days = small(from, "days", Need::kRequired, 0, kMaxDays);
    stage.who = from.text("who");
    stage.outcome = from.text("outcome");
    return stage;
}

Material read_material(TomlElements& from) {
    Material material;
    material.key = from.text("key");
    material.name = from.text("name");
    material.type = from.text("type");
    material.form = from.text("form");
    material.copies = small(from, "copies", Need::kRequired, 1, 100);
    material.need = from.text("need");
    material.need_when = from.text("need_when", Need::kOptional);
    material.source = from.text("source");
    material.source_note = from.text("source_note");
    material.signature = from.text("signature");
    material.basis = from.text("basis");
    material.accept_standard = from.text("accept_standard");
    material.fill_note = from.text("fill_note", Need::kOptional);
    material.exempt = from.truth("exempt");
    from.table("sheet", Need::kOptional, [&](TomlElements& sheet) {
        material.sheet.emplace();
        material.sheet->title = sheet.text("title");
        material.sheet->rows = sheet.pairs("rows");
    });
    material.show_if = read_condition(from);
    material.commitment = from.text("commitment", Need::kOptional);
    return material;
}

Fee read_fee(TomlElements& from) {
    Fee fee;
    fee.name = from.text("name");
    fee.standard = from.text("standard");
    fee.amount_fen = from.integer("amount_fen", Need::kRequired, 0, kMaxFen);
    fee.basis = from.text("basis");
    fee.reducible = from.text("reducible", Need::kOptional);
    return fee;
}

Place read_place(TomlElements& from) {
    Place place;
    place.name = from.text("name");
    place.address = from.text("address");
    place.hours = from.text("hours");
    place.phone = from.text("phone");
    place.traffic = from.text("traffic");
    return place;
}

/// What only some types of field have.
void read_field_limits(TomlElements& from, FormField& field) {
    const bool is_number = field.type == FieldType::kNumber;
    const bool is_text = field.type == FieldType::kText || field.type == FieldType::kMultiline;
    if (is_number) field.decimals = small(from, "decimals", Need::kOptional, 0, 6);
    if (is_number || field.type == FieldType::kGroup) {
        field.min = from.scaled("min", field.decimals);
        field.max = from.scaled("max", field.decimals);
    }
    if (is_number) field.unit = from.text("unit", Need::kOptional);
    if (is_text) {
        if (from.has("max")) field.max_length = small(from, "max", Need::kOptional, 1, 10'000);
        field.pattern = from.text("pattern", Need::kOptional);
        field.pattern_says = from.text("pattern_says", Need::kOptional);
    }
    if (field.type == FieldType::kDate) {
        field.not_before = from.text("not_before", Need::kOptional);
        field.not_after = from.text("not_after", Need::kOptional);
    }
    if (field.type == FieldType::kFile) {
        field.accept = from.texts("accept");
        if (from.has("max_mb")) field.max_mb = small(from, "max_mb", Need::kOptional, 1, 100);
    }
}

FormField read_field(TomlElements& from, bool inside_group) {
    FormField field;
    field.key = from.text("key");
    field.label = from.text("label");
    const auto type = field_type_of(from.text("type"));
    if (!type) from.say("type", "没有这种填写项。");
    field.type = type.value_or(FieldType::kText);
    field.required = from.truth("required");
    field.why = from.text("why");
    field.hint = from.text("hint", Need::kOptional);
    field.prefill = from.text("prefill", Need::kOptional);
    field.show_if = read_condition(from);
    read_field_limits(from, field);
    if (field.type == FieldType::kChoice || field.type == FieldType::kChoices)
        from.each("options", Need::kRequired, [&](TomlElements& option) {
            auto value = option.text("value");
            field.options.push_back({std::move(value), option.text("label")});
        });
    if (field.type != FieldType::kGroup) return field;
    if (inside_group) {
        from.say("type", "重复项里面不能再有重复项。");
        return field;
    }
    field.item_label = from.text("item_label");
    from.each("fields", Need::kRequired, [&](TomlElements& inner) { field.fields.push_back(read_field(inner, true)); });
    return field;
}

std::optional<Form> read_form(TomlElements& from) {
    std::optional<Form> form;
    from.table("form", Need::kOptional, [&](TomlElements& inner) {
        form.emplace();
        form->declaration = inner.text("declaration");
        inner.each("steps", Need::kRequired, [&](TomlElements& step) {
            FormStep& made = form->steps.emplace_back();
            made.key = step.text("key");
            made.title = step.text("title");
            step.each("fields", Need::kRequired,
                      [&](TomlElements& field) { made.fields.push_back(read_field(field, false)); });
        });
    });
    return form;
}

/// Which elements a type of item must have is data (data/lint/completeness.toml).
struct Needs {
    std::string_view task_type;
    Need operator()(std::string_view element) const {
        return lint::must_say(element, task_type) ? Need::kRequired : Need::kOptional;
    }
};

void read_classes(TomlElements& from, Guide& guide) {
    guide.name = from.text("name");
    guide.short_names = from.texts("short_names", Need::kOptional);
    guide.base_code = from.text("base_code");
    guide.task_type = from.text("task_type");
    guide.audience = from.texts("audience");
    guide.personal_themes = from.texts("personal_themes", Need::kOptional);
    guide.legal_themes = from.texts("legal_themes", Need::kOptional);
    guide.life_events = from.texts("life_events", Need::kOptional);
    const Needs need{guide.task_type};
    guide.power_source = from.text("power_source", need("power_source"));
    guide.level = from.text("level");
    guide.project_type = from.text("project_type", need("project_type"));
    guide.handle_types = from.texts("handle_types", need("handle_types"));
    guide.online_depth = from.texts("online_depth", need("online_depth"));
}

void read_terms(TomlElements& from, Guide& guide) {
    const Needs need{guide.task_type};
    if (need("visits") == Need::kRequired || from.has("visits"))
        guide.visits = small(from, "visits", Need::kRequired, 0, 20);
    guide.visit_reason = from.text("visit_reason", Need::kOptional);
    from.table("statutory", Need::kRequired, [&](TomlElements& inner) { guide.statutory = read_limit(inner); });
    guide.promised.count = kNotSaid;
    from.table("promised", need("promised"), [&](TomlElements& inner) { guide.promised = read_limit(inner); });
    guide.handle_area = from.text("handle_area", need("handle_area"));
    guide.special_procedure = from.text("special_procedure", need("special_procedure"));
    guide.quantity_limit = from.text("quantity_limit", need("quantity_limit"));
    guide.penalty = from.text("penalty", need("penalty"));
    guide.levy_kind = from.text("levy_kind", need("levy_kind"));
    guide.levy_reduction = from.text("levy_reduction", need("levy_reduction"));
    guide.conditions = from.texts("conditions", need("conditions"));
    from.table("result", need("result.name"), [&](TomlElements& inner) {
        guide.result.name = inner.text("name", need("result.name"));
        guide.result.type = inner.text("type", need("result.name"));
        guide.result.sample = inner.text("sample", need("result.name"));
        guide.result.delivery = inner.text("delivery", need("result.name"));
    });
    guide.consult_phone = from.text("consult_phone");
    guide.complaint_phone = from.text("complaint_phone");
    guide.review_body = from.text("review_body", need("review_body"));
    guide.court = from.text("court", need("court"));
    guide.fee_note = from.text("fee_note", Need::kOptional);
}

void read_lists(TomlElements& from, Guide& guide) {
    from.each("basis", Need::kRequired, [&](TomlElements& inner) {
        LegalBasis& basis = guide.bases.emplace_back();
        basis.law = inner.text("law");
        basis.article = inner.text("article");
        basis.quote = inner.text("quote", Need::kOptional);
    });
    from.each("stages", Need::kRequired, [&](TomlElements& inner) { guide.stages.push_back(read_stage(inner)); });
    from.each("materials", Need::kOptional,
              [&](TomlElements& inner) { guide.materials.push_back(read_material(inner)); });
    from.each("fees", Need::kOptional, [&](TomlElements& inner) { guide.fees.push_back(read_fee(inner)); });
    from.each("places", Needs{guide.task_type}("places"),
              [&](TomlElements& inner) { guide.places.push_back(read_place(inner)); });
    from.each("questions", Need::kOptional, [&](TomlElements& inner) {
        Question& question = guide.questions.emplace_back();
        question.q = inner.text("q");
        question.a = inner.text("a");
    });
}

}  // namespace

Result<GuideFile> read_guide_toml(std::string_view toml, std::string_view file) {
    YW_TRY(const toml::table table, read_toml(toml, file, kGuideUnreadable));
    std::vector<FieldError> problems;
    TomlElements from(table, "", problems);
    GuideFile read;
    read.source_id = from.text("source_id");
    read.agency = from.text("agency");
    read_classes(from, read.guide);
    read_terms(from, read.guide);
    read_lists(from, read.guide);
    const bool apply_online = from.truth("apply_online", Need::kRequired);
    read.guide.form = read_form(from);
    if (apply_online != read.guide.form.has_value())
        from.say("apply_online", "apply_online = true 时要有 [form]，否则不能有。");
    from.refuse_unknown();
    if (problems.empty()) return read;
    Error error = fail(kGuideUnreadable, std::move(problems));
    error.detail = file;
    return error;
}

Result<std::vector<Agency>> read_agencies_toml(std::string_view toml) {
    YW_TRY(const toml::table table, read_toml(toml, "agencies.toml", kAgenciesUnreadable));
    std::vector<FieldError> problems;
    std::vector<Agency> agencies;
    TomlElements from(table, "", problems);
    for (const auto& [key, node] : table) {
        from.table(key.str(), Need::kRequired, [&, name = std::string(key.str())](TomlElements& inner) {
            Agency& agency = agencies.emplace_back();
            agency.key = name;
            agency.name = inner.text("name");
            const auto region = RegionCode::parse(inner.text("region"));
            if (!region) inner.say("region", "应为十二位区划代码。");
            agency.region = region.value_or(RegionCode());
            agency.credit_code = inner.text("credit_code", Need::kOptional);
        });
    }
    if (!problems.empty()) return fail(kAgenciesUnreadable, std::move(problems));
    return agencies;
}

}  // namespace yw::catalogue

#include "catalogue/guide_json.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "catalogue/catalogue.hpp"
#include "catalogue/guide_elements.hpp"
#include "catalogue/guide_words.hpp"
#include "platform/crypto/crypto.hpp"

namespace yw::catalogue {
namespace {

namespace json = boost::json;

void put(json::object& to, std::string_view key, std::string_view text) {
    if (!text.empty()) to.emplace(key, text);
}
void put(json::object& to, std::string_view key, std::int64_t number, std::int64_t default_is) {
    if (number != default_is) to.emplace(key, number);
}
void put(json::object& to, std::string_view key, const std::vector<std::string>& texts) {
    if (!texts.empty()) to.emplace(key, json::array(texts.begin(), texts.end()));
}
/// A list of parts, each through `made_of`.
template <class T, class F>
void put_list(json::object& to, std::string_view key, const std::vector<T>& parts, F made_of) {
    if (parts.empty()) return;
    json::array list;
    for (const T& part : parts) list.emplace_back(made_of(part));
    to.emplace(key, std::move(list));
}

json::object of(const Condition& condition) {
    json::object to;
    put(to, "field", condition.field);
    put(to, "is", condition.is);
    return to;
}

json::object of(const Limit& limit) {
    json::object to;
    if (limit.count >= 0) to["count"] = limit.count;
    to["unit"] = word_of(limit.unit);
    put(to, "basis", limit.basis);
    return to;
}

json::object of(const Sheet& sheet) {
    json::object to{{"title", sheet.title}};
    put_list(to, "rows", sheet.rows, [](const auto& row) { return json::array{row.first, row.second}; });
    return to;
}

json::object of(const FormField& field) {
    json::object to{{"key", field.key}, {"label", field.label}, {"type", word_of(field.type)}};
    put(to, "required", field.required, 0);
    put(to, "why", field.why);
    put(to, "hint", field.hint);
    put(to, "prefill", field.prefill);
    if (field.show_if) to.emplace("show_if", of(*field.show_if));
    put(to, "max_length", field.max_length, 0);
    put(to, "pattern", field.pattern);
    put(to, "pattern_says", field.pattern_says);
    if (field.min) to.emplace("min", *field.min);
    if (field.max) to.emplace("max", *field.max);
    put(to, "decimals", field.decimals, 0);
    put(to, "unit", field.unit);
    put(to, "not_before", field.not_before);
    put(to, "not_after", field.not_after);
    put_list(to, "options", field.options, [](const Option& option) {
        return json::object{{"value", option.value}, {"label", option.label}};
    });
    put(to, "accept", field.accept);
    put(to, "max_mb", field.max_mb, FormField().max_mb);
    put(to, "item_label", field.item_label);
    put_list(to, "fields", field.fields, [](const FormField& inner) { return of(inner); });
    return to;
}

json::object of(const Form& form) {
    json::object to{{"declaration", form.declaration}};
    put_list(to, "steps", form.steps, [](const FormStep& step) {
        json::object made{{"key", step.key}, {"title", step.title}};
        put_list(made, "fields", step.fields, [](const FormField& field) { return of(field); });
        return made;
    });
    return to;
}

json::object of(const Material& material) {
    json::object to;
    put(to, "key", material.key);
    put(to, "name", material.name);
    put(to, "type", material.type);
    put(to, "form", material.form);
    put(to, "copies", material.copies, 1);
    put(to, "need", material.need);
    put(to, "need_when", material.need_when);
    put(to, "source", material.source);
    put(to, "source_note", material.source_note);
    put(to, "signature", material.signature);
    put(to, "basis", material.basis);
    put(to, "accept_standard", material.accept_standard);
    put(to, "fill_note", material.fill_note);
    put(to, "exempt", material.exempt, 0);
    if (material.sheet) to.emplace("sheet", of(*material.sheet));
    if (material.show_if) to.emplace("show_if", of(*material.show_if));
    put(to, "commitment", material.commitment);
    return to;
}

json::object of(const ItemResult& result) {
    json::object to;
    put(to, "name", result.name);
    put(to, "type", result.type);
    put(to, "sample", result.sample);
    put(to, "delivery", result.delivery);
    return to;
}

json::object of(const Stage& stage) {
    json::object to;
    put(to, "name", stage.name);
    put(to, "what", stage.what);
    put(to, "requirement", stage.requirement);
    put(to, "days", stage.days, 0);
    put(to, "who", stage.who);
    put(to, "outcome", stage.outcome);
    return to;
}

json::object of(const Fee& fee) {
    json::object to;
    put(to, "name", fee.name);
    put(to, "standard", fee.standard);
    put(to, "amount_fen", fee.amount_fen, 0);
    put(to, "basis", fee.basis);
    put(to, "reducible", fee.reducible);
    return to;
}

json::object of(const Place& place) {
    json::object to;
    put(to, "name", place.name);
    put(to, "address", place.address);
    put(to, "hours", place.hours);
    put(to, "phone", place.phone);
    put(to, "traffic", place.traffic);
    return to;
}

json::object of(const LegalBasis& basis) {
    json::object to;
    put(to, "law", basis.law);
    put(to, "article", basis.article);
    put(to, "quote", basis.quote);
    return to;
}

void put_scalars(json::object& to, const Guide& guide) {
    put(to, "name", guide.name);
    put(to, "short_names", guide.short_names);
    put(to, "base_code", guide.base_code);
    put(to, "task_type", guide.task_type);
    put(to, "audience", guide.audience);
    put(to, "personal_themes", guide.personal_themes);
    put(to, "legal_themes", guide.legal_themes);
    put(to, "life_events", guide.life_events);
    put(to, "power_source", guide.power_source);
    put(to, "level", guide.level);
    put(to, "project_type", guide.project_type);
    put(to, "handle_types", guide.handle_types);
    put(to, "online_depth", guide.online_depth);
    put(to, "visits", guide.visits, 0);
    put(to, "visit_reason", guide.visit_reason);
    to.emplace("statutory", of(guide.statutory));
    to.emplace("promised", of(guide.promised));
    put(to, "handle_area", guide.handle_area);
    put(to, "special_procedure", guide.special_procedure);
    put(to, "quantity_limit", guide.quantity_limit);
    put(to, "penalty", guide.penalty);
    put(to, "levy_kind", guide.levy_kind);
    put(to, "levy_reduction", guide.levy_reduction);
    put(to, "conditions", guide.conditions);
    to.emplace("result", of(guide.result));
    put(to, "consult_phone", guide.consult_phone);
    put(to, "complaint_phone", guide.complaint_phone);
    put(to, "review_body", guide.review_body);
    put(to, "court", guide.court);
    put(to, "fee_note", guide.fee_note);
}

json::value parsed(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    if (error) throw std::runtime_error("catalogue: broken JSON in the store: " + error.message());
    return value;
}

std::string text_at(const json::object& from, std::string_view key) {
    const json::value* value = from.if_contains(key);
    return value ? std::string(value->as_string()) : std::string();
}
int number_at(const json::object& from, std::string_view key, int otherwise) {
    const json::value* value = from.if_contains(key);
    return value ? value->to_number<int>() : otherwise;
}
std::vector<std::string> texts_of(const json::value& list) {
    std::vector<std::string> texts;
    for (const json::value& text : list.as_array()) texts.emplace_back(text.as_string());
    return texts;
}
std::vector<std::string> texts_at(const json::object& from, std::string_view key) {
    const json::value* value = from.if_contains(key);
    return value ? texts_of(*value) : std::vector<std::string>();
}
std::optional<std::int64_t> maybe_number_at(const json::object& from, std::string_view key) {
    const json::value* value = from.if_contains(key);
    return value ? std::optional(value->to_number<std::int64_t>()) : std::nullopt;
}
Condition condition_of(const json::object& from) {
    return {text_at(from, "field"), texts_at(from, "is")};
}

std::vector<FormField> fields_at(const json::object& from);

FormField field_of(const json::object& from) {
    FormField field;
    field.key = text_at(from, "key");
    field.label = text_at(from, "label");
    const auto type = field_type_of(text_at(from, "type"));
    if (!type) throw std::runtime_error("catalogue: unknown field type in the store");
    field.type = *type;
    field.required = number_at(from, "required", 0) != 0;
    field.why = text_at(from, "why");
    field.hint = text_at(from, "hint");
    field.prefill = text_at(from, "prefill");
    if (const auto* condition = from.if_contains("show_if")) field.show_if = condition_of(condition->as_object());
    field.max_length = number_at(from, "max_length", 0);
    field.pattern = text_at(from, "pattern");
    field.pattern_says = text_at(from, "pattern_says");
    field.min = maybe_number_at(from, "min");
    field.max = maybe_number_at(from, "max");
    field.decimals = number_at(from, "decimals", 0);
    field.unit = text_at(from, "unit");
    field.not_before = text_at(from, "not_before");
    field.not_after = text_at(from, "not_after");
    if (const auto* options = from.if_contains("options"))
        for (const json::value& option : options->as_array())
            field.options.push_back({text_at(option.as_object(), "value"), text_at(option.as_object(), "label")});
    field.accept = texts_at(from, "accept");
    field.max_mb = number_at(from, "max_mb", field.max_mb);
    field.item_label = text_at(from, "item_label");
    field.fields = fields_at(from);
    return field;
}

std::vector<FormField> fields_at(const json::object& from) {
    std::vector<FormField> fields;
    if (const auto* list = from.if_contains("fields"))
        for (const json::value& field : list->as_array()) fields.push_back(field_of(field.as_object()));
    return fields;
}

Form form_of(const json::object& from) {
    Form form{text_at(from, "declaration"), {}};
    if (const auto* steps = from.if_contains("steps"))
        for (const json::value& step : steps->as_array()) {
            const json::object& object = step.as_object();
            form.steps.push_back({text_at(object, "key"), text_at(object, "title"), fields_at(object)});
        }
    return form;
}

Sheet sheet_of(const json::object& from) {
    Sheet sheet{text_at(from, "title"), {}};
    if (const auto* rows = from.if_contains("rows"))
        for (const json::value& row : rows->as_array())
            sheet.rows.emplace_back(row.at(0).as_string(), row.at(1).as_string());
    return sheet;
}

Limit limit_at(const json::object& from, std::string_view key) {
    const json::object& limit = from.at(key).as_object();
    const auto unit = limit_unit_of(text_at(limit, "unit"));
    if (!unit) throw std::runtime_error("unknown unit of a limit");
    return {number_at(limit, "count", kNotSaid), *unit, text_at(limit, "basis")};
}

Material material_of(const json::object& from) {
    Material material;
    material.key = text_at(from, "key");
    material.name = text_at(from, "name");
    material.type = text_at(from, "type");
    material.form = text_at(from, "form");
    material.copies = number_at(from, "copies", 1);
    material.need = text_at(from, "need");
    material.need_when = text_at(from, "need_when");
    material.source = text_at(from, "source");
    material.source_note = text_at(from, "source_note");
    material.signature = text_at(from, "signature");
    material.basis = text_at(from, "basis");
    material.accept_standard = text_at(from, "accept_standard");
    material.fill_note = text_at(from, "fill_note");
    material.exempt = number_at(from, "exempt", 0) != 0;
    if (const auto* sheet = from.if_contains("sheet")) material.sheet = sheet_of(sheet->as_object());
    if (const auto* condition = from.if_contains("show_if")) material.show_if = condition_of(condition->as_object());
    material.commitment = text_at(from, "commitment");
    return material;
}

Stage stage_of(const json::object& from) {
    return {text_at(from, "name"),      text_at(from, "what"), text_at(from, "requirement"),
            number_at(from, "days", 0), text_at(from, "who"),  text_at(from, "outcome")};
}
Fee fee_of(const json::object& from) {
    return {text_at(from, "name"), text_at(from, "standard"), maybe_number_at(from, "amount_fen").value_or(0),
            text_at(from, "basis"), text_at(from, "reducible")};
}
Place place_of(const json::object& from) {
    return {text_at(from, "name"), text_at(from, "address"), text_at(from, "hours"), text_at(from, "phone"),
            text_at(from, "traffic")};
}

template <class T, class F>
void read_list(const json::object& from, std::string_view key, std::vector<T>& into, F part_of) {
    if (const auto* list = from.if_contains(key))
        for (const json::value& part : list->as_array()) into.push_back(part_of(part.as_object()));
}

void read_scalars(const json::object& from, Guide& guide) {
    guide.name = text_at(from, "name");
    guide.short_names = texts_at(from, "short_names");
    guide.base_code = text_at(from, "base_code");
    guide.task_type = text_at(from, "task_type");
    guide.audience = texts_at(from, "audience");
    guide.personal_themes = texts_at(from, "personal_themes");
    guide.legal_themes = texts_at(from, "legal_themes");
    guide.life_events = texts_at(from, "life_events");
    guide.power_source = text_at(from, "power_source");
    guide.level = text_at(from, "level");
    guide.project_type = text_at(from, "project_type");
    guide.handle_types = texts_at(from, "handle_types");
    guide.online_depth = texts_at(from, "online_depth");
    guide.visits = number_at(from, "visits", 0);
    guide.visit_reason = text_at(from, "visit_reason");
    guide.statutory = limit_at(from, "statutory");
    guide.promised = limit_at(from, "promised");
    guide.handle_area = text_at(from, "handle_area");
    guide.special_procedure = text_at(from, "special_procedure");
    guide.quantity_limit = text_at(from, "quantity_limit");
    guide.penalty = text_at(from, "penalty");
    guide.levy_kind = text_at(from, "levy_kind");
    guide.levy_reduction = text_at(from, "levy_reduction");
    guide.conditions = texts_at(from, "conditions");
    const json::object& result = from.at("result").as_object();
    guide.result = {text_at(result, "name"), text_at(result, "type"), text_at(result, "sample"),
                    text_at(result, "delivery")};
    guide.consult_phone = text_at(from, "consult_phone");
    guide.complaint_phone = text_at(from, "complaint_phone");
    guide.review_body = text_at(from, "review_body");
    guide.court = text_at(from, "court");
    guide.fee_note = text_at(from, "fee_note");
}

Guide guide_of(const json::object& from) {
    Guide guide;
    read_scalars(from, guide);
    read_list(from, "bases", guide.bases, [](const json::object& part) {
        return LegalBasis{text_at(part, "law"), text_at(part, "article"), text_at(part, "quote")};
    });
    read_list(from, "stages", guide.stages, stage_of);
    read_list(from, "materials", guide.materials, material_of);
    read_list(from, "fees", guide.fees, fee_of);
    read_list(from, "places", guide.places, place_of);
    read_list(from, "questions", guide.questions, [](const json::object& part) {
        return Question{text_at(part, "q"), text_at(part, "a")};
    });
    if (const auto* form = from.if_contains("form")) guide.form = form_of(form->as_object());
    return guide;
}

}  // namespace

std::string canonical_json(const Guide& guide) {
    json::object to;
    put_scalars(to, guide);
    put_list(to, "bases", guide.bases, [](const LegalBasis& part) { return of(part); });
    put_list(to, "stages", guide.stages, [](const Stage& part) { return of(part); });
    put_list(to, "materials", guide.materials, [](const Material& part) { return of(part); });
    put_list(to, "fees", guide.fees, [](const Fee& part) { return of(part); });
    put_list(to, "places", guide.places, [](const Place& part) { return of(part); });
    put_list(to, "questions", guide.questions, [](const Question& part) {
        return json::object{{"q", part.q}, {"a", part.a}};
    });
    if (guide.form) to.emplace("form", of(*guide.form));
    return json::serialize(to);
}

std::string content_hash(const Guide& guide) {
    return crypto::hex(crypto::sm3(canonical_json(guide)));
}

Result<Guide> guide_of_json(std::string_view text) {
    // The readers above throw at whatever is not as the writers make it: right for the store, an outcome for outsiders.
    try {
        return guide_of(parsed(text).as_object());
    } catch (const std::exception& broken) {
        return fail(kGuideUnreadable, broken.what());
    }
}

std::string texts_json(const std::vector<std::string>& texts) {
    return json::serialize(json::array(texts.begin(), texts.end()));
}
std::vector<std::string> texts_of_json(std::string_view text) {
    return texts_of(parsed(text));
}
std::string form_json(const Form& form) {
    return json::serialize(of(form));
}
Form form_of_json(std::string_view text) {
    return form_of(parsed(text).as_object());
}
std::string sheet_json(const Sheet& sheet) {
    return json::serialize(of(sheet));
}
Sheet sheet_of_json(std::string_view text) {
    return sheet_of(parsed(text).as_object());
}
std::string condition_json(const Condition& condition) {
    return json::serialize(of(condition));
}
Condition condition_of_json(std::string_view text) {
    return condition_of(parsed(text).as_object());
}

}  // namespace yw::catalogue

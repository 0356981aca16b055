#include "inspect/guides/national_guide.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "catalogue/catalogue.hpp"
#include "inspect/guides/national_names.hpp"
#include "lint/lint.hpp"

namespace yw::inspect {
namespace {

namespace json = boost::json;

constexpr std::size_t kShortStep = 18;  // bytes: six characters

std::string text_of(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null:
            return {};
        case json::kind::string:
            return std::string(value.get_string());
        case json::kind::bool_:
            return value.get_bool() ? "1" : "0";
        case json::kind::double_: {
            const double number = value.get_double();
            const bool is_whole = std::floor(number) == number && std::fabs(number) < 1e15;
            return is_whole ? std::to_string(static_cast<long long>(number)) : json::serialize(value);
        }
        case json::kind::array: {
            const json::array& list = value.get_array();
            if (!std::all_of(list.begin(), list.end(), [](const json::value& each) { return each.is_string(); }))
                return json::serialize(value);
            std::string joined;
            for (const json::value& each : list) {
                if (!joined.empty()) joined += '\n';
                joined += std::string_view(each.get_string());
            }
            return joined;
        }
        case json::kind::object:
            return value.get_object().empty() ? std::string() : json::serialize(value);
        default:
            return json::serialize(value);
    }
}

/// taskName, TASK_NAME and task-name are task_name to us.
std::string folded(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c == '_' || c == '-' || c == ' ') continue;
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}
bool is_foreign(std::string_view name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == ' '; });
}

/// What a record holds under any of an element's names.
class Record {
public:
    Record(const json::object& object, std::string_view group) : object_(object), names_(name_group(group)) {
        for (const auto& pair : object) has_foreign_ = has_foreign_ || is_foreign(pair.key());
    }

    const json::value* find(std::string_view element) const {
        const auto names = names_.find(element);
        if (names == names_.end()) throw std::logic_error("national_fields: " + std::string(element));
        for (const auto& name : names->second)
            if (const json::value* value = object_.if_contains(name)) return value;
        if (!has_foreign_) return nullptr;
        for (const auto& name : names->second)
            for (const auto& pair : object_)
                if (folded(pair.key()) == folded(name)) return &pair.value();
        return nullptr;
    }
    /// Chinese under names that nobody told us about, line by line.
    std::string unknown_text() const {
        std::string said;
        for (const auto& pair : object_) {
            if (!pair.value().is_string() || is_known(pair.key())) continue;
            const std::string_view text = pair.value().get_string();
            const bool has_chinese = std::any_of(text.begin(), text.end(), [](char c) {
                return static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9;
            });
            if (has_chinese) said += (said.empty() ? "" : "\n") + std::string(text);
        }
        return said;
    }
    lint::Text text(std::string_view element) const {
        const json::value* value = find(element);
        if (value == nullptr) return std::nullopt;
        auto said = text_of(*value);
        const Names& nothing = names_of("values", "nothing");
        if (std::find(nothing.begin(), nothing.end(), said) != nothing.end()) said.clear();
        return said;
    }
    std::string or_empty(std::string_view element) const { return text(element).value_or(std::string()); }

private:
    bool is_known(std::string_view key) const {
        const auto plain = folded(key);
        return std::any_of(names_.begin(), names_.end(), [&](const auto& element) {
            return std::any_of(element.second.begin(), element.second.end(),
                               [&](const std::string& name) { return folded(name) == plain; });
        });
    }

    const json::object& object_;
    const NameGroup& names_;
    bool has_foreign_ = false;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The parts between any of the separators, without empty ones.
std::vector<std::string> split(std::string_view text, const Names& separators) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t pos = 0; pos <= text.size();) {
        std::size_t length = pos == text.size() ? 1 : 0;
        for (const auto& separator : separators)
            if (length == 0 && text.substr(pos).starts_with(separator)) length = separator.size();
        if (length == 0) {
            ++pos;
            continue;
        }
        if (const auto part = trimmed(text.substr(from, pos - from)); !part.empty()) parts.emplace_back(part);
        pos += length;
        from = pos;
    }
    return parts;
}

/// The code of a list of data/codes, whether the code or its name was written; what is neither stays as it is.
std::string code_of(std::string_view list, std::string text) {
    for (const auto& code : catalogue::codes(list))
        if (code.name == text || code.code == text) return code.code;
    return text;
}
std::string task_type_of(std::string text) {
    if (text.size() == 1 && text[0] >= '1' && text[0] <= '9') text.insert(0, "0");
    return code_of("task_type", std::move(text));
}
lint::Codes codes_of(std::string_view list, const lint::Text& text) {
    if (!text) return std::nullopt;
    static const Names kSeparators{"^", ",", "，", "、", ";", "；", "|"};
    auto parts = split(*text, kSeparators);
    for (auto& part : parts) part = code_of(list, std::move(part));
    return parts;
}

/// The number at the beginning of a text, and the rest.
std::optional<int> number_of(std::string_view& text) {
    text = trimmed(text);
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || value < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    return value;
}

lint::Limit limit_of(const Record& record, std::string_view day, std::string_view unit, std::string_view words) {
    lint::Limit limit;
    const auto written = record.or_empty(day);
    std::string_view rest = written;
    limit.count = number_of(rest);
    if (rest.starts_with(".")) rest = {};
    limit.unit = unit_of(trimmed(rest));
    if (limit.unit == lint::Unit::kUnknown) limit.unit = unit_of(record.or_empty(unit));
    limit.words = record.or_empty(words);
    if (!limit.count && limit.words.empty()) limit.words = std::string(trimmed(rest));
    return limit;
}

/// A list that is one, or was put into a text.
std::optional<json::array> list_of(const json::value* value) {
    if (value == nullptr) return std::nullopt;
    if (value->is_array()) return value->get_array();
    if (!value->is_string() || !value->get_string().starts_with("[")) return std::nullopt;
    boost::system::error_code error;
    auto parsed = json::parse(value->get_string(), error);
    if (error || !parsed.is_array()) return std::nullopt;
    return std::move(parsed.get_array());
}

std::string_view without_number(std::string_view text) {
    std::string_view rest = text;
    if (!number_of(rest)) return text;
    for (const std::string_view mark : {".", "、", "．", ")", "）"})
        if (rest.starts_with(mark)) return trimmed(rest.substr(mark.size()));
    return text;
}

lint::Stage stage_of(const json::value& value) {
    lint::Stage stage;
    if (!value.is_object()) {
        stage.name = std::string(without_number(text_of(value)));
        return stage;
    }
    const Record record(value.get_object(), "stage");
    stage.name = std::string(without_number(record.or_empty("name")));
    stage.what = record.text("what");
    if (stage.name.empty() || !stage.what) {
        if (auto said = record.unknown_text(); !said.empty())
            (stage.name.empty() ? stage.name : stage.what.emplace()) = said;
    }
    stage.requirement = record.text("requirement");
    stage.who = record.text("who");
    stage.outcome = record.text("outcome");
    const auto days = record.or_empty("days");
    std::string_view rest = days;
    const auto count = number_of(rest);
    const auto unit = unit_of(trimmed(rest));
    if (count && (rest.empty() || unit == lint::Unit::kWorkday)) stage.days = count;
    return stage;
}

/// A procedure that was written as one text: by arrows or lines, by dashes when all between them is short, or whole.
std::vector<std::string> steps_of(std::string_view text) {
    auto steps = split(text, names_of("values", "arrows"));
    if (steps.size() > 1) return steps;
    auto dashed = split(text, names_of("values", "dashes"));
    const bool are_short =
        std::all_of(dashed.begin(), dashed.end(), [](const auto& step) { return step.size() <= kShortStep; });
    return are_short ? dashed : steps;
}

void read_stages(const Record& record, NationalGuide& guide) {
    const json::value* value = record.find("stages");
    if (const auto list = list_of(value)) {
        for (const auto& entry : *list) guide.subject.stages.push_back(stage_of(entry));
        return;
    }
    if (value == nullptr || value->is_null()) return;
    const auto text = text_of(*value);
    const Names& pictures = names_of("values", "picture");
    const bool is_picture = std::any_of(pictures.begin(), pictures.end(), [&](const auto& sign) {
        return text.find(sign) != std::string::npos && text.size() < 400;
    });
    if (is_picture) {
        guide.subject.stages_unreadable = true;
        guide.unchecked.emplace_back("D1");
        return;
    }
    for (const auto& step : steps_of(text)) guide.subject.stages.push_back(stage_of(json::value(step)));
}

lint::Material material_of(const json::value& value) {
    lint::Material material;
    if (!value.is_object()) {
        material.name = text_of(value);
        return material;
    }
    const Record record(value.get_object(), "material");
    material.name = record.or_empty("name");
    material.type = record.text("type");
    material.form = record.text("form");
    if (material.form) material.form = code_of("material_form", *material.form);
    material.copies = record.text("copies");
    material.need = record.text("need");
    if (material.need) material.need = code_of("material_need", *material.need);
    material.need_when = record.text("need_when");
    material.source = record.text("source");
    if (material.source) material.source = code_of("material_source", *material.source);
    material.source_note = record.text("source_note");
    material.basis = record.text("basis");
    material.accept_standard = record.text("accept_standard");
    material.fill_note = record.text("fill_note");
    material.blank = record.text("blank");
    material.sample = record.text("sample");
    return material;
}

/// "无需提交材料", "不需要任何材料", "/": nothing but the words for it.
bool says_no_material(std::string_view text) {
    if (lint::says_nothing(text)) return true;
    const auto strip = [&](const Names& words) {
        for (const auto& word : words)
            if (text.starts_with(word)) {
                text.remove_prefix(word.size());
                return true;
            }
        return false;
    };
    text = trimmed(text);
    if (!strip(names_of("values", "no_material"))) return false;
    while (!text.empty() && strip(names_of("values", "no_material_of"))) {
    }
    return text.empty();
}

void read_materials(const Record& record, NationalGuide& guide) {
    const json::value* value = record.find("materials");
    const auto add = [&](const json::value& entry) {
        auto material = material_of(entry);
        if (!says_no_material(material.name) || material.name.empty())
            guide.subject.materials.push_back(std::move(material));
    };
    if (const auto list = list_of(value)) {
        for (const auto& entry : *list) add(entry);
    } else if (value != nullptr && value->is_string()) {
        if (says_no_material(value->get_string())) return;
        for (const auto& name : split(std::string_view(value->get_string()), names_of("values", "sentences")))
            add(json::value(without_number(name)));
    } else if (value == nullptr) {
        for (const char* defect : {"D3", "D4", "D5", "D6"}) guide.unchecked.emplace_back(defect);
    }
}

void read_fees(const Record& record, lint::Subject& subject) {
    if (const auto charged = record.text("charged"); charged && !charged->empty()) subject.charged = says_yes(*charged);
    if (const auto online = record.text("pays_online"); online && !online->empty())
        subject.pays_online = says_yes(*online);
    if (const auto list = list_of(record.find("fees"))) {
        for (const auto& entry : *list) {
            if (!entry.is_object()) continue;
            const Record fee(entry.get_object(), "fee");
            subject.fees.push_back({fee.or_empty("name"), fee.text("standard"), fee.text("basis")});
        }
    }
    const bool has_own = !record.or_empty("fee_standard").empty() || !record.or_empty("fee_basis").empty();
    if (subject.fees.empty() && subject.charged.value_or(false) && has_own)
        subject.fees.push_back({"收费", record.text("fee_standard"), record.text("fee_basis")});
}

void read_questions(const Record& record, lint::Subject& subject) {
    const auto list = list_of(record.find("questions"));
    if (!list) return;
    subject.questions.emplace();
    for (const auto& entry : *list) {
        if (!entry.is_object()) continue;
        const Record question(entry.get_object(), "question");
        subject.questions->push_back({question.or_empty("q"), question.or_empty("a")});
    }
}

}  // namespace

NationalGuide national_guide(const json::object& object) {
    const Record record(object, "guide");
    NationalGuide guide;
    guide.id = record.or_empty("id");
    lint::Subject& s = guide.subject;
    s.name = record.or_empty("name");
    s.task_type = task_type_of(record.or_empty("task_type"));
    s.project_type = code_of("project_type", record.or_empty("project_type"));
    s.audience = codes_of("audience", record.text("audience"));
    s.personal_themes = codes_of("personal_theme", record.text("personal_themes"));
    s.legal_themes = codes_of("legal_theme", record.text("legal_themes"));
    s.handle_types = codes_of("handle_type", record.text("handle_types"));
    s.online_depth = codes_of("online_depth", record.text("online_depth"));
    if (const auto visits = record.text("visits")) {
        std::string_view rest = *visits;
        s.visits = number_of(rest);
    }
    s.visit_reason = record.text("visit_reason");
    s.promised = limit_of(record, "promise_day", "promise_unit", "promise_words");
    if (record.find("statutory_day") != nullptr || record.find("statutory_words") != nullptr)
        s.statutory = limit_of(record, "statutory_day", "statutory_unit", "statutory_words");
    s.special_procedure = record.text("special_procedure");
    s.quantity_limit = record.text("quantity_limit");
    s.penalty = record.text("penalty");
    s.levy_kind = record.text("levy_kind");
    s.levy_reduction = record.text("levy_reduction");
    if (const auto conditions = record.text("conditions"))
        s.conditions = split(*conditions, names_of("values", "sentences"));
    s.result_name = record.text("result_name");
    s.result_type = record.text("result_type");
    if (s.result_type) s.result_type = code_of("result_type", *s.result_type);
    s.result_sample = record.text("result_sample");
    s.contact = record.or_empty("contact");
    s.complaint = record.text("complaint");
    s.basis_text = record.text("basis");
    if (record.find("address") != nullptr || record.find("hours") != nullptr)
        s.places = {{std::nullopt, record.text("address"), record.text("hours"), std::nullopt}};
    read_fees(record, s);
    read_stages(record, guide);
    read_materials(record, guide);
    read_questions(record, s);
    return guide;
}

}  // namespace yw::inspect

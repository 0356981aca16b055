#include "lint/lexicon.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "lint/lint_files.hpp"
#include "platform/toml/toml.hpp"

namespace yw::lint {
namespace {

[[noreturn]] void broken(std::string_view what, std::string_view where) {
    throw std::logic_error("data/lint: " + std::string(what) + " in " + std::string(where));
}

toml::table read(std::string_view name) {
    for (const auto& file : files::files())
        if (file.name == name) return toml::parse(file.bytes);
    broken("no such file", name);
}

std::vector<std::string> texts(const toml::node_view<const toml::node>& node, std::string_view where) {
    const toml::array* list = node.as_array();
    if (list == nullptr) broken("a list is missing", where);
    std::vector<std::string> found;
    for (const auto& entry : *list) {
        const auto text = entry.value_exact<std::string>();
        if (!text || text->empty()) broken("an empty word", where);
        found.push_back(*text);
    }
    return found;
}

std::string text(const toml::table& table, std::string_view key) {
    const auto value = table[key].value_exact<std::string>();
    if (!value) broken("no text", key);
    return *value;
}

class Words {
public:
    explicit Words(std::string_view file) : file_(file), table_(read(file)) {}
    WordList operator[](std::string_view key) const {
        return WordList(
            texts(static_cast<const toml::table&>(table_)[key], std::string(file_) + ": " + std::string(key)));
    }

private:
    std::string_view file_;
    toml::table table_;
};

std::vector<Rule::Change> changes(const toml::table& rule, std::string_view key) {
    const toml::table* table = rule[key].as_table();
    if (table == nullptr) broken("no example", key);
    std::vector<Rule::Change> found;
    for (const auto& [element, value] : *table)
        found.push_back({std::string(element.str()), value.value_or(std::string())});
    return found;
}

Severity severity_of(std::string_view name) {
    for (const auto severity : {Severity::kBlocking, Severity::kWarning, Severity::kAdvice})
        if (to_string(severity) == name) return severity;
    broken("unknown severity", name);
}

std::vector<Rule> read_rules() {
    const auto file = read("rules.toml");
    std::vector<Rule> found;
    for (const auto& node : *file["rule"].as_array()) {
        const toml::table& table = *node.as_table();
        Rule rule;
        rule.id = text(table, "id");
        rule.title = text(table, "title");
        rule.severity = severity_of(text(table, "severity"));
        rule.defect = text(table, "defect");
        rule.why = text(table, "why");
        rule.better = text(table, "better");
        rule.passes = changes(table, "passes");
        rule.fails = changes(table, "fails");
        rule.version = static_cast<int>(table["version"].value_or(std::int64_t{0}));
        rule.in_force_on = text(table, "in_force_on");
        found.push_back(std::move(rule));
    }
    return found;
}

Field field_of(std::string_view name) {
    static const std::map<std::string_view, Field> kFields{{"condition", Field::kCondition}, {"stage", Field::kStage},
                                                           {"limit", Field::kLimit},         {"fee", Field::kFee},
                                                           {"contact", Field::kContact},     {"place", Field::kPlace},
                                                           {"hours", Field::kHours},         {"reason", Field::kReason},
                                                           {"note", Field::kNote},           {"result", Field::kResult},
                                                           {"answer", Field::kAnswer}};
    const auto found = kFields.find(name);
    if (found == kFields.end()) broken("unknown field", name);
    return found->second;
}

std::vector<Wording> read_wordings() {
    const auto file = read("wording.toml");
    std::vector<Wording> found;
    for (const auto& node : *file["wording"].as_array()) {
        const toml::table& table = *node.as_table();
        Wording wording;
        const auto id = text(table, "rule");
        wording.rule = find_rule(id);
        if (wording.rule == nullptr) broken("unknown rule", id);
        wording.words = WordList(texts(table["words"], id));
        wording.except = WordList(texts(table["except"], id));
        wording.whole = table["whole"].value_or(false);
        for (const auto& name : texts(table["fields"], id)) wording.fields.push_back(field_of(name));
        found.push_back(std::move(wording));
    }
    return found;
}

struct Requirement {
    std::vector<std::string> only;
    std::vector<std::string> except;
};

Completeness read_completeness() {
    const auto file = read("completeness.toml");
    Completeness found;
    found.licence_stages = static_cast<std::size_t>(file["licence_stages"].value_or(std::int64_t{0}));
    found.licence_questions = static_cast<std::size_t>(file["licence_questions"].value_or(std::int64_t{0}));
    found.commitment_characters = static_cast<std::size_t>(file["commitment_characters"].value_or(std::int64_t{0}));
    for (const auto& node : *file["result"].as_array()) {
        const toml::table& table = *node.as_table();
        found.results.push_back({text(table, "ending"), texts(table["types"], "result")});
    }
    return found;
}

std::map<std::string, Requirement, std::less<>> read_requirements() {
    const auto file = read("completeness.toml");
    std::map<std::string, Requirement, std::less<>> found;
    for (const auto& node : *file["element"].as_array()) {
        const toml::table& table = *node.as_table();
        Requirement requirement;
        if (table.contains("only")) requirement.only = texts(table["only"], "only");
        if (table.contains("except")) requirement.except = texts(table["except"], "except");
        found.emplace(text(table, "path"), std::move(requirement));
    }
    return found;
}

bool is_in(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::kBlocking:
            return "blocking";
        case Severity::kWarning:
            return "warning";
        case Severity::kAdvice:
            return "advice";
    }
    return "blocking";
}

std::span<const Rule> rules() {
    static const std::vector<Rule> kRules = read_rules();
    return kRules;
}

const Rule* find_rule(std::string_view id) {
    for (const Rule& rule : rules())
        if (rule.id == id) return &rule;
    return nullptr;
}

const ClauseWords& clause_words() {
    static const ClauseWords kWords = [] {
        const Words w("clauses.toml");
        return ClauseWords{w["weak"],       w["hollow"],     w["generic"],      w["kinds"],      w["document_endings"],
                           w["copies"],     w["entities"],   w["verbs"],        w["deferral"],   w["deferred"],
                           w["modals"],     w["not_modals"], w["law"],          w["contents"],   w["references"],
                           w["others"],     w["vague"],      w["alternatives"], w["connectors"], w["unsaid"],
                           w["yardsticks"], w["closings"],   w["conditions"],   w["needed"],     w["bare_kinds"]};
    }();
    return kWords;
}

const StageWords& stage_words() {
    static const StageWords kWords = [] {
        const Words w("stages.toml");
        return StageWords{w["names"], w["padding"], w["times"]};
    }();
    return kWords;
}

const FormWords& form_words() {
    static const FormWords kWords = [] {
        const Words w("forms.toml");
        return FormWords{w["forms"], w["letters"], w["stated"], w["not_forms"], w["copies"], w["signers"]};
    }();
    return kWords;
}

const NothingWords& nothing_words() {
    static const NothingWords kWords = [] {
        const Words w("nothing.toml");
        return NothingWords{w["whole"], w["beginning"], w["meant"]};
    }();
    return kWords;
}

std::span<const Wording> wordings() {
    static const std::vector<Wording> kWordings = read_wordings();
    return kWordings;
}

const Completeness& completeness() {
    static const Completeness kCompleteness = read_completeness();
    return kCompleteness;
}

bool is_required(std::string_view element, std::string_view task_type) {
    static const auto kRequirements = read_requirements();
    const auto found = kRequirements.find(element);
    if (found == kRequirements.end()) return false;
    const Requirement& requirement = found->second;
    return (requirement.only.empty() || is_in(requirement.only, task_type)) && !is_in(requirement.except, task_type);
}

bool must_say(std::string_view element, std::string_view task_type) {
    return is_required(element, task_type);
}

}  // namespace yw::lint

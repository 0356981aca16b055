#include "guided/check_tree.hpp"

#include <algorithm>
#include <set>

#include "platform/strings/strings.hpp"

namespace yw::guided {
namespace {

using Names = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Check {
public:
    Check(const Tree& tree, const GuideOf& guide_of) : tree_(tree), guide_of_(guide_of) {}

    std::vector<Finding> findings() {
        check_head();
        check_keys();
        for (const Question& question : tree_.questions) check_question(question);
        for (const Part& part : tree_.parts) check_part(part);
        for (const Stop& stop : tree_.stops) check_stop(stop);
        if (findings_.empty()) check_ways();
        return std::move(findings_);
    }

private:
    void find(const std::string& where, const std::string& rule, Names names = {}) {
        const std::string about(names.size() == 0 ? std::string_view() : names.begin()->second);
        findings_.push_back({where, rule, about, strings::text("guided.finding." + rule, names), true});
    }
    void notice(const std::string& where, const std::string& rule, const std::string& about, Names names) {
        findings_.push_back({where, rule, about, strings::text("guided.finding." + rule, names), false});
    }

    void check_head() {
        if (!is_key(tree_.id)) find("", "id");
        if (tree_.title.empty()) find("", "title");
        if (tree_.lead.empty()) find("", "lead");
        if (!tree_.for_persons && !tree_.for_firms) find("", "audience");
        if (!tree_.life_event.empty() && catalogue::life_event_name(tree_.life_event).empty()) find("", "life_event");
        if (!tree_.question(tree_.first)) find("", "first");
        for (const auto& part : tree_.always)
            if (!tree_.part(part)) find("", "no_part", {{"key", part}});
    }

    void check_keys() {
        std::set<std::string> keys;
        const auto check = [&](std::string_view kind, const std::string& key) {
            if (!is_key(key) || key == kEnd || key == kAsked)
                find(std::string(kind) + ":" + key, "key", {{"key", key}});
            if (!keys.insert(key).second) find(std::string(kind) + ":" + key, "key_twice", {{"key", key}});
        };
        for (const auto& question : tree_.questions) check("question", question.key);
        for (const auto& stop : tree_.stops) check("stop", stop.key);
        keys.clear();
        for (const auto& part : tree_.parts) check("part", part.key);
    }

    void check_question(const Question& question) {
        const std::string where = "question:" + question.key;
        if (question.ask.empty()) find(where, "ask");
        if (question.choices.size() < 2) find(where, "choices");
        std::set<std::string> keys;
        for (const Choice& choice : question.choices) {
            if (!is_key(choice.key) || !keys.insert(choice.key).second)
                find(where, "choice_key", {{"key", choice.key}});
            if (choice.label.empty()) find(where, "label", {{"key", choice.key}});
            if (choice.next != kEnd && !tree_.question(choice.next) && !tree_.stop(choice.next))
                find(where, "dead_end", {{"choice", choice.label}});
            for (const auto& part : choice.parts)
                if (!tree_.part(part)) find(where, "no_part", {{"key", part}});
        }
    }

    std::shared_ptr<const catalogue::PublishedGuide> guide(const std::string& where, const std::string& item) {
        auto guide = guide_of_(item);
        if (!guide) find(where, "no_guide", {{"item", item}});
        return guide;
    }

    void check_part(const Part& part) {
        const std::string where = "part:" + part.key;
        if (part.why.empty()) find(where, "why");
        const auto published = guide(where, part.item);
        if (!published) return;
        const auto& materials = published->guide.materials;
        const auto material = [&](const std::string& key) {
            return std::find_if(materials.begin(), materials.end(), [&](const auto& each) { return each.key == key; });
        };
        for (const auto& key : part.needs) {
            if (material(key) == materials.end()) find(where, "no_material", {{"key", key}});
            if (std::find(part.spares.begin(), part.spares.end(), key) != part.spares.end())
                find(where, "needs_and_spares", {{"key", key}});
        }
        for (const auto& key : part.spares) {
            const auto at = material(key);
            if (at == materials.end())
                find(where, "no_material", {{"key", key}});
            else if (at->need == "1")
                find(where, "spares_required", {{"key", key}, {"name", at->name}});
        }
        for (const auto& [field, option] : part.answers) check_answer(where, published->guide, field, option);
    }

    void check_answer(const std::string& where,
                      const catalogue::Guide& guide,
                      const std::string& field,
                      const std::string& option) {
        if (guide.form)
            for (const auto& step : guide.form->steps)
                for (const auto& each : step.fields) {
                    if (each.key != field || each.type != catalogue::FieldType::kChoice) continue;
                    const bool has = std::any_of(each.options.begin(), each.options.end(),
                                                 [&](const auto& known) { return known.value == option; });
                    if (!has) find(where, "no_option", {{"field", field}, {"option", option}});
                    return;
                }
        find(where, "no_field", {{"field", field}});
    }

    void check_stop(const Stop& stop) {
        const std::string where = "stop:" + stop.key;
        if (stop.title.empty() || stop.says.empty()) find(where, "stop_text");
        if (!stop.item.empty()) guide(where, stop.item);
    }

    /// Every way: that it ends, that it says something, and what nobody comes by.
    void check_ways() {
        const auto ways = all_ways(tree_);
        if (ways.size() > kMostWays) {
            find("", "too_many_ways");
            return;
        }
        std::set<const void*> seen;
        std::set<std::string> open;
        for (const Given& way : ways) {
            const Walked walked = walk(tree_, way);
            for (const Step& step : walked.steps) seen.insert(step.question);
            if (walked.is_broken) {
                find("question:" + walked.steps.back().question->key, "circle");
                return;
            }
            if (walked.stop) seen.insert(walked.stop);
            for (const Part* part : walked.parts) seen.insert(part);
            if (walked.is_end() && walked.parts.empty())
                find("question:" + walked.steps.back().question->key, "nothing_needed",
                     {{"choice", walked.steps.back().choice->label}});
            note_open_materials(walked, open);
        }
        for (const Question& question : tree_.questions)
            if (!seen.contains(&question)) find("question:" + question.key, "unreachable", {{"what", question.ask}});
        for (const Stop& stop : tree_.stops)
            if (!seen.contains(&stop)) find("stop:" + stop.key, "unreachable", {{"what", stop.title}});
        for (const Part& part : tree_.parts)
            if (!seen.contains(&part)) find("part:" + part.key, "unreachable", {{"what", part.why}});
    }

    /// Conditional materials of which no part on the way says whether they are needed.
    void note_open_materials(const Walked& walked, std::set<std::string>& noted) {
        for (const Part* part : walked.parts) {
            const auto published = guide_of_(part->item);
            if (!published) continue;
            for (const auto& material : published->guide.materials) {
                if (material.need == "1" || material.exempt) continue;
                const bool said = std::any_of(walked.parts.begin(), walked.parts.end(), [&](const Part* other) {
                    const auto has = [&](const auto& list) {
                        return std::find(list.begin(), list.end(), material.key) != list.end();
                    };
                    return other->item == part->item && (has(other->needs) || has(other->spares));
                });
                if (!said && noted.insert(part->item + material.key).second)
                    notice("part:" + part->key, "open_material", material.key,
                           {{"item", published->item.name}, {"name", material.name}});
            }
        }
    }

    const Tree& tree_;
    const GuideOf& guide_of_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_tree(const Tree& tree, const GuideOf& guide_of) {
    return Check(tree, guide_of).findings();
}

bool may_be_published(const std::vector<Finding>& findings) {
    return std::none_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.blocks; });
}

}  // namespace yw::guided

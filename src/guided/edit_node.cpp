// Fields of the forms:
//   head      title, lead, names (a line each), life_event, for (person, firm), first, always (keys of parts)
//   question  ask, help; for the n-th choice from 0: cN-key, cN-label, cN-hint, cN-next, cN-parts,
//             cN-order (from 1), cN-gone
//   part      order, item, why, refines, m-MATERIAL (needs, spares or empty), a-FIELD (an option)
//   stop      title, says, item
#include "guided/edit_node.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/typed_text.hpp"

namespace yw::guided {
namespace {

constexpr std::size_t kMostChoices = 100;
constexpr std::string_view kMaterialField = "m-", kAnswerField = "a-";

std::string text_of(const http::Fields& typed, std::string_view name) {
    return std::string(trimmed(typed.get(name)));
}

std::vector<std::string> texts_of(const http::Fields& typed, std::string_view name) {
    std::vector<std::string> texts;
    for (const auto text : typed.all(name))
        if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
    return texts;
}

/// A place in a list that starts with 1; what was not typed as a number stays where it is.
double order_of(const http::Fields& typed, std::string_view name, std::size_t now) {
    const auto text = text_of(typed, name);
    int order = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), order);
    const auto stays = static_cast<double>(now);
    if (read.ec != std::errc() || static_cast<double>(order) == stays) return stays;
    // Moved up it stands before the one that has the place, moved down behind it.
    return order < stays ? order - 0.5 : order + 0.5;
}

template <class Each>
void put_in_order(std::vector<std::pair<double, Each>>& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

template <class Has>
std::string free_key(char letter, const Has& has) {
    for (int number = 1;; ++number)
        if (auto key = letter + std::to_string(number); !has(key)) return key;
}

Question question_of(const Question& before, const http::Fields& typed) {
    Question question{before.key, text_of(typed, "ask"), text_of(typed, "help"), {}};
    std::vector<std::pair<double, Choice>> choices;
    const auto has = [&](const std::string& key) {
        return std::any_of(choices.begin(), choices.end(), [&](const auto& each) { return each.second.key == key; }) ||
               std::any_of(before.choices.begin(), before.choices.end(),
                           [&](const Choice& each) { return each.key == key; });
    };
    for (std::size_t i = 0; i < kMostChoices; ++i) {
        const std::string row = "c" + std::to_string(i) + "-";
        if (!typed.has(row + "label")) break;
        Choice choice{text_of(typed, row + "key"), text_of(typed, row + "label"), text_of(typed, row + "hint"),
                      text_of(typed, row + "next"), texts_of(typed, row + "parts")};
        if (typed.has(row + "gone")) continue;
        if (choice.key.empty()) {
            if (choice.label.empty() && choice.hint.empty() && choice.parts.empty()) continue;
            choice.key = free_key('c', has);
        }
        const double order = order_of(typed, row + "order", i + 1);
        choices.emplace_back(order, std::move(choice));
    }
    put_in_order(choices);
    for (auto& [order, choice] : choices) question.choices.push_back(std::move(choice));
    return question;
}

Part part_of(const Part& before, const http::Fields& typed) {
    Part part{before.key, text_of(typed, "item"), text_of(typed, "why"), {}, {}, {}, typed.has("refines")};
    // Of another item's guide neither the materials nor the form are the same.
    if (part.item != before.item) return part;
    for (const auto& [name, value] : typed.pairs()) {
        if (name.starts_with(kMaterialField) && value == "needs")
            part.needs.push_back(name.substr(kMaterialField.size()));
        if (name.starts_with(kMaterialField) && value == "spares")
            part.spares.push_back(name.substr(kMaterialField.size()));
        if (name.starts_with(kAnswerField) && !value.empty()) part.answers[name.substr(kAnswerField.size())] = value;
    }
    return part;
}

/// Puts the node where it was, or behind the others.
template <class Each>
void put(std::vector<Each>& nodes, const std::string& before, Each node) {
    const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const Each& each) { return each.key == before; });
    if (!before.empty() && at != nodes.end())
        *at = std::move(node);
    else
        nodes.push_back(std::move(node));
}

void move_part(std::vector<Part>& parts, const std::string& key, const http::Fields& typed) {
    std::vector<std::pair<double, Part>> list;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto now = i + 1;
        const double order = parts[i].key == key ? order_of(typed, "order", now) : static_cast<double>(now);
        list.emplace_back(order, std::move(parts[i]));
    }
    put_in_order(list);
    parts.clear();
    for (auto& [order, part] : list) parts.push_back(std::move(part));
}

void fill_head(Tree& tree, const http::Fields& typed) {
    tree.title = text_of(typed, "title");
    tree.lead = text_of(typed, "lead");
    tree.life_event = text_of(typed, "life_event");
    const auto names = typed_lines(typed.get("names"));
    tree.other_names.assign(names.begin(), names.end());
    const auto whom = texts_of(typed, "for");
    tree.for_persons = std::find(whom.begin(), whom.end(), "person") != whom.end();
    tree.for_firms = std::find(whom.begin(), whom.end(), "firm") != whom.end();
    tree.first = text_of(typed, "first");
    tree.always = texts_of(typed, "always");
}

}  // namespace

std::optional<NodeKind> node_kind_of(std::string_view word) {
    for (const auto kind : {NodeKind::kHead, NodeKind::kQuestion, NodeKind::kPart, NodeKind::kStop})
        if (word_of(kind) == word) return kind;
    return std::nullopt;
}

std::string_view word_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::kHead:
            return "head";
        case NodeKind::kQuestion:
            return "question";
        case NodeKind::kPart:
            return "part";
        case NodeKind::kStop:
            return "stop";
    }
    return {};
}

std::string Node::where() const {
    return kind == NodeKind::kHead ? std::string() : std::string(word_of(kind)) + ":" + key;
}

bool Node::is_in(const Tree& tree) const {
    switch (kind) {
        case NodeKind::kHead:
            return true;
        case NodeKind::kQuestion:
            return tree.question(key) != nullptr;
        case NodeKind::kPart:
            return tree.part(key) != nullptr;
        case NodeKind::kStop:
            return tree.stop(key) != nullptr;
    }
    return false;
}

Edited edited(const Tree& before, const Node& node, const http::Fields& typed) {
    Edited after{before, node};
    Tree& tree = after.tree;
    std::string& key = after.node.key;
    // Questions and stops share their keys: a choice leads to either.
    const auto leads = [&](const std::string& each) { return tree.question(each) || tree.stop(each); };
    switch (node.kind) {
        case NodeKind::kHead:
            fill_head(tree, typed);
            break;
        case NodeKind::kQuestion: {
            if (key.empty()) key = free_key('q', leads);
            const Question* now = node.key.empty() ? nullptr : before.question(node.key);
            put(tree.questions, node.key, question_of(now ? *now : Question{key, {}, {}, {}}, typed));
            // Whoever writes the first question means it to be asked first.
            if (tree.first.empty()) tree.first = key;
            break;
        }
        case NodeKind::kPart: {
            if (key.empty()) key = free_key('p', [&](const std::string& each) { return tree.part(each); });
            const Part* now = node.key.empty() ? nullptr : before.part(node.key);
            put(tree.parts, node.key, part_of(now ? *now : Part{key, {}, {}, {}, {}, {}, false}, typed));
            move_part(tree.parts, key, typed);
            break;
        }
        case NodeKind::kStop: {
            if (key.empty()) key = free_key('s', leads);
            put(tree.stops, node.key,
                Stop{key, text_of(typed, "title"), text_of(typed, "says"), text_of(typed, "item")});
            break;
        }
    }
    return after;
}

Tree without(Tree tree, const Node& node) {
    const auto is_it = [&](const auto& each) { return each.key == node.key; };
    switch (node.kind) {
        case NodeKind::kHead:
            return tree;
        case NodeKind::kQuestion:
            std::erase_if(tree.questions, is_it);
            break;
        case NodeKind::kStop:
            std::erase_if(tree.stops, is_it);
            break;
        case NodeKind::kPart:
            std::erase_if(tree.parts, is_it);
            break;
    }
    if (node.kind == NodeKind::kPart) std::erase(tree.always, node.key);
    if (node.kind == NodeKind::kQuestion && tree.first == node.key) tree.first.clear();
    for (Question& question : tree.questions)
        for (Choice& choice : question.choices) {
            if (node.kind == NodeKind::kPart)
                std::erase(choice.parts, node.key);
            else if (choice.next == node.key)
                choice.next.clear();
        }
    return tree;
}

std::string field_of(const Finding& finding, const Edited& edited) {
    if (finding.where != edited.node.where()) return {};
    const std::string_view rule = finding.rule;
    switch (edited.node.kind) {
        case NodeKind::kHead:
            if (rule == "audience") return "for";
            if (rule == "no_part") return "always";
            return rule == "lead" || rule == "life_event" || rule == "first" ? finding.rule : "title";
        case NodeKind::kQuestion: {
            const Question* question = edited.tree.question(edited.node.key);
            for (std::size_t i = 0; question && i < question->choices.size(); ++i) {
                const Choice& choice = question->choices[i];
                const std::string row = "c" + std::to_string(i) + "-";
                if ((rule == "label" || rule == "choice_key") && choice.key == finding.about) return row + "label";
                if ((rule == "dead_end" || rule == "nothing_needed") && choice.label == finding.about)
                    return row + "next";
                if (rule == "no_part" &&
                    std::find(choice.parts.begin(), choice.parts.end(), finding.about) != choice.parts.end())
                    return row + "parts";
            }
            if (rule == "choices") return question ? "c" + std::to_string(question->choices.size()) + "-label" : "ask";
            return "ask";
        }
        case NodeKind::kPart: {
            if (rule == "no_guide") return "item";
            if (rule == "no_material" || rule == "needs_and_spares" || rule == "spares_required" ||
                rule == "open_material")
                return std::string(kMaterialField) + finding.about;
            if (rule == "no_field" || rule == "no_option") return std::string(kAnswerField) + finding.about;
            return "why";
        }
        case NodeKind::kStop: {
            if (rule == "no_guide") return "item";
            const Stop* stop = edited.tree.stop(edited.node.key);
            return rule == "stop_text" && stop && !stop->title.empty() ? "says" : "title";
        }
    }
    return {};
}

bool is_wrong_by_itself(const Finding& finding) {
    constexpr std::string_view kBetweenNodes[] = {"first",  "no_part",        "dead_end",    "too_many_ways",
                                                  "circle", "nothing_needed", "unreachable", "choices"};
    return finding.blocks &&
           std::find(std::begin(kBetweenNodes), std::end(kBetweenNodes), finding.rule) == std::end(kBetweenNodes);
}

}  // namespace yw::guided

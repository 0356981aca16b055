#include "guided/walk.hpp"

#include <algorithm>
#include <set>

namespace yw::guided {
namespace {

void add_ways(const Tree& tree, const std::string& key, Given& given, std::vector<Given>& ways) {
    if (ways.size() > kMostWays) return;
    const Question* question = tree.question(key);
    if (!question || given.contains(key)) {
        ways.push_back(given);
        return;
    }
    for (const Choice& choice : question->choices) {
        given[key] = choice.key;
        add_ways(tree, choice.next, given, ways);
    }
    given.erase(key);
}

using Keys = std::set<std::string, std::less<>>;

/// In the order of the tree. A part that only refines counts where another one asks for its item.
std::vector<const Part*> parts_of(const Tree& tree, const Keys& added) {
    Keys items;
    for (const Part& part : tree.parts)
        if (added.contains(part.key) && !part.refines) items.insert(part.item);
    std::vector<const Part*> parts;
    for (const Part& part : tree.parts)
        if (added.contains(part.key) && items.contains(part.item)) parts.push_back(&part);
    return parts;
}

}  // namespace

Walked walk(const Tree& tree, const Given& given) {
    Walked walked;
    Keys added(tree.always.begin(), tree.always.end());
    Keys seen;
    const Question* question = tree.question(tree.first);
    while (question && seen.insert(question->key).second) {
        const auto answer = given.find(question->key);
        const auto choice = std::find_if(question->choices.begin(), question->choices.end(), [&](const Choice& each) {
            return answer != given.end() && each.key == answer->second;
        });
        if (choice == question->choices.end()) {
            walked.next = question;
            return walked;
        }
        walked.steps.push_back({question, &*choice});
        added.insert(choice->parts.begin(), choice->parts.end());
        if (choice->next == kEnd) {
            walked.parts = parts_of(tree, added);
            return walked;
        }
        walked.stop = tree.stop(choice->next);
        if (walked.stop) return walked;
        question = tree.question(choice->next);
    }
    walked.is_broken = true;
    return walked;
}

std::vector<Given> all_ways(const Tree& tree) {
    std::vector<Given> ways;
    Given given;
    add_ways(tree, tree.first, given, ways);
    return ways;
}

}  // namespace yw::guided

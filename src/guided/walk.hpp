// Going through a tree: pure.
#pragma once

#include <map>
#include <vector>

#include "guided/tree.hpp"

namespace yw::guided {

using Given = std::map<std::string, std::string, std::less<>>;  ///< key of a question, key of the choice

struct Step {
    const Question* question = nullptr;
    const Choice* choice = nullptr;
};

/// How far the answers lead. Exactly one of: a next question, a stop, the end.
struct Walked {
    std::vector<Step> steps;
    const Question* next = nullptr;
    const Stop* stop = nullptr;
    std::vector<const Part*> parts;  ///< at the end: in the order of the tree, each once
    bool is_broken = false;          ///< the tree leads nowhere here: it was not checked
    bool is_end() const { return !next && !stop && !is_broken; }
};
Walked walk(const Tree& tree, const Given& given);

inline constexpr std::size_t kMostWays = 5'000;

/// Every way through the tree, each as the answers that lead along it; cut off at kMostWays + 1 and where a way comes
/// by the same question twice.
std::vector<Given> all_ways(const Tree& tree);

}  // namespace yw::guided

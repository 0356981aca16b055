#include "authoring/draft_rules.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace yw::authoring {
namespace {

/// Every deed that may be done, as "state deed party -> state"; all others may not.
const std::map<std::string, std::string> kAllowed{
    {"drafting save writer", "drafting"},     {"drafting save second", "drafting"},
    {"drafting rebase writer", "drafting"},   {"drafting rebase second", "drafting"},
    {"drafting submit writer", "in_review"},  {"drafting submit second", "in_review"},
    {"drafting discard writer", "discarded"}, {"drafting discard second", "discarded"},
    {"returned save writer", "returned"},     {"returned save second", "returned"},
    {"returned rebase writer", "returned"},   {"returned rebase second", "returned"},
    {"returned submit writer", "in_review"},  {"returned submit second", "in_review"},
    {"returned discard writer", "discarded"}, {"returned discard second", "discarded"},
    {"in_review recall writer", "drafting"},  {"in_review recall second", "drafting"},
    {"in_review return second", "returned"},  {"in_review approve second", "approved"},
    {"approved withdraw writer", "drafting"}, {"approved withdraw second", "drafting"},
    {"approved publish system", "published"}, {"approved fail system", "returned"},
};

TEST(DraftRules, TheWholeTable) {
    const std::map<Party, std::string> parties{
        {Party::kWriter, "writer"}, {Party::kSecondPerson, "second"}, {Party::kSystem, "system"}};
    for (const State from : kStates)
        for (const Action action : kActions)
            for (const Party party : kParties) {
                const std::string deed =
                    std::string(to_string(from)) + " " + std::string(to_string(action)) + " " + parties.at(party);
                const auto allowed = kAllowed.find(deed);
                const auto to = next(from, action, party);
                EXPECT_EQ(to ? std::string(to_string(*to)) : "", allowed == kAllowed.end() ? "" : allowed->second)
                    << deed;
            }
}

TEST(DraftRules, WordsAreReadBack) {
    for (const State state : kStates) EXPECT_EQ(state_of(to_string(state)), state);
    for (const Action action : kActions) EXPECT_EQ(action_of(to_string(action)), action);
    EXPECT_FALSE(state_of("lost"));
    EXPECT_FALSE(action_of(""));
}

}  // namespace
}  // namespace yw::authoring

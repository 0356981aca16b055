#include "authoring/draft_rules.hpp"

#include <array>
#include <utility>

namespace yw::authoring {
namespace {

using S = State;
using A = Action;

constexpr std::array<std::pair<State, std::string_view>, 6> kStateWords{{{S::kDrafting, "drafting"},
                                                                         {S::kInReview, "in_review"},
                                                                         {S::kReturned, "returned"},
                                                                         {S::kApproved, "approved"},
                                                                         {S::kPublished, "published"},
                                                                         {S::kDiscarded, "discarded"}}};
constexpr std::array<std::pair<Action, std::string_view>, 11> kActionWords{{{A::kBegin, "begin"},
                                                                            {A::kSave, "save"},
                                                                            {A::kRebase, "rebase"},
                                                                            {A::kSubmit, "submit"},
                                                                            {A::kRecall, "recall"},
                                                                            {A::kReturn, "return"},
                                                                            {A::kApprove, "approve"},
                                                                            {A::kWithdraw, "withdraw"},
                                                                            {A::kPublish, "publish"},
                                                                            {A::kFail, "fail"},
                                                                            {A::kDiscard, "discard"}}};

enum class May { kWriters, kSecondPerson, kSystem };
struct Step {
    State from;
    Action action;
    May may;
    State to;
};

constexpr Step kSteps[] = {
    {S::kDrafting, A::kSave, May::kWriters, S::kDrafting},
    {S::kDrafting, A::kRebase, May::kWriters, S::kDrafting},
    {S::kDrafting, A::kSubmit, May::kWriters, S::kInReview},
    {S::kDrafting, A::kDiscard, May::kWriters, S::kDiscarded},
    {S::kReturned, A::kSave, May::kWriters, S::kReturned},
    {S::kReturned, A::kRebase, May::kWriters, S::kReturned},
    {S::kReturned, A::kSubmit, May::kWriters, S::kInReview},
    {S::kReturned, A::kDiscard, May::kWriters, S::kDiscarded},
    {S::kInReview, A::kRecall, May::kWriters, S::kDrafting},
    {S::kInReview, A::kReturn, May::kSecondPerson, S::kReturned},
    {S::kInReview, A::kApprove, May::kSecondPerson, S::kApproved},
    {S::kApproved, A::kWithdraw, May::kWriters, S::kDrafting},
    {S::kApproved, A::kPublish, May::kSystem, S::kPublished},
    {S::kApproved, A::kFail, May::kSystem, S::kReturned},
};

/// Whoever may review may also write: in a small office two people write, each for the other to review.
constexpr bool is_among(Party party, May may) {
    switch (may) {
        case May::kWriters:
            return party != Party::kSystem;
        case May::kSecondPerson:
            return party == Party::kSecondPerson;
        case May::kSystem:
            return party == Party::kSystem;
    }
    return false;
}

template <class Words, class T>
std::string_view word_in(const Words& words, T value) {
    for (const auto& [each, word] : words)
        if (each == value) return word;
    return {};
}
template <class T, class Words>
std::optional<T> value_in(const Words& words, std::string_view text) {
    for (const auto& [each, word] : words)
        if (word == text) return each;
    return std::nullopt;
}

}  // namespace

std::string_view to_string(State state) {
    return word_in(kStateWords, state);
}
std::optional<State> state_of(std::string_view text) {
    return value_in<State>(kStateWords, text);
}
std::string_view to_string(Action action) {
    return word_in(kActionWords, action);
}
std::optional<Action> action_of(std::string_view text) {
    return value_in<Action>(kActionWords, text);
}

std::optional<State> next(State from, Action action, Party party) {
    for (const Step& step : kSteps)
        if (step.from == from && step.action == action && is_among(party, step.may)) return step.to;
    return std::nullopt;
}

}  // namespace yw::authoring

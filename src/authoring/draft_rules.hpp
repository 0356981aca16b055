// The life of a draft: which deed leads from which state to which, and who may do it. Pure; the table is the rule.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace yw::authoring {

enum class State {
    kDrafting,   ///< 编写中
    kInReview,   ///< 待审核
    kReturned,   ///< 已退回
    kApproved,   ///< 待发布: waits for its day
    kPublished,  ///< 已发布
    kDiscarded,  ///< 已作废
};
inline constexpr State kStates[] = {State::kDrafting, State::kInReview,  State::kReturned,
                                    State::kApproved, State::kPublished, State::kDiscarded};
std::string_view to_string(State state);  ///< "in_review"
std::optional<State> state_of(std::string_view text);
constexpr bool is_open(State state) {
    return state != State::kPublished && state != State::kDiscarded;
}

enum class Action {
    kBegin,     ///< 起草
    kSave,      ///< 保存
    kRebase,    ///< 按现行版本核对: what was published meanwhile has been looked at
    kSubmit,    ///< 送审
    kRecall,    ///< 撤回送审
    kReturn,    ///< 退回
    kApprove,   ///< 审核通过
    kWithdraw,  ///< 撤回发布: it does not come out on its day
    kPublish,   ///< 发布
    kFail,      ///< 未能发布: on its day the gate refused it
    kDiscard,   ///< 作废
};
inline constexpr Action kActions[] = {Action::kBegin,   Action::kSave,   Action::kRebase,  Action::kSubmit,
                                      Action::kRecall,  Action::kReturn, Action::kApprove, Action::kWithdraw,
                                      Action::kPublish, Action::kFail,   Action::kDiscard};
std::string_view to_string(Action action);
std::optional<Action> action_of(std::string_view text);

/// Who somebody is to a draft of a department of theirs.
enum class Party {
    kWriter,        ///< writes guides there
    kSecondPerson,  ///< reviews there and has not written in this draft
    kSystem,        ///< the day has come
};
inline constexpr Party kParties[] = {Party::kWriter, Party::kSecondPerson, Party::kSystem};

/// The state that the deed leads to; nothing when it may not be done now, or not by this party.
std::optional<State> next(State from, Action action, Party party);

}  // namespace yw::authoring

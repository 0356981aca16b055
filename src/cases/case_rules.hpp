// The life cycle of a case (办件) by the Administrative Licensing Law: which state follows which deed, and who may do
// it. Pure: values in, values out. No store, no clock. Articles: 32 (one notice of all gaps, silence is acceptance),
// 38 (refusals carry reasons and remedies), 42 (one extension), 44 (delivery), 45 (special procedures).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/guide.hpp"
#include "kernel/result.hpp"

namespace yw::cases {

/// A draft is no case yet and has a table of its own.
enum class State {
    kSubmitted,            ///< 已提交
    kCorrectionRequested,  ///< 待补正: the applicant must act, the clock stands
    kResubmitted,          ///< 已补正: waits for acceptance again
    kNotAccepted,          ///< 不予受理: ended
    kAccepted,             ///< 已受理, by the window or by silence
    kInReview,             ///< 审查中
    kApproved,             ///< 准予, not yet delivered
    kRefused,              ///< 不予许可（批准）, not yet delivered
    kDelivered,            ///< 已送达: sent, receipt not yet confirmed
    kClosed,               ///< 已办结: ended
    kWithdrawn,            ///< 已撤回: ended
};
inline constexpr State kStates[] = {State::kSubmitted,   State::kCorrectionRequested,
                                    State::kResubmitted, State::kNotAccepted,
                                    State::kAccepted,    State::kInReview,
                                    State::kApproved,    State::kRefused,
                                    State::kDelivered,   State::kClosed,
                                    State::kWithdrawn};

enum class Action {
    kSubmit,
    kRequestCorrection,
    kAnswerCorrection,
    kAccept,
    kDeemAccepted,   ///< five working days passed in silence
    kDeemWithdrawn,  ///< the law of the item gives up an application that nobody corrects in time
    kRefuseAcceptance,
    kStartReview,
    kBeginSpecial,  ///< 特别程序: the clock stands until it ends (45)
    kEndSpecial,
    kExtend,  ///< 延长办理期限: once, approved by the head of the authority (42)
    kApprove,
    kRefuse,
    kDeliver,
    kConfirmReceipt,  ///< the applicant has it, or the time for an objection ran out
    kWithdraw,
    kHandOver,  ///< a decision gives the case to another department; its state stays. Nobody's deed.
};
inline constexpr Action kActions[] = {
    Action::kSubmit,       Action::kRequestCorrection, Action::kAnswerCorrection, Action::kAccept,
    Action::kDeemAccepted, Action::kDeemWithdrawn,     Action::kRefuseAcceptance, Action::kStartReview,
    Action::kBeginSpecial, Action::kEndSpecial,        Action::kExtend,           Action::kApprove,
    Action::kRefuse,       Action::kDeliver,           Action::kConfirmReceipt,   Action::kWithdraw,
    Action::kHandOver};

/// Who acts, seen from this one case.
enum class Party {
    kApplicant,  ///< the account that filed it
    kWindow,     ///< window officer of the case's department
    kReviewer,   ///< reviewer of the case's department
    kSystem,     ///< the timer
    kStranger,   ///< everybody else, operators too
};
inline constexpr Party kParties[] = {Party::kApplicant, Party::kWindow, Party::kReviewer, Party::kSystem,
                                     Party::kStranger};

std::string_view to_string(State state);    ///< submitted | correction_requested | …
std::string_view to_string(Action action);  ///< submit | request_correction | …
std::string_view to_string(Party party);    ///< applicant | window | …
State state_of(std::string_view text);      ///< of the store's own text; @throws std::logic_error
Action action_of(std::string_view text);
Party party_of(std::string_view text);
std::string_view state_zh(State state);     ///< 待补正
std::string_view action_zh(Action action);  ///< 告知补正

inline bool is_ended(State s) {
    return s == State::kNotAccepted || s == State::kClosed || s == State::kWithdrawn;
}
/// Waits for an officer of the window before acceptance.
inline bool is_before_acceptance(State s) {
    return s == State::kSubmitted || s == State::kResubmitted;
}

/// What the rules look at.
struct Standing {
    State state = State::kSubmitted;
    bool instant = false;          ///< 即办件: the window itself decides, on the same working day
    bool special = false;          ///< a special procedure runs: no decision before it ends
    bool extended = false;         ///< the limit was extended once
    bool unanswered = false;       ///< the last day for answering a correction is over
    bool deems_withdrawn = false;  ///< the law of the item gives it up then
};

/// The state after the deed.
/// @errors cases.not_yours for who may never do it in any state, cases.not_now for a deed out of order
Result<State> next_state(const Standing& standing, Action action, Party party);

/// What this party may do now, in the order of kActions: the page shows these and nothing else.
std::vector<Action> allowed_actions(const Standing& standing, Party party);

/// One gap of a notice. `target` names what the guide lists: "material:<key>" or "field:<key>".
struct Gap {
    std::string target;
    std::string what;  ///< what must be mended, a sentence
    friend bool operator==(const Gap&, const Gap&) = default;
};

/// A notice tells all gaps at once; a further one needs new facts, named. Nothing may be asked that the guide under
/// which the case was filed does not list.
/// @param notices_before  how many notices the case has had
/// @errors cases.gaps_missing, cases.gap_not_in_guide, cases.corrections_asked_before, cases.invalid (fields)
Result<void> check_correction_request(const std::vector<Gap>& gaps,
                                      const std::string& new_facts,
                                      int notices_before,
                                      const catalogue::Guide& guide);

/// The public name of a gap's target: the material's or the field's.
std::string target_name(const std::string& target, const catalogue::Guide& guide);

/// @errors cases.reason_missing; cases.right_authority_missing when it is another authority's matter and none is named
Result<void> check_acceptance_refusal(const std::string& reasons, bool other_authority, const std::string& authority);

inline constexpr int kMostExtension = 10;        ///< in the unit of the item's limit (42)
inline constexpr int kLongestSpecialDays = 250;  ///< the working days of a year

/// The law's special procedures (听证, 检验 …): the applicant is told in writing why, and how long it takes (45).
/// @param code           of the code list special_procedure
/// @param expected_days  working days that it is expected to take
/// @errors cases.special_unknown, cases.reason_missing, cases.invalid (fields)
Result<void> check_special_procedure(std::string_view code, const std::string& reasons, int expected_days);

/// @param days      how much longer, in the unit of the item's limit
/// @param approver  the head of the authority who approved it
/// @errors cases.reason_missing, cases.invalid (fields)
Result<void> check_extension(int days, const std::string& approver, const std::string& reasons);

/// Remedies of a refusal: to whom one can apply for reconsideration (60 days), and to which court (6 months).
struct Remedies {
    std::string review_body;
    std::string court;
    std::string zh() const;  ///< the sentence of the paper
};
Remedies remedies_of(const catalogue::Guide& guide);

}  // namespace yw::cases

#include "cases/case_rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "cases/cases.hpp"
#include "cases/words.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kMostGaps = 100;

template <class E>
struct Name {
    E value;
    std::string_view text;
};

constexpr Name<State> kStateNames[] = {
    {State::kSubmitted, "submitted"},       {State::kCorrectionRequested, "correction_requested"},
    {State::kResubmitted, "resubmitted"},   {State::kNotAccepted, "not_accepted"},
    {State::kAccepted, "accepted"},         {State::kInReview, "in_review"},
    {State::kApproved, "decided_approved"}, {State::kRefused, "decided_refused"},
    {State::kDelivered, "delivered"},       {State::kClosed, "closed"},
    {State::kWithdrawn, "withdrawn"}};

constexpr Name<Action> kActionNames[] = {{Action::kSubmit, "submit"},
                                         {Action::kRequestCorrection, "request_correction"},
                                         {Action::kAnswerCorrection, "answer_correction"},
                                         {Action::kAccept, "accept"},
                                         {Action::kDeemAccepted, "deem_accepted"},
                                         {Action::kDeemWithdrawn, "deem_withdrawn"},
                                         {Action::kRefuseAcceptance, "refuse_acceptance"},
                                         {Action::kStartReview, "start_review"},
                                         {Action::kBeginSpecial, "begin_special"},
                                         {Action::kEndSpecial, "end_special"},
                                         {Action::kExtend, "extend"},
                                         {Action::kApprove, "approve"},
                                         {Action::kRefuse, "refuse"},
                                         {Action::kDeliver, "deliver"},
                                         {Action::kConfirmReceipt, "confirm_receipt"},
                                         {Action::kWithdraw, "withdraw"},
                                         {Action::kHandOver, "hand_over"}};

constexpr Name<Party> kPartyNames[] = {{Party::kApplicant, "applicant"},
                                       {Party::kWindow, "window"},
                                       {Party::kReviewer, "reviewer"},
                                       {Party::kSystem, "system"},
                                       {Party::kStranger, "stranger"}};

template <class E, std::size_t N>
std::string_view name_of(const Name<E> (&names)[N], E value) {
    return std::ranges::find(names, value, &Name<E>::value)->text;
}
template <class E, std::size_t N>
E value_of(const Name<E> (&names)[N], std::string_view text) {
    const auto found = std::ranges::find(names, text, &Name<E>::text);
    if (found == std::end(names)) throw std::logic_error("cases: unknown word " + std::string(text));
    return found->value;
}

/// What else must hold for a deed.
enum class Only {
    kAlways,
    kInstant,      ///< the shortened way of items that are done at once
    kClockRuns,    ///< no special procedure has begun
    kSpecial,      ///< one has
    kNotExtended,  ///< the clock runs and was not extended yet
    kUnanswered,   ///< the applicant's time for a correction is over
    kGivenUp,      ///< and the law of the item says that the application is given up
};

bool holds(Only only, const Standing& standing) {
    switch (only) {
        case Only::kAlways:
            return true;
        case Only::kInstant:
            return standing.instant;
        case Only::kClockRuns:
            return !standing.special;
        case Only::kSpecial:
            return standing.special;
        case Only::kNotExtended:
            return !standing.special && !standing.extended;
        case Only::kUnanswered:
            return standing.unanswered;
        case Only::kGivenUp:
            return standing.unanswered && standing.deems_withdrawn;
    }
    return false;
}

/// One allowed deed.
struct Step {
    State from;
    Action action;
    Party party;
    State to;
    Only only = Only::kAlways;
};

using S = State;
using A = Action;
using P = Party;
constexpr Step kSteps[] = {
    {S::kSubmitted, A::kRequestCorrection, P::kWindow, S::kCorrectionRequested},
    {S::kResubmitted, A::kRequestCorrection, P::kWindow, S::kCorrectionRequested},
    {S::kCorrectionRequested, A::kAnswerCorrection, P::kApplicant, S::kResubmitted},
    {S::kSubmitted, A::kAccept, P::kWindow, S::kAccepted},
    {S::kResubmitted, A::kAccept, P::kWindow, S::kAccepted},
    {S::kSubmitted, A::kDeemAccepted, P::kSystem, S::kAccepted},
    {S::kResubmitted, A::kDeemAccepted, P::kSystem, S::kAccepted},
    {S::kSubmitted, A::kRefuseAcceptance, P::kWindow, S::kNotAccepted},
    {S::kResubmitted, A::kRefuseAcceptance, P::kWindow, S::kNotAccepted},
    // What stays incomplete is not accepted: the papers do not meet the form (32).
    {S::kCorrectionRequested, A::kRefuseAcceptance, P::kWindow, S::kNotAccepted, Only::kUnanswered},
    {S::kCorrectionRequested, A::kDeemWithdrawn, P::kSystem, S::kWithdrawn, Only::kGivenUp},
    {S::kAccepted, A::kStartReview, P::kReviewer, S::kInReview},
    {S::kInReview, A::kBeginSpecial, P::kReviewer, S::kInReview, Only::kClockRuns},
    {S::kInReview, A::kEndSpecial, P::kReviewer, S::kInReview, Only::kSpecial},
    {S::kInReview, A::kExtend, P::kReviewer, S::kInReview, Only::kNotExtended},
    {S::kInReview, A::kApprove, P::kReviewer, S::kApproved, Only::kClockRuns},
    {S::kInReview, A::kRefuse, P::kReviewer, S::kRefused, Only::kClockRuns},
    // At once: the officer at the window accepts and decides; a reviewer need not take it up first.
    {S::kAccepted, A::kApprove, P::kWindow, S::kApproved, Only::kInstant},
    {S::kAccepted, A::kRefuse, P::kWindow, S::kRefused, Only::kInstant},
    {S::kAccepted, A::kApprove, P::kReviewer, S::kApproved, Only::kInstant},
    {S::kAccepted, A::kRefuse, P::kReviewer, S::kRefused, Only::kInstant},
    {S::kApproved, A::kDeliver, P::kWindow, S::kDelivered},
    {S::kRefused, A::kDeliver, P::kWindow, S::kDelivered},
    {S::kDelivered, A::kConfirmReceipt, P::kApplicant, S::kClosed},
    {S::kDelivered, A::kConfirmReceipt, P::kSystem, S::kClosed},
    {S::kSubmitted, A::kWithdraw, P::kApplicant, S::kWithdrawn},
    {S::kCorrectionRequested, A::kWithdraw, P::kApplicant, S::kWithdrawn},
    {S::kResubmitted, A::kWithdraw, P::kApplicant, S::kWithdrawn},
    {S::kAccepted, A::kWithdraw, P::kApplicant, S::kWithdrawn},
    {S::kInReview, A::kWithdraw, P::kApplicant, S::kWithdrawn},
};

const Step* find_step(const Standing& standing, Action action, Party party) {
    for (const Step& step : kSteps) {
        if (step.from == standing.state && step.action == action && step.party == party && holds(step.only, standing))
            return &step;
    }
    return nullptr;
}

/// Whether the guide lists what a gap names.
bool lists(const catalogue::Guide& guide, std::string_view target) {
    if (target.starts_with("material:"))
        return std::ranges::any_of(guide.materials, [&](const auto& m) { return m.key == target.substr(9); });
    if (!target.starts_with("field:") || !guide.form) return false;
    return std::ranges::any_of(guide.form->steps, [&](const auto& step) {
        return std::ranges::any_of(step.fields, [&](const auto& field) { return field.key == target.substr(6); });
    });
}

}  // namespace

std::string_view to_string(State state) {
    return name_of(kStateNames, state);
}
std::string_view to_string(Action action) {
    return name_of(kActionNames, action);
}
std::string_view to_string(Party party) {
    return name_of(kPartyNames, party);
}
State state_of(std::string_view text) {
    return value_of(kStateNames, text);
}
Action action_of(std::string_view text) {
    return value_of(kActionNames, text);
}
Party party_of(std::string_view text) {
    return value_of(kPartyNames, text);
}
std::string_view state_zh(State state) {
    return strings::text("cases.state." + std::string(to_string(state)));
}
std::string_view action_zh(Action action) {
    return strings::text("cases.action." + std::string(to_string(action)));
}

Result<State> next_state(const Standing& standing, Action action, Party party) {
    if (const Step* step = find_step(standing, action, party)) return step->to;
    const bool ever = std::ranges::any_of(kSteps, [&](const Step& step) {
        return step.action == action && step.party == party && (step.only != Only::kInstant || standing.instant);
    });
    const auto detail = std::string(to_string(party)) + " " + std::string(to_string(action)) + " in " +
                        std::string(to_string(standing.state));
    return fail(ever ? kNotNow : kNotYours, detail);
}

std::vector<Action> allowed_actions(const Standing& standing, Party party) {
    std::vector<Action> allowed;
    for (const Action action : kActions) {
        if (find_step(standing, action, party)) allowed.push_back(action);
    }
    return allowed;
}

Result<void> check_correction_request(const std::vector<Gap>& gaps,
                                      const std::string& new_facts,
                                      int notices_before,
                                      const catalogue::Guide& guide) {
    if (gaps.empty() || gaps.size() > kMostGaps) return fail(kGapsMissing);
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const std::string field = "gaps[" + std::to_string(i) + "].what";
        if (!lists(guide, gaps[i].target)) return fail(kGapNotInGuide, "gap " + std::to_string(i));
        if (is_blank(gaps[i].what))
            errors.push_back(
                {field, strings::text("cases.gap_says_nothing", {{"name", target_name(gaps[i].target, guide)}})});
        if (utf8::length(gaps[i].what) > kLongestOpinion)
            errors.push_back({field, std::string(strings::text("cases.too_long"))});
    }
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    if (notices_before > 0 && is_blank(new_facts)) return fail(kCorrectionsAskedBefore);
    return {};
}

std::string target_name(const std::string& target, const catalogue::Guide& guide) {
    for (const auto& material : guide.materials) {
        if (target == "material:" + material.key) return material.name;
    }
    if (!guide.form) return {};
    for (const auto& step : guide.form->steps) {
        for (const auto& field : step.fields) {
            if (target == "field:" + field.key) return field.label;
        }
    }
    return {};
}

Result<void> check_acceptance_refusal(const std::string& reasons, bool other_authority, const std::string& authority) {
    if (is_blank(reasons)) return fail(kReasonMissing);
    if (other_authority && is_blank(authority)) return fail(kRightAuthorityMissing);
    if (utf8::length(reasons) > kLongestOpinion || utf8::length(authority) > kLongestOpinion)
        return fail(kInvalid, {FieldError{"reasons", std::string(strings::text("cases.too_long"))}});
    return {};
}

Result<void> check_special_procedure(std::string_view code, const std::string& reasons, int expected_days) {
    if (catalogue::code_name("special_procedure", code).empty()) return fail(kSpecialUnknown);
    if (is_blank(reasons)) return fail(kReasonMissing);
    YW_CHECK(check_length("reasons", reasons));
    if (expected_days < 1 || expected_days > kLongestSpecialDays)
        return fail(kInvalid, {FieldError{"expected_days", std::string(strings::text("cases.expected_days"))}});
    return {};
}

Result<void> check_extension(int days, const std::string& approver, const std::string& reasons) {
    if (is_blank(reasons)) return fail(kReasonMissing);
    YW_CHECK(check_length("reasons", reasons));
    YW_CHECK(check_length("approver", approver));
    std::vector<FieldError> errors;
    if (days < 1 || days > kMostExtension)
        errors.push_back({"days", strings::text("cases.extension_days", {{"most", std::to_string(kMostExtension)}})});
    if (is_blank(approver)) errors.push_back({"approver", std::string(strings::text("cases.approver_missing"))});
    if (!errors.empty()) return fail(kInvalid, std::move(errors));
    return {};
}

std::string Remedies::zh() const {
    return strings::text("cases.remedies", {{"review_body", review_body}, {"court", court}});
}

Remedies remedies_of(const catalogue::Guide& guide) {
    return {guide.review_body, guide.court};
}

}  // namespace yw::cases

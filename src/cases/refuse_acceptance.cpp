// 不予受理: with reasons, with the authority whose matter it is, with remedies.
#include "cases/inside.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::refuse_acceptance(const identity::Viewer& viewer, const RefuseAcceptance& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(inside_->standing_of(known.row), Action::kRefuseAcceptance, known.party));
    YW_CHECK(check_acceptance_refusal(command.reasons, command.other_authority, command.right_authority));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.reasons = command.reasons;
    if (command.other_authority) body.authority = command.right_authority;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kRefuseAcceptance, topic::kNotAccepted, std::move(body)},
                            [today](CaseRow& row) { end_correction(row, today); });
}

}  // namespace yw::cases

// 撤回: the applicant ends the case, any time before the decision.
#include "cases/inside.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::withdraw_case(const identity::Viewer& viewer, const Deed& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kWithdraw, topic::kWithdrawn, std::move(body)},
                            [today](CaseRow& row) { end_correction(row, today); });
}

}  // namespace yw::cases

// 受理: from this day the promised and the statutory limit run.
#include "cases/inside.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::accept_case(const identity::Viewer& viewer, const Deed& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id, {Action::kAccept, topic::kAccepted, std::move(body)},
                            [today](CaseRow& row) { row.facts.accepted_on = today; });
}

}  // namespace yw::cases

// 审查: a reviewer takes the case up.
#include "cases/inside.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::start_review(const identity::Viewer& viewer, const Deed& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kStartReview, topic::kReviewStarted, std::move(body)});
}

}  // namespace yw::cases

// 特别程序: while a hearing, an inspection or the like goes on the clock stands, and nothing is decided. 延长办理期限:
// once.
#include "cases/inside.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::begin_special_procedure(const identity::Viewer& viewer, const BeginSpecial& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kBeginSpecial, known.party));
    YW_CHECK(check_special_procedure(command.code, command.reasons, command.expected_days));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.special = command.code;
    body.reasons = command.reasons;
    body.days = std::to_string(command.expected_days);
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kBeginSpecial, topic::kSpecialBegun, std::move(body)}, [today](CaseRow& row) {
                                row.facts.handling_pauses.push_back({today, std::nullopt});
                            });
}

Result<void> Cases::end_special_procedure(const identity::Viewer& viewer, const Deed& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kEndSpecial, known.party));
    if (is_blank(command.opinion)) return fail(kOpinionMissing);
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kEndSpecial, topic::kSpecialEnded, std::move(body)},
                            [today](CaseRow& row) { row.facts.handling_pauses.back().ended_on = today; });
}

Result<void> Cases::extend_limit(const identity::Viewer& viewer, const Extend& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kExtend, known.party));
    YW_CHECK(check_extension(command.days, command.approver, command.reasons));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.reasons = command.reasons;
    body.approver = command.approver;
    body.days = std::to_string(command.days);
    return inside_->perform(std::move(known), viewer.account_id, {Action::kExtend, topic::kExtended, std::move(body)},
                            [days = command.days](CaseRow& row) { row.facts.extension = days; });
}

}  // namespace yw::cases

// 决定: approval with a result, or refusal with reasons and remedies. No decision without an opinion.
#include "cases/inside.hpp"
#include "cases/words.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

constexpr std::size_t kLongestResultNumber = 60;  // characters

Result<void> check_result(const Approve& command, LocalDay today) {
    if (utf8::length(command.result_number) > kLongestResultNumber)
        return fail(kInvalid, {FieldError{"result_number", std::string(strings::text("cases.too_long"))}});
    if (command.valid_until && *command.valid_until < today)
        return fail(kInvalid, {FieldError{"valid_until", std::string(strings::text("cases.valid_until_past"))}});
    return {};
}

}  // namespace

Result<void> Cases::approve_case(const identity::Viewer& viewer, const Approve& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kApprove, known.party));
    if (is_blank(command.opinion)) return fail(kOpinionMissing);
    const LocalDay today = inside_->d.clock.today();
    YW_CHECK(check_length("opinion", command.opinion));
    YW_CHECK(check_result(command, today));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.result_number = is_blank(command.result_number) ? known.row.number + "-JG" : command.result_number;
    body.result_title = known.guide->guide.result.name;
    body.valid_until = command.valid_until;
    return inside_->perform(std::move(known), viewer.account_id, {Action::kApprove, topic::kDecided, std::move(body)},
                            [today](CaseRow& row) { row.facts.decided_on = today; });
}

Result<void> Cases::refuse_case(const identity::Viewer& viewer, const Refuse& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kRefuse, known.party));
    if (is_blank(command.reasons)) return fail(kReasonMissing);
    if (is_blank(command.opinion)) return fail(kOpinionMissing);
    YW_CHECK(check_length("reasons", command.reasons));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.reasons = command.reasons;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id, {Action::kRefuse, topic::kDecided, std::move(body)},
                            [today](CaseRow& row) { row.facts.decided_on = today; });
}

}  // namespace yw::cases

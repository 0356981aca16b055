// 送达. What is handed over at the window or lies in the person's space has arrived: the case closes with it. What is
// posted has arrived when the applicant says so, or after the days for an objection.
#include "cases/inside.hpp"
#include "cases/words.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {

Result<void> Cases::deliver_result(const identity::Viewer& viewer, const Deliver& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    if (command.way != "electronic" && command.way != "window" && command.way != "post")
        return fail(kInvalid, {FieldError{"way", std::string(strings::text("cases.way_missing"))}});
    YW_CHECK(check_length("note", command.note));
    YW_CHECK(check_length("opinion", command.opinion));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.way = command.way;
    body.note = command.note;
    Inside::Known delivered = known;
    YW_CHECK(
        inside_->perform(std::move(known), viewer.account_id, {Action::kDeliver, topic::kDelivered, std::move(body)}));
    if (command.way == "post") return {};
    ++delivered.row.version;
    delivered.row.state = State::kDelivered;
    delivered.party = Party::kSystem;
    // Somebody confirmed in between: then it is closed as it should be.
    if (auto closed = inside_->perform(std::move(delivered), "system", {Action::kConfirmReceipt, topic::kClosed, {}});
        !closed && !(closed.error().code == kChanged))
        return closed;
    return {};
}

Result<void> Cases::confirm_receipt(const identity::Viewer& viewer, const Deed& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kConfirmReceipt, topic::kClosed, std::move(body)});
}

}  // namespace yw::cases

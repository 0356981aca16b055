// 补正告知: one notice of all gaps; the clock before acceptance stands until the applicant answers.
#include "cases/drafts.hpp"
#include "cases/words.hpp"

namespace yw::cases {

Result<void> Cases::request_correction(const identity::Viewer& viewer, const RequestCorrection& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kRequestCorrection, known.party));
    YW_CHECK(check_correction_request(command.gaps, command.new_facts, known.row.notices, known.guide->guide));
    YW_CHECK(check_length("opinion", command.opinion));
    YW_CHECK(check_length("new_facts", command.new_facts));
    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.gaps = command.gaps;
    body.new_facts = command.new_facts;
    for (const MaterialFile& file : files_of(*inside_, known.row.id, known.row.area)) body.files.push_back(file.id);
    const AnswerLimit limit = inside_->answer_limit(known.guide->item);
    body.days = std::to_string(limit.working_days);
    body.law = limit.law;
    const LocalDay today = inside_->d.clock.today();
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kRequestCorrection, topic::kCorrectionRequested, std::move(body)},
                            [today, limit](CaseRow& row) {
                                ++row.notices;
                                row.facts.answer = limit;
                                row.facts.corrections.push_back({today, std::nullopt});
                            });
}

}  // namespace yw::cases

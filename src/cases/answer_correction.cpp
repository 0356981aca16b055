// 补正: the applicant answers each gap of the notice, by a new value, a file, or a word. Only what the notice names may
// change.
#include <algorithm>

#include "cases/drafts.hpp"
#include "cases/notices.hpp"
#include "cases/words.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

/// Whether the form that was sent holds an input of this field.
bool typed_has(const http::Fields& typed, const std::string& key) {
    const std::string name = std::string(kInputPrefix) + key;
    return std::ranges::any_of(typed.pairs(), [&](const auto& pair) {
        const std::string& one = pair.first;
        return one.starts_with(name) &&
               (one.size() == name.size() || one[name.size()] == '.' || one[name.size()] == '[');
    });
}

bool is_field_error_of(const FieldError& error, const std::string& key) {
    const std::string name = std::string(kInputPrefix) + key;
    return error.field.starts_with(name) &&
           (error.field.size() == name.size() || error.field[name.size()] == '.' || error.field[name.size()] == '[');
}

bool given_since(const CorrectionNotice& notice, const std::vector<MaterialFile>& files, const std::string& key) {
    return std::ranges::any_of(files, [&](const MaterialFile& file) {
        return file.material_key == key && std::ranges::find(notice.files_before, file.id) == notice.files_before.end();
    });
}

/// One error for each gap that was answered neither by a value or file nor by a word.
std::vector<FieldError> unanswered(const CorrectionNotice& notice,
                                   const AnswerCorrection& command,
                                   const std::vector<MaterialFile>& files) {
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < notice.gaps.size(); ++i) {
        const std::string& target = notice.gaps[i].target;
        const bool material = target.starts_with("material:");
        const std::string key = target.substr(target.find(':') + 1);
        const bool answered = material ? given_since(notice, files, key)
                                       : typed_has(command.typed, key) || given_since(notice, files, "form:" + key);
        const bool said = i < command.replies.size() && !is_blank(command.replies[i]);
        if (!answered && !said)
            errors.push_back({"replies[" + std::to_string(i) + "]",
                              strings::text("cases.gap_unanswered", {{"name", notice.gap_names[i]}})});
    }
    return errors;
}

std::vector<std::string> fields_typed(const CorrectionNotice& notice, const http::Fields& typed) {
    std::vector<std::string> keys;
    for (const Gap& gap : notice.gaps) {
        if (gap.target.starts_with("field:") && typed_has(typed, gap.target.substr(6)))
            keys.push_back(gap.target.substr(6));
    }
    return keys;
}

}  // namespace

Result<void> Cases::answer_correction(const identity::Viewer& viewer, const AnswerCorrection& command) {
    YW_TRY(Inside::Known known, inside_->for_deed(viewer, command));
    YW_CHECK(next_state(known.row.standing(), Action::kAnswerCorrection, known.party));
    const catalogue::Guide& guide = known.guide->guide;
    const auto notices = notices_of(*inside_, known.row, guide);
    const CorrectionNotice& notice = notices.back();
    const auto files = files_of(*inside_, known.row.id, known.row.area);
    if (auto errors = unanswered(notice, command, files); !errors.empty())
        return fail(kGapsUnanswered, std::move(errors));
    for (std::size_t i = 0; i < command.replies.size(); ++i)
        YW_CHECK(check_length("replies[" + std::to_string(i) + "]", command.replies[i]));

    Answers answers = inside_->answers_in(kCaseAnswers, known.row.answers);
    const auto keys = fields_typed(notice, command.typed);
    CheckContext context = inside_->check_context();
    context.file_given = [](std::string_view) { return true; };
    take_fields(*guide.form, keys, command.typed, context, answers);
    // Only the fields of the notice are looked at: a bound by "today" of another one may have passed since.
    auto errors = check_form(*guide.form, answers, context);
    std::erase_if(errors, [&](const FieldError& error) {
        return std::ranges::none_of(keys, [&](const auto& key) { return is_field_error_of(error, key); });
    });
    if (!errors.empty()) return fail(kInvalid, std::move(errors));

    EventBody body;
    body.actor_name = inside_->actor_name(viewer);
    body.opinion = command.opinion;
    body.replies = command.replies;
    body.replies.resize(notice.gaps.size());
    const LocalDay today = inside_->d.clock.today();
    const std::string sealed = inside_->d.keys.seal(kCaseAnswers, to_json(kept(*guide.form, answers)));
    return inside_->perform(std::move(known), viewer.account_id,
                            {Action::kAnswerCorrection, topic::kCorrectionAnswered, std::move(body)},
                            [&](CaseRow& row) {
                                row.answers = sealed;
                                row.facts.corrections.back().ended_on = today;
                            });
}

}  // namespace yw::cases

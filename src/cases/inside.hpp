// What the use cases share: what they stand on, and how a deed is written down. Inside the module.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "cases/case_numbers.hpp"
#include "cases/case_store.hpp"
#include "cases/cases.hpp"
#include "cases/event_body.hpp"

namespace yw::cases {

using GuidePtr = std::shared_ptr<const catalogue::PublishedGuide>;

/// Contexts of sealing: the column that a text lies in.
inline constexpr std::string_view kDraftAnswers = "case_draft.answers";
inline constexpr std::string_view kCaseAnswers = "case_file.answers";
inline constexpr std::string_view kCaseApplicant = "case_file.applicant";
inline constexpr std::string_view kEventBody = "case_event.body";
inline constexpr std::string_view kFileName = "case_material.file_name";

/// A deed that is about to be written: what it is and what it changes.
struct Writing {
    Action action;
    std::string_view topic;
    EventBody body;
};

struct Cases::Inside {
    explicit Inside(Dependencies dependencies) : d(std::move(dependencies)), numbers(d.database) {}

    Dependencies d;
    CaseNumbers numbers;
    /// Of the sweep: the last time that it looked for delivered cases, and the begin of the day on which it recounted.
    std::atomic<std::int64_t> delivered_looked_at_ms{0}, recounted_on_ms{0};

    /// The text that was sealed into a column. @throws std::runtime_error when it was changed or the key is gone
    std::string opened(std::string_view context, std::string_view sealed) const;
    Answers answers_in(std::string_view context, std::string_view sealed) const;
    CheckContext check_context() const;
    DueColumns due_of(const CaseRow& row, const catalogue::Guide& guide) const;
    /// As histories name who does it: officers as colleagues know them, applicants masked.
    std::string actor_name(const identity::Viewer& viewer) const;
    /// What the rules look at, today.
    Standing standing_of(const CaseRow& row) const;
    /// What a request to correct tells an applicant of this item.
    AnswerLimit answer_limit(const catalogue::Item& item) const;
    /// The case with its guide, if this viewer may know of it, and in which capacity.
    struct Known {
        CaseRow row;
        GuidePtr guide;
        Party party = Party::kStranger;
    };
    /// @errors cases.not_found
    Result<Known> known_to(const identity::Viewer& viewer, const std::string& case_id) const;
    /// The same for a deed: the page must have shown this version. @errors cases.changed too
    Result<Known> for_deed(const identity::Viewer& viewer, const Deed& deed) const;

    /// Brings the case into the state after the deed and writes it with event, audit and message in one transaction.
    /// `change` may alter the row before its limit is counted anew.
    /// @errors those of next_state(); cases.changed when somebody else was faster
    Result<void> perform(Known known,
                         std::string_view actor,
                         Writing deed,
                         const std::function<void(CaseRow&)>& change = {});
    void wake() const {
        if (d.wake_outbox) d.wake_outbox();
    }
};

/// A correction that was awaited is so no longer: the case ends.
void end_correction(CaseRow& row, LocalDay today);
/// Whose deed it would be.
Party party_of(const identity::Viewer& viewer, const CaseRow& row);
/// Payload of a message about a case.
std::string payload_of(const CaseRow& row, std::int64_t seq, std::string_view warning = {});

}  // namespace yw::cases

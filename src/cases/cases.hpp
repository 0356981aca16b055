// Cases (办件): from the draft to the delivered result.
//
// Owns case_draft, case_file, case_event, case_material, case_document, case_message, case_counter, case_month. A draft
// keeps its id when it becomes a case, so a form that is sent twice (double click, retry after a time-out or a crash)
// is one case with one receipt. Every write carries its audit row and its outbox message in the same transaction.
// Personal data (applicant, answers, file names, opinions, reasons) is sealed at rest. A case stays on the version of
// the guide under which it was filed, and asks for nothing that this version does not list.
//
// Who may see what: applicants their own cases, officers those of their departments; for everybody else a case is not
// there (kNotFound). Operators see counts; supervisors also which cases are late (supervision.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case_clock.hpp"
#include "cases/case_rules.hpp"
#include "cases/form_answers.hpp"
#include "catalogue/catalogue.hpp"
#include "identity/identity.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "kernel/working_calendar.hpp"
#include "platform/audit/audit.hpp"
#include "platform/blob/blob.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"
#include "platform/outbox/outbox.hpp"

namespace yw::cases {

inline constexpr ErrorCode kNotFound{"cases.not_found", Kind::kNotFound};
inline constexpr ErrorCode kDraftNotFound{"cases.draft_not_found", Kind::kNotFound};
inline constexpr ErrorCode kFileNotFound{"cases.file_not_found", Kind::kNotFound};
inline constexpr ErrorCode kNotOnline{"cases.not_online", Kind::kInvalid};            ///< the guide has no form
inline constexpr ErrorCode kWrongAudience{"cases.wrong_audience", Kind::kForbidden};  ///< firms only, or persons only
inline constexpr ErrorCode kNotYours{"cases.not_yours", Kind::kForbidden};
inline constexpr ErrorCode kNotNow{"cases.not_now", Kind::kConflict};
inline constexpr ErrorCode kGuideChanged{"cases.guide_changed",
                                         Kind::kConflict};              ///< look at the form again, then submit
inline constexpr ErrorCode kChanged{"cases.changed", Kind::kConflict};  ///< somebody else was faster: look again
inline constexpr ErrorCode kInvalid{"cases.invalid", Kind::kInvalid};   ///< fields say what
inline constexpr ErrorCode kMaterialsMissing{"cases.materials_missing", Kind::kInvalid};  ///< fields "material:<key>"
inline constexpr ErrorCode kDeclarationMissing{"cases.declaration_missing", Kind::kInvalid};
inline constexpr ErrorCode kNotAsked{"cases.not_asked", Kind::kInvalid};  ///< a material that the guide does not list
inline constexpr ErrorCode kFileTooLarge{"cases.file_too_large", Kind::kInvalid};
inline constexpr ErrorCode kFilesTooLarge{"cases.files_too_large", Kind::kInvalid};
inline constexpr ErrorCode kTooManyFiles{"cases.too_many_files", Kind::kInvalid};
inline constexpr ErrorCode kTooManyDrafts{"cases.too_many_drafts", Kind::kTooMany};
inline constexpr ErrorCode kGapsMissing{"cases.gaps_missing", Kind::kInvalid};
inline constexpr ErrorCode kGapNotInGuide{"cases.gap_not_in_guide", Kind::kInvalid};
inline constexpr ErrorCode kCorrectionsAskedBefore{"cases.corrections_asked_before", Kind::kInvalid};
inline constexpr ErrorCode kGapsUnanswered{"cases.gaps_unanswered", Kind::kInvalid};
inline constexpr ErrorCode kReasonMissing{"cases.reason_missing", Kind::kInvalid};
inline constexpr ErrorCode kRightAuthorityMissing{"cases.right_authority_missing", Kind::kInvalid};
inline constexpr ErrorCode kOpinionMissing{"cases.opinion_missing", Kind::kInvalid};
inline constexpr ErrorCode kSpecialUnknown{"cases.special_unknown", Kind::kInvalid};
inline constexpr ErrorCode kStillOpen{"cases.still_open", Kind::kConflict};
inline constexpr ErrorCode kNoCommitment{"cases.no_commitment", Kind::kInvalid};  ///< the guide accepts none for it
inline constexpr ErrorCode kNoSuchDocument{"cases.no_such_document", Kind::kNotFound};
inline constexpr ErrorCode kErrors[] = {kNotFound,
                                        kDraftNotFound,
                                        kFileNotFound,
                                        kNotOnline,
                                        kWrongAudience,
                                        kNotYours,
                                        kNotNow,
                                        kGuideChanged,
                                        kChanged,
                                        kInvalid,
                                        kMaterialsMissing,
                                        kDeclarationMissing,
                                        kNotAsked,
                                        kFileTooLarge,
                                        kFilesTooLarge,
                                        kTooManyFiles,
                                        kTooManyDrafts,
                                        kGapsMissing,
                                        kGapNotInGuide,
                                        kCorrectionsAskedBefore,
                                        kGapsUnanswered,
                                        kReasonMissing,
                                        kRightAuthorityMissing,
                                        kOpinionMissing,
                                        kSpecialUnknown,
                                        kStillOpen,
                                        kNoCommitment,
                                        kNoSuchDocument};

inline constexpr std::int64_t kMostFileBytes = 10 * 1024 * 1024;
inline constexpr std::int64_t kMostCaseBytes = 60 * 1024 * 1024;
inline constexpr int kMostFiles = 60;    ///< of one case
inline constexpr int kMostDrafts = 50;   ///< of one account
inline constexpr int kDraftDays = 90;    ///< an untouched draft is removed after these
inline constexpr int kReceiptDays = 15;  ///< a delivered case without objection is closed after these

// ---- what there is ------------------------------------------------------------------------------------------------

/// One uploaded file. `id` names it in links; the bytes come through file().
struct MaterialFile {
    std::string id;
    std::string material_key;
    std::string name;  ///< as the applicant called it; personal data
    std::string kind;  ///< pdf | jpg | png | …
    std::int64_t size = 0;
    UtcTime given_at;
    std::string commitment = {};  ///< what was promised in place of the material (告知承诺); empty: it was uploaded
    /// An upload stands; a commitment only for the words that the guide asks for.
    bool stands_for(const catalogue::Material& material) const {
        return material.key == material_key && (commitment.empty() || commitment == material.commitment);
    }
};
struct FileBytes {
    std::string name;
    std::string kind;
    std::string content_type;
    std::string bytes;
};

struct Draft {
    std::string id;
    std::string item_id;
    int guide_version = 0;
    std::string step;  ///< key of the step to go on with; empty: the first
    Answers answers;
    std::vector<std::string> from_account;  ///< paths prefilled from the account
    std::vector<MaterialFile> files;
    UtcTime updated_at;
    LocalDay kept_until;  ///< removed after this day unless touched
    /// The guide of this version; when a newer one is in force, saving moves the draft to it and says so.
    std::shared_ptr<const catalogue::PublishedGuide> guide;
    bool guide_changed = false;  ///< the draft was moved to a newer version just now
};
struct DraftLine {
    std::string id;
    std::string item_id;
    std::string item_name;
    UtcTime updated_at;
    LocalDay kept_until;
};

/// What a person gets after submission, and again on every repetition of it.
struct Receipt {
    std::string case_id;
    std::string number;
    std::string item_name;
    std::string department_name;
    UtcTime submitted_at;
    bool repeated = false;  ///< the same form had been received before
};

struct CorrectionNotice {
    std::vector<Gap> gaps;
    std::vector<std::string> gap_names;  ///< as target_name(), beside gaps
    std::string new_facts;               ///< of a second notice
    UtcTime at;
    bool open = false;                      ///< still waits for the applicant
    std::vector<std::string> replies;       ///< beside gaps, once answered
    std::vector<std::string> files_before;  ///< ids of the files that lay before the officer then
    AnswerLimit limit = {};                 ///< as it was told; no days: a notice of before there was one
    std::optional<Due> answer_by = {};      ///< nothing where the calendar does not reach, or no limit was told
};
struct Refusal {
    std::string reasons;
    std::string right_authority;  ///< of a refused acceptance
    Remedies remedies;
    UtcTime at;
};
struct ResultRecord {
    std::string number;
    std::string title;
    std::optional<LocalDay> valid_until;  ///< nothing: without limit
    UtcTime at;
};
struct Delivery {
    std::string way;   ///< electronic | window | post
    std::string note;  ///< tracking number, who took it
    UtcTime at;
};

/// 特别程序 (Administrative Licensing Law 45): its time does not count, and the applicant is told why and how long.
struct SpecialProcedure {
    std::string name;  ///< 听证, 检验 …
    std::string reasons;
    std::string expected_days;  ///< working days
    UtcTime began_at;
    std::optional<UtcTime> ended_at;
};
/// 延长办理期限 (42)
struct Extension {
    std::string more;  ///< 10个工作日
    std::string approver;
    std::string reasons;
    UtcTime at;
};

/// One line of the history, oldest first.
struct Event {
    int seq = 0;
    UtcTime at;
    Action action = Action::kSubmit;
    Party party = Party::kSystem;
    std::string
        actor_name;  ///< officers: as colleagues know them; applicants: masked. Applicants see no officer's name.
    std::string department;  ///< of the officer who did it; empty: nobody's of an office, or before it was kept
    State from = State::kSubmitted;
    State to = State::kSubmitted;
    std::string opinion;
};

struct CaseLine {
    std::string id;
    std::string number;
    std::string item_id;
    std::string item_name;
    std::string department_name;
    std::string applicant_masked;
    State state = State::kSubmitted;
    UtcTime submitted_at;
    DueKind due_kind = DueKind::kNone;
    std::optional<LocalDay> due_on;
    bool due_open_ended = false;  ///< not before due_on: the year's holidays are not published
    std::optional<LocalDay> soon_on;
    Urgency urgency = Urgency::kNone;
    bool unanswered = false;  ///< the applicant's time for a correction is over (due_on)
};
struct CasePage {
    std::vector<CaseLine> lines;
    std::string next;  ///< cursor, empty at the end
};

enum class DocumentKind {
    kReceipt,           ///< 收件凭证
    kCorrectionNotice,  ///< 补正告知书
    kAcceptance,        ///< 受理通知书
    kNonAcceptance,     ///< 不予受理决定书
    kDeemedWithdrawal,  ///< 视为撤回申请告知书
    kSpecialNotice,     ///< 特别程序告知书
    kExtensionNotice,   ///< 延长办理期限告知书
    kApproval,          ///< 准予决定书
    kRefusal,           ///< 不予决定书
    kLicence,           ///< the result itself (copy)
};
std::string_view to_string(DocumentKind kind);  ///< receipt | correction | acceptance | …
std::optional<DocumentKind> document_kind_of(std::string_view text);
std::string_view document_zh(DocumentKind kind);

struct CaseView {
    std::string id;
    RegionCode area;
    std::string number;
    std::string item_id;
    std::string item_name;
    int guide_version = 0;
    std::string department_id;
    std::string department_name;
    State state = State::kSubmitted;
    bool instant = false;
    bool deemed_accepted = false;
    std::int64_t version = 0;  ///< goes into the forms; cases.changed when it is no longer this one
    UtcTime submitted_at;
    std::optional<UtcTime> ended_at;
    std::string accept_number;  ///< 受理文书编号, once accepted
    ClockFacts facts;
    ClockView clock;
    std::vector<Action> allowed;  ///< for the viewer who asked
    std::shared_ptr<const catalogue::PublishedGuide> guide;
    Answers answers;
    /// For officers everything is masked (names, numbers, telephones, addresses): reveal_applicant() has the whole.
    identity::Profile applicant;
    std::vector<MaterialFile> files;
    std::vector<Event> history;
    std::vector<CorrectionNotice> notices;
    std::vector<SpecialProcedure> specials;
    std::optional<Extension> extension;
    AnswerLimit answer_limit = {};  ///< that a notice given now would tell
    bool deemed_withdrawn = false;  ///< by the law of the item; refusal holds why and the remedies
    std::optional<Refusal> refusal;
    std::optional<ResultRecord> result;
    std::optional<Delivery> delivery;
    std::vector<DocumentKind> documents;  ///< papers that there are now
};

struct CaseMessage {
    std::string id;
    std::string case_id;
    std::string text;  ///< the whole sentence
    UtcTime at;
    bool read = false;
};
struct ToDo {
    std::vector<CaseLine> corrections;  ///< waiting for the applicant's answer
    std::vector<CaseLine> results;      ///< decided or delivered, not yet confirmed
    std::vector<DraftLine> drafts;
    int unread = 0;
    int count() const { return static_cast<int>(corrections.size() + results.size()); }
};

struct QueueFilter {
    std::optional<State> state;
    std::optional<Urgency> urgency;  ///< kSoon or kLate
    std::string item_id;
    std::string number;         ///< a whole number: finds ended cases too
    std::string department_id;  ///< one of the viewer's; empty: all of them
    bool unanswered = false;    ///< corrections that nobody answered in time
};
struct StateCount {
    State state;
    std::int64_t cases = 0;
};
struct DeskCounts {
    std::vector<StateCount> open;  ///< cases that wait, by state, without zeros
    std::int64_t late = 0;
    std::int64_t soon = 0;
    std::int64_t unanswered = 0;  ///< corrections whose last day is over: the officer may end the case
};

// ---- what can be done ---------------------------------------------------------------------------------------------

/// A step of a draft as it was typed. Saved also when it has errors: nothing typed is lost.
struct SaveDraft {
    std::string draft_id;
    std::string step;       ///< whose fields these are
    http::Fields typed;     ///< inputs "f.…"
    std::string next_step;  ///< to go on with; empty: stays
};
struct SavedDraft {
    Draft draft;
    std::vector<FieldError> errors;  ///< of this step; FieldError::field is the input's name
};

struct AttachMaterial {
    std::string case_id;  ///< of the draft, or of the case that waits for a correction
    std::string material_key;
    std::string file_name;
    std::string_view bytes;
};

struct SubmitCase {
    std::string draft_id;  ///< also the submission token
    bool declared = false;
};

struct Deed {
    std::string case_id;
    std::int64_t version = 0;  ///< of the page on which it was decided
    std::string opinion;
};
struct RequestCorrection : Deed {
    std::vector<Gap> gaps;
    std::string new_facts;
};
struct AnswerCorrection : Deed {
    http::Fields typed;                ///< "f.…" of the fields that the notice names
    std::vector<std::string> replies;  ///< beside the notice's gaps; may be empty texts
};
struct RefuseAcceptance : Deed {
    std::string reasons;
    bool other_authority = false;  ///< it is another authority's matter
    std::string right_authority;   ///< then named
};
struct BeginSpecial : Deed {
    std::string code;  ///< of the code list special_procedure
    std::string reasons;
    int expected_days = 0;  ///< working days
};
struct Extend : Deed {
    int days = 0;          ///< in the unit of the item's limit
    std::string approver;  ///< the head of the authority who approved it
    std::string reasons;
};
struct Approve : Deed {
    std::string result_number;  ///< empty: made from the case's number
    std::optional<LocalDay> valid_until;
};
struct Refuse : Deed {
    std::string reasons;
};
struct Deliver : Deed {
    std::string way;  ///< electronic | window | post
    std::string note;
};

struct Swept {
    int deemed = 0;
    int given_up = 0;  ///< corrections that the law of the item ends
    int closed = 0;
    int drafts_removed = 0;
    int warned = 0;
    int recounted = 0;
};

/// Topics of the outbox; the payload is
/// {"case":id,"area":…,"account":…,"item":…,"item_name":…,"department":…,"state":…,"seq":n}.
namespace topic {
inline constexpr std::string_view kSubmitted = "cases.submitted";
inline constexpr std::string_view kCorrectionRequested = "cases.correction_requested";
inline constexpr std::string_view kCorrectionAnswered = "cases.correction_answered";
inline constexpr std::string_view kAccepted = "cases.accepted";
inline constexpr std::string_view kNotAccepted = "cases.not_accepted";
inline constexpr std::string_view kReviewStarted = "cases.review_started";
inline constexpr std::string_view kSpecialBegun = "cases.special_begun";
inline constexpr std::string_view kSpecialEnded = "cases.special_ended";
inline constexpr std::string_view kExtended = "cases.extended";
inline constexpr std::string_view kDecided = "cases.decided";
inline constexpr std::string_view kDelivered = "cases.delivered";
inline constexpr std::string_view kClosed = "cases.closed";
inline constexpr std::string_view kWithdrawn = "cases.withdrawn";
inline constexpr std::string_view kDeemedWithdrawn = "cases.deemed_withdrawn";
inline constexpr std::string_view kWarning = "cases.warning";
}  // namespace topic

/// What an uploaded file turned out to be.
struct CheckedFile {
    std::string kind;  ///< pdf | jpg | png
    std::string content_type;
};
/// Looks at the bytes, not at the name. `accept` lists the kinds that are wanted.
using FileCheck = std::function<Result<CheckedFile>(
    std::string_view bytes, std::string_view name, const std::vector<std::string>& accept)>;

/// What the module stands on. All outlive it.
struct Dependencies {
    db::Database& database;
    const crypto::Keys& keys;
    const Clock& clock;
    const audit::Audit& audit;
    blob::Blobs& blobs;
    const catalogue::Catalogue& catalogue;
    const identity::Accounts& accounts;
    FileCheck check_file = {};                                                     ///< empty: platform/filecheck
    std::function<WorkingCalendar()> calendar;                                     ///< the years that are loaded now
    std::function<bool(RegionCode)> region_known = {};                             ///< empty: every well-formed code
    std::function<std::string(RegionCode)> region_name = {};                       ///< whole chain; empty: the digits
    std::function<std::optional<RegionCode>(std::string_view)> region_named = {};  ///< what was typed without scripts
    std::function<void()> wake_outbox = {};
    std::function<AnswerLimit(const catalogue::Item&)> answer_limit = {};  ///< empty: data/procedure
    bool demonstration = false;                                            ///< papers then say 演示
    std::string public_url = {};                                           ///< "https://…": for the code on papers
};

/// The use cases and queries of the module. Thread-safe.
class Cases {
public:
    explicit Cases(Dependencies dependencies);
    ~Cases();
    Cases(const Cases&) = delete;
    Cases& operator=(const Cases&) = delete;

    // Drafts and submission: the applicant's own.
    /// A new draft, or the one this account already has for the item. @errors catalogue.*, cases.not_online,
    /// cases.wrong_audience, cases.too_many_drafts
    Result<Draft> start_draft(const identity::Viewer& viewer, const std::string& item_id);
    /// @errors cases.draft_not_found
    Result<Draft> draft(const identity::Viewer& viewer, const std::string& draft_id) const;
    std::vector<DraftLine> drafts(const identity::Viewer& viewer) const;
    /// @errors cases.draft_not_found. Wrong fields are no error here: they come back in SavedDraft::errors.
    Result<SavedDraft> save_draft(const identity::Viewer& viewer, const SaveDraft& command);
    /// Adds or removes an entry of a group, keeping what was typed in the step.
    Result<SavedDraft> change_entries(const identity::Viewer& viewer,
                                      const SaveDraft& command,
                                      const EntryButton& button);
    Result<void> discard_draft(const identity::Viewer& viewer, const std::string& draft_id);
    /// @errors cases.not_asked, cases.file_too_large, cases.files_too_large, cases.too_many_files, those of the file
    /// check
    Result<MaterialFile> attach_material(const identity::Viewer& viewer, const AttachMaterial& command);
    /// Signs the commitment that the guide accepts instead of a material (告知承诺): a paper with its words, who signs
    /// and when becomes a file of the material. Signing twice is signing once. Not in a correction for a material whose
    /// commitment the officer has seen: it was found wanting. @errors cases.no_commitment, cases.not_asked, those of
    /// too many or too large files
    Result<MaterialFile> sign_commitment(const identity::Viewer& viewer,
                                         const std::string& case_id,
                                         const std::string& material_key);
    Result<void> remove_material(const identity::Viewer& viewer,
                                 const std::string& case_id,
                                 const std::string& file_id);
    /// @errors cases.invalid (fields), cases.materials_missing (fields), cases.declaration_missing,
    /// cases.draft_not_found. A repetition gives the same receipt.
    Result<Receipt> submit_case(const identity::Viewer& viewer, const SubmitCase& command);
    /// Asks for the outcome, which may throw where submit_case() would.
    using Submitted = std::function<void(const std::function<Result<Receipt>()>& outcome)>;
    /// submit_case() that does not wait for the disk: `submitted` is called once, before this returns or when the write
    /// is durable, then on a thread of the store. It must not throw.
    void submit_case_later(const identity::Viewer& viewer, const SubmitCase& command, Submitted submitted);

    // Deeds on a case. All: cases.not_found, cases.not_yours, cases.not_now, cases.changed.
    Result<void> request_correction(const identity::Viewer& viewer, const RequestCorrection& command);
    Result<void> answer_correction(const identity::Viewer& viewer, const AnswerCorrection& command);
    Result<void> accept_case(const identity::Viewer& viewer, const Deed& command);
    Result<void> refuse_acceptance(const identity::Viewer& viewer, const RefuseAcceptance& command);
    Result<void> start_review(const identity::Viewer& viewer, const Deed& command);
    Result<void> begin_special_procedure(const identity::Viewer& viewer, const BeginSpecial& command);
    Result<void> end_special_procedure(const identity::Viewer& viewer, const Deed& command);
    Result<void> extend_limit(const identity::Viewer& viewer, const Extend& command);
    Result<void> approve_case(const identity::Viewer& viewer, const Approve& command);
    Result<void> refuse_case(const identity::Viewer& viewer, const Refuse& command);
    Result<void> deliver_result(const identity::Viewer& viewer, const Deliver& command);
    Result<void> confirm_receipt(const identity::Viewer& viewer, const Deed& command);
    Result<void> withdraw_case(const identity::Viewer& viewer, const Deed& command);

    // Looking.
    /// Newest first. @param cursor  CasePage::next
    CasePage my_cases(const identity::Viewer& viewer, int limit, const std::string& cursor) const;
    /// For the applicant (whole) or an officer of the department (masked). @errors cases.not_found
    Result<CaseView> case_view(const identity::Viewer& viewer, const std::string& case_id) const;
    /// The whole applicant and answers, for officers at work: the look and its reason are in the audit.
    /// @errors cases.reason_missing
    struct Revealed {
        identity::Profile applicant;
        Answers answers;
    };
    Result<Revealed> reveal_applicant(const identity::Viewer& viewer,
                                      const std::string& case_id,
                                      const std::string& reason);
    Result<FileBytes> file(const identity::Viewer& viewer,
                           const std::string& case_id,
                           const std::string& file_id) const;
    /// Open cases of the viewer's departments, what is due first at the top. Cost does not depend on ended cases.
    CasePage queue(const identity::Viewer& viewer,
                   const QueueFilter& filter,
                   int limit,
                   const std::string& cursor) const;
    DeskCounts desk_counts(const identity::Viewer& viewer) const;
    /// Of the whole installation: open ones by state, for operators.
    std::vector<StateCount> counts_by_state() const;
    std::int64_t case_count() const;
    /// Newest first.
    std::vector<CaseMessage> messages(const identity::Viewer& viewer, int limit, const std::string& before = {}) const;
    Result<void> mark_messages_read(const identity::Viewer& viewer);
    ToDo to_do(const identity::Viewer& viewer) const;

    // Papers. Made at the first look, then kept; slow: for routes of Where::kSlow.
    /// @errors cases.no_such_document
    Result<FileBytes> document(const identity::Viewer& viewer, const std::string& case_id, DocumentKind kind);

    /// The account is about to be closed: its drafts go, its cases stay as the archive's rules want.
    /// @errors cases.still_open: something is not ended yet
    Result<void> leave(db::Transaction& tx, const std::string& account_id) const;

    // The timer and the outbox.
    /// Deemed acceptance, corrections that the law gives up, warnings (to the applicant while a correction is awaited),
    /// closing of delivered cases, old drafts. Safe to run anywhere, any number of times.
    Swept sweep();
    /// After an operator has loaded a year: limits that were "not before" get their day.
    int recount_deadlines();
    /// Registers the listeners of this module (messages for applicants). Others may listen to further topics through
    /// `also`, called after ours.
    void listen(outbox::Deliverer& deliverer, std::function<void(const outbox::Message&)> also = {});

    struct Inside;

private:
    std::unique_ptr<Inside> inside_;
};

/// Whether a draft, a case or a paper holds this file (platform/blob/collector.hpp).
bool names_blob(db::Reader& reader, const std::string& name);

/// Told by the rating module, so that the case's page can link to it.
class RatingDoor {
public:
    virtual ~RatingDoor() = default;
    /// Whether this applicant may rate this case now.
    virtual bool is_open(const identity::Viewer& viewer, const std::string& case_id) const = 0;
};

// ---- pages --------------------------------------------------------------------------------------------------------

struct PageDependencies {
    Cases& cases;
    const catalogue::Catalogue& catalogue;
    const identity::Gate& gate;
    const Frame& frame;
    const Clock& clock;
    const RatingDoor* ratings = nullptr;  ///< null: no link to ratings
    std::function<std::string(RegionCode)> region_name = {};
};

/// /apply/…: drafts and submission (apply_*.cpp).
void add_apply_routes(http::Router& router, PageDependencies dependencies);
/// /me, /me/cases/…: the applicant's space and cases (me_*.cpp, case_pages*.cpp).
void add_me_routes(http::Router& router, PageDependencies dependencies);
/// /desk/…: the officer's desk (desk_*.cpp).
void add_desk_routes(http::Router& router, PageDependencies dependencies);

}  // namespace yw::cases

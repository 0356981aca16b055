// Authoring: guides on their way to publication. Drafts that authors of a department write element by element, the
// review by a second person, publication at once or on a day, and the same gate for departments' own systems.
//
// Owns authoring_draft, authoring_hand, authoring_remark, authoring_event. Published versions are the catalogue's. A
// draft may be incomplete; only what the linter does not refuse is published, whichever way it comes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/draft_rules.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/publish_guide.hpp"
#include "identity/identity.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::authoring {

inline constexpr ErrorCode kNotFound{"authoring.not_found", Kind::kNotFound};
inline constexpr ErrorCode kNotYours{"authoring.not_yours", Kind::kForbidden};  ///< another department's
inline constexpr ErrorCode kNotNow{"authoring.not_now", Kind::kConflict};       ///< the state does not allow it
inline constexpr ErrorCode kOwnDraft{"authoring.own_draft", Kind::kForbidden};  ///< the reviewer wrote in it
inline constexpr ErrorCode kChangedMeanwhile{"authoring.changed_meanwhile", Kind::kConflict};
inline constexpr ErrorCode kNewerVersion{"authoring.newer_version", Kind::kConflict};  ///< than the draft was made from
inline constexpr ErrorCode kInvalid{"authoring.invalid", Kind::kInvalid};              ///< fields say what
inline constexpr ErrorCode kItemOfAnother{"authoring.item_of_another", Kind::kForbidden};
inline constexpr ErrorCode kErrors[] = {kNotFound,         kNotYours,     kNotNow,  kOwnDraft,
                                        kChangedMeanwhile, kNewerVersion, kInvalid, kItemOfAnother};

struct Remark {
    std::string element;  ///< path; empty: the whole guide
    std::string text;
    std::string who;
    UtcTime at;
};

struct Event {
    Action action = Action::kBegin;
    std::string who;
    std::string note;
    UtcTime at;
};

struct Draft {
    std::string id;
    std::string item_id;  ///< empty: a new item
    std::string department_id;
    RegionCode region;
    std::string source_id;
    std::string name;
    State state = State::kDrafting;
    catalogue::Guide guide;
    int base_version = 0;
    int published_version = 0;
    std::string publish_on;  ///< ISO day; empty: at once
    int round = 0;
    std::string changed_by;
    UtcTime created_at;
    UtcTime changed_at;
    std::int64_t version = 0;
};

/// A draft with what stands around it.
struct DraftView {
    Draft draft;
    int version_in_force = 0;     ///< of the item now
    std::vector<Remark> remarks;  ///< of the last return
    std::vector<Event> events;    ///< newest first
    std::vector<Action> may;      ///< what this viewer may do now
    bool own_hand = false;        ///< the viewer wrote in it
};

struct DraftLine {
    std::string id;
    std::string department_id;
    std::string name;
    State state = State::kDrafting;
    int base_version = 0;
    std::string publish_on;
    std::string changed_by;
    UtcTime changed_at;
    std::string item_id;
};
struct DraftPage {
    std::vector<DraftLine> lines;
    std::string next;
};

struct NewItem {
    std::string department_id;
    std::string name;
    std::string source_id;       ///< empty: one is made
    std::string base_code = {};  ///< of the base catalogue, which gives type and legal bases; empty: not in it
};

struct Save {
    std::string draft_id;
    std::vector<std::string> elements;  ///< keys of guide_elements() that were on the form
    std::string stamp;                  ///< stamp_of() these elements when the form was made
    catalogue::Guide guide;             ///< says what was typed for them; its other elements are not looked at
};

struct Approval {
    std::string draft_id;
    std::int64_t version = 0;
    std::string publish_on;  ///< ISO day of Beijing; empty or past: at once
};

/// What became of a guide that a department's system sent.
struct PutGuide {
    std::string item_id;
    int version = 0;
    std::string content_hash;
    bool is_new_item = false;
    bool changed = false;  ///< false: the version in force says this already
};

struct Dependencies {
    db::Database& database;
    const Clock& clock;
    const audit::Audit& audit;
    const catalogue::Catalogue& catalogue;
    catalogue::FormProbe opens_form = nullptr;  ///< prints a form as the portal does; without it forms are not tried
};

/// What these elements say, as 64 hexadecimal digits: equal only while nobody has changed them.
std::string stamp_of(const catalogue::Guide& guide, const std::vector<std::string>& elements);

/// Thread-safe. Every use case asks who is doing it: authors and reviewers see the drafts of their departments only.
class Authoring {
public:
    explicit Authoring(Dependencies dependencies) : parts_(dependencies) {}

    /// @errors authoring.not_yours, authoring.invalid (name, source_id, base_code)
    Result<std::string> begin_item(const identity::Viewer& viewer, const NewItem& item) const;
    /// What a new item of this department may be: entries of the base catalogue for its level, by a part of their name.
    std::vector<catalogue::DirectoryEntry> entries_named(const std::string& department_id, std::string_view text) const;
    /// Nothing for a code that is not in the base catalogue, or cancelled there.
    std::optional<catalogue::DirectoryEntry> entry(const std::string& base_code) const;
    /// A draft of the version in force (of a listed item: an empty one with its name); the open one where there is one.
    /// @errors catalogue.item_not_found, catalogue.item_ended, authoring.not_yours
    Result<std::string> begin_change(const identity::Viewer& viewer, const std::string& item_id) const;

    /// @errors authoring.not_found, authoring.not_yours
    Result<DraftView> view(const identity::Viewer& viewer, const std::string& draft_id) const;
    /// Newest change first, over the viewer's departments or one of them.
    DraftPage drafts(const identity::Viewer& viewer,
                     std::optional<State> state,
                     const std::string& department_id,
                     int limit,
                     const std::string& cursor) const;

    /// Writes these elements and no others: two authors in different parts of a draft do not disturb each other.
    /// @errors authoring.changed_meanwhile: somebody changed one of them since; authoring.not_now, authoring.not_yours,
    ///         catalogue.item_ended
    Result<void> save(const identity::Viewer& viewer, const Save& save) const;

    /// @errors of all deeds: authoring.changed_meanwhile when the draft is another than the viewer saw, not_now,
    ///         own_draft, not_found, not_yours; of submit and approve: catalogue.guide_refused, authoring.newer_version
    Result<void> submit(const identity::Viewer& viewer, const std::string& draft_id, std::int64_t version) const;
    Result<void> recall(const identity::Viewer& viewer, const std::string& draft_id, std::int64_t version) const;
    Result<void> withdraw(const identity::Viewer& viewer, const std::string& draft_id, std::int64_t version) const;
    Result<void> discard(const identity::Viewer& viewer, const std::string& draft_id, std::int64_t version) const;
    Result<void> rebase(const identity::Viewer& viewer, const std::string& draft_id, std::int64_t version) const;
    /// @errors authoring.invalid without a remark
    Result<void> send_back(const identity::Viewer& viewer,
                           const std::string& draft_id,
                           std::int64_t version,
                           const std::vector<Remark>& remarks) const;
    Result<void> approve(const identity::Viewer& viewer, const Approval& approval) const;

    /// Publishes what is due today. What the gate refuses now goes back to its authors with the reasons.
    int publish_due() const;

    /// A guide from a department's system, in force at once: its own people have reviewed it.
    /// @errors catalogue.guide_refused, authoring.item_of_another, authoring.invalid (source_id)
    Result<PutGuide> put_guide(const identity::System& system,
                               const std::string& source_id,
                               const catalogue::Guide& guide) const;

private:
    struct Deed;
    Result<Draft> act(db::Transaction& tx, const Deed& deed) const;
    Result<void> write(const Deed& deed) const;
    Result<void> may_be_published(const Draft& draft) const;
    /// What else is wrong with a guide the gate says in its transaction; its papers are opened before.
    Result<void> papers_open(const catalogue::Guide& guide) const;
    /// The same for a draft that this viewer may now take this step with.
    Result<void> papers_open(const identity::Viewer& viewer, const std::string& draft_id, Action action) const;
    Result<void> publish_one(const std::string& draft_id) const;
    Dependencies parts_;
};

/// A guide as its reader sees it, in a page that our own pages may frame; and the paper of a material. The portal makes
/// both.
struct Reader {
    std::function<http::Response(const catalogue::PublishedGuide&, const std::string& forms_url)> preview;
    /// @param file  blank.pdf or sample.pdf
    std::function<Result<std::string>(const catalogue::PublishedGuide&, std::string_view key, std::string_view file)>
        paper;
};

/// Why a guide must be looked at: a decision changed what it rests on.
struct GuideFlag {
    std::string kind;      ///< 法律变更
    std::string document;  ///< number and title
    std::string url;       ///< of the public change log
};

struct PageDependencies {
    const Authoring& authoring;
    const catalogue::Catalogue& catalogue;
    const identity::Gate& gate;
    const Frame& frame;
    const Clock& clock;
    Reader reader;
    /// Those of an item that no version has settled yet; empty where there are no decisions.
    std::function<std::vector<GuideFlag>(const std::string& item_id)> flags = {};
};

/// /author and below. What is referred to outlives the router.
void add_author_routes(http::Router& router, PageDependencies dependencies);
/// PUT /api/v1/guides/{source_id} and POST /api/v1/guides/check.
void add_guide_api(http::Router& router, PageDependencies dependencies);

}  // namespace yw::authoring

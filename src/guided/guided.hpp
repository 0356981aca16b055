// Guided service (情形引导): a few questions decide which items, materials and forms apply to this person.
//
// Owns guided_tree, guided_version and guided_draft. A tree is written by one person and published by another; every
// version is kept. Trees are checked over every way before they are published and again whenever guides change: a tree
// that no longer holds is taken off the pages at once and shown to its owner. Answers of persons are kept nowhere: they
// stand in the address.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "guided/check_tree.hpp"
#include "guided/tree.hpp"
#include "identity/identity.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::guided {

inline constexpr ErrorCode kTreeNotFound{"guided.tree_not_found", Kind::kNotFound};
inline constexpr ErrorCode kBroken{"guided.broken", Kind::kUnavailable};  ///< a guide that it leads to has changed
inline constexpr ErrorCode kDraftNotFound{"guided.draft_not_found", Kind::kNotFound};
inline constexpr ErrorCode kNodeNotFound{"guided.node_not_found", Kind::kNotFound};
inline constexpr ErrorCode kDraftChanged{"guided.draft_changed", Kind::kConflict};  ///< by another in the meantime
inline constexpr ErrorCode kDraftExists{"guided.draft_exists", Kind::kConflict};
inline constexpr ErrorCode kSubmitted{"guided.submitted", Kind::kConflict};  ///< waits for its reviewer
inline constexpr ErrorCode kNotSubmitted{"guided.not_submitted", Kind::kConflict};
inline constexpr ErrorCode kNotYours{"guided.not_yours", Kind::kForbidden};  ///< another department's
inline constexpr ErrorCode kOwnTree{"guided.own_tree", Kind::kForbidden};    ///< the second person is another
inline constexpr ErrorCode kRefused{"guided.refused", Kind::kInvalid};       ///< check_tree() found something
inline constexpr ErrorCode kInvalid{"guided.invalid", Kind::kInvalid};       ///< fields say what

/// A tree that people can walk.
struct Published {
    Tree tree;
    int version = 0;
    std::int64_t published_at_ms = 0;
    std::string url() const { return "/guided/" + tree.id; }
};
using PublishedPtr = std::shared_ptr<const Published>;

/// A tree as its owners see it.
struct Owned {
    std::string id;
    std::string title;
    int version = 0;  ///< 0: never published
    std::int64_t published_at_ms = 0;
    std::vector<std::string> broken;  ///< why it is not shown; empty: it is
    bool has_draft = false;
    bool is_submitted = false;
};

struct Draft {
    Tree tree;
    std::string department_id;
    std::int64_t row_version = 0;
    bool is_submitted = false;
    std::string written_by;  ///< account
    std::string remark;      ///< of the person who returned it
    std::int64_t updated_at_ms = 0;
};

struct Parts {
    db::Database& database;
    const Clock& clock;
    const audit::Audit& audit;
    const catalogue::Catalogue& catalogue;
};

class Guided {
public:
    explicit Guided(const Parts& parts);
    ~Guided();
    Guided(const Guided&) = delete;
    Guided& operator=(const Guided&) = delete;

    /// Trees of this place and of the places above it, the nearest first. Without broken ones.
    std::vector<PublishedPtr> trees(RegionCode place) const;
    /// @errors kTreeNotFound, kBroken
    Result<PublishedPtr> tree(std::string_view id) const;
    /// Those that fit what was typed well, the best first. @cost some tens of microseconds
    std::vector<PublishedPtr> find(const std::string& text, RegionCode place, std::size_t limit) const;
    GuideOf guides_of(RegionCode region) const;

    /// Checks every tree again where guides have changed, and takes in what another process has published.
    void refresh();

    // Writing. Authors and reviewers see the trees of their departments, operators all.
    std::vector<Owned> owned(const identity::Viewer& viewer) const;
    Result<Draft> draft(const identity::Viewer& viewer, const std::string& id) const;
    /// A new tree, or the next version of a published one. @errors kInvalid, kDraftExists, kNotYours
    Result<void> begin(const identity::Viewer& viewer, const Tree& head, const std::string& department_id);
    Result<void> revise(const identity::Viewer& viewer, const std::string& id);
    /// @errors kDraftNotFound, kDraftChanged, kSubmitted
    Result<void> save(const identity::Viewer& viewer, const Tree& tree, std::int64_t seen);
    Result<void> discard(const identity::Viewer& viewer, const std::string& id);
    /// @errors kRefused with its findings as fields
    Result<void> submit(const identity::Viewer& viewer, const std::string& id);
    Result<void> send_back(const identity::Viewer& viewer, const std::string& id, const std::string& remark);
    /// By another person than the one who wrote it. @errors kOwnTree, kRefused
    Result<int> publish(const identity::Viewer& viewer, const std::string& id);
    std::vector<Finding> check(const Tree& tree) const;

private:
    friend Result<void> import_trees(const Parts& parts, std::span<const std::string_view> texts);
    struct Work;
    std::unique_ptr<Work> work_;
};

/// Publishes trees of the demonstration. @errors kTreeUnreadable, kRefused
Result<void> import_trees(const Parts& parts, std::span<const std::string_view> texts);

struct PageParts {
    Guided& guided;
    const catalogue::Catalogue& catalogue;
    const identity::Gate& gate;
    const Frame& frame;
    std::function<RegionCode(const http::Request&)> place_of;
    std::function<std::string(RegionCode)> place_name;
};
/// /guided, /guided/{id}; /api/v1/guided…; /author/guided….
void add_guided_routes(http::Router& router, const PageParts& parts);

}  // namespace yw::guided

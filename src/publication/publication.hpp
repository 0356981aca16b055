// Publication: one source for every channel. What changed and the whole catalogue for whoever follows it, pieces of
// this site to embed in a portal, lists of other channels compared with ours, the national exchange tables, and the way
// between an instance and the one above it.
#pragma once

#include <functional>
#include <string>

#include "catalogue/catalogue.hpp"
#include "decisions/decisions.hpp"
#include "identity/identity.hpp"
#include "kernel/time.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"
#include "publication/channels.hpp"
#include "publication/record.hpp"
#include "publication/snapshot.hpp"

namespace yw::publication {

/// The cursor is ahead of this catalogue: it was restored from a copy. Take the snapshot again.
inline constexpr ErrorCode kCursorAhead{"publication.cursor_ahead", Kind::kConflict};

/// Too large to be sent unpacked.
inline constexpr ErrorCode kGzipOnly{"publication.gzip_only", Kind::kInvalid};

inline constexpr ErrorCode kColumnUnknown{"publication.column_unknown", Kind::kNotFound};

/// Not an instance below us, or not signed with its key.
inline constexpr ErrorCode kNotSigned{"publication.not_signed", Kind::kForbidden};
inline constexpr ErrorCode kNotYourPlace{"publication.not_your_place", Kind::kForbidden};
inline constexpr ErrorCode kRunUnknown{"publication.run_unknown", Kind::kNotFound};

/// What publication stands on. What is referred to outlives the router.
struct Publication {
    std::string site_url;  ///< "https://zwfw.example.cn"; empty: the Host asked
    db::Database& database;
    const catalogue::Catalogue& catalogue;
    const identity::Gate& gate;
    const Frame& frame;
    const Clock& clock;
    const audit::Audit& audit;
    RegionCode default_place;                           ///< of embedded pieces that name none
    std::function<std::string(RegionCode)> place_name;  ///< empty for a code that no directory knows
    Channels channels;
    /// The search of the pages. @param limit  of items
    std::function<catalogue::ItemPage(RegionCode, const std::string& text, int limit)> find_items = {};
    decisions::Decisions* decisions = nullptr;  ///< null: those who follow us learn of no decision
};

/// /api/v1/changes, /api/v1/snapshot, /api/v1/base-changes, /api/v1/reports, /embed/…, /developers/embed,
/// /ops/channels, /same-source.
void add_publication_routes(http::Router& router, const Publication& publication);

/// What has to be done again and again: following the base catalogue of the instance above, reporting to it, comparing
/// channels that are due.
struct ChannelRounds {
    db::Database& database;
    const Clock& clock;
    const audit::Audit& audit;
    decisions::Decisions& decisions;
};
void run_channels(const ChannelRounds& rounds, const Channels& channels);

}  // namespace yw::publication

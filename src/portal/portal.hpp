// Portal: the one entrance. What stands around every page, the place a person picks, home, lists, guides, and the open
// interface /api/v1.
//
// Owns portal_feedback (reports of errors on pages). Pages that are the same for everybody are rendered once for each
// place and view and kept compressed in a bounded cache; what belongs to a person comes as a fragment fetched after.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "asking/asking.hpp"
#include "catalogue/catalogue.hpp"
#include "findability/findability.hpp"
#include "guided/guided.hpp"
#include "identity/identity.hpp"
#include "kernel/region_code.hpp"
#include "kernel/time.hpp"
#include "lint/lint.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"
#include "regions/regions.hpp"
#include "search/search.hpp"

namespace yw::portal {

inline constexpr ErrorCode kFormNotFound{"portal.form_not_found", Kind::kNotFound};
inline constexpr ErrorCode kPlaceNotFound{"portal.place_not_found", Kind::kNotFound};
inline constexpr ErrorCode kFeedbackTooOften{"portal.feedback_too_often", Kind::kTooMany};

struct PortalOptions {
    std::string site_url;         ///< "https://zwfw.example.cn" without a slash at the end; empty: the Host asked
    std::string operator_name;    ///< 主办, in the footer
    std::string operator_phone;   ///< 咨询, in the footer; may be empty
    std::string version = "dev";  ///< of the program, for /healthz
    RegionCode default_place;     ///< of this installation; the nation: the first visit asks to choose
    bool demonstration = false;   ///< the data is invented: every page says so
    bool has_inspection = false;  ///< the inspection's results are published: the footer links to them
    std::size_t cache_bytes = 64 << 20;  ///< of rendered pages kept in memory
};

/// Name of a place as pages show it ("广安区", "全国"), empty for a code that no directory knows.
using PlaceName = std::function<std::string(RegionCode)>;
/// The directory as it is now: an import makes a new snapshot.
using RegionsNow = std::function<regions::Regions()>;
PlaceName place_names(RegionsNow regions);

/// The place of this visitor: the cookie yw-place where it names a known place, else the installation's.
RegionCode place_of(const http::Request& request, const PortalOptions& options, const PlaceName& place_name);
/// Whether this visitor chose the older people's view (cookie yw-view).
bool is_older_view(const http::Request& request);

/// The headers that every page carries: content security policy and its companions (level-3 protection, row D5).
void add_page_headers(http::Response& response);

/// The frame of all modules, and the page for answers that no handler made.
class SiteFrame : public Frame {
public:
    /// For http::ServerHooks::error_page: a page, or problem JSON (RFC 9457) below /api/.
    virtual http::Response status_page(const http::Request& request, int status) const = 0;
};

/// Needs portal's pages and strings added (html::add_templates, strings::add).
std::unique_ptr<SiteFrame> open_site_frame(PortalOptions options, PlaceName place_name);

/// One open case of the person, on the home page.
struct OpenCase {
    std::string name;
    std::string url;
    std::string state;  ///< in words
};
/// Something that answers a search and is no item: a department, a place, a life event, a decision, a case of one's
/// own.
struct OtherResult {
    std::string kind;  ///< department | place | event | change | case
    std::string id;
    std::string name;
    std::string note;  ///< a line below the name; may be empty
    std::string url;   ///< path on this site
    RegionCode region;
};

/// What the modules of cases know of the signed-in person. Either may be empty: then nothing of it is shown.
struct PersonalThings {
    std::function<int(const identity::Viewer&)> count_to_do;
    std::function<std::vector<OpenCase>(const identity::Viewer&)> open_cases;  ///< at most five
    std::function<std::vector<OpenCase>(const identity::Viewer&)> cases = {};  ///< the newest, ended ones too
};

/// What people say of an item: counts by level, best first.
struct ItemRatings {
    struct Level {
        std::string name;
        std::int64_t count = 0;
    };
    std::vector<Level> levels;
    std::int64_t total = 0;
    int good_permille = 0;
};

/// All that the portal's pages stand on. What is referred to must outlive the router.
struct Portal {
    PortalOptions options;
    const SiteFrame& frame;
    const identity::Gate& gate;
    const catalogue::Catalogue& catalogue;
    const search::Search& search;
    const asking::Asking& asking;
    const guided::Guided& guided;
    RegionsNow regions;
    db::Database& database;
    const crypto::Keys& keys;
    const Clock& clock;
    PersonalThings personal = {};
    std::function<ItemRatings(const std::string& item_id)> ratings = {};  ///< empty: guides say nothing of ratings
    findability::Findability* findability = nullptr;                      ///< counts searches and choices; null: nobody
    /// Published decisions that fit what was typed, of the place and those above it; empty: none are known here.
    std::function<std::vector<OtherResult>(const std::string& text, RegionCode place, std::size_t limit)> changes = {};
};

/// Home, lists, search, items and guides, place, view, feedback, site map, /api/v1, /assets, /healthz, /robots.txt.
void add_portal_routes(http::Router& router, const Portal& portal);

/// A guide that is not published yet, as its reader will see it: a page that pages of this site may frame, without
/// header and without anything that acts. @param forms_url  folder of the papers of its materials
http::Response guide_preview(const catalogue::PublishedGuide& guide, const std::string& forms_url);
/// The blank form or the filled sample of a material. @param file  blank.pdf or sample.pdf
/// @errors portal.form_not_found
Result<std::string> guide_paper(const catalogue::PublishedGuide& guide,
                                std::string_view key,
                                std::string_view file,
                                bool demonstration);

/// Prints blank form and sample of a material of this guide and looks whether they are papers that open. kUnknown when
/// this machine cannot print at all. @cost tens of milliseconds
lint::Opening paper_opens(const catalogue::Guide& guide, const catalogue::Material& material);

/// A report about a page, for the operator.
struct Feedback {
    std::string id;
    std::string page;  ///< path on this site
    std::string text;
    std::int64_t created_at_ms = 0;
};
/// Newest first, before `before_id` where it is not empty.
std::vector<Feedback> recent_feedback(db::Database& database,
                                      const crypto::Keys& keys,
                                      int limit,
                                      const std::string& before_id);

}  // namespace yw::portal

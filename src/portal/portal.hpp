// Portal: the one entrance. What stands around every page, the place a person picks, home, lists, guides, and the open
// interface /api/v1.
//
// Owns portal_feedback (reports of errors on pages). Pages that are the same for everybody are rendered once and kept
// compressed in a bounded cache; what belongs to a person comes as a fragment fetched after.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "kernel/region_code.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::portal {

struct PortalOptions {
    std::string site_url;                ///< "https://zwfw.example.cn" without a slash at the end: QR codes, sitemap
    std::string operator_name;           ///< 主办, in the footer
    std::string operator_phone;          ///< 咨询, in the footer; may be empty
    std::string version = "dev";         ///< of the program, for /healthz
    RegionCode default_place;            ///< of this installation; the nation: the first visit asks to choose
    bool demonstration = false;          ///< the data is invented: every page says so
    bool has_inspection = false;         ///< the inspection's results are published: the footer links to them
    std::size_t cache_bytes = 64 << 20;  ///< of rendered pages kept in memory
};

/// Name of a place as pages show it ("广安区"), empty for a code that no directory knows.
using PlaceName = std::function<std::string(RegionCode)>;

/// The place of this visitor: the cookie yw-place where it names a known place, else the installation's.
/// Allocates nothing but what `place_name` does.
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

}  // namespace yw::portal

// What the portal's pages share: the dependencies, the cache, and the small questions that each of them asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "portal/page_cache.hpp"
#include "portal/portal.hpp"

namespace yw::portal {

class Site : public std::enable_shared_from_this<Site> {
public:
    explicit Site(const Portal& parts);

    const Portal parts;

    RegionCode place(const http::Request& request) const { return place_of(request, parts.options, place_name_); }
    std::string place_name(RegionCode code) const { return place_name_(code); }

    http::Response page(http::Request& request, const PageHead& head, const html::View& view, int status = 200) const {
        return parts.frame.page(request, head, view.render(), status);
    }
    http::Response error(http::Request& request, const Error& error) const { return parts.frame.error(request, error); }

    /// A view with what every template may name: ICONS.
    html::View view(std::string_view template_name) const;

    /// "https://host": the configured address, else what the client asked for.
    std::string origin(const http::Request& request) const;

    /// A GET route whose answer depends on nothing but path, place and view: rendered once, then sent from memory.
    /// `render` sees a request that carries only those.
    void add_cached(http::Router& router, std::string pattern, http::Handler render) const;
    void add_get(http::Router& router, std::string pattern, http::Guard guard, http::Handler handler) const;

private:
    std::optional<http::Response> from_memory(const http::Request& request,
                                              RegionCode place,
                                              std::uint64_t generation) const;
    http::Response rendered(http::Request& request, const http::Handler& render) const;

    PlaceName place_name_;
    mutable PageCache cache_;
};
using SharedSite = std::shared_ptr<const Site>;

/// The rest of a text that a person typed: blanks at both ends gone, at most `max` characters.
std::string typed_text(std::string_view text, std::size_t max);
std::string in_thousands(std::int64_t number);  ///< 1,204

void add_home_routes(http::Router& router, const SharedSite& site);
void add_list_routes(http::Router& router, const SharedSite& site);
void add_search_routes(http::Router& router, const SharedSite& site);
void add_search_api(http::Router& router, const SharedSite& site);
void add_item_routes(http::Router& router, const SharedSite& site);
void add_place_routes(http::Router& router, const SharedSite& site);
void add_feedback_routes(http::Router& router, const SharedSite& site);
void add_personal_routes(http::Router& router, const SharedSite& site);
void add_ratings_routes(http::Router& router, const SharedSite& site);
void add_region_api(http::Router& router, const SharedSite& site);
void add_item_api(http::Router& router, const SharedSite& site);
void add_site_file_routes(http::Router& router, const SharedSite& site);

}  // namespace yw::portal

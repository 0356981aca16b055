// What all answers of /api/v1 have in common, and reading of parameters: each wrong one is named in a 400.
#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "kernel/region_code.hpp"
#include "portal/portal.hpp"
#include "portal/site.hpp"

namespace yw::portal {

/// A parameter that cannot be read.
struct BadParameter {
    std::string name;
    std::string why;
};

/// JSON with ETag and CORS; 304 where the client has it.
http::Response api_answer(const http::Request& request, const boost::json::value& body);
http::Response api_text(const http::Request& request, std::string body);

/// limit: default 20, 1 to 200. @throws BadParameter
int limit_of(const http::Request& request);
/// A region of twelve digits that the directory knows. @throws BadParameter
RegionCode region_of(const Site& site, const http::Request& request, std::string_view name);
/// "true" or "false"; false when absent. @throws BadParameter
bool flag_of(const http::Request& request, std::string_view name);

/// Adds a GET route below /api/v1 for everyone; BadParameter becomes the 400 problem.
void add_api(http::Router& router, const SharedSite& site, std::string pattern, http::Handler handler);

}  // namespace yw::portal

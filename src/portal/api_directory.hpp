// /api/v1/base-items.
#pragma once

#include "portal/site.hpp"

namespace yw::portal {

void add_directory_api(http::Router& router, const SharedSite& site);

}  // namespace yw::portal

// What the pages and interfaces of this module share.
#pragma once

#include <memory>
#include <string>

#include "publication/publication.hpp"

namespace yw::publication {

struct Pages {
    Publication parts;

    /// "https://host": the configured address, else what the client asked for.
    std::string origin(const http::Request& request) const;
};
using SharedPages = std::shared_ptr<const Pages>;

void add_base_feed(http::Router& router, const SharedPages& pages);
void add_channel_routes(http::Router& router, const SharedPages& pages);
void add_embed_routes(http::Router& router, const SharedPages& pages);
void add_feed_api(http::Router& router, const SharedPages& pages);
void add_news_feed(http::Router& router, const SharedPages& pages);
void add_reports_api(http::Router& router, const SharedPages& pages);

}  // namespace yw::publication

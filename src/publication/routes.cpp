#include "publication/routes.hpp"

namespace yw::publication {

std::string Pages::origin(const http::Request& request) const {
    if (!parts.site_url.empty()) return parts.site_url;
    const std::string_view host = request.header("Host");
    const bool local = host.starts_with("localhost") || host.starts_with("127.");
    return (local ? "http://" : "https://") + std::string(host);
}

void add_publication_routes(http::Router& router, const Publication& publication) {
    const auto pages = std::make_shared<const Pages>(Pages{publication});
    add_feed_api(router, pages);
    add_embed_routes(router, pages);
}

}  // namespace yw::publication

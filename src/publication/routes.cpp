#include "publication/routes.hpp"

#include "publication/drift_runs.hpp"
#include "publication/follow_directory.hpp"
#include "publication/upward.hpp"

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
    add_base_feed(router, pages);
    add_embed_routes(router, pages);
    add_news_feed(router, pages);
    add_reports_api(router, pages);
    add_channel_routes(router, pages);
}

void run_channels(const ChannelRounds& rounds, const Channels& channels) {
    if (channels.upstream) {
        // First what holds here, then what we say of it.
        (void)follow_base({rounds.database, rounds.clock, rounds.audit, rounds.decisions}, *channels.upstream);
        (void)report_upward(rounds.database, rounds.clock, *channels.upstream);
    }
    (void)compare_due_channels(rounds.database, rounds.clock, channels.foreign);
}

}  // namespace yw::publication

// Reporting to the instance above. It says how far it has come, we send what changed behind that, page by page, until
// nothing is left; then both say the hash of the list. Whatever breaks off in between, the next round begins with the
// question again.
#pragma once

#include <cstdint>
#include <string>

#include "kernel/time.hpp"
#include "platform/db/db.hpp"
#include "publication/channels.hpp"

namespace yw::publication {

/// The instance above answers, but not as agreed.
inline constexpr ErrorCode kUpstreamRefused{"publication.upstream_refused", Kind::kUnavailable};

struct UpstreamState {
    std::int64_t tried_at_ms = 0;
    std::int64_t agreed_at_ms = 0;  ///< last time that both lists had the same hash
    std::string failure;            ///< of the last try; empty when it went well
    std::string cursor;             ///< up to where it has taken our changes
    std::int64_t items = 0;         ///< ours of the place
    std::string list_hash;
    std::string upper_hash;
    std::int64_t refused = 0;  ///< records that it did not take
    bool agrees() const { return !list_hash.empty() && list_hash == upper_hash; }
};

/// One round; keeps what came of it.
UpstreamState report_upward(db::Database& database, const Clock& clock, const Upstream& upstream);
UpstreamState upstream_state(db::Database& database);

}  // namespace yw::publication

#include "identity/throttle.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>

#include "identity/sql.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {
namespace {

constexpr std::string_view kContext = "identity_throttle.key";

std::int64_t window_ms() {
    return std::chrono::milliseconds(kThrottleWindow).count();
}

/// Milliseconds until the key may be tried again; 0 when now.
std::int64_t wait_for(db::Reader& reader, const Attempt::Count& count, std::int64_t now_ms) {
    std::int64_t wait = 0;
    reader.each(sql::find_throttle, {{"key_hash", count.key_hash}}, [&](const db::Row& row) {
        const std::int64_t over = row.integer(0) + window_ms();
        if (over > now_ms && row.integer(1) >= count.limit) wait = over - now_ms;
    });
    return wait;
}

}  // namespace

Attempt sign_in_attempt(const crypto::Keys& keys, Kindred kindred, std::string_view handle, std::string_view address) {
    const std::string network = http::network_of(address);
    const std::string account = fmt::format("{}|{}", to_string(kindred), handle);
    return {{{keys.lookup(kContext, fmt::format("pair|{}|{}", account, network)), kFailuresPerPair, true},
             {keys.lookup(kContext, fmt::format("handle|{}", account)), kFailuresPerHandle, true},
             {keys.lookup(kContext, fmt::format("address|{}", network)), kFailuresPerAddress, false}}};
}

Attempt own_password_attempt(const crypto::Keys& keys, std::string_view account_id) {
    return {{{keys.lookup(kContext, fmt::format("own|{}", account_id)), kFailuresPerPair, true}}};
}

Attempt sign_up_attempt(const crypto::Keys& keys, std::string_view address) {
    return {{{keys.lookup(kContext, fmt::format("sign_up|{}", http::network_of(address))), kSignUpsPerAddress, false}}};
}

std::optional<std::chrono::seconds> count_attempt(db::Database& database, const Clock& clock, const Attempt& attempt) {
    const std::int64_t now_ms = clock.now().ms;
    const auto wait_ms = database.write("identity.count_attempt", [&](db::Transaction& tx) -> Result<std::int64_t> {
        std::int64_t longest = 0;
        for (const Attempt::Count& count : attempt.counts) longest = std::max(longest, wait_for(tx, count, now_ms));
        if (longest > 0) return longest;
        for (const Attempt::Count& count : attempt.counts)
            tx.execute(sql::count_attempt,
                       {{"key_hash", count.key_hash}, {"now_ms", now_ms}, {"over_ms", now_ms - window_ms()}});
        return longest;
    });
    if (wait_ms.value() == 0) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(wait_ms.value()));
}

void forgive_attempt(db::Transaction& tx, const Attempt& attempt) {
    for (const Attempt::Count& count : attempt.counts)
        tx.execute(count.starts_anew ? sql::delete_throttle : sql::forget_attempt, {{"key_hash", count.key_hash}});
}

void sweep_throttles(db::Database& database, const Clock& clock) {
    const std::int64_t over_ms = clock.now().ms - window_ms();
    database
        .write("identity.sweep_throttles",
               [&](db::Transaction& tx) -> Result<void> {
                   tx.execute(sql::delete_old_throttles, {{"over_ms", over_ms}});
                   return {};
               })
        .value();
}

}  // namespace yw::identity

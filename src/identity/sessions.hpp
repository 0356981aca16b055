// Sessions: who is signed in, by the hash of a random token. In memory for a few seconds after each look, so that a
// signed-in request costs no query as a rule; what this process ends is forgotten at once, what another process ended
// within kRemembered.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "identity/account_store.hpp"
#include "identity/identity.hpp"
#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::identity {

inline constexpr std::chrono::minutes kIdleEnd{30};
inline constexpr std::chrono::hours kAbsoluteEnd{12};
inline constexpr std::chrono::seconds kRemembered{5};
inline constexpr std::chrono::minutes kLastSeenEvery{2};

struct Session {
    Viewer viewer;
    std::string form_secret;
    std::int64_t expires_at_ms = 0;
    std::int64_t loaded_at_ms = 0;
    std::uint64_t ended_before = 0;  ///< what Sessions::ended_ was when it was loaded
    /// Last request of this process or, when it was loaded, of any.
    mutable std::atomic<std::int64_t> last_seen_at_ms{0};
    mutable std::atomic<std::int64_t> written_at_ms{0};  ///< the last_seen_at_ms that the store has
};

/// Made before the transaction that stores it (a write may run more than once).
struct NewSession {
    std::string token;  ///< for the cookie; never stored
    std::string token_hash;
    std::string form_secret;
};
NewSession new_session();
std::string hash_of_token(std::string_view token);

class Sessions {
public:
    Sessions(db::Database& database, const crypto::Keys& keys, const Clock& clock)
        : database_(database), store_(keys), clock_(clock) {}

    /// The session of a cookie's token, or nothing. Writes last_seen_at_ms every kLastSeenEvery.
    std::shared_ptr<const Session> find(std::string_view token);
    void insert(db::Transaction& tx, const NewSession& session, const std::string& account_id) const;
    void end(db::Transaction& tx, const std::string& token_hash) const;
    /// All but `kept` (a token hash; empty: all).
    void end_all(db::Transaction& tx, const std::string& account_id, const std::string& kept) const;
    /// After the commit of end() and end_all(), and of changes of what a Viewer shows.
    void forget(const std::string& token_hash);
    void forget_account(const std::string& account_id);
    void sweep();
    /// After the commit of an end_all() by other Sessions of this process, as the commands make them: all look again.
    static void look_again() { ++ended_; }

private:
    static inline std::atomic<std::uint64_t> ended_{0};
    static constexpr std::size_t kShards = 16;
    static constexpr std::size_t kPerShard = 4096;  ///< about 20 MB when all shards are full
    struct Shard {
        std::mutex mutex;
        std::uint64_t forgotten = 0;  ///< goes up with each forget: what was read before it is not kept
        std::unordered_map<std::string, std::shared_ptr<const Session>> sessions;
    };
    Shard& shard_of(const std::string& token_hash);
    std::shared_ptr<const Session> remembered(Shard& shard, const std::string& token_hash, std::uint64_t& forgotten);
    std::shared_ptr<const Session> load(const std::string& token_hash) const;
    void remember(Shard& shard, const std::string& token_hash, std::shared_ptr<const Session> session);
    bool has_ended(const Session& session, UtcTime now) const;
    void note_seen(const Session& session, UtcTime now);

    db::Database& database_;
    AccountStore store_;
    const Clock& clock_;
    std::array<Shard, kShards> shards_;
};

}  // namespace yw::identity

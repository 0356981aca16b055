// Limits on guessing: attempts are counted by what was typed and the address together, and by each alone with wider
// limits, in windows of fifteen minutes that begin with the first. An attempt counts before its password is hashed, so
// that parallel guesses cannot slip through, and is taken back when it ends well.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/account_store.hpp"
#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::identity {

inline constexpr std::chrono::minutes kThrottleWindow{15};
inline constexpr int kFailuresPerPair = 5;
inline constexpr int kFailuresPerHandle = 20;
inline constexpr int kFailuresPerAddress = 50;
/// Whole offices and service halls sign up from one address.
inline constexpr int kSignUpsPerAddress = 50;

struct Attempt {
    struct Count {
        std::string key_hash;
        int limit;
        bool starts_anew;  ///< a success forgets all failures, not only this attempt
    };
    std::vector<Count> counts;
};

/// @param handle  hash of what was typed, of any account or none
Attempt sign_in_attempt(const crypto::Keys& keys, Kindred kindred, std::string_view handle, std::string_view address);
/// The password asked of somebody who is signed in.
Attempt own_password_attempt(const crypto::Keys& keys, std::string_view account_id);
/// Never taken back.
Attempt sign_up_attempt(const crypto::Keys& keys, std::string_view address);

/// Counts the attempt, or says how long to wait.
std::optional<std::chrono::seconds> count_attempt(db::Database& database, const Clock& clock, const Attempt& attempt);
void forgive_attempt(db::Transaction& tx, const Attempt& attempt);
void sweep_throttles(db::Database& database, const Clock& clock);

}  // namespace yw::identity

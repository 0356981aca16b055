// Keys of departments' systems: what a key is made of, who holds one, how often one may call.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "identity/identity.hpp"

namespace yw::identity {

/// Calls of one key in one minute, counted by each process for itself.
inline constexpr int kCallsPerMinute = 120;

/// Thread-safe.
class SystemKeys {
public:
    SystemKeys(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// The system whose key this is; nothing for a key that is unknown or was revoked. One read of one row.
    std::optional<System> find(std::string_view key) const;
    enum class Allowed { kYes, kTooMany };
    /// Counts one call.
    Allowed count(const System& system);

private:
    struct Minute {
        std::int64_t number = 0;  ///< minutes since 1970
        int calls = 0;
    };
    db::Database& database_;
    const Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Minute> minutes_;  ///< by key id: as many as there are keys
};

}  // namespace yw::identity

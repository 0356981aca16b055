// Audit: who did what to which thing, written in the same transaction as the deed. Each row carries a keyed seal over
// its content, so that a changed row shows. Holds ids and codes, never personal data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::audit {

struct Entry {
    std::string_view actor;    ///< account id, or "system"
    std::string_view action;   ///< "cases.submitted"
    std::string_view subject;  ///< id of what it was done to
    std::string_view detail;   ///< short, no personal data; may be empty
};

class Audit {
public:
    Audit(const crypto::Keys& keys, const Clock& clock) : keys_(keys), clock_(clock) {}
    void record(db::Transaction& tx, const Entry& entry) const;
    /// Ids of rows whose content is not what was written; empty when all is well. Reads everything: for `doctor`.
    std::vector<std::string> changed_rows(db::Database& database) const;

private:
    std::string seal(std::string_view id, std::int64_t at_ms, const Entry& entry) const;
    const crypto::Keys& keys_;
    const Clock& clock_;
};

}  // namespace yw::audit

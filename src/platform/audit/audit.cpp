#include "platform/audit/audit.hpp"

#include <fmt/core.h>

#include "kernel/ids.hpp"
#include "platform/audit/sql.hpp"

namespace yw::audit {

std::string Audit::seal(std::string_view id, std::int64_t at_ms, const Entry& entry) const {
    // Lengths keep the parts apart: ("ab", "c") and ("a", "bc") differ.
    return keys_.sign(
        "audit", fmt::format("{}|{}|{}:{}|{}:{}|{}:{}|{}", id, at_ms, entry.actor.size(), entry.actor,
                             entry.action.size(), entry.action, entry.subject.size(), entry.subject, entry.detail));
}

void Audit::record(db::Transaction& tx, const Entry& entry) const {
    const auto id = new_id();
    const auto at_ms = clock_.now().ms;
    tx.execute(sql::insert_audit_entry, {{"id", id},
                                         {"at_ms", at_ms},
                                         {"actor", entry.actor},
                                         {"action", entry.action},
                                         {"subject", entry.subject},
                                         {"detail", entry.detail},
                                         {"seal", seal(id, at_ms, entry)}});
}

std::vector<std::string> Audit::changed_rows(db::Database& database) const {
    std::vector<std::string> changed;
    database.read([&](db::Reader& reader) {
        reader.each(sql::all_audit_entries, {}, [&](const db::Row& row) {
            const auto actor = row.text(2), action = row.text(3), subject = row.text(4), detail = row.text(5);
            const auto expected = seal(row.text(0), row.integer(1), {actor, action, subject, detail});
            if (!crypto::same(expected, row.text(6))) changed.push_back(row.text(0));
        });
    });
    return changed;
}

}  // namespace yw::audit

#include "identity/system_keys.hpp"

#include "identity/sql.hpp"
#include "identity/use_cases.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"

namespace yw::identity {
namespace {

/// Says what the text is to whoever finds it in a file or a log.
constexpr std::string_view kMark = "yw_";
constexpr std::size_t kLongestName = 60;
constexpr std::int64_t kMinuteMs = 60'000;

/// 256 random bits: a plain digest is enough, nobody guesses one.
std::string hash_of(std::string_view key) {
    return crypto::base64url(crypto::sm3(key));
}

}  // namespace

std::optional<System> SystemKeys::find(std::string_view key) const {
    if (!key.starts_with(kMark) || key.size() > 100) return std::nullopt;
    const std::string key_hash = hash_of(key);
    return database_.read([&](db::Reader& reader) {
        return reader.one(sql::find_system_key, {{"key_hash", key_hash}}, [](const db::Row& row) {
            return System{row.text(0), row.text(1), row.text(2)};
        });
    });
}

SystemKeys::Allowed SystemKeys::count(const System& system) {
    const std::int64_t now = clock_.now().ms / kMinuteMs;
    const std::lock_guard lock(mutex_);
    Minute& minute = minutes_[system.key_id];
    if (minute.number != now) minute = {now, 0};
    return ++minute.calls > kCallsPerMinute ? Allowed::kTooMany : Allowed::kYes;
}

Result<std::string> issue_system_key(db::Database& database,
                                     const crypto::Keys& keys,
                                     const Clock& clock,
                                     const std::string& name,
                                     const std::string& department_id,
                                     std::string_view by) {
    if (name.empty() || utf8::length(name) > kLongestName)
        return fail(kInput, {fault("name", "identity.system_name_wrong")});
    const audit::Audit audit(keys, clock);
    const std::string id = new_id();
    const std::string key = std::string(kMark) + crypto::random_token();
    const std::string key_hash = hash_of(key);
    YW_CHECK(database.write("identity.issue_system_key", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::insert_system_key, {{"id", id},
                                            {"key_hash", key_hash},
                                            {"name", name},
                                            {"department_id", department_id},
                                            {"created_at_ms", clock.now().ms}});
        audit.record(tx, {by, "identity.system_key_issued", id, department_id});
        return {};
    }));
    return key;
}

std::vector<SystemKeyRow> list_system_keys(db::Database& database) {
    return database.read([](db::Reader& reader) {
        return reader.list(sql::list_system_keys, {}, [](const db::Row& row) {
            return SystemKeyRow{row.text(0), row.text(1), row.text(2), !row.is_null(3), row.integer(4), row.integer(3)};
        });
    });
}

Result<void> revoke_system_key(db::Database& database,
                               const crypto::Keys& keys,
                               const Clock& clock,
                               const std::string& key_id,
                               std::string_view by) {
    const audit::Audit audit(keys, clock);
    return database.write("identity.revoke_system_key", [&](db::Transaction& tx) -> Result<void> {
        if (tx.execute(sql::revoke_system_key, {{"id", key_id}, {"revoked_at_ms", clock.now().ms}}) == 0)
            return fail(kNotFound);
        audit.record(tx, {by, "identity.system_key_revoked", key_id, ""});
        return {};
    });
}

}  // namespace yw::identity

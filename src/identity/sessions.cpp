#include "identity/sessions.hpp"

#include <algorithm>

#include "identity/sql.hpp"
#include "kernel/masking.hpp"

namespace yw::identity {
namespace {

std::int64_t ms(std::chrono::milliseconds duration) {
    return duration.count();
}

}  // namespace

std::string hash_of_token(std::string_view token) {
    return crypto::base64url(crypto::sm3(token));
}

NewSession new_session() {
    NewSession session;
    session.token = crypto::random_token();
    session.token_hash = hash_of_token(session.token);
    session.form_secret = crypto::random_token();
    return session;
}

Sessions::Shard& Sessions::shard_of(const std::string& token_hash) {
    return shards_[std::hash<std::string>{}(token_hash) % kShards];
}

std::shared_ptr<const Session> Sessions::remembered(Shard& shard,
                                                    const std::string& token_hash,
                                                    std::uint64_t& forgotten) {
    const std::lock_guard lock(shard.mutex);
    forgotten = shard.forgotten;
    const auto found = shard.sessions.find(token_hash);
    return found == shard.sessions.end() ? nullptr : found->second;
}

bool Sessions::has_ended(const Session& session, UtcTime now) const {
    return now.ms - session.last_seen_at_ms >= ms(kIdleEnd) || now.ms >= session.expires_at_ms;
}

std::shared_ptr<const Session> Sessions::find(std::string_view token) {
    constexpr std::size_t kTokenLength = 43;
    if (token.size() != kTokenLength) return nullptr;
    const std::string token_hash = hash_of_token(token);
    Shard& shard = shard_of(token_hash);
    std::uint64_t forgotten = 0;
    const UtcTime now = clock_.now();
    std::shared_ptr<const Session> session = remembered(shard, token_hash, forgotten);
    const auto age = session ? now.ms - session->loaded_at_ms : 0;
    if (!session || age < 0 || age >= ms(kRemembered) || session->ended_before != ended_) {
        std::shared_ptr<const Session> before = std::move(session);
        session = load(token_hash);
        if (!session) {
            const std::lock_guard lock(shard.mutex);
            shard.sessions.erase(token_hash);
            return nullptr;
        }
        // This process saw later requests than it has written.
        if (before)
            session->last_seen_at_ms = std::max(session->last_seen_at_ms.load(), before->last_seen_at_ms.load());
        const std::lock_guard lock(shard.mutex);
        if (shard.forgotten == forgotten) remember(shard, token_hash, session);
    }
    if (has_ended(*session, now)) return nullptr;
    note_seen(*session, now);
    return session;
}

std::shared_ptr<const Session> Sessions::load(const std::string& token_hash) const {
    const std::uint64_t ended = ended_;
    return database_.read([&](db::Reader& reader) -> std::shared_ptr<const Session> {
        auto session = std::make_shared<Session>();
        session->ended_before = ended;
        Viewer& viewer = session->viewer;
        const auto found = reader.one(sql::find_session, {{"token_hash", token_hash}}, [&](const db::Row& row) {
            viewer.account_id = row.text(0);
            session->form_secret = row.text(1);
            session->last_seen_at_ms = row.integer(2);
            session->written_at_ms = row.integer(2);
            session->expires_at_ms = row.integer(3);
            viewer.role = role_of(row.view(4)).value();
            viewer.masked_name = row.text(5);
            viewer.real_name_level = static_cast<int>(row.integer(6));
            return 1;
        });
        if (!found) return nullptr;
        viewer.session_id = token_hash;
        session->loaded_at_ms = clock_.now().ms;
        if (is_staff(viewer.role))
            viewer.department_ids = store_.departments_of(reader, viewer.account_id);
        else if (const auto name = store_.name_of(reader, viewer.account_id))
            viewer.masked_name = mask_name(*name);
        if (viewer.role == Role::kAgent)
            if (auto firm = store_.firm_of(reader, viewer.account_id, clock_.today()))
                viewer.firm_name = std::move(firm->name);
        return session;
    });
}

void Sessions::remember(Shard& shard, const std::string& token_hash, std::shared_ptr<const Session> session) {
    if (shard.sessions.size() >= kPerShard && !shard.sessions.contains(token_hash)) {
        const std::int64_t now_ms = clock_.now().ms;
        std::erase_if(shard.sessions,
                      [&](const auto& entry) { return now_ms - entry.second->loaded_at_ms >= ms(kRemembered); });
        if (shard.sessions.size() >= kPerShard) shard.sessions.clear();
    }
    shard.sessions[token_hash] = std::move(session);
}

void Sessions::note_seen(const Session& session, UtcTime now) {
    if (session.last_seen_at_ms.load() < now.ms) session.last_seen_at_ms = now.ms;
    std::int64_t written = session.written_at_ms;
    if (now.ms - written < ms(kLastSeenEvery)) return;
    // One of the requests that come at the same time writes.
    if (!session.written_at_ms.compare_exchange_strong(written, now.ms)) return;
    database_
        .write("identity.seen",
               [&](db::Transaction& tx) -> Result<void> {
                   tx.execute(sql::touch_session, {{"token_hash", session.viewer.session_id}, {"now_ms", now.ms}});
                   return {};
               })
        .value();
}

void Sessions::insert(db::Transaction& tx, const NewSession& session, const std::string& account_id) const {
    const UtcTime now = clock_.now();
    tx.execute(sql::insert_session, {{"token_hash", session.token_hash},
                                     {"account_id", account_id},
                                     {"form_secret", session.form_secret},
                                     {"now_ms", now.ms},
                                     {"expires_at_ms", now.plus(kAbsoluteEnd).ms}});
}

void Sessions::end(db::Transaction& tx, const std::string& token_hash) const {
    tx.execute(sql::delete_session, {{"token_hash", token_hash}});
}

void Sessions::end_all(db::Transaction& tx, const std::string& account_id, const std::string& kept) const {
    tx.execute(sql::delete_sessions_of, {{"account_id", account_id}, {"kept", kept}});
}

void Sessions::forget(const std::string& token_hash) {
    Shard& shard = shard_of(token_hash);
    const std::lock_guard lock(shard.mutex);
    ++shard.forgotten;
    shard.sessions.erase(token_hash);
}

void Sessions::forget_account(const std::string& account_id) {
    for (Shard& shard : shards_) {
        const std::lock_guard lock(shard.mutex);
        ++shard.forgotten;
        std::erase_if(shard.sessions, [&](const auto& entry) { return entry.second->viewer.account_id == account_id; });
    }
}

void Sessions::sweep() {
    const UtcTime now = clock_.now();
    database_
        .write("identity.sweep_sessions",
               [&](db::Transaction& tx) -> Result<void> {
                   tx.execute(sql::delete_ended_sessions,
                              {{"idle_since_ms", now.plus(-kIdleEnd - kLastSeenEvery).ms}, {"now_ms", now.ms}});
                   return {};
               })
        .value();
}

}  // namespace yw::identity

#include "identity/use_cases.hpp"

namespace yw::identity {
namespace {

/// Of a password that nobody knows: what is checked when nobody has the handle, so that the answer takes as long.
constexpr std::string_view kNobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$kp/JUNl7krVzT90Qo6xmZw$SueAWP4hN3aNfKcnq+VeBjNGoVxsxMdFTVd+Lw72xss";

void record_failure(const Parts& parts, const std::optional<Credentials>& found, std::string_view why) {
    parts.database
        .write("identity.sign_in_failed",
               [&](db::Transaction& tx) -> Result<void> {
                   const std::string_view who = found ? std::string_view(found->account_id) : "unknown";
                   parts.audit.record(tx, {who, "identity.sign_in_failed", who, why});
                   return {};
               })
        .value();
}

}  // namespace

Result<SignedIn> sign_in(const Parts& parts, const SignIn& form, const Attempt& attempt) {
    const auto found = parts.database.read(
        [&](db::Reader& reader) { return parts.store.credentials(reader, form.handle, form.kindred); });
    const std::string_view hash = found ? std::string_view(found->password_hash) : kNobodysHash;
    const auto check = crypto::check_password(form.password, hash);
    if (!found || check != crypto::PasswordCheck::kRight) {
        record_failure(parts, found, found ? "password" : "handle");
        return fail(kWrongPassword);
    }
    if (found->disabled) {
        record_failure(parts, found, "disabled");
        return fail(kDisabled);
    }
    const NewSession session = new_session();
    YW_CHECK(parts.database.write("identity.sign_in", [&](db::Transaction& tx) -> Result<void> {
        forgive_attempt(tx, attempt);
        if (!form.replaced_session.empty()) parts.sessions.end(tx, form.replaced_session);
        parts.sessions.insert(tx, session, found->account_id);
        parts.audit.record(tx, {found->account_id, "identity.signed_in", found->account_id, ""});
        return {};
    }));
    if (!form.replaced_session.empty()) parts.sessions.forget(form.replaced_session);
    return SignedIn{session, found->account_id, found->role};
}

Result<void> sign_out(const Parts& parts, const Viewer& viewer) {
    YW_CHECK(parts.database.write("identity.sign_out", [&](db::Transaction& tx) -> Result<void> {
        parts.sessions.end(tx, viewer.session_id);
        parts.audit.record(tx, {viewer.account_id, "identity.signed_out", viewer.account_id, ""});
        return {};
    }));
    parts.sessions.forget(viewer.session_id);
    return {};
}

}  // namespace yw::identity

#include "identity/use_cases.hpp"
#include "kernel/phone.hpp"
#include "platform/strings/strings.hpp"

namespace yw::identity {
namespace {

Result<Account> own_account(const Parts& parts, const Viewer& viewer) {
    auto account = parts.database.read([&](db::Reader& reader) { return parts.store.find(reader, viewer.account_id); });
    if (!account) return fail(kNotFound);
    return std::move(*account);
}

bool is_right(std::string_view password, const Account& account) {
    return password.size() <= kPasswordMostBytes &&
           crypto::check_password(password, account.password_hash) == crypto::PasswordCheck::kRight;
}

Result<void> changed_meanwhile() {
    return fail(kInput, {fault("current", "identity.changed_meanwhile")});
}

}  // namespace

Result<void> change_password(const Parts& parts,
                             const Viewer& viewer,
                             const ChangePassword& form,
                             const Attempt& attempt) {
    YW_TRY(const Account account, own_account(parts, viewer));
    std::vector<FieldError> faults;
    if (!is_right(form.current, account)) faults.push_back(fault("current", "identity.current_wrong"));
    check_new_password(faults, form.password, form.password_again,
                       {account.name, account.id_number, account.phone, account.login, form.current});
    if (!faults.empty()) return fail(kInput, std::move(faults));
    const std::string hash = crypto::hash_password(form.password);
    YW_CHECK(parts.database.write("identity.change_password", [&](db::Transaction& tx) -> Result<void> {
        const auto saved = parts.store.save_password(tx, viewer.account_id, hash, account.version);
        if (saved != AccountStore::Saved::kYes) return changed_meanwhile();
        forgive_attempt(tx, attempt);
        parts.sessions.end_all(tx, viewer.account_id, viewer.session_id);
        parts.audit.record(tx, {viewer.account_id, "identity.password_changed", viewer.account_id, ""});
        return {};
    }));
    parts.sessions.forget_account(viewer.account_id);
    return {};
}

Result<void> change_phone(const Parts& parts, const Viewer& viewer, const ChangePhone& form, const Attempt& attempt) {
    YW_TRY(const Account account, own_account(parts, viewer));
    std::vector<FieldError> faults;
    if (!is_mobile(form.phone)) faults.push_back(fault("phone", "identity.phone_wrong"));
    if (!is_right(form.current, account)) faults.push_back(fault("phone_current", "identity.current_wrong"));
    if (!faults.empty()) return fail(kInput, std::move(faults));
    return parts.database.write("identity.change_phone", [&](db::Transaction& tx) -> Result<void> {
        switch (parts.store.save_phone(tx, viewer.account_id, account, form.phone)) {
            case AccountStore::Saved::kYes:
                break;
            case AccountStore::Saved::kChangedMeanwhile:
                return changed_meanwhile();
            case AccountStore::Saved::kTaken:
                return fail(kInput, {fault("phone", "identity.phone_taken")});
        }
        forgive_attempt(tx, attempt);
        parts.audit.record(tx, {viewer.account_id, "identity.phone_changed", viewer.account_id, ""});
        return {};
    });
}

Result<void> close_account(const Parts& parts, const Viewer& viewer, const CloseAccount& form, const Attempt& attempt) {
    YW_TRY(const Account account, own_account(parts, viewer));
    std::vector<FieldError> faults;
    if (!form.sure) faults.push_back(fault("close_sure", "identity.close_not_sure"));
    if (!is_right(form.current, account)) faults.push_back(fault("close_current", "identity.current_wrong"));
    if (!faults.empty()) return fail(kInput, std::move(faults));
    YW_CHECK(parts.database.write("identity.close_account", [&](db::Transaction& tx) -> Result<void> {
        if (parts.leaving)
            if (const auto left = parts.leaving(tx, viewer.account_id); !left)
                return fail(kInput, {FieldError{"close_sure", std::string(strings::sentence(left.error()))}});
        if (parts.store.close(tx, viewer.account_id, account) != AccountStore::Saved::kYes) return changed_meanwhile();
        forgive_attempt(tx, attempt);
        parts.sessions.end_all(tx, viewer.account_id, "");
        parts.audit.record(tx, {viewer.account_id, "identity.account_closed", viewer.account_id, ""});
        return {};
    }));
    parts.sessions.forget_account(viewer.account_id);
    return {};
}

}  // namespace yw::identity

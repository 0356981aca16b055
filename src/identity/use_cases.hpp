// What people do with their accounts. Each is one transaction with its audit row; what costs a password hash says so
// and belongs on the slow pool.
#pragma once

#include <string>
#include <vector>

#include "identity/account_store.hpp"
#include "identity/identity.hpp"
#include "identity/sessions.hpp"
#include "identity/throttle.hpp"
#include "kernel/result.hpp"
#include "platform/audit/audit.hpp"

namespace yw::identity {

/// Edition of the privacy notice that stands in pages/privacy.html: what the consent of an account was given to.
inline constexpr std::string_view kNoticeEdition = "2026-03";
/// Longer passwords are not hashed: four bytes for each of the most characters that one may have.
inline constexpr std::size_t kPasswordMostBytes = 512;

struct Parts {
    db::Database& database;
    const crypto::Keys& keys;
    const Clock& clock;
    Sessions& sessions;
    AccountStore store{keys};
    audit::Audit audit{keys, clock};
    /// What other modules do when an account is closed, in the same transaction; an error keeps it open.
    Leaving leaving = {};
};

/// A filled-in sign-up form. Codes are tidied, names trimmed.
struct SignUp {
    Role role = Role::kPerson;  ///< person or agent
    std::string name;
    std::string id_number;
    std::string phone;
    std::string password;
    std::string password_again;
    bool agreed = false;         ///< to the privacy notice
    bool agreed_number = false;  ///< separately to the use of the identity number (Personal Information Law, art. 29)
    Firm firm;                   ///< agents
};
/// Every fault, in the order of the form. Pure.
std::vector<FieldError> faults_of(const SignUp& form, LocalDay today);
/// Makes the account and signs in. Costs a password hash.
/// @errors identity.input: faults_of(), a number or phone that has an account of this kind, a firm known otherwise
Result<NewSession> sign_up(const Parts& parts, const SignUp& form);

struct SignIn {
    Kindred kindred = Kindred::kPerson;
    std::string handle;  ///< hash: typed_handle()
    std::string password;
    std::string replaced_session;  ///< token hash of the session that the browser had; empty: none
};
struct SignedIn {
    NewSession session;
    std::string account_id;
    Role role = Role::kPerson;
};
/// Always opens a new session. Costs a password check, also for a handle that nobody has. `attempt` was counted.
/// @errors identity.wrong_password, identity.disabled
Result<SignedIn> sign_in(const Parts& parts, const SignIn& form, const Attempt& attempt);

Result<void> sign_out(const Parts& parts, const Viewer& viewer);

struct ChangePassword {
    std::string current;
    std::string password;
    std::string password_again;
};
/// Ends the account's other sessions. Costs a check and a hash. `attempt` was counted.
/// @errors identity.input, with the field: also for a wrong current password
Result<void> change_password(const Parts& parts,
                             const Viewer& viewer,
                             const ChangePassword& form,
                             const Attempt& attempt);

struct ChangePhone {
    std::string phone;  ///< tidied
    std::string current;
};
/// As change_password(); the sessions stay. Costs a check.
Result<void> change_phone(const Parts& parts, const Viewer& viewer, const ChangePhone& form, const Attempt& attempt);

struct CloseAccount {
    bool sure = false;
    std::string current;  ///< password
};
/// 注销账户 (Personal Information Law, art. 47): the personal data of the account goes at once. Ends its sessions.
/// Costs a check.
/// @errors identity.input with the field; those of Parts::leaving, as the field "close_sure"
Result<void> close_account(const Parts& parts, const Viewer& viewer, const CloseAccount& form, const Attempt& attempt);

/// The sentence of a wrong field.
FieldError fault(std::string_view field, std::string_view key);
/// Faults of a new password typed twice.
void check_new_password(std::vector<FieldError>& faults,
                        std::string_view password,
                        std::string_view again,
                        const std::vector<std::string_view>& known);

}  // namespace yw::identity

// Accounts as rows: the only code that touches identity_account, identity_handle, identity_firm, identity_agency and
// identity_staff_department. Personal data is sealed on the way in and opened on the way out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/identity.hpp"
#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::identity {

/// Which accounts a handle is looked for in: a number or phone may have one account of each kind.
enum class Kindred { kPerson, kAgent, kStaff };
std::string_view to_string(Kindred kindred);
Kindred kindred_of(Role role);

/// Texts that somebody signs in with, hashed for look-up. What differs in meaning never meets.
std::string id_number_handle(const crypto::Keys& keys, std::string_view id_number);
std::string phone_handle(const crypto::Keys& keys, std::string_view phone);
std::string login_handle(const crypto::Keys& keys, std::string_view login);
/// What a person typed: a mobile number or an identity number, tidied.
std::string typed_handle(const crypto::Keys& keys, Kindred kindred, std::string_view typed);

struct NewAccount {
    std::string id;
    Role role = Role::kPerson;
    std::string login;      ///< staff
    std::string name;       ///< of staff may be empty
    std::string id_number;  ///< people, as the next; tidied
    std::string phone;      ///< tidied
    std::string password_hash;
    int real_name_level = 1;
    std::string agreed_to;
    bool is_demo = false;
};

struct Firm {
    std::string credit_code;
    std::string name;
    std::string representative;
};

struct Account {
    Role role = Role::kPerson;
    std::string login;
    std::string name;
    std::string id_number;
    std::string phone;
    std::string password_hash;
    bool disabled = false;
    int real_name_level = 1;
    std::int64_t version = 0;
};

struct Credentials {
    std::string account_id;
    Role role = Role::kPerson;
    std::string password_hash;
    bool disabled = false;
};

class AccountStore {
public:
    explicit AccountStore(const crypto::Keys& keys) : keys_(keys) {}

    enum class Taken { kNothing, kIdNumber, kPhone, kLogin };
    /// Writes the account and its handles, or says which handle another account of the kind has (then the transaction
    /// must be undone).
    Taken insert(db::Transaction& tx, const NewAccount& account, UtcTime now) const;
    /// Names the firm if it is new; kDiffers when it is known with another name or representative.
    enum class FirmMatch { kSame, kDiffers };
    FirmMatch keep_firm(db::Transaction& tx, const Firm& firm, UtcTime now) const;
    void insert_agency(db::Transaction& tx,
                       const std::string& account_id,
                       const std::string& credit_code,
                       LocalDay from,
                       std::optional<LocalDay> until) const;

    std::optional<Credentials> credentials(db::Reader& reader, const std::string& handle_hash, Kindred kindred) const;
    std::optional<Account> find(db::Reader& reader, const std::string& account_id) const;
    /// Its name alone: nothing else is opened.
    std::optional<std::string> name_of(db::Reader& reader, const std::string& account_id) const;
    /// The firm that the agent represents on `day`.
    std::optional<Firm> firm_of(db::Reader& reader, const std::string& account_id, LocalDay day) const;
    std::vector<std::string> departments_of(db::Reader& reader, const std::string& account_id) const;

    /// kTaken: another account of the kind has the phone; the transaction must be undone.
    enum class Saved { kYes, kChangedMeanwhile, kTaken };
    Saved save_password(db::Transaction& tx,
                        const std::string& account_id,
                        const std::string& password_hash,
                        std::int64_t seen) const;
    Saved save_phone(db::Transaction& tx,
                     const std::string& account_id,
                     const Account& before,
                     const std::string& phone) const;
    /// Forgets who it was: name, numbers, telephone, handles, agencies and the password go; the row stays, because
    /// cases and the audit name its id.
    Saved close(db::Transaction& tx, const std::string& account_id, const Account& before) const;
    void disable(db::Transaction& tx, const std::string& account_id) const;
    void save_staff_name(db::Transaction& tx, const std::string& account_id, const std::string& name) const;
    void set_departments(db::Transaction& tx,
                         const std::string& account_id,
                         const std::vector<std::string>& department_ids) const;

private:
    std::string opened(std::string_view context, const db::Row& row, int column) const;

    const crypto::Keys& keys_;
};

}  // namespace yw::identity

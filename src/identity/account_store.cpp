#include "identity/account_store.hpp"

#include <algorithm>

#include "identity/sql.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/phone.hpp"

namespace yw::identity {
namespace {

constexpr std::string_view kName = "identity_account.name";
constexpr std::string_view kIdNumber = "identity_account.id_number";
constexpr std::string_view kPhone = "identity_account.phone";
constexpr std::string_view kRepresentative = "identity_firm.representative";

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; });
    return out;
}

/// NULL for a text that the account does not have.
db::Value or_null(const std::string& text) {
    return text.empty() ? db::Value(nullptr) : db::Value(text);
}

}  // namespace

std::string_view to_string(Kindred kindred) {
    switch (kindred) {
        case Kindred::kPerson:
            return "person";
        case Kindred::kAgent:
            return "agent";
        case Kindred::kStaff:
            return "staff";
    }
    return "staff";
}

Kindred kindred_of(Role role) {
    if (is_staff(role)) return Kindred::kStaff;
    return role == Role::kPerson ? Kindred::kPerson : Kindred::kAgent;
}

std::string id_number_handle(const crypto::Keys& keys, std::string_view id_number) {
    return keys.lookup("identity_handle.id_number", id_number);
}
std::string phone_handle(const crypto::Keys& keys, std::string_view phone) {
    return keys.lookup("identity_handle.phone", phone);
}
std::string login_handle(const crypto::Keys& keys, std::string_view login) {
    return keys.lookup("identity_handle.login", lower(login));
}

std::string typed_handle(const crypto::Keys& keys, Kindred kindred, std::string_view typed) {
    if (kindred == Kindred::kStaff) return login_handle(keys, typed);
    const std::string tidy = tidy_code(typed);
    return is_mobile(tidy) ? phone_handle(keys, tidy) : id_number_handle(keys, tidy);
}

AccountStore::Taken AccountStore::insert(db::Transaction& tx, const NewAccount& account, UtcTime now) const {
    const Kindred kindred = kindred_of(account.role);
    const auto take = [&](const std::string& handle) {
        return tx.execute(sql::insert_handle,
                          {{"handle_hash", handle}, {"kind", to_string(kindred)}, {"account_id", account.id}}) == 1;
    };
    if (kindred == Kindred::kStaff) {
        if (!take(login_handle(keys_, account.login))) return Taken::kLogin;
    } else {
        if (!take(id_number_handle(keys_, account.id_number))) return Taken::kIdNumber;
        if (!take(phone_handle(keys_, account.phone))) return Taken::kPhone;
    }
    const auto sealed = [&](std::string_view context, const std::string& text) {
        return text.empty() ? std::string() : keys_.seal(context, text);
    };
    const std::string name = sealed(kName, account.name);
    const std::string id_number = sealed(kIdNumber, account.id_number);
    const std::string phone = sealed(kPhone, account.phone);
    tx.execute(sql::insert_account, {{"id", account.id},
                                     {"role", to_string(account.role)},
                                     {"login", or_null(account.login)},
                                     {"name_sealed", or_null(name)},
                                     {"id_number_sealed", or_null(id_number)},
                                     {"phone_sealed", or_null(phone)},
                                     {"password_hash", account.password_hash},
                                     {"real_name_level", account.real_name_level},
                                     {"agreed_to", account.agreed_to},
                                     {"is_demo", account.is_demo ? 1 : 0},
                                     {"created_at_ms", now.ms}});
    return Taken::kNothing;
}

AccountStore::FirmMatch AccountStore::keep_firm(db::Transaction& tx, const Firm& firm, UtcTime now) const {
    const std::string sealed = keys_.seal(kRepresentative, firm.representative);
    tx.execute(sql::insert_firm, {{"credit_code", firm.credit_code},
                                  {"name", firm.name},
                                  {"representative_sealed", sealed},
                                  {"created_at_ms", now.ms}});
    const auto same = tx.one(sql::find_firm, {{"credit_code", firm.credit_code}}, [&](const db::Row& row) {
        return row.view(0) == firm.name && opened(kRepresentative, row, 1) == firm.representative;
    });
    return same.value_or(false) ? FirmMatch::kSame : FirmMatch::kDiffers;
}

void AccountStore::insert_agency(db::Transaction& tx,
                                 const std::string& account_id,
                                 const std::string& credit_code,
                                 LocalDay from,
                                 std::optional<LocalDay> until) const {
    const std::string last = until ? until->iso() : std::string();
    tx.execute(sql::insert_agency, {{"account_id", account_id},
                                    {"credit_code", credit_code},
                                    {"valid_from_on", from.iso()},
                                    {"valid_until_on", or_null(last)}});
}

std::optional<Credentials> AccountStore::credentials(db::Reader& reader,
                                                     const std::string& handle_hash,
                                                     Kindred kindred) const {
    return reader.one(
        sql::find_by_handle, {{"handle_hash", handle_hash}, {"kind", to_string(kindred)}}, [](const db::Row& row) {
            return Credentials{row.text(0), role_of(row.view(1)).value(), row.text(2), row.view(3) != "active"};
        });
}

std::string AccountStore::opened(std::string_view context, const db::Row& row, int column) const {
    if (row.is_null(column)) return {};
    const auto text = keys_.open(context, row.view(column));
    if (!text) throw db::DbError("identity: a sealed value does not open: is keys.toml the one of this data?");
    return *text;
}

std::optional<Account> AccountStore::find(db::Reader& reader, const std::string& account_id) const {
    return reader.one(sql::find_account, {{"id", account_id}}, [&](const db::Row& row) {
        Account account;
        account.role = role_of(row.view(0)).value();
        account.login = row.text(1);
        account.name = opened(kName, row, 2);
        account.id_number = opened(kIdNumber, row, 3);
        account.phone = opened(kPhone, row, 4);
        account.password_hash = row.text(5);
        account.disabled = row.view(6) != "active";
        account.real_name_level = static_cast<int>(row.integer(7));
        account.version = row.integer(8);
        return account;
    });
}

std::optional<std::string> AccountStore::name_of(db::Reader& reader, const std::string& account_id) const {
    return reader.one(sql::find_account, {{"id", account_id}},
                      [&](const db::Row& row) { return opened(kName, row, 2); });
}

std::optional<Firm> AccountStore::firm_of(db::Reader& reader, const std::string& account_id, LocalDay day) const {
    const std::string today = day.iso();
    return reader.one(sql::find_agency, {{"account_id", account_id}, {"today", today}}, [&](const db::Row& row) {
        return Firm{row.text(0), row.text(1), opened(kRepresentative, row, 2)};
    });
}

std::vector<std::string> AccountStore::departments_of(db::Reader& reader, const std::string& account_id) const {
    return reader.list(sql::departments_of, {{"account_id", account_id}},
                       [](const db::Row& row) { return row.text(0); });
}

AccountStore::Saved AccountStore::save_password(db::Transaction& tx,
                                                const std::string& account_id,
                                                const std::string& password_hash,
                                                std::int64_t seen) const {
    const auto changed =
        tx.execute(sql::save_password, {{"id", account_id}, {"password_hash", password_hash}, {"version", seen}});
    return changed == 1 ? Saved::kYes : Saved::kChangedMeanwhile;
}

AccountStore::Saved AccountStore::save_phone(db::Transaction& tx,
                                             const std::string& account_id,
                                             const Account& before,
                                             const std::string& phone) const {
    const std::string kind(to_string(kindred_of(before.role)));
    const std::string handle = phone_handle(keys_, phone);
    const std::string old_handle = phone_handle(keys_, before.phone);
    const std::string sealed = keys_.seal(kPhone, phone);
    if (tx.execute(sql::save_phone, {{"id", account_id}, {"phone_sealed", sealed}, {"version", before.version}}) != 1)
        return Saved::kChangedMeanwhile;
    tx.execute(sql::delete_handle, {{"handle_hash", old_handle}, {"kind", kind}, {"account_id", account_id}});
    const auto taken =
        tx.execute(sql::insert_handle, {{"handle_hash", handle}, {"kind", kind}, {"account_id", account_id}});
    return taken == 1 ? Saved::kYes : Saved::kTaken;
}

AccountStore::Saved AccountStore::close(db::Transaction& tx,
                                        const std::string& account_id,
                                        const Account& before) const {
    if (tx.execute(sql::close_account, {{"id", account_id}, {"version", before.version}}) == 0)
        return Saved::kChangedMeanwhile;
    const std::string_view kind = to_string(kindred_of(before.role));
    for (const std::string& handle : {id_number_handle(keys_, before.id_number), phone_handle(keys_, before.phone)})
        tx.execute(sql::delete_handle, {{"handle_hash", handle}, {"kind", kind}, {"account_id", account_id}});
    tx.execute(sql::delete_agencies_of, {{"account_id", account_id}});
    return Saved::kYes;
}

void AccountStore::save_staff_name(db::Transaction& tx, const std::string& account_id, const std::string& name) const {
    const std::string sealed = name.empty() ? std::string() : keys_.seal(kName, name);
    tx.execute(sql::save_staff_name, {{"id", account_id}, {"name_sealed", or_null(sealed)}});
}

void AccountStore::disable(db::Transaction& tx, const std::string& account_id) const {
    tx.execute(sql::disable_account, {{"id", account_id}});
}

void AccountStore::set_departments(db::Transaction& tx,
                                   const std::string& account_id,
                                   const std::vector<std::string>& department_ids) const {
    tx.execute(sql::delete_departments, {{"account_id", account_id}});
    for (const std::string& id : department_ids)
        tx.execute(sql::insert_department, {{"account_id", account_id}, {"department_id", id}});
}

}  // namespace yw::identity

#include <fmt/format.h>

#include <algorithm>

#include "identity/password_rules.hpp"
#include "identity/sql.hpp"
#include "identity/staff_names.hpp"
#include "identity/use_cases.hpp"
#include "kernel/ids.hpp"
#include "kernel/utf8.hpp"

namespace yw::identity {
namespace {

bool is_login(std::string_view text) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return text.size() >= 2 && text.size() <= 32 && std::ranges::all_of(text, allowed);
}

/// May be empty; else something that can stand in a line of a history.
bool is_staff_name(std::string_view name) {
    constexpr std::size_t kLongest = 30;  // characters
    return utf8::is_valid(name) && utf8::length(name) <= kLongest &&
           std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::vector<FieldError> faults_of(const NewStaff& staff) {
    std::vector<FieldError> faults;
    if (!is_login(staff.login)) faults.push_back(fault("login", "identity.login_wrong"));
    check_new_password(faults, staff.password, staff.password, {staff.login});
    if (!is_staff(staff.role)) faults.push_back(fault("role", "identity.role_wrong"));
    if (staff.department_ids.empty() == has_departments(staff.role))
        faults.push_back(fault("department", "identity.departments_wrong"));
    return faults;
}

}  // namespace

Result<std::string> add_staff(db::Database& database,
                              const crypto::Keys& keys,
                              const Clock& clock,
                              const NewStaff& staff) {
    auto faults = faults_of(staff);
    if (!faults.empty()) return fail(kInput, std::move(faults));
    NewAccount account;
    account.id = new_id();
    account.role = staff.role;
    account.login = staff.login;
    account.password_hash = crypto::hash_password(staff.password);
    const AccountStore store(keys);
    const audit::Audit audit(keys, clock);
    YW_CHECK(database.write("identity.add_staff", [&](db::Transaction& tx) -> Result<void> {
        if (store.insert(tx, account, clock.now()) != AccountStore::Taken::kNothing) return fail(kLoginTaken);
        store.set_departments(tx, account.id, staff.department_ids);
        audit.record(tx, {kCommandLine, "identity.staff_added", account.id, to_string(staff.role)});
        return {};
    }));
    return account.id;
}

std::vector<StaffRow> list_staff(db::Database& database) {
    return database.read([](db::Reader& reader) {
        std::vector<std::string> ids;
        auto rows = reader.list(sql::list_staff, {}, [&](const db::Row& row) {
            ids.push_back(row.text(0));
            return StaffRow{row.text(1), role_of(row.view(2)).value(), row.view(3) != "active", {}};
        });
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].department_ids = reader.list(sql::departments_of, {{"account_id", ids[i]}},
                                                 [](const db::Row& row) { return row.text(0); });
        return rows;
    });
}

Result<void> name_staff(db::Database& database,
                        const crypto::Keys& keys,
                        const Clock& clock,
                        const std::string& login,
                        const std::string& name) {
    if (!is_staff_name(name)) return fail(kInput, {fault("name", "identity.staff_name_wrong")});
    const AccountStore store(keys);
    const audit::Audit audit(keys, clock);
    const std::string handle = login_handle(keys, login);
    return database.write("identity.name_staff", [&](db::Transaction& tx) -> Result<void> {
        const auto found = store.credentials(tx, handle, Kindred::kStaff);
        if (!found) return fail(kNotFound);
        store.save_staff_name(tx, found->account_id, name);
        audit.record(tx, {kCommandLine, "identity.staff_named", found->account_id, ""});
        return {};
    });
}

Result<void> disable_staff(db::Database& database,
                           const crypto::Keys& keys,
                           const Clock& clock,
                           const std::string& login) {
    const AccountStore store(keys);
    const audit::Audit audit(keys, clock);
    Sessions sessions(database, keys, clock);
    const std::string handle = login_handle(keys, login);
    const auto done = database.write("identity.disable_staff", [&](db::Transaction& tx) -> Result<void> {
        const auto found = store.credentials(tx, handle, Kindred::kStaff);
        if (!found) return fail(kNotFound);
        store.disable(tx, found->account_id);
        sessions.end_all(tx, found->account_id, "");
        audit.record(tx, {kCommandLine, "identity.staff_disabled", found->account_id, ""});
        return {};
    });
    if (done) Sessions::look_again();
    return done;
}

Result<void> reset_password(db::Database& database,
                            const crypto::Keys& keys,
                            const Clock& clock,
                            Role role,
                            const std::string& login,
                            const std::string& password) {
    const AccountStore store(keys);
    const audit::Audit audit(keys, clock);
    const Sessions sessions(database, keys, clock);
    const Kindred kindred = kindred_of(role);
    const std::string handle = typed_handle(keys, kindred, login);
    const auto found = database.read([&](db::Reader& reader) -> std::optional<std::pair<std::string, Account>> {
        const auto credentials = store.credentials(reader, handle, kindred);
        if (!credentials) return std::nullopt;
        return std::pair(credentials->account_id, store.find(reader, credentials->account_id).value());
    });
    if (!found) return fail(kNotFound);
    const std::string& account_id = found->first;
    const Account& account = found->second;
    std::vector<FieldError> faults;
    check_new_password(faults, password, password, {account.name, account.id_number, account.phone, account.login});
    if (!faults.empty()) return fail(kInput, std::move(faults));
    const std::string hash = crypto::hash_password(password);
    const auto done = database.write("identity.reset_password", [&](db::Transaction& tx) -> Result<void> {
        if (store.save_password(tx, account_id, hash, account.version) != AccountStore::Saved::kYes)
            return fail(kInput, {fault("login", "identity.changed_meanwhile")});
        sessions.end_all(tx, account_id, "");
        audit.record(tx, {kCommandLine, "identity.password_reset", account_id, ""});
        return {};
    });
    if (done) Sessions::look_again();
    return done;
}

}  // namespace yw::identity

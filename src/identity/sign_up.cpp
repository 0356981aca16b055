#include <algorithm>

#include "identity/password_rules.hpp"
#include "identity/use_cases.hpp"
#include "kernel/citizen_id.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/ids.hpp"
#include "kernel/phone.hpp"
#include "kernel/utf8.hpp"
#include "platform/strings/strings.hpp"

namespace yw::identity {
namespace {

/// Younger children are acted for by their parents (Personal Information Protection Law, article 31).
constexpr int kOwnAccountFrom = 14;

bool is_plain(std::string_view text, std::size_t least, std::size_t most) {
    const std::size_t length = utf8::length(text);
    const bool control =
        std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return utf8::is_valid(text) && !control && length >= least && length <= most;
}

/// Letters of any script, blanks and the marks that names have; no digits, no signs of program text.
bool is_name(std::string_view text) {
    constexpr std::string_view kNever = "0123456789<>{}[]()\\/@#$%^&*=+|~`!?\";:,_";
    return is_plain(text, 2, 50) && text.find_first_of(kNever) == std::string_view::npos;
}

bool is_firm_name(std::string_view text) {
    return is_plain(text, 4, 100) && text.find_first_of("<>{}\\") == std::string_view::npos;
}

void check_id_number(std::vector<FieldError>& faults, std::string_view id_number, LocalDay today) {
    const auto parsed = CitizenId::parse(id_number, today);
    if (!parsed)
        faults.push_back(fault("id_number", "identity.id_number_wrong"));
    else if (parsed->age_on(today) < kOwnAccountFrom)
        faults.push_back(fault("id_number", "identity.too_young"));
}

void check_firm(std::vector<FieldError>& faults, const Firm& firm) {
    if (!is_firm_name(firm.name)) faults.push_back(fault("firm_name", "identity.firm_name_wrong"));
    if (!CreditCode::parse(firm.credit_code)) faults.push_back(fault("credit_code", "identity.credit_code_wrong"));
    if (!is_name(firm.representative)) faults.push_back(fault("representative", "identity.representative_wrong"));
}

Result<void> write_account(
    db::Transaction& tx, const Parts& parts, const SignUp& form, const NewAccount& account, const NewSession& session) {
    const UtcTime now = parts.clock.now();
    switch (parts.store.insert(tx, account, now)) {
        case AccountStore::Taken::kNothing:
            break;
        case AccountStore::Taken::kPhone:
            return fail(kInput, {fault("phone", "identity.phone_taken")});
        case AccountStore::Taken::kIdNumber:
        case AccountStore::Taken::kLogin:
            return fail(kInput, {fault("id_number", "identity.id_number_taken")});
    }
    if (form.role == Role::kAgent) {
        if (parts.store.keep_firm(tx, form.firm, now) == AccountStore::FirmMatch::kDiffers)
            return fail(kInput, {fault("credit_code", "identity.firm_differs")});
        parts.store.insert_agency(tx, account.id, form.firm.credit_code, LocalDay::of(now), std::nullopt);
    }
    parts.sessions.insert(tx, session, account.id);
    parts.audit.record(tx, {account.id, "identity.signed_up", account.id, to_string(form.role)});
    return {};
}

}  // namespace

FieldError fault(std::string_view field, std::string_view key) {
    return {std::string(field), std::string(strings::text(key))};
}

void check_new_password(std::vector<FieldError>& faults,
                        std::string_view password,
                        std::string_view again,
                        const std::vector<std::string_view>& known) {
    if (const auto wrong = password_fault(password, known))
        faults.push_back(fault("password", *wrong));
    else if (password != again)
        faults.push_back(fault("password_again", "identity.password_differs"));
}

std::vector<FieldError> faults_of(const SignUp& form, LocalDay today) {
    std::vector<FieldError> faults;
    if (form.role == Role::kAgent) check_firm(faults, form.firm);
    if (!is_name(form.name)) faults.push_back(fault("name", "identity.name_wrong"));
    check_id_number(faults, form.id_number, today);
    if (!is_mobile(form.phone)) faults.push_back(fault("phone", "identity.phone_wrong"));
    check_new_password(faults, form.password, form.password_again, {form.name, form.id_number, form.phone});
    if (!form.agreed) faults.push_back(fault("agree", "identity.agree_needed"));
    if (!form.agreed_number) faults.push_back(fault("agree_number", "identity.agree_number_needed"));
    return faults;
}

Result<NewSession> sign_up(const Parts& parts, const SignUp& form) {
    auto faults = faults_of(form, parts.clock.today());
    if (!faults.empty()) return fail(kInput, std::move(faults));
    NewAccount account;
    account.id = new_id();
    account.role = form.role;
    account.name = form.name;
    account.id_number = form.id_number;
    account.phone = form.phone;
    account.password_hash = crypto::hash_password(form.password);
    account.agreed_to = kNoticeEdition;
    const NewSession session = new_session();
    YW_CHECK(parts.database.write(
        "identity.sign_up", [&](db::Transaction& tx) { return write_account(tx, parts, form, account, session); }));
    return session;
}

}  // namespace yw::identity

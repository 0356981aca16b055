// Identity: who is asking. Accounts, passwords, sessions, form tokens and rights.
//
// Owns the tables identity_*. Rights are denied by default: a route is added with one of the Gate's guards, and every
// guard but everyone() and anyone() refuses who is not named. Guards of routes that change something (POST, PUT,
// DELETE) also demand the form token ("csrf" field or X-CSRF-Token) and refuse what another site sent.
//
// Real-name levels (docs: L1 to L4): who signs up here stands at L1, because nobody has compared the number with the
// population register yet. An identity provider that has may open sessions of a higher level beside the password.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/frame/frame.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {

inline constexpr ErrorCode kNotFound{"identity.not_found", Kind::kNotFound};
inline constexpr ErrorCode kSignInNeeded{"identity.sign_in_needed", Kind::kForbidden};
inline constexpr ErrorCode kNotAllowed{"identity.not_allowed", Kind::kForbidden};
inline constexpr ErrorCode kAgencyEnded{"identity.agency_ended", Kind::kForbidden};
inline constexpr ErrorCode kFormRefused{"identity.form_refused", Kind::kForbidden};
inline constexpr ErrorCode kInput{"identity.input", Kind::kInvalid};
inline constexpr ErrorCode kWrongPassword{"identity.wrong_password", Kind::kInvalid};
inline constexpr ErrorCode kDisabled{"identity.disabled", Kind::kForbidden};
inline constexpr ErrorCode kTooManyTries{"identity.too_many_tries", Kind::kTooMany};
inline constexpr ErrorCode kKeyRefused{"identity.key_refused", Kind::kForbidden};
inline constexpr ErrorCode kTooManyCalls{"identity.too_many_calls", Kind::kTooMany};
inline constexpr ErrorCode kLoginTaken{"identity.login_taken", Kind::kConflict};

enum class Role {
    kPerson,         ///< 自然人
    kAgent,          ///< 企业办事人员: a person acting for a firm
    kWindow,         ///< 窗口人员: receives and accepts, delivers
    kReviewer,       ///< 审查人员: reviews and decides
    kOperator,       ///< 运行管理人员: imports and watches, decides nothing
    kGuideAuthor,    ///< 指南编写人员: writes the guides of its departments
    kGuideReviewer,  ///< 指南审核人员: returns or approves what another has written
    kInspector,      ///< 检查人员: inspects platforms, reads what was found on this one; sees no case
};
/// person | agent | window | reviewer | operator | guide_author | guide_reviewer | inspector
std::string_view to_string(Role role);
std::optional<Role> role_of(std::string_view text);
constexpr bool is_staff(Role role) {
    return role != Role::kPerson && role != Role::kAgent;
}
/// Staff whose rights are those of some departments; operators and inspectors belong to none.
constexpr bool has_departments(Role role) {
    return is_staff(role) && role != Role::kOperator && role != Role::kInspector;
}

/// Who is asking. Cheap to copy; holds no personal data but the masked name.
struct Viewer {
    std::string account_id;  ///< empty: nobody is signed in
    std::string session_id;  ///< hash of the session's token
    Role role = Role::kPerson;
    std::string masked_name;                  ///< 张*例, or the login of staff
    std::string firm_name;                    ///< of an agent; empty when nobody is represented today
    std::vector<std::string> department_ids;  ///< of staff: only these departments' cases
    int real_name_level = 1;                  ///< 1 to 4

    bool signed_in() const { return !account_id.empty(); }
    bool is_applicant() const { return signed_in() && (role == Role::kPerson || role == Role::kAgent); }
    bool writes_guides() const { return signed_in() && (role == Role::kGuideAuthor || role == Role::kGuideReviewer); }
    bool is_officer() const { return signed_in() && (role == Role::kWindow || role == Role::kReviewer); }
};

/// A department's own system, known by its key.
struct System {
    std::string key_id;
    std::string name;
    std::string department_id;  ///< it writes the guides of this department only
};

/// What a form may be filled with, and what a case keeps of its applicant. Personal data: never log.
struct Profile {
    std::string account_id;
    std::string name;
    std::string id_number;
    std::string phone;
    std::string firm_name;  ///< agents only, as the next two
    std::string firm_credit_code;
    std::string firm_representative;
};

/// The viewer that the guard found; anonymous when the route's guard is anyone() and nobody is signed in.
const Viewer& viewer_of(const http::Request& request);
/// Behind system() only.
const System& system_of(const http::Request& request);
/// The token that this visitor's forms must carry in "csrf". Pages with a form call it, behind any guard but
/// everyone(). For a visitor without a session it may make a visit cookie, which Gate::finish() sets.
/// @throws std::logic_error behind everyone(): a page that is the same for all cannot hold a token
std::string form_token(const http::Request& request);

/// Guards for routes. All are thread-safe. A guard looks the session up in memory, or once in a few seconds in the
/// store: routes of Where::kInline use everyone().
class Gate {
public:
    virtual ~Gate() = default;
    /// No session is looked up: pages and API answers that are the same for all. Only for routes that change nothing:
    /// a change is refused.
    virtual http::Guard everyone() const = 0;
    /// Signed in or not; viewer_of() tells.
    virtual http::Guard anyone() const = 0;
    /// A person or an agent; others are sent to the sign-in page and come back.
    virtual http::Guard applicant() const = 0;
    virtual http::Guard staff(std::vector<Role> roles) const = 0;
    /// A department's system with a key in force ("Authorization: Bearer yw_…"); any other is asked for its key, and
    /// told to wait when it calls too often. No session, no form token: browsers do not send this header by themselves.
    virtual http::Guard system() const = 0;
    /// Ends what a response must carry for this visitor: the cookie that form_token() made, and no-store on pages that
    /// are this visitor's own. Called by the server's hook (ServerHooks::finish) on each answer of a route.
    virtual void finish(const http::Request& request, http::Response& response) const = 0;
};

class Accounts {
public:
    virtual ~Accounts() = default;
    /// @errors identity.not_found
    virtual Result<Profile> profile(const std::string& account_id) const = 0;
};

struct GateOptions {
    /// "https://zwfw.example.gov.cn": what Origin must say. Empty: Origin is compared with the Host header.
    std::string origin;
    bool demonstration = false;  ///< the sign-in pages show the demonstration accounts
};

/// The open module. Thread-safe.
class Identity {
public:
    virtual ~Identity() = default;
    virtual const Gate& gate() const = 0;
    virtual const Accounts& accounts() const = 0;
    /// /sign-up, /sign-in, /staff/sign-in, /sign-out, /me/account, /staff/account. This object outlives the router.
    virtual void add_routes(http::Router& router) const = 0;
    /// Deletes ended sessions and old counts of failures; a timer calls it every few minutes.
    virtual void sweep() const = 0;
};
/// What other modules do when somebody closes their account, in the same transaction; an error keeps it open.
using Leaving = std::function<Result<void>(db::Transaction& tx, const std::string& account_id)>;
/// The arguments outlive what is opened. Before: migrations() and audit's are applied, pages() and strings_table() are
/// added to the program (identity/migrations.hpp, pages.hpp, strings.hpp).
std::unique_ptr<Identity> open_identity(db::Database& database,
                                        const crypto::Keys& keys,
                                        const Clock& clock,
                                        const Frame& frame,
                                        GateOptions options = {},
                                        Leaving leaving = {});

// For the command line. They write the store, not the memory of a running server: it follows within seconds.

struct NewStaff {
    Role role = Role::kWindow;  ///< any role of staff
    std::string login;          ///< 2 to 32 of a-z 0-9 . _ -
    std::string password;
    std::vector<std::string> department_ids;  ///< at least one where has_departments(role), else none
};
/// Gives back the account's id. Costs a password hash.
/// @errors identity.input with the sentence of each wrong field, identity.login_taken
Result<std::string> add_staff(db::Database& database,
                              const crypto::Keys& keys,
                              const Clock& clock,
                              const NewStaff& staff);

struct StaffRow {
    std::string login;
    Role role = Role::kWindow;
    bool disabled = false;
    std::vector<std::string> department_ids;
};
std::vector<StaffRow> list_staff(db::Database& database);
/// Nobody signs in with it any more, and its sessions end. @errors identity.not_found
Result<void> disable_staff(db::Database& database,
                           const crypto::Keys& keys,
                           const Clock& clock,
                           const std::string& login);

/// Who issues and revokes keys at the command line, in the audit trail.
inline constexpr std::string_view kCommandLine = "system";

/// A new key for a department's system, shown this once: only its digest is kept.
/// @param by  account of the operator, or kCommandLine
/// @errors identity.input when the name is missing or too long
Result<std::string> issue_system_key(db::Database& database,
                                     const crypto::Keys& keys,
                                     const Clock& clock,
                                     const std::string& name,
                                     const std::string& department_id,
                                     std::string_view by = kCommandLine);
struct SystemKeyRow {
    std::string id;
    std::string name;
    std::string department_id;
    bool revoked = false;
    std::int64_t created_at_ms = 0;
    std::int64_t revoked_at_ms = 0;
};
/// In the order in which they were issued.
std::vector<SystemKeyRow> list_system_keys(db::Database& database);
/// @errors identity.not_found
Result<void> revoke_system_key(db::Database& database,
                               const crypto::Keys& keys,
                               const Clock& clock,
                               const std::string& key_id,
                               std::string_view by = kCommandLine);

/// A new password for somebody who forgot the old one and has shown at the counter who it is; ends all sessions. Costs
/// a password hash.
/// @param login  of staff; the phone or identity number of a person or agent
/// @errors identity.not_found, identity.input
Result<void> reset_password(db::Database& database,
                            const crypto::Keys& keys,
                            const Clock& clock,
                            Role role,
                            const std::string& login,
                            const std::string& password);

struct DemoAccount {
    Role role = Role::kPerson;
    std::string_view who;    ///< "张示例", for printing
    std::string_view login;  ///< what to type into the first field
    std::string_view password;
};
/// The invented accounts of a demonstration and their public passwords.
const std::vector<DemoAccount>& demo_accounts();
/// Makes those that are not there yet; staff with departments get exactly these. Only for a
/// data directory that is a demonstration: everybody can read the passwords. Costs no password hash.
Result<void> add_demo_accounts(db::Database& database,
                               const crypto::Keys& keys,
                               const Clock& clock,
                               const std::vector<std::string>& department_ids);

}  // namespace yw::identity

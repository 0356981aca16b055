// Identity: who is asking. Accounts, passwords, sessions, form tokens and rights.
//
// Owns identity_account, identity_session, identity_throttle, identity_staff_department. Rights are denied by default:
// a route is added with one of the Gate's guards, and every guard but everyone() and anyone() refuses who is not named.
// Guards of routes that change something (POST, PUT, DELETE) also demand the form token ("csrf" field or X-CSRF-Token).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/result.hpp"
#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/http/http.hpp"

namespace yw::identity {

enum class Role {
    kPerson,    ///< 自然人
    kAgent,     ///< 企业办事人员: a person acting for a firm
    kWindow,    ///< 窗口人员: receives and accepts, delivers
    kReviewer,  ///< 审查人员: reviews and decides
    kOperator,  ///< 运行管理人员: imports and watches, decides nothing
};
std::string_view to_string(Role role);  ///< person | agent | window | reviewer | operator

/// Who is asking. Cheap to copy; holds no personal data but the masked name.
struct Viewer {
    std::string account_id;  ///< empty: nobody is signed in
    std::string session_id;  ///< hash of the session's token
    Role role = Role::kPerson;
    std::string masked_name;                  ///< 张*例, or the login of staff
    std::string firm_name;                    ///< of an agent
    std::vector<std::string> department_ids;  ///< of staff: only these departments' cases

    bool signed_in() const { return !account_id.empty(); }
    bool is_applicant() const { return signed_in() && (role == Role::kPerson || role == Role::kAgent); }
    bool is_officer() const { return signed_in() && (role == Role::kWindow || role == Role::kReviewer); }
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
/// The token that this visitor's forms must carry in "csrf". Pages with a form call it; it may set a cookie through
/// remember_visit() on the answer.
std::string form_token(const http::Request& request);

/// Guards for routes. All are thread-safe.
class Gate {
public:
    virtual ~Gate() = default;
    /// No session is looked up: pages and API answers that are the same for all. Only for routes that change nothing.
    virtual http::Guard everyone() const = 0;
    /// Signed in or not; viewer_of() tells.
    virtual http::Guard anyone() const = 0;
    /// A person or an agent; others are sent to the sign-in page and come back.
    virtual http::Guard applicant() const = 0;
    virtual http::Guard staff(std::vector<Role> roles) const = 0;
    /// Ends what a response must carry for this visitor (cookies that the guard made). Called by the server's hook.
    virtual void finish(const http::Request& request, http::Response& response) const = 0;
};

class Accounts {
public:
    virtual ~Accounts() = default;
    /// @errors identity.not_found
    virtual Result<Profile> profile(const std::string& account_id) const = 0;
};

}  // namespace yw::identity

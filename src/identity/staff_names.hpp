// How colleagues know an officer: the name that histories of cases give beside the department. Accounts::profile()
// tells it; an account without one is called by its login.
#pragma once

#include <string>

#include "identity/identity.hpp"

namespace yw::identity {

/// From now on; histories keep the name that was in force. Empty: the login stands for it again.
/// @errors identity.not_found, identity.input
Result<void> name_staff(db::Database& database,
                        const crypto::Keys& keys,
                        const Clock& clock,
                        const std::string& login,
                        const std::string& name);

}  // namespace yw::identity

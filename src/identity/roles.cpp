#include "identity/identity.hpp"

namespace yw::identity {

std::string_view to_string(Role role) {
    switch (role) {
        case Role::kPerson:
            return "person";
        case Role::kAgent:
            return "agent";
        case Role::kWindow:
            return "window";
        case Role::kReviewer:
            return "reviewer";
        case Role::kOperator:
            return "operator";
        case Role::kGuideAuthor:
            return "guide_author";
        case Role::kGuideReviewer:
            return "guide_reviewer";
        case Role::kInspector:
            return "inspector";
    }
    return "person";
}

std::optional<Role> role_of(std::string_view text) {
    for (const Role role : {Role::kPerson, Role::kAgent, Role::kWindow, Role::kReviewer, Role::kOperator,
                            Role::kGuideAuthor, Role::kGuideReviewer, Role::kInspector})
        if (to_string(role) == text) return role;
    return std::nullopt;
}

}  // namespace yw::identity

// What an event says beside its action: kept as one sealed JSON. Pure. Inside the module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/case_rules.hpp"
#include "identity/identity.hpp"
#include "kernel/time.hpp"

namespace yw::cases {

struct EventBody {
    std::string actor_name;
    std::string department;  ///< of the officer who did it
    std::string opinion;
    std::vector<Gap> gaps;             ///< of a correction notice
    std::string new_facts;             ///< of a second notice
    std::vector<std::string> files;    ///< ids of the files that lay before the officer at a notice
    std::vector<std::string> replies;  ///< of an answer, beside the notice's gaps
    std::string reasons;               ///< of refusals
    std::string authority;             ///< right authority, of a refused acceptance
    std::string result_number, result_title;
    std::optional<LocalDay> valid_until;
    std::string way, note;  ///< of a delivery
    std::string special;    ///< code of a special procedure
    std::string approver;   ///< of an extension
    std::string days;       ///< that a special procedure is expected to take, of an extension, or to answer a notice
    std::string law;        ///< by which an unanswered notice gives the application up
};

std::string to_json(const EventBody& body);
/// @throws std::runtime_error for what the store cannot have written
EventBody event_body_of(std::string_view json);

std::string to_json(const identity::Profile& profile);
identity::Profile profile_of(std::string_view json);

}  // namespace yw::cases

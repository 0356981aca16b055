// What of a person stands unmasked in what everybody may read: the probe of indicator A8.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "kernel/time.hpp"

namespace yw::inspect {

struct Exposed {
    int numbers = 0;  ///< identity numbers with a real day of birth from 1900 on and the right check character
    int phones = 0;   ///< mobile numbers that nobody has published as a contact
    int names = 0;    ///< whole names behind a label (data/inspection/personal.toml)
};

/// Identity numbers and telephones are looked for in the whole text, addresses of links too; names in what is seen.
/// Invented identity numbers are of people born before 1900, invented names say that they are.
/// @param published  mobile numbers that may stand there: contacts of the guide, demonstration accounts
Exposed exposed_in(std::string_view html, LocalDay today, const std::set<std::string, std::less<>>& published);

}  // namespace yw::inspect

// The part of check_guide() that looks at the online form: keys, conditions, options, limits.
#pragma once

#include <string_view>
#include <vector>

#include "catalogue/publish_guide.hpp"

namespace yw::catalogue {

/// Adds what is wrong with guide.form and with the conditions of materials on it.
void check_form(const Guide& guide, std::vector<Finding>& findings);
std::vector<std::string_view> form_rules();

}  // namespace yw::catalogue

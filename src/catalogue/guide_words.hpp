// Words of a guide that files, rows and canonical JSON share: field types and units.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalogue/guide.hpp"

namespace yw::catalogue {

std::string_view word_of(FieldType type);  ///< "id_number"
std::optional<FieldType> field_type_of(std::string_view word);
std::string_view word_of(LimitUnit unit);  ///< "workday"
std::optional<LimitUnit> limit_unit_of(std::string_view word);

/// What names are compared and searched by: full-width letters and digits become half-width, capitals small; nothing
/// else changes.
std::string fold_case(std::string_view text);
/// The key under which a department's name is one: fold_case() without any white space.
std::string department_key(std::string_view name);

}  // namespace yw::catalogue

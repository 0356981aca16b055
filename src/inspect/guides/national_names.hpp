// How others name the elements of a guide, and their units (data/inspection/national_fields.toml), read once.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/subject.hpp"

namespace yw::inspect {

using Names = std::vector<std::string>;
/// Element → its names.
using NameGroup = std::map<std::string, Names, std::less<>>;

/// @throws std::logic_error for a group that the data does not have
const NameGroup& name_group(std::string_view group);

/// The names of one element, national first. @throws std::logic_error for one that the data does not have
const Names& names_of(std::string_view group, std::string_view element);

lint::Unit unit_of(std::string_view text);
bool says_yes(std::string_view text);

}  // namespace yw::inspect

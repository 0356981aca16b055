// Who may touch a draft, and what stands in force beside it. Inside the module.
#pragma once

#include "authoring/authoring.hpp"

namespace yw::authoring {

/// The id that a department gives its item: letters, digits, point, hyphen, underscore.
bool is_source_id(std::string_view text);
bool is_of_department(const identity::Viewer& viewer, const std::string& department_id);
Party party_of(db::Reader& reader, const identity::Viewer& viewer, const std::string& draft_id);
/// Version of the item's published guide; 0: none.
int version_in_force(const Dependencies& parts, const Draft& draft);

}  // namespace yw::authoring

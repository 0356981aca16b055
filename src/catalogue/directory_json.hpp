// An entry of the base catalogue as the interface and other instances read it.
#pragma once

#include <string>
#include <string_view>

#include "catalogue/directory.hpp"
#include "kernel/result.hpp"

namespace yw::catalogue {

inline constexpr ErrorCode kEntryUnreadable{"catalogue.entry_unreadable", Kind::kInvalid};

/// Without what only this catalogue knows of it (added_on, followed): equal entries have equal texts everywhere.
std::string directory_json(const DirectoryEntry& entry);
/// @errors catalogue.entry_unreadable: not as directory_json() writes it, or a code, type, level or day that there is
/// not
Result<DirectoryEntry> directory_entry_of_json(std::string_view text);

}  // namespace yw::catalogue

// Rows of the base catalogue. The only writer of them. Inside the module.
#pragma once

#include "catalogue/directory.hpp"

namespace yw::catalogue {

void put_directory_entry(db::Transaction& tx, const DirectoryEntry& entry, UtcTime now);
/// After entries were put: what was compared with the catalogue before is out of date.
void advance_directory(db::Transaction& tx);
/// The columns of find_directory_entry.sql, in its order.
DirectoryEntry directory_entry_of(const db::Row& row);

}  // namespace yw::catalogue

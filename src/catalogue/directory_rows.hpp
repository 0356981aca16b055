// Rows of the base catalogue. The only writer of them. Inside the module.
#pragma once

#include "catalogue/directory.hpp"

namespace yw::catalogue {

/// Before entries are put: what was compared with the catalogue is out of date. The generation of what is put next. It
/// holds the one counter row until the end of the transaction, so that generations become visible in their order.
std::int64_t advance_directory(db::Transaction& tx);
void put_directory_entry(db::Transaction& tx, const DirectoryEntry& entry, std::int64_t generation, UtcTime now);
/// The columns of find_directory_entry.sql, in its order.
DirectoryEntry directory_entry_of(const db::Row& row);

}  // namespace yw::catalogue

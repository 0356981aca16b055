// The base catalogue (基本目录): which items there are to be, on which levels, on what basis; and its import.
//
// A place's items are held against it by base code: what differs in name, code, basis or type (四级四同), and what has
// no published item where its level says that there should be one (进驻).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/import_items.hpp"
#include "kernel/region_code.hpp"
#include "kernel/time.hpp"

namespace yw::catalogue {

/// An entry (C0109.2 task_directory). Punishments, checks and levies stand in it too, with the elements of their own.
struct DirectoryEntry {
    std::string code;
    std::string local_code;
    std::string name;
    std::string task_type;
    std::vector<std::string> bases;
    std::vector<std::string> levels;  ///< "1" … "6"
    std::string state = "active";     ///< active | suspended | cancelled
    int version = 1;
    std::string effective_on;  ///< ISO day, or empty
    std::string cancel_on;
    std::string department;   ///< 业务指导部门
    std::string parent_code;  ///< of the main item, or empty
    bool handled = true;      ///< false: only gathers its children
    std::string punish_method;
    std::string collect_type;
    std::string reducible;
    std::string added_on;   ///< day it came into this catalogue
    bool followed = false;  ///< it came from the instance above, which alone changes it
    friend bool operator==(const DirectoryEntry&, const DirectoryEntry&) = default;
};

std::optional<DirectoryEntry> find_directory_entry(db::Reader& reader, const std::string& code);
/// By code, behind `after`; of one type only where that is named.
std::vector<DirectoryEntry> directory_entries(db::Reader& reader,
                                              const std::string& after,
                                              const std::string& task_type,
                                              int limit);
/// Entries that a place of this level may have, with this text in their names. @cost reads the names of one level
std::vector<DirectoryEntry> directory_entries_named(db::Reader& reader,
                                                    RegionCode place,
                                                    std::string_view text,
                                                    int limit);
std::int64_t count_directory(db::Reader& reader);
/// The code itself and, of a main item, those of its sub-items.
std::vector<std::string> codes_under(db::Reader& reader, const std::string& code);

/// One entry as a decision leaves it.
void put_directory(db::Transaction& tx, const DirectoryEntry& entry, UtcTime now);

/// Grows with every change of the base catalogue.
std::int64_t directory_generation(db::Reader& reader);

/// Where somebody who follows the base catalogue stands: behind this entry of this generation.
struct DirectoryPosition {
    std::int64_t generation = 0;
    std::string code;
    friend bool operator==(const DirectoryPosition&, const DirectoryPosition&) = default;
};
struct DirectoryChanges {
    std::vector<DirectoryEntry> entries;  ///< as each is now, in the order of their last change
    DirectoryPosition next;
    std::int64_t behind = 0;  ///< entries that follow these
};
/// What has changed behind the position: an entry comes once, in its state now, however often it was changed.
DirectoryChanges directory_changes(db::Reader& reader, const DirectoryPosition& after, int limit);
/// Entries as the instance above has them. Returns how many were new or another.
int follow_directory(db::Transaction& tx, const std::vector<DirectoryEntry>& entries, LocalDay today, UtcTime now);
enum class DirectoryPart { kAll, kFollowed };
/// Equal for equal entries, wherever they lie. @cost reads the base catalogue once
std::string directory_hash(db::Reader& reader, DirectoryPart part);

/// Adds or changes entries; columns are the names of the national table or the usual Chinese ones. Same rules as every
/// import: all or nothing, dry run, errors by row and column, again the same file changes nothing. Of the options only
/// mapping, dry_run, partial and progress are used; departments stay 0.
Result<ImportReport> import_directory(db::Database& database,
                                      const Clock& clock,
                                      table::Table table,
                                      const ImportOptions& options);

}  // namespace yw::catalogue

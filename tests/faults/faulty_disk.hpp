// A disk that can lose power or fill up: a SQLite VFS over the real one. Every write is also kept in a shadow that only
// gains what was synced; power_cut() writes out what a disk could hold at that moment: all that was synced, and of the
// rest any part, torn at sectors.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace yw::faults {

/// Registers the VFS once; its name goes into SqliteOptions::vfs.
const char* faulty_disk();

/// Forgets all files: before each new database.
void format_disk();

/// From now on a write that would make the disk hold more than this fails with SQLITE_FULL.
void set_capacity(std::int64_t bytes);
constexpr std::int64_t kUnlimited = INT64_MAX;

/// Writes what would be on the disk if power went now into `folder`, file by file.
void power_cut(const std::string& folder, std::mt19937& random);

}  // namespace yw::faults

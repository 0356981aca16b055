// Files of people and departments, kept by content: the same bytes are kept once. Sealed at rest.
//
// put() returns only when the bytes are on the disk, so the row that names a file may commit after it. A file that no
// row names (a crash in between) is harmless. On SQLite files lie in the data directory; on PostgreSQL in a table.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::blob {

class Blobs {
public:
    virtual ~Blobs() = default;
    /// The name of these bytes: 43 characters, a keyed hash, so that nobody can test which files are here.
    /// @throws std::runtime_error when they cannot be made durable (full disk).
    virtual std::string put(std::string_view bytes) = 0;
    /// Nothing when there is no such file. @throws std::runtime_error when it was changed on the disk.
    virtual std::optional<std::string> get(const std::string& name) const = 0;
};

/// In `folder`, made if missing.
std::unique_ptr<Blobs> open_files(const std::string& folder, const crypto::Keys& keys);
/// In table blob_object.
std::unique_ptr<Blobs> open_table(db::Database& database, const crypto::Keys& keys);

}  // namespace yw::blob

// Files of people and departments, kept by content: the same bytes are kept once. Sealed at rest.
//
// put() returns only when the bytes are on the disk, so the row that names a file may commit after it. A file that no
// row names (a crash in between, a draft that was given up) is harmless, and collected some days later (collector.hpp).
// On SQLite files lie in the data directory; on PostgreSQL in a table.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/time.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

namespace yw::blob {

class Blobs {
public:
    virtual ~Blobs() = default;
    /// The name of these bytes: 43 characters, a keyed hash, so that nobody can test which files are here. Bytes that
    /// are here already count as put now.
    /// @throws std::runtime_error when they cannot be made durable (full disk).
    virtual std::string put(std::string_view bytes) = 0;
    /// Nothing when there is no such file. @throws std::runtime_error when it was changed on the disk.
    virtual std::optional<std::string> get(const std::string& name) const = 0;
    /// Names whose bytes were put for the last time before `before`, in order, behind `after`. At most `most`.
    virtual std::vector<std::string> put_before(UtcTime before, const std::string& after, std::size_t most) = 0;
    /// Removes the bytes unless they were put again at or after `before`: a put at the same moment wins, in this
    /// process or in another. Whether they are gone.
    virtual bool remove(const std::string& name, UtcTime before) = 0;
};

/// In `folder`, made if missing.
std::unique_ptr<Blobs> open_files(const std::string& folder, const crypto::Keys& keys, const Clock& clock);
/// In table blob_object.
std::unique_ptr<Blobs> open_table(db::Database& database, const crypto::Keys& keys, const Clock& clock);

}  // namespace yw::blob

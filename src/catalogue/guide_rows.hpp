// Guides as rows: how one version is written and read back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalogue/guide.hpp"
#include "platform/db/db.hpp"

namespace yw::catalogue {

struct StoredGuide {
    Guide guide;
    std::string content_hash;
    std::int64_t published_at_ms = 0;
};

/// One statement an element of a list: some fifty for a full guide.
void insert_guide(db::Transaction& tx, const std::string& item_id, int version, const StoredGuide& stored);

/// Eight statements. Nothing if there is no such version.
std::optional<StoredGuide> find_guide(db::Reader& reader, const std::string& item_id, int version);

}  // namespace yw::catalogue

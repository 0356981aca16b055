// One item as other channels and instances receive it: the same line in the change feed, in a snapshot and in a report
// to the level above. docs/guides/same-source.md tells outsiders how to read it and to compute its hashes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/change_feed.hpp"
#include "catalogue/guide.hpp"
#include "kernel/region_code.hpp"
#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace yw::publication {

inline constexpr ErrorCode kRecordUnreadable{"publication.record_unreadable", Kind::kInvalid};
/// The item or its guide does not say what its hash was made of.
inline constexpr ErrorCode kRecordHash{"publication.record_hash", Kind::kInvalid};

/// What an item says of itself wherever it is shown. Ids and addresses are not part of it: each instance has its own.
struct Entry {
    RegionCode region;
    std::string source_id;
    std::string code;
    std::string base_code;
    std::string name;
    std::string main_item;
    std::string task_type;
    std::string department;
    std::string department_code;
    std::string state;         ///< active, or why it is on no list: suspended, cancelled, delegated, merged, split
    int version = 0;           ///< of the published guide; 0 for none
    std::string content_hash;  ///< of that version; empty for none
    friend bool operator==(const Entry&, const Entry&) = default;
};

struct Record {
    std::string kind;  ///< listed | changed | published | withdrawn
    std::string id;    ///< of the sending instance
    UtcTime changed_at;
    Entry entry;
    std::optional<catalogue::Guide> guide;
};

Entry entry_of(const catalogue::ItemChange& change);
std::string_view word_of(catalogue::ChangeKind kind);

/// The entry as JSON, keys in the order above, no white space, every key present.
std::string entry_json(const Entry& entry);
/// SM3 of entry_json(), 64 hexadecimal digits.
std::string entry_hash(const Entry& entry);
/// SM3 over the entry hashes of a list, sorted, each with a line feed behind it: lists that say the same have the same.
std::string list_hash(std::vector<std::string> entry_hashes);

/// @param guide_json  canonical text of the guide, or empty  @param origin  "https://host" of the item's page
std::string record_json(const catalogue::ItemChange& change, std::string_view origin, std::string_view guide_json);
/// A line from outside; both hashes have been computed again. @errors kRecordUnreadable, kRecordHash
Result<Record> read_record(std::string_view line);

/// "17.0190…", "17" behind a whole generation.
std::string cursor_text(const catalogue::FeedPosition& position);
/// Empty is the beginning; nothing for what we never gave out.
std::optional<catalogue::FeedPosition> position_of(std::string_view cursor);

}  // namespace yw::publication

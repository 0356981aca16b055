// Whether another channel says the same as we do: its list beside ours, item by item and field by field. Pure.
//
// White space, full-width letters and digits, case and kinds of quotation marks make no difference; nor does
// "二十个工作日" against "20工作日". What the other channel does not say at all is not compared.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/region_code.hpp"
#include "kernel/result.hpp"

namespace yw::publication {

inline constexpr ErrorCode kListUnreadable{"publication.list_unreadable", Kind::kInvalid};

/// What one channel says of an item; nothing where it does not say it.
struct ShownItem {
    std::string id;  ///< of ours; empty for theirs
    std::optional<std::string> code;
    std::string name;
    std::optional<std::string> department;
    std::optional<std::string> limit;  ///< promised: "20个工作日"
    std::optional<std::vector<std::string>> materials;
    std::optional<int> material_count;
    std::optional<std::string> updated;  ///< day: 2026-03-02
    std::optional<std::string> content_hash;
    std::optional<RegionCode> region;  ///< theirs, where it says so
    std::optional<std::string> page;   ///< address of its guide there
    std::vector<std::string> phones;   ///< ours only: what its page there must say
};

struct Difference {
    enum class Kind { kMissing, kExtra, kField };
    Kind kind = Kind::kField;
    std::string item_id;  ///< of ours; empty for an extra one
    std::string name;
    std::string field;  ///< name | code | department | limit | material_count | materials | updated | content_hash, and
                        ///< those of pages
    std::string ours;
    std::string theirs;
};

struct Drift {
    std::int64_t ours = 0;
    std::int64_t theirs = 0;
    std::int64_t matched = 0;
    std::int64_t same = 0;                                   ///< of the matched, without any difference
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< matched: place in our list, place in theirs
    std::vector<Difference> differences;                     ///< missing first, then extra, then fields in our order
    std::int64_t count(Difference::Kind kind) const;
    bool agrees() const { return differences.empty(); }
};

/// Items are matched by code, where both have one, else by name. Of two with the same name the department decides.
Drift compare_lists(const std::vector<ShownItem>& ours, const std::vector<ShownItem>& theirs);

/// The visible text of a page, or why it could not be had.
using PageText = std::function<Result<std::string>(const std::string& address)>;
/// Looks at the pages that their list names: whether each says our limit, every material and the telephone numbers.
/// Adds fields page_limit, page_materials, page_phones; page_unreachable where there was no page to look at.
void compare_pages(const std::vector<ShownItem>& ours,
                   const std::vector<ShownItem>& theirs,
                   const PageText& text_at,
                   Drift& drift);

/// Another channel's list: our own records (JSON lines of a snapshot, the answer of /api/v1/changes), or a table (CSV,
/// TSV, XLSX, JSON) whose columns have names that such lists use. @param name  ends in the format; of an address the
/// media type decides @errors kListUnreadable with the columns that were found, and those of platform/table
Result<std::vector<ShownItem>> read_shown_items(std::string_view bytes, std::string_view name);

std::string_view word_of(Difference::Kind kind);    ///< missing | extra | field
std::string_view field_zh(std::string_view field);  ///< 承诺办结时限
/// For comparing: without white space, full width made half, small letters, one kind of brackets and quotation marks.
std::string plain_text(std::string_view text);
/// "20/workday", "0" for at once; the plain text where it is no limit that we can read.
std::string plain_limit(std::string_view text);

}  // namespace yw::publication

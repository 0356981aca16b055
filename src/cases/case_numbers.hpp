// Case numbers (办件编号): the implement code (31 characters), the day and four digits, as GB/T 39554 systems write it;
// for items without a valid code, or on a day with more than 9,999 of one item, the place (12), the day and six digits.
//
// A process takes numbers in blocks that grow while the day is busy, so the counter's row is written once for many
// cases. Numbers are unique; gaps are normal.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "kernel/time.hpp"
#include "platform/db/db.hpp"

namespace yw::cases {

/// 18 of a valid credit code, level 1 to 6, 12 digits.
bool is_national_code(std::string_view implement_code);

class CaseNumbers {
public:
    explicit CaseNumbers(db::Database& database) : database_(database) {}
    /// Never inside a write: it may write itself.
    std::string next(const std::string& area, const std::string& implement_code, LocalDay day);

private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;  ///< first that is not ours
        std::int64_t size = 0;
        LocalDay day;
    };
    std::int64_t take(const std::string& area, const std::string& series, LocalDay day);

    db::Database& database_;
    std::mutex mutex_;
    std::map<std::string, Block> blocks_;  ///< by area and series
};

}  // namespace yw::cases

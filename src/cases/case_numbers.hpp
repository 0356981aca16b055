// Case numbers (办件编号): the implement code (31 characters), the day and four digits, as GB/T 39554 systems write it;
// for items without a valid code, or on a day with more than 9,999 of one item, the place (12), the day and six digits.
//
// A process takes numbers in blocks that grow while the day is busy, so the counter's row is written once for many
// cases, and on a busy day the next block is asked for before the last number is gone, so that nobody waits for it.
// Numbers are unique; gaps are normal.
#pragma once

#include <condition_variable>
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
    ~CaseNumbers();
    CaseNumbers(const CaseNumbers&) = delete;
    CaseNumbers& operator=(const CaseNumbers&) = delete;
    /// Never inside a write: it may write itself.
    std::string next(const std::string& area, const std::string& implement_code, LocalDay day);

private:
    struct Series {
        std::string area;
        std::string name;
        LocalDay day;
        auto operator<=>(const Series&) const = default;
    };
    struct Numbers {
        std::int64_t begin = 0;
        std::int64_t end = 0;  ///< first that is not ours; 0: none
    };
    struct Block {
        std::int64_t next = 0;
        std::int64_t end = 0;
        std::int64_t size = 0;
        Numbers ahead;       ///< the next ones
        bool asked = false;  ///< they are on their way
    };
    enum class Asked { kNow, kAhead };

    static Result<Numbers> reserved(db::Transaction& tx, const Series& series, std::int64_t size);
    std::int64_t take(const Series& series);
    void ask(std::unique_lock<std::mutex>& lock, const Series& series, Block& block, Asked when);
    void answered(const Series& series, const Numbers& numbers);

    db::Database& database_;
    std::mutex mutex_;
    std::condition_variable answered_;
    int under_way_ = 0;
    std::map<Series, Block> blocks_;
};

}  // namespace yw::cases

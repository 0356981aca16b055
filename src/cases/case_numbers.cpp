#include "cases/case_numbers.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "cases/sql.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/region_code.hpp"

namespace yw::cases {
namespace {

constexpr std::int64_t kFirstBlock = 2;
constexpr std::int64_t kLargestBlock = 512;
constexpr std::int64_t kMostNational = 9'999;
constexpr std::string_view kLocalSeries = "local";
constexpr std::size_t kMostBlocks = 10'000;

std::string compact(LocalDay day) {
    std::string iso = day.iso();
    std::erase(iso, '-');
    return iso;
}

}  // namespace

bool is_national_code(std::string_view code) {
    if (code.size() != 31 || !CreditCode::parse(code.substr(0, 18))) return false;
    if (code[18] < '1' || code[18] > '6') return false;
    return std::ranges::all_of(code.substr(19), [](char c) { return c >= '0' && c <= '9'; });
}

std::string CaseNumbers::next(const std::string& area, const std::string& implement_code, LocalDay day) {
    if (is_national_code(implement_code)) {
        // One body's code can stand in several places: its numbers are counted once, for the nation.
        const auto number = take(RegionCode().str(), implement_code, day);
        if (number <= kMostNational) return fmt::format("{}{}{:04}", implement_code, compact(day), number);
    }
    return fmt::format("{}{}{:06}", area, compact(day), take(area, std::string(kLocalSeries), day));
}

std::int64_t CaseNumbers::take(const std::string& area, const std::string& series, LocalDay day) {
    const std::lock_guard lock(mutex_);
    if (blocks_.size() > kMostBlocks) std::erase_if(blocks_, [&](const auto& entry) { return entry.second.day < day; });
    Block& block = blocks_[area + series];
    if (block.day != day) block = Block{0, 0, 0, day};
    if (block.next == block.end) {
        block.size = std::clamp(block.size * 2, kFirstBlock, kLargestBlock);
        const auto day_on = day.iso();
        const auto reserved =
            database_.write("cases.reserve_numbers", [&](db::Transaction& tx) -> Result<std::int64_t> {
                return tx
                    .number(sql::reserve_numbers,
                            {{"area", area}, {"series", series}, {"day_on", day_on}, {"block", block.size}})
                    .value();
            });
        block.end = reserved.value();
        block.next = block.end - block.size;
    }
    return block.next++;
}

}  // namespace yw::cases

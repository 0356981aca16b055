#include "cases/case_numbers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "cases/sql.hpp"
#include "kernel/credit_code.hpp"
#include "kernel/region_code.hpp"
#include "kernel/waiting.hpp"

namespace yw::cases {
namespace {

constexpr std::int64_t kFirstBlock = 2;
constexpr std::int64_t kLargestBlock = 2048;
constexpr std::int64_t kMostNational = 9'999;
constexpr std::string_view kReserve = "cases.reserve_numbers";
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

Result<CaseNumbers::Numbers> CaseNumbers::reserved(db::Transaction& tx, const Series& series, std::int64_t size) {
    const std::int64_t end =
        tx.number(sql::reserve_numbers,
                  {{"area", series.area}, {"series", series.name}, {"day_on", series.day.iso()}, {"block", size}})
            .value();
    return Numbers{end - size, end};
}

CaseNumbers::~CaseNumbers() {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, [&] { return under_way_ == 0; });
}

std::string CaseNumbers::next(const std::string& area, const std::string& implement_code, LocalDay day) {
    if (is_national_code(implement_code)) {
        // One body's code can stand in several places: its numbers are counted once, for the nation.
        const auto number = take({RegionCode().str(), implement_code, day});
        if (number <= kMostNational) return fmt::format("{}{}{:04}", implement_code, compact(day), number);
    }
    return fmt::format("{}{}{:06}", area, compact(day), take({area, std::string(kLocalSeries), day}));
}

std::int64_t CaseNumbers::take(const Series& series) {
    std::unique_lock lock(mutex_);
    if (blocks_.size() > kMostBlocks)
        std::erase_if(blocks_, [&](const auto& entry) { return entry.first.day < series.day; });
    for (;;) {
        Block& block = blocks_[series];  // anew: it may have been dropped while we waited
        if (block.next < block.end) {
            const std::int64_t number = block.next++;
            const bool low = block.size == kLargestBlock && block.end - block.next < kLargestBlock / 2;
            if (low && block.ahead.end == 0 && !block.asked) ask(lock, series, block, Asked::kAhead);
            return number;
        }
        if (block.ahead.end != 0) {
            block.next = block.ahead.begin;
            block.end = std::exchange(block.ahead, {}).end;
        } else if (block.asked) {
            const Waiting waiting;
            answered_.wait(lock);
        } else {
            block.size = std::clamp(block.size * 2, kFirstBlock, kLargestBlock);
            ask(lock, series, block, Asked::kNow);
        }
    }
}

void CaseNumbers::ask(std::unique_lock<std::mutex>& lock, const Series& series, Block& block, Asked when) {
    block.asked = true;
    ++under_way_;
    const auto reserve = [series, size = block.size](db::Transaction& tx) { return reserved(tx, series, size); };
    // Not while it is locked: the answer comes on a thread of the store that may be waiting for this very lock.
    lock.unlock();
    if (when == Asked::kAhead) {
        database_.write_later(kReserve, reserve, [this, series](db::Settled<Result<Numbers>> settled) {
            try {
                answered(series, std::move(settled).get().value());
            } catch (const std::exception&) {
                answered(series, {});  // who finds no number left asks again, and is told what is wrong
            }
        });
    } else {
        try {
            answered(series, database_.write(kReserve, reserve).value());
        } catch (...) {
            answered(series, {});
            throw;
        }
    }
    lock.lock();
}

void CaseNumbers::answered(const Series& series, const Numbers& numbers) {
    const std::lock_guard lock(mutex_);
    if (const auto found = blocks_.find(series); found != blocks_.end()) {
        found->second.ahead = numbers;
        found->second.asked = false;
    }
    --under_way_;
    answered_.notify_all();
}

}  // namespace yw::cases

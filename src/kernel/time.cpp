#include "kernel/time.hpp"

#include <fmt/format.h>

#include <array>

namespace yw {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerHour = 60 * kMsPerMinute;
constexpr std::int64_t kMsPerDay = 24 * kMsPerHour;
constexpr std::int64_t kLocalOffsetMs = 8 * kMsPerHour;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

/// Takes `width` ASCII digits off the front; std::stoi would let signs and blanks through.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
    if (text.size() < width) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(width);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

/// "01:30:00" or "01:30:00.250" off the front, as milliseconds of the day.
std::optional<std::int64_t> take_time_of_day(std::string_view& text) {
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    const auto second = take_digits(text, 2);
    if (!second || *second > 59) return std::nullopt;
    int ms = 0;
    if (take(text, '.')) {
        const auto fraction = take_digits(text, 3);
        if (!fraction) return std::nullopt;
        ms = *fraction;
    }
    return *hour * kMsPerHour + *minute * kMsPerMinute + *second * 1000 + ms;
}

std::int64_t steady_ms() {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::steady_clock;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::optional<LocalDay> LocalDay::parse(std::string_view iso) {
    const auto year = take_digits(iso, 4);
    if (!year || *year == 0 || !take(iso, '-')) return std::nullopt;
    const auto month = take_digits(iso, 2);
    if (!month || !take(iso, '-')) return std::nullopt;
    const auto day = take_digits(iso, 2);
    if (!day || !iso.empty()) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) return std::nullopt;
    return LocalDay(std::chrono::sys_days{ymd});
}

LocalDay LocalDay::of(UtcTime instant) {
    const std::int64_t days = floor_div(instant.ms + kLocalOffsetMs, kMsPerDay);
    return LocalDay(std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}});
}

std::string LocalDay::iso() const {
    const auto date = ymd();
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string LocalDay::zh() const {
    const auto date = ymd();
    return fmt::format("{}年{}月{}日", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string LocalDay::zh_weekday() const {
    static constexpr std::array<std::string_view, 7> kNames{"日", "一", "二", "三", "四", "五", "六"};
    return fmt::format("{}（周{}）", zh(), kNames.at(weekday()));
}

UtcTime LocalDay::begins() const {
    return {static_cast<std::int64_t>(days_.time_since_epoch().count()) * kMsPerDay - kLocalOffsetMs};
}

UtcTime LocalDay::ends() const {
    return plus(1).begins();
}

std::string iso_utc(UtcTime instant) {
    const std::int64_t days = floor_div(instant.ms, kMsPerDay);
    const std::int64_t ms = instant.ms - days * kMsPerDay;
    const LocalDay date(std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}});
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", date.iso(), ms / kMsPerHour, ms / kMsPerMinute % 60,
                       ms / 1000 % 60, ms % 1000);
}

std::string zh_minute(UtcTime instant) {
    const LocalDay day = LocalDay::of(instant);
    const std::int64_t ms = instant.ms - day.begins().ms;
    return fmt::format("{} {}:{:02}", day.zh(), ms / kMsPerHour, ms / kMsPerMinute % 60);
}

std::optional<UtcTime> parse_utc(std::string_view iso) {
    constexpr std::size_t kDateLength = 10;
    const auto date = LocalDay::parse(iso.substr(0, kDateLength));
    if (!date || iso.size() <= kDateLength) return std::nullopt;
    iso.remove_prefix(kDateLength);
    if (!take(iso, 'T')) return std::nullopt;
    const auto ms = take_time_of_day(iso);
    if (!ms || iso != "Z") return std::nullopt;
    // LocalDay counts the digits as a local day: its midnight lies eight hours before the one in UTC that is meant.
    return UtcTime{date->begins().ms + kLocalOffsetMs + *ms};
}

UtcTime SystemClock::now() const {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

ShiftedClock::ShiftedClock(UtcTime start, Pace pace) : pace_(pace) {
    set(start);
}

UtcTime ShiftedClock::now() const {
    const std::int64_t offset = offset_ms_.load(std::memory_order_relaxed);
    return {pace_ == Pace::kRuns ? offset + steady_ms() : offset};
}

void ShiftedClock::set(UtcTime instant) {
    offset_ms_.store(pace_ == Pace::kRuns ? instant.ms - steady_ms() : instant.ms, std::memory_order_relaxed);
}

void ShiftedClock::advance(std::chrono::milliseconds by) {
    offset_ms_.fetch_add(by.count(), std::memory_order_relaxed);
}

}  // namespace yw

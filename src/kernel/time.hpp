// Instants, local days, and the clock that everything is given. The platform's local day is UTC+8 everywhere in China.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yw {

/// A moment: milliseconds since 1970-01-01T00:00Z. Columns that hold one end in `_at_ms`.
struct UtcTime {
    std::int64_t ms = 0;
    friend auto operator<=>(const UtcTime&, const UtcTime&) = default;
    UtcTime plus(std::chrono::milliseconds d) const { return {ms + d.count()}; }
};

/// A day of the local calendar (UTC+8). Columns that hold one end in `_on` and keep "2026-03-02".
class LocalDay {
public:
    LocalDay() = default;
    explicit LocalDay(std::chrono::sys_days days) : days_(days) {}
    LocalDay(int year, unsigned month, unsigned day)
        : days_(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}) {}

    /// "2026-03-02"; nothing if it is not a date of the calendar.
    static std::optional<LocalDay> parse(std::string_view iso);
    static LocalDay of(UtcTime instant);

    std::string iso() const;         ///< 2026-03-02
    std::string zh() const;          ///< 2026年3月2日
    std::string zh_weekday() const;  ///< 2026年3月2日（周一）
    UtcTime begins() const;          ///< 00:00 local
    UtcTime ends() const;            ///< 24:00 local, the first moment of the next day
    LocalDay plus(int days) const { return LocalDay(days_ + std::chrono::days{days}); }
    int days_since(LocalDay earlier) const { return static_cast<int>((days_ - earlier.days_).count()); }
    std::chrono::year_month_day ymd() const { return days_; }
    int year() const { return static_cast<int>(ymd().year()); }
    unsigned weekday() const { return std::chrono::weekday(days_).c_encoding(); }  ///< 0 Sunday … 6 Saturday
    friend auto operator<=>(const LocalDay&, const LocalDay&) = default;

private:
    std::chrono::sys_days days_{};
};

std::string iso_utc(UtcTime instant);                    ///< 2026-03-02T01:30:00.000Z
std::string zh_minute(UtcTime instant);                  ///< 2026年3月2日 9:30, local
std::optional<UtcTime> parse_utc(std::string_view iso);  ///< accepts 2026-03-02T01:30:00Z, with or without milliseconds

class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
    LocalDay today() const { return LocalDay::of(now()); }
};

class SystemClock final : public Clock {
public:
    UtcTime now() const override;
};

/// A clock that starts at a given moment and runs on (`--now`), or stands still (tests). Threads may share it.
class ShiftedClock final : public Clock {
public:
    enum class Pace { kRuns, kStands };
    ShiftedClock(UtcTime start, Pace pace);
    UtcTime now() const override;
    void set(UtcTime instant);
    void advance(std::chrono::milliseconds by);

private:
    Pace pace_;
    std::atomic<std::int64_t> offset_ms_{};  ///< the moment shown, less the machine's monotonic clock where it runs
};

}  // namespace yw

#include "platform/table/number_format.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

#include "platform/table/cell_text.hpp"

namespace yw::table {
namespace {

constexpr double kLastSerial = 2'958'465;  ///< 9999-12-31
constexpr int kFalseLeapDay = 60;          ///< 1900-02-29, which Excel keeps from Lotus 1-2-3
constexpr int kSecondsPerDay = 86'400;

struct Letters {
    bool year_or_day = false;
    bool month_or_minute = false;
    bool hour_or_second = false;
    bool exponent = false;
};

bool is_elapsed(std::string_view bracket) {
    return !bracket.empty() && bracket.find_first_not_of("hHmMsS") == std::string_view::npos;
}

/// The letters that mean something: not those in quotes, after a backslash, in colours or locales, or in AM/PM.
Letters letters_of(std::string_view code) {
    Letters letters;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i] >= 'A' && code[i] <= 'Z' ? static_cast<char>(code[i] - 'A' + 'a') : code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size() - 1);
        } else if (c == '[') {
            const std::size_t close = std::min(code.find(']', i), code.size() - 1);
            if (is_elapsed(code.substr(i + 1, close - i - 1))) letters.hour_or_second = true;
            i = close;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == 'a' && (code.substr(i, 5) == "AM/PM" || code.substr(i, 3) == "A/P")) {
            i += code.substr(i, 5) == "AM/PM" ? 4 : 2;
        } else if (c == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) {
            letters.exponent = true;
        } else if (c == 'y' || c == 'd') {
            letters.year_or_day = true;
        } else if (c == 'm') {
            letters.month_or_minute = true;
        } else if (c == 'h' || c == 's') {
            letters.hour_or_second = true;
        }
    }
    return letters;
}

std::string iso_day(int serial, Epoch epoch) {
    using std::chrono::sys_days;
    using std::chrono::year;
    const sys_days day_before_first = epoch == Epoch::k1904    ? sys_days(year{1904} / 1 / 1)
                                      : serial > kFalseLeapDay ? sys_days(year{1899} / 12 / 30)
                                                               : sys_days(year{1899} / 12 / 31);
    const std::chrono::year_month_day day(day_before_first + std::chrono::days(serial));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::string iso_time(int seconds) {
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

bool is_a_day(int serial, Epoch epoch) {
    return epoch == Epoch::k1904 ? serial >= 0 : serial >= 1 && serial != kFalseLeapDay;
}

}  // namespace

NumberFormat builtin_format(unsigned id) {
    if (id == 11 || id == 48) return NumberFormat::kScientific;
    if (id == 22) return NumberFormat::kDateTime;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35) || id == 55 || id == 56) {
        return NumberFormat::kTime;
    }
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return NumberFormat::kDate;
    return NumberFormat::kPlain;
}

NumberFormat custom_format(std::string_view code) {
    const Letters letters = letters_of(code);
    if (letters.exponent) return NumberFormat::kScientific;
    const bool has_day = letters.year_or_day || (letters.month_or_minute && !letters.hour_or_second);
    if (has_day) return letters.hour_or_second ? NumberFormat::kDateTime : NumberFormat::kDate;
    return letters.hour_or_second ? NumberFormat::kTime : NumberFormat::kPlain;
}

Cell date_cell(std::string_view raw, NumberFormat format, Epoch epoch) {
    const std::string_view text = trimmed(raw);
    if (text.empty()) return {};
    double serial = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), serial);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return text_cell(raw);
    Cell cell{std::string(text), Cell::Origin::kDate, Problem::kNotADate};
    if (!(serial >= 0 && serial < kLastSerial + 1)) return cell;
    int day = static_cast<int>(serial);
    int seconds = static_cast<int>(std::lround((serial - day) * kSecondsPerDay));
    if (seconds == kSecondsPerDay) {
        ++day;
        seconds = 0;
    }
    // Below one there is no day in it, whatever the format says; a date that is shown without time has none for us.
    const bool only_time = format == NumberFormat::kTime && day == 0;
    if (!only_time && (!is_a_day(day, epoch) || day > kLastSerial)) return cell;
    cell.problem = Problem::kNone;
    if (only_time) {
        cell.text = iso_time(seconds);
    } else {
        cell.text = iso_day(day, epoch);
        if (format != NumberFormat::kDate && seconds > 0) cell.text += ' ' + iso_time(seconds);
    }
    return cell;
}

}  // namespace yw::table

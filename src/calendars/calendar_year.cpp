// toml++ costs seconds to compile: this is the only file here that includes it.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#include <fmt/format.h>

#include <toml++/toml.h>
#include <limits>

#include "calendars/calendar_files.hpp"
#include "calendars/calendars.hpp"
#include "kernel/utf8.hpp"

namespace yw::calendars {
namespace {

class YearReader {
public:
    explicit YearReader(const toml::table& table) : table_(table) {}

    Result<CalendarYear> read() {
        CalendarYear year;
        year.year = number("year");
        year.source = source();
        each("off", [&](const toml::table& row, const std::string& at) {
            year.off.push_back({text(row, at, "name"), day(row, at, "first"), day(row, at, "last")});
        });
        each("worked", [&](const toml::table& row, const std::string& at) {
            year.worked.push_back({text(row, at, "name"), day(row, at, "day")});
        });
        refuse_unknown();
        if (!faults_.empty()) return fail(kUnreadableYear, std::move(faults_));
        return year;
    }

private:
    void fault(std::string field, std::string message) { faults_.push_back({std::move(field), std::move(message)}); }

    int number(std::string_view key) {
        const auto value = table_[key].value_exact<std::int64_t>();
        if (value && *value >= 0 && *value <= std::numeric_limits<int>::max()) return static_cast<int>(*value);
        fault(std::string(key), "缺少年份");
        return 0;
    }

    std::string source() {
        if (const auto one = table_["source"].value_exact<std::string>()) return *one;
        std::string joined;
        if (const toml::array* list = table_["source"].as_array()) {
            for (const toml::node& node : *list) {
                if (!joined.empty()) joined += ' ';
                joined += node.value_or(std::string());
            }
        }
        if (joined.empty()) fault("source", "缺少通知的文号或网址");
        return joined;
    }

    template <class F>
    void each(std::string_view key, F row) {
        const toml::array* list = table_[key].as_array();
        if (list == nullptr) return fault(std::string(key), "缺少列表");
        for (std::size_t i = 0; i < list->size(); ++i) {
            const std::string at = fmt::format("{}[{}]", key, i);
            const toml::table* entry = list->get(i)->as_table();
            if (entry == nullptr) {
                fault(at, "应为一组字段");
            } else {
                row(*entry, at);
            }
        }
    }

    std::string text(const toml::table& row, const std::string& at, std::string_view key) {
        auto value = row[key].value_exact<std::string>();
        if (!value) fault(fmt::format("{}.{}", at, key), "缺少文字");
        return value.value_or(std::string());
    }

    LocalDay day(const toml::table& row, const std::string& at, std::string_view key) {
        const auto value = row[key].value_exact<toml::date>();
        if (!value) fault(fmt::format("{}.{}", at, key), "缺少日期（例如 2026-10-01，不加引号）");
        return value ? LocalDay(value->year, value->month, value->day) : LocalDay();
    }

    /// A misspelt key would otherwise drop holidays in silence.
    void refuse_unknown() {
        for (const auto& [key, node] : table_) {
            const std::string_view name = key.str();
            if (name != "year" && name != "source" && name != "off" && name != "worked") {
                fault(std::string(name), "未知字段");
            }
        }
    }

    const toml::table& table_;
    std::vector<FieldError> faults_;
};

/// toml++ 3.3 runs into undefined behaviour when a character of this range (Arabic presentation forms and their
/// neighbours), or bytes that it takes for one, stand where it looks for a blank. No holiday needs one.
bool breaks_the_parser(std::string_view toml) {
    constexpr char32_t kFirst = 0xFB26;
    constexpr char32_t kLast = 0xFEFE;
    if (!utf8::is_valid(toml)) return true;
    while (!toml.empty()) {
        const char32_t c = utf8::decode(utf8::take(toml));
        if (c >= kFirst && c <= kLast) return true;
    }
    return false;
}

WorkingCalendar read_embedded() {
    std::vector<CalendarYear> years;
    for (const auto& file : files()) years.push_back(parse_calendar_year(file.bytes).value());
    return WorkingCalendar::of(std::move(years)).value();
}

}  // namespace

Result<CalendarYear> parse_calendar_year(std::string_view toml) {
    if (breaks_the_parser(toml)) return fail(kUnreadableYear, {{"", "含有不能使用的字符"}});
    const toml::parse_result parsed = toml::parse(toml);
    if (!parsed) {
        const auto& at = parsed.error().source().begin;
        return fail(kUnreadableYear, {{fmt::format("line {}", at.line), std::string(parsed.error().description())}});
    }
    return YearReader(parsed.table()).read();
}

const WorkingCalendar& published_calendar() {
    static const WorkingCalendar kCalendar = read_embedded();
    return kCalendar;
}

}  // namespace yw::calendars

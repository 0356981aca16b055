#include <fmt/format.h>

#include <limits>

#include "calendars/calendar_files.hpp"
#include "calendars/calendars.hpp"
#include "kernel/utf8.hpp"
#include "platform/toml/toml.hpp"

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

/// The same TOML in ASCII: toml++ 3.3 runs into undefined behaviour on some characters (。) wherever it may look for a
/// blank. Inside "texts" they become escapes, in comments question marks; nowhere else does TOML allow them but in
/// 'literal texts' and texts over several lines, which no calendar needs. What is refused comes back as its line.
class AsciiToml {
public:
    explicit AsciiToml(std::string_view toml) : rest_(toml) {
        while (!rest_.empty() && refused_line_ == 0) take();
    }

    const std::string& text() const { return text_; }
    int refused_line() const { return refused_line_; }  ///< 0 if nothing was

private:
    void take() {
        const bool triple = rest_.starts_with(R"(""")") || rest_.starts_with("'''");
        const std::string_view raw = utf8::take(rest_);
        const char c = raw[0];
        if (static_cast<unsigned char>(c) >= 0x80) return take_wide(utf8::decode(raw));
        if (triple && inside_ != '#') refused_line_ = line_;
        text_ += c;
        if (c == '\n') {
            ++line_;
            inside_ = 0;
        } else if (inside_ == 0 && (c == '"' || c == '\'' || c == '#')) {
            inside_ = c;
        } else if (inside_ == '"' && c == '\\' && !rest_.empty() && static_cast<unsigned char>(rest_[0]) < 0x80) {
            text_ += utf8::take(rest_);
        } else if (c == inside_ && c != '#') {
            inside_ = 0;
        }
    }

    void take_wide(char32_t c) {
        if (inside_ == '#') {
            text_ += '?';
        } else if (inside_ == '"' && c != utf8::kNotACharacter) {
            text_ += fmt::format("\\U{:08X}", static_cast<std::uint32_t>(c));
        } else {
            refused_line_ = line_;
        }
    }

    std::string_view rest_;
    std::string text_;
    int line_ = 1;
    char inside_ = 0;  // the quote or # that was opened
    int refused_line_ = 0;
};

WorkingCalendar read_embedded() {
    std::vector<CalendarYear> years;
    for (const auto& file : files()) years.push_back(parse_calendar_year(file.bytes).value());
    return WorkingCalendar::of(std::move(years)).value();
}

}  // namespace

Result<CalendarYear> parse_calendar_year(std::string_view toml) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (toml.starts_with(kByteOrderMark)) toml.remove_prefix(kByteOrderMark.size());
    const AsciiToml ascii(toml);
    if (ascii.refused_line() > 0) {
        return fail(kUnreadableYear,
                    {{fmt::format("line {}", ascii.refused_line()), "引号之外有中文、全角字符或三引号"}});
    }
    try {
        return YearReader(toml::parse(ascii.text())).read();
    } catch (const toml::parse_error& error) {
        return fail(kUnreadableYear,
                    {{fmt::format("line {}", error.source().begin.line), std::string(error.description())}});
    }
}

const WorkingCalendar& published_calendar() {
    static const WorkingCalendar kCalendar = read_embedded();
    return kCalendar;
}

}  // namespace yw::calendars

#include <algorithm>
#include <charconv>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "calendars/calendars.hpp"

namespace yw::calendars {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The cell at the front of `rest`, without quotes; takes it and the separator after it away.
std::string take_cell(std::string_view& rest, char separator) {
    std::string cell;
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest[i];
        if (c == '"' && quoted && i + 1 < rest.size() && rest[i + 1] == '"') {
            cell += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == separator && !quoted) {
            break;
        } else {
            cell += c;
        }
    }
    rest.remove_prefix(std::min(rest.size(), i + 1));
    return std::string(trimmed(cell));
}

std::vector<std::string> cells_of(std::string_view line, char separator) {
    std::vector<std::string> cells;
    const bool ends_empty = line.ends_with(separator);
    while (!line.empty()) cells.push_back(take_cell(line, separator));
    if (ends_empty) cells.emplace_back();
    return cells;
}

/// Which cells of a row hold what is asked.
struct Columns {
    char separator = ',';
    std::size_t accept_date = 0;
    std::size_t working_days = 0;
};

/// The columns, or the rule that the line of names breaks.
struct Header {
    Columns columns;
    std::string_view broken_rule;
};

Header read_header(std::string_view line) {
    Header header;
    header.columns.separator = line.find('\t') != std::string_view::npos ? '\t' : ',';
    const auto names = cells_of(line, header.columns.separator);
    const auto place = [&](std::string_view name, std::size_t& column) {
        const auto found = std::ranges::find(names, name);
        if (found == names.end()) {
            header.broken_rule = "missing_column";
        } else if (std::find(found + 1, names.end(), name) != names.end()) {
            header.broken_rule = "duplicate_column";
        }
        column = static_cast<std::size_t>(found - names.begin());
    };
    place("accept_date", header.columns.accept_date);
    place("working_days", header.columns.working_days);
    return header;
}

std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

std::string answer(std::string_view line, const Columns& columns, const WorkingCalendar& calendar) {
    const auto cells = cells_of(line, columns.separator);
    if (cells.size() <= std::max(columns.accept_date, columns.working_days)) return "error missing_cell";
    const auto accepted = LocalDay::parse(cells[columns.accept_date]);
    if (!accepted) return "error bad_date";
    const auto limit = whole_number(cells[columns.working_days]);
    if (!limit) return "error bad_number";
    const auto due = calendar.add_working_days(*accepted, *limit);
    if (due) return due.value().iso();
    return due.error().code == kBadLimit ? "error bad_number" : "error year_not_published";
}

/// The next line with anything in it, without its end.
bool next_line(std::istream& table, std::string& line) {
    while (std::getline(table, line)) {
        if (line.ends_with('\r')) line.pop_back();
        if (!trimmed(line).empty()) return true;
    }
    return false;
}

}  // namespace

int calendar_due(std::istream& table, std::ostream& days, const WorkingCalendar& calendar) {
    constexpr int kAnswered = 0;
    constexpr int kUnreadable = 2;
    std::string line;
    if (!next_line(table, line)) {
        days << "error empty_table\n";
        return kUnreadable;
    }
    if (line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
    const Header header = read_header(line);
    if (!header.broken_rule.empty()) {
        days << "error " << header.broken_rule << '\n';
        return kUnreadable;
    }
    while (next_line(table, line)) days << answer(line, header.columns, calendar) << '\n';
    return kAnswered;
}

}  // namespace yw::calendars

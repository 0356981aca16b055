#include "catalogue/import_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "kernel/utf8.hpp"

namespace yw::catalogue {
namespace {

using Severity = table::RowProblem::Severity;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "<br>", "</p>", "<!--": a bracket before a letter, slash or exclamation mark. "A<B" in words has a space or digit.
bool has_tag(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '<' && (is_letter(text[i + 1]) || text[i + 1] == '/' || text[i + 1] == '!')) return true;
    return false;
}

/// "&nbsp;", "&#160;": an ampersand, at most ten letters or digits, a semicolon.
bool has_entity(std::string_view text) {
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        std::size_t end = at + 1;
        if (end < text.size() && text[end] == '#') ++end;
        const auto begin = end;
        while (end < text.size() && end - begin < 10 &&
               (is_letter(text[end]) || (text[end] >= '0' && text[end] <= '9')))
            ++end;
        if (end > begin && end < text.size() && text[end] == ';') return true;
    }
    return false;
}

bool is_invisible(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == utf8::kNotACharacter;
}

/// Without the characters that nobody sees; ASCII and ideographic blanks at the ends go too.
std::string visible(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const auto character = utf8::take(text);
        if (!is_invisible(utf8::decode(character))) kept += character;
    }
    std::string_view rest = kept;
    const auto strip = [&](std::string_view blank) {
        bool stripped = false;
        while (rest.starts_with(blank)) rest.remove_prefix(blank.size()), stripped = true;
        while (rest.ends_with(blank)) rest.remove_suffix(blank.size()), stripped = true;
        return stripped;
    };
    while (strip(" ") || strip("\u3000") || strip("\u00A0")) continue;
    return std::string(rest);
}

std::string without_space(std::string_view name) {
    std::string kept;
    while (!name.empty()) {
        const auto character = utf8::take(name);
        if (character != " " && character != "\n" && character != "\t" && character != "\u3000") kept += character;
    }
    return kept;
}

}  // namespace

void RowReader::say(std::string_view element, std::string_view rule, std::string message, Severity severity) {
    const auto index = rows_.index_of(element);
    std::string column = index ? rows_.elements[*index].column : std::string();
    if (column.empty()) column = element;
    if (severity == Severity::kError) has_errors_ = true;
    problems_.push_back({row_.number, std::move(column), rows_.at(row_, element).text, std::string(rule),
                         std::move(message), severity});
}

void RowReader::error(std::string_view element, std::string_view rule, std::string message) {
    say(element, rule, std::move(message), Severity::kError);
}

void RowReader::warn(std::string_view element, std::string_view rule, std::string message) {
    say(element, rule, std::move(message), Severity::kWarning);
}

bool RowReader::is_lost(std::string_view element, const table::Cell& cell) {
    if (cell.problem == table::Problem::kNone || cell.problem == table::Problem::kControlCharacter) return false;
    error(element, table::rule_of(cell.problem), std::string(table::sentence_of(cell.problem)));
    return true;
}

bool RowReader::refuse_long(std::string_view element, const std::string& text, std::size_t longest) {
    if (text.size() <= longest) return false;
    error(element, "too_long", fmt::format("内容太长：最多 {} 个字节。", longest));
    return true;
}

std::string RowReader::name(std::string_view element, std::size_t longest) {
    const table::Cell& cell = rows_.at(row_, element);
    if (is_lost(element, cell)) return {};
    if (has_tag(cell.text) || has_entity(cell.text)) {
        error(element, "markup", "内容里有网页代码（标签或者 &nbsp; 一类的字符），请在原表中改成文字。");
        return {};
    }
    std::string text = visible(cell.text);
    if (refuse_long(element, text, longest)) return {};
    const bool is_mended = cell.problem == table::Problem::kControlCharacter ||
                           std::any_of(cell.text.begin(), cell.text.end(), [](char c) { return c == '\n'; });
    if (is_mended && text != cell.text) warn(element, "invisible_removed", "内容里看不见的字符或者换行已经去掉。");
    return text;
}

std::string RowReader::required_name(std::string_view element, std::size_t longest) {
    const auto errors_before = has_errors_;
    has_errors_ = false;
    std::string text = name(element, longest);
    if (text.empty() && !has_errors_) error(element, "missing", "这一列必须填写。");
    has_errors_ = has_errors_ || errors_before;
    return text;
}

std::string RowReader::code(std::string_view element, std::size_t longest) {
    const table::Cell& cell = rows_.at(row_, element);
    if (is_lost(element, cell)) return {};
    std::string text = visible(cell.text);
    if (text != cell.text || text.find(' ') != std::string::npos || has_tag(text) || has_entity(text)) {
        error(element, "code_form", "代码里有空格、换行、看不见的字符或者网页代码，请在原表中改正。");
        return {};
    }
    return refuse_long(element, text, longest) ? std::string() : text;
}

RegionCode RowReader::region(std::string_view element,
                             std::optional<RegionCode> fallback,
                             const std::function<bool(RegionCode)>& known) {
    const auto text = code(element, 12);
    const auto region = text.empty() ? fallback : RegionCode::parse_short(text);
    if (!region && text.empty()) {
        if (rows_.at(row_, element).text.empty())
            error(element, "region_missing", "这一行没有区划代码，导入时也没有指定区划。");
        return {};
    }
    if (!region) {
        error(element, "region_form", "区划代码应为十二位数字。");
    } else if (known && !known(*region)) {
        error(element, "region_unknown", "没有这个区划。");
    }
    return region.value_or(RegionCode());
}

std::string column_missing(std::span<const KnownColumn> known, std::string_view element) {
    std::string_view name = element;
    for (const KnownColumn& column : known)
        if (column.element == element) name = column.column;
    return fmt::format("文件里没有“{}”这一列；列名不一样的，请写明列的对应关系。", name);
}

table::Mapping mapping_for(const table::Table& table,
                           std::span<const KnownColumn> known,
                           const std::optional<table::Mapping>& given) {
    table::Mapping mapping = given.value_or(table::Mapping());
    std::set<std::string, std::less<>> taken;
    std::set<std::string, std::less<>> named;
    for (const auto& [column, element] : mapping.columns) {
        taken.insert(element);
        named.insert(without_space(column));
    }
    for (const auto& constant : mapping.constants) taken.insert(constant.first);
    for (const KnownColumn& column : known) {
        const auto found = std::find_if(table.header.begin(), table.header.end(),
                                        [&](const std::string& name) { return without_space(name) == column.column; });
        if (found == table.header.end() || named.count(without_space(*found)) > 0) continue;
        if (!taken.emplace(column.element).second) continue;
        mapping.columns[*found] = column.element;
    }
    return mapping;
}

}  // namespace yw::catalogue

// Reading another channel's list, in whatever of the usual forms it comes.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <map>

#include "kernel/time.hpp"
#include "platform/table/table.hpp"
#include "publication/drift.hpp"
#include "publication/record.hpp"

namespace yw::publication {
namespace {

namespace json = boost::json;

/// Column names that lists use, for each of our fields.
const std::multimap<std::string_view, std::string_view>& column_names() {
    static const std::multimap<std::string_view, std::string_view> names{{"name", "name"},
                                                                         {"name", "事项名称"},
                                                                         {"name", "task_name"},
                                                                         {"name", "服务事项"},
                                                                         {"name", "名称"},
                                                                         {"code", "code"},
                                                                         {"code", "实施编码"},
                                                                         {"code", "task_code"},
                                                                         {"code", "事项编码"},
                                                                         {"code", "implement_code"},
                                                                         {"department", "department"},
                                                                         {"department", "实施部门"},
                                                                         {"department", "实施主体"},
                                                                         {"department", "部门"},
                                                                         {"department", "dept_name"},
                                                                         {"limit", "limit"},
                                                                         {"limit", "promised"},
                                                                         {"limit", "承诺办结时限"},
                                                                         {"limit", "承诺时限"},
                                                                         {"limit", "办理时限"},
                                                                         {"limit", "promise_day"},
                                                                         {"materials", "materials"},
                                                                         {"materials", "申请材料"},
                                                                         {"materials", "材料名称"},
                                                                         {"materials", "材料"},
                                                                         {"count", "material_count"},
                                                                         {"count", "materials_count"},
                                                                         {"count", "材料数量"},
                                                                         {"count", "材料数"},
                                                                         {"updated", "updated"},
                                                                         {"updated", "updated_at"},
                                                                         {"updated", "changed_at"},
                                                                         {"updated", "更新时间"},
                                                                         {"updated", "更新日期"},
                                                                         {"updated", "发布时间"},
                                                                         {"page", "url"},
                                                                         {"page", "page"},
                                                                         {"page", "网址"},
                                                                         {"page", "指南地址"},
                                                                         {"page", "链接"},
                                                                         {"hash", "content_hash"},
                                                                         {"hash", "内容校验码"}};
    return names;
}

ShownItem shown_of(const Record& record) {
    ShownItem item;
    item.code = record.entry.code;
    item.name = record.entry.name;
    item.region = record.entry.region;
    item.department = record.entry.department;
    if (!record.entry.content_hash.empty()) item.content_hash = record.entry.content_hash;
    if (!record.guide) return item;
    if (record.guide->promised.count >= 0) item.limit = to_text(record.guide->promised);
    item.materials.emplace();
    for (const auto& material : record.guide->materials) item.materials->push_back(material.name);
    item.material_count = static_cast<int>(item.materials->size());
    return item;
}

/// Our own records: lines of a snapshot, or the changes of an answer. Nothing when it is something else.
std::optional<std::vector<ShownItem>> read_records(std::string_view bytes) {
    std::vector<ShownItem> items;
    const auto add = [&](std::string_view line) {
        const auto record = read_record(line);
        if (record && record->kind != "withdrawn") items.push_back(shown_of(record.value()));
        return static_cast<bool>(record);
    };
    if (bytes.starts_with("{\"changes\":")) {
        boost::system::error_code error;
        const auto value = json::parse(bytes, error);
        const auto* object = error ? nullptr : value.if_object();
        const auto* list = object ? object->at("changes").if_array() : nullptr;
        if (!list) return std::nullopt;
        for (const auto& change : *list)
            if (!add(json::serialize(change))) return std::nullopt;
        return items;
    }
    if (!bytes.starts_with("{\"format\":\"yiwang-catalogue\"")) return std::nullopt;
    bool ended = false;
    for (bool head = true; !bytes.empty(); head = false) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const auto line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ended = line.starts_with("{\"end\":true");
        if (!head && !ended && !line.empty() && !add(line)) return std::nullopt;
    }
    return ended ? std::optional(std::move(items)) : std::nullopt;
}

std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> names;
    if (text.starts_with("[")) {
        boost::system::error_code error;
        const auto value = json::parse(text, error);
        if (const auto* list = error ? nullptr : value.if_array()) {
            for (const auto& each : *list) {
                const json::value* name = &each;
                if (const auto* object = each.if_object()) {
                    name = object->if_contains("name");
                    if (!name) name = object->if_contains("材料名称");
                    if (!name) name = object->if_contains("material_name");
                }
                if (name && name->is_string()) names.emplace_back(name->as_string());
            }
            return names;
        }
    }
    while (!text.empty()) {
        // The separators of the usual lists: the exchange's own, line ends, semicolons of both widths.
        std::size_t end = text.size();
        std::size_t width = 0;
        for (const std::string_view mark : {"^", "\n", ";", "；", "|"})
            if (const auto at = text.find(mark); at < end) {
                end = at;
                width = mark.size();
            }
        if (end > 0) names.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + std::max<std::size_t>(width, 1), text.size()));
    }
    return names;
}

/// "2026/3/2 10:00", "2026年3月2日", "20260302": the day; the text itself where it is none.
std::string day_of(std::string_view text) {
    std::vector<int> numbers;
    std::string digits;
    for (const char c : std::string(text.substr(0, 30)) + " ") {
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        if (digits.size() == 8 && numbers.empty()) {
            numbers = {std::stoi(digits.substr(0, 4)), std::stoi(digits.substr(4, 2)), std::stoi(digits.substr(6, 2))};
        } else if (!digits.empty() && digits.size() <= 4) {
            numbers.push_back(std::stoi(digits));
        }
        digits.clear();
    }
    if (numbers.size() < 3 || numbers[0] < 1900 || numbers[1] < 1 || numbers[1] > 12 || numbers[2] < 1 ||
        numbers[2] > 31)
        return std::string(text);
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(numbers[0]) + "-" + two(numbers[1]) + "-" + two(numbers[2]);
}

std::optional<int> number_of(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

ShownItem shown_of(const table::Row& row, const std::map<std::string, std::size_t>& columns) {
    const auto cell = [&](const std::string& field) -> std::optional<std::string> {
        const auto found = columns.find(field);
        if (found == columns.end()) return std::nullopt;
        return table::Table::at(row, found->second).text;
    };

    ShownItem item;
    item.name = cell("name").value_or("");
    item.code = cell("code");
    item.department = cell("department");
    item.limit = cell("limit");
    // The exchange's own column is a bare number of working days.
    if (item.limit && number_of(*item.limit)) *item.limit += "个工作日";
    if (const auto names = cell("materials")) item.materials = split_names(*names);
    if (const auto count = cell("count")) item.material_count = number_of(*count);
    if (const auto day = cell("updated"); day && !day->empty()) item.updated = day_of(*day);
    item.content_hash = cell("hash");
    item.page = cell("page");
    return item;
}

}  // namespace

Result<std::vector<ShownItem>> read_shown_items(std::string_view bytes, std::string_view name) {
    if (auto records = read_records(bytes)) return std::move(*records);
    YW_TRY(const auto table, table::read_table(bytes, name));
    std::map<std::string, std::size_t> columns;
    std::string seen;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        seen += (seen.empty() ? "" : "、") + table.header[i];
        for (const auto& [field, column] : column_names())
            if (plain_text(table.header[i]) == plain_text(column)) columns.emplace(std::string(field), i);
    }
    if (columns.count("name") == 0) return fail(kListUnreadable, {{"name", "没有事项名称一列。文件里的列：" + seen}});
    std::vector<ShownItem> items;
    for (const auto& row : table.rows) {
        auto item = shown_of(row, columns);
        if (!item.name.empty()) items.push_back(std::move(item));
    }
    return items;
}

}  // namespace yw::publication

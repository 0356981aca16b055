#include "catalogue/import_rows.hpp"

#include <fmt/core.h>

#include <array>
#include <map>
#include <set>

#include "catalogue/guide_words.hpp"
#include "catalogue/import_text.hpp"
#include "kernel/credit_code.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kLongestName = 3'000;      // C1000 of the national table, three bytes a character
constexpr std::size_t kLongestDepartment = 600;  // C200
constexpr std::size_t kLongestCode = 200;
constexpr std::size_t kNationalTaskCode = 36;     // task_code C36
constexpr std::size_t kNationalCatalogCode = 12;  // catalog_code C12

constexpr std::array<KnownColumn, 22> kItemColumns{{{"id", "id"},
                                                    {"department", "department"},
                                                    {"main_item", "main_item"},
                                                    {"name", "name"},
                                                    {"implement_code", "implement_code"},
                                                    {"base_code", "base_code"},
                                                    {"region12", "region12"},
                                                    {"dept_uscc", "dept_uscc"},
                                                    {"task_type", "task_type"},
                                                    {"region", "region12"},
                                                    {"事项标识", "id"},
                                                    {"编号", "id"},
                                                    {"实施主体", "department"},
                                                    {"部门", "department"},
                                                    {"主项名称", "main_item"},
                                                    {"事项名称", "name"},
                                                    {"实施编码", "implement_code"},
                                                    {"基本编码", "base_code"},
                                                    {"区划代码", "region12"},
                                                    {"统一社会信用代码", "dept_uscc"},
                                                    {"实施主体编码", "dept_uscc"},
                                                    {"事项类型", "task_type"}}};
constexpr std::array<KnownColumn, 9> kDepartmentColumns{{{"name", "name"},
                                                         {"department", "name"},
                                                         {"region12", "region12"},
                                                         {"region", "region12"},
                                                         {"credit_code", "credit_code"},
                                                         {"部门", "name"},
                                                         {"部门名称", "name"},
                                                         {"区划代码", "region12"},
                                                         {"统一社会信用代码", "credit_code"}}};

/// "1" is "01". Unknown digits are kept with a warning: local lists have types of their own.
std::string read_task_type(RowReader& row) {
    std::string text = row.code("task_type", kLongestCode);
    if (text.empty()) {
        if (!row.has_errors()) row.warn("task_type", "task_type_missing", "没有事项类型。");
        return {};
    }
    if (text.size() > 2 || text.find_first_not_of("0123456789") != std::string::npos) {
        row.error("task_type", "task_type_form", "事项类型应为一位或者两位数字，例如 1（行政许可）、20（公共服务）。");
        return {};
    }
    if (text.size() == 1) text.insert(text.begin(), '0');
    if (task_type_name(text).empty())
        row.warn("task_type", "task_type_unknown", "国家目录没有这个事项类型，按原样保留。");
    return text;
}

/// Missing and invalid codes are common in real lists: kept as they are, never an error.
std::string read_credit_code(RowReader& row, std::string_view element) {
    const std::string text = row.code(element, kLongestCode);
    if (text.empty()) {
        if (!row.has_errors()) row.warn(element, "credit_code_missing", "没有统一社会信用代码。");
        return {};
    }
    const std::string tidy = tidy_code(text);
    if (CreditCode::parse(tidy)) {
        if (tidy != text)
            row.warn(element, "credit_code_spelling", "统一社会信用代码应当用大写字母和半角数字，已经按规范写法保存。");
        return tidy;
    }
    row.warn(element, "credit_code_invalid", "统一社会信用代码的位数或者校验码不对，按原样保留。");
    return text;
}

void warn_of_code(RowReader& row, std::string_view element, const std::string& code, std::size_t national) {
    if (code.size() > national)
        row.warn(element, "code_long", fmt::format("代码长于国家标准的 {} 位，按原样保留。", national));
}

ItemRow read_item_row(RowReader& row, const ImportOptions& options) {
    ItemRow read;
    ItemFacts& facts = read.facts;
    facts.name = row.required_name("name", kLongestName);
    read.department = row.required_name("department", kLongestDepartment);
    facts.main_item = row.name("main_item", kLongestName);
    facts.source_id = row.code("id", kLongestCode);
    facts.implement_code = row.code("implement_code", kLongestCode);
    facts.base_code = row.code("base_code", kLongestCode);
    facts.region = row.region("region12", options.region, options.region_known);
    facts.task_type = read_task_type(row);
    read.credit_code = read_credit_code(row, "dept_uscc");
    warn_of_code(row, "implement_code", facts.implement_code, kNationalTaskCode);
    warn_of_code(row, "base_code", facts.base_code, kNationalCatalogCode);
    if (facts.source_id.empty()) facts.source_id = facts.implement_code;
    if (facts.source_id.empty() && !row.has_errors())
        row.error("id", "id_missing", "这一行既没有事项标识也没有实施编码，再次导入时无法认出它。");
    return read;
}

/// The file as elements, and its problems so far.
template <class R>
Result<table::MappedTable> mapped(table::Table table,
                                  const ImportOptions& options,
                                  std::span<const KnownColumn> known,
                                  ReadRows<R>& read) {
    const table::Mapping mapping = mapping_for(table, known, options.mapping);
    YW_TRY(table::MappedTable rows, table::apply(std::move(table), mapping));
    read.rows_in_file = static_cast<int>(rows.rows.size());
    read.problems = rows.problems;
    for (const auto needed : {std::string_view("name"), std::string_view("department")})
        if (!rows.index_of(needed) && (needed == "name" || known.data() == kItemColumns.data()))
            return fail(table::kMappingColumnUnknown, {{std::string(needed), column_missing(known, needed)}});
    return rows;
}

/// Rows that the mapping itself found wrong (unknown enumeration values) are left out like those we find wrong.
std::set<int> rows_with_errors(const std::vector<table::RowProblem>& problems) {
    std::set<int> rows;
    for (const auto& problem : problems)
        if (problem.severity == table::RowProblem::Severity::kError) rows.insert(problem.row);
    return rows;
}

}  // namespace

Result<ReadRows<ItemRow>> read_item_rows(table::Table table, const ImportOptions& options) {
    ReadRows<ItemRow> read;
    YW_TRY(const table::MappedTable rows, mapped<ItemRow>(std::move(table), options, kItemColumns, read));
    const auto refused = rows_with_errors(read.problems);
    std::map<std::pair<RegionCode, std::string>, int> first_with_id;
    for (const table::Row& cells : rows.rows) {
        RowReader row(rows, cells, read.problems);
        ItemRow item = read_item_row(row, options);
        if (!row.has_errors()) {
            const auto [first, is_new] =
                first_with_id.try_emplace({item.facts.region, item.facts.source_id}, cells.number);
            std::optional<int> before;
            if (!is_new)
                before = first->second + options.rows_before;
            else if (options.seen_before)
                before =
                    options.seen_before(item.facts.region, item.facts.source_id, cells.number + options.rows_before);
            if (before) row.error("id", "id_twice", fmt::format("事项标识与第 {} 行重复。", *before));
        }
        item.number = cells.number + options.rows_before;
        if (!row.has_errors() && refused.count(cells.number) == 0) read.rows.push_back(std::move(item));
    }
    if (const auto index = rows.index_of("base_code"); index && !rows.elements[*index].column.empty())
        read.base_code_column = rows.elements[*index].column;
    for (auto& problem : read.problems)
        if (problem.row > 0) problem.row += options.rows_before;
    return read;
}

Result<ReadRows<DepartmentRow>> read_department_rows(table::Table table, const ImportOptions& options) {
    ReadRows<DepartmentRow> read;
    YW_TRY(const table::MappedTable rows, mapped<DepartmentRow>(std::move(table), options, kDepartmentColumns, read));
    const auto refused = rows_with_errors(read.problems);
    for (const table::Row& cells : rows.rows) {
        RowReader row(rows, cells, read.problems);
        DepartmentRow department;
        department.name = row.required_name("name", kLongestDepartment);
        department.region = row.region("region12", options.region, options.region_known);
        department.credit_code = read_credit_code(row, "credit_code");
        if (!row.has_errors() && refused.count(cells.number) == 0) read.rows.push_back(std::move(department));
    }
    return read;
}

}  // namespace yw::catalogue

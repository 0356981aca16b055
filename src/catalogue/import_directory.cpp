#include <fmt/core.h>

#include <array>
#include <map>
#include <set>

#include "catalogue/directory.hpp"
#include "catalogue/directory_rows.hpp"
#include "catalogue/import_text.hpp"
#include "catalogue/item_codes.hpp"

namespace yw::catalogue {
namespace {

constexpr std::size_t kLongestName = 3'000;   // C1000, three bytes a character
constexpr std::size_t kLongestText = 20'000;  // bases; C3000 of punishments
constexpr std::size_t kLongestCode = 200;

/// Undoes a dry run; never seen outside.
constexpr ErrorCode kDryRun{"catalogue.dry_run", Kind::kConflict};

constexpr std::array<KnownColumn, 33> kColumns{{{"catalog_code", "code"},
                                                {"code", "code"},
                                                {"基本编码", "code"},
                                                {"local_catalog_code", "local_code"},
                                                {"地方基本编码", "local_code"},
                                                {"task_name", "name"},
                                                {"name", "name"},
                                                {"事项名称", "name"},
                                                {"task_type", "task_type"},
                                                {"事项类型", "task_type"},
                                                {"by_law", "by_law"},
                                                {"设定依据", "by_law"},
                                                {"use_level", "levels"},
                                                {"行使层级", "levels"},
                                                {"task_state", "state"},
                                                {"事项状态", "state"},
                                                {"task_version", "version"},
                                                {"事项版本", "version"},
                                                {"plan_effective_date", "effective_on"},
                                                {"计划生效日期", "effective_on"},
                                                {"plan_cancel_date", "cancel_on"},
                                                {"计划取消日期", "cancel_on"},
                                                {"guiding_department", "department"},
                                                {"业务指导部门", "department"},
                                                {"指导部门", "department"},
                                                {"parent_code", "parent"},
                                                {"主项编码", "parent"},
                                                {"handled", "handled"},
                                                {"是否办理项", "handled"},
                                                {"处罚的行为、种类、幅度", "punish_method"},
                                                {"征收种类", "collect_type"},
                                                {"是否减免", "reducible"},
                                                {"punishment_method", "punish_method"}}};

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string read_type(RowReader& row, const std::optional<BaseCode>& code) {
    std::string type = row.code("task_type", kLongestCode);
    if (type.size() == 1) type.insert(type.begin(), '0');
    if (type.empty() && code) return code->task_type;
    if (task_type_name(type).empty())
        row.error("task_type", "task_type_unknown", "事项类型应为国家规定的两位代码，例如01（行政许可）。");
    else if (code && code->task_type != type)
        row.error("task_type", "task_type_differs", "事项类型和基本编码的第三、四位不一样。");
    return type;
}

std::vector<std::string> read_levels(RowReader& row) {
    auto levels = split(row.code("levels", kLongestCode), "^,、");
    if (levels.empty()) row.error("levels", "level_missing", "没有行使层级：每一级写一个数字，用^隔开，例如2^3^4。");
    for (const auto& level : levels)
        if (code_name("level", level).empty())
            row.error("levels", "level_unknown",
                      fmt::format("没有行使层级“{}”：1国家、2省、3市、4县、5镇、6村。", level));
    return levels;
}

std::string read_state(RowReader& row) {
    const auto state = row.name("state", kLongestCode);
    if (state.empty() || state == "1" || state == "在用") return "active";
    if (state == "2" || state == "暂停") return "suspended";
    if (state == "3" || state == "取消") return "cancelled";
    row.error("state", "state_unknown", "事项状态应为1（在用）、2（暂停）或者3（取消）。");
    return "active";
}

std::string read_day(RowReader& row, std::string_view element) {
    const auto text = row.name(element, kLongestCode).substr(0, 10);
    if (!text.empty() && !LocalDay::parse(text)) row.error(element, "bad_date", "日期应当写成2026-03-02。");
    return text;
}

DirectoryEntry read_entry(RowReader& row) {
    DirectoryEntry entry;
    entry.code = row.code("code", kLongestCode);
    const auto parsed = BaseCode::parse(entry.code);
    if (!parsed) row.error("code", "base_form", "基本编码应当是12位数字。");
    entry.local_code = row.code("local_code", kLongestCode);
    entry.name = row.required_name("name", kLongestName);
    entry.task_type = read_type(row, parsed);
    entry.bases = split(row.name("by_law", kLongestText), "\n\r");
    if (entry.bases.size() == 1) {
        entry.bases.clear();
        std::string rest = row.name("by_law", kLongestText);
        constexpr std::string_view kSemicolon = "；";
        for (std::size_t at = 0; !rest.empty();) {
            at = std::min(rest.find(kSemicolon), rest.size());
            if (at > 0) entry.bases.push_back(rest.substr(0, at));
            rest.erase(0, std::min(at + kSemicolon.size(), rest.size()));
        }
    }
    if (entry.bases.empty()) row.error("by_law", "by_law_missing", "没有设定依据。");
    entry.levels = read_levels(row);
    entry.state = read_state(row);
    const auto version = row.code("version", kLongestCode);
    entry.version = version.empty() ? 0 : std::atoi(version.c_str());
    if (!version.empty() && entry.version < 1) row.error("version", "bad_version", "事项版本应当是从1开始的整数。");
    entry.effective_on = read_day(row, "effective_on");
    entry.cancel_on = read_day(row, "cancel_on");
    if (!entry.effective_on.empty() && !entry.cancel_on.empty() && entry.cancel_on <= entry.effective_on)
        row.error("cancel_on", "cancel_before_effect", "计划取消日期应当晚于计划生效日期。");
    entry.department = row.name("department", kLongestName);
    if (entry.department.empty())
        row.warn("department", "department_missing", "没有业务指导部门，进驻情况找不到责任部门。");
    entry.parent_code = row.code("parent", kLongestCode);
    const auto handled = row.name("handled", kLongestCode);
    entry.handled = handled != "0" && handled != "否";
    entry.punish_method = row.name("punish_method", kLongestText);
    entry.collect_type = row.name("collect_type", kLongestText);
    entry.reducible = row.name("reducible", kLongestText);
    if (entry.task_type == "02" && entry.punish_method.empty())
        row.warn("punish_method", "punish_method_missing", "行政处罚应当写明处罚的行为、种类、幅度。");
    return entry;
}

struct Entries {
    std::vector<DirectoryEntry> entries;
    std::vector<int> rows;  ///< beside them
};

Result<Entries> read_entries(table::Table table, const ImportOptions& options, ImportReport& report) {
    const table::Mapping mapping = mapping_for(table, kColumns, options.mapping);
    YW_TRY(table::MappedTable mapped, table::apply(std::move(table), mapping));
    for (const auto* needed : {"code", "name"})
        if (!mapped.index_of(needed))
            return fail(table::kMappingColumnUnknown, {{needed, column_missing(kColumns, needed)}});
    std::vector<table::RowProblem> problems = mapped.problems;
    std::map<std::string, int> first_with_code;
    Entries read;
    report.rows = static_cast<int>(mapped.rows.size());
    for (const table::Row& cells : mapped.rows) {
        RowReader row(mapped, cells, problems);
        DirectoryEntry entry = read_entry(row);
        if (!row.has_errors()) {
            const auto first = first_with_code.emplace(entry.code, cells.number);
            if (!first.second)
                row.error("code", "code_twice", fmt::format("基本编码与第 {} 行重复。", first.first->second));
        }
        if (row.has_errors()) continue;
        read.entries.push_back(std::move(entry));
        read.rows.push_back(cells.number);
    }
    for (auto& problem : problems) {
        const bool is_error = problem.severity == table::RowProblem::Severity::kError;
        (is_error ? report.errors : report.warnings).push_back(std::move(problem));
    }
    return read;
}

/// Main items that sub-items name must be there, in the file or before.
void check_parents(db::Reader& reader, const Entries& read, ImportReport& report) {
    std::set<std::string> known;
    for (const auto& entry : read.entries) known.insert(entry.code);
    for (std::size_t i = 0; i < read.entries.size(); ++i) {
        const auto& parent = read.entries[i].parent_code;
        if (parent.empty() || known.count(parent) != 0 || find_directory_entry(reader, parent)) continue;
        report.errors.push_back({read.rows[i], "主项编码", parent, "parent_unknown", "目录里没有这个主项。",
                                 table::RowProblem::Severity::kError});
    }
}

/// What the instance above gives, it alone changes: a file with other words for it would be undone by the next round.
void check_followed(db::Reader& reader, Entries& read, ImportReport& report) {
    Entries kept;
    for (std::size_t i = 0; i < read.entries.size(); ++i) {
        auto entry = read.entries[i];
        const auto present = find_directory_entry(reader, entry.code);
        if (present && present->followed) {
            entry.added_on = present->added_on;
            entry.followed = true;
            if (entry.version == 0) entry.version = present->version;
        }
        if (!present || !present->followed || entry == *present) {
            kept.entries.push_back(std::move(read.entries[i]));
            kept.rows.push_back(read.rows[i]);
            continue;
        }
        report.errors.push_back({read.rows[i], "基本编码", entry.code, "base_followed",
                                 "这一条来自上级平台，只能由上级修改；本级要改的，请报告上级。",
                                 table::RowProblem::Severity::kError});
    }
    read = std::move(kept);
}

void put(
    db::Transaction& tx, const Clock& clock, DirectoryEntry entry, std::int64_t& generation, ImportReport& counted) {
    const auto present = find_directory_entry(tx, entry.code);
    entry.added_on = present ? present->added_on : clock.today().iso();
    entry.followed = present && present->followed;
    if (entry.version == 0) entry.version = present ? present->version : 1;
    if (present && *present == entry) {
        ++counted.unchanged;
        return;
    }
    if (present && entry.version == present->version) ++entry.version;  // changed without saying so
    ++(present ? counted.changed : counted.added);
    if (generation == 0) generation = advance_directory(tx);
    put_directory_entry(tx, entry, generation, clock.now());
}

}  // namespace

Result<ImportReport> import_directory(db::Database& database,
                                      const Clock& clock,
                                      table::Table table,
                                      const ImportOptions& options) {
    ImportReport report;
    YW_TRY(Entries read, read_entries(std::move(table), options, report));
    database.read([&](db::Reader& reader) {
        check_parents(reader, read, report);
        check_followed(reader, read, report);
    });
    if (!report.errors.empty() && !options.partial) return report;
    ImportReport counted;
    const auto done = database.write("catalogue.import_directory", [&](db::Transaction& tx) -> Result<void> {
        counted = {};  // the transaction may run again
        std::int64_t generation = 0;
        const int all = static_cast<int>(read.entries.size());
        for (int i = 0; i < all; ++i) {
            if (options.progress && i % 200 == 0) options.progress(i, all);
            put(tx, clock, read.entries[static_cast<std::size_t>(i)], generation, counted);
        }
        if (options.dry_run) return fail(kDryRun);
        return {};
    });
    if (!done && done.error().code != kDryRun) return done.error();
    report.added = counted.added;
    report.changed = counted.changed;
    report.unchanged = counted.unchanged;
    report.written = static_cast<bool>(done);
    return report;
}

}  // namespace yw::catalogue

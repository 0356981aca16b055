#include <algorithm>
#include <map>

#include "kernel/utf8.hpp"
#include "regions/region_store.hpp"
#include "regions/regions.hpp"

namespace yw::regions {
namespace {

using table::RowProblem;

/// A row whose cells could be read.
struct ReadRow {
    const RegionRow* row;
    RegionAddition addition;
};

class RegionCheck {
public:
    explicit RegionCheck(std::vector<RegionAddition> stored) : stored_(std::move(stored)) {}

    std::vector<ReadRow> run(std::span<const RegionRow> rows) {
        std::vector<ReadRow> read;
        for (const RegionRow& row : rows) {
            if (auto addition = read_row(row)) read.push_back({&row, std::move(*addition)});
        }
        std::vector<RegionAddition> after = stored_;
        for (const ReadRow& row : read) after.push_back(row.addition);
        const Regions directory(std::move(after));
        for (const ReadRow& row : read) check_place(row, directory);
        return read;
    }

    std::vector<RowProblem> problems;

private:
    void problem(const RegionRow& row,
                 std::string_view column,
                 std::string_view value,
                 std::string_view rule,
                 std::string_view message) {
        problems.push_back({row.number, std::string(column), std::string(value), std::string(rule),
                            std::string(message), RowProblem::Severity::kError});
    }

    std::optional<RegionAddition> read_row(const RegionRow& row) {
        const auto code = RegionCode::parse_short(row.code);
        const std::size_t before = problems.size();
        if (!code || *code == RegionCode()) {
            problem(row, "code", row.code, "bad_code", "区划代码应为12位数字（可只写前2、4、6或9位）。");
        } else if (!seen_.emplace(*code, row.number).second) {
            problem(row, "code", row.code, "duplicate_code", "同一代码在文件中出现两次，请只保留一行。");
        }
        check_name(row);
        const bool named_by_code = row.parent.empty() && code;
        const auto parent = named_by_code ? code->shown_parent() : RegionCode::parse_short(row.parent);
        if (!parent && !row.parent.empty()) problem(row, "parent", row.parent, "bad_parent", "上级代码应为12位数字。");
        if (!row.state.empty() && row.state != "active" && row.state != "closed") {
            problem(row, "state", row.state, "bad_state", "状态应为 active 或 closed，留空视为 active。");
        }
        if (problems.size() > before) return std::nullopt;
        return RegionAddition{*code, row.name, *parent, row.state == "closed"};
    }

    void check_name(const RegionRow& row) {
        constexpr std::size_t kLongestName = 60;
        if (row.name.empty()) return problem(row, "name", "", "missing_name", "请填写名称。");
        const bool control = std::ranges::any_of(row.name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
        if (control || !utf8::is_valid(row.name) || utf8::length(row.name) > kLongestName) {
            problem(row, "name", row.name, "bad_name", "名称应在60字以内，不含换行等控制字符。");
        }
    }

    void check_place(const ReadRow& read, const Regions& after) {
        const RegionRow& row = *read.row;
        const RegionAddition& place = read.addition;
        const auto parent = after.find(place.parent);
        const std::string shown = place.parent.str();
        if (!parent) {
            problem(row, "parent", shown, "unknown_parent", "上级不在区划目录中，请先导入上级或改正代码。");
        } else if (place.parent.level() >= place.code.level()) {
            problem(row, "parent", shown, "parent_not_above", "上级的层级应高于本级。");
        } else if (!place.code.is_within(place.parent)) {
            problem(row, "parent", shown, "outside_parent", "代码应以上级代码的前几位开头。");
        } else if (listed_.find(place.code) && place.parent != place.code.shown_parent()) {
            problem(row, "parent", shown, "parent_is_fixed", "国家区划目录中已有此代码，其上级不能更改。");
        } else if (!place.closed && parent->closed) {
            problem(row, "state", row.state, "open_below_closed", "上级已停用，本级不能为启用状态。");
        }
    }

    std::vector<RegionAddition> stored_;
    std::map<RegionCode, int> seen_;
    Regions listed_;  // without an operator's rows
};

enum class Change { kAdded, kChanged, kNone };

/// What writing the row would change in what the directory says now.
Change change_of(const RegionAddition& row, const Regions& before) {
    const auto known = before.find(row.code);
    if (!known) return Change::kAdded;
    const auto chain = before.chain(row.code);
    const bool same_parent = chain.size() < 2 || chain[chain.size() - 2].code == row.parent;
    return known->name == row.name && known->closed == row.closed && same_parent ? Change::kNone : Change::kChanged;
}

}  // namespace

ImportReport import_regions(db::Transaction& tx, std::span<const RegionRow> rows, UtcTime now) {
    const RegionStore store;
    const std::vector<RegionAddition> stored = store.all(tx);
    RegionCheck check(stored);
    const std::vector<ReadRow> read = check.run(rows);
    ImportReport report;
    report.problems = std::move(check.problems);
    if (!report.problems.empty()) return report;
    const Regions before(stored);
    for (const ReadRow& row : read) {
        switch (change_of(row.addition, before)) {
            case Change::kNone:
                ++report.unchanged;
                continue;
            case Change::kAdded:
                ++report.added;
                break;
            case Change::kChanged:
                ++report.changed;
                break;
        }
        store.save(tx, row.addition, now);
    }
    return report;
}

}  // namespace yw::regions

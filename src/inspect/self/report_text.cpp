// The report for a terminal.
#include <fmt/core.h>

#include "inspect/self/inspection_rules.hpp"
#include "kernel/permille.hpp"

namespace yw::inspect {
namespace {

std::string share_text(const IndicatorReport& row) {
    if (row.standing == Standing::kNotOffered) return std::string(standing_zh(row.standing));
    const auto share = permille(row.figure.failed, row.figure.checked);
    auto text = share ? fmt::format("{}（{}{}中{}）", percent_zh(*share), row.figure.checked,
                                    unit_name(row.indicator->counts), row.figure.failed)
                      : std::string(standing_zh(row.standing));
    if (row.figure.unchecked > 0) text += fmt::format("，{}个无法检查", row.figure.unchecked);
    return text;
}

std::string indicator_line(const IndicatorReport& row) {
    auto line = fmt::format("  {:<3} {}：{} {}", row.indicator->id, row.indicator->name, row.indicator->failing,
                            share_text(row));
    if (row.indicator->circular_permille)
        line += fmt::format("；2017年通报{}", percent_zh(*row.indicator->circular_permille));
    if (const auto rate = passed_permille(row.figure); rate && !row.indicator->rate.empty())
        line += fmt::format("；{}{}", row.indicator->rate, percent_zh(*rate));
    if (row.standing == Standing::kMet || row.standing == Standing::kMissed)
        line += fmt::format("；{}", standing_zh(row.standing));
    if (row.open > 0) line += fmt::format("；待改{}，其中逾期{}", row.open, row.overdue);
    return line + "\n";
}

std::string part_lines(std::string_view title, const std::vector<PartReport>& parts) {
    if (parts.empty()) return {};
    auto text = fmt::format("{}\n", title);
    for (const auto& part : parts)
        text += fmt::format("  {}：事项{}，有指南{}，标准实用准确{}（{}），待改{}，其中逾期{}\n", part.name, part.items,
                            part.guides, part.good, part.permille ? percent_zh(*part.permille) : "无", part.open,
                            part.overdue);
    return text;
}

}  // namespace

std::string report_text(const SelfReport& report) {
    auto text = fmt::format("{}自查结果，{}\n依据：{}，指标第{}版\n", where_of(report), report.today.zh(),
                            indicators().source, indicators().version);
    if (report.is_catching_up) text += "有事项刚刚变更，还没有检查完。\n";
    for (const auto& row : report.composites)
        text += fmt::format("{}：{}（{}为线，{}）\n", row.rate->name,
                            row.permille ? percent_zh(*row.permille) : "没有可检查的",
                            percent_zh(row.rate->line_permille), row.reached ? "达到" : "没有达到");
    std::string_view group;
    for (const auto& row : report.indicators) {
        if (row.indicator->group != group) text += std::string(group_name(row.indicator->group)) + "\n";
        group = row.indicator->group;
        text += indicator_line(row);
    }
    text += part_lines("下级地区", report.places);
    text += part_lines("部门", report.departments);
    return text + fmt::format("共有{}处待改，其中{}处逾期。\n", report.open, report.overdue);
}

}  // namespace yw::inspect

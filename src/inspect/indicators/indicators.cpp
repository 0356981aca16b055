#include "inspect/indicators/indicators.hpp"

#include <array>
#include <stdexcept>

#include "inspect/indicators/indicator_files.hpp"
#include "platform/toml/toml.hpp"

namespace yw::inspect {
namespace {

using Word = std::pair<std::string_view, std::string_view>;
constexpr std::array kGroups{Word{"platform", "平台功能"}, Word{"items", "服务事项"}, Word{"directory", "基本目录"}};
constexpr std::array kUnits{Word{"column", "个栏目"},    Word{"item", "项事项"},         Word{"guide", "份办事指南"},
                            Word{"entrance", "个入口"},  Word{"question", "件咨询投诉"}, Word{"page", "个页面"},
                            Word{"entry", "条基本目录"}, Word{"case", "件办件"},         Word{"query", "个搜索词"}};

template <class Words>
std::string_view word_of(const Words& words, std::string_view key) {
    for (const auto& word : words)
        if (word.first == key) return word.second;
    return {};
}

std::string need(const toml::table& row, std::string_view key) {
    const auto value = row[key].value_exact<std::string>();
    if (!value || value->empty()) throw std::logic_error("indicators: no " + std::string(key));
    return *value;
}

int need_number(const toml::table& row, std::string_view key) {
    const auto value = row[key].value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > 1000) throw std::logic_error("indicators: no number " + std::string(key));
    return static_cast<int>(*value);
}

Indicator indicator_of(const toml::table& row) {
    Indicator read;
    read.id = need(row, "id");
    read.group = need(row, "group");
    read.name = need(row, "name");
    read.failing = need(row, "failing");
    read.counts = need(row, "counts");
    read.how = need(row, "how");
    read.rate = row["rate"].value_or(std::string());
    read.defect = row["defect"].value_or(std::string());
    if (const auto* rules = row["rules"].as_array())
        for (const auto& rule : *rules) read.rules.push_back(rule.value<std::string>().value());
    if (row.contains("circular_permille")) {
        read.circular_permille = need_number(row, "circular_permille");
        read.circular_of = need(row, "circular_of");
    }
    read.most_permille = need_number(row, "most_permille");
    read.mend_days = need_number(row, "mend_days");
    if (group_name(read.group).empty() || unit_name(read.counts).empty())
        throw std::logic_error("indicators: unknown group or unit of " + read.id);
    return read;
}

CompositeRate composite_of(const toml::table& row) {
    return {need(row, "id"), need(row, "group"), need(row, "name"), need(row, "how"),
            need_number(row, "line_permille")};
}

template <class F>
void each_row(const toml::table& file, std::string_view name, F use) {
    const toml::array* rows = file[name].as_array();
    if (rows == nullptr || rows->empty()) throw std::logic_error("indicators: no " + std::string(name));
    for (const auto& node : *rows) {
        const toml::table* row = node.as_table();
        if (row == nullptr) throw std::logic_error("indicators: not a table in " + std::string(name));
        use(*row);
    }
}

}  // namespace

const Indicator* IndicatorSet::find(std::string_view id) const {
    for (const auto& indicator : indicators)
        if (indicator.id == id) return &indicator;
    return nullptr;
}

IndicatorSet read_indicators(std::string_view text) {
    const auto file = toml::parse(text);
    IndicatorSet set{need(file, "version"), need(file, "effective_on"), need(file, "source"), {}, {}};
    each_row(file, "composite", [&](const toml::table& row) { set.composites.push_back(composite_of(row)); });
    each_row(file, "indicator", [&](const toml::table& row) {
        auto read = indicator_of(row);
        if (set.find(read.id)) throw std::logic_error("indicators: twice " + read.id);
        set.indicators.push_back(std::move(read));
    });
    return set;
}

const IndicatorSet& indicators() {
    static const IndicatorSet kSet = read_indicators(indicator_files::files().front().bytes);
    return kSet;
}

std::string_view group_name(std::string_view group) {
    return word_of(kGroups, group);
}

std::string_view unit_name(std::string_view counts) {
    return word_of(kUnits, counts);
}

}  // namespace yw::inspect

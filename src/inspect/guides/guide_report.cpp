#include "inspect/guides/guide_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "inspect/indicators/indicators.hpp"
#include "kernel/permille.hpp"

namespace yw::inspect {
namespace {

constexpr std::array<std::string_view, 6> kDefectNames{"D1", "D2", "D3", "D4", "D5", "D6"};
constexpr std::size_t kMostFrequent = 15;

void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += fmt::format("\\u{:04x}", byte);
        } else {
            out += c;
        }
    }
    out += '"';
}

template <class List>
void append_list(std::string& out, const List& list) {
    out += '[';
    bool is_first = true;
    for (const auto& text : list) {
        if (!is_first) out += ',';
        is_first = false;
        append_text(out, text);
    }
    out += ']';
}

void append_finding(std::string& out, const lint::Finding& finding) {
    out += "{\"rule\":";
    append_text(out, finding.rule);
    out += ",\"severity\":";
    append_text(out, lint::to_string(finding.severity));
    out += ",\"element\":";
    append_text(out, finding.element);
    out += ",\"text\":";
    append_text(out, finding.text);
    out += ",\"marks\":";
    append_list(out, lint::marked_words(finding));
    out += ",\"why\":";
    append_text(out, finding.why);
    out += ",\"better\":";
    append_text(out, finding.better);
    out += '}';
}

std::string percent(long long part, long long whole) {
    const auto share = permille(part, whole);
    return share ? fmt::format("{}.{}%", *share / 10, *share % 10) : "—";
}

const Indicator* indicator_of(std::string_view defect) {
    for (const Indicator& indicator : indicators().indicators)
        if (indicator.defect == defect) return &indicator;
    return nullptr;
}

}  // namespace

void append_json(std::string& out, const NationalGuide& guide, const std::vector<lint::Finding>& findings) {
    out += "{\"case_id\":";
    append_text(out, guide.id);
    out += ",\"defects\":";
    append_list(out, lint::defects_of(findings));
    out += ",\"unchecked\":";
    append_list(out, guide.unchecked);
    out += ",\"findings\":[";
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (i > 0) out += ',';
        append_finding(out, findings[i]);
    }
    out += "]}\n";
}

void GuideReport::add(const NationalGuide& guide, std::vector<lint::Finding> findings) {
    ++guides_;
    const auto defects = lint::defects_of(findings);
    for (std::size_t i = 0; i < kDefects; ++i) {
        if (std::find(defects.begin(), defects.end(), kDefectNames[i]) != defects.end()) ++failed_[i];
        const auto& skipped = guide.unchecked;
        if (std::find(skipped.begin(), skipped.end(), kDefectNames[i]) != skipped.end()) ++unchecked_[i];
    }
    for (const auto& finding : findings) ++rules_[finding.rule];
    if (findings.empty()) {
        ++clean_;
    } else if (shown_.size() < static_cast<std::size_t>(std::max(limit_, 0))) {
        shown_.push_back({guide.id, guide.subject.name, std::move(findings)});
    }
}

void GuideReport::write(std::ostream& out) const {
    out << fmt::format("办事指南 {} 份，其中没有问题的 {} 份；读不出的 {} 行（未检查，不计为不合格）。\n\n", guides_,
                       clean_, unread_);
    out << "缺陷  不合格  已检查  比例    2017年通报  内容\n";
    for (std::size_t i = 0; i < kDefects; ++i) {
        const auto checked = guides_ - unchecked_[i];
        const Indicator* indicator = indicator_of(kDefectNames[i]);
        const auto circular = indicator != nullptr && indicator->circular_permille
                                  ? percent_zh(*indicator->circular_permille)
                                  : std::string("—");
        out << fmt::format("{}    {:>6}  {:>6}  {:>6}  {:>10}  {}\n", kDefectNames[i], failed_[i], checked,
                           percent(failed_[i], checked), circular, indicator == nullptr ? "" : indicator->failing);
    }
    std::vector<std::pair<std::string_view, long long>> frequent(rules_.begin(), rules_.end());
    std::stable_sort(frequent.begin(), frequent.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (!frequent.empty()) out << "\n最常见的问题\n";
    for (std::size_t i = 0; i < std::min(frequent.size(), kMostFrequent); ++i) {
        const lint::Rule* rule = lint::find_rule(frequent[i].first);
        out << fmt::format("{:>8} 次  {}（{}）\n", frequent[i].second, rule->title, rule->id);
    }
    if (!shown_.empty()) out << fmt::format("\n逐份列出前 {} 份有问题的指南（--limit 可改）\n", shown_.size());
    for (const Shown& guide : shown_) {
        out << fmt::format("\n{} {}\n", guide.id, guide.name);
        for (const auto& finding : guide.findings) {
            std::string words;
            for (const auto word : lint::marked_words(finding)) words += fmt::format("“{}”", word);
            const lint::Rule* rule = lint::find_rule(finding.rule);
            out << fmt::format("  {}{}：{}{}\n      {}\n",
                               finding.defect.empty() ? "" : std::string(finding.defect) + " ",
                               lint::label_of(finding.element), rule->title, words, finding.better);
        }
    }
}

}  // namespace yw::inspect

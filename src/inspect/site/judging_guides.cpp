// Guides that were read, judged by the engine that judges our own; and answers to questions that came too late.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "calendars/calendars.hpp"
#include "inspect/site/judging.hpp"
#include "kernel/time.hpp"
#include "lint/lint.hpp"
#include "platform/strings/strings.hpp"

namespace yw::site {
namespace {

constexpr std::array<std::string_view, 6> kDefects{"D1", "D2", "D3", "D4", "D5", "D6"};
/// Within which a question must be answered: 国办函〔2017〕115号.
constexpr int kAnswerWorkingDays = 5;

/// Which defects a guide's pictures and files hide: they can be neither found nor ruled out.
std::vector<std::string> hidden_by(const ReadGuide& guide) {
    std::vector<std::string> hidden;
    for (const auto& element : guide.unreadable) {
        if (element == "stages") hidden.push_back("D1");
        if (element == "materials") hidden.insert(hidden.end(), {"D3", "D4", "D5", "D6"});
    }
    return hidden;
}

/// What nobody has to bring (免提交) needs no type, form or number: where a page does not give them, nothing is
/// missing.
bool is_of_exempt(const ReadGuide& guide, const lint::Finding& finding) {
    constexpr std::string_view kList = "materials[";
    if ((finding.defect != "D4" && finding.defect != "D5" && finding.defect != "D6") ||
        !finding.element.starts_with(kList))
        return false;
    std::size_t index = 0;
    const auto* begin = finding.element.data() + kList.size();
    std::from_chars(begin, finding.element.data() + finding.element.size(), index);
    return index < guide.subject.materials.size() && guide.subject.materials[index].exempt;
}

GuideFinding words_of(const lint::Finding& finding) {
    GuideFinding result;
    result.rule = finding.rule;
    result.severity = lint::to_string(finding.severity);
    result.element = lint::label_of(finding.element);
    result.text = finding.text;
    for (const auto marked : lint::marked_words(finding))
        result.marks += (result.marks.empty() ? "" : "、") + std::string(marked);
    result.why = finding.why;
    result.better = finding.better;
    result.defect = finding.defect;
    return result;
}

/// The day behind a label: "答复时间：2026-01-09 10:20", "2026年1月9日".
std::optional<LocalDay> day_behind(std::string_view line, const WordList& labels) {
    for (const auto& label : labels) {
        const auto at = line.find(label);
        if (at == std::string_view::npos) continue;
        int parts[3] = {0, 0, 0};
        int part = 0;
        bool in_number = false;
        for (const char c : line.substr(at + label.size(), 40)) {
            const bool digit = c >= '0' && c <= '9';
            if (digit) {
                if (parts[part] < 100000) parts[part] = parts[part] * 10 + (c - '0');
                in_number = true;
            } else if (in_number) {
                in_number = false;
                if (++part == 3) break;
            }
        }
        if (part < 3 && !(part == 2 && in_number)) continue;
        if (auto day = LocalDay::parse(fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]))) return day;
    }
    return std::nullopt;
}

}  // namespace

void Judging::guides() {
    std::map<std::string, Tally> tallies;
    for (const auto& read : tour_.guides()) {
        const Visit& visit = *read.visit;
        const ReadGuide& guide = *visit.page->guide;
        auto findings = lint::lint(guide.subject);
        std::erase_if(findings, [&](const lint::Finding& one) { return is_of_exempt(guide, one); });
        const auto defects = lint::defects_of(findings);
        GuideResult result;
        result.address = visit.final_address.text;
        result.name = guide.subject.name;
        result.department = guide.department;
        result.elements = guide.elements;
        result.could_not_check = hidden_by(guide);
        for (const auto defect : kDefects) {
            Tally& tally = tallies[std::string(defect)];
            const bool hidden = std::find(result.could_not_check.begin(), result.could_not_check.end(), defect) !=
                                result.could_not_check.end();
            const bool found = std::find(defects.begin(), defects.end(), defect) != defects.end();
            // What is told to machines only may stand on the page that a script makes: it cannot be missed there.
            if (guide.from_data ? hidden || found : hidden && !found) {
                ++tally.could_not;
                if (!hidden) result.could_not_check.emplace_back(defect);
                const char* reason = guide.from_data ? "site.reason.script" : "site.reason.picture";
                tally.reasons.insert(std::string(strings::text(reason)));
                continue;
            }
            ++tally.checked;
            if (!found) continue;
            ++tally.failed;
            result.defects.emplace_back(defect);
            std::string words;
            for (const auto& one : findings)
                if (one.defect == defect && words.empty())
                    words = lint::label_of(one.element) + (one.text.empty() ? "" : "：" + one.text);
            find(std::string(defect), "guide_" + std::string(defect), result.address, words);
            result_.findings.back().kind = defect;
        }
        if (!guide.from_data)
            for (const auto& one : findings) result.findings.push_back(words_of(one));
        result_.guides.push_back(std::move(result));
    }
    for (const auto defect : kDefects) {
        Tally& tally = tallies[std::string(defect)];
        if (tour_.guides().empty()) tally.reasons.insert(std::string(strings::text("site.reason.no_guides")));
        conclude(std::string(defect), tally);
    }
}

/// Published answers tell how long they took: each pair of a day asked and a day answered on one page, in order.
void Judging::answered_late(const Visit& visit, Tally& tally) {
    std::optional<LocalDay> asked;
    for (const auto& line : visit.page->main_lines) {
        if (const auto day = day_behind(line, words_.asked_on)) asked = day;
        const auto answered = day_behind(line, words_.answered_on);
        if (!answered || !asked || *answered < *asked) continue;
        const auto last = calendars::published_calendar().add_working_days(*asked, kAnswerWorkingDays);
        if (!last) continue;  // the holidays of that year are not known: nobody can say that it was late
        ++tally.checked;
        if (*answered > last.value()) {
            ++tally.failed;
            find("A5", "answered_late", visit.final_address.text, asked->zh() + "—" + answered->zh());
        }
        asked.reset();
    }
}

}  // namespace yw::site

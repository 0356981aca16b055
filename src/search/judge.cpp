#include "search/judge.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "search/judged_files.hpp"

namespace yw::search {
namespace {

std::vector<std::string_view> parts_of(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(by);
        auto part = text.substr(0, end);
        if (part.ends_with('\r')) part.remove_suffix(1);
        parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

constexpr std::size_t kDeep = 10;
constexpr std::size_t kTop = 3;

double gain(int grade) {
    return std::pow(2.0, grade) - 1;
}

/// Sums, turned into shares at the end.
void add_query(Judged& sums, const JudgedQuery& query, const Answer& answer) {
    if (query.grades.empty()) {
        ++sums.unanswerable;
        if (answer.found.empty() || !answer.sure) ++sums.refused;
        return;
    }
    ++sums.queries;
    if (answer.found.empty()) ++sums.without_results;
    std::vector<int> grades;
    for (const auto& [item, grade] : query.grades) grades.push_back(grade);
    std::sort(grades.rbegin(), grades.rend());
    double best = 0;
    for (std::size_t i = 0; i < std::min(kDeep, grades.size()); ++i)
        best += gain(grades[i]) / std::log2(static_cast<double>(i) + 2);
    double got = 0;
    std::size_t first = kDeep, found = 0, expected = 0, expected_top = 0;
    for (std::size_t i = 0; i < std::min(kDeep, answer.found.size()); ++i) {
        auto at = query.grades.find(answer.found[i].entry.source_id);
        if (at == query.grades.end()) at = query.grades.find(answer.found[i].entry.name);
        if (at == query.grades.end() || at->second <= 0) continue;
        got += gain(at->second) / std::log2(static_cast<double>(i) + 2);
        first = std::min(first, i);
        ++found;
        if (at->second >= 2) {
            ++expected;
            expected_top += i < kTop;
        }
    }
    sums.success_at_1 += first < 1;
    sums.success_at_3 += first < kTop;
    sums.success_at_10 += first < kDeep;
    sums.ndcg_at_10 += best > 0 ? got / best : 0;
    sums.recall_at_10 += static_cast<double>(found) / static_cast<double>(std::min(kDeep, grades.size()));
    const auto all_expected = static_cast<std::size_t>(std::count(grades.begin(), grades.end(), 2));
    sums.expected += expected_top > 0 && 2 * expected >= std::min(all_expected, 2 * kDeep);
}

void finish(Judged& sums) {
    const auto count = static_cast<double>(std::max<std::size_t>(1, sums.queries));
    for (double* share : {&sums.success_at_1, &sums.success_at_3, &sums.success_at_10, &sums.ndcg_at_10,
                          &sums.recall_at_10, &sums.without_results, &sums.expected})
        *share /= count;
}

std::string line_of(std::string_view name, const Judged& judged) {
    std::string text = fmt::format(
        "{}: {} queries, success@1 {:.3f}, @3 {:.3f}, @10 {:.3f}, nDCG@10 {:.3f}, recall@10 {:.3f}, without results "
        "{:.3f}",
        name, judged.queries, judged.success_at_1, judged.success_at_3, judged.success_at_10, judged.ndcg_at_10,
        judged.recall_at_10, judged.without_results);
    if (judged.unanswerable > 0)
        text += fmt::format("; {} of {} without an answer refused", judged.refused, judged.unanswerable);
    return text + "\n";
}

}  // namespace

Result<std::vector<JudgedQuery>> read_judgements(std::string_view queries, std::string_view judgements) {
    std::vector<JudgedQuery> read;
    std::map<std::string, std::size_t, std::less<>> by_id;
    bool is_head = true;
    for (const auto line : parts_of(queries, '\n')) {
        const auto fields = parts_of(line, '\t');
        if (std::exchange(is_head, false) || line.empty()) continue;
        if (fields.size() < 2) return fail(kJudgementsUnreadable, fmt::format("a query without text: {}", line));
        by_id.emplace(fields[0], read.size());
        read.push_back({std::string(fields[0]),
                        std::string(fields[1]),
                        fields.size() > 2 ? std::string(fields[2]) : std::string(),
                        {}});
    }
    is_head = true;
    for (const auto line : parts_of(judgements, '\n')) {
        const auto fields = parts_of(line, '\t');
        if (std::exchange(is_head, false) || line.empty()) continue;
        int grade = 0;
        if (fields.size() < 3 ||
            std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), grade).ec != std::errc())
            return fail(kJudgementsUnreadable, fmt::format("not qid, item_id, grade: {}", line));
        const auto at = by_id.find(fields[0]);
        if (at != by_id.end()) read[at->second].grades[std::string(fields[1])] = grade;
    }
    return read;
}

std::vector<JudgedQuery> built_in_judgements() {
    std::string_view queries, judgements;
    for (const auto& file : judged_files::files()) {
        if (file.name == "queries.tsv") queries = file.bytes;
        if (file.name == "judgements.tsv") judgements = file.bytes;
    }
    return read_judgements(queries, judgements).value();
}

Judgement judge(const std::vector<JudgedQuery>& queries, const Ask& ask) {
    Judgement judgement;
    for (const JudgedQuery& query : queries) {
        const Answer answer = ask(query.text);
        add_query(judgement.all, query, answer);
        add_query(judgement.by_kind[query.kind], query, answer);
        Judged alone;
        add_query(alone, query, answer);
        if (alone.success_at_3 > 0 || alone.refused > 0) continue;
        judgement.misses.push_back({query.text, answer.found.empty() ? "" : answer.found.front().entry.name});
    }
    finish(judgement.all);
    for (auto& [kind, judged] : judgement.by_kind) finish(judged);
    return judgement;
}

std::string as_text(const Judgement& judgement) {
    std::string text = line_of("all", judgement.all);
    for (const auto& [kind, judged] : judgement.by_kind) text += line_of("  " + kind, judged);
    return text;
}

}  // namespace yw::search

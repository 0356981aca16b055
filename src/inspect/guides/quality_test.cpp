// The linter against guides with known defects and clauses of laws with known verdicts, scored as the data's
// description says. The figures are printed ("quality: …") and must not fall below the gate.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "inspect/guides/national_guide.hpp"
#include "kernel/test_data.hpp"
#include "lint/lint.hpp"

namespace yw::inspect {
namespace {

struct Score {
    int hits = 0;
    int misses = 0;
    int false_alarms = 0;
    double precision() const {
        return hits + false_alarms == 0 ? 1 : static_cast<double>(hits) / (hits + false_alarms);
    }
    double recall() const { return hits + misses == 0 ? 1 : static_cast<double>(hits) / (hits + misses); }
    void add(bool expected, bool found) {
        hits += expected && found ? 1 : 0;
        misses += expected && !found ? 1 : 0;
        false_alarms += !expected && found ? 1 : 0;
    }
};

void print(std::string_view what, const Score& score) {
    fmt::print("quality: {} precision {:.3f} recall {:.3f} ({} right, {} missed, {} false alarms)\n", what,
               score.precision(), score.recall(), score.hits, score.misses, score.false_alarms);
}

TEST(Quality, GuidesWithKnownDefects) {
    constexpr double kGate = 0.95;
    const auto path = test::shared_data("guide_quality/guides.jsonl");
    if (!path) return;
    std::map<std::string, Score> scores;
    std::ifstream file(*path);
    for (std::string line; std::getline(file, line);) {
        const auto record = boost::json::parse(line).as_object();
        std::set<std::string> expected;
        for (const auto& defect : record.at("expected_defects").as_array()) expected.emplace(defect.as_string());
        const auto guide = national_guide(record);
        const auto findings = lint::lint(guide.subject);
        const auto found = lint::defects_of(findings);
        for (const char* defect : {"D1", "D2", "D3", "D4", "D5", "D6"}) {
            const bool is_found = std::find(found.begin(), found.end(), defect) != found.end();
            scores[defect].add(expected.count(defect) == 1, is_found);
            if (is_found == (expected.count(defect) == 1)) continue;
            for (const auto& finding : findings)
                if (finding.defect == defect)
                    std::cout << guide.id << " false " << defect << " " << finding.rule << " " << finding.text << "\n";
            if (!is_found) std::cout << guide.id << " missed " << defect << "\n";
        }
    }
    for (const auto& [defect, score] : scores) {
        print("guides " + defect, score);
        EXPECT_GE(score.precision(), kGate) << defect;
        EXPECT_GE(score.recall(), kGate) << defect;
    }
}

/// Rules were made while looking at the clauses with even numbers only; the others show what they are worth elsewhere.
TEST(Quality, ClausesOfLaws) {
    constexpr double kCatchAllGate = 0.95;
    constexpr double kVagueGate = 0.85;
    const auto path = test::shared_data("guide_quality/material_clauses_law.tsv");
    if (!path) return;
    std::map<std::string, Score> scores;
    for (const auto& row : test::rows_of(*path, '\t')) {
        if (row[0] == "id" || row[1] == "ambiguous") continue;
        const auto verdict = lint::to_string(lint::judge_clause(row[3]).verdict);
        const std::string half = (row[0].back() - '0') % 2 == 0 ? "even" : "odd";
        for (const std::string label : {"catch_all", "vague"}) {
            if (row[1] != label && row[1] != "specific") continue;
            for (const auto& part : {half, std::string("all")})
                scores[label + " " + part].add(row[1] == label, verdict == label);
        }
    }
    for (const auto& [what, score] : scores) print("clauses " + what, score);
    for (const auto& [label, gate] : {std::pair("catch_all all", kCatchAllGate), std::pair("vague all", kVagueGate)}) {
        EXPECT_GE(scores[label].precision(), gate) << label;
        EXPECT_GE(scores[label].recall(), gate) << label;
    }
}

}  // namespace
}  // namespace yw::inspect

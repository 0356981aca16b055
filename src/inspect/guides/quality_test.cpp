// The linter against guides with known defects and clauses of laws with known verdicts, scored as the data's
// description says. The figures are printed ("quality: …") and must not fall below the gate.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
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

constexpr double kGuideGate = 0.95;
constexpr double kCatchAllGate = 0.95;
constexpr double kVagueGate = 0.85;
constexpr const char* kOwn = "tests/lint/";  ///< sets of our own, their README says how they were made

/// Precision and recall of D1 to D6. @param is_seen  false for a set that is only counted: what it has wrong is not
/// shown
void judge_guides(const std::filesystem::path& path, std::string_view set, bool is_seen) {
    std::map<std::string, Score> scores;
    std::ifstream file(path);
    ASSERT_TRUE(file) << path;
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
            if (is_found == (expected.count(defect) == 1) || !is_seen) continue;
            for (const auto& finding : findings)
                if (finding.defect == defect)
                    std::cout << guide.id << " false " << defect << " " << finding.rule << " " << finding.text << "\n";
            if (!is_found) std::cout << guide.id << " missed " << defect << "\n";
        }
    }
    for (const auto& [defect, score] : scores) {
        print(std::string(set) + " " + defect, score);
        EXPECT_GE(score.precision(), kGuideGate) << set << defect;
        EXPECT_GE(score.recall(), kGuideGate) << set << defect;
    }
}

/// Precision and recall of the two verdicts, by the part that `part` names. @param text  column of the clause
template <typename Part>
void judge_clauses(const std::filesystem::path& path,
                   std::size_t text,
                   const std::vector<std::string>& gated,
                   const Part& part) {
    std::map<std::string, Score> scores;
    const auto rows = test::rows_of(path, '\t');
    ASSERT_GT(rows.size(), 1U) << path;
    for (const auto& row : rows) {
        if (row[0] == "id" || row[1] == "ambiguous") continue;
        const auto verdict = lint::to_string(lint::judge_clause(row[text]).verdict);
        for (const std::string label : {"catch_all", "vague"}) {
            if (row[1] != label && row[1] != "specific") continue;
            for (const std::string& name : part(row[0]))
                scores[name + " " + label].add(row[1] == label, verdict == label);
        }
    }
    for (const auto& [what, score] : scores) print(what, score);
    for (const auto& name : gated)
        for (const auto& [label, gate] : {std::pair("catch_all", kCatchAllGate), std::pair("vague", kVagueGate)}) {
            const Score& score = scores[name + " " + label];
            EXPECT_GE(score.precision(), gate) << name << label;
            EXPECT_GE(score.recall(), gate) << name << label;
        }
}

TEST(Quality, GuidesWithKnownDefects) {
    if (const auto path = test::shared_data("guide_quality/guides.jsonl")) judge_guides(*path, "guides", true);
}

/// Clauses of laws whose numbers are even were looked at first, the others only after they had been judged once.
TEST(Quality, ClausesOfLaws) {
    const auto path = test::shared_data("guide_quality/material_clauses_law.tsv");
    if (!path) return;
    judge_clauses(*path, 3, {"clauses all"}, [](const std::string& id) {
        const bool is_even = (id.back() - '0') % 2 == 0;
        return std::vector<std::string>{is_even ? "clauses even" : "clauses odd", "clauses all"};
    });
}

TEST(Quality, OwnGuidesThatWereLookedAt) {
    judge_guides(std::string(kOwn) + "guides_a.jsonl", "own guides a", true);
}
TEST(Quality, OwnGuidesThatWereOnlyCounted) {
    judge_guides(std::string(kOwn) + "guides_b.jsonl", "own guides b", false);
}
TEST(Quality, OwnGuidesOfAThirdBankOfPhrases) {
    judge_guides(std::string(kOwn) + "guides_c.jsonl", "own guides c", true);
}
TEST(Quality, OwnGuidesOfAFourthBankOfPhrases) {
    judge_guides(std::string(kOwn) + "guides_d.jsonl", "own guides d", true);
}
TEST(Quality, OwnClausesOfOtherFields) {
    for (const std::string half : {"a", "b", "c", "d"}) {
        const auto name = "own clauses " + half;
        judge_clauses(std::string(kOwn) + "clauses_" + half + ".tsv", 3, {name},
                      [&](const std::string&) { return std::vector<std::string>{name}; });
    }
}

}  // namespace
}  // namespace yw::inspect

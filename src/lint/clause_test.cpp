#include <gtest/gtest.h>

#include <map>

#include "kernel/test_data.hpp"
#include "lint/lint.hpp"

namespace yw::lint {
namespace {

TEST(Clause, HalfOfTheLaws) {
    const auto path = test::shared_data("guide_quality/material_clauses_law.tsv");
    if (!path) return;
    for (const auto& row : test::rows_of(*path, '\t')) {
        if (row[0] == "id" || (row[0].back() - '0') % 2 == 1) continue;
        const auto judged = judge_clause(row[3]);
        if (to_string(judged.verdict) == row[1]) continue;
        std::string marks;
        for (const auto& m : judged.marks) marks += row[3].substr(m.begin, m.end - m.begin) + "|";
        std::cout << row[0] << " is " << row[1] << " judged " << to_string(judged.verdict) << " " << judged.rule << " ["
                  << marks << "] " << row[3] << "\n";
    }
}

}  // namespace
}  // namespace yw::lint

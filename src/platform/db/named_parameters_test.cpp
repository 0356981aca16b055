#include "platform/db/named_parameters.hpp"

#include <gtest/gtest.h>

namespace yw::db {
namespace {

struct Case {
    std::string_view sql;
    std::string_view numbered;
    std::vector<std::string> names;
};

class NumberParameters : public testing::TestWithParam<Case> {};

TEST_P(NumberParameters, GivesEachNameOneNumber) {
    const auto result = number_parameters(GetParam().sql);
    EXPECT_EQ(result.text, GetParam().numbered);
    EXPECT_EQ(result.names, GetParam().names);
}

INSTANTIATE_TEST_SUITE_P(
    Statements,
    NumberParameters,
    testing::Values(
        Case{"SELECT :b, :a, :b", "SELECT $1, $2, $1", {"b", "a"}},
        Case{"SELECT ':no', \":no\", :yes", "SELECT ':no', \":no\", $1", {"yes"}},
        Case{"SELECT x::text FROM t -- :no\nWHERE y = :y", "SELECT x::text FROM t -- :no\nWHERE y = $1", {"y"}},
        Case{"/* :no */ SELECT 'it''s :no' || :ab_1", "/* :no */ SELECT 'it''s :no' || $1", {"ab_1"}},
        Case{"SELECT 1", "SELECT 1", {}},
        Case{"SELECT 'open :no", "SELECT 'open :no", {}}));

}  // namespace
}  // namespace yw::db

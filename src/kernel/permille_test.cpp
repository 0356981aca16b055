#include "kernel/permille.hpp"

#include <gtest/gtest.h>

namespace yw {
namespace {

TEST(Permille, RoundsHalfUpAndKnowsNothingOfNothing) {
    EXPECT_EQ(permille(0, 0), std::nullopt);
    EXPECT_EQ(permille(0, 7), 0);
    EXPECT_EQ(permille(7, 7), 1000);
    EXPECT_EQ(permille(1, 3), 333);
    EXPECT_EQ(permille(1, 2000), 1);  // half of a thousandth
    EXPECT_EQ(permille(216, 865), 250);
    EXPECT_EQ(permille(53, 201), 264);
    EXPECT_EQ(percent_zh(260), "26%");
    EXPECT_EQ(percent_zh(5), "0.5%");
    EXPECT_EQ(percent_zh(1000), "100%");
}

}  // namespace
}  // namespace yw

#include "inspect/indicators/indicators.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace yw::inspect {
namespace {

TEST(Indicators, HoldTheSharesOfTheCircular) {
    const std::pair<std::string_view, int> kShares[] = {{"A1", 260}, {"A2", 680}, {"A3", 220}, {"A5", 380},
                                                        {"D1", 250}, {"D2", 330}, {"D3", 130}, {"D4", 410},
                                                        {"D5", 480}, {"D6", 550}};
    for (const auto& share : kShares) {
        const auto* indicator = indicators().find(share.first);
        ASSERT_NE(indicator, nullptr) << share.first;
        EXPECT_EQ(indicator->circular_permille, share.second) << share.first;
    }
    EXPECT_EQ(indicators().find("Z9"), nullptr);
    for (const auto& composite : indicators().composites) EXPECT_EQ(composite.line_permille, 800);
}

TEST(Indicators, RefuseAFileThatLacksAnElement) {
    EXPECT_THROW((void)read_indicators("version = \"1\""), std::logic_error);
    EXPECT_THROW(
        (void)read_indicators("version = \"1\"\neffective_on = \"x\"\nsource = \"x\"\n[[composite]]\nid = \"a\"\n"),
        std::logic_error);
}

}  // namespace
}  // namespace yw::inspect

// Whether the papers of a guide open, as the gate of publication asks.
#include <gtest/gtest.h>

#include "catalogue/publish_guide.hpp"
#include "catalogue/sample_guide.hpp"
#include "portal/portal.hpp"

namespace yw::portal {
namespace {

lint::Opening opening_of(const catalogue::Guide& guide) {
    return paper_opens(guide, guide.materials.at(0));
}

TEST(PaperOpens, WhatPrintsAndNotWhatIsTooLongToPrint) {
    catalogue::Guide guide = catalogue::test::sample_guide();
    EXPECT_EQ(opening_of(guide), lint::Opening::kOpens);
    EXPECT_TRUE(catalogue::accept_guide(guide, paper_opens));

    std::string endless;
    for (int i = 0; i < 800'000; ++i) endless += "很长";  // more than a paper holds, 4 MiB
    guide.materials[0].sheet->rows.emplace_back("备注", endless);
    EXPECT_EQ(opening_of(guide), lint::Opening::kBroken);
    const auto refused = catalogue::accept_guide(guide, paper_opens);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).field, "materials[0].sheet");

    guide.materials[0].sheet.reset();
    EXPECT_EQ(opening_of(guide), lint::Opening::kBroken) << "nothing to open";
}

}  // namespace
}  // namespace yw::portal

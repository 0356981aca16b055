// The guides of the demonstration have no finding at all, not even advice: the rules were frozen before they were
// judged.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/guide_toml.hpp"
#include "catalogue/publish_guide.hpp"

namespace yw::catalogue {
namespace {

TEST(DemoGuides, HaveNoFinding) {
    int guides = 0;
    for (const auto& entry : std::filesystem::directory_iterator("demo/guides")) {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        const auto file = read_guide_toml(text.str(), entry.path().filename().string());
        ASSERT_TRUE(file) << entry.path();
        ++guides;
        for (const Finding& finding : check_guide(file->guide))
            ADD_FAILURE() << entry.path().filename().string() << " " << finding.rule << " " << finding.element << " "
                          << sentence_of(finding) << " | " << finding.text;
    }
    EXPECT_GT(guides, 60);
}

}  // namespace
}  // namespace yw::catalogue

#include "catalogue/guide_json.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/guide_toml.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {
namespace {

TEST(GuideJson, WhatIsWrittenComesBackWithTheSameHash) {
    const auto read = guide_of_json(canonical_json(sample_guide()));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value(), sample_guide());
    EXPECT_EQ(content_hash(read.value()), content_hash(sample_guide()));
}

TEST(GuideJson, EveryDemonstrationGuideComesBack) {
    int guides = 0;
    for (const auto& file : std::filesystem::directory_iterator("demo/guides")) {
        std::ostringstream text;
        text << std::ifstream(file.path()).rdbuf();
        const auto guide = read_guide_toml(text.str(), file.path().filename().string()).value().guide;
        const auto read = guide_of_json(canonical_json(guide));
        ASSERT_TRUE(read) << file.path();
        EXPECT_EQ(read.value(), guide) << file.path();
        ++guides;
    }
    EXPECT_GT(guides, 60);
}

TEST(GuideJson, WhatIsNoGuideIsRefused) {
    for (const char* text : {"", "null", "[]", "{}", "{\"name\":1}", "{\"name\":\"a\"}",
                             R"({"name":"a","statutory":{"count":1,"unit":"year"},"promised":{},"result":{}})",
                             R"({"name":"a","statutory":{"count":1e99,"unit":"day"},"promised":{},"result":{}})"}) {
        const auto read = guide_of_json(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, kGuideUnreadable);
    }
}

}  // namespace
}  // namespace yw::catalogue::test

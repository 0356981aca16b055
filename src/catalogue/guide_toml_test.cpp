#include "catalogue/guide_toml.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/import_guides.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {
namespace {

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<GuideText> demo_guides() {
    std::vector<GuideText> guides;
    for (const auto& entry : std::filesystem::directory_iterator("demo/guides"))
        if (entry.path().extension() == ".toml") guides.push_back({entry.path().filename(), content(entry.path())});
    std::sort(guides.begin(), guides.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    return guides;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

const std::string& card() {
    static const std::string kText = content("demo/guides/jumin-shenfenzheng-huanling.toml");
    return kText;
}

TEST(GuideToml, ReadsEveryElementOfAFile) {
    const auto read = read_guide_toml(card(), "card").value();
    EXPECT_EQ(read.source_id, "DEMO-P-001");
    EXPECT_EQ(read.agency, "gongan");
    const Guide& guide = read.guide;
    EXPECT_EQ(guide.name, "居民身份证换领");
    EXPECT_EQ(guide.statutory, (Limit{60, LimitUnit::kDay, "《中华人民共和国居民身份证法》第十二条第一款"}));
    ASSERT_GE(guide.materials.size(), 3U);
    EXPECT_EQ(guide.materials[1].sheet->rows[0], (std::pair<std::string, std::string>("姓名", "张示例")));
    EXPECT_EQ(guide.materials[2].show_if, (Condition{"for_whom", {"child"}}));
    EXPECT_EQ(guide.fees[0].amount_fen, 2000);
    ASSERT_TRUE(guide.form);
    EXPECT_EQ(guide.form->steps[0].fields[1].prefill, "person.name");
    EXPECT_EQ(guide.form->steps[0].fields[1].max_length, 50);
    EXPECT_TRUE(check_guide(guide).empty());
}

TEST(GuideToml, NumbersAreScaledByTheirDecimals) {
    const auto company = content("demo/guides/you-xian-ze-ren-gong-si-she-li-deng-ji.toml");
    const auto read = read_guide_toml(company, "company").value();
    bool seen = false;
    for (const auto& step : read.guide.form->steps)
        for (const auto& field : step.fields)
            if (field.type == FieldType::kNumber && field.decimals == 2) {
                EXPECT_EQ(field.min, 1) << "0.01";
                EXPECT_EQ(field.max, 100'000'000) << "1000000.00";
                seen = true;
            }
    EXPECT_TRUE(seen);
    EXPECT_FALSE(read_guide_toml(replaced(company, "min = 0.01", "min = 0.001"), "company"));
}

struct Broken {
    const char* from;
    const char* to;
    const char* element;
};

TEST(GuideToml, EachProblemIsNamedByItsElement) {
    const Broken kBroken[] = {
        {"visits       = 1", "visits = \"1\"", "visits"},
        {"visits       = 1", "", "visits"},
        {"visits       = 1", "visits = -1", "visits"},
        {"visits       = 1", "visits = 1\nvisit = 2", "visit"},
        {"court           = \"", "court = \"\u200b", "court"},
        {"court           = \"", "court = \"\\u0007", "court"},
        {"unit = \"day\", basis", "unit = \"hour\", basis", "statutory.unit"},
        {"short_names = [", "short_names = [3, ", "short_names[0]"},
        {"amount_fen = 2000", "amount_fen = 20.5", "fees[0].amount_fen"},
        {"copies = 1", "copies = 0", "materials[0].copies"},
        {"exempt = false", "exempt = \"no\"", "materials[0].exempt"},
        {"[\"姓名\", \"张示例\"]", "[\"姓名\"]", "materials[1].sheet.rows[0]"},
        {"type = \"phone\"", "type = \"telephone\"", "form.steps[0].fields[3].type"},
        {"apply_online    = true", "apply_online = false", "apply_online"},
        {"conditions = [", "conditions = \"x\"\nunused = [", "conditions"},
        {"days = 4", "days = 4\nhours = 3", "stages[2].hours"},
    };
    for (const Broken& broken : kBroken) {
        const auto read = read_guide_toml(replaced(card(), broken.from, broken.to), "card.toml");
        ASSERT_FALSE(read) << broken.to;
        EXPECT_EQ(read.error().code, kGuideUnreadable);
        EXPECT_EQ(read.error().detail, "card.toml");
        const auto& fields = read.error().fields;
        EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [&](const FieldError& field) {
            return field.field == broken.element && !field.message.empty();
        })) << broken.to;
    }
}

TEST(GuideToml, WhatIsNotTomlIsRefusedWithItsLine) {
    const auto broken = read_guide_toml("name = \"a\"\nname = ", "x");
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().fields.at(0).message.find("第 2 行"), std::string::npos);
    for (const std::string& text :
         {std::string(2'000'000, 'a'), "a" + std::string(100'000, '.') + "a=1", std::string(100'000, '['),
          "a=" + std::string(100'000, '['), std::string("\xFF\xFE\0a", 4), std::string()})
        EXPECT_FALSE(read_guide_toml(text, "x"));
}

TEST(Agencies, AreReadOrNamedAsBroken) {
    const auto agencies = read_agencies_toml(content("demo/agencies.toml")).value();
    EXPECT_GT(agencies.size(), 20U);
    const auto broken = read_agencies_toml("[a]\nname = \"b\"\nregion = \"51\"");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().fields.at(0).field, "a.region");
}

TEST_P(CatalogueTest, AllDemonstrationGuidesArePublishedAndComeBack) {
    const auto guides = demo_guides();
    const auto agencies = content("demo/agencies.toml");
    const auto begun = std::chrono::steady_clock::now();
    const auto report = import_guides(database(), clock_, guides, agencies);
    const auto took = std::chrono::steady_clock::now() - begun;
    ASSERT_TRUE(report) << report.error().detail << ": " << report.error().fields.at(0).field
                        << report.error().fields.at(0).message;
    std::cout << guides.size() << " guides in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
              << " ms\n";
    EXPECT_EQ(static_cast<std::size_t>(report->published), guides.size());
    EXPECT_EQ(static_cast<std::size_t>(report->added), guides.size());
    for (const auto& item : catalogue_->all_items(500, "").items) {
        const auto found = catalogue_->guide(item.id).value();
        EXPECT_EQ(found->guide.name, item.name);
        const auto file = std::find_if(guides.begin(), guides.end(), [&](const GuideText& guide) {
            return guide.text.find('"' + item.source_id + '"') != std::string::npos;
        });
        ASSERT_NE(file, guides.end());
        EXPECT_EQ(found->guide, read_guide_toml(file->text, "").value().guide) << file->file;
    }
    const auto again = import_guides(database(), clock_, guides, agencies).value();
    EXPECT_EQ(again.published + again.added + again.departments, 0);
    EXPECT_EQ(static_cast<std::size_t>(again.unchanged), guides.size());
}

TEST_P(CatalogueTest, OneBrokenGuideKeepsAllOut) {
    const std::vector<GuideText> guides{
        {"good.toml", card()},
        {"bad.toml", replaced(card(), "agency      = \"gongan\"", "agency = \"nobody\"")},
        {"worse.toml", replaced(card(), "visits       = 1", "visits = 0")}};
    const auto refused = import_guides(database(), clock_, guides, content("demo/agencies.toml"));
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().fields.size(), 2U);
    EXPECT_EQ(refused.error().code, kAgencyUnknown);
    EXPECT_EQ(refused.error().fields[0].field, "bad.toml: agency");
    EXPECT_EQ(refused.error().fields[1].field, "worse.toml: visit_reason");
    EXPECT_TRUE(catalogue_->all_items(10, "").items.empty());
}

}  // namespace
}  // namespace yw::catalogue::test

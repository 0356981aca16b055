#include <gmock/gmock.h>

#include "platform/db/test_database.hpp"
#include "regions/migrations.hpp"
#include "regions/regions.hpp"

namespace yw::regions {
namespace {

const UtcTime kNow{1'772'415'000'000};

class ImportRegions : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
    }

    ImportReport import(std::vector<RegionRow> rows) {
        int number = 2;
        for (RegionRow& row : rows) row.number = number++;
        return database()
            .write("regions.import",
                   [&](db::Transaction& tx) -> Result<ImportReport> { return import_regions(tx, rows, kNow); })
            .value();
    }

    Regions loaded() {
        return database().read([](db::Reader& reader) { return Regions::load(reader); });
    }

    /// "row column rule" of each problem.
    static std::vector<std::string> rules(const ImportReport& report) {
        std::vector<std::string> rules;
        for (const auto& problem : report.problems) {
            rules.push_back(std::to_string(problem.row) + " " + problem.column + " " + problem.rule);
            EXPECT_FALSE(problem.message.empty());
        }
        return rules;
    }
};

RegionCode code(std::string_view text) {
    return RegionCode::parse_short(text).value();
}

TEST_P(ImportRegions, AddsRenamesAndCloses) {
    const ImportReport report = import({{0, "511680000000", "枣山物流商贸园区", "", ""},
                                        {0, "511680001000", "园区西街道", "511680000000", "active"},
                                        {0, "511603", "前锋新区", "", ""},
                                        {0, "511621", "岳池县", "", "closed"},
                                        {0, "511602", "广安区", "", ""}});
    EXPECT_TRUE(report.problems.empty());
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.changed, 2);
    EXPECT_EQ(report.unchanged, 1);
    const Regions regions = loaded();
    EXPECT_EQ(regions.full_name(code("511680001")), "四川省广安市枣山物流商贸园区园区西街道");
    EXPECT_EQ(regions.find(code("511603"))->name, "前锋新区");
    EXPECT_TRUE(regions.find(code("511621"))->closed);
}

TEST_P(ImportRegions, ASecondImportChangesNothing) {
    const std::vector<RegionRow> rows{{0, "511680", "枣山物流商贸园区", "", ""}, {0, "511621", "岳池县", "", "closed"}};
    EXPECT_EQ(import(rows).added, 1);
    const ImportReport again = import(rows);
    EXPECT_EQ(again.added + again.changed, 0);
    EXPECT_EQ(again.unchanged, 2);
}

TEST_P(ImportRegions, OpensAgainWhatWasClosed) {
    import({{ 0, "511621", "岳池县", "", "closed" }});
    EXPECT_EQ(import({{0, "511621", "岳池县", "", "active"}}).changed, 1);
    EXPECT_FALSE(loaded().find(code("511621"))->closed);
}

TEST_P(ImportRegions, OneFaultRefusesTheWholeFile) {
    const ImportReport report = import({{0, "511680", "枣山物流商贸园区", "", ""}, {0, "51168", "", "", "gone"}});
    EXPECT_THAT(rules(report), testing::ElementsAre("3 code bad_code", "3 name missing_name", "3 state bad_state"));
    EXPECT_EQ(report.added, 0);
    EXPECT_FALSE(loaded().find(code("511680")));
}

struct Fault {
    std::vector<RegionRow> rows;
    const char* rule;
};

TEST_P(ImportRegions, EachFaultNamesItsRowColumnAndRule) {
    const std::vector<Fault> faults{
        {{{0, "000000000000", "全国", "", ""}}, "2 code bad_code"},
        {{{0, "511680", "一", "", ""}, {0, "511680000000", "二", "", ""}}, "3 code duplicate_code"},
        {{{0, "511680", "一\n二", "", ""}}, "2 name bad_name"},
        {{{0, "511680", "\xFF", "", ""}}, "2 name bad_name"},
        {{{0, "511680", "园区", "5116x", ""}}, "2 parent bad_parent"},
        {{{0, "511680", "园区", "5199", ""}}, "2 parent unknown_parent"},
        {{{0, "511680001", "街道", "", ""}}, "2 parent unknown_parent"},
        {{{0, "511680", "园区", "511602", ""}}, "2 parent parent_not_above"},
        {{{0, "511680", "园区", "5115", ""}}, "2 parent outside_parent"},
        {{{0, "511602", "广安区", "51", ""}}, "2 parent parent_is_fixed"},
        {{{0, "511680", "园区", "", "closed"}, {0, "511680001", "街道", "", ""}}, "3 state open_below_closed"}};
    for (const Fault& fault : faults) {
        EXPECT_THAT(rules(import(fault.rows)), testing::ElementsAre(fault.rule));
    }
}

TEST_P(ImportRegions, AParentMayStandLaterInTheFile) {
    EXPECT_TRUE(import({{0, "511680001", "街道", "", ""}, {0, "511680", "园区", "", ""}}).problems.empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportRegions, db::both_engines(), db::engine_name);

TEST(ReadRegionRows, TakesEnglishAndChineseColumns) {
    const auto table = table::read_table("名称,区划代码,备注\n园区,511680,x\n", table::Format::kCsv).value();
    const RowsRead read = read_region_rows(table);
    ASSERT_TRUE(read.problems.empty());
    ASSERT_EQ(read.rows.size(), 1U);
    EXPECT_EQ(read.rows[0].code, "511680");
    EXPECT_EQ(read.rows[0].name, "园区");
    EXPECT_EQ(read.rows[0].number, 2);
    EXPECT_EQ(read.rows[0].parent, "");
}

TEST(ReadRegionRows, NamesMissingColumnsAndSpoiltCells) {
    const auto table = table::read_table("code\n511680\n", table::Format::kCsv).value();
    ASSERT_EQ(read_region_rows(table).problems.size(), 1U);
    EXPECT_EQ(read_region_rows(table).problems[0].rule, "missing_column");
    const auto spoilt = table::read_table("code,name\n5.11602E+11,园区\n", table::Format::kCsv).value();
    ASSERT_EQ(read_region_rows(spoilt).problems.size(), 1U);
    EXPECT_EQ(read_region_rows(spoilt).problems[0].rule, "scientific_notation");
}

}  // namespace
}  // namespace yw::regions

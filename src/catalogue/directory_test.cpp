// The base catalogue: its import, what differs from it, and what it misses in a place.
#include "catalogue/directory.hpp"

#include "calendars/calendars.hpp"
#include "catalogue/conformity.hpp"
#include "catalogue/directory_json.hpp"
#include "catalogue/guide_dependencies.hpp"
#include "catalogue/sample_guide.hpp"

namespace yw::catalogue::test {
namespace {

constexpr std::string_view kFile =
    "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,主项编码,是否办理项\n"
    "000707001000,居民身份证办理,7,《中华人民共和国居民身份证法》第十一条,3^4,公安部,,否\n"
    "000707001001,居民身份证换领,7,《中华人民共和国居民身份证法》第十一条,3^4,公安部,000707001000,是\n"
    "000707001003,居民身份证丢失补领,7,《中华人民共和国居民身份证法》第十一条,4,公安部,000707001000,是\n"
    "000206001001,对伪造居民身份证的处罚,2,《中华人民共和国居民身份证法》第十八条,4,公安部,,是\n"
    "370101001001,外省设定的许可,1,《示范条例》第一条,4,示范厅,,是\n";

class Directory : public CatalogueTest {
protected:
    Result<ImportReport> import(std::string_view csv, ImportOptions options = {}) {
        return import_directory(database(), clock_, table::read_table(csv, "目录.csv").value(), options);
    }
    std::vector<std::string> rules_of(const std::vector<table::RowProblem>& problems) {
        std::vector<std::string> rules;
        for (const auto& problem : problems) rules.push_back(problem.rule);
        return rules;
    }
    std::string with_guide(const std::string& source_id, const std::string& name) {
        ItemFacts facts;
        facts.source_id = source_id;
        facts.region = kDistrict;
        facts.name = name;
        const auto id = list_item(database(), clock_, facts, "公安局").value().id;
        auto guide = sample_guide();
        guide.name = name;
        publish(id, guide);
        return id;
    }
    template <class F>
    auto read(F f) {
        return database().read(f);
    }
};

TEST_P(Directory, AFileComesInOnceAndWhole) {
    const auto dry = import(kFile, {.dry_run = true}).value();
    EXPECT_EQ(dry.added, 5);
    EXPECT_FALSE(dry.written);
    EXPECT_EQ(read([](db::Reader& reader) { return count_directory(reader); }), 0);
    const auto first = import(kFile).value();
    EXPECT_EQ(first.added, 5);
    EXPECT_TRUE(first.errors.empty()) << table::as_text(first.errors);
    EXPECT_EQ(rules_of(first.warnings), std::vector<std::string>{"punish_method_missing"});
    EXPECT_EQ(import(kFile).value().unchanged, 5);
    const auto entry = read([](db::Reader& reader) { return find_directory_entry(reader, "000707001001"); }).value();
    EXPECT_EQ(entry.task_type, "07");
    EXPECT_EQ(entry.levels, (std::vector<std::string>{"3", "4"}));
    EXPECT_EQ(entry.version, 1);
    EXPECT_EQ(entry.added_on, "2026-03-02");
    EXPECT_EQ(read([](db::Reader& reader) { return codes_under(reader, "000707001000"); }).size(), 3U);
    EXPECT_EQ(read([](db::Reader& reader) { return directory_entries(reader, "000206001001", "07", 2); }).size(), 2U);

    std::string renamed(kFile);
    renamed.replace(renamed.find("居民身份证换领"), std::string_view("居民身份证换领").size(), "居民身份证到期换领");
    EXPECT_EQ(import(renamed).value().changed, 1);
    EXPECT_EQ(read([](db::Reader& reader) { return find_directory_entry(reader, "000707001001"); })->version, 2);
}

TEST_P(Directory, WrongRowsAreNamedByTheirRule) {
    const auto rules = [&](std::string_view row) {
        const auto report = import(
                                "基本编码,事项名称,事项类型,设定依据,行使层级,事项状态,计划生效日期,计划取消日期,"
                                "业务指导部门,主项编码\n" +
                                std::string(row) + "\n")
                                .value();
        EXPECT_FALSE(report.written);
        return rules_of(report.errors);
    };
    using Rules = std::vector<std::string>;
    EXPECT_EQ(rules("00070700100,甲,7,依据,4,,,,公安部,"), Rules{"base_form"});
    EXPECT_EQ(rules("000707001001,甲,1,依据,4,,,,公安部,"), Rules{"task_type_differs"});
    EXPECT_EQ(rules("000707001001,甲,7,,4,,,,公安部,"), Rules{"by_law_missing"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,,,,,公安部,"), Rules{"level_missing"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4^9,,,,公安部,"), Rules{"level_unknown"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4,5,,,公安部,"), Rules{"state_unknown"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4,1,2026-02-30,,公安部,"), Rules{"bad_date"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4,1,2026-02-01,2026-01-01,公安部,"), Rules{"cancel_before_effect"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4,,,,公安部,000707001000"), Rules{"parent_unknown"});
    EXPECT_EQ(rules("000707001001,甲,7,依据,4,,,,公安部,\n000707001001,乙,7,依据,4,,,,公安部,"), Rules{"code_twice"});
    EXPECT_EQ(import("名称\n甲\n").error().code, table::kMappingColumnUnknown);
}

TEST_P(Directory, RatesAndTheirRows) {
    ASSERT_TRUE(import(kFile));
    const auto same = with_guide("1", "居民身份证换领");
    const auto other_name = with_guide("2", "身份证换新");
    list("3", "地方自编的事项");
    EXPECT_EQ(refresh_conformity(database(), 2), 2);
    EXPECT_EQ(refresh_conformity(database(), 100), 1);
    EXPECT_EQ(refresh_conformity(database(), 100), 0);
    auto found = read([](db::Reader& reader) { return conformity(reader, kDistrict); });
    EXPECT_EQ(found.all.items, 3);
    EXPECT_EQ(found.all.items_agreeing, 1);
    EXPECT_EQ(found.all.entries, 2) << "two items of one code are one entry, the item without a code another";
    EXPECT_EQ(found.all.entries_agreeing, 0) << "one of the two has another name";
    EXPECT_EQ(found.departments.size(), 2U);
    for (const RegionCode place : {kDistrict, kCity, kProvince}) {
        const auto all = read([&](db::Reader& reader) { return conformity_below(reader, place); });
        EXPECT_EQ(all.items, 3) << place.str() << ": what is below counts";
        EXPECT_EQ(all.items_agreeing, 1);
        EXPECT_EQ(all.entries, 2);
        EXPECT_EQ(all.entries_agreeing, 0);
    }
    EXPECT_EQ(
        read([](db::Reader& reader) { return conformity_below(reader, *RegionCode::parse("510100000000")); }).items, 0);
    const auto rows = read([](db::Reader& reader) { return differing_items(reader, kDistrict, "", "", 10); });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].item_id, other_name);
    EXPECT_EQ(rows[0].differences, std::vector<std::string>{"name"});
    EXPECT_EQ(rows[1].differences, std::vector<std::string>{"code"});

    std::string renamed(kFile);
    renamed.replace(renamed.find("居民身份证换领"), std::string_view("居民身份证换领").size(), "身份证换新");
    ASSERT_TRUE(import(renamed));
    EXPECT_EQ(refresh_conformity(database(), 100), 3) << "another base catalogue: all are compared anew";
    const auto after = read([](db::Reader& reader) { return differing_items(reader, kDistrict, "", "", 10); });
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].item_id, same);
}

TEST_P(Directory, WhatIsMissingHasAnOwnerAndADeadline) {
    ASSERT_TRUE(import(kFile));
    with_guide("1", "居民身份证换领");
    const auto missing = read([&](db::Reader& reader) {
        return missing_items(reader, calendars::published_calendar(), clock_.today(), kDistrict, "", 10);
    });
    ASSERT_EQ(missing.size(), 2U) << "the main item is not handled, the other province's is not ours";
    EXPECT_EQ(missing[0].entry.code, "000206001001");
    EXPECT_EQ(missing[1].entry.code, "000707001003");
    EXPECT_FALSE(missing[1].listed);
    EXPECT_EQ(catalogue_->department(missing[1].department_id)->name, "公安局") << "who handles the ministry's others";
    EXPECT_EQ(missing[1].due_on.iso(), "2026-03-30") << "20 working days from 2 March";
    const auto counts = read([&](db::Reader& reader) { return duties(reader, clock_.today(), kDistrict); });
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts[1].task_type, "07");
    EXPECT_EQ(counts[1].entries, 2);
    EXPECT_EQ(counts[1].published, 1);
    EXPECT_TRUE(read([&](db::Reader& reader) { return duties(reader, clock_.today(), kProvince); }).empty());
}

TEST_P(Directory, WhatIsStillOfferedAfterItsEntryWasCancelledHasAnOwnerAndADeadline) {
    ASSERT_TRUE(import(kFile));
    const auto item = with_guide("1", "居民身份证换领");
    const auto to_end = [&](RegionCode place) {
        return read(
            [&](db::Reader& reader) { return items_to_end(reader, calendars::published_calendar(), place, "", 10); });
    };
    EXPECT_TRUE(to_end(kDistrict).empty());
    const std::string_view ended =
        "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,主项编码,事项状态\n"
        "000707001001,居民身份证换领,7,《中华人民共和国居民身份证法》第十一条,3^4,公安部,000707001000,3\n";
    ASSERT_TRUE(import(ended)->written);
    const auto found = to_end(kProvince);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].item.id, item);
    EXPECT_EQ(found[0].item.department.name, "公安局");
    EXPECT_EQ(found[0].entry.state, "cancelled");
    EXPECT_EQ(found[0].due_on.iso(), "2026-03-30") << "20 working days from 2 March";
    EXPECT_TRUE(to_end(*RegionCode::parse("510100000000")).empty());
}

TEST_P(Directory, AnEntryReadsBackAsItWasWritten) {
    ASSERT_TRUE(import(kFile));
    for (const auto& entry : read([](db::Reader& reader) { return directory_entries(reader, "", "", 10); })) {
        const auto read_back = directory_entry_of_json(directory_json(entry));
        ASSERT_TRUE(read_back) << read_back.error().detail;
        DirectoryEntry again = read_back.value();
        again.added_on = entry.added_on;
        EXPECT_EQ(again, entry);
    }
}

TEST(Comparison, NameCodeBasisAndType) {
    DirectoryEntry entry;
    entry.code = "000707001001";
    entry.name = "居民身份证换领";
    entry.task_type = "07";
    entry.bases = {"《中华人民共和国居民身份证法》第十一条"};
    Item item;
    item.name = "居民身份证 换领";
    item.base_code = entry.code;
    item.task_type = "07";
    using D = std::vector<Difference>;
    EXPECT_EQ(compare(item, &entry, {{"居民身份证法", "第十一条", ""}}), D{});
    EXPECT_EQ(compare(item, &entry, {{"中华人民共和国居民身份证法（2011年修正）", "", ""}}), D{});
    EXPECT_EQ(compare(item, &entry, {}), D{}) << "without a guide nothing is known of the basis";
    EXPECT_EQ(compare(item, &entry, {{"户口登记条例", "", ""}}), D{Difference::kBasis});
    EXPECT_EQ(compare(item, nullptr, {}), D{Difference::kCode});
    item.name = "换身份证";
    item.task_type = "01";
    item.implement_code = "12441500196720244T4000707001002";
    EXPECT_EQ(compare(item, &entry, {}), (D{Difference::kCode, Difference::kName, Difference::kType}));
    EXPECT_TRUE(is_on_application("01"));
    EXPECT_FALSE(is_on_application("02"));
}

TEST(Comparison, OneLawHasOneKey) {
    for (const auto* law : {"居民身份证法", "《居民身份证法》", "中华人民共和国居民身份证法",
                            "《中华人民共和国居民身份证法》（2011年10月29日修正）", "居民身份证法(2011修正)"})
        EXPECT_EQ(law_key(law), "居民身份证法") << law;
    EXPECT_NE(law_key("居民身份证法实施办法"), "居民身份证法");
    EXPECT_EQ(law_key("《教师资格条例》实施办法"), "教师资格条例实施办法");
}

INSTANTIATE_TEST_SUITE_P(Engines, Directory, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::catalogue::test

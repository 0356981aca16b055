#include "catalogue/import_items.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <map>
#include <sstream>

#include "catalogue/directory.hpp"
#include "catalogue/sample_guide.hpp"
#include "kernel/test_data.hpp"

namespace yw::catalogue::test {
namespace {

using table::RowProblem;

constexpr std::string_view kHeader =
    "id\tdepartment\tmain_item\tname\timplement_code\tbase_code\tregion12\tdept_uscc\ttask_type\n";
const std::string kGoodRow =
    "G1\t区经信局\t未分类\t企业投资项目备案\t511Z07001006-1\t511Z07001006\t511602000000\t11100000000013338W\t10\n";

table::Table table_of(const std::string& text) {
    return table::read_table(text, "list.tsv").value();
}
std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}
std::map<std::string, int> by_rule(const std::vector<RowProblem>& problems) {
    std::map<std::string, int> counted;
    for (const auto& problem : problems) ++counted[problem.rule];
    return counted;
}

class ImportTest : public CatalogueTest {
protected:
    ImportReport import(const std::string& text, const ImportOptions& options = {}) {
        return import_items(database(), clock_, table_of(text), options).value();
    }
};

TEST_P(ImportTest, ACancelledPowerCannotBeListed) {
    const std::string_view base =
        "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,事项状态\n"
        "511007006001,企业投资项目备案,10,《示范条例》第一条,4,示范厅,3\n"
        "511007006002,企业投资项目变更,10,《示范条例》第一条,4,示范厅,1\n";
    ASSERT_TRUE(import_directory(database(), clock_, table::read_table(base, "目录.csv").value(), {})->written);
    const auto row = [](const std::string& id, const std::string& code) {
        return id + "\t区经信局\t未分类\t事项" + id + "\t\t" + code + "\t511602000000\t\t10\n";
    };
    const std::string text =
        std::string(kHeader) + row("G1", "511007006002") + row("G2", "511007006001") + row("G3", "");
    const auto report = import(text);
    EXPECT_FALSE(report.written);
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(report.errors[0].row, 3);
    EXPECT_EQ(report.errors[0].column, "base_code");
    EXPECT_EQ(report.errors[0].value, "511007006001");
    EXPECT_EQ(report.errors[0].rule, "base_cancelled");
    const auto rest = import(text, {.partial = true});
    EXPECT_TRUE(rest.written);
    EXPECT_EQ(rest.added, 2);
}

TEST_P(ImportTest, TheRealListGivesItsDepartmentsAndItemsOnce) {
    const auto path = yw::test::shared_data("items/items_guangan_511602.tsv");
    if (!path) return;
    const auto text = bytes_of(*path);
    int last = -1;
    ImportOptions options;
    options.progress = [&](int done, int) { last = done; };
    const auto begun = std::chrono::steady_clock::now();
    const auto report = import(text, options);
    const auto took = std::chrono::steady_clock::now() - begun;
    std::cout << "1,135 rows in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
    EXPECT_TRUE(report.written) << table::as_text(report.errors);
    EXPECT_EQ(report.added, 1135);
    EXPECT_EQ(report.departments, 34);
    EXPECT_EQ(report.departments_added, 34);
    EXPECT_EQ(last, 1135);
    const auto warnings = by_rule(report.warnings);
    EXPECT_EQ(warnings.at("credit_code_missing"), 142);
    EXPECT_EQ(warnings.at("credit_code_invalid"), 7);
    EXPECT_EQ(warnings.at("credit_code_spelling"), 1) << "a small letter";
    const auto counts = catalogue_->counts(kDistrict);
    EXPECT_EQ(counts.items, 1135);
    EXPECT_EQ(counts.departments.size(), 34U);
    const auto generation = catalogue_->generation();
    const auto again = import(text);
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.unchanged, 1135);
    EXPECT_EQ(again.departments_added, 0);
    EXPECT_EQ(catalogue_->generation(), generation) << "a second import changes nothing";
    const auto supplement = yw::test::shared_data("items/items_supplement.tsv");
    ASSERT_TRUE(supplement);
    const auto more = import(bytes_of(*supplement), {.region = kDistrict});
    EXPECT_EQ(more.added, 8) << table::as_text(more.errors);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 1143);
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, "S01").value().implement_code, "L-511602000000-S01");
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, "S05").value().task_type, "01");
}

TEST_P(ImportTest, APlantedErrorRefusesTheWholeFileAndIsNamed) {
    struct Planted {
        const char* row;
        int line;
        const char* column;
        const char* value;
        const char* rule;
    };
    const Planted kPlanted[] = {
        {"G2\t\t\t备案\tc2\t\t511602000000\t\t1\n", 3, "department", "", "missing"},
        {"G2\t局\t\t\tc2\t\t511602000000\t\t1\n", 3, "name", "", "missing"},
        {"G2\t局\t\t备<b>案</b>\tc2\t\t511602000000\t\t1\n", 3, "name", "备<b>案</b>", "markup"},
        {"G2\t局\t\t备案&nbsp;\tc2\t\t511602000000\t\t1\n", 3, "name", "备案&nbsp;", "markup"},
        {"G2\t局\t\t备案\t5.11602E+11\t\t511602000000\t\t1\n", 3, "implement_code", "5.11602E+11",
         "scientific_notation"},
        {"G2\t局\t\t备案\tc2\t\t5116020\t\t1\n", 3, "region12", "5116020", "region_form"},
        {"G2\t局\t\t备案\tc2\t\t\t\t1\n", 3, "region12", "", "region_missing"},
        {"G2\t局\t\t备案\tc2\t\t991602000000\t\t1\n", 3, "region12", "991602000000", "region_unknown"},
        {"G2\t局\t\t备案\tc2\t\t511602000000\t\t行政许可\n", 3, "task_type", "行政许可", "task_type_form"},
        {"G1\t局\t\t备案\tc2\t\t511602000000\t\t1\n", 3, "id", "G1", "id_twice"},
        {"\t局\t\t备案\t\t\t511602000000\t\t1\n", 3, "id", "", "id_missing"},
        {"G 2\t局\t\t备案\tc2\t\t511602000000\t\t1\n", 3, "id", "G 2", "code_form"},
    };
    ImportOptions options;
    options.region_known = [](RegionCode region) { return region.is_within(kProvince); };
    for (const Planted& planted : kPlanted) {
        const auto report = import(std::string(kHeader) + kGoodRow + planted.row, options);
        EXPECT_FALSE(report.written) << planted.rule;
        ASSERT_EQ(report.errors.size(), 1U) << planted.rule << "\n" << table::as_text(report.errors);
        EXPECT_EQ(report.errors[0].row, planted.line);
        EXPECT_EQ(report.errors[0].column, planted.column);
        EXPECT_EQ(report.errors[0].value, planted.value);
        EXPECT_EQ(report.errors[0].rule, planted.rule);
        EXPECT_FALSE(report.errors[0].message.empty());
    }
    EXPECT_EQ(catalogue_->all_items(10, "").items.size(), 0U) << "nothing half-imported";
    EXPECT_EQ(catalogue_->coverage(kDistrict).departments.size(), 0U);
}

TEST_P(ImportTest, EveryErrorOfTheFileIsReportedAtOnce) {
    const auto report = import(std::string(kHeader) + "\t\t\t<br>\t1.5E+20\t\tx\t\tz\n" + kGoodRow);
    EXPECT_GE(report.errors.size(), 5U);
    EXPECT_FALSE(report.written);
    EXPECT_EQ(report.rows, 2);
}

TEST_P(ImportTest, PartialWritesOnlyTheRowsWithoutErrors) {
    const auto text = std::string(kHeader) + kGoodRow + "G2\t\t\t备案\tc2\t\t511602000000\t\t1\n";
    const auto report = import(text, {.partial = true});
    EXPECT_TRUE(report.written);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.errors.size(), 1U);
    EXPECT_EQ(catalogue_->all_items(10, "").items.size(), 1U);
}

TEST_P(ImportTest, ADryRunSaysWhatWouldHappenAndWritesNothing) {
    const auto report = import(std::string(kHeader) + kGoodRow, {.dry_run = true});
    EXPECT_FALSE(report.written);
    EXPECT_EQ(report.added, 1);
    EXPECT_EQ(report.departments_added, 1);
    EXPECT_EQ(catalogue_->all_items(10, "").items.size(), 0U);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 0);
}

TEST_P(ImportTest, AChangedRowMovesItsItemAndAGuideStays) {
    import(std::string(kHeader) + kGoodRow);
    const auto id = catalogue_->item_by_source(kDistrict, "G1").value().id;
    const auto moved =
        std::string(kHeader) + "G1\t区发改局\t未分类\t企业投资备案\t511Z07001006-1\t511Z07001006\t511602000000\t\t10\n";
    EXPECT_EQ(import(moved).changed, 1);
    EXPECT_EQ(catalogue_->item(id).value().name, "企业投资备案");
    EXPECT_EQ(catalogue_->item(id).value().department.name, "区发改局");
    publish(id, sample_guide());
    EXPECT_EQ(import(std::string(kHeader) + kGoodRow).changed, 1) << "its department";
    EXPECT_EQ(catalogue_->guide(id).value()->guide, sample_guide());
    EXPECT_EQ(catalogue_->guide(id).value()->version, 1);
    EXPECT_EQ(catalogue_->item(id).value().name, sample_guide().name);
}

TEST_P(ImportTest, WhatIsOnlyUnusualIsKeptWithAWarning) {
    const auto report = import(std::string(kHeader) + "G1\t局\t\t备\u200b案\t" + std::string(40, '1') +
                               "-x\t0001070010019\t511602000000\tABC\t21\n");
    EXPECT_TRUE(report.written) << table::as_text(report.errors);
    const auto warnings = by_rule(report.warnings);
    for (const char* rule : {"invisible_removed", "credit_code_invalid", "task_type_unknown"})
        EXPECT_EQ(warnings.count(rule), 1U) << rule;
    EXPECT_EQ(warnings.at("code_long"), 2);
    const auto item = catalogue_->item_by_source(kDistrict, "G1").value();
    EXPECT_EQ(item.name, "备案");
    EXPECT_EQ(item.task_type, "21");
    EXPECT_EQ(item.implement_code.size(), 42U);
}

TEST_P(ImportTest, AMappingNamesTheColumnsOfAnyList) {
    table::Mapping mapping;
    mapping.columns = {{"事项", "name"}, {"单位", "department"}, {"序号", "id"}, {"类型", "task_type"}};
    mapping.constants = {{"region12", "511602000000"}};
    mapping.enumerations["task_type"] = {{"行政许可", "01"}};
    const auto text = std::string("序号,事项,单位,类型\n1,备案,局,行政许可\n");
    const auto table = table::read_table(text, "list.csv").value();
    const auto report = import_items(database(), clock_, table, {.mapping = mapping}).value();
    EXPECT_TRUE(report.written) << table::as_text(report.errors);
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, "1").value().task_type, "01");
    mapping.columns["没有的列"] = "base_code";
    EXPECT_EQ(import_items(database(), clock_, table, {.mapping = mapping}).error().code, table::kMappingColumnUnknown);
    EXPECT_FALSE(import_items(database(), clock_, table::read_table("a,b\n1,2\n", "x.csv").value(), {}));
}

TEST_P(ImportTest, ColumnsNamedAsOursNeedNoMapping) {
    table::Mapping mapping;
    mapping.columns = {{"办事事项", "name"}};
    mapping.constants = {{"region12", "511602000000"}};
    const auto table =
        table::read_table("编号,办事事项,部门,区划代码\n7,备案,区民政局,110000000000\n", table::Format::kCsv);
    const auto report = import_items(database(), clock_, table.value(), {.mapping = mapping}).value();
    EXPECT_TRUE(report.written) << table::as_text(report.errors);
    const auto item = catalogue_->item_by_source(kDistrict, "7").value();
    EXPECT_EQ(item.name, "备案");
    EXPECT_EQ(item.department.name, "区民政局");
    const auto lacking =
        import_items(database(), clock_, table::read_table("编号,办事事项\n7,备案\n", table::Format::kCsv).value(),
                     {.mapping = mapping});
    ASSERT_EQ(lacking.error().code, table::kMappingColumnUnknown);
    EXPECT_EQ(lacking.error().fields.at(0).field, "department");
    EXPECT_NE(lacking.error().fields.at(0).message.find("“部门”"), std::string::npos);
}

TEST_P(ImportTest, DepartmentsAreImportedTheSameWay) {
    const auto table = table_of(
        "name\tregion12\tcredit_code\n区经信局\t511602000000\t11100000000013338W\n区 经信局\t511602000000\t\n"
        "区民政局\t511602000000\tx\n");
    const auto report = import_departments(database(), clock_, table, {}).value();
    EXPECT_TRUE(report.written);
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(report.departments, 2);
    EXPECT_EQ(report.warnings.size(), 2U);
    EXPECT_EQ(import_departments(database(), clock_, table, {}).value().unchanged, 3);
    EXPECT_EQ(catalogue_->coverage(kDistrict).departments.size(), 2U);
}

/// `count` rows of three places and five departments.
std::string many_rows(int count) {
    std::string text(kHeader);
    for (int i = 0; i < count; ++i)
        text += fmt::format("M{}\t第{}局\t未分类\t第{}号事项\t5115{:08}\t511Z07001006\t51160{}000000\t\t10\n", i, i % 5,
                            i, i, 2 + i % 3);
    return text;
}

TEST_P(ImportTest, AFileInPartsGivesWhatTheWholeFileGives) {
    ImportOptions options;
    options.bytes_a_part = 4096;
    const auto in_parts = [&](const std::string& text) {
        std::istringstream in(text);
        return import_items_in_parts(database(), clock_, in, table::Format::kTsv, {}, options).value();
    };
    const auto text = many_rows(300);
    options.dry_run = true;
    const auto tried = in_parts(text);
    EXPECT_FALSE(tried.written);
    EXPECT_EQ(tried.added, 300);
    EXPECT_EQ(tried.departments_added, 15);

    options.dry_run = false;
    int last = 0;
    options.progress = [&](int done, int all) {
        EXPECT_GE(done, last);
        EXPECT_EQ(all, 300);
        last = done;
    };
    const auto report = in_parts(text);
    EXPECT_TRUE(report.written) << table::as_text(report.errors);
    EXPECT_EQ(report.rows, 300);
    EXPECT_EQ(report.added, 300);
    EXPECT_EQ(report.departments, 15);
    EXPECT_EQ(report.departments_added, 15);
    EXPECT_EQ(last, 300);
    options.progress = nullptr;
    EXPECT_EQ(in_parts(text).unchanged, 300);
    const auto whole = import(text);
    EXPECT_EQ(whole.unchanged, 300);
    EXPECT_EQ(whole.warning_count, report.warning_count);
}

TEST_P(ImportTest, AnIdThatComesTwiceIsFoundAcrossParts) {
    ImportOptions options;
    options.bytes_a_part = 4096;
    const auto text = many_rows(300) + "M1\t第1局\t未分类\t又来了\t51150000\t511Z07001006\t511603000000\t\t10\n";
    const auto in_parts = [&] {
        std::istringstream in(text);
        return import_items_in_parts(database(), clock_, in, table::Format::kTsv, {}, options).value();
    };
    const auto refused = in_parts();
    EXPECT_FALSE(refused.written);
    EXPECT_EQ(refused.added, 0);
    ASSERT_EQ(refused.error_count, 1);
    EXPECT_EQ(refused.errors[0].rule, "id_twice");
    EXPECT_EQ(refused.errors[0].row, 302);
    EXPECT_NE(refused.errors[0].message.find("第 3 行"), std::string::npos) << refused.errors[0].message;
    options.partial = true;
    const auto partial = in_parts();
    EXPECT_TRUE(partial.written);
    EXPECT_EQ(partial.added, 300);
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::catalogue::test

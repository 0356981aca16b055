#include <deque>
#include <filesystem>

#include "catalogue/import_items.hpp"
#include "platform/table/table.hpp"
#include "publication/exchange_export.hpp"
#include "publication/migrations.hpp"
#include "publication/publication_fixture_test.hpp"

namespace yw::publication::test {
namespace {

class ExchangeTest : public PublicationTest {
protected:
    void SetUp() override {
        PublicationTest::SetUp();
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
    }
    ExchangeReport send(ExchangeTarget& target, bool only_changes) {
        rejections_.clear();
        clock_.advance(std::chrono::seconds{1});
        return export_exchange(
            database(), clock_.now(), exchange_tables(),
            {.target_name = "test", .site_url = "https://zwfw.example", .only_changes = only_changes}, target,
            [&](const Rejection& rejection) { rejections_.push_back(rejection); });
    }
    std::map<std::string, int> rejected_by_rule() const {
        std::map<std::string, int> rules;
        for (const auto& rejection : rejections_) ++rules[rejection.column + " " + rejection.rule];
        return rules;
    }
    std::vector<Rejection> rejections_;
};

/// Keeps what was sent.
class KeptRows final : public ExchangeTarget {
public:
    std::optional<std::string> put(std::span<const SentRow> rows) override {
        for (const auto& row : rows) {
            sent.push_back({row.operation, row.row_guid});
            if (row.operation == 'D')
                have.erase(row.table->name + row.row_guid);
            else
                have[row.table->name + row.row_guid] = row.cells;
        }
        return std::nullopt;
    }
    void finish(const std::string&, bool, std::span<const std::string>) override {}
    std::vector<std::pair<char, std::string>> sent;
    std::map<std::string, std::vector<std::optional<std::string>>> have;
};

/// Each item has one row in the basic table of its type; penalties, levies and checks have tables of their own.
template <class Count>
auto basic_rows(Count count) {
    decltype(count(std::string())) all = 0;
    for (const auto& table : exchange_tables().tables)
        if (table.name.ends_with("_basic")) all += count(table.name);
    return all;
}

TEST_P(ExchangeTest, TheDemonstrationGoesOutWholeAsFilesThatReadBack) {
    const int guides = import_demo(0);
    const auto target = csv_target(exchange_tables(), folder() / "out");
    const auto report = send(*target, false);
    for (const auto& rejection : rejections_)
        ADD_FAILURE() << rejection.item_name << " " << rejection.column << " " << rejection.value << " "
                      << rejection.message;
    EXPECT_EQ(report.items, guides);
    EXPECT_EQ(report.rejected_items, 0);
    const auto rows_in = [&](const std::string& name) {
        const auto read = table::read_table(text_of(folder() / "out/" + name + ".csv"), name + ".csv");
        return read ? read->rows.size() : 0;
    };
    EXPECT_EQ(basic_rows(rows_in), static_cast<std::size_t>(guides));
    EXPECT_EQ(rows_in("up_task_general_extend"), rows_in("up_task_general_basic"));
    EXPECT_EQ(rows_in("up_task_public_extend"), rows_in("up_task_public_basic"));
    for (const auto* type : {"punish", "handle", "check"})
        EXPECT_EQ(rows_in("up_task_" + std::string(type) + "_basic"), 1U);
    EXPECT_GT(rows_in("up_task_general_material"), 50U);
    EXPECT_GT(rows_in("up_task_general_questions"), 50U);
    EXPECT_GT(rows_in("up_zone_organization"), 5U);
    std::size_t rows = 0;
    for (const auto& table : exchange_tables().tables) rows += rows_in(table.name);
    EXPECT_EQ(rows, static_cast<std::size_t>(report.inserted));
}

TEST_P(ExchangeTest, TheDemonstrationLoadsIntoTheTablesOfPostgres) {
    const int guides = import_demo(0);
    const auto uri = db::new_postgres_schema();
    const auto target = postgres_target(exchange_tables(), uri);
    const auto report = send(*target, false);
    for (const auto& rejection : rejections_)
        ADD_FAILURE() << rejection.item_name << " " << rejection.column << " " << rejection.value << " "
                      << rejection.message;
    EXPECT_EQ(report.rejected_items, 0);
    const auto there = db::open_postgres({.uri = uri, .connections = 1});
    const auto rows = [&](const std::string& table) {
        // Statements are known by the address of their text: each keeps its own.
        static std::deque<std::string> texts;
        const auto& text = texts.emplace_back("SELECT COUNT(*) FROM " + table);
        return there->read([&](db::Reader& reader) { return reader.number({"test.count", text}, {}).value(); });
    };
    EXPECT_EQ(basic_rows(rows), guides);
    EXPECT_EQ(rows("up_task_general_material"), report.rows_of_table.at("up_task_general_material"));
    EXPECT_THROW(there->script("INSERT INTO up_task_general_questions (row_guid) VALUES ('x')"), db::ConstraintError)
        << "NOT NULL holds";
    EXPECT_THROW(there->script("UPDATE up_task_general_basic SET task_code = repeat('1', 37)"), db::DbError)
        << "length holds";
    // Again: the same rows, none twice.
    (void)send(*postgres_target(exchange_tables(), uri), false);
    EXPECT_EQ(basic_rows(rows), guides);
    // A row that the database refuses is named, the others go in.
    const ExchangeTable& questions =
        *std::find_if(exchange_tables().tables.begin(), exchange_tables().tables.end(),
                      [](const auto& table) { return table.name == "up_task_general_questions"; });
    SentRow bad{&questions, "bad", 'I', std::vector<std::optional<std::string>>(questions.columns.size())};
    EXPECT_TRUE(target->put(std::span(&bad, 1)));
}

TEST_P(ExchangeTest, OurOwnBaseCatalogueGoesOutAndWhatWeFollowDoesNot) {
    const std::string_view base =
        "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,计划取消日期\n"
        "510748001001,示范许可,7,《示范条例》第一条；《示范办法》第二条,3^4,示范厅,2027-01-01\n"
        "510748001002,上级许可,7,《示范条例》第一条,3,示范厅,\n";
    ASSERT_TRUE(
        catalogue::import_directory(database(), clock_, table::read_table(base, "目录.csv").value(), {})->written);
    database().script("UPDATE catalogue_directory SET followed = 1 WHERE code = '510748001002'");
    KeptRows target;
    const auto report = send(target, false);
    EXPECT_EQ(report.rows_of_table.at("up_task_directory"), 1);
    const auto& cells = target.have.at("up_task_directory510748001001");
    EXPECT_EQ(cells[1], "510748001001");
    EXPECT_EQ(cells[5], "《示范条例》第一条^《示范办法》第二条");
    EXPECT_EQ(cells[6], "3^4");
    EXPECT_EQ(cells[10], "2027-01-01 00:00:00");
    EXPECT_TRUE(rejections_.empty());
}

TEST_P(ExchangeTest, OnlyWhatChangedGoesOutByItsOperation) {
    import_demo(6);
    KeptRows target;
    const auto first = send(target, true);
    EXPECT_EQ(first.updated + first.deleted + first.unchanged, 0);
    EXPECT_GT(first.inserted, 30);

    target.sent.clear();
    const auto nothing = send(target, true);
    EXPECT_TRUE(target.sent.empty());
    EXPECT_EQ(nothing.unchanged, first.inserted);

    auto guide = *catalogue_->guide(catalogue_->all_items(1, "").items[0].id).value();
    guide.guide.consult_phone = "0826-0000001";
    guide.guide.questions.pop_back();
    ASSERT_TRUE(catalogue::publish_guide(database(), clock_, guide.item.id, guide.guide));
    const auto changed = send(target, true);
    EXPECT_EQ(changed.deleted, 1) << "the question that is gone";
    EXPECT_GE(changed.updated, 1) << "its basic row, with the new version";
    EXPECT_EQ(changed.inserted, 0);

    KeptRows fresh;
    (void)send(fresh, false);
    EXPECT_EQ(fresh.have.size(), target.have.size()) << "changes and the whole come to the same";
}

TEST_P(ExchangeTest, ARejectedItemStaysAwayWholeAndSaysWhy) {
    list("only-listed", "只有名称的事");
    import_demo(1);
    KeptRows target;
    const auto report = send(target, false);
    EXPECT_EQ(report.rejected_items, 1);
    const auto rules = rejected_by_rule();
    EXPECT_EQ(rules.at(" no_guide"), 1);
    EXPECT_EQ(rules.at("task_code required"), 1);
    EXPECT_EQ(rules.at("catalog_code required"), 1);
    for (const auto& rejection : rejections_) EXPECT_EQ(rejection.item_name, "只有名称的事");
}

TEST_P(ExchangeTest, IrregularCodesOfTheRealListAreRejectedByLength) {
    const char* data = std::getenv("YIWANG_TEST_DATA");
    if (!data) GTEST_SKIP() << "YIWANG_TEST_DATA is not set";
    std::istringstream rows(text_of(std::string(data) + "/items/items_guangan_511602.tsv"));
    std::string line;
    std::getline(rows, line);
    int items = 0;
    while (std::getline(rows, line)) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, '\t');) cells.push_back(cell);
        cells.resize(9);
        catalogue::ItemFacts facts;
        facts.source_id = cells[0];
        facts.region = kGuangan;
        facts.name = cells[3];
        facts.implement_code = cells[4];
        facts.base_code = cells[5];
        facts.task_type = cells[8];
        ASSERT_TRUE(catalogue::list_item(database(), clock_, facts, cells[1], cells[7]));
        ++items;
    }
    KeptRows target;
    const auto report = send(target, false);
    const auto rules = rejected_by_rule();
    EXPECT_EQ(report.rejected_items, items);
    EXPECT_EQ(rules.at("task_code length"), 1132);
    EXPECT_EQ(rules.at("catalog_code length"), 852);
    for (const auto& [rule, count] : rules) std::cout << count << " " << rule << "\n";
}

INSTANTIATE_TEST_SUITE_P(Engines, ExchangeTest, db::both_engines(), db::engine_name);

TEST(ExchangeTables, AreThoseOfTheDictionary) {
    const auto& tables = exchange_tables();
    EXPECT_EQ(tables.tables.size(), 19U);
    const char* data = std::getenv("YIWANG_TEST_DATA");
    if (!data) GTEST_SKIP() << "YIWANG_TEST_DATA is not set";
    std::istringstream rows(text_of(std::string(data) + "/standards/exchange_field_dictionary.tsv"));
    std::map<std::string, std::string> wanted;
    for (std::string line; std::getline(rows, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, '\t');) cells.push_back(cell);
        if (cells.size() > 4) wanted[cells[0] + "." + cells[2]] = cells[3] + " " + cells[4];
    }
    int columns = 0;
    for (const auto& table : tables.tables)
        for (const auto& column : table.columns) {
            if (column.name.starts_with("cd_")) continue;
            const auto found = wanted.find(table.name + "." + column.name);
            ASSERT_NE(found, wanted.end()) << table.name << "." << column.name;
            const bool required = found->second.ends_with(" Y");
            EXPECT_EQ(column.required, required) << found->first;
            if (column.type == ExchangeColumn::Type::kVarchar) {
                EXPECT_TRUE(found->second.starts_with("varchar(" + std::to_string(column.length) + ")"))
                    << found->first;
            }
            ++columns;
        }
    EXPECT_GT(columns, 300);
}

TEST(ExchangeCsv, QuotesWhatNeedsIt) {
    const std::vector<std::string> cells{"a", "b,c", "d\"e", "f\ng", ""};
    EXPECT_EQ(csv_line(cells), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
}

TEST(ExchangeCode, IsPutTogetherWhereTheListGaveNone) {
    catalogue::Item item;
    item.implement_code = "L-511602000000-1";
    item.base_code = "000711001003";
    item.department.credit_code = "11511602DM0000021X";
    EXPECT_EQ(national_task_code(item, "4"), "11511602DM0000021X4000711001003");
    item.implement_code = "511A0138000000-511602000000-000-11511301008778183N-1-00";
    EXPECT_EQ(national_task_code(item, "4"), item.implement_code);
    item.implement_code = "L-1";
    item.department.credit_code.clear();
    EXPECT_EQ(national_task_code(item, "4"), "");
}

}  // namespace
}  // namespace yw::publication::test

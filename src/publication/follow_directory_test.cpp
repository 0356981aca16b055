// A city follows the base catalogue of its province over HTTP: entries, breaks, restored copies, decisions.
#include "catalogue/directory.hpp"

#include <fmt/format.h>

#include "cases/migrations.hpp"
#include "catalogue/directory_json.hpp"
#include "decisions/decisions.hpp"
#include "decisions/migrations.hpp"
#include "decisions/strings.hpp"
#include "kernel/ids.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/outbox/migrations.hpp"
#include "publication/directory_page.hpp"
#include "publication/follow_directory.hpp"
#include "publication/migrations.hpp"
#include "publication/publication_fixture_test.hpp"

namespace yw::publication::test {
namespace {

constexpr std::string_view kCode = "510748001001";
const RegionCode kSichuan = *RegionCode::parse("510000000000");

std::string base_file(int entries, std::string_view name = "示范许可", std::string_view state = "1") {
    std::string csv = "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,事项状态\n";
    for (int i = 1; i <= entries; ++i)
        csv += fmt::format("51074800{:04},{}{},7,《示范条例》第一条,3^4,示范厅,{}\n", 1000 + i, name, i, state);
    return csv;
}

/// The fixture's database is the city's; the province stands behind a server of its own.
class BaseTest : public PublicationTest {
protected:
    void SetUp() override {
        PublicationTest::SetUp();
        const std::vector<std::span<const db::Migration>> own{
            audit::migrations(), outbox::migrations(), cases::migrations(), decisions::migrations(), migrations()};
        database().migrate(own, 0);
        upper_ = db::open_test_database(GetParam(), upper_folder_);
        const std::vector<std::span<const db::Migration>> all{audit::migrations(),     outbox::migrations(),
                                                              catalogue::migrations(), cases::migrations(),
                                                              decisions::migrations(), migrations()};
        upper_->migrate(all, 0);
        upper_catalogue_ = catalogue::open_catalogue(*upper_);
        decisions_ = decisions::open_decisions({database(), clock_, keys_, audit_, *catalogue_});
        upper_decisions_ = decisions::open_decisions({*upper_, clock_, keys_, audit_, *upper_catalogue_});
        static const bool kOnce = [] {
            strings::add(decisions::strings_table());
            return true;
        }();
        (void)kOnce;
        upper_decisions_->add_routes(upper_router_, gate_, *frame_);
        add_publication_routes(upper_router_, {.site_url = "",
                                               .database = *upper_,
                                               .catalogue = *upper_catalogue_,
                                               .gate = gate_,
                                               .frame = *frame_,
                                               .clock = clock_,
                                               .audit = audit_,
                                               .default_place = kSichuan,
                                               .place_name = [](RegionCode) { return "四川省"; },
                                               .channels = {},
                                               .decisions = upper_decisions_.get()});
        serve();
    }
    void serve() {
        http::ServerOptions options;
        options.port = port_;
        server_.emplace(options, upper_router_, hooks_);
        server_->start();
        port_ = server_->port();
        upstream_ = {"http://127.0.0.1:" + std::to_string(port_), "511602", "base-test-key", kGuangan};
    }
    BaseState follow() { return follow_base({database(), clock_, audit_, *decisions_}, upstream_); }
    void import_above(const std::string& csv) {
        const auto report =
            catalogue::import_directory(*upper_, clock_, table::read_table(csv, "目录.csv").value(), {}).value();
        ASSERT_TRUE(report.errors.empty()) << table::as_text(report.errors);
    }
    std::optional<catalogue::DirectoryEntry> here(std::string_view code) {
        return database().read(
            [&](db::Reader& reader) { return catalogue::find_directory_entry(reader, std::string(code)); });
    }
    std::string listed_here(std::string_view code = kCode) {
        catalogue::ItemFacts facts;
        facts.source_id = "x";
        facts.region = kGuangan;
        facts.name = "示范许可1";
        facts.base_code = code;
        facts.task_type = "07";
        return catalogue::list_item(database(), clock_, facts, "示范局").value().id;
    }
    decisions::Decision decision(decisions::DecisionKind kind) {
        decisions::Decision made;
        made.id = new_id();
        made.kind = kind;
        made.document_number = "示范发〔2026〕1号";
        made.issuer = "示范省人民政府";
        made.title = "关于调整一批事项的决定";
        made.decided_on = clock_.today();
        made.summary = "不再需要。";
        made.region = kSichuan;
        made.effective_at = clock_.now();
        made.base_codes = {std::string(kCode)};
        return made;
    }

    crypto::Keys keys_ = crypto::Keys::for_test("base");
    db::TestFolder upper_folder_;
    std::unique_ptr<db::Database> upper_;
    std::unique_ptr<catalogue::Catalogue> upper_catalogue_;
    std::unique_ptr<decisions::Decisions> decisions_;
    std::unique_ptr<decisions::Decisions> upper_decisions_;
    Upstream upstream_;
    http::Router upper_router_;
    unsigned short port_ = 0;
    std::optional<http::Server> server_;
};

TEST_P(BaseTest, TheBaseCatalogueBelowBecomesTheOneAboveAndStaysSo) {
    import_above(base_file(450));  // three pages
    const auto first = follow();
    EXPECT_EQ(first.failure, "");
    EXPECT_EQ(first.taken, 450);
    EXPECT_EQ(first.behind, 0);
    EXPECT_TRUE(first.agrees);
    EXPECT_EQ(here(kCode)->name, "示范许可1");
    EXPECT_TRUE(here(kCode)->followed);
    EXPECT_EQ(follow().taken, 450) << "nothing new is nothing to do";

    import_above(base_file(2, "改名许可"));
    EXPECT_EQ(follow().taken, 452);
    EXPECT_EQ(here("510748001002")->name, "改名许可2");
    EXPECT_EQ(here("510748001003")->name, "示范许可3");
}

TEST_P(BaseTest, ABreakIsGoneOnFromWhereItWas) {
    import_above(base_file(3));
    ASSERT_EQ(follow().failure, "");
    server_.reset();
    import_above(base_file(5, "断开时改的许可"));
    const auto broken = follow();
    EXPECT_NE(broken.failure.find("fetch.unreachable"), std::string::npos);
    EXPECT_EQ(here(kCode)->name, "示范许可1");
    const auto cursor = broken.cursor;
    serve();
    const auto after = follow();
    EXPECT_EQ(after.failure, "");
    EXPECT_EQ(after.taken, 8);
    EXPECT_NE(after.cursor, cursor);
    clock_.advance(std::chrono::hours(2));
    EXPECT_TRUE(follow().agrees);
}

TEST_P(BaseTest, ARestoredInstanceAboveIsReadOnceMore) {
    import_above(base_file(3));
    ASSERT_EQ(follow().failure, "");
    upper_->script("UPDATE catalogue_conformity_mark SET directory_generation = 0");
    upper_->script("UPDATE catalogue_directory SET generation = 0");
    upper_->script("UPDATE catalogue_directory SET name = '恢复的名称' WHERE code = '510748001002'");
    EXPECT_EQ(follow().failure, "");
    EXPECT_EQ(here("510748001002")->name, "恢复的名称");
    // Changed here behind our own back: found within an hour, put right in the round after.
    database().script("UPDATE catalogue_directory SET name = '本地改的' WHERE code = '510748001003'");
    clock_.advance(std::chrono::hours(2));
    EXPECT_FALSE(follow().agrees);
    EXPECT_TRUE(follow().agrees);
    EXPECT_EQ(here("510748001003")->name, "示范许可3");
}

TEST_P(BaseTest, WhatComesFromAboveIsNotChangedByAFileHere) {
    import_above(base_file(2));
    ASSERT_EQ(follow().failure, "");
    auto table = table::read_table(base_file(3, "本级改的许可"), "目录.csv").value();
    const auto report = catalogue::import_directory(database(), clock_, std::move(table), {}).value();
    EXPECT_FALSE(report.written);
    ASSERT_EQ(report.errors.size(), 2U);
    EXPECT_EQ(report.errors[0].rule, "base_followed");
    EXPECT_EQ(report.errors[0].value, kCode);
}

TEST_P(BaseTest, ADecisionAboveActsHereAtItsMomentWithItsDocument) {
    import_above(base_file(2));
    const auto item = listed_here();
    ASSERT_EQ(follow().failure, "");
    auto made = decision(decisions::DecisionKind::kCancel);
    made.effective_at = UtcTime{clock_.now().ms + std::chrono::milliseconds(std::chrono::hours(24)).count()};
    ASSERT_TRUE(upper_decisions_->enter("operator", made));
    ASSERT_EQ(follow().failure, "");
    EXPECT_EQ(decisions_->decision(made.id)->state, decisions::DecisionState::kPlanned);
    EXPECT_EQ(catalogue_->item(item)->state, catalogue::ItemState::kActive);

    server_.reset();  // the link is down when it takes effect
    clock_.advance(std::chrono::hours(25));
    EXPECT_EQ(decisions_->apply_due(), 1);
    EXPECT_EQ(catalogue_->item(item)->state, catalogue::ItemState::kCancelled);
    EXPECT_EQ(catalogue_->standings(item).at(0).document, "示范发〔2026〕1号《关于调整一批事项的决定》");
    upper_decisions_->apply_due();
    serve();
    EXPECT_EQ(follow().failure, "");
    EXPECT_EQ(here(kCode)->state, "cancelled");

    // Its undoing is another decision.
    auto back = decision(decisions::DecisionKind::kRestore);
    back.effective_at = clock_.now();
    ASSERT_TRUE(upper_decisions_->enter("operator", back));
    EXPECT_EQ(follow().failure, "");
    EXPECT_EQ(catalogue_->item(item)->state, catalogue::ItemState::kActive);
    clock_.advance(std::chrono::hours(2));
    EXPECT_TRUE(follow().agrees);
}

TEST_P(BaseTest, WhatWasTakenBackAboveIsTakenBackHere) {
    import_above(base_file(1));
    listed_here();
    ASSERT_EQ(follow().failure, "");
    auto made = decision(decisions::DecisionKind::kCancel);
    made.effective_at = UtcTime{clock_.now().ms + std::chrono::milliseconds(std::chrono::hours(24)).count()};
    ASSERT_TRUE(upper_decisions_->enter("operator", made));
    ASSERT_EQ(follow().failure, "");
    ASSERT_TRUE(upper_decisions_->withdraw("operator", made.id));
    ASSERT_EQ(follow().failure, "");
    EXPECT_EQ(decisions_->decision(made.id)->state, decisions::DecisionState::kWithdrawn);
}

TEST_P(BaseTest, WhatNeedsPeopleIsLeftToThemAndWhatWasBeforeIsNotDoneAgain) {
    import_above(base_file(2));
    const auto item = listed_here();
    ASSERT_TRUE(upper_decisions_->enter("operator", decision(decisions::DecisionKind::kCancel)));
    ASSERT_EQ(follow().failure, "");
    EXPECT_EQ(catalogue_->item(item)->state, catalogue::ItemState::kActive)
        << "in effect before we followed: the base catalogue says it, people end the item";
    EXPECT_EQ(here(kCode)->state, "cancelled");

    auto delegated = decision(decisions::DecisionKind::kDelegate);
    delegated.base_codes = {"510748001002"};
    delegated.level = RegionLevel::kProvince;
    delegated.receivers = {{kGuangan, "示范区局", "", "示范路2号", "9:00—17:00", "0826-0001002", "0826-0001998"},
                           {*RegionCode::parse("511603000000"), "邻区局", "", "", "", "", ""}};
    delegated.effective_at = UtcTime{clock_.now().ms + 1'000};
    ASSERT_TRUE(upper_decisions_->enter("operator", delegated));
    ASSERT_EQ(follow().failure, "");
    const auto left = left_decisions(database(), 10);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].owner, "示范区局");
    EXPECT_EQ(left[0].due_at.ms, delegated.effective_at.ms);
    settle_decision(database(), audit_, "operator", left[0].id);
    EXPECT_TRUE(left_decisions(database(), 10).empty());
}

TEST_P(BaseTest, AnEntryThatCannotBeReadStopsNoOther) {
    const auto page = read_base_page(
        R"({"entries":[{"code":"510748001001","name":"甲","task_type":"07","bases":[],"levels":["4"],"state":"active",)"
        R"("version":1,"handled":true,"local_code":null,"effective_on":null,"cancel_on":null,"guiding_department":null,)"
        R"("parent_code":null,"punish_method":null,"collect_type":null,"reducible":null},{"code":"51","name":"乙"}],)"
        R"("next":"3.510748001001","behind":0,"decisions":""})");
    ASSERT_TRUE(page) << page.error().detail;
    EXPECT_EQ(page->entries.size(), 1U);
    ASSERT_EQ(page->refused.size(), 1U);
    EXPECT_EQ(page->refused[0].code, "51");
    for (const auto* broken : {"", "[]", "{}", R"({"entries":[],"next":"","behind":0,"decisions":""})",
                               R"({"entries":[],"next":"x","behind":0,"decisions":""})"})
        EXPECT_FALSE(read_base_page(broken)) << broken;
}

INSTANTIATE_TEST_SUITE_P(Engines, BaseTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::publication::test

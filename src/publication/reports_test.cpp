#include "publication/reports.hpp"

#include "platform/audit/migrations.hpp"
#include "publication/migrations.hpp"
#include "publication/publication_fixture_test.hpp"
#include "publication/signing.hpp"
#include "publication/upward.hpp"

namespace yw::publication::test {
namespace {

constexpr std::string_view kKey = "reports-test-key-0123456789abcdefgh";

/// The fixture's database is the instance below; the one above stands behind a server of its own.
class ReportsTest : public PublicationTest {
protected:
    void SetUp() override {
        PublicationTest::SetUp();
        const std::vector<std::span<const db::Migration>> own{migrations()};
        database().migrate(own, 0);
        upper_ = db::open_test_database(GetParam(), upper_folder_);
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), catalogue::migrations(),
                                                                  migrations()};
        upper_->migrate(modules, 0);
        upper_catalogue_ = catalogue::open_catalogue(*upper_);
        below_ = {"511602", "示范区平台", kGuangan, std::string(kKey)};
        Channels channels;
        channels.below = {below_};
        add_publication_routes(upper_router_, {.site_url = "",
                                               .database = *upper_,
                                               .catalogue = *upper_catalogue_,
                                               .gate = gate_,
                                               .frame = *frame_,
                                               .clock = clock_,
                                               .audit = audit_,
                                               .default_place = kGuangan,
                                               .place_name = [](RegionCode) { return "广安区"; },
                                               .channels = channels});
        serve();
    }
    void serve() {
        http::ServerOptions options;
        options.port = port_;
        server_.emplace(options, upper_router_, hooks_);
        server_->start();
        port_ = server_->port();
        upstream_ = {"http://127.0.0.1:" + std::to_string(port_), "511602", std::string(kKey), kGuangan};
    }
    UpstreamState report() { return report_upward(database(), clock_, upstream_); }
    void expect_agreement(std::int64_t items) {
        const auto state = report();
        EXPECT_EQ(state.failure, "");
        EXPECT_TRUE(state.agrees());
        EXPECT_EQ(list_state(database(), kGuangan).hash, list_state(*upper_, kGuangan).hash);
        EXPECT_EQ(list_state(*upper_, kGuangan).items, items);
    }

    db::TestFolder upper_folder_;
    std::unique_ptr<db::Database> upper_;
    std::unique_ptr<catalogue::Catalogue> upper_catalogue_;
    Below below_;
    Upstream upstream_;
    http::Router upper_router_;
    unsigned short port_ = 0;
    std::optional<http::Server> server_;
};

TEST_P(ReportsTest, TheListAboveBecomesTheListBelow) {
    const int guides = import_demo(5);
    expect_agreement(guides);
    list("x", "新增事项");
    clock_.advance(std::chrono::minutes{1});
    auto guide = *catalogue_->guide(catalogue_->all_items(1, "").items[0].id).value();
    guide.guide.consult_phone = "0826-0000001";
    ASSERT_TRUE(catalogue::publish_guide(database(), clock_, guide.item.id, guide.guide));
    expect_agreement(guides + 1);
    const auto above = upper_catalogue_->item_by_source(kGuangan, guide.item.source_id).value();
    EXPECT_EQ(above.version, 2);
    EXPECT_EQ(upper_catalogue_->guide(above.id).value()->guide, guide.guide);
    const auto generation = upper_catalogue_->generation();
    expect_agreement(guides + 1);
    EXPECT_EQ(upper_catalogue_->generation(), generation) << "nothing new is nothing to do";
}

TEST_P(ReportsTest, WhatWasBrokenOffGoesOnWhereItEnded) {
    import_demo(3);
    expect_agreement(3);
    server_.reset();
    list("x", "断开时新增的事项");
    EXPECT_NE(report().failure.find("fetch.unreachable"), std::string::npos);
    serve();
    expect_agreement(4);
    // An old report again, as it stood on the wire: it does not begin where the last one ended.
    const auto before = below_state(*upper_, below_.id);
    const Report old{"", "1", ""};
    EXPECT_EQ(take_report(*upper_, clock_, audit_, below_, old).error().code, kReportOutOfStep);
    EXPECT_EQ(below_state(*upper_, below_.id).cursor, before.cursor);
}

TEST_P(ReportsTest, ALostInstanceAboveIsFilledAgain) {
    import_demo(3);
    expect_agreement(3);
    upper_->script("DELETE FROM publication_below");
    list("x", "之后的事项");
    expect_agreement(4);
}

TEST_P(ReportsTest, WhatWasChangedUpThereIsPutRightWithinAnHour) {
    list("x", "一件事");
    expect_agreement(1);
    catalogue::ItemFacts facts;
    facts.source_id = "x";
    facts.region = kGuangan;
    facts.name = "上面改了名称";
    facts.task_type = "07";
    ASSERT_TRUE(catalogue::list_item(*upper_, clock_, facts, "示范局"));
    clock_.advance(std::chrono::minutes{61});
    expect_agreement(1);
    EXPECT_EQ(upper_catalogue_->item_by_source(kGuangan, "x").value().name, "一件事");
}

TEST_P(ReportsTest, RecordsOfOtherPlacesAndRefusedGuidesAreKeptWithTheirReason) {
    catalogue::ItemChange change;
    change.item.region = *RegionCode::parse("511603000000");
    change.item.source_id = "S";
    change.item.name = "别处的事";
    change.item.department.name = "别处的局";
    const auto line = record_json(change, "", "");
    const auto taken = take_report(*upper_, clock_, audit_, below_, {"", "7", line});
    ASSERT_TRUE(taken) << taken.error().detail;
    ASSERT_EQ(taken->refused.size(), 1U);
    EXPECT_EQ(taken->refused[0].code, "publication.not_your_place");
    EXPECT_EQ(taken->cursor, "7");
    EXPECT_EQ(list_state(*upper_, change.item.region).items, 0);
    EXPECT_EQ(take_report(*upper_, clock_, audit_, below_, {"7", "8", "no record"}).error().code, kRecordUnreadable);
    EXPECT_EQ(below_state(*upper_, below_.id).cursor, "7");
}

TEST_P(ReportsTest, OnlyTheKeyOpens) {
    list("x", "一件事");
    upstream_.key[0] = 'R';
    EXPECT_NE(report().failure.find("403"), std::string::npos);
    EXPECT_EQ(list_state(*upper_, kGuangan).items, 0);
    auto request = http::test_request(http::Method::kGet, "/api/v1/reports");
    EXPECT_EQ(http::dispatch(upper_router_, hooks_, request).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReportsTest, db::both_engines(), db::engine_name);

TEST(Signature, CoversEveryPartAndAges) {
    const UtcTime now{1'000'000'000'000};
    const std::string time = std::to_string(now.ms);
    const auto good = signature_of("key", "POST", "/a?b=1", time, "body");
    const auto is_good = [&](std::string_view key, std::string_view method, std::string_view target,
                             std::string_view at, std::string_view body,
                             UtcTime when) { return is_signed(key, method, target, at, body, good, when); };
    EXPECT_TRUE(is_good("key", "POST", "/a?b=1", time, "body", now));
    EXPECT_TRUE(is_good("key", "POST", "/a?b=1", time, "body", now.plus(kClockRoom)));
    EXPECT_FALSE(is_good("key", "POST", "/a?b=1", time, "body", now.plus(kClockRoom + std::chrono::milliseconds{1})));
    EXPECT_FALSE(is_good("yek", "POST", "/a?b=1", time, "body", now));
    EXPECT_FALSE(is_good("key", "GET", "/a?b=1", time, "body", now));
    EXPECT_FALSE(is_good("key", "POST", "/a?b=2", time, "body", now));
    EXPECT_FALSE(is_good("key", "POST", "/a?b=1", "1000000000001", "body", now));
    EXPECT_FALSE(is_good("key", "POST", "/a?b=1", time, "Body", now));
    EXPECT_FALSE(is_good("key", "POST", "/a?b=1", "x", "body", now));
}

}  // namespace
}  // namespace yw::publication::test

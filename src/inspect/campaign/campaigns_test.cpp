#include "inspect/campaign/campaigns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "identity/test_gate.hpp"
#include "inspect/campaign/migrations.hpp"
#include "inspect/campaign/strings.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/blob/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/strings/strings.hpp"

namespace yw::campaign {
namespace {

using testing::ElementsAre;

constexpr std::string_view kMachine = R"({"url":"https://a.example/","seed":"7",
"checks":[{"indicator":"A2","state":"failed","checked":3,"failed":1,"could_not_check":0,"reasons":[]},
 {"indicator":"A3","state":"passed","reasons":[]},{"indicator":"A4","state":"could_not_check","reasons":["要运行脚本"]},
 {"indicator":"D1","state":"failed","reasons":[]}],
"findings":[{"indicator":"A2","kind":"empty_column","url":"https://a.example/c","what":"栏目没有内容","words":"出境入境"},
 {"indicator":"D1","kind":"D1","url":"https://a.example/g","what":"办理流程只有环节名称","words":"受理"}],
"guides":[{"url":"https://a.example/g","name":"某许可","defects":["D1"],"could_not_check":["D4"]}],
"pages":[{"url":"https://a.example/c","sha256":"abcdef0123456789"}]})";

class CampaignsTest : public db::EngineTest {
protected:
    void SetUp() override {
        static const bool kOnce = [] {
            strings::add(strings_table());
            return true;
        }();
        (void)kOnce;
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), blob::migrations(),
                                                                  migrations()};
        database().migrate(modules, 0);
        blobs_ = blob::open_table(database(), keys_, clock_);
        campaigns_ = open_campaigns(database(), clock_, audit_, *blobs_);
    }
    std::string running() {
        const auto id = campaigns_->create(inspector_, {"某省抽查", "", "种子", 1, 1, 2}).value();
        EXPECT_EQ(campaigns_->add_frame(inspector_, id, kFrame).value(), 5);
        EXPECT_EQ(campaigns_->draw(inspector_, id).value(), 4);
        return id;
    }
    std::string platform_a(const std::string& round) {
        for (const auto& platform : campaigns_->platforms(round, 10, ""))
            if (platform.address == "https://a.example/") return platform.id;
        return {};
    }
    const ObservationLine& observation(const PlatformView& view, std::string_view indicator) {
        for (const auto& one : view.observations)
            if (one.indicator == indicator) return one;
        throw std::logic_error("no observation");
    }
    static constexpr std::string_view kFrame =
        "省级,某省政务服务网,https://a.example/\n市级\t某市政务服务网\thttps://b.example/\n\n"
        "县级，甲县，https://c.example/\n县级，乙县，https://d.example/，必查\n县级，丙县，https://e.example/\n";

    crypto::Keys keys_ = crypto::Keys::for_test("campaigns");
    ShiftedClock clock_{UtcTime{1'772'413'200'000}, ShiftedClock::Pace::kStands};
    audit::Audit audit_{keys_, clock_};
    std::unique_ptr<blob::Blobs> blobs_;
    std::unique_ptr<Campaigns> campaigns_;
    identity::Viewer inspector_ = identity::TestGate::inspector("inspector-1");
};

TEST_P(CampaignsTest, TheSampleIsDrawnOnceWithTheNamedIn) {
    // One province, one city, two counties of three: 乙县 is named.
    const auto id = campaigns_->create(inspector_, {"某省抽查", "", "种子", 1, 1, 1}).value();
    EXPECT_EQ(campaigns_->draw(inspector_, id).error().code, kEmptyFrame);
    EXPECT_EQ(campaigns_->add_frame(inspector_, id, kFrame).value(), 5);
    EXPECT_EQ(campaigns_->add_frame(inspector_, id, kFrame).value(), 0) << "the same again changes nothing";
    EXPECT_EQ(campaigns_->draw(inspector_, id).value(), 3);
    std::vector<std::string> names;
    for (const auto& platform : campaigns_->platforms(id, 10, "")) names.push_back(platform.name);
    EXPECT_THAT(names, testing::UnorderedElementsAre("某省政务服务网", "某市政务服务网", "乙县"));
    EXPECT_EQ(campaigns_->draw(inspector_, id).error().code, kNotDraft);
    EXPECT_EQ(campaigns_->add_frame(inspector_, id, kFrame).error().code, kNotDraft);
}

TEST_P(CampaignsTest, WrongLinesAreNamedAndNothingIsAdded) {
    const auto id = campaigns_->create(inspector_, {"抽查", "", "", 1, 1, 1}).value();
    const auto refused = campaigns_->add_frame(
        inspector_, id, "省级,甲,https://a.example/\n乡级,乙,https://b.example/\n县级,丙,b.example\n");
    ASSERT_EQ(refused.error().code, kInput);
    ASSERT_EQ(refused.error().fields.size(), 2U);
    EXPECT_EQ(refused.error().fields[0].field, "第2行");
    EXPECT_EQ(refused.error().fields[1].field, "第3行");
    EXPECT_EQ(campaigns_->strata(id)[0].frame, 0);
}

TEST_P(CampaignsTest, AMachinesReportBecomesObservations) {
    const auto round = running();
    const auto id = platform_a(round);
    EXPECT_EQ(campaigns_->take_report(inspector_, id, "{}").error().code, kReportUnreadable);
    EXPECT_EQ(campaigns_->take_report(inspector_, id, "no json").error().code, kReportUnreadable);
    EXPECT_EQ(campaigns_->take_report(inspector_, id, kMachine).value(), 9)
        << "three of the platform, six of the guide";
    const auto view = campaigns_->platform(id).value();
    EXPECT_EQ(observation(view, "A2").state, State::kFailed);
    EXPECT_EQ(observation(view, "A2").findings.at(0).words, "出境入境");
    EXPECT_EQ(observation(view, "A2").findings.at(0).evidence, "abcdef0123456789");
    EXPECT_EQ(observation(view, "A4").note, "要运行脚本");
    EXPECT_EQ(observation(view, "D1").item, "某许可");
    EXPECT_EQ(observation(view, "D4").state, State::kCouldNotCheck);
    EXPECT_EQ(observation(view, "D2").state, State::kPassed);
    for (const auto& other : campaigns_->platforms(round, 10, "")) {
        if (other.id == id) continue;
        EXPECT_EQ(campaigns_->take_report(inspector_, other.id, kMachine).error().code, kOtherPlatform);
    }
}

TEST_P(CampaignsTest, AResultThatChangesLeavesARecord) {
    const auto id = platform_a(running());
    ASSERT_TRUE(campaigns_->take_report(inspector_, id, kMachine));
    ASSERT_TRUE(campaigns_->observe(inspector_, {id, "A2", "", "passed", "", ""}));
    const auto view = campaigns_->platform(id).value();
    EXPECT_EQ(observation(view, "A2").state, State::kPassed);
    EXPECT_TRUE(observation(view, "A2").findings.empty());
    ASSERT_EQ(view.changes.size(), 1U);
    EXPECT_EQ(view.changes[0].from, State::kFailed);
    EXPECT_EQ(view.changes[0].to, State::kPassed);
    EXPECT_EQ(campaigns_->observe(inspector_, {id, "A2", "", "failed", "", ""}).error().fields.at(0).field, "note");
    EXPECT_EQ(campaigns_->observe(inspector_, {id, "D1", "", "passed", "", ""}).error().fields.at(0).field, "item");
    EXPECT_EQ(campaigns_->observe(inspector_, {id, "X", "", "maybe", "x", ""}).error().fields.size(), 2U);
}

TEST_P(CampaignsTest, TheInspectedObjectsAndIsAnswered) {
    const auto round = running();
    const auto id = platform_a(round);
    ASSERT_TRUE(campaigns_->take_report(inspector_, id, kMachine));
    const auto old = campaigns_->make_link(inspector_, id).value();
    const auto link = campaigns_->make_link(inspector_, id).value();
    EXPECT_EQ(campaigns_->platform_of_link(old).error().code, kLinkEnded) << "a new link ends the one before";
    EXPECT_EQ(campaigns_->platform_of_link(link).value(), id);
    const auto failed = observation(campaigns_->platform(id).value(), "A2").id;
    const auto passed = observation(campaigns_->platform(id).value(), "A3").id;
    EXPECT_EQ(campaigns_->object(link, failed, "", "").error().fields.size(), 2U);
    EXPECT_EQ(campaigns_->object(link, passed, "某局", "没有问题").error().code, kNotFound) << "nothing to object to";
    EXPECT_EQ(campaigns_->object("guessed", failed, "某局", "x").error().code, kLinkEnded);
    ASSERT_TRUE(campaigns_->object(link, failed, "某局", "该栏目当天在维护"));
    EXPECT_EQ(campaigns_->object(link, failed, "某局", "又一次").error().code, kObjected);
    std::int64_t open = 0;
    for (const auto& platform : campaigns_->platforms(round, 10, "")) open += platform.open_objections;
    EXPECT_EQ(open, 1);
    const auto objection = observation(campaigns_->platform(id).value(), "A2").objections.at(0).id;
    EXPECT_EQ(campaigns_->answer(inspector_, objection, "upheld", "", "属实").error().code, kInput);
    ASSERT_TRUE(campaigns_->answer(inspector_, objection, "upheld", "could_not_check", "属实，改为无法核验"));
    EXPECT_EQ(campaigns_->answer(inspector_, objection, "refused", "", "x").error().code, kAnswered);
    const auto view = campaigns_->platform(id).value();
    EXPECT_EQ(observation(view, "A2").state, State::kCouldNotCheck);
    EXPECT_EQ(observation(view, "A2").objections.at(0).outcome, "upheld");
    ASSERT_EQ(view.changes.size(), 1U);
    clock_.advance(std::chrono::hours(24 * 16));
    EXPECT_EQ(campaigns_->platform_of_link(link).error().code, kLinkEnded);
}

TEST_P(CampaignsTest, TheReportCountsAndAClosedCampaignStands) {
    const auto round = running();
    const auto id = platform_a(round);
    ASSERT_TRUE(campaigns_->take_report(inspector_, id, kMachine));
    const auto report = campaigns_->report(round).value();
    EXPECT_EQ(report->sample.size(), 4U);
    EXPECT_EQ(report->tally.levels[0].inspected, 1);
    EXPECT_EQ(report->tally.functions.count, 1);
    EXPECT_EQ(report->tally.functions.of, 2);
    EXPECT_EQ(report->tally.items.of, 1);
    EXPECT_EQ(report->tally.items.count, 0);
    ASSERT_EQ(report->problems.size(), 2U);
    EXPECT_NE(report_json(*report).find("\"seed\":\"种子\""), std::string::npos);
    ASSERT_TRUE(campaigns_->close(inspector_, round));
    EXPECT_EQ(campaigns_->take_report(inspector_, id, kMachine).error().code, kNotRunning);
    EXPECT_EQ(campaigns_->make_link(inspector_, id).error().code, kNotRunning);
}

TEST_P(CampaignsTest, ItemsAreDrawnToTheQuotaOverThePlatforms) {
    const NewRound wanted{"抽查", "", "种子", 1, 1, 2, 6, "居民身份证换领\n"};
    const auto made = [&] {
        const auto id = campaigns_->create(inspector_, wanted).value();
        EXPECT_TRUE(campaigns_->add_frame(inspector_, id, kFrame));
        EXPECT_EQ(campaigns_->add_items(inspector_, id, "https://a.example/,甲事项").error().code, kNotRunning);
        EXPECT_TRUE(campaigns_->draw(inspector_, id));
        EXPECT_EQ(campaigns_->draw_items(inspector_, id).error().code, kNoItems);
        return id;
    };
    std::string items = "https://a.example,居民身份证换领（甲）,https://a.example/i/card\n";
    for (int i = 0; i < 19; ++i) items += "https://a.example/\t甲事项" + std::to_string(i) + "\n";
    for (int i = 0; i < 10; ++i)
        items += "https://b.example/,乙事项" + std::to_string(i) + ",https://b.example/i/" + std::to_string(i) + "\n";
    const auto id = made();
    EXPECT_EQ(campaigns_->add_items(inspector_, id, items).value(), 30);
    EXPECT_EQ(campaigns_->add_items(inspector_, id, items).value(), 0) << "the same again changes nothing";
    EXPECT_EQ(campaigns_->item_counts(id).platforms_without, 2);
    EXPECT_EQ(campaigns_->draw_items(inspector_, id).value(), 6);
    EXPECT_EQ(campaigns_->draw_items(inspector_, id).error().code, kItemsDrawn);
    EXPECT_EQ(campaigns_->add_items(inspector_, id, items).error().code, kItemsDrawn);
    std::map<std::string, int> by_platform;
    std::vector<std::string> names;
    for (const auto& item : campaigns_->sampled_items(id, 50, "")) {
        ++by_platform[item.platform_address];
        names.push_back(item.name);
        EXPECT_EQ(item.named, item.name == "居民身份证换领（甲）") << item.name;
    }
    EXPECT_EQ(by_platform["https://a.example/"], 4) << "twenty items of thirty";
    EXPECT_EQ(by_platform["https://b.example/"], 2);
    EXPECT_THAT(names, testing::Contains("居民身份证换领（甲）"));
    EXPECT_EQ(campaigns_->platform(platform_a(id)).value().items.size(), 4U);
    // Another campaign with this frame and seed draws the same.
    const auto again = made();
    ASSERT_TRUE(campaigns_->add_items(inspector_, again, items));
    ASSERT_TRUE(campaigns_->draw_items(inspector_, again));
    std::vector<std::string> others;
    for (const auto& item : campaigns_->sampled_items(again, 50, "")) others.push_back(item.name);
    EXPECT_THAT(others, testing::UnorderedElementsAreArray(names));
    const auto csv = campaigns_->items_csv(id).value();
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 31);
    EXPECT_EQ(csv, campaigns_->items_csv(again).value());
    EXPECT_NE(campaigns_->platforms_csv(id).value().find("未抽中"), std::string::npos);
}

TEST_P(CampaignsTest, AMachinesReportBringsItemsAndResultsKeepTheNamesOfTheFrame) {
    constexpr std::string_view kSeen =
        R"({"url":"https://a.example/","seed":"7","checks":[{"indicator":"A2","state":"passed"}],
"items":[{"name":"某许可（办事指南）","url":"https://a.example/g"},{"name":"=另一许可","url":"https://a.example/h"}],
"guides":[{"url":"https://a.example/g","name":"某许可","defects":["D1"],"could_not_check":[]}]})";
    const auto round = campaigns_->create(inspector_, {"抽查", "", "种子", 1, 1, 2, 1, "某许可"}).value();
    ASSERT_TRUE(campaigns_->add_frame(inspector_, round, kFrame));
    ASSERT_TRUE(campaigns_->draw(inspector_, round));
    const auto id = platform_a(round);
    ASSERT_TRUE(campaigns_->take_report(inspector_, id, kSeen));
    EXPECT_EQ(campaigns_->item_counts(round).frame, 2);
    EXPECT_EQ(observation(campaigns_->platform(id).value(), "D1").item, "某许可（办事指南）");
    EXPECT_EQ(campaigns_->draw_items(inspector_, round).value(), 1);
    EXPECT_TRUE(campaigns_->platform(id).value().items.at(0).inspected);
    ASSERT_TRUE(campaigns_->observe(inspector_, {id, "D1", "没有抽中的事项", "failed", "没有环节", ""}));
    const auto report = campaigns_->report(round).value();
    EXPECT_EQ(report->tally.items.of, 1);
    EXPECT_EQ(report->tally.items_outside, 1);
    EXPECT_NE(campaigns_->items_csv(round).value().find("\"'=另一许可\""), std::string::npos)
        << "no formula gets into a spreadsheet";
}

TEST_P(CampaignsTest, WrongItemsAreNamedByLineOrPlatform) {
    const auto id = running();
    const auto refused = campaigns_->add_items(inspector_, id, "甲,乙\nhttps://a.example/,\nhttps://a.example/,丙,x");
    ASSERT_EQ(refused.error().code, kInput);
    EXPECT_EQ(refused.error().fields.size(), 3U);
    EXPECT_EQ(campaigns_->add_items(inspector_, id, "https://nowhere.example/,丁").error().fields.at(0).field,
              "https://nowhere.example/");
    EXPECT_EQ(campaigns_->create(inspector_, {"抽查", "", "", 1, 1, 1, -1, "短\n"}).error().fields.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Engines, CampaignsTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::campaign

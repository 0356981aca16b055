#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "calendars/calendars.hpp"
#include "catalogue/directory.hpp"
#include "catalogue/guide_json.hpp"
#include "catalogue/import_items.hpp"
#include "catalogue/item_states.hpp"
#include "catalogue/sample_guide.hpp"
#include "catalogue/strings.hpp"
#include "inspect/self/inspection_store.hpp"
#include "inspect/self/migrations.hpp"
#include "inspect/self/self_inspection.hpp"
#include "inspect/self/strings.hpp"
#include "kernel/test_data.hpp"
#include "platform/strings/strings.hpp"

namespace yw::inspect {
namespace {

using catalogue::test::kCity;
using catalogue::test::kDistrict;
using catalogue::test::sample_guide;

constexpr std::chrono::milliseconds kAsLongAsItTakes{600'000};

/// The site as a visitor finds it: guides and what they link to open, unless the test says otherwise.
class Site {
public:
    explicit Site(const catalogue::Catalogue& catalogue) : catalogue_(catalogue) {}

    std::map<std::string, Opened> instead;
    std::vector<std::string> linked;  ///< items on the home page

    Opened open(const std::string& path) const {
        const auto other = instead.find(path);
        if (other != instead.end()) return other->second;
        if (path == "/") return {200, "", home()};
        if (path.starts_with("/apply/")) return {303, "/sign-in?back=" + path, ""};
        if (path.starts_with("/api/v1/items/")) return api(path.substr(14, 36));
        if (path.starts_with("/i/") && path.size() == 39) return guide(path.substr(3));
        return {200, "", "<form></form>"};
    }

private:
    std::string home() const {
        std::string body = "<form></form>";
        for (const auto& id : linked) body += "<a href=\"/i/" + id + "\"></a>";
        return body;
    }
    Opened guide(const std::string& id) const {
        const auto published = catalogue_.guide(id).value();
        return {200, "",
                "第" + std::to_string(published->version) + "版 <a href=\"/i/" + id + "/forms/a/blank.pdf\"></a>"};
    }
    Opened api(const std::string& id) const {
        return {200, "",
                "{\"item\":{},\"guide\":" + catalogue::canonical_json(catalogue_.guide(id).value()->guide) + "}"};
    }
    const catalogue::Catalogue& catalogue_;
};

class SelfInspectionTest : public db::EngineTest {
protected:
    static void SetUpTestSuite() {
        if (strings::known("inspect.self.no_guide.why")) return;
        strings::add(strings_table());
        strings::add(catalogue::strings_table());
    }
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations(), self::migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
        site_ = std::make_unique<Site>(*catalogue_);
        open_anew();
    }
    static std::span<const strings::Entry> strings_table() { return self::strings_table(); }
    /// As after a start of the program.
    void open_anew() {
        SelfParts parts{database(),
                        *catalogue_,
                        clock_,
                        [] { return calendars::published_calendar(); },
                        [] { return regions::Regions(); },
                        [this](const std::string& path, RegionCode) { return site_->open(path); },
                        [this](RegionCode place, const std::string& text) { return found(place, text); }};
        parts.missed_items = [this] { return missed_; };
        parts.vain_queries = [this] { return vain_; };
        parts.channel_runs = [this] { return runs_; };
        parts.channel_differences = [this](const std::string& run) { return differences_[run]; };
        parts.published_phones = {"13900000001"};
        inspection_ = open_self_inspection(std::move(parts));
    }
    std::vector<FoundItem> found(RegionCode place, const std::string& text) const {
        if (text == unknown_) return {};
        catalogue::ItemFilter filter;
        filter.region = place;
        filter.include_above = true;
        filter.text = text;
        std::vector<FoundItem> items;
        if (search_first_) items.push_back(*search_first_);
        for (const auto& item : catalogue_->items(filter, 10, "").items)
            if (lost_.count(item.id) == 0) items.push_back({item.id, item.name});
        return items;
    }
    std::string list(const std::string& source_id,
                     const std::string& name,
                     const std::string& department,
                     RegionCode place = kDistrict) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.name = name;
        facts.region = place;
        facts.task_type = "07";
        const auto id = catalogue::list_item(database(), clock_, facts, department).value().id;
        site_->linked.push_back(id);
        return id;
    }
    /// Past the gate of publication: what stands in an older database may have any defect.
    void publish(const std::string& id, const catalogue::Guide& guide) {
        const auto item = catalogue_->item(id).value();
        const auto done = catalogue::change_catalogue(
            database(), clock_, "test.publish",
            [&](catalogue::CatalogueChange& change) -> Result<int> { return change.publish(item, guide).version; });
        ASSERT_TRUE(done);
    }
    SelfReport report(RegionCode place = kDistrict, const std::string& department = "") {
        EXPECT_TRUE(inspection_->follow(kAsLongAsItTakes));
        return inspection_->report(place, department).value();
    }
    std::int64_t count(std::string_view table_and_condition) {
        const std::string text = "SELECT COUNT(*) FROM " + std::string(table_and_condition);
        return database().read([&](db::Reader& reader) { return reader.number({"test.count", text}, {}).value(); });
    }
    /// With codes of its own: what list() makes has none.
    std::string list_with_codes(const std::string& source_id,
                                const std::string& base_code,
                                const std::string& implement_code) {
        catalogue::ItemFacts facts;
        facts.source_id = source_id;
        facts.name = "居民身份证换领";
        facts.region = kDistrict;
        facts.task_type = "07";
        facts.base_code = base_code;
        facts.implement_code = implement_code;
        const auto id = catalogue::list_item(database(), clock_, facts, "公安局").value().id;
        site_->linked.push_back(id);
        return id;
    }
    void file_cases(const std::string& item, std::int64_t cases) {
        database()
            .write("test.cases",
                   [&](db::Transaction& tx) -> Result<void> {
                       inspection_->cases_filed(tx, {{item, cases}});
                       return {};
                   })
            .value();
    }
    std::vector<std::string> names(const FollowUpPage& page) {
        std::vector<std::string> all;
        for (const auto& row : page.rows) all.push_back(row.indicator + " " + row.name);
        std::sort(all.begin(), all.end());
        return all;
    }
    Figure figure(const SelfReport& report, std::string_view id) { return report.find(id)->figure; }

    ShiftedClock clock_{LocalDay(2026, 3, 2).begins().plus(std::chrono::hours{9}), ShiftedClock::Pace::kStands};
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    std::unique_ptr<Site> site_;
    std::string unknown_;                    ///< what the search does not understand
    std::optional<FoundItem> search_first_;  ///< stands before all others
    std::set<std::string> lost_;             ///< what the search does not find
    std::vector<std::string> missed_;        ///< what its own check says of that
    std::vector<VainQuery> vain_;
    std::vector<ChannelRun> runs_;
    std::map<std::string, std::vector<ChannelDifference>> differences_;  ///< by run
    std::unique_ptr<SelfInspection> inspection_;
};

TEST_P(SelfInspectionTest, NothingPublishedIsNotCheckedAndNotMet) {
    const auto empty = report();
    for (const auto id : {"A1", "A2", "A3", "B0", "D1"}) {
        EXPECT_EQ(empty.find(id)->standing, Standing::kNotChecked) << id;
        EXPECT_EQ(figure(empty, id), Figure()) << id;
    }
    EXPECT_EQ(empty.find("A5")->standing, Standing::kNotOffered);
    EXPECT_EQ(empty.find("A4")->standing, Standing::kMet);  // the entrances of the whole site
    EXPECT_EQ(empty.composites[1].permille, std::nullopt);
    EXPECT_FALSE(empty.composites[1].reached);
}

TEST_P(SelfInspectionTest, AGoodGuidePassesAndAListedItemHasADeadline) {
    const auto good = list("1", "居民身份证换领", "公安局");
    publish(good, sample_guide());
    list("2", "只有名称的事项", "林业局");
    const auto seen = report();
    EXPECT_EQ(figure(seen, "B0"), (Figure{2, 1, 0}));
    EXPECT_EQ(figure(seen, "D1"), (Figure{1, 0, 0}));
    EXPECT_EQ(figure(seen, "A3"), (Figure{2, 0, 0}));
    EXPECT_EQ(figure(seen, "A1"), (Figure{1, 0, 0}));
    EXPECT_EQ(seen.find("D1")->standing, Standing::kMet);
    EXPECT_EQ(seen.find("B0")->standing, Standing::kMissed);
    EXPECT_EQ(seen.composites[1].permille, 500);
    EXPECT_FALSE(seen.composites[1].reached);
    const auto rows = inspection_->follow_ups(kDistrict, "B0", "");
    ASSERT_EQ(rows.rows.size(), 1U);
    EXPECT_EQ(rows.rows[0].name, "只有名称的事项");
    // Twenty working days after Monday, 2 March 2026; no holiday between.
    EXPECT_EQ(rows.rows[0].due_on, LocalDay(2026, 3, 30));
    ASSERT_EQ(seen.departments.size(), 2U);
    EXPECT_EQ(seen.departments[0].name, "林业局");
    EXPECT_EQ(seen.departments[0].permille, 0);
    EXPECT_EQ(seen.departments[1].good, 1);
    const auto findings = inspection_->findings(rows.rows[0].subject_id);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].rule, "no_guide");
}

TEST_P(SelfInspectionTest, FollowUpsCloseWhenTheFailureIsGone) {
    const auto id = list("1", "居民身份证换领", "公安局");
    auto before = report();
    EXPECT_EQ(before.find("B0")->open, 1);
    EXPECT_EQ(before.open, 2);  // and the department's column without any guide
    publish(id, sample_guide());
    const auto after = report();
    EXPECT_EQ(after.find("B0")->open, 0);
    EXPECT_EQ(after.open, 0);
    EXPECT_EQ(figure(after, "B0"), (Figure{1, 0, 0}));
    EXPECT_EQ(count("inspect_self_follow_up WHERE closed_on = '2026-03-02'"), 2);
    EXPECT_EQ(count("inspect_self_due"), 0);
    EXPECT_TRUE(inspection_->findings(id).empty());
}

TEST_P(SelfInspectionTest, CountsStandAtEveryPlaceAboveAndNowhereElse) {
    list("1", "甲事项", "公安局");
    list("2", "乙事项", "公安局", kCity);
    EXPECT_EQ(figure(report(kDistrict), "B0"), (Figure{1, 1, 0}));
    const auto city = report(kCity);
    EXPECT_EQ(figure(city, "B0"), (Figure{2, 2, 0}));
    ASSERT_EQ(city.places.size(), 1U);
    EXPECT_EQ(city.places[0].id, kDistrict.str());
    EXPECT_EQ(city.places[0].name, "广安区");
    EXPECT_EQ(city.departments.size(), 1U);
    EXPECT_EQ(figure(report(RegionCode()), "B0"), (Figure{2, 2, 0}));
    EXPECT_EQ(figure(report(*RegionCode::parse("511603000000")), "B0"), Figure());
    EXPECT_EQ(inspection_->report(*RegionCode::parse("999999000000"), "").error().code, kNoSuchPlace);
}

TEST_P(SelfInspectionTest, OverdueIsCountedAndShown) {
    list("1", "甲事项", "公安局");
    report();
    clock_.set(LocalDay(2026, 3, 30).begins().plus(std::chrono::hours{9}));
    // The column was due on 16 March, the guide is due today.
    EXPECT_EQ(report().overdue, 1);
    EXPECT_EQ(names(inspection_->overdue(kDistrict, "")), (std::vector<std::string>{"A2 公安局"}));
    clock_.set(LocalDay(2026, 3, 31).begins().plus(std::chrono::hours{9}));
    const auto late = report();
    EXPECT_EQ(late.overdue, 2);
    EXPECT_EQ(late.departments[0].overdue, 2);
}

TEST_P(SelfInspectionTest, WhatIsNotFoundByItsNameIsFoundAgainLater) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    lost_.insert(id);
    EXPECT_EQ(report().find("A3")->standing, Standing::kMissed);
    lost_.clear();
    EXPECT_EQ(report().find("A3")->standing, Standing::kMissed);  // nothing has changed: looked at once
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(report().find("A3")->standing, Standing::kMet);
}

TEST_P(SelfInspectionTest, LinksInterfaceAndSignInAreTriedAsAVisitorWould) {
    const auto id = list("1", "居民身份证换领", "公安局");
    auto guide = sample_guide();
    guide.form = catalogue::test::sample_form();
    publish(id, guide);
    EXPECT_EQ(figure(report(), "A4"), (Figure{3, 0, 0}));  // the item, and the two entrances
    site_->instead["/i/" + id + "/forms/a/blank.pdf"] = {404, "", "x"};
    site_->instead["/apply/" + id] = {303, "https://elsewhere.example/login", ""};
    site_->instead["/api/v1/items/" + id + "/guide"] = {200, "", "{\"guide\":{}}"};
    site_->instead["/sign-up"] = {500, "", ""};
    clock_.advance(std::chrono::hours{25});
    const auto seen = report();
    EXPECT_EQ(figure(seen, "A1").failed, 1);
    EXPECT_EQ(figure(seen, "A4").failed, 2);
    EXPECT_EQ(figure(seen, "A6").failed, 1);
    EXPECT_EQ(seen.composites[1].permille, 1000);  // the item itself is good
    EXPECT_LT(seen.composites[0].permille.value(), 1000);
    const auto findings = inspection_->findings(id);
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[1].words, "https://elsewhere.example/login");
    site_->instead.clear();
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(report().open, 0);
}

TEST_P(SelfInspectionTest, WhatCouldNotBeCheckedIsNeitherPassedNorFailed) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    inspection_ = open_self_inspection({database(), *catalogue_, clock_, [] { return calendars::published_calendar(); },
                                        [] { return regions::Regions(); }});
    const auto seen = report();
    for (const auto indicator : {"A1", "A3", "A6"}) {
        EXPECT_EQ(figure(seen, indicator), (Figure{0, 0, 1})) << indicator;
        EXPECT_EQ(seen.find(indicator)->standing, Standing::kNotChecked) << indicator;
    }
    EXPECT_EQ(seen.composites[1].permille, 1000);
}

TEST_P(SelfInspectionTest, AnItemThatMovesToAnotherDepartmentTakesItsFollowUpsAlong) {
    list("1", "甲事项", "公安局");
    report();
    const auto before = inspection_->follow_ups(kDistrict, "B0", "").rows.at(0);
    list("1", "甲事项", "民政局");
    const auto seen = report();
    const auto after = inspection_->follow_ups(kDistrict, "B0", "").rows.at(0);
    EXPECT_EQ(after.id, before.id);
    EXPECT_NE(after.department_id, before.department_id);
    ASSERT_EQ(seen.departments.size(), 1U);
    EXPECT_EQ(seen.departments[0].name, "民政局");
    EXPECT_EQ(names(inspection_->follow_ups_of({after.department_id}, "", "")),
              (std::vector<std::string>{"A2 民政局", "B0 甲事项"}));
    EXPECT_TRUE(inspection_->follow_ups_of({before.department_id}, "", "").rows.empty());
    EXPECT_EQ(figure(seen, "B0"), (Figure{1, 1, 0}));
    EXPECT_EQ(seen.open, 2);
}

TEST_P(SelfInspectionTest, TheTrendKeepsTheEndOfEachDay) {
    const auto id = list("1", "居民身份证换领", "公安局");
    report();
    clock_.advance(std::chrono::hours{48});
    publish(id, sample_guide());
    const auto trend = report().find("B0")->trend;
    ASSERT_EQ(trend.size(), 2U);
    EXPECT_EQ(trend[0].day, LocalDay(2026, 3, 2));
    EXPECT_EQ(trend[0].figure, (Figure{1, 1, 0}));
    EXPECT_EQ(trend[1].figure, (Figure{1, 0, 0}));
    clock_.advance(std::chrono::hours{24});
    EXPECT_EQ(report().find("B0")->trend.back().day, LocalDay(2026, 3, 5));
}

TEST_P(SelfInspectionTest, LookingInManySmallStepsComesToTheSame) {
    for (int i = 0; i < 30; ++i) list(std::to_string(i), "事项" + std::to_string(i), "公安局");
    int rounds = 0;
    while (!inspection_->follow(std::chrono::milliseconds{0})) ++rounds;
    EXPECT_GT(rounds, 5);
    EXPECT_EQ(figure(report(), "B0"), (Figure{30, 30, 0}));
    EXPECT_EQ(count("inspect_self_follow_up"), 31);
    open_anew();
    EXPECT_EQ(figure(report(), "B0"), (Figure{30, 30, 0}));
    EXPECT_EQ(count("inspect_self_follow_up"), 31);
}

TEST_P(SelfInspectionTest, FollowUpsComeInPages) {
    for (int i = 0; i < 120; ++i) list(std::to_string(i), "事项" + std::to_string(i), "公安局");
    report();
    std::set<std::string> seen;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = inspection_->follow_ups(kDistrict, "B0", cursor);
        for (const auto& row : page.rows) seen.insert(row.id);
        cursor = page.next;
        ++pages;
    } while (!cursor.empty());
    EXPECT_EQ(seen.size(), 120U);
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(inspection_->follow_ups(kDistrict, "B0", "nonsense").rows.size(), 50U);
}

TEST_P(SelfInspectionTest, TheRealDistrictListGetsAnHonestReport) {
    const auto file = yw::test::shared_data("items/items_guangan_511602.tsv");
    if (!file) GTEST_SKIP() << "the real list is not here";
    std::ostringstream bytes;
    bytes << std::ifstream(*file, std::ios::binary).rdbuf();
    catalogue::ImportOptions options;
    options.region = kDistrict;
    const auto done =
        catalogue::import_items(database(), clock_, table::read_table(bytes.str(), "items.tsv").value(), options);
    ASSERT_TRUE(done);
    const auto seen = report();
    EXPECT_EQ(figure(seen, "B0"), (Figure{1135, 1135, 0}));
    EXPECT_EQ(seen.composites[1].permille, 0);
    for (const auto id : {"A1", "B1", "B5", "D1", "D2", "D3", "D4", "D5", "D6"})
        EXPECT_EQ(seen.find(id)->standing, Standing::kNotChecked) << id;
    // Every column that the list opens is without a guide.
    EXPECT_EQ(figure(seen, "A2").failed, figure(seen, "A2").checked);
    EXPECT_EQ(figure(seen, "A2").checked, static_cast<std::int64_t>(seen.departments.size()));
    EXPECT_EQ(seen.find("B0")->open, 1135);
    std::int64_t of_departments = 0;
    for (const auto& department : seen.departments) of_departments += department.items;
    EXPECT_EQ(of_departments, 1135);
    std::cout << report_text(seen);
}

TEST_P(SelfInspectionTest, WhatWasCancelledIsOnlyLookedForWhereItMustNotBe) {
    const auto id = list("1", "甲事项", "公安局");
    report();
    const catalogue::Standing cancelled{catalogue::ItemState::kCancelled, clock_.now(), "没有法律依据。",
                                        "示范发〔2026〕1号", ""};
    ASSERT_TRUE(catalogue::set_item_state(database(), clock_, id, cancelled));
    site_->instead["/i/" + id] = {410, "", "已经取消"};
    const auto seen = report();
    EXPECT_EQ(figure(seen, "B0"), Figure());
    EXPECT_EQ(figure(seen, "A2"), Figure());
    EXPECT_EQ(figure(seen, "B5"), (Figure{1, 0, 0}));
    EXPECT_EQ(seen.open, 0);
    site_->instead.clear();
    site_->instead["/i/" + id] = {200, "", "第1版"};
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(figure(report(), "B5").failed, 1);
    EXPECT_EQ(inspection_->findings(id).at(0).rule, "still_online");
}

TEST_P(SelfInspectionTest, TheLinterFindsWhatIsWrongInAPublishedGuide) {
    const auto id = list("1", "居民身份证换领", "公安局");
    auto guide = sample_guide();
    guide.materials[0].name = "法律、法规规定的其他材料";
    guide.promised = {90, catalogue::LimitUnit::kWorkday, ""};
    publish(id, guide);
    const auto seen = report();
    for (const auto indicator : {"B1", "B5", "D3"}) EXPECT_EQ(figure(seen, indicator).failed, 1) << indicator;
    for (const auto indicator : {"D1", "D2", "D6"}) EXPECT_EQ(figure(seen, indicator), (Figure{1, 0, 0})) << indicator;
    EXPECT_EQ(seen.composites[1].permille, 0);
    const auto rows = inspection_->follow_ups(kDistrict, "D3", "");
    ASSERT_EQ(rows.rows.size(), 1U);
    const auto findings = inspection_->findings(rows.rows[0].subject_id);
    const auto vague =
        std::find_if(findings.begin(), findings.end(), [](const auto& f) { return f.indicator == "D3"; });
    ASSERT_NE(vague, findings.end());
    EXPECT_NE(vague->words, "");
    EXPECT_NE(vague->better, "");
    publish(id, sample_guide());
    EXPECT_EQ(report().open, 0);
}

TEST_P(SelfInspectionTest, EverydayNamesAndAnotherInFrontAreMisses) {
    auto guide = sample_guide();
    guide.short_names = {"换身份证"};
    unknown_ = "换身份证";
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, guide);
    auto seen = report();
    EXPECT_EQ(figure(seen, "A3"), (Figure{1, 1, 0}));
    const auto findings = inspection_->findings(id);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const SelfFinding& one) {
        return one.rule == "not_found_by_everyday_name" && one.words == "换身份证";
    }));
    search_first_ = FoundItem{"other", "居民身份证补领"};
    clock_.advance(std::chrono::hours{25});
    seen = report();
    const auto rules = inspection_->findings(id);
    EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [](const SelfFinding& one) {
        return one.rule == "not_first_by_name" && one.words == "居民身份证换领 → 居民身份证补领";
    }));
}

TEST_P(SelfInspectionTest, ClicksAreCountedOnOurOwnPages) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    site_->linked.clear();
    site_->instead["/"] = {200, "", "<a href=\"/personal\"></a><a href=\"/sign-in\"></a>"};
    site_->instead["/personal"] = {200, "", "<a href=\"/items?personal=1#top\"></a>"};
    site_->instead["/items?personal=1"] = {200, "", "<a href=\"/items?personal=1&amp;after=x\"></a>"};
    site_->instead["/items?personal=1&after=x"] = {200, "", "<a href=\"/i/" + id + "\"></a>"};
    EXPECT_EQ(figure(report(), "A7"), (Figure{1, 1, 0})) << "four clicks";
    EXPECT_EQ(inspection_->follow_ups(kDistrict, "A7", "").rows.size(), 1U);
    site_->instead["/items?personal=1"] = {200, "", "<a href=\"/i/" + id + "?from=list\"></a>"};
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(figure(report(), "A7"), (Figure{1, 0, 0}));
}

TEST_P(SelfInspectionTest, NumbersOfPeopleOnPublicPagesAreFound) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    EXPECT_EQ(figure(report(), "A8").failed, 0);
    site_->instead["/sitemap"] = {200, "", "<form></form>持证人11010519491231002X"};
    clock_.advance(std::chrono::hours{2});
    EXPECT_EQ(figure(report(), "A8").failed, 1);
}

TEST_P(SelfInspectionTest, ItemsAreHeldAgainstTheBaseCatalogue) {
    list("1", "居民身份证换领", "公安局");
    EXPECT_EQ(figure(report(), "C1"), Figure()) << "without a base catalogue nothing can be compared";
    catalogue::DirectoryEntry entry;
    entry.code = "000109001000";
    entry.name = "居民身份证换领";
    entry.task_type = "07";
    database()
        .write("test.directory",
               [&](db::Transaction& tx) -> Result<void> {
                   catalogue::put_directory(tx, entry, clock_.now());
                   return {};
               })
        .value();
    clock_.advance(std::chrono::hours{25});
    EXPECT_EQ(figure(report(), "C1"), (Figure{1, 1, 0})) << "it names no base code";
    EXPECT_EQ(report().composites[1].permille, 0) << "for want of a guide";
}

TEST_P(SelfInspectionTest, NamesAndTelephonesOfPeopleOnPublicPagesAreFound) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    site_->instead["/sitemap"] = {200, "", "<form></form><dt>申请人</dt><dd>王小明</dd> 13900000001 0826-0001001"};
    site_->instead["/changes"] = {200, "", "电话13812345678"};
    const auto seen = report();
    EXPECT_EQ(figure(seen, "A8").failed, 2);
    EXPECT_EQ(inspection_->findings("/sitemap").at(0).rule, "name_exposed");
    EXPECT_EQ(inspection_->findings("/changes").at(0).rule, "phone_exposed");
    for (const auto& path : {"/sitemap", "/changes"})
        EXPECT_EQ(inspection_->findings(path).at(0).words, "1个") << "what leaked is not shown again";
}

TEST_P(SelfInspectionTest, AnEntryOfTheBaseCatalogueAgreesWhenAllItsItemsDo) {
    catalogue::DirectoryEntry entry;
    entry.code = "000709001000";
    entry.name = "居民身份证换领";
    entry.task_type = "07";
    database()
        .write("test.directory",
               [&](db::Transaction& tx) -> Result<void> {
                   catalogue::put_directory(tx, entry, clock_.now());
                   entry.code = "000709002000";
                   catalogue::put_directory(tx, entry, clock_.now());
                   return {};
               })
        .value();
    list_with_codes("1", "000709001000", "");
    list_with_codes("2", "000709002000", "");
    list("3", "名称不一致的事项", "民政局");
    catalogue::ItemFacts facts;
    facts.source_id = "4";
    facts.name = "身份证换一换";
    facts.region = kDistrict;
    facts.task_type = "07";
    facts.base_code = "000709001000";
    const auto other = catalogue::list_item(database(), clock_, facts, "民政局").value().id;
    auto seen = report();
    EXPECT_EQ(figure(seen, "C1"), (Figure{4, 2, 0}));
    EXPECT_EQ(figure(seen, "C2"), (Figure{2, 1, 0})) << "two entries; of one an item has another name";
    EXPECT_EQ(figure(report(kCity), "C2"), (Figure{2, 1, 0}));
    const auto rows = inspection_->follow_ups(kDistrict, "C2", "").rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].name, "居民身份证换领");
    EXPECT_EQ(catalogue_->department(rows[0].department_id).value().name, "民政局") << "who has the differing item";
    EXPECT_EQ(inspection_->findings(rows[0].subject_id).at(0).words, "身份证换一换");
    facts.name = "居民身份证换领";
    EXPECT_EQ(catalogue::list_item(database(), clock_, facts, "民政局").value().id, other);
    EXPECT_EQ(figure(report(), "C2"), (Figure{2, 0, 0}));
    EXPECT_TRUE(inspection_->follow_ups(kDistrict, "C2", "").rows.empty());
}

TEST_P(SelfInspectionTest, AChangedBaseCatalogueIsFollowedWithoutWaitingForTheDay) {
    const auto item = list_with_codes("1", "000709001000", "");
    list("2", "没有基本编码的事项", "民政局");
    EXPECT_EQ(figure(report(), "C1"), Figure());
    const auto put = [&](const std::string& code, const std::string& name) {
        database()
            .write("test.directory",
                   [&](db::Transaction& tx) -> Result<void> {
                       catalogue::DirectoryEntry entry;
                       entry.code = code;
                       entry.name = name;
                       entry.task_type = "07";
                       catalogue::put_directory(tx, entry, clock_.now());
                       return {};
                   })
            .value();
    };
    put("000709001000", "居民身份证换领");
    EXPECT_TRUE(inspection_->report(kDistrict, "").value().is_catching_up);
    auto seen = report();
    EXPECT_FALSE(seen.is_catching_up);
    EXPECT_EQ(figure(seen, "C1"), (Figure{2, 1, 0})) << "the first base catalogue: whatever has no code differs";
    EXPECT_EQ(figure(seen, "C2"), (Figure{1, 0, 0}));
    // The province renames its entry.
    put("000709001000", "居民身份证到期换领");
    put("000709002000", "没有人用的条目");
    seen = report();
    EXPECT_EQ(figure(seen, "C1"), (Figure{2, 2, 0}));
    EXPECT_EQ(figure(seen, "C2"), (Figure{1, 1, 0}));
    EXPECT_EQ(figure(report(kCity), "C1"), (Figure{2, 2, 0}));
    const auto rows = inspection_->follow_ups(kDistrict, "C2", "").rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].name, "居民身份证到期换领");
    const auto findings = inspection_->findings(item);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const SelfFinding& each) {
        return each.rule == "differs_in_name" && each.words == "居民身份证到期换领";
    }));
    EXPECT_EQ(figure(seen, "B0"), (Figure{2, 2, 0})) << "what was seen before stays";
    // After a restart, in as many steps as there are.
    open_anew();
    put("000709001000", "居民身份证换领");
    while (!inspection_->follow(std::chrono::milliseconds{0})) continue;
    seen = inspection_->report(kDistrict, "").value();
    EXPECT_EQ(figure(seen, "C1"), (Figure{2, 1, 0}));
    EXPECT_EQ(figure(seen, "C2"), (Figure{1, 0, 0}));
    EXPECT_TRUE(inspection_->follow_ups(kDistrict, "C2", "").rows.empty());
}

TEST_P(SelfInspectionTest, CasesCountByTheCodeOfTheirItem) {
    const auto without = list_with_codes("1", "", "511602-01-7");
    const auto good = list_with_codes("2", "", "12441500196720244T3440717002011");
    publish(good, sample_guide());
    EXPECT_EQ(figure(report(), "C3"), Figure());
    file_cases(without, 151);
    file_cases(good, 1);
    EXPECT_EQ(figure(report(), "C3"), (Figure{152, 151, 0}));
    file_cases(good, 2);
    auto seen = report();
    EXPECT_EQ(figure(seen, "C3"), (Figure{154, 151, 0}));
    EXPECT_EQ(seen.find("C3")->open, 1) << "one item to mend";
    const auto row = inspection_->follow_ups(kDistrict, "C3", "").rows.at(0);
    EXPECT_EQ(inspection_->findings(row.subject_id).at(0).words, "151件办件");
    // The item gets its code and its guide: what was filed before is tied too.
    EXPECT_EQ(list_with_codes("1", "", "11370800MB285591843370117002011"), without);
    publish(without, sample_guide());
    seen = report();
    EXPECT_EQ(figure(seen, "C3"), (Figure{154, 0, 0}));
    EXPECT_EQ(seen.find("C3")->open, 0);
    EXPECT_EQ(figure(report(kCity), "C3"), (Figure{154, 0, 0}));
}

TEST_P(SelfInspectionTest, WhatOtherChannelsShowIsKnownByItem) {
    const auto one = list("1", "甲事项", "公安局");
    const auto two = list("2", "乙事项", "民政局");
    EXPECT_EQ(figure(report(), "A9"), Figure()) << "no channel is compared";
    runs_ = {{"run-1", "门户网站", kDistrict, true}};
    differences_["run-1"] = {{one, "甲事项", "承诺办结时限：本平台“20个工作日”，对方“15个工作日”"},
                             {"", "早就取消的事项", ""}};
    clock_.advance(std::chrono::minutes{1});
    auto seen = report();
    EXPECT_EQ(figure(seen, "A9"), (Figure{3, 2, 0}));
    EXPECT_EQ(names(inspection_->follow_ups(kDistrict, "A9", "")),
              (std::vector<std::string>{"A9 早就取消的事项", "A9 甲事项"}));
    const auto findings = inspection_->findings(one);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const SelfFinding& each) {
        return each.indicator == "A9" && each.words == "门户网站：承诺办结时限：本平台“20个工作日”，对方“15个工作日”";
    }));
    EXPECT_EQ(figure(seen, "B0"), (Figure{2, 2, 0})) << "what was seen before stays";
    // Looked at anew for another reason: the channel still says so.
    publish(one, sample_guide());
    EXPECT_EQ(figure(report(), "A9"), (Figure{3, 2, 0}));
    // The next run agrees but for the other item; after it the list cannot be had.
    runs_ = {{"run-2", "门户网站", kDistrict, true}};
    differences_["run-2"] = {{two, "乙事项", "没有这个事项"}};
    clock_.advance(std::chrono::minutes{1});
    EXPECT_EQ(figure(report(), "A9"), (Figure{2, 1, 0}));
    runs_ = {{"run-3", "门户网站", kDistrict, false}};
    clock_.advance(std::chrono::minutes{1});
    seen = report();
    EXPECT_EQ(figure(seen, "A9"), (Figure{1, 1, 1})) << "what could not be checked again stays a failure";
}

TEST_P(SelfInspectionTest, FailedQueriesWaitUntilTheyAreCleared) {
    list("1", "甲事项", "公安局");
    vain_ = {{"q1", kDistrict, "燃气开户", false, LocalDay(2026, 3, 4)},
             {"q2", kDistrict, "网约车", true, LocalDay(2026, 3, 9)}};
    auto seen = report();
    EXPECT_EQ(figure(seen, "A10"), (Figure{2, 2, 0}));
    const auto rows = inspection_->follow_ups(kDistrict, "A10", "").rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].name, "燃气开户");
    EXPECT_EQ(rows[0].due_on, LocalDay(2026, 3, 4)) << "the operator's own deadline";
    EXPECT_EQ(inspection_->findings(rows[1].subject_id).at(0).rule, "query_abandoned");
    // Handed over: the department's to mend, under the same deadline; and back.
    const auto department = catalogue_->counts(kDistrict).departments.at(0);
    vain_[0].department_id = department.key;
    clock_.advance(std::chrono::minutes{1});
    seen = report();
    EXPECT_EQ(figure(seen, "A10"), (Figure{2, 2, 0}));
    const auto theirs = inspection_->follow_ups_of({department.key}, "A10", "").rows;
    ASSERT_EQ(theirs.size(), 1U);
    EXPECT_EQ(theirs[0].id, rows[0].id);
    EXPECT_EQ(theirs[0].due_on, LocalDay(2026, 3, 4));
    EXPECT_NE(inspection_->findings(theirs[0].subject_id).at(0).better,
              inspection_->findings(rows[1].subject_id).at(0).better);
    vain_[0].department_id.clear();
    clock_.advance(std::chrono::minutes{1});
    report();
    EXPECT_TRUE(inspection_->follow_ups_of({department.key}, "A10", "").rows.empty());
    vain_.erase(vain_.begin());
    clock_.set(LocalDay(2026, 3, 10).begins().plus(std::chrono::hours{9}));
    seen = report();
    EXPECT_EQ(figure(seen, "A10"), (Figure{2, 1, 0}));
    EXPECT_EQ(seen.find("A10")->overdue, 1);
    open_anew();
    EXPECT_EQ(figure(report(), "A10"), (Figure{2, 1, 0}));
    vain_.clear();
    clock_.advance(std::chrono::hours{24 * 181});
    EXPECT_EQ(figure(report(), "A10"), (Figure{1, 0, 0})) << "cleared long ago is forgotten";
}

TEST_P(SelfInspectionTest, WhatTheSearchsOwnCheckMissesIsLookedAtAtOnce) {
    const auto id = list("1", "居民身份证换领", "公安局");
    publish(id, sample_guide());
    EXPECT_EQ(report().find("A3")->standing, Standing::kMet);
    lost_.insert(id);
    missed_ = {id};
    clock_.advance(std::chrono::minutes{1});
    EXPECT_EQ(report().find("A3")->standing, Standing::kMissed);
    lost_.clear();
    missed_.clear();
    clock_.advance(std::chrono::minutes{1});
    EXPECT_EQ(report().find("A3")->standing, Standing::kMet);
}

INSTANTIATE_TEST_SUITE_P(Engines, SelfInspectionTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::inspect

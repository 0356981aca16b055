#include "catalogue/catalogue.hpp"

#include <deque>
#include <set>

#include "catalogue/sample_guide.hpp"
#include "catalogue/sql.hpp"

namespace yw::catalogue::test {
namespace {

std::vector<std::string> names_of(const ItemPage& page) {
    std::vector<std::string> names;
    for (const Item& item : page.items) names.push_back(item.name);
    return names;
}
std::int64_t items_of(const std::vector<Count>& counts, std::string_view key) {
    for (const Count& count : counts)
        if (count.key == key) return count.items;
    return 0;
}

TEST_P(CatalogueTest, APublishedGuideComesBackElementByElement) {
    const auto id = list("1", "换证");
    publish(id, sample_guide());
    const auto found = catalogue_->guide(id).value();
    EXPECT_EQ(found->guide, sample_guide());
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->content_hash.size(), 64U);
    EXPECT_EQ(found->published_at_ms, clock_.now().ms);
    EXPECT_EQ(found->item.name, "居民身份证换领");
    EXPECT_EQ(found->item.promised, "20日");
    EXPECT_TRUE(found->item.online);
    EXPECT_EQ(catalogue_->guide(id).value().get(), found.get()) << "the second look comes from memory";
}

TEST_P(CatalogueTest, EveryPublishedVersionIsKept) {
    const auto id = list("1", "换证");
    publish(id, sample_guide());
    Guide second = sample_guide();
    second.places[0].address = "样例街2号";
    second.form.reset();
    second.materials[1].show_if.reset();
    EXPECT_EQ(publish(id, second).version, 2);
    EXPECT_EQ(catalogue_->guide(id).value()->guide, second);
    EXPECT_EQ(catalogue_->guide_version(id, 1).value()->guide, sample_guide());
    EXPECT_FALSE(catalogue_->item(id).value().online) << "without a form nobody can apply online";
    EXPECT_EQ(catalogue_->versions(id).size(), 2U);
    EXPECT_EQ(catalogue_->guide_version(id, 3).error().code, kGuideNotFound);
}

TEST_P(CatalogueTest, TheSameContentPublishesNothingNew) {
    const auto id = list("1", "换证");
    EXPECT_EQ(publish(id, sample_guide()).outcome, Outcome::kAdded);
    const auto generation = catalogue_->generation();
    const auto again = publish(id, sample_guide());
    EXPECT_EQ(again.outcome, Outcome::kUnchanged);
    EXPECT_EQ(again.version, 1);
    EXPECT_EQ(catalogue_->generation(), generation);
}

TEST_P(CatalogueTest, ARefusedGuideLeavesTheItemListed) {
    const auto id = list("1", "换证");
    Guide guide = sample_guide();
    guide.promised.count = 61;
    const auto refused = publish_guide(database(), clock_, id, guide);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, kGuideRefused);
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields[0].field, "promised");
    EXPECT_EQ(catalogue_->item(id).value().status, ItemStatus::kListed);
    EXPECT_EQ(catalogue_->guide(id).error().code, kGuideNotFound);
    EXPECT_EQ(publish_guide(database(), clock_, "none", sample_guide()).error().code, kItemNotFound);
}

TEST_P(CatalogueTest, CountsFollowEveryChange) {
    const auto id = list("1", "换证");
    list("2", "补证");
    list("3", "省级事项", kProvince);
    auto counts = catalogue_->counts(kVillage);
    EXPECT_EQ(counts.items, 3) << "a village's people are served by all levels above it";
    EXPECT_EQ(counts.guides, 0);
    EXPECT_TRUE(counts.personal_themes.empty()) << "nothing with zero is shown";
    EXPECT_EQ(counts.departments.size(), 2U);
    publish(id, sample_guide());
    counts = catalogue_->counts(kVillage);
    EXPECT_EQ(counts.online, 1);
    ASSERT_EQ(counts.personal_themes.size(), 1U);
    EXPECT_EQ(counts.personal_themes[0].name, "证件办理");
    EXPECT_EQ(counts.life_events.size(), 2U);
    Guide moved = sample_guide();
    moved.personal_themes = {"060"};
    moved.life_events = {"jie-hun", "chu-xing"};
    moved.form.reset();
    moved.materials[1].show_if.reset();
    publish(id, moved);
    counts = catalogue_->counts(kVillage);
    EXPECT_EQ(counts.guides, 1);
    EXPECT_EQ(counts.online, 0);
    EXPECT_EQ(items_of(counts.personal_themes, "060"), 1);
    EXPECT_EQ(items_of(counts.personal_themes, "090"), 0);
    EXPECT_EQ(items_of(counts.life_events, "chu-xing"), 1);
    EXPECT_EQ(catalogue_->counts(kProvince).items, 1);
}

TEST_P(CatalogueTest, PagingGivesEachItemOnceWithTheNearestAndUsefulFirst) {
    std::string online;
    for (int i = 0; i < 7; ++i) online = list("d" + std::to_string(i), "区事项" + std::to_string(i));
    for (int i = 0; i < 4; ++i) list("c" + std::to_string(i), "市事项" + std::to_string(i), kCity);
    publish(online, sample_guide());
    for (const int limit : {1, 2, 3, 5, 11, 100}) {
        ItemFilter filter{.region = kVillage, .include_above = true};
        std::vector<std::string> seen;
        std::string cursor;
        do {
            const auto page = catalogue_->items(filter, limit, cursor);
            EXPECT_EQ(page.total, 11);
            for (const auto& name : names_of(page)) seen.push_back(name);
            cursor = page.next;
            ASSERT_LE(seen.size(), 11U);
        } while (!cursor.empty());
        EXPECT_EQ(seen.size(), 11U) << limit;
        EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 11U) << limit;
        EXPECT_EQ(seen.front(), "居民身份证换领");
        EXPECT_EQ(seen.back().substr(0, 3), "市");
    }
    EXPECT_EQ(catalogue_->items({.region = kVillage}, 10, "").total, 0) << "exactly that region";
    EXPECT_EQ(catalogue_->items({.region = kCity}, 10, "").items.size(), 4U);
    EXPECT_EQ(catalogue_->items({.region = kCity}, 10, "9.9.<script>").items.size(), 4U) << "a foreign cursor";
}

TEST_P(CatalogueTest, FiltersApplyTogether) {
    const auto id = list("1", "换证");
    list("2", "补证");
    publish(id, sample_guide());
    const auto department = catalogue_->item(id).value().department.id;
    const auto total = [&](ItemFilter filter) {
        filter.region = kDistrict;
        const auto page = catalogue_->items(filter, 10, "");
        EXPECT_EQ(static_cast<std::size_t>(page.total), page.items.size());
        return page.total;
    };
    EXPECT_EQ(total({}), 2);
    EXPECT_EQ(total({.only_online = true}), 1);
    EXPECT_EQ(total({.department_id = department}), 2);
    EXPECT_EQ(total({.department_id = department, .only_online = true}), 1);
    EXPECT_EQ(total({.personal_theme = "090"}), 1);
    EXPECT_EQ(total({.personal_theme = "090", .life_event = "chu-xing"}), 1);
    EXPECT_EQ(total({.personal_theme = "090", .life_event = "jie-hun"}), 0);
    EXPECT_EQ(total({.department_id = department, .life_event = "sheng-huo"}), 1);
    EXPECT_EQ(total({.department_id = "no such"}), 0);
    EXPECT_EQ(total({.legal_theme = "005"}), 0);
    EXPECT_EQ(catalogue_->items({.department_id = department}, 10, "").total, 2);
    EXPECT_EQ(catalogue_->items({.region = kCity, .department_id = department}, 10, "").total, 0);
}

TEST_P(CatalogueTest, TextIsFoundInNamesAndShortNamesAndItsWildcardsAreLiteral) {
    const auto id = list("1", "换证");
    list("2", "提取100%住房公积金");
    list("3", "提取1005住房公积金_!");
    publish(id, sample_guide());
    const auto found = [&](const std::string& text) {
        return catalogue_->items({.region = kVillage, .include_above = true, .text = text}, 10, "").total;
    };
    EXPECT_EQ(found("身份证"), 1);
    EXPECT_EQ(found("换身份证"), 1) << "a short name";
    EXPECT_EQ(found("id卡"), 1);
    EXPECT_EQ(found(" ＩＤ卡 "), 1) << "full-width letters";
    EXPECT_EQ(found("100%"), 1);
    EXPECT_EQ(found("_"), 1);
    EXPECT_EQ(found("_!"), 1);
    EXPECT_EQ(found("%"), 1);
    EXPECT_EQ(found("没有"), 0);
    EXPECT_EQ(found("'; DROP TABLE catalogue_item; --"), 0);
    EXPECT_EQ(found(""), 3);
}

TEST_P(CatalogueTest, MarkupAndQuotesStayWhatTheyAre) {
    const std::string nasty = "'\"><script>alert(1)</script>; DROP TABLE catalogue_item; -- %_\\ \xF0\x9F\x98\x80";
    Guide guide = sample_guide();
    guide.name = guide.visit_reason = guide.court = guide.special_procedure = guide.review_body = nasty;
    guide.short_names = {nasty, "\"]"};
    guide.conditions = {nasty};
    guide.bases[0] = {nasty, "第一条" + nasty, nasty};
    guide.stages[0].what = guide.stages[0].who = nasty;
    guide.materials[0].accept_standard = guide.materials[0].sheet->title = nasty;
    guide.materials[1].exempt = false;
    guide.materials[1].commitment = "本人承诺：以下所写的事实都是真实的。" + nasty;
    guide.materials[0].sheet->rows = {{nasty, nasty}};
    guide.places[0] = {nasty, nasty, nasty, nasty, nasty};
    guide.fees[0].reducible = nasty;
    guide.questions[0] = {nasty, nasty};
    guide.form->declaration = guide.form->steps[0].fields[0].label = nasty;
    const auto id = list(nasty, nasty);
    publish(id, guide);
    EXPECT_EQ(catalogue_->guide(id).value()->guide, guide);
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, nasty).value().id, id);
    EXPECT_EQ(catalogue_->items({.region = kDistrict, .text = nasty}, 10, "").total, 1);
}

TEST_P(CatalogueTest, GenerationGrowsWithEachChangeAndNamesTheChangedItems) {
    const auto start = catalogue_->generation();
    const auto first = list("1", "一");
    list("2", "二");
    const auto middle = catalogue_->generation();
    EXPECT_EQ(middle, start + 2);
    publish(first, sample_guide());
    EXPECT_EQ(catalogue_->generation(), middle + 1);
    const auto changed = catalogue_->changed_since(middle, 10, "");
    ASSERT_EQ(changed.items.size(), 1U);
    EXPECT_EQ(changed.items[0].id, first);
    auto page = catalogue_->changed_since(start, 1, "");
    EXPECT_EQ(names_of(page), std::vector<std::string>{"二"});
    page = catalogue_->changed_since(start, 1, page.next);
    EXPECT_EQ(names_of(page), std::vector<std::string>{"居民身份证换领"});
    EXPECT_TRUE(catalogue_->changed_since(start, 1, page.next).items.empty());
    EXPECT_EQ(catalogue_->all_items(10, "").items.size(), 2U);
}

TEST_P(CatalogueTest, ListingAgainChangesOnlyWhatDiffers) {
    const auto id = list("1", "换证");
    EXPECT_EQ(list("1", "换证"), id);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 1);
    EXPECT_EQ(list("1", "换领证件"), id);
    EXPECT_EQ(catalogue_->item(id).value().name, "换领证件");
    EXPECT_EQ(catalogue_->items({.region = kDistrict, .text = "换领"}, 10, "").total, 1);
    publish(id, sample_guide());
    list("1", "别的名称");
    EXPECT_EQ(catalogue_->item(id).value().name, "居民身份证换领") << "a published guide names its item";
    EXPECT_EQ(catalogue_->items({.region = kDistrict, .text = "换身份证"}, 10, "").total, 1);
}

TEST_P(CatalogueTest, AnItemThatMovesToAnotherDepartmentIsCountedThere) {
    const auto id = list("1", "换证");
    publish(id, sample_guide());
    const auto before = catalogue_->item(id).value().department.id;
    ItemFacts facts;
    facts.source_id = "1";
    facts.region = kDistrict;
    facts.name = "换证";
    ASSERT_TRUE(list_item(database(), clock_, facts, "另一 局", "11100000000013338W"));
    const auto after = catalogue_->item(id).value().department;
    EXPECT_NE(after.id, before);
    EXPECT_EQ(after.credit_code, "11100000000013338W");
    const auto counts = catalogue_->counts(kDistrict);
    ASSERT_EQ(counts.departments.size(), 1U);
    EXPECT_EQ(counts.departments[0].key, after.id);
    EXPECT_EQ(items_of(counts.personal_themes, "090"), 1);
    EXPECT_EQ(catalogue_->items({.department_id = after.id, .only_online = true}, 10, "").total, 1);
}

TEST_P(CatalogueTest, ItemsReadAheadAreStillFoundAfterTheyMove) {
    const auto id = list("1", "换证");
    const auto done = change_catalogue(database(), clock_, "t", [&](CatalogueChange& change) -> Result<void> {
        change.expect_items(kDistrict);
        ItemFacts facts;
        facts.region = kDistrict;
        facts.department = change.put_department(kDistrict, "示范局", "").department;
        facts.task_type = "07";
        for (const char* name : {"换证", "领证", "换证", "补证"}) {
            for (const char* source_id : {"1", "2"}) {
                facts.source_id = source_id;
                facts.name = name;
                change.put_item(facts);
            }
        }
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(catalogue_->counts(kDistrict).items, 2);
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, "1").value().id, id);
    EXPECT_EQ(catalogue_->item_by_source(kDistrict, "2").value().name, "补证");
}

TEST_P(CatalogueTest, OneDepartmentHasOneKeyAndAnyNumberOfCodes) {
    const auto put = [&](std::string_view name, std::string_view code) {
        return change_catalogue(database(), clock_, "t",
                                [&](CatalogueChange& change) -> Result<Department> {
                                    return change.put_department(kDistrict, name, code).department;
                                })
            .value();
    };
    const auto first = put("区教科体局", "TE5116020105116050");
    EXPECT_EQ(first.credit_code, "") << "an invalid code is kept, but not shown";
    EXPECT_EQ(put("区 教科体局", "11100000000013338W").id, first.id);
    EXPECT_EQ(put("区教科体局　", "").credit_code, "11100000000013338W");
    EXPECT_EQ(put("区教科体局", "11430000006122244L").credit_code, "11100000000013338W") << "the first valid one";
    EXPECT_EQ(catalogue_->department(first.id).value().credit_code, "11100000000013338W");
    EXPECT_EQ(catalogue_->department("none").error().code, kDepartmentNotFound);
}

TEST_P(CatalogueTest, CoverageShowsTheOperatorWhatIsEmpty) {
    const auto id = list("1", "换证");
    list("2", "补证");
    publish(id, sample_guide());
    const auto coverage = catalogue_->coverage(kDistrict);
    ASSERT_EQ(coverage.departments.size(), 1U);
    EXPECT_EQ(coverage.departments[0].listed, 1);
    EXPECT_EQ(coverage.departments[0].guides, 1);
    EXPECT_EQ(coverage.departments[0].online, 1);
    EXPECT_EQ(coverage.empty_personal_themes.size(), codes("personal_theme").size() - 1);
    EXPECT_EQ(coverage.empty_life_events.size(), codes("life_event").size() - 2);
    EXPECT_EQ(coverage.empty_legal_themes.size(), codes("legal_theme").size());
}

TEST_P(CatalogueTest, AnIncompleteItemIsNotListed) {
    const auto refused = list_item(database(), clock_, {}, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.size(), 3U);
    EXPECT_EQ(catalogue_->all_items(10, "").items.size(), 0U);
}

/// What the engine would do for a statement; SQLite says SCAN where it reads a whole table or index.
std::string plan_of(db::Database& database, const db::Sql& sql, std::initializer_list<db::Bind> binds) {
    static std::deque<std::string> texts;  // statements are kept by address: each needs one of its own
    const std::string& text = texts.emplace_back("EXPLAIN QUERY PLAN " + std::string(sql.text));
    std::string plan;
    database.read([&](db::Reader& reader) {
        reader.each({sql.name, text}, binds, [&](const db::Row& row) { plan += row.text(3) + "\n"; });
    });
    return plan;
}

TEST_P(CatalogueTest, NoPageReadsAWholeTableOrSorts) {
    if (GetParam() != db::Engine::kSqlite) return;
    const std::string none;
    const auto check = [&](const db::Sql& sql, std::initializer_list<db::Bind> binds, bool may_sort = false) {
        const auto plan = plan_of(database(), sql, binds);
        EXPECT_EQ(plan.find("SCAN"), std::string::npos) << sql.name << "\n" << plan;
        EXPECT_TRUE(may_sort || plan.find("TEMP B-TREE") == std::string::npos) << sql.name << "\n" << plan;
    };
    check(sql::items_of_region,
          {{"region_code", none}, {"listing_rank", 0}, {"after", none}, {"pattern", none}, {"take", 1}});
    check(sql::items_of_department, {{"department_id", none},
                                     {"listing_rank", 0},
                                     {"after", none},
                                     {"personal", none},
                                     {"legal", none},
                                     {"event", none},
                                     {"pattern", none},
                                     {"take", 1}});
    check(sql::items_of_theme, {{"axis", none},
                                {"code", none},
                                {"region_code", none},
                                {"listing_rank", 0},
                                {"after", none},
                                {"personal", none},
                                {"legal", none},
                                {"event", none},
                                {"pattern", none},
                                {"take", 1}});
    check(sql::items_after, {{"after", none}, {"take", 1}});
    check(sql::items_changed_since, {{"generation", 0}, {"after", none}, {"take", 1}});
    check(sql::find_item_by_source, {{"region_code", none}, {"source_id", none}});
    check(sql::counts_of_regions, {{"r0", none}, {"r1", none}, {"r2", none}, {"r3", none}, {"r4", none}, {"r5", none}},
          true);
    check(sql::departments_of_regions,
          {{"r0", none}, {"r1", none}, {"r2", none}, {"r3", none}, {"r4", none}, {"r5", none}});
}

INSTANTIATE_TEST_SUITE_P(Engines, CatalogueTest, db::both_engines(), db::engine_name);

TEST(Codes, NamesAreDataAndUnknownCodesHaveNone) {
    EXPECT_EQ(personal_theme_name("090"), "证件办理");
    EXPECT_EQ(legal_theme_name("005"), "设立变更");
    EXPECT_EQ(life_event_name("jie-hun"), "结婚");
    EXPECT_EQ(task_type_name("20"), "公共服务");
    EXPECT_EQ(task_type_name("21"), "");
    EXPECT_EQ(codes("personal_theme").size(), 32U);
    EXPECT_EQ(codes("legal_theme").size(), 35U);
    EXPECT_THROW(codes("no such list"), std::logic_error);
}

TEST(Limits, AreSaidInWords) {
    EXPECT_EQ(to_text({3, LimitUnit::kWorkday, ""}), "3个工作日");
    EXPECT_EQ(to_text({0, LimitUnit::kWorkday, ""}), "当场办结");
    EXPECT_EQ(to_text({1, LimitUnit::kMonth, ""}), "1个月");
    EXPECT_EQ(to_text({20, LimitUnit::kDay, ""}), "20日");
}

}  // namespace
}  // namespace yw::catalogue::test

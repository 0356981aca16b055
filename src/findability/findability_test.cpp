// Over a real catalogue and search: what fails is listed and cleared, words change live and are taken back, items that
// are missed are seen.
#include "findability/findability.hpp"

#include <chrono>

#include "calendars/calendars.hpp"
#include "catalogue/migrations.hpp"
#include "catalogue/publish_guide.hpp"
#include "findability/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"

namespace yw::findability {
namespace {

using Verdict = Compared::Verdict;

const RegionCode kHere = RegionCode::from_number(511602000000);
const RegionCode kBeside = RegionCode::from_number(511603000000);

class FindabilityTest : public db::EngineTest {
protected:
    void SetUp() override {
        const std::vector<std::span<const db::Migration>> modules{audit::migrations(), catalogue::migrations(),
                                                                  migrations()};
        database().migrate(modules, 0);
        catalogue_ = catalogue::open_catalogue(database());
        for (const char* name :
             {"居民身份证换领", "公司设立登记", "公司注销登记", "个体工商户设立登记", "社会保障卡申领"})
            list(name, kHere);
        following_ = std::make_unique<search::Following>(search_, *catalogue_, database(), "");
        findability_ = open(search_);
        operator_.account_id = "operator-1";
        operator_.masked_name = "yunxing";
        operator_.role = identity::Role::kOperator;
    }
    void TearDown() override {
        findability_.reset();
        following_.reset();
    }

    std::unique_ptr<Findability> open(search::Search& search) {
        return open_findability({.database = database(),
                                 .clock = clock_,
                                 .audit = audit_,
                                 .catalogue = *catalogue_,
                                 .search = search,
                                 .calendar = [] { return calendars::published_calendar(); },
                                 .region_name = [](RegionCode code) { return code.str(); },
                                 .judged_place = kHere});
    }
    std::string list(const std::string& name, RegionCode place) {
        catalogue::ItemFacts facts;
        facts.source_id = place.str() + name;
        facts.region = place;
        facts.name = name;
        facts.task_type = "07";
        const auto item = catalogue::list_item(database(), clock_, facts, "示范局");
        if (following_) following_->catch_up();
        return item.value().id;
    }
    void ask(const std::string& text, int times = 1, bool found = false, RegionCode place = kHere) {
        for (int i = 0; i < times; ++i) findability_->asked({text, place, found, "visitor" + std::to_string(i)});
        findability_->write_counts();
    }
    std::vector<std::string> waiting(std::optional<RegionCode> place = std::nullopt) const {
        std::vector<std::string> queries;
        for (const auto& row : findability_->failed(place, "").rows) queries.push_back(row.query);
        return queries;
    }
    std::string first(const std::string& text) const {
        const auto answer = search_.ask({text, kHere});
        return answer.found.empty() ? "" : answer.found.front().entry.name;
    }
    Result<std::int64_t> save(std::vector<WordChange> changes, bool confirmed = false, const std::string& query = "") {
        return findability_->save_words(operator_, {std::move(changes), "测试", confirmed, 0, query});
    }
    void check_all() {
        int tries = 50;
        do findability_->work(std::chrono::milliseconds(50));
        while (--tries > 0 && !findability_->check_state().is_done);
    }

    ShiftedClock clock_{LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands};
    crypto::Keys keys_ = crypto::Keys::for_test("findability");
    audit::Audit audit_{keys_, clock_};
    std::unique_ptr<catalogue::Catalogue> catalogue_;
    search::Search search_;
    std::unique_ptr<search::Following> following_;
    std::unique_ptr<Findability> findability_;
    identity::Viewer operator_;
};

TEST_P(FindabilityTest, WhatFailsWaitsForAnOperatorWithADeadline) {
    ask("换身份证511602199001010011");  // the number goes, the words stay
    ask("公司登记", 1, true);
    const auto page = findability_->failed(std::nullopt, "");
    ASSERT_EQ(page.rows.size(), 1u);
    const auto& row = page.rows[0];
    EXPECT_EQ(row.query, "换身份证");
    EXPECT_EQ(row.due_on, LocalDay(2026, 3, 9)) << "five working days after a Monday";
    EXPECT_EQ(row.searches, 1);
    EXPECT_FALSE(row.is_abandoned);
    ask("换身份证", 3);
    EXPECT_EQ(findability_->failed_query(row.id)->searches, 4);
    EXPECT_EQ(findability_->failed_numbers(kHere).open, 1);
    EXPECT_EQ(findability_->failed_numbers(RegionCode::from_number(511600000000)).open, 1) << "the city above";
    EXPECT_EQ(findability_->failed_numbers(kBeside).open, 0);
    clock_.set(LocalDay(2026, 3, 10).begins());
    EXPECT_EQ(findability_->failed_numbers(kHere).overdue, 1);
    EXPECT_TRUE(findability_->failed(kBeside, "").rows.empty());
    EXPECT_EQ(findability_->failed_query("00000000-0000-7000-8000-000000000000").error().code, kNotFound);
}

TEST_P(FindabilityTest, WhatMayBeANameWaitsForThreeVisitors) {
    ask("欧阳翠花", 2);
    EXPECT_TRUE(waiting().empty());
    ask("欧阳翠花", 3);
    EXPECT_EQ(waiting(), std::vector<std::string>{"欧阳翠花"});
}

TEST_P(FindabilityTest, AbandonedUnlessSomethingIsChosen) {
    ask("公司登记", 6, true);
    for (int i = 0; i < 6; ++i) findability_->chosen("注册公司", kHere);
    ask("注册公司", 6, true);
    EXPECT_EQ(waiting(), (std::vector<std::string>{"公司登记", "注册公司"})) << "clicks without searches do not help";
    EXPECT_TRUE(findability_->failed(std::nullopt, "").rows[0].is_abandoned);
}

TEST_P(FindabilityTest, ChosenOnesAreNotAbandoned) {
    for (int i = 0; i < 6; ++i) {
        findability_->asked({"公司登记", kHere, true, "v"});
        findability_->chosen("公司登记", kHere);
    }
    findability_->write_counts();
    EXPECT_TRUE(waiting().empty());
}

TEST_P(FindabilityTest, ClearedByWordsAsASentenceOrAsNoise) {
    ask("办卡", 3);
    ask("登记火箭", 3);
    ask("火箭", 3);
    const auto id_of = [&](const std::string& query) {
        for (const auto& row : findability_->failed(kHere, "").rows)
            if (row.query == query) return row.id;
        return std::string();
    };
    EXPECT_EQ(findability_->dismiss(operator_, id_of("火箭"), "").error().code, kInvalid);
    const auto noise = id_of("火箭");
    ASSERT_TRUE(findability_->dismiss(operator_, noise, "不是要办事"));
    EXPECT_EQ(findability_->dismiss(operator_, noise, "再来").error().code, kCleared);
    const auto card = id_of("办卡");
    ASSERT_TRUE(save({{"synonyms", "办卡", std::nullopt, {{"社会保障卡申领"}}}}, false, card));
    EXPECT_EQ(first("办卡"), "社会保障卡申领");
    EXPECT_NE(words_in_use(database()).thesaurus->find(U"办卡"), nullptr) << "the command line judges with these";
    EXPECT_EQ(search::Thesaurus::built_in()->find(U"办卡"), nullptr);
    EXPECT_EQ(findability_->failed_query(card)->how, "words");
    ASSERT_TRUE(save({{"sentences", "登记火箭", std::nullopt, {{"火箭归国家航天局管。", kHere.str()}}}}, false,
                     id_of("登记火箭")));
    EXPECT_EQ(search_.ask({"登记火箭", kHere}).says, "火箭归国家航天局管。");
    EXPECT_EQ(search_.ask({"登记火箭", kBeside}).says, "");
    EXPECT_TRUE(waiting().empty());
    clock_.set(LocalDay(2026, 3, 5).begins());
    ask("登记火箭", 3);
    ask("火箭", 3);
    EXPECT_TRUE(waiting().empty());
    ask("办卡");
    EXPECT_EQ(waiting(), std::vector<std::string>{"办卡"}) << "it failed again";
    clock_.set(LocalDay(2026, 12, 1).begins());
    findability_->work(std::chrono::milliseconds(0));
    EXPECT_EQ(findability_->failed_query(noise).error().code, kNotFound) << "kept no longer than the rules say";
}

TEST_P(FindabilityTest, HandedToADepartmentThatAnswersOrGivesItBack) {
    ask("登记潜水艇", 3);
    ask("登记飞艇", 3);
    const auto rows = findability_->failed(kHere, "").rows;
    ASSERT_EQ(rows.size(), 2u);
    const std::string first = rows[0].id, second = rows[1].id;
    const auto department = catalogue_->counts(kHere).departments.front();
    identity::Viewer author;
    author.account_id = "author-1";
    author.role = identity::Role::kGuideAuthor;
    author.department_ids = {department.key};
    identity::Viewer stranger = author;
    stranger.department_ids = {"00000000-0000-7000-8000-000000000001"};

    const auto field = [](const Result<void>& done) {
        return done ? std::string() : done.error().fields.front().field;
    };
    EXPECT_EQ(field(findability_->hand_over(operator_, first, department.key, "")), "asks");
    EXPECT_EQ(field(findability_->hand_over(operator_, first, "nobody", "请发布指南")), "department");
    EXPECT_FALSE(findability_->handed(first));
    ASSERT_TRUE(findability_->hand_over(operator_, first, department.key, "请发布指南"));
    ASSERT_TRUE(findability_->hand_over(operator_, second, department.key, "请发布指南"));
    EXPECT_EQ(findability_->handed(first)->department, department.name);
    EXPECT_EQ(findability_->waiting_for(author).size(), 2u);
    EXPECT_TRUE(findability_->waiting_for(stranger).empty());
    EXPECT_EQ(findability_->failed(kHere, "").rows.size(), 2u) << "the operator's deadline stays";

    EXPECT_EQ(findability_->answer_handed(stranger, first, true, "好").error().code, kNotFound);
    EXPECT_EQ(field(findability_->answer_handed(author, first, true, "")), "answer");
    ASSERT_TRUE(findability_->answer_handed(author, first, true, "已发布"));
    EXPECT_EQ(findability_->failed_query(first)->how, "department");
    ASSERT_TRUE(findability_->answer_handed(author, second, false, "不归我们"));
    EXPECT_TRUE(findability_->failed_query(second)->is_open) << "back with the operator";
    EXPECT_EQ(findability_->handed(second)->answer, "不归我们");
    EXPECT_EQ(findability_->answer_handed(author, second, true, "又归了").error().code, kCleared);
    EXPECT_TRUE(findability_->waiting_for(author).empty());
    EXPECT_EQ(findability_->hand_over(operator_, first, department.key, "再看").error().code, kCleared);
    ASSERT_TRUE(findability_->hand_over(operator_, second, department.key, "请再看一次"));
    EXPECT_EQ(findability_->waiting_for(author).size(), 1u);
    clock_.set(LocalDay(2026, 12, 1).begins());
    findability_->work(std::chrono::milliseconds(0));
    EXPECT_FALSE(findability_->handed(first)) << "kept no longer than the query";
}

TEST_P(FindabilityTest, PinsBoostsAndPlainWordsAreUsedAtOnceAndTakenBack) {
    EXPECT_EQ(first("公司登记"), "公司设立登记");
    const std::vector<WordChange> pin{{"pins", "公司登记", std::nullopt, {{"公司注销登记"}}}};
    const auto version = save(pin);
    ASSERT_TRUE(version);
    EXPECT_EQ(first("公司登记"), "公司注销登记");
    const auto names = search_.ask({"公司登记", kHere}).found;
    ASSERT_GT(names.size(), 1u) << "the others stay";
    EXPECT_EQ(save(pin).error().code, kChangedSince);
    const auto versions = findability_->versions(10, INT64_MAX);
    ASSERT_EQ(versions.size(), 1u);
    EXPECT_EQ(versions[0].changes, pin);
    EXPECT_EQ(versions[0].actor_name, "yunxing");
    EXPECT_EQ(versions[0].at, clock_.now());
    ASSERT_TRUE(save({{"pins", "公司登记", {{"公司注销登记"}}, std::nullopt}}));
    EXPECT_EQ(first("公司登记"), "公司设立登记");
    ASSERT_TRUE(save({{"boosts", "公司注销登记", std::nullopt, {{"50"}}}}));
    EXPECT_EQ(first("公司登记"), "公司注销登记");
    EXPECT_EQ(save({{"synonyms", "开公司", std::nullopt, {{}}}}).error().code, kInvalid);
    EXPECT_EQ(save({}).error().code, kNothingChanged);
    EXPECT_EQ(findability_->save_words(operator_, {pin, "", false, 0, ""}).error().code, kInvalid) << "no reason";
}

TEST_P(FindabilityTest, WorseIsNeverSilent) {
    ASSERT_TRUE(save({{"judged", "我要开公司啦", std::nullopt, {{"colloquial", "2 公司设立登记"}}}}));
    const std::vector<WordChange> bad{{"pins", "我要开公司啦", std::nullopt, {{"公司注销登记"}}}};
    const auto trial = findability_->try_words(bad);
    ASSERT_TRUE(trial);
    ASSERT_EQ(trial->count(Verdict::kWorse), 1u);
    EXPECT_TRUE(trial->changed[0].is_judged);
    EXPECT_EQ(trial->changed[0].before.front(), "公司设立登记");
    EXPECT_EQ(trial->changed[0].after.front(), "公司注销登记");
    EXPECT_EQ(first("我要开公司啦"), "公司设立登记") << "only tried";
    EXPECT_EQ(save(bad).error().code, kWouldBeWorse);
    ASSERT_TRUE(save(bad, true));
    EXPECT_EQ(findability_->versions(1, INT64_MAX)[0].worse, 1);
}

TEST_P(FindabilityTest, FrequentQueriesAreTriedToo) {
    ask("请护", 3);
    const auto trial = findability_->try_words({{"synonyms", "请护", std::nullopt, {{"居民身份证"}}}});
    ASSERT_TRUE(trial);
    EXPECT_EQ(trial->frequent, 1u);
    ASSERT_EQ(trial->count(Verdict::kBetter), 1u);
    EXPECT_EQ(trial->changed[0].query, "请护");
}

TEST_P(FindabilityTest, EveryProcessUsesTheWordsAsTheyAre) {
    search::Search other;
    search::Following other_following(other, *catalogue_, database(), "");
    const auto second = open(other);
    ASSERT_TRUE(save({{"pins", "公司登记", std::nullopt, {{"公司注销登记"}}}}));
    second->follow_words();
    EXPECT_EQ(other.ask({"公司登记", kHere}).found.front().entry.name, "公司注销登记");
    search::Search late;
    search::Following late_following(late, *catalogue_, database(), "");
    const auto third = open(late);
    EXPECT_EQ(late.ask({"公司登记", kHere}).found.front().entry.name, "公司注销登记") << "from the start";
}

TEST_P(FindabilityTest, ItemsThatAreMissedAreSeenAndGoWhenTheyAreFound) {
    check_all();
    EXPECT_TRUE(findability_->check_state().is_done);
    EXPECT_EQ(findability_->check_state().items, 5);
    EXPECT_EQ(findability_->miss_numbers(RegionCode()).open, 0);
    // An everyday name that leads elsewhere, because three others stand first for it.
    ASSERT_TRUE(save({{"aliases", "办卡事", std::nullopt, {{"社会保障卡申领"}}},
                      {"pins", "办卡事", std::nullopt, {{"公司设立登记", "公司注销登记", "居民身份证换领"}}}}));
    EXPECT_FALSE(findability_->check_state().is_done);
    check_all();
    const auto page = findability_->misses(kHere, "");
    ASSERT_EQ(page.rows.size(), 1u);
    EXPECT_EQ(page.rows[0].name, "社会保障卡申领");
    EXPECT_EQ(page.rows[0].said, "办卡事");
    EXPECT_EQ(page.rows[0].first, "公司设立登记");
    EXPECT_EQ(page.rows[0].department, "示范局");
    EXPECT_EQ(page.rows[0].due_on, LocalDay(2026, 3, 5));
    EXPECT_FALSE(page.rows[0].is_own_name);
    EXPECT_TRUE(findability_->misses(kBeside, "").rows.empty());
    clock_.set(LocalDay(2026, 3, 6).begins());
    EXPECT_EQ(findability_->miss_numbers(kHere).overdue, 1);
    list("放飞热气球备案", kBeside);
    check_all();
    EXPECT_EQ(findability_->misses(std::nullopt, "").rows[0].due_on, LocalDay(2026, 3, 5)) << "the deadline stays";
    EXPECT_EQ(findability_->check_state().items, 6) << "only what was changed was looked for";
    ASSERT_TRUE(save({{"pins", "办卡事", {{"公司设立登记", "公司注销登记", "居民身份证换领"}}, std::nullopt}}));
    check_all();
    EXPECT_EQ(findability_->miss_numbers(RegionCode()).open, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, FindabilityTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::findability

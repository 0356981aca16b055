// The product's own list of judged queries on the demonstration place, against the committed baseline.
#include "search/judge.hpp"

#include <gtest/gtest.h>

#include <iostream>

#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/items_to_index.hpp"
#include "catalogue/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/toml/toml.hpp"

namespace yw::search {
namespace {

const RegionCode kHere = *RegionCode::parse("511602000000");

class Demonstration : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<db::TestFolder>();
        database_ = db::open_test_database(db::Engine::kSqlite, *folder_);
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations()};
        database_->migrate(modules, 0);
        const ShiftedClock clock(LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands);
        catalogue::test::import_demonstration(*database_, clock);
        catalogue_ = catalogue::open_catalogue(*database_);
        search_ = std::make_unique<Search>();
        following_ = std::make_unique<Following>(*search_, *catalogue_, *database_, "");
    }
    static void TearDownTestSuite() {
        following_.reset();
        search_.reset();
        catalogue_.reset();
        database_.reset();
        folder_.reset();
    }
    static Answer ask(const std::string& text) {
        Question question{text, kHere};
        question.limit = 10;
        return search_->ask(question);
    }

    inline static std::unique_ptr<db::TestFolder> folder_;
    inline static std::unique_ptr<db::Database> database_;
    inline static std::unique_ptr<catalogue::Catalogue> catalogue_;
    inline static std::unique_ptr<Search> search_;
    inline static std::unique_ptr<Following> following_;
};

TEST_F(Demonstration, OwnListIsNotWorseThanTheBaseline) {
    const auto baseline = toml::parse_file("data/search/judged/baseline.toml");
    const auto least = [&](std::string_view name) { return baseline[name].value<double>().value(); };
    const auto judgement = judge(built_in_judgements(), ask);
    std::cout << as_text(judgement);
    for (const auto& miss : judgement.misses) std::cout << "missed: " << miss.query << " -> " << miss.first << "\n";
    EXPECT_GE(judgement.all.success_at_1, least("success_at_1"));
    EXPECT_GE(judgement.all.success_at_3, least("success_at_3"));
    EXPECT_GE(judgement.all.ndcg_at_10, least("ndcg_at_10"));
    EXPECT_GE(static_cast<double>(judgement.all.refused), least("refused"));
}

TEST_F(Demonstration, EachItemIsFoundByItsNameAndItsOtherNames) {
    std::size_t short_names = 0, found = 0;
    for (catalogue::IndexCursor cursor;;) {
        const auto page = catalogue::items_to_index(*database_, 500, cursor);
        for (const auto& [item, names, audience] : page.items) {
            Question question{item.name, item.region};
            const auto answer = search_->ask(question);
            ASSERT_FALSE(answer.found.empty()) << item.name;
            EXPECT_EQ(answer.found[0].entry.name, item.name);
            for (const auto& name : names) {
                ++short_names;
                question.text = name;
                const auto by_name = search_->ask(question);
                bool is_there = false;
                for (std::size_t i = 0; i < std::min<std::size_t>(3, by_name.found.size()); ++i)
                    is_there |= by_name.found[i].entry.id == item.id;
                found += is_there;
                EXPECT_TRUE(is_there) << name << " for " << item.name;
            }
        }
        cursor = page.next;
        if (page.is_last) break;
    }
    std::cout << "everyday names in the first three: " << found << " of " << short_names << "\n";
}

TEST_F(Demonstration, WhatIsToldFarApartInASentenceIsUnderstood) {
    const auto told = Thesaurus::read(std::vector<std::string_view>{
        "situations = [[\"火车 东西 落下|车上 东西 忘\", \"居民身份证换领\"]]\nfillers = [\"我|在|的|了\"]\n"});
    ASSERT_TRUE(told);
    const auto first = [&](const std::string& text) {
        const auto answer = search_->ask({.text = text, .place = kHere}, *told.value());
        return answer.found.empty() || !answer.sure ? std::string() : answer.found[0].entry.name;
    };
    EXPECT_EQ(first("我的东西在昨晚的火车上落下了"), "居民身份证换领");
    EXPECT_EQ(first("车上忘了东西"), "居民身份证换领");
    EXPECT_EQ(first("火车上落下了"), "") << "one word of the three is missing";
}

/// Talk that no name holds hides nothing: what one word says is shown, as unsure.
TEST_F(Demonstration, TalkAroundAWordIsNoDeadEnd) {
    for (const auto* text :
         {"嘀嘀咕咕地翻来覆去琢磨这护照那点弯弯绕绕", "磨磨蹭蹭拖拖拉拉办那个啥低保金之类乱七八糟"}) {
        const auto answer = ask(text);
        EXPECT_FALSE(answer.found.empty()) << text;
    }
}

TEST(Judge, FiguresOfAKnownCase) {
    const auto list = read_judgements("qid\tquery\ttype\nq1\ta\tx\nq2\tb\tx\nq3\tc\tnone\n",
                                      "qid\titem_id\tgrade\nq1\ti1\t2\nq1\ti2\t1\nq2\ti3\t1\n");
    ASSERT_TRUE(list);
    const auto judgement = judge(list.value(), [](const std::string& text) {
        Answer answer;
        answer.sure = true;
        const auto add = [&](std::string source_id) {
            answer.found.emplace_back().entry.source_id = std::move(source_id);
        };
        if (text == "a") {
            add("other");
            add("i1");
        }
        return answer;
    });
    EXPECT_EQ(judgement.all.queries, 2u);
    EXPECT_DOUBLE_EQ(judgement.all.success_at_1, 0);
    EXPECT_DOUBLE_EQ(judgement.all.success_at_3, 0.5);
    EXPECT_DOUBLE_EQ(judgement.all.without_results, 0.5);
    EXPECT_DOUBLE_EQ(judgement.all.recall_at_10, 0.25);
    EXPECT_EQ(judgement.all.unanswerable, 1u);
    EXPECT_EQ(judgement.all.refused, 1u);
    EXPECT_FALSE(read_judgements("qid\tquery\nx\n", ""));
}

}  // namespace
}  // namespace yw::search

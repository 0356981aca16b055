// The product's own list of judged questions on the demonstration place, against the committed baseline, and what an
// answer is made of.
#include <gtest/gtest.h>

#include <iostream>

#include "asking/question_rules.hpp"
#include "asking/strings.hpp"
#include "catalogue/demonstration_fixture.hpp"
#include "catalogue/migrations.hpp"
#include "platform/db/test_database.hpp"
#include "platform/strings/strings.hpp"
#include "platform/toml/toml.hpp"

namespace yw::asking {
namespace {

const RegionCode kHere = *RegionCode::parse("511602000000");

std::vector<std::string> parts_of(std::string_view text, char by) {
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(by);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool has(const std::vector<std::string>& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

class Questions : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!strings::known("asking.no_item")) strings::add(strings_table());
        folder_ = std::make_unique<db::TestFolder>();
        database_ = db::open_test_database(db::Engine::kSqlite, *folder_);
        const std::vector<std::span<const db::Migration>> modules{catalogue::migrations()};
        database_->migrate(modules, 0);
        const ShiftedClock clock(LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands);
        catalogue::test::import_demonstration(*database_, clock);
        catalogue_ = catalogue::open_catalogue(*database_);
        search_ = std::make_unique<search::Search>();
        following_ = std::make_unique<search::Following>(*search_, *catalogue_, *database_, "");
        asking_ = std::make_unique<Asking>(*catalogue_, *search_);
    }
    static void TearDownTestSuite() {
        asking_.reset();
        following_.reset();
        search_.reset();
        catalogue_.reset();
        database_.reset();
        folder_.reset();
    }

    /// What the threshold is compared with: with YIWANG_ASKING_COVER set, the figures that it was chosen by.
    static double cover(const std::string& question) {
        const auto about = Rules::built_in()->understand(question).about;
        return search_->ask({.text = search::utf8_of(about), .place = kHere, .kind = "item", .one_of_each = true})
            .covered;
    }
    /// What was answered, as the list names it.
    static std::string said(const Reply& reply) {
        if (reply.event) return "event:" + reply.event->name;
        if (reply.passages.empty()) return std::string(reply.reason.name);
        const auto& first = reply.passages.front();
        return first.item.source_id + " " + std::string(word_of(first.element)) + " " + first.item.name;
    }
    static bool is_right(const Reply& reply,
                         const std::vector<std::string>& items,
                         const std::vector<std::string>& elements) {
        if (reply.event) return has(items, "event:" + reply.event->name);
        if (reply.passages.empty()) return false;
        const auto& first = reply.passages.front();
        return has(items, first.item.source_id) && has(elements, word_of(first.element));
    }

    inline static std::unique_ptr<db::TestFolder> folder_;
    inline static std::unique_ptr<db::Database> database_;
    inline static std::unique_ptr<catalogue::Catalogue> catalogue_;
    inline static std::unique_ptr<search::Search> search_;
    inline static std::unique_ptr<search::Following> following_;
    inline static std::unique_ptr<Asking> asking_;
};

TEST_F(Questions, OwnListIsNotWorseThanTheBaseline) {
    const auto baseline = toml::parse_file("data/asking/judged/baseline.toml");
    std::size_t answerable = 0, right = 0, wrong = 0, unanswerable = 0, refused = 0;
    bool is_head = true;
    for (const auto& line : parts_of(catalogue::test::text_of("data/asking/judged/questions.tsv"), '\n')) {
        const auto fields = parts_of(line, '\t');
        if (std::exchange(is_head, false) || fields.size() < 4) continue;
        const Reply reply = asking_->ask(fields[1], kHere);
        const bool was_answered = reply.answered();
        if (fields[2] == "-") {
            ++unanswerable;
            refused += !was_answered;
            if (std::getenv("YIWANG_ASKING_COVER"))
                std::cout << "cover " << cover(fields[1]) << " none " << fields[1] << "\n";
            if (was_answered) std::cout << "answered: " << fields[1] << " -> " << said(reply) << "\n";
            continue;
        }
        ++answerable;
        const bool good = is_right(reply, parts_of(fields[2], '|'), parts_of(fields[3], '|'));
        right += good;
        wrong += was_answered && !good;
        if (std::getenv("YIWANG_ASKING_COVER"))
            std::cout << "cover " << cover(fields[1]) << (good ? " right " : " not ") << fields[1] << "\n";
        if (!good) std::cout << (was_answered ? "wrong: " : "silent: ") << fields[1] << " -> " << said(reply) << "\n";
    }
    std::cout << "questions: " << right << " of " << answerable << " right, " << wrong << " wrong; " << refused
              << " of " << unanswerable << " without an answer refused\n";
    const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(answerable); };
    EXPECT_GE(answerable, 150u);
    EXPECT_GE(unanswerable, 30u);
    EXPECT_GE(share(right), baseline["right"].value<double>().value());
    EXPECT_LE(share(wrong), baseline["wrong"].value<double>().value());
    EXPECT_GE(static_cast<std::int64_t>(refused), baseline["refused"].value<std::int64_t>().value());
}

TEST_F(Questions, EveryWordIsTheGuides) {
    const Reply reply = asking_->ask("结婚登记需要带什么", kHere);
    ASSERT_FALSE(reply.passages.empty());
    const auto& passage = reply.passages.front();
    const auto guide = catalogue_->guide(passage.item.id);
    ASSERT_TRUE(guide);
    ASSERT_EQ(passage.lines.size(), (*guide.value()).guide.materials.size());
    for (std::size_t i = 0; i < passage.lines.size(); ++i)
        EXPECT_EQ(passage.lines[i].text, (*guide.value()).guide.materials[i].name);
    EXPECT_EQ(passage.version, 1);
    EXPECT_EQ(passage.url(), "/i/" + passage.item.id + "#materials");
}

TEST_F(Questions, AnEventGivesItsItemsInOrder) {
    const Reply reply = asking_->ask("孩子出生后要办什么手续", kHere);
    ASSERT_TRUE(reply.event);
    std::vector<std::string> names;
    for (const auto& item : reply.event->items) names.push_back(item.name);
    EXPECT_EQ(names,
              (std::vector<std::string>{"生育登记", "出生登记", "城乡居民基本医疗保险参保登记", "社会保障卡申领"}));
}

TEST_F(Questions, ARefusalNamesAPersonWhereADepartmentIsNear) {
    const Reply reply = asking_->ask("低保每年复查几次呢", kHere);
    EXPECT_FALSE(reply.answered());
    EXPECT_EQ(reply.reason, kNotInGuide);
    ASSERT_TRUE(reply.person);
    EXPECT_NE(reply.person->department.find("民政"), std::string::npos);
    EXPECT_FALSE(reply.person->phone.empty());
    EXPECT_FALSE(reply.near.empty());
}

TEST_F(Questions, NumbersAndNamesAreNotLookedAt) {
    const Reply reply = asking_->ask("我叫张示例，511602189001010017，低保要几天", kHere);
    ASSERT_FALSE(reply.passages.empty());
    EXPECT_EQ(reply.passages.front().item.source_id, "DEMO-P-003");
}

TEST_F(Questions, ElsewhereTheDemonstrationAnswersNothing) {
    const Reply reply = asking_->ask("低保要几天", *RegionCode::parse("110101000000"));
    EXPECT_FALSE(reply.answered());
}

}  // namespace
}  // namespace yw::asking

#include "findability/word_lists.hpp"

#include <gtest/gtest.h>

namespace yw::findability {
namespace {

const WordEntry* find(const std::vector<WordEntry>& entries, std::string_view list, std::string_view said) {
    for (const auto& entry : entries)
        if (entry.list == list && entry.said == said) return &entry;
    return nullptr;
}

TEST(WordFile, ReadsWhatIsShippedAndGivesItBack) {
    const auto shipped = shipped_entries();
    EXPECT_GT(shipped.size(), 400u);
    const auto again = read_word_file(as_word_file(shipped));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->size(), shipped.size());
    EXPECT_TRUE(changes_between(shipped, again.value(), true).empty());
    std::vector<std::string> texts = thesaurus_texts(shipped);
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto thesaurus = search::Thesaurus::read(views);
    ASSERT_TRUE(thesaurus);
    EXPECT_EQ(thesaurus.value()->words().size(), search::Thesaurus::built_in()->words().size());
    EXPECT_EQ(judged_queries(shipped).size(), search::built_in_judgements().size());
}

TEST(WordFile, RefusesWhatItDoesNotKnow) {
    for (const char* text : {"synonym = []", "synonyms = [", "synonyms = [[\"a\" \"b\"]]", "words = [\"a\nb\"]",
                             "words = [\"\\n\"]", "words = [a]", "words = \"a\"", "。"})
        EXPECT_FALSE(read_word_file(text)) << text;
    const auto read =
        read_word_file("# 注释。\nwords = [ 'a\\', \"b\\\"\", # 又\n]\naliases = [[\"甲|乙\", \"丙\",],]\n");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 3u);
    EXPECT_EQ(read.value()[0].said, "a\\");
    EXPECT_EQ(read.value()[1].said, "b\"");
    EXPECT_EQ(read.value()[2].meant, std::vector<std::string>{"丙"});
}

TEST(Changes, ChangeAndUndo) {
    const std::vector<WordEntry> before{{"synonyms", "a", {"b"}, 1}, {"words", "c", {}, 1}};
    const std::vector<WordChange> changes{{"synonyms", "a", {{"b"}}, {{"d", "b"}}},
                                          {"words", "c", {std::vector<std::string>()}, std::nullopt},
                                          {"pins", "e", std::nullopt, {{"f"}}}};
    const auto after = changed_entries(before, changes);
    EXPECT_EQ(find(after, "synonyms", "a")->meant.front(), "d");
    EXPECT_EQ(find(after, "words", "c"), nullptr);
    EXPECT_EQ(after.front().list, "pins") << "new ones come first";
    const auto back = undoing(changes, after);
    ASSERT_TRUE(back);
    EXPECT_TRUE(changes_between(before, changed_entries(after, back.value()), true).empty());
    EXPECT_EQ(undoing(changes, before).error().code, kChangedSince);
    EXPECT_EQ(changes_of_json(to_json(changes)), changes);
    for (const char* text : {"", "{}", "[1]", "[[1,2,3,4]]", "[[\"a\",\"b\",null,1]]"})
        EXPECT_EQ(changes_of_json(text), std::nullopt) << text;
}

TEST(CheckChange, FieldByField) {
    using Meant = std::vector<std::string>;
    struct Row {
        const char* list;
        const char* said;
        Meant meant;
        const char* field;  ///< that is wrong; empty: none
    };
    const Row rows[] = {
        {"synonyms", "开公司|办公司", {"公司设立登记"}, ""},
        {"synonyms", "", {"公司设立登记"}, "said"},
        {"synonyms", "开公司", {}, "meant"},
        {"synonyms", "开公司", {"a\tb"}, "meant"},
        {"boosts", "公司设立登记", {"10"}, ""},
        {"boosts", "公司设立登记", {"60"}, "meant"},
        {"boosts", "公司设立登记", {"0"}, "meant"},
        {"boosts", "公司设立登记", {"一"}, "meant"},
        {"sentences", "火箭发射", {"这里不办。"}, ""},
        {"sentences", "火箭发射", {"这里不办。", "511602000000"}, ""},
        {"sentences", "火箭发射", {"这里不办。", "5116"}, "meant"},
        {"judged", "开公司", {"colloquial", "2 公司设立登记"}, ""},
        {"judged", "开公司", {"colloquial", "公司设立登记"}, "meant"},
        {"judged", "炒股", {"negative"}, ""},
        {"fillers", "怎么办", {}, ""},
        {"fillers", "怎么办", {"a"}, "meant"},
        {"none", "a", {}, "list"},
    };
    for (const Row& row : rows) {
        const auto errors = check_change({row.list, row.said, std::nullopt, row.meant});
        EXPECT_EQ(errors.empty() ? "" : errors.front().field, row.field) << row.list << " " << row.said;
    }
}

}  // namespace
}  // namespace yw::findability

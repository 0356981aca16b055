#include "platform/html/html.hpp"

#include <gtest/gtest.h>

namespace yw::html {
namespace {

constexpr TemplateText kTemplates[] = {
    {"t/page.html",
     "{{%AUTOESCAPE context=\"HTML\"}}\n<a href=\"{{URL}}\" "
     "title=\"{{NAME}}\">{{NAME}}</a>{{#ROWS}}<i>{{ROW}}/{{NAME}}</i>{{/ROWS}}"
     "{{#IF_LATE}}late{{/IF_LATE}}{{>FOOT}}"},
    {"t/foot.html", "{{%AUTOESCAPE context=\"HTML\"}}\n<b>{{WORD}}</b>"},
    {"t/outer.html", "{{%AUTOESCAPE context=\"HTML\"}}\n{{#ROWS}}{{>INNER}}{{/ROWS}}"},
    {"t/inner.html", "{{%AUTOESCAPE context=\"HTML\"}}\n<i>{{A}}{{B}}{{C}}{{D}}</i>{{>FOOT}}"},
    {"t/frame.html", "{{%AUTOESCAPE context=\"HTML\"}}\n<main>{{MAIN:none}}</main>"},
};

class Pages : public testing::Test {
protected:
    void SetUp() override {
        add_templates(kTemplates);
        be_strict();
    }
    static View complete() {
        View page("t/page.html");
        page.set("URL", "/a?b=1").set("NAME", "张<三>\"").none("ROWS").when("IF_LATE", false);
        page.part("FOOT", "t/foot.html").set("WORD", "完");
        return page;
    }
};

TEST_F(Pages, EscapesByPlace) {
    auto page = complete();
    page.set("URL", "javascript:alert(1)");
    const auto text = page.render().text();
    EXPECT_EQ(text.find("javascript:"), std::string::npos);
    EXPECT_NE(text.find(">张&lt;三&gt;&quot;<"), std::string::npos);
    EXPECT_NE(text.find("<b>完</b>"), std::string::npos);
}

TEST_F(Pages, SectionsRepeatAndSeeTheNamesAbove) {
    auto page = complete();
    page.set("NAME", "n");
    page.add("ROWS").set("ROW", 1);
    page.add("ROWS").set("ROW", 2);
    page.when("IF_LATE", true);
    EXPECT_NE(page.render().text().find("<i>1/n</i><i>2/n</i>late"), std::string::npos);
}

TEST_F(Pages, PartsSeeTheNamesAboveWheneverTheyWereGiven) {
    View page("t/outer.html");
    page.set("A", "before").set("B", "far");
    {
        View row = page.add("ROWS");
        row.set("B", "near");
        View inner = row.part("INNER", "t/inner.html");
        inner.set("D", "own");
        (void)inner.part("FOOT", "t/foot.html");
    }
    page.set("B", "far again").set("C", "after").set("D", "not own").set("WORD", "deep").set("A", "again");
    EXPECT_NE(page.render().text().find("<i>againnearafterown</i><b>deep</b>"), std::string::npos);
}

TEST_F(Pages, OnlyRenderedHtmlGoesInAsItIs) {
    View frame("t/frame.html");
    frame.set("MAIN", complete().render());
    EXPECT_NE(frame.render().text().find("<main><a href="), std::string::npos);
}

TEST_F(Pages, AnUnresolvedNameThrows) {
    EXPECT_NO_THROW(complete().render());
    View nothing("t/page.html");
    EXPECT_THROW(nothing.render(), std::logic_error);
    View without_part("t/page.html");
    without_part.set("URL", "/").set("NAME", "n").none("ROWS").when("IF_LATE", false);
    EXPECT_THROW(without_part.render(), std::logic_error);
    auto row_unset = complete();
    (void)row_unset.add("ROWS");
    EXPECT_THROW(row_unset.render(), std::logic_error);
    View unknown("t/none.html");
    EXPECT_THROW(unknown.render(), std::logic_error);
}

TEST_F(Pages, ATemplateMustEscapeAndQuote) {
    constexpr TemplateText kNoPragma[] = {{"t/bad1.html", "<p>{{X}}</p>"}};
    constexpr TemplateText kUnquoted[] = {{"t/bad2.html", "{{%AUTOESCAPE context=\"HTML\"}}<a href={{X}}>"}};
    constexpr TemplateText kUnclosed[] = {{"t/bad3.html", "{{%AUTOESCAPE context=\"HTML\"}}{{#X}}"}};
    EXPECT_THROW(add_templates(kNoPragma), std::logic_error);
    EXPECT_THROW(add_templates(kUnquoted), std::logic_error);
    EXPECT_THROW(add_templates(kUnclosed), std::logic_error);
}

}  // namespace
}  // namespace yw::html

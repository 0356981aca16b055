#include "authoring/typed_elements.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "authoring/drafts_fixture_test.hpp"
#include "authoring/form_view.hpp"
#include "authoring/sections.hpp"
#include "catalogue/guide_json.hpp"

namespace yw::authoring {
namespace {

namespace json = boost::json;
using catalogue::Guide;

std::vector<const catalogue::Element*> all_elements() {
    std::vector<const catalogue::Element*> elements;
    for (const auto& element : catalogue::guide_elements()) elements.push_back(&element);
    return elements;
}

json::object object_of(const Guide& guide) {
    return json::parse(catalogue::canonical_json(guide)).as_object();
}

/// The value of an attribute as the browser reads it.
std::string unescaped(std::string text) {
    for (const auto& [from, to] : {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
                                   std::pair("&#39;", "'"), std::pair("&amp;", "&")})
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
            text.replace(at, std::string_view(from).size(), to);
    return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
    const auto at = tag.find(" " + name + "=\"");
    if (at == std::string::npos) return "";
    const auto from = at + name.size() + 3;
    return unescaped(tag.substr(from, tag.find('"', from) - from));
}

/// What a browser would send of this page: its inputs, areas and selects as they stand.
http::Fields sent_by(const std::string& page) {
    http::Fields fields;
    for (auto at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
        const std::string tag = page.substr(at, page.find('>', at) - at + 1);
        const std::string name = attribute(tag, "name");
        if (name.empty()) continue;
        if (tag.starts_with("<input")) {
            if (attribute(tag, "type") == "checkbox" && tag.find(" checked") == std::string::npos) continue;
            fields.add(name, attribute(tag, "value"));
        } else if (tag.starts_with("<textarea")) {
            const auto from = at + tag.size() + 1;  // the line break behind the tag is not part of the text
            fields.add(name, unescaped(page.substr(from, page.find("</textarea>", from) - from)));
        } else if (tag.starts_with("<select")) {
            const auto end = page.find("</select>", at);
            const auto chosen = page.substr(at, end - at).find(" selected>");
            if (chosen == std::string::npos) {
                fields.add(name, "");
                continue;
            }
            const auto option = page.rfind("<option", at + chosen);
            fields.add(name, attribute(page.substr(option, page.find('>', option) - option + 1), "value"));
        }
    }
    return fields;
}

class TypedElements : public testing::Test {
protected:
    static void SetUpTestSuite() { test::add_texts(); }
};

TEST_F(TypedElements, WhatTheFormShowsAndTheBrowserSendsIsTheSameGuide) {
    Guide guide = catalogue::test::sample_guide();
    guide.materials[0].fill_note = "第一行\n第二行 <b>\"引\"</b> & 'x'";
    guide.handle_area = "没有的代码";
    guide.audience = {"1", "88"};
    guide.fees[0].amount_fen = 1050;
    const json::object object = object_of(guide);
    std::string page;
    for (const auto* element : all_elements())
        page += element_html(*element, object.if_contains(element->key), std::string(element->key), {}).text();
    const Typed typed = read_typed(sent_by(page), all_elements(), "");
    EXPECT_TRUE(typed.errors.empty());
    EXPECT_EQ(catalogue::canonical_json(catalogue::read_guide_json(json::serialize(typed.elements)).value()),
              catalogue::canonical_json(guide));
}

TEST_F(TypedElements, ANumberThatIsNoneStaysAsTypedAndIsNamed) {
    const http::Fields fields({{"visits", "两次"}, {"fees[0].amount_fen", "20.555"}, {"fees[0].name", "工本费"}});
    const Typed typed = read_typed(fields, all_elements(), "");
    ASSERT_EQ(typed.errors.size(), 2U);
    EXPECT_EQ(typed.errors[0].field, "visits");
    EXPECT_EQ(typed.errors[1].field, "fees[0].amount_fen");
    EXPECT_EQ(typed.elements.at("visits").as_string(), "两次");
    const auto* visits = catalogue::find_element(catalogue::guide_elements(), "visits");
    EXPECT_NE(element_html(*visits, &typed.elements.at("visits"), "visits", {}).text().find("value=\"两次\""),
              std::string::npos);
}

TEST_F(TypedElements, ButtonsAddTakeAwayAndMoveRows) {
    json::object guide = object_of(catalogue::test::sample_guide());
    const auto press = [&](std::string_view action) { return do_row_deed(guide, row_deed_of(action).value()); };
    const auto now = [&] { return catalogue::read_guide_json(json::serialize(guide)).value(); };
    EXPECT_EQ(press("down:materials:0"), "materials[1]");
    EXPECT_EQ(now().materials[0].key, "card");
    EXPECT_EQ(press("up:materials:0"), "");
    EXPECT_EQ(press("add:materials[1].sheet.rows"), "materials[1].sheet.rows[2]");
    EXPECT_EQ(now().materials[1].sheet->rows.size(), 3U);
    EXPECT_EQ(press("remove:materials[1].sheet.rows:0"), "materials[1].sheet.rows[0]");
    EXPECT_EQ(now().materials[1].sheet->rows[0].first, "住址");
    EXPECT_EQ(press("add:materials[0].sheet.rows"), "materials[0].sheet.rows[0]");
    EXPECT_EQ(press("add:form.steps[0].fields"), "form.steps[0].fields[4]");
    EXPECT_EQ(press("add:form.steps[0].fields[0].options"), "form.steps[0].fields[0].options[2]");
    EXPECT_EQ(press("remove:questions:9"), "");
    EXPECT_EQ(press("add:name"), "");
    EXPECT_EQ(press("add:nothing[1].there"), "");
    EXPECT_FALSE(row_deed_of("save"));
    EXPECT_FALSE(row_deed_of("remove:materials:x"));
    drop_empty_rows(guide);
    EXPECT_EQ(now().form->steps[0].fields.size(), 4U) << "a field that says nothing goes";
    EXPECT_EQ(now().form->steps[0].fields[0].options.size(), 2U);
}

TEST_F(TypedElements, AFindingMarksItsWordsAndSaysHowToWriteThem) {
    Said said;
    said.blocking = true;
    said.rule = "catch_all";
    said.text = "<b>其他相关材料";
    said.marks = {{3, said.text.size()}};
    said.why = "没有说是什么材料。";
    said.better = "写材料本来的名称。";
    const std::string shown = finding_html(said, "").text();
    EXPECT_NE(shown.find("&lt;b&gt;<mark>其他相关材料</mark>"), std::string::npos) << shown;
    EXPECT_NE(shown.find("不能发布"), std::string::npos);
    EXPECT_NE(shown.find("没有说是什么材料。写材料本来的名称。"), std::string::npos);
    said.text = std::string(200, 'x') + "其他材料" + std::string(200, 'y');
    said.marks = {{200, 212}, {205, 1000}};
    const std::string cut = finding_html(said, "/there").text();
    EXPECT_NE(cut.find("……"), std::string::npos);
    EXPECT_EQ(cut.find(std::string(61, 'x')), std::string::npos) << "only what stands around the words";
    EXPECT_NE(cut.find("href=\"/there\""), std::string::npos);
}

TEST(Sections, EveryElementOfAGuideIsWrittenInOnePart) {
    std::set<std::string> written;
    const Guide guide = catalogue::test::penalty_guide();
    for (const Section& section : sections_of(guide))
        for (const std::string& element : section.elements)
            EXPECT_TRUE(written.insert(element).second || element == "form") << element << " is in two parts";
    for (const auto& element : catalogue::guide_elements()) EXPECT_TRUE(written.contains(std::string(element.key)));
    EXPECT_EQ(sections_of(catalogue::test::sample_guide()).size(), 12U) << "ten, and the two steps of the form";
}

TEST(Sections, OnlyPenaltiesAndLeviesAskWhatTheyContain) {
    Guide guide = catalogue::test::sample_guide();
    EXPECT_FALSE(find_section(guide, "powers"));
    guide.levy_kind = "2";
    EXPECT_TRUE(find_section(guide, "powers")) << "written before the type was changed";
    EXPECT_TRUE(find_section(catalogue::test::penalty_guide(), "powers"));
    EXPECT_TRUE(find_section(catalogue::test::levy_guide(), "powers"));
}

TEST(Sections, PathsLeadToTheInputThatSaysIt) {
    const Guide guide = catalogue::test::sample_guide();
    EXPECT_EQ(slot_of("basis[0].law"), "bases[0].law");
    EXPECT_EQ(slot_of("conditions[1]"), "conditions");
    EXPECT_EQ(slot_of("materials[2]"), "materials[2].name");
    EXPECT_EQ(slot_of("materials"), "materials");
    EXPECT_EQ(slot_of("materials[0].sheet.rows[1]"), "materials[0].sheet.rows");
    EXPECT_EQ(slot_of("result.name"), "result.name");
    EXPECT_EQ(slot_of("form.steps[0].fields[1].options[0]"), "form.steps[0].fields[1].options[0].value");
    EXPECT_EQ(slot_of("audience[0]"), "audience");
    EXPECT_EQ(section_of_path(guide, "form.steps[1].fields[0].why").key, "form-1");
    EXPECT_EQ(section_of_path(guide, "form.steps[1].title").key, "form");
    EXPECT_EQ(section_of_path(guide, "places[0].phone").key, "places");
    EXPECT_EQ(input_id("materials[2].name"), "f-materials-2--name");
}

}  // namespace
}  // namespace yw::authoring

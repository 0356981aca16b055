#include <boost/json.hpp>

#include "portal/other_results.hpp"
#include "portal/portal_fixture_test.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

class SearchPages : public PortalTest {
protected:
    static json::value api(std::string_view query, std::string_view rest = "") {
        const auto answer =
            world().get("/api/v1/search?region=511602000000&q=" + http::url_encode(query) + std::string(rest));
        EXPECT_EQ(answer.status(), 200) << answer.body();
        return json::parse(answer.body());
    }
    static std::string page(std::string_view query, std::string_view rest = "") {
        return world().get_at("/search?q=" + http::url_encode(query) + std::string(rest), kGuangan).body();
    }
};

TEST_F(SearchPages, ApiGivesWhatIsDocumented) {
    const auto answer = api("社保卡");
    EXPECT_TRUE(answer.at("sure").as_bool());
    const auto& first = answer.at("results").at(0);
    for (const auto* key :
         {"kind", "id", "source_id", "code", "name", "department", "region", "url", "actions", "highlights", "score"})
        EXPECT_TRUE(first.as_object().contains(key)) << key;
    EXPECT_EQ(first.at("kind"), "item");
    EXPECT_THAT(std::string(first.at("name").as_string()), HasSubstr("社会保障卡"));
    EXPECT_EQ(answer.at("understood"), "社会保障卡");
    double last = 1e9;
    for (const auto& result : answer.at("results").as_array()) {
        EXPECT_LE(result.at("score").as_double(), last);
        last = result.at("score").as_double();
    }
}

TEST_F(SearchPages, ApiGoesOnToTheEndWithoutRepeats) {
    std::set<std::string> seen;
    std::string cursor;
    std::uint64_t total = 0;
    do {
        const auto answer = api("许可证", "&limit=3" + (cursor.empty() ? "" : "&cursor=" + http::url_encode(cursor)));
        total = answer.at("total").to_number<std::uint64_t>();
        for (const auto& result : answer.at("results").as_array())
            EXPECT_TRUE(seen.insert(std::string(result.at("id").as_string())).second);
        const auto& next = answer.at("next");
        cursor = next.is_null() ? "" : std::string(next.as_string());
    } while (!cursor.empty());
    EXPECT_GT(total, 3u);
    EXPECT_EQ(seen.size(), total);
}

TEST_F(SearchPages, BadParametersAreNamed) {
    const std::string search = "/api/v1/search?q=a&region=511602000000";
    for (const auto& [target, parameter] :
         std::vector<std::pair<std::string, std::string>>{{"/api/v1/search?region=511602000000", "q"},
                                                          {"/api/v1/search?q=a&region=5116", "region"},
                                                          {search + "&scope=world", "scope"},
                                                          {search + "&audience=cat", "audience"},
                                                          {search + "&kind=x", "kind"},
                                                          {search + "&limit=0", "limit"},
                                                          {search + "&cursor=5", "cursor"},
                                                          {"/api/v1/suggest?region=511602000000", "q"},
                                                          {"/api/v1/suggest?q=a&region=1", "region"}}) {
        const auto answer = world().get(target);
        EXPECT_EQ(answer.status(), 400) << target;
        EXPECT_EQ(json::parse(answer.body()).at("errors").at(0).at("name").as_string(), parameter) << target;
    }
}

TEST_F(SearchPages, PageSaysHowItUnderstoodAndMarksTheWords) {
    const auto body = page("开公司");
    EXPECT_THAT(body, HasSubstr("已按“<strong>公司设立登记</strong>”查找"));
    EXPECT_THAT(body, HasSubstr("<mark>"));
    EXPECT_THAT(body, HasSubstr("在线办理"));
    EXPECT_THAT(page("开公司", "&exact=1"), Not(HasSubstr("已按")));
    EXPECT_THAT(page("shehuibaozhangka"), HasSubstr("社会保障卡"));
    EXPECT_THAT(page("居主证"), HasSubstr("居住证"));
}

TEST_F(SearchPages, NeverADeadEnd) {
    const auto body = page("火星旅行签注护航");
    EXPECT_THAT(body, HasSubstr("没有您要的？"));
    EXPECT_THAT(body, HasSubstr("按部门找"));
    EXPECT_THAT(body, HasSubstr("告诉我们您要找什么"));
    EXPECT_FALSE(api("火星旅行签注护航").at("sure").as_bool());
    EXPECT_THAT(page(""), HasSubstr("写事情的名称"));
    EXPECT_EQ(world().get_at("/search?q=a&after=zzz", kGuangan).status(), 400);
}

TEST_F(SearchPages, SuggestionsWhileTyping) {
    const auto answer =
        json::parse(world().get("/api/v1/suggest?region=511602000000&q=" + http::url_encode("身份")).body());
    const auto& list = answer.at("suggestions").as_array();
    ASSERT_FALSE(list.empty());
    EXPECT_LE(list.size(), 10u);
    EXPECT_EQ(list[0].at("kind"), "word");
    bool has_item = false;
    for (const auto& one : list) has_item |= one.at("kind") == "item";
    EXPECT_TRUE(has_item);
}

TEST_F(SearchPages, DepartmentsAndPlacesStandBesideTheItems) {
    const auto counts = world().catalogue().counts(kGuangan);
    ASSERT_FALSE(counts.departments.empty());
    const auto department = counts.departments.front().name;
    const auto of_kind = [&](std::string_view query, std::string_view kind) {
        const auto answer = api(query, "&kind=" + std::string(kind));
        for (const auto& result : answer.at("results").as_array())
            EXPECT_EQ(std::string(result.at("kind").as_string()), kind);
        return answer.at("results").as_array();
    };
    const auto found = of_kind(department + "在哪里", "department");
    ASSERT_FALSE(found.empty()) << department;
    EXPECT_EQ(std::string(found[0].at("name").as_string()), department);
    EXPECT_THAT(page(department), HasSubstr("%2Fitems%3Fdepartment%3D"));
    EXPECT_TRUE(of_kind("身份证", "department").empty());
    EXPECT_TRUE(of_kind("身份证", "place").empty());
    const auto street = of_kind("北辰", "place");
    ASSERT_FALSE(street.empty());
    EXPECT_THAT(std::string(street[0].at("name").as_string()), HasSubstr("北辰"));
    EXPECT_THAT(page("北辰街道"), Not(HasSubstr("没有找到")));
    EXPECT_TRUE(of_kind("身份证", "item").size() > 0);
}

TEST_F(SearchPages, ChoosingGoesToThisSiteOnly) {
    const auto go = [](std::string_view to) {
        return world().get_at("/search/go?q=a&to=" + http::url_encode(to), kGuangan);
    };
    EXPECT_EQ(go("/guided/x").header("Location"), "/guided/x");
    for (const auto* elsewhere : {"", "https://example.com/", "//example.com/", "/\\example.com", "i/1"})
        EXPECT_EQ(go(elsewhere).status(), 400) << elsewhere;
    EXPECT_EQ(world().get_at("/search/go?q=a", kGuangan).status(), 400);
}

TEST(OtherResults, NamesThatAreMeant) {
    EXPECT_TRUE(names_department("民政局电话", "广安区民政局", "广安区"));
    EXPECT_TRUE(names_department("区民政局", "区民政局", "广安区"));
    EXPECT_FALSE(names_department("民政", "区民政局", "广安区"));
    EXPECT_FALSE(names_department("身份证", "区公安局", "广安区"));
    EXPECT_FALSE(names_department("局", "区局", "广安区"));
    EXPECT_TRUE(names_place("北辰", "北辰街道"));
    EXPECT_TRUE(names_place("岳池", "岳池县"));
    EXPECT_TRUE(names_place("岳池县", "岳池县"));
    EXPECT_FALSE(names_place("岳", "岳池县"));
    EXPECT_FALSE(names_place("岳池 结婚", "岳池县"));
    EXPECT_FALSE(names_place("中心", "中心村"));
}

TEST_F(SearchPages, WhatIsListedNowIsFoundNow) {
    const auto place = *RegionCode::parse("511623000000");
    world().list("found-now", "放飞热气球备案", place);
    const auto found =
        json::parse(world().get("/api/v1/search?region=511623000000&q=" + http::url_encode("放飞热气球备案")).body());
    EXPECT_EQ(found.at("results").at(0).at("source_id"), "found-now");
    const auto other =
        json::parse(world().get("/api/v1/search?region=511602000000&q=" + http::url_encode("放飞热气球备案")).body());
    for (const auto& result : other.at("results").as_array()) EXPECT_NE(result.at("source_id"), "found-now");
    const auto wide = json::parse(
        world().get("/api/v1/search?scope=city&region=511602000000&q=" + http::url_encode("放飞热气球备案")).body());
    EXPECT_EQ(wide.at("results").at(0).at("source_id"), "found-now");
}

}  // namespace
}  // namespace yw::portal

#include <boost/json.hpp>
#include <set>

#include "catalogue/guide_json.hpp"
#include "portal/files.hpp"
#include "portal/portal_fixture_test.hpp"

namespace yw::portal {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

class Api : public PortalTest {
protected:
    static json::value body(std::string_view target) {
        const auto answer = world().get(target);
        EXPECT_EQ(answer.status(), 200) << target << answer.body();
        EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "*");
        return json::parse(answer.body());
    }
};

TEST_F(Api, ItemsHoldWhatIsDocumented) {
    const auto page = body("/api/v1/items?region=511602000000&include=above&limit=3");
    EXPECT_EQ(page.at("items").as_array().size(), 3u);
    EXPECT_EQ(page.at("total").as_int64(), world().catalogue().counts(kGuangan).items);
    const auto& item = page.at("items").at(0);
    for (const auto* key : {"id", "source_id", "code", "name", "department", "region", "status", "url"})
        EXPECT_TRUE(item.as_object().contains(key)) << key;
    for (const auto* key : {"id", "name", "code"}) EXPECT_TRUE(item.at("department").as_object().contains(key)) << key;
    EXPECT_EQ(item.at("status"), "guide");
}

TEST_F(Api, ItemsDefaultToTwentyAndGoOnToTheEnd) {
    std::string url = "/api/v1/items?region=511602000000&include=above";
    std::set<std::string> seen;
    for (std::string next = url; !next.empty();) {
        const auto page = body(next);
        EXPECT_LE(page.at("items").as_array().size(), 20u);
        for (const auto& item : page.at("items").as_array())
            EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
        const auto& cursor = page.at("next");
        next = cursor.is_null() ? "" : url + "&cursor=" + http::url_encode(cursor.as_string());
    }
    EXPECT_EQ(static_cast<std::int64_t>(seen.size()), world().catalogue().counts(kGuangan).items);
}

TEST_F(Api, RegionMeansExactlyThatRegionUnlessAboveIsIncluded) {
    EXPECT_EQ(body("/api/v1/items?region=511602001000").at("total").as_int64(), 0);
    EXPECT_GT(body("/api/v1/items?region=511602001000&include=above").at("total").as_int64(), 30);
}

TEST_F(Api, GuideIsTheTextThatItsHashIsMadeOf) {
    const auto id = world().demo_item("高龄津贴发放").id;
    const auto text = world().get("/api/v1/items/" + id + "/guide").body();
    const auto at = text.find(",\"guide\":") + 9;
    const auto guide = text.substr(at, text.size() - at - 1);
    EXPECT_EQ(json::parse(text).at("content_hash").as_string(), crypto::hex(crypto::sm3(guide)));
    EXPECT_EQ(json::parse(text).at("guide").at("name"), "高龄津贴发放");
    EXPECT_EQ(body("/api/v1/items/" + id + "/versions").at("items").as_array().size(), 1u);
}

struct BadCase {
    std::string target;
    std::string parameter;
};
TEST_F(Api, EachBadParameterIsNamedInA400Problem) {
    const std::string items = "/api/v1/items?region=511602000000";
    const BadCase cases[] = {
        {"/api/v1/items", "region"},
        {"/api/v1/items?region=5116", "region"},
        {"/api/v1/items?region=999999999999", "region"},
        {"/api/v1/items?region=51160200000%C2%B2", "region"},
        {items + "&limit=0", "limit"},
        {items + "&limit=201", "limit"},
        {items + "&limit=-1", "limit"},
        {items + "&limit=20x", "limit"},
        {items + "&limit=", "limit"},
        {items + "&limit=99999999999999999999", "limit"},
        {items + "&cursor=x", "cursor"},
        {items + "&cursor=0.0.x.0123456789", "cursor"},
        {items + "&include=below", "include"},
        {items + "&personal_theme=000", "personal_theme"},
        {items + "&life_event=x", "life_event"},
        {items + "&department=x", "department"},
        {items + "&online=1", "online"},
        {"/api/v1/categories", "region"},
        {"/api/v1/regions?parent=1", "parent"},
        {"/api/v1/regions?limit=500", "limit"},
        {"/api/v1/regions?cursor=511602000000", "cursor"},
        {"/api/v1/regions?q=a&within=x", "within"},
        {"/api/v1/regions?q=a&near=x", "near"},
    };
    for (const auto& [target, parameter] : cases) {
        const auto answer = world().get(target);
        EXPECT_EQ(answer.status(), 400) << target;
        EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
        const auto problem = json::parse(answer.body());
        EXPECT_EQ(problem.at("status"), 400);
        EXPECT_EQ(problem.at("errors").at(0).at("name").as_string(), parameter) << target;
    }
}

TEST_F(Api, WhatIsNotThereIsA404Problem) {
    const auto listed = world().list("api-1", "没有指南", *RegionCode::parse("511623000000"));
    for (const std::string& target : {std::string("/api/v1/items/nothing"), std::string("/api/v1/items/nothing/guide"),
                                      "/api/v1/items/" + listed.id + "/guide",
                                      std::string("/api/v1/regions/990000000000"), std::string("/api/v1/regions/x"),
                                      std::string("/api/v1/nothing"), std::string("/api"), std::string("/api/v2")}) {
        const auto answer = world().get(target);
        EXPECT_EQ(answer.status(), 404) << target;
        EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << target;
        EXPECT_TRUE(json::parse(answer.body()).at("title").is_string());
    }
    const auto answer = world().send(http::test_request(http::Method::kPost, "/api/v1/items"));
    EXPECT_EQ(answer.status(), 405);
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
}

TEST_F(Api, RegionsAreFoundByNamePinyinAndLevel) {
    for (const auto* q : {"%E5%B9%BF%E5%AE%89%E5%8C%BA", "guanganqu", "511602"}) {
        const auto found = body(std::string("/api/v1/regions?limit=10&q=") + q);
        EXPECT_EQ(found.at("items").at(0).at("code"), "511602000000") << q;
        EXPECT_EQ(found.at("items").at(0).at("full_name"), "四川省广安市广安区");
    }
    std::string url = "/api/v1/regions?limit=10";
    std::size_t provinces = 0;
    for (std::string next = url; !next.empty();) {
        const auto page = body(next);
        provinces += page.at("items").as_array().size();
        next = page.at("next").is_null() ? "" : url + "&cursor=" + std::string(page.at("next").as_string());
    }
    EXPECT_GE(provinces, 31u);
    EXPECT_EQ(body("/api/v1/regions/511602000000").at("level"), "county");
    EXPECT_EQ(body("/api/v1/regions/511602000000").at("chain").as_array().size(), 4u);
}

TEST_F(Api, CategoriesHaveNoZeros) {
    const auto all = body("/api/v1/categories?region=511602000000");
    for (const auto* list : {"personal_themes", "legal_themes", "life_events", "departments"}) {
        EXPECT_GT(all.at(list).as_array().size(), 0u) << list;
        for (const auto& count : all.at(list).as_array()) EXPECT_GT(count.at("items").as_int64(), 0);
    }
    EXPECT_EQ(body("/api/v1/categories?region=110000000000").at("departments").as_array().size(), 0u);
}

TEST_F(Api, KnownAnswersAreNotSentAgain) {
    const auto first = world().get("/api/v1/items?region=511602000000");
    const auto again = world().get("/api/v1/items?region=511602000000", {{"If-None-Match", first.header("ETag")}});
    EXPECT_EQ(again.status(), 304);
    EXPECT_EQ(again.body(), "");
}

TEST_F(Api, EachDocumentedPathAnswersAndEachRouteIsDocumented) {
    const auto document = json::parse(world().get("/api/v1/openapi.json").body());
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    const auto id = std::string(world().demo_item("高龄津贴发放").id);
    std::set<std::string> documented;
    for (const auto& path : document.at("paths").as_object()) {
        std::string target(path.key());
        documented.insert(target);
        if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, id);
        if (const auto at = target.find("{code}"); at != std::string::npos) target.replace(at, 6, "511602000000");
        if (const auto at = target.find("{base_code}"); at != std::string::npos) {
            target.replace(at, 11, "000707001001");
            EXPECT_EQ(world().get(target).status(), 404) << "the base catalogue is empty here";
            continue;
        }
        // What other modules answer (changes, guides from departments' systems) is asked in their own tests.
        if (!world().router().match(http::Method::kGet, target).route) continue;
        const bool regional = target == "/api/v1/items" || target == "/api/v1/categories";
        const bool asks = target == "/api/v1/search" || target == "/api/v1/suggest" || target == "/api/v1/ask";
        const std::string query = regional ? "?region=511602000000" : asks ? "?q=a" : "";
        EXPECT_EQ(world().get(target + query).status(), 200) << target;
    }
    for (const auto& route : world().router().routes())
        EXPECT_TRUE(!route->pattern.starts_with("/api/") || documented.count(route->pattern)) << route->pattern;
}

TEST_F(PortalTest, PlacesNearbyAreFoundFirst) {
    const auto first_code = [](const Answer& answer) {
        const auto items = boost::json::parse(answer.body()).at("items").as_array();
        return items.empty() ? std::string() : std::string(items.at(0).at("code").as_string());
    };
    EXPECT_FALSE(first_code(world().get("/api/v1/regions?q=bcjd")).starts_with("511602"));
    EXPECT_TRUE(first_code(world().get("/api/v1/regions?q=bcjd&near=511602000000")).starts_with("511602"));
    const auto body = world().get("/api/v1/regions?q=bcjd&near=511602000000&limit=10").body();
    const auto found = boost::json::parse(body).at("items").as_array();
    ASSERT_EQ(found.size(), 10U);  // the others come after
    std::set<std::string> codes;
    for (const auto& each : found) codes.emplace(each.at("code").as_string());
    EXPECT_EQ(codes.size(), 10U);
}

}  // namespace
}  // namespace yw::portal

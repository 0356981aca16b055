#include <gtest/gtest.h>

#include "platform/http/http.hpp"

namespace yw::http {
namespace {

std::optional<Response> everyone(Request&) {
    return std::nullopt;
}

Route route(Method method, std::string pattern) {
    return {method, pattern, everyone, [pattern](Request&) { return text(pattern); }, Where::kInline, 1024};
}

Router site() {
    Router router;
    for (const char* pattern :
         {"/", "/items", "/items/new", "/items/{id}", "/items/{id}/apply", "/items/{id}/files/{file}",
          "/assets/{rest...}", "/{place}/items", "/items/special/apply/{step}"})
        router.add(route(Method::kGet, pattern));
    router.add(route(Method::kPost, "/items/{item_id}"));
    router.add(route(Method::kDelete, "/items/{id}/files/{file}"));
    return router;
}

struct RouteCase {
    const char* path;
    const char* pattern;  // "" when there is none
    std::vector<std::pair<std::string, std::string>> params;
};
class Routing : public testing::TestWithParam<RouteCase> {};
TEST_P(Routing, FindsTheBestPattern) {
    const Router router = site();
    const auto match = router.match(Method::kGet, GetParam().path);
    EXPECT_EQ(match.route ? match.route->pattern : "", GetParam().pattern);
    EXPECT_EQ(match.params, GetParam().params);
}
INSTANTIATE_TEST_SUITE_P(
    Cases,
    Routing,
    testing::Values(RouteCase{"/", "/", {}},
                    RouteCase{"/items", "/items", {}},
                    RouteCase{"/items/", "", {}},
                    RouteCase{"/items/new", "/items/new", {}},
                    RouteCase{"/items/7", "/items/{id}", {{"id", "7"}}},
                    RouteCase{"/items/new/apply", "/items/{id}/apply", {{"id", "new"}}},
                    RouteCase{"/items/special/apply", "/items/{id}/apply", {{"id", "special"}}},
                    RouteCase{"/items/special/apply/2", "/items/special/apply/{step}", {{"step", "2"}}},
                    RouteCase{"/items/1/files/a b", "/items/{id}/files/{file}", {{"id", "1"}, {"file", "a b"}}},
                    RouteCase{"/items//apply", "", {}},
                    RouteCase{"/成都市/items", "/{place}/items", {{"place", "成都市"}}},
                    RouteCase{"/assets/js/app.js", "/assets/{rest...}", {{"rest", "js/app.js"}}},
                    RouteCase{"/assets/", "", {}},
                    RouteCase{"/assets", "", {}},
                    RouteCase{"", "", {}},
                    RouteCase{"*", "", {}}));

TEST(Routing, OtherMethodOfAKnownPathIsSaid) {
    const Router router = site();
    EXPECT_TRUE(router.match(Method::kPut, "/items/7").path_known);
    EXPECT_FALSE(router.match(Method::kPut, "/nowhere/at/all").path_known);
    EXPECT_EQ(router.allowed("/items/7"), "GET, HEAD, POST");
    EXPECT_EQ(router.allowed("/items/7/files/x"), "GET, HEAD, DELETE");
    EXPECT_EQ(router.allowed("/nowhere/at/all"), "");
}

TEST(Routing, LiteralOfAnotherMethodDoesNotHideTheParameter) {
    const Router router = site();
    const auto match = router.match(Method::kPost, "/items/new");
    ASSERT_TRUE(match.route);
    EXPECT_EQ(match.route->pattern, "/items/{item_id}");
    EXPECT_EQ(match.params.at(0).first, "item_id");
}

TEST(Routing, HeadFallsBackToGet) {
    const Router router = site();
    ASSERT_TRUE(router.match(Method::kHead, "/items").route);
    EXPECT_EQ(router.match(Method::kHead, "/items").route->method, Method::kGet);
}

TEST(Routing, MistakesInTheTableStopTheProgramAtItsStart) {
    Router router = site();
    EXPECT_THROW(router.add(route(Method::kGet, "/items/{other}")), std::logic_error);
    EXPECT_THROW(router.add(route(Method::kGet, "items")), std::logic_error);
    EXPECT_THROW(router.add(route(Method::kGet, "")), std::logic_error);
    EXPECT_THROW(router.add(route(Method::kGet, "/a/{rest...}/b")), std::logic_error);
    EXPECT_THROW(router.add(route(Method::kGet, "/a/x{id}")), std::logic_error);
    Route unguarded = route(Method::kGet, "/unguarded");
    unguarded.guard = nullptr;
    EXPECT_THROW(router.add(std::move(unguarded)), std::logic_error);
    Route empty = route(Method::kGet, "/empty");
    empty.handler = nullptr;
    EXPECT_THROW(router.add(std::move(empty)), std::logic_error);
}

}  // namespace
}  // namespace yw::http

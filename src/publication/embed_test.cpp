#include <regex>

#include "publication/embed_looks.hpp"
#include "publication/publication_fixture_test.hpp"

namespace yw::publication::test {
namespace {

class EmbedTest : public PublicationTest {};

TEST_P(EmbedTest, PiecesMayStandOnlyInThePortalsThatWereNamedAndSetNoCookie) {
    import_demo(4);
    for (const char* target :
         {"/embed/search", "/embed/search?q=%E8%AF%81", "/embed/services", "/embed/services?kind=department"}) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, 200) << target;
        EXPECT_NE(header(answer, "Content-Security-Policy").find("frame-ancestors 'self' https://www.guangan.example"),
                  std::string::npos);
        EXPECT_EQ(header(answer, "Set-Cookie"), "");
        EXPECT_EQ(header(answer, "X-Frame-Options"), "");
    }
    EXPECT_NE(header(get("/developers/embed"), "Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos);
}

TEST_P(EmbedTest, TheSearchBoxFindsItemsOfThePlaceAndLeadsToTheirPages) {
    import_demo(8);
    const auto item = catalogue_->all_items(1, "").items[0];
    const auto found = get("/embed/search?place=511602000000&q=" + http::url_encode(item.name));
    const std::string page(found.bytes());
    EXPECT_NE(page.find("https://zwfw.example/i/" + item.id), std::string::npos);
    EXPECT_NE(page.find("target=\"_top\""), std::string::npos);
    const std::string nothing(get("/embed/search?q=%3Cscript%3Ex").bytes());
    EXPECT_NE(nothing.find("没有找到"), std::string::npos);
    EXPECT_EQ(nothing.find("<script>x"), std::string::npos);
}

TEST_P(EmbedTest, EveryColumnLeadsToItsItems) {
    import_demo(0);
    int lists = 0;
    for (const char* kind : {"personal", "enterprise", "life", "department"}) {
        const std::string page(get(std::string("/embed/services?color=7a1f1f&kind=") + kind).bytes());
        const std::regex link("href=\"(/embed/services[^\"]+)\"");
        for (std::sregex_iterator each(page.begin(), page.end(), link), end; each != end; ++each) {
            const std::string url = std::regex_replace((*each)[1].str(), std::regex("&amp;"), "&");
            EXPECT_NE(url.find("color=7a1f1f"), std::string::npos) << url;
            const auto answer = get(url);
            EXPECT_EQ(answer.status, 200) << url;
            EXPECT_NE(std::string(answer.bytes()).find("https://zwfw.example/i/"), std::string::npos) << url;
            ++lists;
        }
    }
    EXPECT_GT(lists, 20);
    EXPECT_EQ(get("/embed/services?personal=nothing").status, 404);
    EXPECT_EQ(get("/embed/services?kind=items").status, 200);
}

TEST_P(EmbedTest, ScriptsAndStylesAreOurOwn) {
    for (const char* target : {"/embed/widget.js", "/embed/frame.js", "/embed/style.css?color=123456"}) {
        const auto answer = get(target);
        EXPECT_EQ(answer.status, 200) << target;
        EXPECT_EQ(get(target, {{"If-None-Match", header(answer, "ETag")}}).status, 304);
    }
    EXPECT_EQ(get("/embed/style.css?color=7A1F1F").bytes().substr(0, 26), ":root { --brand: #7a1f1f; ");
    EXPECT_NE(std::string(get("/embed/style.css?color=red;}").bytes()).find("#0b5394"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, EmbedTest, testing::Values(db::Engine::kSqlite), db::engine_name);

TEST(Color, MustBeReadableOnWhite) {
    EXPECT_EQ(readable_color("C00000"), "c00000");
    EXPECT_EQ(readable_color("767676"), "767676") << "4.54:1";
    EXPECT_EQ(readable_color("777777"), kOwnColor) << "4.48:1";
    EXPECT_EQ(readable_color("ffff00"), kOwnColor);
    for (const char* wrong : {"", "#c00000", "c0000", "c00000;", "gggggg"}) EXPECT_EQ(readable_color(wrong), kOwnColor);
}

}  // namespace
}  // namespace yw::publication::test

#include "publication/channels.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "platform/db/test_database.hpp"

namespace yw::publication {
namespace {

constexpr std::string_view kAll = R"(
[embed]
portals = ["https://www.guangan.example", "http://127.0.0.1:8099"]
[upstream]
url = "https://zwfw.sc.example/"
id = "511602"
region = "511602000000"
key = "0123456789abcdef0123456789abcdef"
[[below]]
id = "51160201"
name = "某街道"
region = "511602001000"
key = "0123456789abcdef0123456789abcdef"
[[channel]]
name = "区政府门户网站"
address = "https://www.guangan.example/items.json"
region = "511602000000"
)";

TEST(Channels, AreReadWhole) {
    const auto read = read_channels(kAll);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->portals.size(), 2U);
    EXPECT_EQ(read->upstream->url, "https://zwfw.sc.example");
    EXPECT_EQ(read->below.at(0).region.str(), "511602001000");
    EXPECT_EQ(read->foreign.at(0).name, "区政府门户网站");
}

TEST(Channels, EachWrongEntryIsNamed) {
    const auto wrong = read_channels(R"(
[embed]
portals = ["www.guangan.example", "https://a.example/path", "http://a.example"]
[upstream]
url = "ftp://a"
key = "short"
[[below]]
region = "51"
)");
    ASSERT_FALSE(wrong);
    std::string fields;
    for (const auto& field : wrong.error().fields) fields += field.field + " ";
    EXPECT_EQ(
        fields,
        "embed.portals[0] embed.portals[1] embed.portals[2] upstream.url upstream.id upstream.key upstream.region "
        "below[0].id below[0].name below[0].region below[0].key ");
    EXPECT_FALSE(read_channels("[["));
    EXPECT_TRUE(read_channels(""));
}

TEST(Channels, TheFileIsForItsOwnerOnly) {
    const db::TestFolder folder;
    const auto file = folder / "channels.toml";
    EXPECT_FALSE(load_channels(file).upstream) << "no file: nothing configured";
    std::ofstream(file) << kAll;
    ::chmod(file.c_str(), 0644);
    EXPECT_THROW(load_channels(file), std::runtime_error);
    ::chmod(file.c_str(), 0600);
    EXPECT_TRUE(load_channels(file).upstream);
}

TEST(Origin, IsSchemeHostAndPort) {
    for (const char* good : {"https://a.example", "https://a-b.example:8443", "http://localhost:1", "http://127.0.0.1"})
        EXPECT_TRUE(is_origin(good)) << good;
    for (const char* bad : {"", "https://", "https://a/b", "https://a b", "https://a;script-src *", "http://a.example",
                            "https://a:", "https://a:99999x", "//a", "*"})
        EXPECT_FALSE(is_origin(bad)) << bad;
}

}  // namespace
}  // namespace yw::publication

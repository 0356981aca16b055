#include "platform/blob/blob.hpp"

#include <filesystem>
#include <fstream>

#include "platform/blob/migrations.hpp"
#include "platform/db/test_database.hpp"

namespace yw::blob {
namespace {

class BlobsTest : public db::EngineTest {
protected:
    std::unique_ptr<Blobs> open() {
        if (GetParam() == db::Engine::kSqlite) return open_files(folder() / "blobs", keys_, clock_);
        const std::vector<std::span<const db::Migration>> modules{migrations()};
        database().migrate(modules, 0);
        return open_table(database(), keys_, clock_);
    }
    crypto::Keys keys_ = crypto::Keys::for_test("blobs");
    SystemClock clock_;
};

TEST_P(BlobsTest, GivesBackTheSameBytesAndKeepsThemOnce) {
    const auto blobs = open();
    const std::string bytes("\0\xff PDF \n", 8);
    const auto name = blobs->put(bytes);
    EXPECT_EQ(blobs->put(bytes), name);
    EXPECT_EQ(blobs->get(name), bytes);
    EXPECT_EQ(blobs->get(blobs->put("")), "");
    EXPECT_NE(blobs->put("other"), name);
}

TEST_P(BlobsTest, UnknownAndMalformedNamesAreNotFound) {
    const auto blobs = open();
    for (const auto* name : {"", "../../../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        EXPECT_EQ(blobs->get(name), std::nullopt) << name;
}

INSTANTIATE_TEST_SUITE_P(Engines, BlobsTest, db::both_engines(), db::engine_name);

TEST(FileBlobs, AChangedFileIsNotGivenOut) {
    const db::TestFolder folder;
    const SystemClock clock;
    const auto blobs = open_files(folder.path(), crypto::Keys::for_test("blobs"), clock);
    const auto name = blobs->put("a person's file");
    const auto path = folder / (name.substr(0, 2) + "/" + name);
    std::ifstream in(path, std::ios::binary);
    std::string kept((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_EQ(kept.find("person"), std::string::npos) << "files lie sealed on the disk";
    kept.back() = static_cast<char>(kept.back() ^ 1);
    std::ofstream(path, std::ios::binary) << kept;
    EXPECT_THROW(blobs->get(name), std::runtime_error);
}

}  // namespace
}  // namespace yw::blob

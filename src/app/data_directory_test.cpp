#include "app/data_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "platform/db/test_database.hpp"

namespace yw::app {
namespace {

TEST(DataDirectory, IsPrivateAndHasOneUserAtATime) {
    const db::TestFolder folder;
    const DataDirectory first(folder / "state");
    struct stat state {};
    ASSERT_EQ(stat((folder / "state").c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0700U);
    {
        const auto held = first.lock();
        EXPECT_TRUE(held);
        EXPECT_FALSE(DataDirectory(folder / "state").lock());
    }
    EXPECT_TRUE(DataDirectory(folder / "state").lock());
}

TEST(DataDirectory, AFileIsNoDirectory) {
    const db::TestFolder folder;
    std::ofstream(folder / "file") << "x";
    EXPECT_THROW(DataDirectory(folder / "file"), std::runtime_error);
}

}  // namespace
}  // namespace yw::app

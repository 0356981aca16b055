#include "app/admin_socket.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <sstream>

#include "platform/db/test_database.hpp"

namespace yw::app {
namespace {

TEST(AdminSocket, CarriesWordsInputOutputAndCode) {
    const db::TestFolder folder;
    const auto path = folder / "admin.sock";
    const AdminSocket socket(path, [](const RemoteCommand& command, std::ostream& out) {
        for (const auto& word : command.words) out << word << "\n";
        out << command.input.size() << " without a line end";
        return 7;
    });
    struct stat state {};
    ASSERT_EQ(stat(path.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
    std::ostringstream out;
    EXPECT_EQ(run_through_socket(path, {{"import", "", "两 个\n词"}, std::string(100'000, 'x')}, out), 7);
    EXPECT_EQ(out.str(), "import\n\n两 个\n词\n100000 without a line end");
}

TEST(AdminSocket, AnExceptionIsToldAndTheNextCommandRuns) {
    const db::TestFolder folder;
    const auto path = folder / "admin.sock";
    const AdminSocket socket(path, [](const RemoteCommand& command, std::ostream&) -> int {
        if (command.words.empty()) throw std::runtime_error("disk is full");
        return 0;
    });
    std::ostringstream out;
    EXPECT_EQ(run_through_socket(path, {}, out), 1);
    EXPECT_NE(out.str().find("disk is full"), std::string::npos);
    EXPECT_EQ(run_through_socket(path, {{"again"}, {}}, out), 0);
}

TEST(AdminSocket, NobodyListensNothingHappens) {
    const db::TestFolder folder;
    std::ostringstream out;
    EXPECT_EQ(run_through_socket(folder / "admin.sock", {}, out), std::nullopt);
}

}  // namespace
}  // namespace yw::app

#include "platform/db/test_database.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>

namespace yw::db {
namespace {

std::string first_line_of(const std::string& command) {
    std::string line;
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) return line;
    char buffer[512];
    if (std::fgets(buffer, sizeof buffer, pipe)) line = buffer;
    pclose(pipe);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return line;
}

/// A server of this test program's own, stopped when it ends.
class OwnServer {
public:
    OwnServer() { uri_ = first_line_of(std::string(YW_SOURCE_DIR) + "/tests/postgres.sh start " + folder_.path()); }
    ~OwnServer() { first_line_of(std::string(YW_SOURCE_DIR) + "/tests/postgres.sh stop " + folder_.path()); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;
    const std::string& uri() const { return uri_; }

private:
    TestFolder folder_;
    std::string uri_;
};

std::string server_uri() {
    if (const char* given = std::getenv("YIWANG_TEST_POSTGRES"); given && *given) return given;
    static const OwnServer server;
    if (server.uri().empty()) throw DbError("tests/postgres.sh could not start PostgreSQL");
    return server.uri();
}

}  // namespace

TestFolder::TestFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "yiwang-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw DbError("no temporary folder");
    path_ = pattern;
}

TestFolder::~TestFolder() {
    std::error_code ignored;  // a leftover in the temporary folder is no reason to fail a test
    std::filesystem::remove_all(path_, ignored);
}

std::string new_postgres_schema() {
    static std::atomic<int> count{0};
    const auto uri = server_uri();
    const auto name = fmt::format("t{}_{}", getpid(), ++count);
    open_postgres({.uri = uri, .connections = 1})->script(fmt::format("CREATE SCHEMA {}", name));
    return fmt::format("{}{}options=-csearch_path%3D{}", uri, uri.find('?') == std::string::npos ? '?' : '&', name);
}

std::unique_ptr<Database> open_test_database(Engine engine, const TestFolder& folder) {
    if (engine == Engine::kSqlite) return open_sqlite({.file = folder / "test.db"});
    return open_postgres({.uri = new_postgres_schema(), .connections = 8});
}

}  // namespace yw::db

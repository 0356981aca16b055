// A fresh, empty database for each test, of either engine. Tests that take one run on both:
//
//   class CaseStoreTest : public db::EngineTest {};
//   TEST_P(CaseStoreTest, …) { auto& database = this->database(); … }
//   INSTANTIATE_TEST_SUITE_P(Engines, CaseStoreTest, db::both_engines(), db::engine_name);
//
// PostgreSQL: the server of $YIWANG_TEST_POSTGRES (./dev test starts one), else one that this program starts itself.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "platform/db/db.hpp"

namespace yw::db {

/// An empty folder below the system's temporary one, removed at the end.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::string& path() const { return path_; }
    std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

private:
    std::string path_;
};

/// Opens an empty database: a file in `folder`, or a new schema on the test server.
std::unique_ptr<Database> open_test_database(Engine engine, const TestFolder& folder);
/// The address of an empty schema on the test server.
std::string new_postgres_schema();

class EngineTest : public testing::TestWithParam<Engine> {
protected:
    Database& database() {
        if (!database_) database_ = open_test_database(GetParam(), folder_);
        return *database_;
    }
    const TestFolder& folder() const { return folder_; }

private:
    TestFolder folder_;
    std::unique_ptr<Database> database_;
};

inline auto both_engines() {
    return testing::Values(Engine::kSqlite, Engine::kPostgres);
}
inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
    return info.param == Engine::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace yw::db

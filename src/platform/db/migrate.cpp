#include <fmt/core.h>

#include "platform/db/db.hpp"

namespace yw::db {
namespace {

constexpr std::string_view kLedger =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " module TEXT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " applied_at_ms BIGINT NOT NULL, PRIMARY KEY (module, number))";
constexpr Sql kApplied{"db.applied_migrations",
                       "SELECT number, sha256 FROM schema_migration WHERE module = :module ORDER BY number"};

struct Applied {
    std::int64_t number;
    std::string sha256;
};

std::string step_script(const Migration& step, std::int64_t now_ms) {
    return fmt::format(
        "BEGIN; INSERT INTO schema_migration (module, number, name, sha256, applied_at_ms)"
        " VALUES ('{}', {}, '{}', '{}', {});\n{}\n;COMMIT;",
        step.module, step.number, step.name, step.sha256, now_ms, step.text);
}

void check_ledger(std::span<const Migration> steps, const std::vector<Applied>& applied) {
    if (applied.size() > steps.size())
        throw DbError(fmt::format("the database is newer than this program: module {} is at step {}", steps[0].module,
                                  applied.back().number));
    for (std::size_t i = 0; i < applied.size(); ++i) {
        if (applied[i].number != steps[i].number || applied[i].sha256 != steps[i].sha256)
            throw DbError(fmt::format("migration {} {:04} {} is not the one that this database ran", steps[i].module,
                                      steps[i].number, steps[i].name));
    }
}

}  // namespace

void Database::migrate(std::span<const std::span<const Migration>> modules, std::int64_t now_ms) {
    script(kLedger);
    for (const auto steps : modules) {
        if (steps.empty()) continue;
        const auto applied = read([&](Reader& reader) {
            return reader.list(kApplied, {{"module", steps[0].module}}, [](const Row& row) {
                return Applied{row.integer(0), row.text(1)};
            });
        });
        check_ledger(steps, applied);
        for (const Migration& step : steps.subspan(applied.size())) script(step_script(step, now_ms));
    }
}

}  // namespace yw::db

#include "platform/audit/audit.hpp"

#include "platform/audit/migrations.hpp"
#include "platform/db/test_database.hpp"

namespace yw::audit {
namespace {

class AuditTest : public db::EngineTest {};

TEST_P(AuditTest, AChangedRowShows) {
    const std::vector<std::span<const db::Migration>> modules{migrations()};
    database().migrate(modules, 0);
    const auto keys = crypto::Keys::for_test("audit");
    const ShiftedClock clock(LocalDay(2026, 3, 2).begins(), ShiftedClock::Pace::kStands);
    const Audit audit(keys, clock);
    for (const auto* subject : {"case-1", "case-2"}) {
        const auto done = database().write("t", [&](db::Transaction& tx) -> Result<void> {
            audit.record(tx, {"officer", "cases.decided", subject, "approved"});
            return {};
        });
        ASSERT_TRUE(done);
    }
    EXPECT_TRUE(audit.changed_rows(database()).empty());
    database().script("UPDATE audit_entry SET actor = 'somebody else' WHERE subject = 'case-2'");
    EXPECT_EQ(audit.changed_rows(database()).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, AuditTest, db::both_engines(), db::engine_name);

}  // namespace
}  // namespace yw::audit

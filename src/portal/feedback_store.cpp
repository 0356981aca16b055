#include "portal/feedback_store.hpp"

#include "kernel/ids.hpp"
#include "portal/sql.hpp"

namespace yw::portal {
namespace {

constexpr std::string_view kTextColumn = "portal_feedback.text_sealed";
constexpr std::int64_t kHourMs = 3'600'000;

}  // namespace

Result<void> save_feedback(db::Database& database,
                           const crypto::Keys& keys,
                           const Clock& clock,
                           std::string_view peer,
                           std::string_view page,
                           std::string_view text) {
    const std::string id = new_id();
    const std::string sealed = keys.seal(kTextColumn, text);
    const std::string sender = keys.lookup("portal_feedback.sender_hash", peer);
    const std::int64_t now = clock.now().ms;
    return database.write("portal.save_feedback", [&](db::Transaction& tx) -> Result<void> {
        const auto before =
            tx.number(sql::count_recent_feedback, {{"sender_hash", sender}, {"since_ms", now - kHourMs}});
        if (before.value_or(0) >= kFeedbackPerHour) return fail(kFeedbackTooOften);
        tx.execute(
            sql::insert_feedback,
            {{"id", id}, {"page", page}, {"text_sealed", sealed}, {"sender_hash", sender}, {"created_at_ms", now}});
        return {};
    });
}

std::vector<Feedback> recent_feedback(db::Database& database,
                                      const crypto::Keys& keys,
                                      int limit,
                                      const std::string& before_id) {
    return database.read([&](db::Reader& reader) {
        return reader.list(sql::recent_feedback, {{"before_id", before_id}, {"take", limit}}, [&](const db::Row& row) {
            // A text under a key that is gone stays unreadable; the report itself still counts.
            return Feedback{row.text(0), row.text(1), keys.open(kTextColumn, row.view(2)).value_or(""), row.integer(3)};
        });
    });
}

}  // namespace yw::portal

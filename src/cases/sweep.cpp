// The timer's work. Each case is taken in a transaction of its own that checks the version: two processes that sweep at
// the same time do not do a thing twice.
#include "cases/due_cursor.hpp"
#include "cases/inside.hpp"
#include "cases/sql.hpp"
#include "cases/supervision.hpp"
#include "platform/log/log.hpp"
#include "platform/strings/strings.hpp"

namespace yw::cases {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;
constexpr std::size_t kTake = 200;  // as the statements' LIMIT

/// What is looked for less often than at each sweep: nobody waits for the minute.
constexpr std::int64_t kDeliveredPauseMs = 60 * 60 * 1000;

using List = std::function<std::vector<CaseRow>(db::Reader&, const std::string& department, const DueCursor& after)>;

/// Calls `each` for all cases of a statement, department by department and 200 at a time: each statement reads a range
/// of the queue's index, never the cases of everybody.
void through(const Cases::Inside& inside, const List& list, const std::function<void(CaseRow)>& each) {
    const auto departments = inside.d.database.read([](db::Reader& reader) {
        return reader.list(sql::departments_with_open_cases, {}, [](const db::Row& row) { return row.text(0); });
    });
    for (const std::string& department : departments) {
        DueCursor after;
        for (bool last = false; !last;) {
            auto rows = inside.d.database.read([&](db::Reader& reader) { return list(reader, department, after); });
            last = rows.size() < kTake;
            if (!rows.empty()) after = {rows.back().due.due_on, rows.back().id};
            for (CaseRow& row : rows) each(std::move(row));
        }
    }
}

/// The day the complete application arrived: silence accepts as of this day (Administrative Licensing Law 32).
LocalDay arrived_on(const ClockFacts& facts) {
    if (facts.corrections.empty()) return facts.submitted_on;
    return facts.corrections.back().ended_on.value_or(facts.submitted_on);
}

bool deem_accepted(Cases::Inside& inside, CaseRow row) {
    const auto due = due_before_acceptance(inside.d.calendar(), row.facts);
    if (!due || due.value().deadline.not_before || inside.d.clock.today() <= due.value().deadline.due) return false;
    auto guide = inside.d.catalogue.guide_version(row.item_id, row.guide_version);
    if (!guide) return false;
    const LocalDay day = arrived_on(row.facts);
    return static_cast<bool>(inside.perform({std::move(row), std::move(guide).value(), Party::kSystem}, "system",
                                            {Action::kDeemAccepted, topic::kAccepted, {}}, [day](CaseRow& changed) {
                                                changed.deemed = true;
                                                changed.facts.accepted_on = day;
                                            }));
}

/// The law of the item gives up what nobody corrects: the paper quotes it.
bool give_up(Cases::Inside& inside, CaseRow row) {
    const LocalDay today = inside.d.clock.today();
    if (row.facts.answer.law.empty()) return false;
    auto guide = inside.d.catalogue.guide_version(row.item_id, row.guide_version);
    const LocalDay notice_on = row.facts.corrections.back().began_on;
    const auto due = due_of_answer(inside.d.calendar(), notice_on, row.facts.answer);
    if (!guide || !due) return false;
    EventBody body;
    const std::string noticed = notice_on.zh(), last = due.value().deadline.due.zh();
    body.reasons = strings::text("cases.given_up", {{"notice", noticed}, {"day", last}, {"law", row.facts.answer.law}});
    return static_cast<bool>(inside.perform({std::move(row), std::move(guide).value(), Party::kSystem}, "system",
                                            {Action::kDeemWithdrawn, topic::kDeemedWithdrawn, std::move(body)},
                                            [today](CaseRow& changed) { end_correction(changed, today); }));
}

bool close_delivered(Cases::Inside& inside, CaseRow row) {
    auto guide = inside.d.catalogue.guide_version(row.item_id, row.guide_version);
    if (!guide) return false;
    return static_cast<bool>(inside.perform({std::move(row), std::move(guide).value(), Party::kSystem}, "system",
                                            {Action::kConfirmReceipt, topic::kClosed, {}}));
}

/// Delivered, and nobody objected for long enough.
int close_unconfirmed(Cases::Inside& inside, std::int64_t before_ms) {
    int closed = 0;
    through(
        inside,
        [&](db::Reader& reader, const std::string& department, const DueCursor& after) {
            return reader.list(sql::unconfirmed_cases,
                               {{"department_id", department}, {"before_ms", before_ms}, {"after_id", after.id}},
                               case_row);
        },
        [&](CaseRow row) { closed += close_delivered(inside, std::move(row)) ? 1 : 0; });
    return closed;
}

bool warn(Cases::Inside& inside, const CaseRow& row) {
    const std::string kind = row.due.due_on < inside.d.clock.today().iso() ? "late" : "soon";
    const std::string payload = payload_of(row, row.version, kind);
    const auto done = inside.d.database.write("cases.warn", [&](db::Transaction& tx) -> Result<void> {
        if (tx.execute(sql::mark_warned, {{"warned", kind},
                                          {"id", row.id},
                                          {"area", row.area},
                                          {"version", row.version},
                                          {"before", row.warned}}) == 0)
            return fail(kChanged);
        CaseCounts card;
        (kind == "late" ? card.late_warnings : card.soon_warnings) = 1;
        count_cases(tx, row.area, row.department_id, inside.d.clock.today(), card);
        inside.d.audit.record(tx, {"system", topic::kWarning, row.id, kind});
        outbox::publish(tx, inside.d.clock, topic::kWarning, row.id, payload);
        return {};
    });
    return static_cast<bool>(done);
}

int remove_old_drafts(Cases::Inside& inside) {
    struct Old {
        std::string id, area;
    };
    const std::int64_t before_ms = inside.d.clock.now().ms - kDraftDays * kDayMs;
    const auto old = inside.d.database.read([&](db::Reader& reader) {
        return reader.list(sql::old_drafts, {{"before_ms", before_ms}}, [](const db::Row& row) {
            return Old{row.text(0), row.text(1)};
        });
    });
    int removed = 0;
    for (const Old& draft : old) {
        const auto done = inside.d.database.write("cases.remove_draft", [&](db::Transaction& tx) -> Result<void> {
            if (tx.execute(sql::delete_draft, {{"id", draft.id}, {"area", draft.area}}) == 0)
                return fail(kDraftNotFound);
            tx.execute(sql::delete_materials, {{"case_id", draft.id}, {"area", draft.area}});
            inside.d.audit.record(tx, {"system", "cases.draft_expired", draft.id, ""});
            return {};
        });
        if (done) ++removed;
    }
    return removed;
}

}  // namespace

Swept Cases::sweep() {
    Swept swept;
    const LocalDay today = inside_->d.clock.today();
    const std::string today_iso = today.iso();
    const std::int64_t now_ms = inside_->d.clock.now().ms;
    const auto until_today = [&](const db::Sql& statement) {
        return [&](db::Reader& reader, const std::string& department, const DueCursor& after) {
            return reader.list(statement,
                               {{"department_id", department},
                                {"today", today_iso},
                                {"after_due_on", after.due_on},
                                {"after_id", after.id}},
                               case_row);
        };
    };
    through(*inside_, until_today(sql::silent_cases),
            [&](CaseRow row) { swept.deemed += deem_accepted(*inside_, std::move(row)) ? 1 : 0; });
    through(*inside_, until_today(sql::unanswered_cases),
            [&](CaseRow row) { swept.given_up += give_up(*inside_, std::move(row)) ? 1 : 0; });
    if (now_ms - inside_->delivered_looked_at_ms >= kDeliveredPauseMs) {
        swept.closed = close_unconfirmed(*inside_, now_ms - kReceiptDays * kDayMs);
        inside_->delivered_looked_at_ms = now_ms;
    }
    // A limit whose year is not published ends tomorrow at the earliest, every day anew.
    if (inside_->recounted_on_ms != today.begins().ms) {
        swept.recounted = recount_deadlines();
        inside_->recounted_on_ms = today.begins().ms;
    }
    through(*inside_, until_today(sql::pressing_cases),
            [&](CaseRow row) { swept.warned += warn(*inside_, row) ? 1 : 0; });
    swept.drafts_removed = remove_old_drafts(*inside_);
    if (swept.warned + swept.deemed + swept.given_up + swept.closed > 0) inside_->wake();
    log::event("cases.swept", log::Level::kDebug,
               {{"deemed", std::int64_t{swept.deemed}}, {"warned", std::int64_t{swept.warned}}});
    return swept;
}

int Cases::recount_deadlines() {
    int recounted = 0;
    through(
        *inside_,
        [&](db::Reader& reader, const std::string& department, const DueCursor& after) {
            return reader.list(sql::open_ended_cases,
                               {{"department_id", department}, {"after_due_on", after.due_on}, {"after_id", after.id}},
                               case_row);
        },
        [&](CaseRow row) {
            const auto guide = inside_->d.catalogue.guide_version(row.item_id, row.guide_version);
            if (!guide) return;
            DueColumns due = inside_->due_of(row, guide.value()->guide);
            if (due.due_on == row.due.due_on && due.not_before == row.due.not_before) return;
            row.due = std::move(due);
            const auto done = inside_->d.database.write("cases.recount", [&](db::Transaction& tx) -> Result<void> {
                if (update_due(tx, row) == Written::kNo) return fail(kChanged);
                return {};
            });
            if (done) ++recounted;
        });
    return recounted;
}

}  // namespace yw::cases

// A failed query that no word can mend, because nothing is published: it goes to the department that must publish it,
// and comes back with the department's answer. Its deadline stays.
#include <algorithm>

#include "findability/failed_rows.hpp"
#include "findability/open_findability.hpp"
#include "findability/sql.hpp"
#include "kernel/utf8.hpp"

namespace yw::findability {
namespace {

constexpr int kMost = 100;  ///< queries that wait for one department
constexpr std::size_t kMostNote = 500;

Result<void> check_note(const std::string& note, const char* field, const char* message) {
    if (note.empty() || utf8::length(note) > kMostNote) return fail(kInvalid, {{field, message}});
    return {};
}

}  // namespace

std::vector<catalogue::Count> OpenFindability::departments_for(const FailedQuery& query) const {
    return parts_.catalogue.counts(query.place).departments;
}

std::optional<Handed> OpenFindability::handed(const std::string& id) const {
    return parts_.database.read([&](db::Reader& reader) {
        return reader.one(sql::find_handed, {{"id", id}}, [](const db::Row& row) {
            return Handed{
                row.text(0), row.text(1), row.text(2), UtcTime{row.integer(3)}, row.text(4), UtcTime{row.integer(5)}};
        });
    });
}

Result<void> OpenFindability::hand_over(const identity::Viewer& viewer,
                                        const std::string& id,
                                        const std::string& department_id,
                                        const std::string& note) {
    YW_TRY(const auto query, failed_query(id));
    if (!query.is_open) return fail(kCleared);
    YW_CHECK(check_note(note, "asks", "请写清楚要部门做什么，最多500个字。"));
    const auto departments = departments_for(query);
    const auto department = std::find_if(departments.begin(), departments.end(),
                                         [&](const catalogue::Count& each) { return each.key == department_id; });
    if (department == departments.end()) return fail(kInvalid, {{"department", "请选择部门。"}});
    return parts_.database.write("findability.hand_over", [&](db::Transaction& tx) -> Result<void> {
        tx.execute(sql::hand_over, {{"id", id},
                                    {"department_id", department->key},
                                    {"department", department->name},
                                    {"note", note},
                                    {"handed_by", viewer.account_id},
                                    {"handed_at_ms", parts_.clock.now().ms}});
        parts_.audit.record(tx, {viewer.account_id, "findability.query_handed", id, department->key});
        return {};
    });
}

std::vector<FailedQuery> OpenFindability::waiting_for(const identity::Viewer& viewer) const {
    std::vector<FailedQuery> waiting;
    parts_.database.read([&](db::Reader& reader) {
        for (const auto& department : viewer.department_ids)
            for (auto& query :
                 reader.list(sql::waiting_for_department, {{"department_id", department}, {"most", kMost}}, failed_of))
                waiting.push_back(std::move(query));
    });
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const FailedQuery& a, const FailedQuery& b) { return a.due_on < b.due_on; });
    return waiting;
}

Result<void> OpenFindability::answer_handed(const identity::Viewer& viewer,
                                            const std::string& id,
                                            bool is_done,
                                            const std::string& answer) {
    YW_TRY(const auto query, failed_query(id));
    const auto before = handed(id);
    const auto& own = viewer.department_ids;
    if (!before || std::find(own.begin(), own.end(), before->department_id) == own.end()) return fail(kNotFound);
    if (!query.is_open || before->answered_at.ms != 0) return fail(kCleared);
    YW_CHECK(check_note(answer, "answer", "请写清楚做了什么，或者为什么不归您的部门，最多500个字。"));
    const auto now = parts_.clock.now();
    const auto today = LocalDay::of(now).iso();
    return parts_.database.write("findability.answer_handed", [&](db::Transaction& tx) -> Result<void> {
        const auto answered = tx.execute(sql::answer_handed, {{"id", id},
                                                              {"department_id", before->department_id},
                                                              {"answer", answer},
                                                              {"answered_by", viewer.account_id},
                                                              {"answered_at_ms", now.ms}});
        if (answered == 0) return fail(kCleared);
        if (is_done)
            tx.execute(sql::clear_failed, {{"id", id},
                                           {"how", "department"},
                                           {"note", answer},
                                           {"cleared_by", viewer.account_id},
                                           {"cleared_at_ms", now.ms},
                                           {"cleared_on", today}});
        parts_.audit.record(tx, {viewer.account_id, "findability.handed_answered", id, is_done ? "done" : "not_ours"});
        return {};
    });
}

}  // namespace yw::findability

// The officer's queue at 10,000 and at 1,000,000 cases, 95 % of them ended, over twelve departments of which the
// officer has three: the query of the first and of the fiftieth page, the whole page /desk, and what SQLite reads for
// it; and the timer's look at all open cases. Reported: the numbers at a million should be those at ten thousand with
// as many open cases in the officer's departments to count.
#include <fmt/core.h>
#include <sqlite3.h>

#include <vector>

#include "bare_sqlite.hpp"
#include "cases/cases.hpp"
#include "cases/sql.hpp"
#include "http_clients.hpp"
#include "identity/account_store.hpp"
#include "platform/http/test_client.hpp"
#include "platform_at_work.hpp"
#include "rounds.hpp"

namespace {

using namespace yw::bench;

constexpr int kPageRows = 50;
constexpr int kLookedPage = 50;
constexpr int kRounds = 21;
constexpr const char* kDepartments[] = {"bench-1", "bench-2", "bench-3"};

/// Copies of the one real case under other ids, numbers, departments and days: every twentieth is open, an eighth of
/// these late, and warned about already.
constexpr const char* kCopies =
    "INSERT INTO case_file (id, area, number, item_id, item_code, guide_version, item_name, department_id, "
    "department_name, account_id, applicant, answers, instant, state, open, notices, deemed, clock, due_on, due_kind, "
    "due_not_before, soon_on, warned, submitted_at_ms, changed_at_ms, version) "
    "WITH RECURSIVE serial(n) AS (SELECT {0} UNION ALL SELECT n + 1 FROM serial WHERE n + 1 < {1}) "
    "SELECT printf('0195c0de-%04x-7000-8000-%012x', n % 65536, n), area, printf('B%012d', n), item_id, item_code, "
    "guide_version, item_name, printf('bench-%d', 1 + (n / 20) % 12), department_name, printf('account-%d', n / 5), "
    "applicant, answers, instant, CASE WHEN n % 20 = 0 THEN 'accepted' ELSE 'closed' END, n % 20 = 0, 0, 0, clock, "
    "CASE WHEN n % 20 = 0 THEN date('now', printf('%+d days', (n / 20) % 40 - 5)) ELSE '9999-12-31' END, "
    "CASE WHEN n % 20 = 0 THEN 'promised' ELSE 'none' END, 0, "
    "CASE WHEN n % 20 = 0 THEN date('now', printf('%+d days', (n / 20) % 40 - 7)) ELSE '9999-12-31' END, "
    "CASE WHEN n % 20 <> 0 OR (n / 20) % 40 > 8 THEN '' WHEN (n / 20) % 40 > 5 THEN 'soon' ELSE 'late' END, "
    "submitted_at_ms - n, changed_at_ms, 1 FROM serial CROSS JOIN case_file WHERE id = '{2}'";

template <class F>
double median_ms(F once) {
    std::vector<double> took;
    for (int i = 0; i < kRounds; ++i) {
        const auto began = SteadyClock::now();
        once();
        took.push_back(Seconds(SteadyClock::now() - began).count() * 1000);
    }
    return median(took);
}

/// What SQLite does for one department's part of a page: steps of its machine, rows stepped over in whole-table scans,
/// sorts; and its plan.
struct Work {
    int steps = 0;
    int scanned = 0;
    int sorts = 0;
    int rows = 0;
    std::string plan;
};

class ReadOnly {
public:
    explicit ReadOnly(const std::string& file) {
        check(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READONLY, nullptr));
    }
    ~ReadOnly() { sqlite3_close(handle_); }
    ReadOnly(const ReadOnly&) = delete;
    ReadOnly& operator=(const ReadOnly&) = delete;

    Work work_of(const std::string& after_due_on, const std::string& after_id) {
        const std::string sql(yw::cases::sql::queue_of_department.text);
        Work work;
        auto* query = prepare(sql, after_due_on, after_id);
        while (sqlite3_step(query) == SQLITE_ROW) ++work.rows;
        work.steps = sqlite3_stmt_status(query, SQLITE_STMTSTATUS_VM_STEP, 0);
        work.scanned = sqlite3_stmt_status(query, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
        work.sorts = sqlite3_stmt_status(query, SQLITE_STMTSTATUS_SORT, 0);
        sqlite3_finalize(query);
        auto* explained = prepare("EXPLAIN QUERY PLAN " + sql, after_due_on, after_id);
        while (sqlite3_step(explained) == SQLITE_ROW)
            work.plan += std::string(work.plan.empty() ? "" : "; ") +
                         reinterpret_cast<const char*>(sqlite3_column_text(explained, 3));
        sqlite3_finalize(explained);
        return work;
    }

private:
    sqlite3_stmt* prepare(const std::string& sql, const std::string& after_due_on, const std::string& after_id) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr));
        const auto text = [&](const char* name, const std::string& value) {
            const int index = sqlite3_bind_parameter_index(statement, name);
            if (index > 0) check(sqlite3_bind_text(statement, index, value.c_str(), -1, SQLITE_TRANSIENT));
        };
        for (const char* empty : {":state", ":item_id", ":late_on", ":soon_on", ":unanswered_on"}) text(empty, "");
        text(":department_id", kDepartments[0]);
        text(":after_due_on", after_due_on);
        text(":after_id", after_id);
        check(sqlite3_bind_int(statement, sqlite3_bind_parameter_index(statement, ":take"), kPageRows + 1));
        return statement;
    }

    sqlite3* handle_ = nullptr;
};

/// Gives back its id.
std::string hand_in_one(PlatformAtWork& at_work) {
    const auto port = at_work.serve();
    const auto one = at_work.people_with_drafts(1);
    HttpClients client(port, 1);
    bool sent = false;
    client.run(
        [&]() -> std::optional<Asked> {
            if (std::exchange(sent, true)) return std::nullopt;
            return Asked{0, one[0].request};
        },
        [](std::size_t, std::string_view head) {
            if (!head.starts_with("HTTP/1.1 303 ")) throw std::runtime_error("the case was refused");
        });
    return at_work.installation()
        .database()
        .read([](yw::db::Reader& reader) {
            return reader.one({"bench.case", "SELECT id FROM case_file"}, {},
                              [](const yw::db::Row& row) { return row.text(0); });
        })
        .value();
}

yw::identity::Viewer officer_of(PlatformAtWork& at_work, const std::string& account) {
    auto& installation = at_work.installation();
    const std::vector<std::string> departments(std::begin(kDepartments), std::end(kDepartments));
    const yw::identity::AccountStore store(installation.keys());
    installation.database()
        .write("bench.departments",
               [&](yw::db::Transaction& tx) -> yw::Result<void> {
                   store.set_departments(tx, account, departments);
                   return {};
               })
        .value();
    yw::identity::Viewer viewer;
    viewer.account_id = account;
    viewer.role = yw::identity::Role::kWindow;
    viewer.department_ids = departments;
    return viewer;
}

class NoAccounts final : public yw::identity::Accounts {
public:
    yw::Result<yw::identity::Profile> profile(const std::string&) const override {
        return yw::fail(yw::identity::kNotFound);
    }
};

class Queues {
public:
    Queues(PlatformAtWork& at_work, std::string real_case)
        : at_work_(at_work),
          real_case_(std::move(real_case)),
          account_(at_work.staff_account("chuangkou")),
          viewer_(officer_of(at_work, account_)),
          cookie_(at_work.sign_in(account_).cookie),
          cases_({.database = at_work.installation().database(),
                  .keys = at_work.installation().keys(),
                  .clock = at_work.installation().clock(),
                  .audit = at_work.installation().audit(),
                  .blobs = at_work.installation().blobs(),
                  .catalogue = at_work.installation().catalogue(),
                  .accounts = no_accounts_,
                  .calendar = [&at_work] { return at_work.installation().calendar(); }}) {}

    void grow_to(int count) {
        at_work_.installation().database().script(fmt::format(kCopies, loaded_, count, real_case_));
        at_work_.installation().database().script("ANALYZE");
        loaded_ = count;
    }

    void report() {
        const auto open = at_work_.number("SELECT COUNT(*) FROM case_file WHERE open = 1");
        fmt::print("queue, {} cases, {} open, {} of 12 departments theirs:\n", loaded_, open, std::size(kDepartments));
        std::string cursor;
        int page = 1;
        for (; page < kLookedPage; ++page) {
            const auto next = cases_.queue(viewer_, {}, kPageRows, cursor).next;
            if (next.empty()) break;
            if (page == 1) say(1, "");
            cursor = next;
        }
        say(page, cursor);
        say_whole_page();
        say_sweep();
        std::fflush(stdout);
    }

private:
    void say(int page, const std::string& cursor) {
        const auto mark = cursor.find('~');
        const auto day = cursor.substr(0, std::min(mark, cursor.size()));
        const auto id = mark == std::string::npos ? std::string() : cursor.substr(mark + 1);
        const double took = median_ms([&] { (void)cases_.queue(viewer_, {}, kPageRows, cursor); });
        const auto work = ReadOnly(at_work_.installation().directory().database()).work_of(day, id);
        fmt::print(
            "    page {:>2}: {:.2f} ms; of one department {} rows taken, {} steps, {} rows in table scans, "
            "{} sorts\n        {}\n",
            page, took, work.rows, work.steps, work.scanned, work.sorts, work.plan);
    }

    void say_whole_page() {
        const auto& platform = at_work_.platform();
        const auto hooks = yw::app::hooks_of(platform);
        const auto once = [&] {
            auto request =
                yw::http::test_request(yw::http::Method::kGet, "/desk", {{"Host", "localhost"}, {"Cookie", cookie_}});
            const auto answer = yw::http::dispatch(platform.router(), hooks, request);
            if (answer.status != 200) throw std::runtime_error(fmt::format("/desk answers {}", answer.status));
        };
        const double counts = median_ms([&] { (void)cases_.desk_counts(viewer_); });
        fmt::print("    whole page /desk: {:.2f} ms, of it {:.2f} ms for its counts by state\n", median_ms(once),
                   counts);
    }

    /// As the timer does each minute. The first of a day recounts limits, and warns where the days above are a day off.
    void say_sweep() {
        const auto first = cases_.sweep();
        const double took = median_ms([&] { (void)cases_.sweep(); });
        fmt::print("    sweep with nothing to do: {:.2f} ms (the first warned of {})\n", took, first.warned);
    }

    PlatformAtWork& at_work_;
    std::string real_case_;
    std::string account_;
    yw::identity::Viewer viewer_;
    std::string cookie_;
    NoAccounts no_accounts_;
    yw::cases::Cases cases_;
    int loaded_ = 0;
};

}  // namespace

int main() {
    const Folder folder;
    PlatformAtWork at_work(folder.path());
    Queues queues(at_work, hand_in_one(at_work));
    for (const int count : {10'000, 1'000'000}) {
        queues.grow_to(count);
        queues.report();
    }
    return 0;
}

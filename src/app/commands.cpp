#include "app/commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/list_import.hpp"
#include "calendars/calendars.hpp"
#include "findability/findability.hpp"
#include "identity/identity.hpp"
#include "identity/staff_names.hpp"
#include "platform/strings/strings.hpp"
#include "search/judge.hpp"

namespace yw::app {
namespace {

constexpr int kRefused = 1;
/// More lines than anybody reads; the counts say how many there are.
constexpr std::size_t kMostProblems = 200;

int refuse(const Error& error, std::ostream& out) {
    out << strings::sentence(error) << (error.detail.empty() ? "" : " ") << error.detail << "\n";
    for (const auto& field : error.fields) out << "  " << field.field << ": " << field.message << "\n";
    return kRefused;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void print_problems(const std::vector<table::RowProblem>& problems, int all, std::ostream& out) {
    const auto shown = std::min(problems.size(), kMostProblems);
    out << table::as_text(std::span(problems).first(shown));
    if (static_cast<std::size_t>(all) > shown) out << fmt::format("… 共 {} 条，以上为前 {} 条\n", all, shown);
}

std::string outcome_of(const ListReport& report, const ImportArgs& args) {
    if (report.written && report.added + report.changed > 0) return "已写入。";
    if (args.dry_run) return "试运行，没有写入。";
    if (report.errors.empty()) return "没有变化。";
    return "有错误，没有写入任何一行；改正后重试，或者加 --partial 只导入没有错误的行。";
}

int import_rows(Installation& installation, const ImportArgs& args, std::ostream& out) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(args.file, unknown);
    const bool in_parts = !unknown && is_read_in_parts(args.what, args.file, size);
    std::ifstream stream(args.file, std::ios::binary);
    const auto bytes = in_parts ? std::string() : read_file(args.file);
    const auto mapping = args.mapping.empty() ? std::string() : read_file(args.mapping);
    const auto progress = [&](int done, int all) {
        if (done % 1000 == 0 || done == all) out << fmt::format("\r{} / {} 行", done, all) << std::flush;
    };
    const auto report = import_list(installation, "system",
                                    {args.what, args.file, bytes, in_parts ? &stream : nullptr, args.region, mapping,
                                     args.dry_run, args.partial, progress});
    if (!report) return refuse(report.error(), out);
    out << "\r";
    print_problems(report->errors, report->error_count, out);
    print_problems(report->warnings, report->warning_count, out);
    out << fmt::format("{}行：新增{}，变更{}，不变{}；部门{}个（新增{}）；错误{}，提示{}。{}\n", report->rows,
                       report->added, report->changed, report->unchanged, report->departments,
                       report->departments_added, report->error_count, report->warning_count,
                       outcome_of(report.value(), args));
    return report->error_count == 0 || (args.partial && report->written) ? 0 : kRefused;
}

int import_calendar(Installation& installation, const ImportArgs& args, std::ostream& out) {
    const auto text = read_file(args.file);
    if (args.dry_run) {
        const auto year = calendars::parse_calendar_year(text);
        if (!year) return refuse(year.error(), out);
        out << fmt::format("{}年可以读取。试运行，没有写入。\n", year->year);
        return 0;
    }
    const auto year = installation.database().write("calendars.import", [&](db::Transaction& tx) -> Result<int> {
        YW_TRY(const int loaded, calendars::import_calendar_year(tx, text, installation.clock().now()));
        installation.audit().record(tx, {"system", "calendars.imported", std::to_string(loaded), ""});
        return loaded;
    });
    if (!year) return refuse(year.error(), out);
    installation.reload_places_and_days();
    out << fmt::format("已载入{}年的工作日历；按它重新计算未到期的期限。\n", year.value());
    return 0;
}

/// Keys of departments' systems: issued, listed, revoked.
int run_system_key(Installation& installation, const UserArgs& args, std::ostream& out) {
    auto& database = installation.database();
    if (args.action == "keys") {
        for (const auto& row : identity::list_system_keys(database))
            out << fmt::format("{} {} {} {}\n", row.id, row.revoked ? "停用" : "在用", row.department_id, row.name);
        return 0;
    }
    if (args.action == "revoke-key") {
        const auto done = identity::revoke_system_key(database, installation.keys(), installation.clock(), args.key);
        if (!done) return refuse(done.error(), out);
        out << args.key << " 已停用\n";
        return 0;
    }
    const auto department = installation.catalogue().department(args.departments.front());
    if (!department) return refuse(department.error(), out);
    const auto key =
        identity::issue_system_key(database, installation.keys(), installation.clock(), args.name, department->id);
    if (!key) return refuse(key.error(), out);
    out << fmt::format("{}\n{}（{}）用它维护本部门的办事指南。只显示这一次，请妥善保存。\n", key.value(), args.name,
                       department->name);
    return 0;
}

}  // namespace

int run_import(Installation& installation, const ImportArgs& args, std::ostream& out) {
    return args.what == "calendar" ? import_calendar(installation, args, out) : import_rows(installation, args, out);
}

int run_user(Installation& installation, const UserArgs& args, const std::string& input, std::ostream& out) {
    auto& database = installation.database();
    if (args.action == "list") {
        for (const auto& row : identity::list_staff(database))
            out << fmt::format("{:<24} {:<14} {} {}\n", row.login, identity::to_string(row.role),
                               row.disabled ? "停用" : "在用", fmt::join(row.department_ids, " "));
        return 0;
    }
    if (args.action == "disable") {
        const auto done = identity::disable_staff(database, installation.keys(), installation.clock(), args.login);
        if (!done) return refuse(done.error(), out);
        out << args.login << " 已停用\n";
        return 0;
    }
    if (args.action == "name") {
        const auto done =
            identity::name_staff(database, installation.keys(), installation.clock(), args.login, args.name);
        if (!done) return refuse(done.error(), out);
        out << args.login << (args.name.empty() ? " 不再另有姓名\n" : " 的姓名已写好\n");
        return 0;
    }
    if (args.action == "key" || args.action == "keys" || args.action == "revoke-key")
        return run_system_key(installation, args, out);
    const auto role = identity::role_of(args.role).value();  // the command line has checked it
    const auto password = input.substr(0, input.find_first_of("\r\n"));
    if (args.action == "reset") {
        const auto done =
            identity::reset_password(database, installation.keys(), installation.clock(), role, args.login, password);
        if (!done) return refuse(done.error(), out);
        out << "已改密码，以前的登录都已结束\n";
        return 0;
    }
    const auto made = identity::add_staff(database, installation.keys(), installation.clock(),
                                          {role, args.login, password, args.departments});
    if (!made) return refuse(made.error(), out);
    if (!args.name.empty()) {
        const auto named =
            identity::name_staff(database, installation.keys(), installation.clock(), args.login, args.name);
        if (!named) return refuse(named.error(), out);
    }
    out << args.login << " 已建立，可以从 /staff/sign-in 登录\n";
    return 0;
}

int run_evaluate_search(Installation& installation, const EvaluateSearchArgs& args, std::ostream& out) {
    const auto words = findability::words_in_use(installation.database());
    auto queries = args.queries.empty() ? Result(words.judged)
                                        : search::read_judgements(read_file(args.queries), read_file(args.judgements));
    if (!queries) return refuse(queries.error(), out);
    const auto region = RegionCode::parse(args.region);
    if (!region) {
        out << "--region: 12 digits\n";
        return kRefused;
    }
    search::Search search(words.thesaurus);
    const search::Following following(search, installation.catalogue(), installation.database(),
                                      installation.directory().search_index());
    const auto began = std::chrono::steady_clock::now();
    const auto judgement = search::judge(queries.value(), [&](const std::string& text) {
        constexpr std::size_t kDeep = 10;
        search::Question question{text, *region};
        question.limit = kDeep;
        return search.ask(question);
    });
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    out << search::as_text(judgement);
    for (const auto& miss : judgement.misses)
        out << fmt::format("missed: {} (first: {})\n", miss.query, miss.first.empty() ? "-" : miss.first);
    out << fmt::format("{} queries over {} items in {:.0f} ms\n", queries->size(), search.items(), took.count());
    return 0;
}

int run_doctor(Installation& installation, std::ostream& out) {
    const auto changed = installation.audit().changed_rows(installation.database());
    for (const auto& id : changed) out << "audit row " << id << " was changed\n";
    const auto operators = [&] {
        for (const auto& row : identity::list_staff(installation.database()))
            if (row.role == identity::Role::kOperator && !row.disabled) return true;
        return false;
    }();
    if (!operators) out << "no operator account: yiwang user add --role operator --login NAME\n";
    out << fmt::format("database {}, audit {}, calendar up to {}\n",
                       installation.database().engine() == db::Engine::kSqlite ? "SQLite" : "PostgreSQL",
                       changed.empty() ? "unchanged" : "CHANGED", installation.calendar().years().back().year);
    return changed.empty() ? 0 : kRefused;
}

int run_inspect_self(inspect::SelfInspection& inspection, const InspectSelfArgs& args, std::ostream& out) {
    const auto place = args.region.empty() ? RegionCode() : RegionCode::parse(args.region);
    if (!place) return refuse(fail(inspect::kNoSuchPlace), out);
    // A server's own round may be under way: then this one waits for it.
    while (!inspection.follow(std::chrono::seconds{1})) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    const auto report = inspection.report(*place, args.department);
    if (!report) return refuse(report.error(), out);
    out << (args.json ? inspect::report_json(report.value()) + "\n" : inspect::report_text(report.value()));
    return 0;
}

}  // namespace yw::app

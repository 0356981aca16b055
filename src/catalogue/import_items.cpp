#include "catalogue/import_items.hpp"

#include <map>
#include <set>

#include "catalogue/directory.hpp"
#include "catalogue/import_rows.hpp"

namespace yw::catalogue {
namespace {

constexpr int kProgressEvery = 200;  // rows
constexpr int kManyRows = 50;        // for one place: from here on reading all its items is cheaper

/// Undoes a dry run; never seen outside.
constexpr ErrorCode kDryRun{"catalogue.dry_run", Kind::kConflict};

void count(ImportReport& report, Outcome outcome) {
    switch (outcome) {
        case Outcome::kAdded:
            ++report.added;
            return;
        case Outcome::kChanged:
            ++report.changed;
            return;
        case Outcome::kUnchanged:
            ++report.unchanged;
            return;
    }
}

/// Places that many rows name are read in one go.
void expect(CatalogueChange& change, const std::vector<ItemRow>& rows) {
    std::map<RegionCode, int> rows_of_place;
    for (const ItemRow& row : rows) ++rows_of_place[row.facts.region];
    for (const auto& [region, count] : rows_of_place)
        if (count >= kManyRows) change.expect_items(region);
}

void expect(CatalogueChange&, const std::vector<DepartmentRow>&) {}

void put(CatalogueChange& change, const ItemRow& row, std::set<std::string>& departments, ImportReport& report) {
    auto department = change.put_department(row.facts.region, row.department, row.credit_code);
    departments.insert(department.department.id);
    if (department.outcome == Outcome::kAdded) ++report.departments_added;
    ItemFacts facts = row.facts;
    facts.department = std::move(department.department);
    count(report, change.put_item(facts).outcome);
}

void put(CatalogueChange& change, const DepartmentRow& row, std::set<std::string>& departments, ImportReport& report) {
    const auto done = change.put_department(row.region, row.name, row.credit_code);
    departments.insert(done.department.id);
    if (done.outcome == Outcome::kAdded) ++report.departments_added;
    count(report, done.outcome);
}

/// A power that the base catalogue has cancelled cannot be listed.
/// Rows of such codes are taken out, each with its problem.
void refuse_ended(db::Reader& reader, ReadRows<ItemRow>& read) {
    std::map<std::string, std::string> state_of;
    std::vector<ItemRow> kept;
    for (ItemRow& row : read.rows) {
        const std::string& code = row.facts.base_code;
        auto state = state_of.find(code);
        if (state == state_of.end()) {
            const auto entry = code.empty() ? std::nullopt : find_directory_entry(reader, code);
            state = state_of.emplace(code, entry ? entry->state : "active").first;
        }
        if (state->second != "cancelled") {
            kept.push_back(std::move(row));
            continue;
        }
        read.problems.push_back({row.number, read.base_code_column, code, "base_cancelled",
                                 "基本目录已经取消这一项，不能再列入清单。请从文件里删去这一行；目录有误的，先改目录。",
                                 table::RowProblem::Severity::kError});
    }
    read.rows = std::move(kept);
}

/// Report of a file that is not written: its problems only.
template <class R>
ImportReport report_of(ReadRows<R>& read) {
    ImportReport report;
    report.rows = read.rows_in_file;
    for (auto& problem : read.problems) {
        const bool is_error = problem.severity == table::RowProblem::Severity::kError;
        (is_error ? report.errors : report.warnings).push_back(std::move(problem));
    }
    return report;
}

template <class R>
Result<ImportReport> write_rows(db::Database& database,
                                const Clock& clock,
                                ReadRows<R> read,
                                const ImportOptions& options) {
    ImportReport report = report_of(read);
    if (!report.errors.empty() && !options.partial) return report;
    const int all = static_cast<int>(read.rows.size());
    ImportReport counted;
    const auto done =
        change_catalogue(database, clock, "catalogue.import", [&](CatalogueChange& change) -> Result<void> {
            counted = {};  // the transaction may run again
            expect(change, read.rows);
            std::set<std::string> departments;
            for (int i = 0; i < all; ++i) {
                if (options.progress && i % kProgressEvery == 0) options.progress(i, all);
                put(change, read.rows[static_cast<std::size_t>(i)], departments, counted);
            }
            counted.departments = static_cast<int>(departments.size());
            if (options.progress) options.progress(all, all);
            if (options.dry_run) return fail(kDryRun);
            return {};
        });
    if (!done && done.error().code != kDryRun) return done.error();
    report.added = counted.added;
    report.changed = counted.changed;
    report.unchanged = counted.unchanged;
    report.departments = counted.departments;
    report.departments_added = counted.departments_added;
    report.written = static_cast<bool>(done);
    return report;
}

}  // namespace

Result<ImportReport> import_items(db::Database& database,
                                  const Clock& clock,
                                  table::Table table,
                                  const ImportOptions& options) {
    YW_TRY(auto read, read_item_rows(std::move(table), options));
    database.read([&](db::Reader& reader) { refuse_ended(reader, read); });
    return write_rows(database, clock, std::move(read), options);
}

Result<ImportReport> import_departments(db::Database& database,
                                        const Clock& clock,
                                        table::Table table,
                                        const ImportOptions& options) {
    YW_TRY(auto read, read_department_rows(std::move(table), options));
    return write_rows(database, clock, std::move(read), options);
}

}  // namespace yw::catalogue

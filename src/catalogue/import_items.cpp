#include "catalogue/import_items.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "catalogue/directory.hpp"
#include "catalogue/guide_words.hpp"
#include "catalogue/import_rows.hpp"

namespace yw::catalogue {
namespace {

constexpr int kProgressEvery = 200;           // rows
constexpr int kManyRows = 50;                 // for one place: from here on reading all its items is cheaper
constexpr int kManyTimes = 4;                 // unless it has that many times as many
constexpr std::size_t kMostProblems = 1'000;  // of each kind, of a file in parts

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

/// What the rows of a file, or of its parts so far, named and did.
struct ImportTally {
    ImportReport report;
    std::set<std::pair<RegionCode, std::string>> departments;  ///< by department_key()
    std::set<std::pair<RegionCode, std::string>> departments_added;

    void add_department(RegionCode region, std::string_view name, Outcome outcome) {
        auto key = std::pair(region, department_key(name));
        if (outcome == Outcome::kAdded) departments_added.insert(key);
        departments.insert(std::move(key));
    }
};

/// Places that many rows name are read in one go, unless they have many more items than that.
void expect(CatalogueChange& change, const std::vector<ItemRow>& rows) {
    std::map<RegionCode, int> rows_of_place;
    for (const ItemRow& row : rows) ++rows_of_place[row.facts.region];
    for (const auto& [region, count] : rows_of_place)
        if (count >= kManyRows && change.items_of(region) <= kManyTimes * count) change.expect_items(region);
}

void expect(CatalogueChange&, const std::vector<DepartmentRow>&) {}

void put(CatalogueChange& change, const ItemRow& row, ImportTally& tally) {
    auto department = change.put_department(row.facts.region, row.department, row.credit_code);
    tally.add_department(row.facts.region, row.department, department.outcome);
    ItemFacts facts = row.facts;
    facts.department = std::move(department.department);
    count(tally.report, change.put_item(facts).outcome);
}

void put(CatalogueChange& change, const DepartmentRow& row, ImportTally& tally) {
    const auto done = change.put_department(row.region, row.name, row.credit_code);
    tally.add_department(row.region, row.name, done.outcome);
    count(tally.report, done.outcome);
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

/// Problems of rows into the report, `most` of each kind.
void add_problems(ImportReport& report, std::vector<table::RowProblem> problems, std::size_t most) {
    for (auto& problem : problems) {
        const bool is_error = problem.severity == table::RowProblem::Severity::kError;
        ++(is_error ? report.error_count : report.warning_count);
        auto& kept = is_error ? report.errors : report.warnings;
        if (kept.size() < most) kept.push_back(std::move(problem));
    }
}

/// One transaction. @param tally  what went before; takes in these rows when they were written, or tried
template <class R>
Result<void> write_rows(db::Database& database,
                        const Clock& clock,
                        const std::vector<R>& rows,
                        const ImportOptions& options,
                        ImportTally& tally) {
    const int all = static_cast<int>(rows.size());
    ImportTally counted;
    const auto done =
        change_catalogue(database, clock, "catalogue.import", [&](CatalogueChange& change) -> Result<void> {
            counted = tally;  // the transaction may run again
            expect(change, rows);
            for (int i = 0; i < all; ++i) {
                if (options.progress && i % kProgressEvery == 0) options.progress(i, all);
                put(change, rows[static_cast<std::size_t>(i)], counted);
            }
            if (options.progress) options.progress(all, all);
            if (options.dry_run) return fail(kDryRun);
            return {};
        });
    if (!done && done.error().code != kDryRun) return done.error();
    tally = std::move(counted);
    tally.report.written = static_cast<bool>(done);
    return {};
}

ImportReport report_of(ImportTally tally) {
    tally.report.departments = static_cast<int>(tally.departments.size());
    tally.report.departments_added = static_cast<int>(tally.departments_added.size());
    return std::move(tally.report);
}

template <class R>
Result<ImportReport> import_whole(db::Database& database,
                                  const Clock& clock,
                                  ReadRows<R> read,
                                  const ImportOptions& options) {
    ImportTally tally;
    tally.report.rows = read.rows_in_file;
    add_problems(tally.report, std::move(read.problems), std::numeric_limits<std::size_t>::max());
    if (!tally.report.errors.empty() && !options.partial) return report_of(std::move(tally));
    YW_CHECK(write_rows(database, clock, read.rows, options, tally));
    return report_of(std::move(tally));
}

/// Where each id of a file stood first, by a hash of 64 bits: of a million rows two share one by chance once in forty
/// million files. Open addressing: 16 bytes a place, at most three of four taken.
class SeenIds {
public:
    std::optional<int> put(RegionCode region, std::string_view id, int row) {
        if (4 * (count_ + 1) > 3 * places_.size()) grow();
        const auto hash = hash_of(region, id);
        Place& place = find(places_, hash);
        if (place.hash == hash) return place.row;
        place = {hash, row};
        ++count_;
        return std::nullopt;
    }

private:
    struct Place {
        std::uint64_t hash = 0;  ///< 0: free
        int row = 0;
    };
    static std::uint64_t hash_of(RegionCode region, std::string_view id) {
        std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a, and a finish that spreads it (SplitMix64)
        for (const char c : region.str() + std::string(id))
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
        hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9ULL;
        hash = (hash ^ hash >> 27) * 0x94D049BB133111EBULL;
        return std::max<std::uint64_t>(hash ^ hash >> 31, 1);
    }
    static Place& find(std::vector<Place>& places, std::uint64_t hash) {
        auto at = hash & (places.size() - 1);
        while (places[at].hash != 0 && places[at].hash != hash) at = (at + 1) & (places.size() - 1);
        return places[at];
    }
    void grow() {
        std::vector<Place> larger(std::max<std::size_t>(2 * places_.size(), 1024));
        for (const Place& place : places_)
            if (place.hash != 0) find(larger, place.hash) = place;
        places_ = std::move(larger);
    }

    std::vector<Place> places_;
    std::size_t count_ = 0;
};

/// Reads the file part by part and hands each part's rows on, until one cannot be read or `take` fails.
template <class F>
Result<void> each_part(db::Database& database,
                       std::istream& in,
                       table::Format format,
                       const table::Reading& reading,
                       ImportOptions options,
                       F take) {
    in.clear();
    in.seekg(0);
    table::Parts parts(in, format, reading.header_row, options.bytes_a_part);
    if (!parts.can_be_cut()) return fail(table::kFormatUnknown);
    SeenIds seen;
    options.seen_before = [&](RegionCode region, std::string_view id, int row) { return seen.put(region, id, row); };
    while (parts.next()) {
        options.rows_before = parts.rows_before();
        YW_TRY(auto table, table::read_table(parts.bytes(), format, reading));
        YW_TRY(auto read, read_item_rows(std::move(table), options));
        database.read([&](db::Reader& reader) { refuse_ended(reader, read); });
        YW_CHECK(take(std::move(read)));
    }
    return {};
}

}  // namespace

Result<ImportReport> import_items(db::Database& database,
                                  const Clock& clock,
                                  table::Table table,
                                  const ImportOptions& options) {
    YW_TRY(auto read, read_item_rows(std::move(table), options));
    database.read([&](db::Reader& reader) { refuse_ended(reader, read); });
    return import_whole(database, clock, std::move(read), options);
}

Result<ImportReport> import_items_in_parts(db::Database& database,
                                           const Clock& clock,
                                           std::istream& in,
                                           table::Format format,
                                           const table::Reading& reading,
                                           const ImportOptions& options,
                                           const std::function<void()>& pause) {
    ImportTally tally;
    const auto check = [&](ReadRows<ItemRow> read) -> Result<void> {
        tally.report.rows += read.rows_in_file;
        add_problems(tally.report, std::move(read.problems), kMostProblems);
        return {};
    };
    YW_CHECK(each_part(database, in, format, reading, options, check));
    if (tally.report.error_count > 0 && !options.partial) return report_of(std::move(tally));
    int done = 0;
    const int all = tally.report.rows;
    const auto write = [&](ReadRows<ItemRow> read) -> Result<void> {
        ImportOptions part = options;
        part.progress = nullptr;
        if (options.progress) part.progress = [&](int rows, int) { options.progress(done + rows, all); };
        YW_CHECK(write_rows(database, clock, read.rows, part, tally));
        done += read.rows_in_file;
        if (pause) pause();
        return {};
    };
    YW_CHECK(each_part(database, in, format, reading, options, write));
    return report_of(std::move(tally));
}

Result<ImportReport> import_departments(db::Database& database,
                                        const Clock& clock,
                                        table::Table table,
                                        const ImportOptions& options) {
    YW_TRY(auto read, read_department_rows(std::move(table), options));
    return import_whole(database, clock, std::move(read), options);
}

}  // namespace yw::catalogue

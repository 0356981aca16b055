#include "app/list_import.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>

#include "catalogue/directory.hpp"
#include "catalogue/import_items.hpp"
#include "platform/table/mapping.hpp"
#include "platform/table/table.hpp"

namespace yw::app {
namespace {

constexpr std::uintmax_t kLargeFile = std::uintmax_t{16} << 20;
constexpr std::chrono::milliseconds kBetweenParts{25};

/// The file as a table, with its mapping where one was given.
struct Source {
    table::Table table;
    std::optional<table::Mapping> mapping;
    table::Reading reading;
};

Result<Source> read_source(const ListImport& import) {
    Source source;
    table::Reading& reading = source.reading;
    if (!import.mapping.empty()) {
        YW_TRY(source.mapping, table::read_mapping(import.mapping));
        reading.sheet = source.mapping->sheet;
        reading.header_row = source.mapping->header_row;
    }
    if (import.stream != nullptr) return source;
    YW_TRY(source.table, table::read_table(import.bytes, import.file_name, reading));
    return source;
}

Result<ListReport> import_into_catalogue(Installation& installation, const ListImport& import, Source source) {
    const auto region = RegionCode::parse(import.region);
    if (!import.region.empty() && !region) return fail(kBadRegion);
    const auto places = installation.regions();
    const catalogue::ImportOptions options{
        .region = region,
        .mapping = std::move(source.mapping),
        .dry_run = import.dry_run,
        .partial = import.partial,
        .region_known = [&](RegionCode code) { return places.find(code).has_value(); },
        .progress = import.progress};
    const auto finished = [&](catalogue::ImportReport done) {
        return ListReport{done.rows,
                          done.added,
                          done.changed,
                          done.unchanged,
                          done.departments,
                          done.departments_added,
                          done.written,
                          std::max(done.error_count, static_cast<int>(done.errors.size())),
                          std::max(done.warning_count, static_cast<int>(done.warnings.size())),
                          std::move(done.errors),
                          std::move(done.warnings)};
    };
    if (import.stream != nullptr) {
        YW_TRY(const auto format, table::format_of(import.file_name));
        // Who waits for the store tries again in the pause.
        const auto pause = [] { std::this_thread::sleep_for(kBetweenParts); };
        auto in_parts = catalogue::import_items_in_parts(installation.database(), installation.clock(), *import.stream,
                                                         format, source.reading, options, pause);
        if (in_parts) return finished(std::move(in_parts).value());
        if (in_parts.error().code != table::kFormatUnknown) return in_parts.error();
        import.stream->clear();
        import.stream->seekg(0);
        const std::string bytes{std::istreambuf_iterator<char>(*import.stream), std::istreambuf_iterator<char>()};
        YW_TRY(source.table, table::read_table(bytes, import.file_name, source.reading));
    }
    const auto run = import.what == "base"          ? catalogue::import_directory
                     : import.what == "departments" ? catalogue::import_departments
                                                    : catalogue::import_items;
    YW_TRY(auto done, run(installation.database(), installation.clock(), std::move(source.table), options));
    return finished(std::move(done));
}

Result<ListReport> import_regions(Installation& installation, const ListImport& import, const Source& source) {
    auto read = regions::read_region_rows(source.table);
    ListReport report;
    report.rows = static_cast<int>(read.rows.size());
    report.errors = std::move(read.problems);
    report.error_count = static_cast<int>(report.errors.size());
    if (!report.errors.empty()) return report;
    regions::ImportReport done;
    const auto written = installation.database().write("regions.import", [&](db::Transaction& tx) -> Result<void> {
        done = regions::import_regions(tx, read.rows, installation.clock().now());
        // Nothing is kept of a trial, nor of a file with errors.
        if (import.dry_run || !done.problems.empty()) return fail(ErrorCode{"app.not_written", Kind::kConflict});
        return {};
    });
    report.added = done.added;
    report.changed = done.changed;
    report.unchanged = done.unchanged;
    report.errors = std::move(done.problems);
    report.error_count = static_cast<int>(report.errors.size());
    report.written = static_cast<bool>(written);
    if (written) installation.reload_places_and_days();
    return report;
}

}  // namespace

bool is_read_in_parts(std::string_view what, std::string_view file_name, std::uintmax_t bytes) {
    const auto format = table::format_of(file_name);
    return what == "items" && bytes >= kLargeFile && format &&
           (format.value() == table::Format::kCsv || format.value() == table::Format::kTsv);
}

Result<ListReport> import_list(Installation& installation, std::string_view actor, const ListImport& import) {
    YW_TRY(auto source, read_source(import));
    YW_TRY(auto report, import.what == "regions" ? import_regions(installation, import, source)
                                                 : import_into_catalogue(installation, import, std::move(source)));
    if (report.written) {
        const auto action = import.what + ".imported";
        const auto detail = fmt::format("added {} changed {}", report.added, report.changed);
        YW_CHECK(installation.database().write("app.import_audit", [&](db::Transaction& tx) -> Result<void> {
            installation.audit().record(tx, {actor, action, import.what, detail});
            return {};
        }));
    }
    return report;
}

}  // namespace yw::app

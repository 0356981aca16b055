// yiwang export: what this installation hands to others as files.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "app/commands.hpp"
#include "publication/exchange_export.hpp"
#include "publication/gzip.hpp"
#include "publication/snapshot.hpp"

namespace yw::app {
namespace {

/// Writes beside the file and puts it in its place when it is whole: who reads the file never sees a half.
class WholeFile {
public:
    explicit WholeFile(const std::string& path)
        : path_(path), beside_(path + ".part"), out_(beside_, std::ios::binary | std::ios::trunc) {
        if (!out_) throw std::runtime_error("cannot write " + path);
    }
    void write(std::string_view bytes) { out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); }
    void finish() {
        out_.close();
        if (!out_) throw std::runtime_error("cannot write " + path_);
        std::filesystem::rename(beside_, path_);
    }

private:
    std::string path_;
    std::string beside_;
    std::ofstream out_;
};

int export_catalogue(Installation& installation, const ExportArgs& args, std::ostream& out) {
    const bool packed = args.to.ends_with(".gz");
    WholeFile file(args.to);
    publication::GzipWriter gzip;
    const auto count = publication::write_snapshot(installation.database(), installation.clock().now(), "",
                                                   [&](std::string_view line) {
                                                       if (packed)
                                                           gzip.add(line);
                                                       else
                                                           file.write(line);
                                                   });
    if (packed) file.write(gzip.finish());
    file.finish();
    out << fmt::format("{}：{}个事项，{}份办事指南，位置{}，清单校验码{}\n", args.to, count.items, count.guides,
                       count.generation, count.list_hash);
    return 0;
}

/// How a target is remembered: a database without user and password.
std::string target_name(const std::string& to) {
    const auto scheme = to.find("://");
    if (scheme == std::string::npos) return to;
    const auto at = to.find('@', scheme);
    return to.substr(0, scheme + 3) + (at == std::string::npos ? to.substr(scheme + 3) : to.substr(at + 1));
}

bool is_database(const std::string& to) {
    return to.starts_with("postgres://") || to.starts_with("postgresql://");
}

/// More lines than anybody reads on a screen; in a folder all of them stand in rejected.csv.
constexpr std::int64_t kMostShown = 200;

int export_exchange_tables(Installation& installation, const ExportArgs& args, std::ostream& out) {
    const auto& tables = publication::exchange_tables();
    const bool database = is_database(args.to);
    const auto target =
        database ? publication::postgres_target(tables, args.to) : publication::csv_target(tables, args.to);
    std::optional<WholeFile> list;
    if (!database) {
        list.emplace(args.to + "/rejected.csv");
        const std::vector<std::string> names{"table",   "row_guid", "item_name", "column",
                                             "element", "value",    "rule",      "message"};
        list->write(publication::csv_line(names));
    }
    std::int64_t seen = 0;
    const auto rejected = [&](const publication::Rejection& r) {
        const std::vector<std::string> cells{r.table,   r.row_guid, r.item_name, r.column,
                                             r.element, r.value,    r.rule,      r.message};
        if (list) list->write(publication::csv_line(cells));
        if (database && ++seen <= kMostShown)
            out << fmt::format("{}，{}，值“{}” [{}] {}\n", r.item_name, r.column, r.value, r.rule, r.message);
    };
    const auto report = publication::export_exchange(
        installation.database(), installation.clock().now(), tables,
        {.target_name = target_name(args.to), .site_url = args.site_url, .only_changes = args.only_changes}, *target,
        rejected);
    if (list) list->finish();
    for (const auto& [table, rows] : report.rows_of_table) out << fmt::format("{:<32}{}行\n", table, rows);
    out << fmt::format(
        "{}个事项，其中{}个不合规则没有导出（{}处，{}）；新增{}行，变更{}行，删除{}行，不变{}行；批次{}\n",
        report.items, report.rejected_items, report.rejections, database ? "见上" : "见rejected.csv", report.inserted,
        report.updated, report.deleted, report.unchanged, report.batch);
    return 0;
}

}  // namespace

int run_export(Installation& installation, const ExportArgs& args, std::ostream& out) {
    return args.what == "exchange" ? export_exchange_tables(installation, args, out)
                                   : export_catalogue(installation, args, out);
}

}  // namespace yw::app

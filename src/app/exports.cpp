// yiwang export: what this installation hands to others as files.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/commands.hpp"
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
    const bool packed = args.file.ends_with(".gz");
    WholeFile file(args.file);
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
    out << fmt::format("{}：{}个事项，{}份办事指南，位置{}，清单校验码{}\n", args.file, count.items, count.guides,
                       count.generation, count.list_hash);
    return 0;
}

}  // namespace

int run_export(Installation& installation, const ExportArgs& args, std::ostream& out) {
    return export_catalogue(installation, args, out);
}

}  // namespace yw::app

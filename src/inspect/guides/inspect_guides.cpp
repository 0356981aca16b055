#include "inspect/guides/inspect_guides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "inspect/guides/csv_records.hpp"
#include "inspect/guides/guide_report.hpp"
#include "inspect/guides/line_reader.hpp"
#include "inspect/guides/national_names.hpp"
#include "kernel/utf8.hpp"

namespace yw::inspect {
namespace {

namespace json = boost::json;

constexpr long long kBytesAStep = 1 << 20;  // between two looks at the progress
constexpr std::size_t kFlush = 1 << 16;

/// Takes guides one by one, writes objects or gathers the report.
class Inspection {
public:
    Inspection(
        const GuideFiles& files, std::ostream& out, std::ostream& problems, const Progress& progress, long long size)
        : files_(files), out_(out), problems_(problems), progress_(progress), size_(size), report_(files.limit) {}

    void add(NationalGuide guide, long long number) {
        if (guide.id.empty()) guide.id = fmt::format("#{}", number);
        ++guides_;
        auto findings = lint::lint(guide.subject);
        if (!files_.as_json) return report_.add(guide, std::move(findings));
        append_json(text_, guide, findings);
        if (text_.size() >= kFlush) flush();
    }
    /// False when the work is to stop here.
    bool unread(std::string_view file, long long line, std::size_t column, std::string_view why) {
        problems_ << fmt::format("{}:{}:{}: {}\n", file, line, column, why);
        report_.add_unread();
        ++unread_;
        return !files_.stop;
    }
    void at(long long bytes) {
        if (!progress_ || size_ <= 0 || bytes < next_) return;
        next_ = bytes + kBytesAStep;
        progress_(static_cast<int>(std::min(bytes * 1000 / size_, 1000LL)), guides_);
    }
    int finish() {
        if (progress_) progress_(1000, guides_);
        flush();
        if (!files_.as_json) report_.write(out_);
        return unread_ == 0 ? kAllRead : kSomeUnread;
    }

private:
    void flush() {
        out_ << text_;
        text_.clear();
    }

    const GuideFiles& files_;
    std::ostream& out_;
    std::ostream& problems_;
    const Progress& progress_;
    long long size_;
    GuideReport report_;
    std::string text_;
    long long guides_ = 0;
    long long unread_ = 0;
    long long next_ = 0;
};

/// Column of a byte, in characters from 1.
std::size_t column_of(std::string_view line, std::size_t byte) {
    return utf8::length(line.substr(0, std::min(byte, line.size()))) + 1;
}

std::string_view why_not_json(const boost::system::error_code& error) {
    if (error == json::error::incomplete) return "JSON 在这里中断";
    if (error == json::error::too_deep) return "JSON 嵌套太深";
    if (error == json::error::extra_data) return "一行里有多个 JSON，每行只能有一个";
    return "不是 JSON";
}

/// Rows of a child file by the guide that they name: where each stretch of one guide's rows begins.
class Children {
public:
    Children(const std::string& path, std::string_view group)
        : path_(path), group_(group), in_(path, std::ios::binary), rows_(in_) {}

    bool is_open() const { return in_.is_open(); }
    bool index(Inspection& inspection) {
        key_ = rows_.column(names_of("guide", "id"));
        if (key_ == std::string::npos) return true;
        std::string before;
        bool is_first = true;
        while (rows_.next()) {
            if (!rows_.problem().empty() && !inspection.unread(path_, rows_.line(), 1, rows_.problem())) return false;
            if (!rows_.problem().empty()) continue;
            const auto key = std::string(rows_.cell(key_));
            if (is_first || key != before) stretches_.push_back({std::hash<std::string>()(key), rows_.offset()});
            before = key;
            is_first = false;
        }
        std::sort(stretches_.begin(), stretches_.end());
        return true;
    }
    bool has_key() const { return key_ != std::string::npos; }

    json::array of(const std::string& guide) {
        json::array found;
        const auto hash = std::hash<std::string>()(guide);
        auto stretch = std::lower_bound(stretches_.begin(), stretches_.end(), std::pair(hash, std::uint64_t{0}));
        for (; stretch != stretches_.end() && stretch->first == hash; ++stretch) {
            if (next_ != stretch->second) rows_.seek(stretch->second);
            while (rows_.next()) {
                next_ = rows_.position();
                if (!rows_.problem().empty()) continue;
                if (rows_.cell(key_) != guide) {
                    next_ = rows_.offset();
                    rows_.seek(next_);
                    break;
                }
                found.push_back(object_of(rows_));
            }
        }
        return found;
    }
    static json::object object_of(const CsvRecords& rows) {
        json::object object;
        for (std::size_t i = 0; i < rows.header().size(); ++i) object[rows.header()[i]] = json::string(rows.cell(i));
        return object;
    }

private:
    std::string path_;
    std::string_view group_;
    std::ifstream in_;
    CsvRecords rows_;
    std::size_t key_ = std::string::npos;
    std::uint64_t next_ = 0;
    std::vector<std::pair<std::size_t, std::uint64_t>> stretches_;
};

std::unique_ptr<Children> children(const std::string& path,
                                   std::string_view group,
                                   Inspection& inspection,
                                   std::ostream& problems) {
    auto rows = std::make_unique<Children>(path, group);
    if (!rows->is_open()) {
        problems << path << ": 打不开\n";
        return nullptr;
    }
    if (!rows->index(inspection)) return nullptr;
    if (!rows->has_key()) {
        problems << path << ": 没有指明事项的列（task_code、case_id 等）\n";
        return nullptr;
    }
    return rows;
}

int inspect_csv(const GuideFiles& files, std::istream& in, Inspection& inspection, std::ostream& problems) {
    std::unique_ptr<Children> materials;
    std::unique_ptr<Children> stages;
    if (!files.materials.empty() && !(materials = children(files.materials, "material", inspection, problems)))
        return kNotOpened;
    if (!files.stages.empty() && !(stages = children(files.stages, "stage", inspection, problems))) return kNotOpened;
    CsvRecords rows(in);
    const auto key = rows.column(names_of("guide", "id"));
    if (key == std::string::npos) {
        problems << files.guides << ": 没有指明事项的列（task_code、case_id 等）\n";
        return kNotOpened;
    }
    for (long long number = 1; rows.next(); ++number) {
        inspection.at(static_cast<long long>(rows.position()));
        if (!rows.problem().empty()) {
            if (!inspection.unread(files.guides, rows.line(), 1, rows.problem())) break;
            continue;
        }
        auto object = Children::object_of(rows);
        const auto id = std::string(rows.cell(key));
        if (materials) object[names_of("guide", "materials").front()] = materials->of(id);
        if (stages) object[names_of("guide", "stages").front()] = stages->of(id);
        inspection.add(national_guide(object), number);
    }
    return inspection.finish();
}

int inspect_json(const GuideFiles& files, std::istream& in, Inspection& inspection) {
    LineReader lines(in);
    std::vector<unsigned char> memory(1 << 16);
    json::stream_parser parser;
    while (lines.next()) {
        inspection.at(lines.bytes_read());
        const auto line = lines.line();
        if (lines.is_too_long()) {
            if (!inspection.unread(files.guides, lines.number(), 1, "这一行太长")) break;
            continue;
        }
        if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
        json::monotonic_resource resource(memory.data(), memory.size());
        parser.reset(&resource);
        boost::system::error_code error;
        const auto read = parser.write_some(line.data(), line.size(), error);
        const bool has_more = !error && line.find_first_not_of(" \t", read) != std::string_view::npos;
        if (!error && has_more) error = json::error::extra_data;
        if (!error && !parser.done()) error = json::error::incomplete;
        if (error) {
            if (!inspection.unread(files.guides, lines.number(), column_of(line, read), why_not_json(error))) break;
            continue;
        }
        const auto value = parser.release();
        if (!value.is_object()) {
            if (!inspection.unread(files.guides, lines.number(), 1, "不是一个 JSON 对象；每行一份办事指南")) break;
            continue;
        }
        inspection.add(national_guide(value.get_object()), lines.number());
    }
    return inspection.finish();
}

bool is_table(const std::string& path) {
    return path.ends_with(".csv") || path.ends_with(".CSV") || path.ends_with(".tsv") || path.ends_with(".TSV");
}

}  // namespace

int inspect_lines(std::istream& in,
                  const GuideFiles& files,
                  std::ostream& out,
                  std::ostream& problems,
                  const Progress& progress,
                  long long size) {
    Inspection inspection(files, out, problems, progress, size);
    return inspect_json(files, in, inspection);
}

int inspect_guides(const GuideFiles& files, std::ostream& out, std::ostream& problems, const Progress& progress) {
    if (files.guides == "-") return inspect_lines(std::cin, files, out, problems, nullptr, 0);
    std::ifstream in(files.guides, std::ios::binary);
    std::error_code error;
    const auto size = std::filesystem::file_size(files.guides, error);
    if (!in || error) {
        problems << files.guides << ": 打不开\n";
        return kNotOpened;
    }
    if (!is_table(files.guides)) return inspect_lines(in, files, out, problems, progress, static_cast<long long>(size));
    Inspection inspection(files, out, problems, progress, static_cast<long long>(size));
    return inspect_csv(files, in, inspection, problems);
}

}  // namespace yw::inspect

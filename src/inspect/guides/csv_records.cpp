#include "inspect/guides/csv_records.hpp"

#include <algorithm>

#include "platform/table/encoding.hpp"

namespace yw::inspect {
namespace {

constexpr std::size_t kChunk = 256 * 1024;
constexpr int kEnd = -1;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

char delimiter_of(std::string_view header) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char c : {',', '\t', ';'}) {
        const auto count = std::count(header.begin(), header.end(), c);
        if (count > most) best = c;
        most = std::max(most, count);
    }
    return best;
}

}  // namespace

CsvRecords::CsvRecords(std::istream& in) : in_(in) {
    if (!read_raw()) return;
    if (raw_.starts_with(kMark)) raw_.erase(0, kMark.size());
    delimiter_ = delimiter_of(raw_);
    split();
    header_ = std::move(cells_);
    cells_.clear();
}

std::size_t CsvRecords::column(const std::vector<std::string>& names) const {
    for (const auto& name : names) {
        const auto found = std::find(header_.begin(), header_.end(), name);
        if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    }
    return std::string::npos;
}

std::string_view CsvRecords::cell(std::size_t column) const {
    return column < cells_.size() ? std::string_view(cells_[column]) : std::string_view();
}

void CsvRecords::seek(std::uint64_t offset) {
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(offset));
    buffer_.clear();
    at_ = 0;
    position_ = offset;
    lines_ = 1;
}

int CsvRecords::take() {
    if (at_ == buffer_.size()) {
        buffer_.resize(kChunk);
        in_.read(buffer_.data(), static_cast<std::streamsize>(kChunk));
        buffer_.resize(static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0)));
        at_ = 0;
        if (buffer_.empty()) return kEnd;
    }
    ++position_;
    return static_cast<unsigned char>(buffer_[at_++]);
}

/// The bytes of one record. All bytes of a GB18030 character after its first are above the quotation mark and line
/// ends, so that these can be looked for before it is decoded.
bool CsvRecords::read_raw() {
    raw_.clear();
    unclosed_ = false;
    too_long_ = false;
    offset_ = position_;
    line_ = lines_;
    bool is_quoted = false;
    for (int c = take();; c = take()) {
        if (c == kEnd) {
            unclosed_ = is_quoted;
            return !raw_.empty() || too_long_ || unclosed_;
        }
        if (c == '\n') ++lines_;
        if (c == '\n' && !is_quoted) break;
        if (c == '"') is_quoted = !is_quoted;
        if (raw_.size() < kLongest)
            raw_ += static_cast<char>(c);
        else
            too_long_ = true;
        // A quote that never closes would swallow the rest of the file.
        if (too_long_ && is_quoted && c == '\n') is_quoted = false;
    }
    if (raw_.ends_with('\r')) raw_.pop_back();
    return true;
}

void CsvRecords::split() {
    cells_.clear();
    problem_.clear();
    if (too_long_) problem_ = "记录太长";
    if (unclosed_) problem_ = "引号没有闭合";
    const auto decoded = table::decode(raw_);
    if (!decoded) problem_ = "既不是 UTF-8 也不是 GB18030";
    if (!problem_.empty()) return;
    const std::string_view text = decoded->utf8;
    std::string cell;
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' && is_quoted && i + 1 < text.size() && text[i + 1] == '"') {
            cell += c;
            ++i;
        } else if (c == '"') {
            is_quoted = !is_quoted;
        } else if (c == delimiter_ && !is_quoted) {
            cells_.push_back(std::move(cell));
            cell.clear();
        } else {
            cell += c;
        }
    }
    cells_.push_back(std::move(cell));
}

bool CsvRecords::next() {
    do {
        if (!read_raw()) return false;
    } while (raw_.empty() && !unclosed_ && !too_long_);
    split();
    if (problem_.empty() && cells_.size() > header_.size() && !cells_.back().empty()) problem_ = "列数多于表头";
    return true;
}

}  // namespace yw::inspect

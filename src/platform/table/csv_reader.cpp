// RFC 4180, with what real files add to it: semicolons and tabs, lone CR line ends, quotes inside unquoted cells, and
// Excel's first line "sep=;".
#include <algorithm>
#include <array>

#include "platform/table/cell_text.hpp"
#include "platform/table/readers.hpp"
#include "platform/table/table_builder.hpp"

namespace yw::table {
namespace {

constexpr std::string_view kDelimiters = ",;\t|";

char delimiter_of_first_line(std::string_view text) {
    std::array<std::size_t, kDelimiters.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') {
            if (counts != decltype(counts){}) break;
            continue;  // a line without any delimiter, mostly a title, says nothing
        }
        for (std::size_t i = 0; i < kDelimiters.size(); ++i) counts[i] += c == kDelimiters[i] ? 1 : 0;
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

char delimiter_of(std::string_view text, Format format) {
    if (format == Format::kTsv) return '\t';
    if (text.starts_with("sep=") && text.size() > 4 && kDelimiters.find(text[4]) != kDelimiters.npos) return text[4];
    return delimiter_of_first_line(text);
}

namespace {

class CsvReader {
public:
    CsvReader(std::string_view text, Format format, const Reading& reading)
        : text_(text), limits_(reading.limits), builder_(reading) {
        delimiter_ = delimiter_of(text_, format);
        if (format != Format::kTsv && text_.starts_with(std::string("sep=") + delimiter_)) skip_line();
    }

    Result<Table> read() {
        while (at_ < text_.size()) {
            Row row{line_, {}};
            YW_CHECK(read_row(row));
            YW_CHECK(builder_.add(std::move(row)));
        }
        return builder_.finish();
    }

private:
    void skip_line() {
        while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
        take_line_end();
    }

    bool take_line_end() {
        if (at_ >= text_.size()) return true;
        if (text_[at_] != '\r' && text_[at_] != '\n') return false;
        at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        ++line_;
        return true;
    }

    Result<void> read_row(Row& row) {
        // One more than allowed is kept, so that the builder can say which row is too wide.
        for (;;) {
            const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
            YW_TRY(Cell cell, is_quoted ? read_quoted() : read_plain());
            if (row.cells.size() > limits_.max_columns && cell.origin != Cell::Origin::kEmpty) {
                return fail_at(kTooManyColumns, row.number);
            }
            if (row.cells.size() <= limits_.max_columns) row.cells.push_back(std::move(cell));
            if (at_ < text_.size() && text_[at_] == delimiter_) {
                ++at_;
                continue;
            }
            if (take_line_end()) return {};
            return fail_at(kCsvQuote, line_);
        }
    }

    Result<Cell> read_plain() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
        return checked(text_.substr(begin, at_ - begin));
    }

    Result<Cell> read_quoted() {
        const int began = line_;
        std::string content;
        ++at_;
        for (;;) {
            const std::size_t begin = at_;
            while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\r' && text_[at_] != '\n') ++at_;
            content.append(text_.substr(begin, at_ - begin));
            if (content.size() > limits_.max_cell_bytes) return fail_at(kCellTooLarge, began);
            if (at_ >= text_.size()) return fail_at(kCsvUnclosed, began);
            if (text_[at_] != '"') {
                content += '\n';
                take_line_end();
                continue;
            }
            ++at_;
            if (at_ >= text_.size() || text_[at_] != '"') break;
            content += '"';
            ++at_;
        }
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        return text_cell(content);
    }

    Result<Cell> checked(std::string_view raw) const {
        if (raw.size() > limits_.max_cell_bytes) return fail_at(kCellTooLarge, line_);
        return text_cell(raw);
    }

    std::string_view text_;
    const Limits& limits_;
    TableBuilder builder_;
    char delimiter_ = ',';
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

Result<Table> read_csv(std::string_view utf8, Format format, const Reading& reading) {
    return CsvReader(utf8, format, reading).read();
}

}  // namespace yw::table

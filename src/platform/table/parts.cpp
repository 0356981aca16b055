#include "platform/table/parts.hpp"

#include "platform/table/readers.hpp"

namespace yw::table {
namespace {

constexpr std::string_view kSpaceAndMarks = " \t\"\r\n,;|\xEF\xBB\xBF";

constexpr std::size_t kLongestMark = 7;                         // a byte order mark and "sep="
constexpr std::size_t kLeastBeginning = std::size_t{64} << 10;  ///< read before the header is looked for

/// Line ends as the reader counts them.
int lines_in(std::string_view text) {
    int lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) ? 1 : 0;
    return lines;
}

bool is_utf16(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           text.substr(0, 64).find('\0') != std::string_view::npos;
}

/// Where the record that begins at `at` ends, its line end included; npos when it does not end in these bytes.
std::size_t end_of_record(std::string_view text, std::size_t at, char delimiter) {
    bool is_quoted = false;
    bool begins_cell = true;
    bool has_closed = false;  // just now: a quote here is the second of two, and opens again
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (is_quoted) {
            is_quoted = c != '"';
            has_closed = !is_quoted;
            continue;
        }
        if (c == '"' && (begins_cell || has_closed)) {
            is_quoted = true;
        } else if (c == '\n') {
            return at + 1;
        } else if (c == '\r') {
            if (at + 1 == text.size()) return std::string_view::npos;
            return at + (text[at + 1] == '\n' ? 2 : 1);
        }
        begins_cell = c == delimiter;
        has_closed = false;
    }
    return std::string_view::npos;
}

}  // namespace

Parts::Parts(std::istream& in, Format format, int header_row, std::size_t bytes) : in_(in), bytes_(bytes) {
    if (format != Format::kCsv && format != Format::kTsv) return;
    while (carry_.size() < kLeastBeginning && fill()) {
    }
    if (is_utf16(carry_)) return;
    can_be_cut_ = true;
    delimiter_ = delimiter_of(carry_, format);
    const auto past = end_of_header(header_row);
    head_ = carry_.substr(0, past);
    carry_.erase(0, past);
}

bool Parts::fill() {
    const auto before = carry_.size();
    carry_.resize(before + bytes_);
    in_.read(carry_.data() + before, static_cast<std::streamsize>(bytes_));
    carry_.resize(before + static_cast<std::size_t>(in_.gcount()));
    return in_.gcount() > 0;
}

std::size_t Parts::end_of_header(int header_row) const {
    std::size_t at = 0;
    for (int row = 1; at < carry_.size(); ++row) {
        const auto end = std::min(end_of_record(carry_, at, delimiter_), carry_.size());
        const auto record = std::string_view(carry_).substr(at, end - at);
        const bool is_named = record.find_first_not_of(kSpaceAndMarks) != std::string_view::npos;
        const bool is_separator_line = at == 0 && record.substr(0, kLongestMark).find("sep=") != std::string_view::npos;
        at = end;
        if (header_row > 0 ? row >= header_row : is_named && !is_separator_line) break;
    }
    return at;
}

std::size_t Parts::end_of_records(bool is_last) const {
    std::size_t at = 0;
    while (at < bytes_ && at < carry_.size()) {
        const auto end = end_of_record(carry_, at, delimiter_);
        if (end == std::string_view::npos) return is_last ? carry_.size() : at;
        at = end;
    }
    return at;
}

bool Parts::next() {
    rows_before_ += lines_;
    bool has_more = carry_.size() >= bytes_ || fill();
    std::size_t past = end_of_records(!has_more);
    // A record longer than a part is read whole; what grows beyond any file is left to the reader to refuse.
    while (past == 0 && has_more) {
        has_more = fill();
        past = end_of_records(!has_more || carry_.size() > Limits().max_bytes);
    }
    if (past == 0) return false;
    text_.assign(head_);
    text_.append(carry_, 0, past);
    lines_ = lines_in(std::string_view(carry_).substr(0, past));
    carry_.erase(0, past);
    return true;
}

}  // namespace yw::table

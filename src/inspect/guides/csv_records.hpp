// Records of a CSV or TSV file, one at a time: quotes, line ends inside them, UTF-8 or GB18030. Knows where each record
// begins, so that the materials of a guide can be read where they stand in a file of millions.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace yw::inspect {

class CsvRecords {
public:
    static constexpr std::size_t kLongest = std::size_t{16} << 20;  ///< bytes of a record

    /// Reads the header. The delimiter is a tab, a semicolon or a comma, whichever the header has most of.
    explicit CsvRecords(std::istream& in);

    const std::vector<std::string>& header() const { return header_; }
    /// Column of the first of these names that the header has; npos when none.
    std::size_t column(const std::vector<std::string>& names) const;

    bool next();  ///< false at the end
    /// The next record is the one that begins at this byte.
    void seek(std::uint64_t offset);
    const std::vector<std::string>& cells() const { return cells_; }
    std::string_view cell(std::size_t column) const;
    /// What is wrong with this record; empty when it can be read.
    std::string_view problem() const { return problem_; }
    std::uint64_t offset() const { return offset_; }  ///< where this record began
    std::uint64_t position() const { return position_; }
    long long line() const { return line_; }  ///< where this record began, from 1; counts from the last seek

private:
    int take();
    bool read_raw();
    void split();

    std::istream& in_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::uint64_t position_ = 0;
    std::uint64_t offset_ = 0;
    long long lines_ = 1;
    long long line_ = 0;
    char delimiter_ = ',';
    bool unclosed_ = false;
    bool too_long_ = false;
    std::string raw_;
    std::vector<std::string> header_;
    std::vector<std::string> cells_;
    std::string problem_;
};

}  // namespace yw::inspect

// Lines of a stream, one at a time, however large the file is.
#pragma once

#include <istream>
#include <string>
#include <string_view>

namespace yw::inspect {

class LineReader {
public:
    static constexpr std::size_t kLongest = std::size_t{16} << 20;  ///< bytes of a line; what is beyond is dropped

    explicit LineReader(std::istream& in) : in_(in) {}
    /// False at the end. A byte order mark before the first line and CR before line ends are taken away.
    bool next();
    std::string_view line() const { return line_; }
    long long number() const { return number_; }  ///< from 1
    bool is_too_long() const { return too_long_; }
    long long bytes_read() const { return bytes_; }

private:
    std::istream& in_;
    std::string line_;
    std::string buffer_;
    std::size_t at_ = 0;
    long long number_ = 0;
    long long bytes_ = 0;
    bool too_long_ = false;
};

}  // namespace yw::inspect

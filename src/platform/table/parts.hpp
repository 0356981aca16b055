// A large CSV or TSV file part by part, each a small file of its own under the file's header: what is read of it needs
// the memory of a part, whatever the size of the file. Cut only where a record ends.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>

#include "platform/table/table.hpp"

namespace yw::table {

class Parts {
public:
    static constexpr std::size_t kBytes = std::size_t{2} << 20;

    /// @param header_row  number of the row with the names, or 0: the first that is not empty
    Parts(std::istream& in, Format format, int header_row, std::size_t bytes = kBytes);

    /// Whether files of this form and encoding can be cut: text that is ASCII in its separators, so not UTF-16.
    bool can_be_cut() const { return can_be_cut_; }
    /// The next part; false at the end of the file.
    bool next();
    /// Header and records, for read_table().
    std::string_view bytes() const { return text_; }
    /// To be added to the number of each row of this part, so that it is the file's.
    int rows_before() const { return rows_before_; }

private:
    bool fill();
    std::size_t end_of_records(bool is_last) const;
    std::size_t end_of_header(int header_row) const;

    std::istream& in_;
    std::size_t bytes_;
    char delimiter_ = ',';
    bool can_be_cut_ = false;
    std::string head_;
    std::string text_;   ///< head_ and the records of this part
    std::string carry_;  ///< read already, of the next part
    int rows_before_ = 0;
    int lines_ = 0;  ///< of the part that was given last, without its header
};

}  // namespace yw::table

// Puts the blocks of a document onto pages, from top to bottom.
#pragma once

#include "platform/pdf/page.hpp"
#include "platform/pdf/pdf.hpp"

namespace yw::pdf {

class Composer {
public:
    explicit Composer(TextSetter& setter) : setter_(setter), pages_(1) {}

    /// @errors kTooLong, kQrTooLong, kGridUneven
    Result<std::vector<Page>> compose(const std::vector<Block>& blocks);

private:
    struct TableRow {
        std::vector<TextBlock> cells;
        double least_height = 0;
        enum class Part { kBody, kHeader } part = Part::kBody;
        double height() const;
        int lines() const;
    };
    struct Rows {
        std::vector<TableRow> rows;
        std::vector<double> widths;
        bool first_is_label = false;
        bool repeats_header() const;
    };

    Result<void> put(const Heading& heading);
    Result<void> put(const Paragraph& paragraph);
    Result<void> put(const Form& form);
    Result<void> put(const Grid& grid);
    Result<void> put(const NumberedList& list);
    Result<void> put(const Signature& signature);
    Result<void> put(const QrCode& code);
    Result<void> put(const PageBreak& page_break);

    Result<void> put_rows(const Rows& table);
    void put_row(const Rows& table, const TableRow& row, int first, int last);
    void put_torn_row(const Rows& table, std::size_t index);
    void break_page(const Rows& table, std::size_t next);
    void flow(const TextBlock& text, double x, const char* role);

    double left() const { return kBottom - y_; }
    bool is_fresh() const { return y_ <= kTop; }
    void break_page();
    /// A new page, unless that much fits here, or would not fit there either.
    void need(double height);
    void space(double height);

    TextSetter& setter_;
    std::vector<Page> pages_;
    double y_ = kTop;
};

}  // namespace yw::pdf

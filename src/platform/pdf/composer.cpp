#include "platform/pdf/composer.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <algorithm>
#include <numeric>

namespace yw::pdf {
namespace {

constexpr double kBodySize = 14;
constexpr double kTableSize = 12;
constexpr double kPad = 6;
constexpr double kLabelShare = 0.26;
constexpr double kHandLine = 9 * kMillimetre;  ///< a line that a hand can write into
constexpr int kMostBlankLines = 24;            ///< so that they fit on a page
constexpr double kCodeSize = 30 * kMillimetre;
constexpr double kSmallestDot = 1.1;  ///< below 0.4 mm printers and phones begin to fail
constexpr int kQuietDots = 4;         ///< ISO/IEC 18004: white border of four

TextStyle body() {
    return {.size = kBodySize};
}

TextStyle table_style(TextStyle::Weight weight, PangoAlignment alignment = PANGO_ALIGN_LEFT) {
    return {.weight = weight, .size = kTableSize, .alignment = alignment, .pitch = 1.5};
}

std::vector<double> column_widths(const Grid& grid) {
    std::vector<double> shares = grid.widths;
    shares.resize(grid.header.size(), grid.widths.empty() ? 1.0 : 0.0);
    for (double& share : shares) share = std::max(share, 0.01);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share *= kTextWidth / sum;
    return shares;
}

}  // namespace

Result<std::vector<Page>> Composer::compose(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        YW_CHECK(std::visit([this](const auto& one) { return put(one); }, block));
        if (setter_.is_over_budget()) return fail(kTooLong, "text");
        if (pages_.size() > kMaxPages) return fail(kTooLong, fmt::format("{} pages", pages_.size()));
    }
    return std::move(pages_);
}

void Composer::break_page() {
    pages_.emplace_back();
    y_ = kTop;
}

void Composer::need(double height) {
    if (height > left() && !is_fresh() && height <= kBottom - kTop) break_page();
}

void Composer::space(double height) {
    if (!is_fresh()) y_ += height;
}

/// Lines from here on, over as many pages as it takes; no first or last line stands alone.
void Composer::flow(const TextBlock& text, double x, const char* role) {
    for (int first = 0; first < text.count();) {
        const int rest = text.count() - first;
        int fits = std::min(rest, static_cast<int>(left() / text.pitch));
        if (fits < rest && !is_fresh() && fits < 2) {
            break_page();
            continue;
        }
        if (rest - fits == 1 && fits > 2) --fits;
        fits = std::max(fits, 1);
        pages_.back().texts.push_back({text.part(first, first + fits), x, y_, role});
        y_ += fits * text.pitch;
        first += fits;
        if (first < text.count()) break_page();
        if (pages_.size() > kMaxPages) return;
    }
}

Result<void> Composer::put(const Heading& heading) {
    const bool is_title = heading.level == Heading::Level::kTitle;
    const TextStyle style{.weight = TextStyle::Weight::kBold,
                          .size = is_title ? 22.0 : 15.0,
                          .alignment = is_title ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT,
                          .pitch = 1.5};
    const TextBlock text = setter_.lines(heading.text, style, kTextWidth);
    space(is_title ? 10 : 8);
    need(text.height() + 3 * kBodySize);  // a heading at the foot of a page belongs to nothing
    flow(text, kLeft, is_title ? "H1" : "H2");
    y_ += is_title ? 14 : 4;
    return {};
}

Result<void> Composer::put(const Paragraph& paragraph) {
    TextStyle style = body();
    if (paragraph.indent == Indent::kFirstLine) style.first_line_indent = 2 * kBodySize;
    flow(setter_.lines(paragraph.text, style, kTextWidth), kLeft, "P");
    y_ += 3;
    return {};
}

Result<void> Composer::put(const Form& form) {
    Rows table{{}, {kTextWidth * kLabelShare, kTextWidth * (1 - kLabelShare)}, true};
    const TextStyle label = table_style(TextStyle::Weight::kNormal, PANGO_ALIGN_CENTER);
    const TextStyle value = table_style(TextStyle::Weight::kNormal);
    for (const Form::Field& field : form.fields) {
        TableRow row;
        row.cells.push_back(setter_.lines(field.label, label, table.widths[0] - 2 * kPad));
        row.cells.push_back(setter_.lines(field.value, value, table.widths[1] - 2 * kPad));
        row.least_height = std::clamp(field.blank_lines, 1, kMostBlankLines) * kHandLine;
        table.rows.push_back(std::move(row));
    }
    return put_rows(table);
}

Result<void> Composer::put(const Grid& grid) {
    Rows table{{}, column_widths(grid), false};
    if (table.widths.empty() && grid.rows.empty()) return {};
    if (table.widths.empty()) return fail(kGridUneven, "no columns");
    const auto row_of = [&](const std::vector<std::string>& texts, const TextStyle& style) {
        TableRow row;
        for (std::size_t i = 0; i < table.widths.size(); ++i) {
            const std::string_view text = i < texts.size() ? std::string_view(texts[i]) : std::string_view();
            row.cells.push_back(setter_.lines(text, style, table.widths[i] - 2 * kPad));
        }
        return row;
    };
    table.rows.push_back(row_of(grid.header, table_style(TextStyle::Weight::kBold, PANGO_ALIGN_CENTER)));
    table.rows[0].part = TableRow::Part::kHeader;
    for (const auto& texts : grid.rows) {
        if (texts.size() > table.widths.size()) return fail(kGridUneven, fmt::format("row {}", table.rows.size()));
        table.rows.push_back(row_of(texts, table_style(TextStyle::Weight::kNormal)));
    }
    return put_rows(table);
}

/// A header that takes a quarter of the page is a text, not a header.
bool Composer::Rows::repeats_header() const {
    return !rows.empty() && rows[0].part == TableRow::Part::kHeader && rows[0].height() < (kBottom - kTop) / 4;
}

double Composer::TableRow::height() const {
    double text = 0;
    for (const TextBlock& cell : cells) text = std::max(text, cell.height());
    return std::max(least_height, text + 2 * kPad);
}

int Composer::TableRow::lines() const {
    int most = 0;
    for (const TextBlock& cell : cells) most = std::max(most, cell.count());
    return most;
}

Result<void> Composer::put_rows(const Rows& table) {
    space(4);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const TableRow& row = table.rows[i];
        const double height = row.height();
        // The header stays with the first row; a row of up to half a page is not torn, nor is room to write.
        const bool may_be_torn = height >= (kBottom - kTop) / 2 && height > row.least_height;
        const double with_next = i == 0 && table.repeats_header() && table.rows.size() > 1 ? table.rows[1].height() : 0;
        if (height + with_next > left() && !is_fresh() && !may_be_torn) break_page(table, i);
        if (height <= left()) {
            put_row(table, row, 0, row.lines());
        } else {
            put_torn_row(table, i);
        }
        if (pages_.size() > kMaxPages) return fail(kTooLong);
    }
    y_ += 8;
    return {};
}

/// A new page for row `next`, with the header on top of it.
void Composer::break_page(const Rows& table, std::size_t next) {
    break_page();
    if (next > 0 && table.repeats_header()) put_row(table, table.rows[0], 0, table.rows[0].lines());
}

/// A row that is higher than what is left: as many of its lines as fit, then the next page.
void Composer::put_torn_row(const Rows& table, std::size_t index) {
    const TableRow& row = table.rows[index];
    for (int first = 0; first < row.lines();) {
        const int fits = static_cast<int>((left() - 2 * kPad) / row.cells.front().pitch);
        if (fits < 2 && !is_fresh()) {
            break_page(table, index);
            continue;
        }
        const int last = std::min(row.lines(), first + std::max(fits, 1));
        put_row(table, row, first, last);
        first = last;
        if (first < row.lines()) break_page(table, index);
        if (pages_.size() > kMaxPages) return;
    }
}

/// The lines [first, last) of a row, with its frame.
void Composer::put_row(const Rows& table, const TableRow& row, int first, int last) {
    const bool is_whole = first == 0 && last >= row.lines();
    const double pitch = row.cells.front().pitch;
    const double height = std::max(is_whole ? row.least_height : 0.0, (last - first) * pitch + 2 * kPad);
    Page& page = pages_.back();
    double x = kLeft;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Box box{x, y_, table.widths[i], height};
        const bool is_head = row.part == TableRow::Part::kHeader || (table.first_is_label && i == 0);
        if (is_head) page.shades.push_back(box);
        page.frames.push_back(box);
        const TextBlock& text = row.cells[i];
        const int end = std::min(last, text.count());
        if (first < end) {
            // Short text stands in the middle of a tall cell; text that goes on at the next page begins at the top.
            const double above = is_whole ? (height - text.height()) / 2 : kPad;
            page.texts.push_back({text.part(first, end), x + kPad, y_ + above, is_head ? "TH" : "TD"});
        }
        x += table.widths[i];
    }
    y_ += height;
}

Result<void> Composer::put(const NumberedList& list) {
    const double indent = 2 * kBodySize;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const TextBlock number = setter_.one_line(fmt::format("{}.", i + 1), body(), indent);
        const TextBlock text = setter_.lines(list.items[i], body(), kTextWidth - indent);
        need(std::min(text.count(), 2) * text.pitch);
        pages_.back().texts.push_back({number, kLeft, y_, "Lbl"});
        flow(text, kLeft + indent, "LBody");
        if (pages_.size() > kMaxPages) return fail(kTooLong);
    }
    y_ += 3;
    return {};
}

Result<void> Composer::put(const Signature& signature) {
    TextStyle style = body();
    style.alignment = PANGO_ALIGN_CENTER;
    const double most = kTextWidth * 0.7;
    const double width = std::max(setter_.lines(signature.authority, style, most).width,
                                  setter_.lines(signature.date, style, most).width) +
                         1;
    const TextBlock authority = setter_.lines(signature.authority, style, width);
    const TextBlock date = setter_.lines(signature.date, style, width);
    space(2 * kBodySize);
    need(authority.height() + date.height());
    // GB/T 9704, 7.3.5: the date stands four characters from the right, the authority centred above it.
    const double x = kLeft + kTextWidth - width - std::min(4 * kBodySize, kTextWidth - width);
    flow(authority, x, "P");
    flow(date, x, "P");
    y_ += kBodySize;
    return {};
}

Result<void> Composer::put(const QrCode& code) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> dots(
        QRcode_encodeData(static_cast<int>(code.content.size()),
                          reinterpret_cast<const unsigned char*>(code.content.data()), 0, QR_ECLEVEL_M),
        QRcode_free);
    if (dots == nullptr) return fail(kQrTooLong, fmt::format("{} bytes", code.content.size()));
    const int with_border = dots->width + 2 * kQuietDots;
    const double dot = std::max(kCodeSize / with_border, kSmallestDot);
    const double side = dot * with_border;
    const double caption_x = kLeft + side + kPad;
    const TextBlock caption =
        setter_.lines(code.caption, table_style(TextStyle::Weight::kNormal), kLeft + kTextWidth - caption_x);
    space(8);
    need(std::max(side, std::min(caption.height(), side)));
    for (int row = 0; row < dots->width; ++row) {
        for (int column = 0; column < dots->width; ++column) {
            if ((dots->data[row * dots->width + column] & 1) == 0) continue;
            pages_.back().black.push_back(
                {kLeft + (column + kQuietDots) * dot, y_ + (row + kQuietDots) * dot, dot, dot});
        }
    }
    const double top = y_;
    const std::size_t page = pages_.size();
    y_ += std::max(0.0, (side - caption.height()) / 2);
    flow(caption, caption_x, "Caption");
    if (pages_.size() == page) y_ = std::max(y_, top + side) + 8;
    return {};
}

Result<void> Composer::put(const PageBreak&) {
    if (!is_fresh()) break_page();
    return {};
}

}  // namespace yw::pdf

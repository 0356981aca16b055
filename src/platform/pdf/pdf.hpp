// Administrative papers on A4 as PDF: forms, receipts, notices, decisions. Text is real text (it can be searched,
// copied and read aloud), fonts are embedded, and the same document gives the same bytes on the same machine.
//
// Seals are not drawn: a picture of one would be a forgery. Errors: the list at the end. Cost: 10 to 50 ms a paper,
// most of it fonts; run it on the pool for slow work, not on an I/O thread. Fonts come through fontconfig; without a
// Chinese one (Debian: fonts-noto-cjk) characters would become boxes, so render() refuses.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace yw::pdf {

enum class Indent { kNone, kFirstLine };  ///< 首行缩进两字

struct Heading {
    enum class Level { kTitle, kSection } level = Level::kTitle;
    std::string text;
};
struct Paragraph {
    std::string text;
    Indent indent = Indent::kFirstLine;
};
/// Two columns: what is asked, and what was said or room to write it.
struct Form {
    struct Field {
        std::string label;
        std::string value;
        int blank_lines = 1;  ///< height of the cell at least, so that a hand can write into it
    };
    std::vector<Field> fields;
};
struct Grid {
    std::vector<std::string> header;  ///< repeated on each page
    std::vector<std::vector<std::string>> rows;
    std::vector<double> widths;  ///< shares of the width; equal when empty
};
struct NumberedList {
    std::vector<std::string> items;
};
/// Lower right, never torn off its date.
struct Signature {
    std::string authority;
    std::string date;
};
struct QrCode {
    std::string content;
    std::string caption;
};
struct PageBreak {};

using Block = std::variant<Heading, Paragraph, Form, Grid, NumberedList, Signature, QrCode, PageBreak>;

struct Document {
    std::string title;        ///< of the file, for readers and screen readers; the page shows it only as a Heading
    std::string author;       ///< the authority
    std::string header_line;  ///< small, on top of each page; one line
    std::string watermark;    ///< "示例", "演示"; none when empty
    UtcTime created;          ///< for the file's own data; passed in, so that the bytes can be repeated
    std::vector<Block> blocks;

    Document& add(Block block) {
        blocks.push_back(std::move(block));
        return *this;
    }
};

/// The bytes of the PDF.
Result<std::string> render(const Document& document);
/// Whether this machine has a font with Chinese characters. For `doctor`.
bool has_chinese_font();

inline constexpr ErrorCode kNoChineseFont{"pdf.no_chinese_font", Kind::kUnavailable};
inline constexpr ErrorCode kTooLong{"pdf.too_long", Kind::kInvalid};        ///< more than kMaxPages
inline constexpr ErrorCode kQrTooLong{"pdf.qr_too_long", Kind::kInvalid};   ///< more than a code can hold
inline constexpr ErrorCode kGridUneven{"pdf.grid_uneven", Kind::kInvalid};  ///< a row with more cells than columns
inline constexpr ErrorCode kNotWritten{"pdf.not_written", Kind::kUnavailable};
inline constexpr ErrorCode kErrors[] = {kNoChineseFont, kTooLong, kQrTooLong, kGridUneven, kNotWritten};
inline constexpr std::size_t kMaxPages = 500;

}  // namespace yw::pdf

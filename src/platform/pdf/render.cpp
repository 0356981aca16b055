#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "platform/pdf/composer.hpp"

namespace yw::pdf {
namespace {

constexpr double kHair = 0.6;  ///< width of a table's lines

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Context = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void set_metadata(cairo_surface_t* surface, const Document& document) {
    const std::string created = iso_utc(document.created).substr(0, 19) + "Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, printable(document.title).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, printable(document.author).c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created.c_str());
}

void draw(cairo_t* cr, const TextPiece& piece) {
    double y = piece.y + piece.text.baseline;
    for (const TextBlock::Line& line : piece.text.lines) {
        cairo_move_to(cr, piece.x + line.x, y);
        pango_cairo_show_layout_line(cr, line.line);
        y += piece.text.pitch;
    }
}

void draw_boxes(cairo_t* cr, const std::vector<Box>& boxes) {
    for (const Box& box : boxes) cairo_rectangle(cr, box.x, box.y, box.width, box.height);
}

/// Across the page, under the text, so grey that the text above it stays readable on paper.
void draw_watermark(cairo_t* cr, const TextSetter& setter, const std::string& text) {
    if (text.empty()) return;
    const double room = std::hypot(kPageWidth, kPageHeight) * 0.72;
    TextStyle style{.face = TextStyle::Face::kSans, .weight = TextStyle::Weight::kBold, .size = 100};
    style.size = std::clamp(style.size * room / setter.one_line(text, style, 100'000).width, 24.0, 150.0);
    style.alignment = PANGO_ALIGN_CENTER;
    const TextBlock mark = setter.one_line(text, style, room);
    cairo_save(cr);
    cairo_set_source_rgb(cr, 0.9, 0.9, 0.9);
    cairo_translate(cr, kPageWidth / 2, kPageHeight / 2);
    cairo_rotate(cr, -std::atan2(kPageHeight, kPageWidth));
    draw(cr, {mark, -room / 2, -mark.pitch / 2, ""});
    cairo_restore(cr);
}

void draw_margins(
    cairo_t* cr, const TextSetter& setter, const Document& document, std::size_t page, std::size_t pages) {
    TextStyle small{.face = TextStyle::Face::kSans, .size = 9};
    cairo_set_source_rgb(cr, 0.35, 0.35, 0.35);
    if (!document.header_line.empty()) {
        const TextBlock line = setter.one_line(document.header_line, small, kTextWidth);
        draw(cr, {line, kLeft, kHeaderTop, ""});
        cairo_set_line_width(cr, kHair / 2);
        cairo_move_to(cr, kLeft, kHeaderTop + line.pitch + 2);
        cairo_rel_line_to(cr, kTextWidth, 0);
        cairo_stroke(cr);
    }
    small.alignment = PANGO_ALIGN_CENTER;
    const TextBlock number = setter.one_line(fmt::format("第 {} 页，共 {} 页", page, pages), small, kTextWidth);
    draw(cr, {number, kLeft, kFooterTop, ""});
}

void draw_page(cairo_t* cr, const TextSetter& setter, const Document& document, const Page& page) {
    cairo_set_source_rgb(cr, 0.95, 0.95, 0.95);
    draw_boxes(cr, page.shades);
    cairo_fill(cr);
    draw_watermark(cr, setter, document.watermark);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_set_line_width(cr, kHair);
    draw_boxes(cr, page.frames);
    cairo_stroke(cr);
    draw_boxes(cr, page.black);
    cairo_fill(cr);
    for (const TextPiece& piece : page.texts) {
        cairo_tag_begin(cr, piece.role, nullptr);
        draw(cr, piece);
        cairo_tag_end(cr, piece.role);
    }
}

}  // namespace

bool has_chinese_font() {
    return TextSetter().knows("政务服务");
}

Result<std::string> render(const Document& document) {
    TextSetter setter;
    if (!setter.knows("政务服务")) return fail(kNoChineseFont);
    YW_TRY(const std::vector<Page> pages, Composer(setter).compose(document.blocks));

    std::string bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, kPageWidth, kPageHeight),
                          cairo_surface_destroy);
    set_metadata(surface.get(), document);
    const Context cr(cairo_create(surface.get()), cairo_destroy);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        draw_page(cr.get(), setter, document, pages[i]);
        draw_margins(cr.get(), setter, document, i + 1, pages.size());
        cairo_show_page(cr.get());
    }
    cairo_surface_finish(surface.get());
    for (const cairo_status_t status : {cairo_status(cr.get()), cairo_surface_status(surface.get())}) {
        if (status != CAIRO_STATUS_SUCCESS) return fail(kNotWritten, cairo_status_to_string(status));
    }
    return bytes;
}

}  // namespace yw::pdf

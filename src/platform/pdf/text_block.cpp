#include "platform/pdf/text_block.hpp"

#include <algorithm>
#include <string>

#include "kernel/utf8.hpp"

namespace yw::pdf {
namespace {

constexpr const char* kSerif = "Noto Serif CJK SC, Source Han Serif SC, FangSong, SimSun, serif";
constexpr const char* kSans = "Noto Sans CJK SC, Source Han Sans SC, SimHei, WenQuanYi Micro Hei, sans-serif";
/// Chinese fonts stand on 0.12 of their size.
constexpr double kDescent = 0.12;

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

TextBlock block_of(std::shared_ptr<PangoLayout> layout, const TextStyle& style) {
    TextBlock block;
    block.pitch = style.size * style.pitch;
    block.baseline = block.pitch / 2 + style.size * (0.5 - kDescent);
    const std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> at(pango_layout_get_iter(layout.get()),
                                                                          pango_layout_iter_free);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
        block.lines.push_back({pango_layout_iter_get_line_readonly(at.get()), points(logical.x)});
        block.width = std::max(block.width, points(logical.width));
    } while (pango_layout_iter_next_line(at.get()));
    block.layout = std::move(layout);
    return block;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::string_view character = utf8::take(text);
        const char32_t code = utf8::decode(character);
        const bool is_control = (code < 0x20 && code != '\n') || (code >= 0x7F && code <= 0x9F);
        if (code == '\t') {
            result += ' ';
        } else if (!is_control) {
            result += code == utf8::kNotACharacter ? "\xEF\xBF\xBD" : character;
        }
    }
    return result;
}

TextBlock TextBlock::part(int first, int last) const {
    return {layout, {lines.begin() + first, lines.begin() + last}, pitch, baseline, width};
}

TextSetter::TextSetter() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
    pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
    // Whoever shows the page scales it: rounding to pixels here would only spread the letters unevenly.
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(cairo_font_options_create(),
                                                                                         cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
}

std::shared_ptr<PangoLayout> TextSetter::layout(std::string_view text, const TextStyle& style, double width) const {
    std::shared_ptr<PangoLayout> layout(pango_layout_new(context_.get()), Unref{});
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_from_string(style.face == TextStyle::Face::kSans ? kSans : kSerif),
        pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(
        font.get(), style.weight == TextStyle::Weight::kBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_alignment(layout.get(), style.alignment);
    pango_layout_set_indent(layout.get(), static_cast<int>(style.first_line_indent * PANGO_SCALE));
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    const std::string clean = printable(text);
    pango_layout_set_text(layout.get(), clean.data(), static_cast<int>(clean.size()));
    return layout;
}

TextBlock TextSetter::lines(std::string_view text, const TextStyle& style, double width) {
    bytes_left_ -= static_cast<std::ptrdiff_t>(text.size());
    line_ends_left_ -= std::count(text.begin(), text.end(), '\n');
    if (is_over_budget()) text = {};
    return block_of(layout(text, style, width), style);
}

TextBlock TextSetter::one_line(std::string_view text, const TextStyle& style, double width) const {
    auto one = layout(text.substr(0, text.find('\n')), style, width);
    pango_layout_set_single_paragraph_mode(one.get(), TRUE);
    pango_layout_set_ellipsize(one.get(), PANGO_ELLIPSIZE_END);
    return block_of(std::move(one), style);
}

bool TextSetter::knows(std::string_view text) const {
    return pango_layout_get_unknown_glyphs_count(layout(text, {}, 500).get()) == 0;
}

}  // namespace yw::pdf

// Text set into lines of one height. Sizes are points.
#pragma once

#include <pango/pangocairo.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yw::pdf {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};

struct TextStyle {
    enum class Face { kSerif, kSans } face = Face::kSerif;
    enum class Weight { kNormal, kBold } weight = Weight::kNormal;
    double size = 14;
    PangoAlignment alignment = PANGO_ALIGN_LEFT;
    double first_line_indent = 0;
    double pitch = 1.65;  ///< line to line, in sizes; GB/T 9704 has 28.95 pt for 16 pt
};

/// Lines that can be drawn one by one, so that a page may end between any two of them.
struct TextBlock {
    struct Line {
        PangoLayoutLine* line;  ///< owned by the layout
        double x;               ///< where it begins, with indent and alignment
    };
    std::shared_ptr<PangoLayout> layout;
    std::vector<Line> lines;
    double pitch = 0;     ///< height of each line
    double baseline = 0;  ///< from the top of a line
    double width = 0;     ///< of the longest line

    int count() const { return static_cast<int>(lines.size()); }
    double height() const { return pitch * count(); }
    /// The lines [first, last).
    TextBlock part(int first, int last) const;
};

/// Pango and cairo want valid UTF-8, and control characters become boxes; neither is worth losing a paper.
std::string printable(std::string_view text);

/// Sets text. One for each document, on one thread.
class TextSetter {
public:
    TextSetter();
    /// Beyond the budget of bytes and line ends nothing is set any more: laying out a million lines takes minutes.
    TextBlock lines(std::string_view text, const TextStyle& style, double width);
    bool is_over_budget() const { return bytes_left_ < 0 || line_ends_left_ < 0; }
    /// The first line only, cut with "…" if it does not fit.
    TextBlock one_line(std::string_view text, const TextStyle& style, double width) const;
    bool knows(std::string_view text) const;

private:
    std::shared_ptr<PangoLayout> layout(std::string_view text, const TextStyle& style, double width) const;
    std::unique_ptr<PangoContext, Unref> context_;
    std::ptrdiff_t bytes_left_ = std::ptrdiff_t{4} << 20;
    std::ptrdiff_t line_ends_left_ = 20'000;
};

}  // namespace yw::pdf

// What stands where on a page of A4. Points from the upper left corner.
#pragma once

#include <vector>

#include "platform/pdf/text_block.hpp"

namespace yw::pdf {

inline constexpr double kMillimetre = 72 / 25.4;
inline constexpr double kPageWidth = 210 * kMillimetre;
inline constexpr double kPageHeight = 297 * kMillimetre;
inline constexpr double kLeft = 27 * kMillimetre;
inline constexpr double kTextWidth = 156 * kMillimetre;  ///< GB/T 9704: 版心 156 mm
inline constexpr double kTop = 32 * kMillimetre;
inline constexpr double kBottom = kPageHeight - 28 * kMillimetre;
inline constexpr double kHeaderTop = 17 * kMillimetre;
inline constexpr double kFooterTop = kPageHeight - 20 * kMillimetre;

/// Lines, with what they are to a screen reader (a structure type of ISO 32000-1, 14.8.4).
struct TextPiece {
    TextBlock text;
    double x = 0;
    double y = 0;
    const char* role = "P";
};
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct Page {
    std::vector<Box> shades;  ///< under the watermark
    std::vector<Box> frames;  ///< thin lines around
    std::vector<Box> black;   ///< filled: the dots of a code
    std::vector<TextPiece> texts;
};

}  // namespace yw::pdf

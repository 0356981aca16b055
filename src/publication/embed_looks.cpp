#include "publication/embed_looks.hpp"

#include <array>
#include <cmath>

namespace yw::publication {
namespace {

constexpr double kLeastContrast = 4.5;

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// WCAG 2.1: relative luminance of an sRGB channel.
double linear(int channel) {
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

}  // namespace

std::string readable_color(std::string_view asked) {
    if (asked.size() != 6) return std::string(kOwnColor);
    std::array<int, 3> channels{};
    std::string color;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const int digit = digit_of(asked[i]);
        if (digit < 0) return std::string(kOwnColor);
        channels[i / 2] = channels[i / 2] * 16 + digit;
        color += "0123456789abcdef"[digit];
    }
    const double light = 0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2]);
    return 1.05 / (light + 0.05) >= kLeastContrast ? color : std::string(kOwnColor);
}

}  // namespace yw::publication

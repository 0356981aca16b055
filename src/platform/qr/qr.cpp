#include "platform/qr/qr.hpp"

#include <fmt/core.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace yw::qr {

std::string svg(const std::string& text) {
    constexpr int kQuiet = 4;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                               &QRcode_free);
    if (!code) throw std::invalid_argument("no QR code can hold this text");
    std::string path;
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width;) {
            int end = x;
            while (end < code->width && (code->data[y * code->width + end] & 1) != 0) ++end;
            if (end > x) path += fmt::format("M{} {}h{}v1h-{}z", x + kQuiet, y + kQuiet, end - x, end - x);
            x = end + 1;
        }
    }
    const int size = code->width + 2 * kQuiet;
    return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">)"
                       R"(<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}"/></svg>)",
                       size, path);
}

}  // namespace yw::qr

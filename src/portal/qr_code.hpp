// An address as a QR code, in SVG.
#pragma once

#include <string>
#include <string_view>

namespace yw::portal {

/// Black modules on white with the quiet zone of four that the standard (GB/T 18284) wants; one path, a few kB.
/// @throws std::invalid_argument for a text that no code can hold (some 2,900 bytes)
std::string qr_svg(const std::string& text);

}  // namespace yw::portal

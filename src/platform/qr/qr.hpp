// An address as a QR code, in SVG, for pages. Papers draw theirs themselves (platform/pdf).
#pragma once

#include <string>

namespace yw::qr {

/// Black modules on white with the quiet zone of four that the standard (GB/T 18284) wants; one path, a few kB.
/// @throws std::invalid_argument for a text that no code can hold (some 2,300 bytes)
std::string svg(const std::string& text);

}  // namespace yw::qr

// Shares in thousandths, and how pages write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace yw {

/// Part of whole in thousandths, rounded half up; nothing when there is no whole.
std::optional<int> permille(std::int64_t part, std::int64_t whole);
std::string percent_zh(int permille);  ///< 260 as "26%", 5 as "0.5%"

}  // namespace yw

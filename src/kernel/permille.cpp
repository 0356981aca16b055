#include "kernel/permille.hpp"

namespace yw {

std::optional<int> permille(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return std::nullopt;
    return static_cast<int>((part * 2000 + whole) / (whole * 2));
}

std::string percent_zh(int permille) {
    const auto whole = std::to_string(permille / 10);
    return permille % 10 == 0 ? whole + "%" : whole + "." + std::to_string(permille % 10) + "%";
}

}  // namespace yw

#include "inspect/sampling/shares.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace yw::inspect {
namespace {

/// 97.5 % quantile of the normal distribution: two sides of 95 %.
constexpr double kTwoSided95 = 1.959963984540054;

std::int64_t rounded(std::int64_t count, std::int64_t of, std::int64_t unit) {
    return of <= 0 ? 0 : (2 * count * unit + of) / (2 * of);
}

Interval wilson(double p, double n) {
    const double z2 = kTwoSided95 * kTwoSided95;
    const double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    const double half = kTwoSided95 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return {std::clamp(centre - half, 0.0, p), std::clamp(centre + half, p, 1.0)};
}

}  // namespace

int percent(const Share& share) {
    return static_cast<int>(rounded(share.count, share.of, 100));
}

int permille(const Share& share) {
    return static_cast<int>(rounded(share.count, share.of, 1000));
}

Interval interval(const Share& share) {
    if (share.of <= 0) return {};
    const double p = static_cast<double>(share.count) / static_cast<double>(share.of);
    double n = static_cast<double>(share.of);
    if (share.frame && *share.frame > 1) {
        const auto all = static_cast<double>(*share.frame);
        if (n >= all) return {p, p};
        n *= (all - 1) / (all - n);
    }
    return wilson(p, n);
}

Interval interval(std::span<const Share> clusters) {
    Share whole;
    double number = 0;
    for (const Share& cluster : clusters) {
        whole.count += cluster.count;
        whole.of += cluster.of;
        number += cluster.of > 0;
    }
    if (whole.of <= 0) return {};
    const auto n = static_cast<double>(whole.of);
    const double p = static_cast<double>(whole.count) / n;
    double squares = 0;
    for (const Share& cluster : clusters) {
        const double off = static_cast<double>(cluster.count) - p * static_cast<double>(cluster.of);
        squares += off * off;
    }
    const double alone = p * (1 - p) / n;  // the variance, had each been drawn by itself
    const double effect = number > 1 && alone > 0 ? squares * number / (number - 1) / (n * n) / alone : 1;
    return wilson(p, n / std::max(effect, 1.0));
}

std::string words_of(const Share& share) {
    if (share.of <= 0) return "没有能够核验的";
    const Interval at = interval(share);
    return fmt::format("{}%（{}/{}，95%置信区间{:.0f}%至{:.0f}%）", percent(share), share.count, share.of, at.low * 100,
                       at.high * 100);
}

}  // namespace yw::inspect

// Shares of a sample with what they are worth: how far from the truth a share of so few may be.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace yw::inspect {

struct Share {
    std::int64_t count = 0;
    std::int64_t of = 0;
    /// How many there are in all, where that is known: a sample of nearly all is nearly exact.
    std::optional<std::int64_t> frame;
};

/// Both ends in [0, 1].
struct Interval {
    double low = 0;
    double high = 1;
};

/// count/of rounded to whole percent, half up; 0 where there is nothing.
int percent(const Share& share);
/// In tenths of a percent, half up.
int permille(const Share& share);

/// The 95 % interval of the share: Wilson's score interval (E. B. Wilson 1927), which stays within [0, 1] and is right
/// for small samples and shares near 0 or 1. With a known frame the standard error shrinks by the finite population
/// correction sqrt((N - n) / (N - 1)), as if the sample were of n (N - 1) / (N - n); of everything it is exact.
/// Nothing sampled: [0, 1].
Interval interval(const Share& share);

/// The 95 % interval of a share of units that were drawn in clusters, items on platforms: what stands on one platform
/// is alike, so that 865 items on 201 platforms say less than 865 drawn by themselves. Wilson's interval with n over
/// the design effect (L. Kish 1965; E. Korn and B. Graubard 1998), which the variance of the ratio between clusters
/// gives and which is never taken to be below 1. With one cluster it cannot be known and counts as 1.
Interval interval(std::span<const Share> clusters);

/// "68%（137/201，61%至74%）": the share, what it is made of, the interval.
std::string words_of(const Share& share);

}  // namespace yw::inspect

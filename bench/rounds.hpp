// Alternating rounds of us and a peer, and what is said of them: medians, ratio, gate.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace yw::bench {

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// BENCH_ROUNDS, or five.
inline int rounds_asked() {
    const char* asked = std::getenv("BENCH_ROUNDS");
    return asked ? std::max(1, std::atoi(asked)) : 5;
}

struct Comparison {
    std::string_view name;
    std::string_view unit;  ///< "writes/s": more is better
    double gate = 0;        ///< least ratio of us to the peer; 0: only reported
    double aim = 0;         ///< what we would like; said, not demanded
    int rounds = rounds_asked();
    std::function<double()> ours;  ///< one round
    std::function<double()> peer;
};

/// Runs the rounds one after the other, ours and peer's alternating; prints each and the ratio of the medians.
/// Returns whether the gate holds.
inline bool compare(const Comparison& comparison) {
    std::vector<double> ours, peer;
    for (int round = 0; round < comparison.rounds; ++round) {
        peer.push_back(comparison.peer());
        ours.push_back(comparison.ours());
    }
    const auto list = [](const std::vector<double>& values) {
        std::string text;
        for (const double value : values) text += fmt::format(" {:.0f}", value);
        return text;
    };
    const double ratio = median(ours) / median(peer);
    const bool holds = comparison.gate <= 0 || ratio >= comparison.gate;
    fmt::print("{}: ours {:.0f}, peer {:.0f} {}; ratio {:.2f}", comparison.name, median(ours), median(peer),
               comparison.unit, ratio);
    if (comparison.gate > 0) fmt::print(", gate {:.2f}: {}", comparison.gate, holds ? "holds" : "MISSED");
    if (comparison.aim > 0) fmt::print(" (aim {:.2f})", comparison.aim);
    fmt::print("\n    rounds ours{} | peer{}\n", list(ours), list(peer));
    std::fflush(stdout);
    return holds;
}

}  // namespace yw::bench

// Searching the directory of regions: nation to village, 665,000 places. Seeded queries of four kinds, each the
// beginning of what somebody types on the way to a place that exists; the time of one search. Reported.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

#include "regions/regions.hpp"

namespace {

using yw::regions::Regions;
using yw::regions::RegionView;

constexpr unsigned kSeed = 20260302;
constexpr int kQueries = 5000;  ///< of each kind
constexpr std::size_t kShown = 20;

/// The first `count` characters of a UTF-8 text.
std::string beginning(std::string_view text, int count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && count-- == 0) break;
    return std::string(text.substr(0, end));
}

/// A way down from the nation: at each level one of the places there.
std::vector<RegionView> random_way(const Regions& regions, std::mt19937& random) {
    constexpr std::size_t kMostChildren = 2000;
    std::vector<RegionView> way;
    yw::RegionCode at;
    for (;;) {
        const auto below = regions.children(at, std::nullopt, kMostChildren);
        if (below.empty()) return way;
        way.push_back(below[random() % below.size()]);
        at = way.back().code;
    }
}

std::string pinyin_query(std::mt19937& random) {
    static const std::vector<std::string> kTyped{
        "b",  "bc",    "beich",  "ga",         "guangan", "sc",    "sichuan", "cd",    "cheng", "chao", "zhongsh",
        "xh", "dongc", "renmin", "guangan bc", "sc ga",   "bj cy", "sh pd",   "gd sz", "hong",  "x"};
    return kTyped[random() % kTyped.size()];
}

void report(std::string_view name, const Regions& regions, const std::vector<std::string>& queries) {
    std::vector<double> took;
    std::size_t without = 0;
    for (const auto& query : queries) {
        const auto began = std::chrono::steady_clock::now();
        const auto found = regions.search(query, kShown);
        took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count());
        if (found.empty()) ++without;
    }
    std::sort(took.begin(), took.end());
    fmt::print("regions, {}: p50 {:.0f}, p99 {:.0f}, most {:.0f} µs over {} searches; {} found nothing (e.g. \"{}\")\n",
               name, took[took.size() / 2], took[took.size() * 99 / 100], took.back(), took.size(), without,
               queries.front());
}

}  // namespace

int main() {
    const Regions regions;
    std::mt19937 random(kSeed);
    std::vector<std::string> names, chains, codes, pinyin;
    while (static_cast<int>(names.size()) < kQueries) {
        const auto way = random_way(regions, random);
        const auto& end = way.back();
        names.push_back(beginning(end.name, 1 + static_cast<int>(random() % 4)));
        const auto& above = way[random() % std::max<std::size_t>(1, way.size() - 1)];
        chains.push_back(beginning(above.name, 2) + " " + beginning(end.name, 2));
        codes.push_back(end.code.str().substr(0, 2 + random() % 11));
        pinyin.push_back(pinyin_query(random));
    }
    for (int i = 0; i < kQueries / 10; ++i) (void)regions.search(names[static_cast<std::size_t>(i)], kShown);
    report("beginnings of names", regions, names);
    report("two beginnings", regions, chains);
    report("codes", regions, codes);
    report("pinyin", regions, pinyin);
    return 0;
}

#include "inspect/sampling/drawing.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "platform/crypto/crypto.hpp"

namespace yw::inspect {

std::uint64_t draw_number(std::string_view seed, std::string_view stratum, std::string_view id) {
    std::string text(seed);
    text.append(1, '\0').append(stratum).append(1, '\0').append(id);
    const auto digest = crypto::sha256(text);
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(digest[i]);
    return number;
}

std::vector<Drawn> draw_sample(const std::vector<Unit>& frame,
                               const std::vector<Quota>& quotas,
                               std::string_view seed) {
    std::vector<Drawn> sample;
    for (const Quota& quota : quotas) {
        std::vector<Drawn> units;
        std::set<std::string_view> seen;  // a frame may name a unit twice: it is drawn once
        for (const Unit& unit : frame)
            if (unit.stratum == quota.stratum && seen.insert(unit.id).second)
                units.push_back({unit, draw_number(seed, unit.stratum, unit.id)});
        std::sort(units.begin(), units.end(), [](const Drawn& a, const Drawn& b) {
            if (a.unit.named != b.unit.named) return a.unit.named;
            return a.place != b.place ? a.place < b.place : a.unit.id < b.unit.id;
        });
        const auto named = std::count_if(units.begin(), units.end(), [](const Drawn& d) { return d.unit.named; });
        const auto take =
            std::min<std::int64_t>(std::max<std::int64_t>(quota.count, named), static_cast<std::int64_t>(units.size()));
        std::move(units.begin(), units.begin() + take, std::back_inserter(sample));
    }
    return sample;
}

std::vector<std::int64_t> proportional(const std::vector<std::int64_t>& sizes, std::int64_t total) {
    const std::int64_t all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
    std::vector<std::int64_t> shares(sizes.size(), 0);
    if (all == 0) return shares;
    total = std::min(total, all);
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::int64_t left = total;
    for (std::size_t i = 0; i < sizes.size(); ++i) left -= shares[i] = sizes[i] * total / all;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sizes[a] * total % all > sizes[b] * total % all; });
    for (std::size_t i = 0; left > 0; i = (i + 1) % order.size())
        if (shares[order[i]] < sizes[order[i]]) ++shares[order[i]], --left;
    // A stratum that is there must not be missing from the report because it is small.
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto largest = std::max_element(shares.begin(), shares.end());
        if (sizes[i] > 0 && shares[i] == 0 && *largest > 1) ++shares[i], --*largest;
    }
    return shares;
}

}  // namespace yw::inspect

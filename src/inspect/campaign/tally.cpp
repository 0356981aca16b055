#include "inspect/campaign/tally.hpp"

#include <algorithm>
#include <set>

namespace yw::campaign {
namespace {

/// Of one platform.
struct Sums {
    inspect::Share functions;
    std::map<std::string, bool> items;  ///< item -> without a defect so far
    int failed = 0;
    bool anything = false;
};

double rate(const PlatformReport& report) {
    const auto part = [](const inspect::Share& share) {
        return share.of > 0 ? static_cast<double>(share.count) / static_cast<double>(share.of) : 0.0;
    };
    const int parts = (report.functions.of > 0) + (report.items.of > 0);
    return parts == 0 ? -1 : (part(report.functions) + part(report.items)) / parts;
}

/// Of one indicator: what chance chose, by platform.
using Clusters = std::map<std::string_view, inspect::Share>;

void add(inspect::Share& share, bool failed) {
    ++share.of;
    share.count += failed;
}

void count(const Seen& one, const SampledPlatform& platform, bool chosen, IndicatorReport& report, Clusters& clusters) {
    if (one.state == State::kCouldNotCheck) {
        ++report.could_not;
        return;
    }
    const bool failed = one.state == State::kFailed;
    add(report.by_stratum[platform.stratum], failed);
    add(report.failed, failed);
    if (chosen) return;
    add(report.drawn, failed);
    add(clusters[one.platform_id], failed);
}

/// Platforms are drawn from a known frame; how many items there are is known of nobody's platforms but the sampled.
void set_interval(IndicatorReport& report, const Clusters& clusters) {
    if (report.indicator->group == "platform") {
        report.interval = inspect::interval(report.drawn);
        return;
    }
    std::vector<inspect::Share> shares;
    for (const auto& cluster : clusters) shares.push_back(cluster.second);
    report.interval = inspect::interval(shares);
}

}  // namespace

std::string_view to_string(State state) {
    switch (state) {
        case State::kPassed:
            return "passed";
        case State::kFailed:
            return "failed";
        case State::kCouldNotCheck:
            return "could_not_check";
    }
    return "could_not_check";
}

std::optional<State> state_of(std::string_view text) {
    for (const State state : {State::kPassed, State::kFailed, State::kCouldNotCheck})
        if (to_string(state) == text) return state;
    return std::nullopt;
}

std::string_view stratum_zh(std::string_view stratum) {
    return stratum == "province" ? "省级" : stratum == "city" ? "市级" : "县级";
}

bool of_circular(const inspect::Indicator& indicator) {
    return indicator.group == "platform" || indicator.group == "items";
}

int line_percent(const inspect::IndicatorSet& indicators, std::string_view group) {
    for (const auto& composite : indicators.composites)
        if (composite.group == group) return composite.line_permille / 10;
    return 0;
}

Tally tally(const Sampled& sampled, const std::vector<Seen>& seen, const inspect::IndicatorSet& indicators) {
    const auto& sample = sampled.platforms;
    const auto& frame = sampled.frame;
    std::map<std::string_view, const SampledPlatform*> platforms;
    for (const auto& platform : sample) platforms[platform.id] = &platform;
    Tally result;
    std::map<std::string_view, std::size_t> index;
    for (const auto& indicator : indicators.indicators) {
        if (!of_circular(indicator)) continue;
        index[indicator.id] = result.indicators.size();
        result.indicators.emplace_back();
        result.indicators.back().indicator = &indicator;
    }
    std::vector<Clusters> clusters(result.indicators.size());
    std::map<std::string_view, Sums> sums;
    for (const Seen& one : seen) {
        const auto platform = platforms.find(one.platform_id);
        const auto at = index.find(one.indicator);
        if (platform == platforms.end() || at == index.end()) continue;
        IndicatorReport& report = result.indicators[at->second];
        bool chosen = platform->second->named;
        if (sampled.items && report.indicator->group != "platform") {
            const auto item = sampled.items->find({one.platform_id, one.item});
            if (item == sampled.items->end()) {
                ++result.items_outside;
                continue;
            }
            chosen = item->second;
        }
        count(one, *platform->second, chosen, report, clusters[at->second]);
        if (one.state == State::kCouldNotCheck) continue;
        Sums& sum = sums[one.platform_id];
        const bool passed = one.state == State::kPassed;
        sum.anything = true;
        sum.failed += !passed;
        if (report.indicator->group == "platform") {
            ++sum.functions.of;
            sum.functions.count += passed;
        } else {
            const auto item = sum.items.emplace(one.item, true).first;
            item->second = item->second && passed;
        }
    }
    for (const std::string_view stratum : kStrata) {
        LevelReport level;
        level.stratum = stratum;
        if (const auto known = frame.find(level.stratum); known != frame.end()) level.frame = known->second;
        for (const auto& platform : sample) {
            if (platform.stratum != stratum) continue;
            ++level.sampled;
            if (sampled.items) {
                const auto begin = sampled.items->lower_bound({platform.id, ""});
                for (auto item = begin; item != sampled.items->end() && item->first.first == platform.id; ++item)
                    ++level.items_sampled;
            }
            const auto sum = sums.find(platform.id);
            if (sum == sums.end()) continue;
            level.inspected += sum->second.anything;
            level.items += static_cast<std::int64_t>(sum->second.items.size());
        }
        result.levels.push_back(level);
    }
    std::int64_t all_platforms = 0;
    for (const auto& level : result.levels) all_platforms += level.frame;
    const auto chosen =
        std::count_if(sample.begin(), sample.end(), [](const SampledPlatform& platform) { return platform.named; });
    for (std::size_t i = 0; i < result.indicators.size(); ++i) {
        IndicatorReport& report = result.indicators[i];
        if (report.indicator->group == "platform" && all_platforms > 0) {
            report.drawn.frame = all_platforms - chosen;
            for (auto& level : report.by_stratum)
                if (const auto known = frame.find(level.first); known != frame.end())
                    level.second.frame = known->second;
        }
        set_interval(report, clusters[i]);
    }
    for (const auto& platform : sample) {
        const auto sum = sums.find(platform.id);
        if (sum == sums.end()) continue;
        PlatformReport report{&platform, sum->second.functions, {}, sum->second.failed};
        for (const auto& item : sum->second.items) {
            ++report.items.of;
            report.items.count += item.second;
        }
        result.functions.count += report.functions.count;
        result.functions.of += report.functions.of;
        result.items.count += report.items.count;
        result.items.of += report.items.of;
        result.platforms.push_back(report);
    }
    std::stable_sort(result.platforms.begin(), result.platforms.end(),
                     [](const auto& a, const auto& b) { return rate(a) > rate(b); });
    return result;
}

}  // namespace yw::campaign

#include "findability/query_counts.hpp"

#include <algorithm>
#include <functional>

#include "kernel/ids.hpp"

namespace yw::findability {

QueryCounts::QueryCounts(const Rules& rules) : rules_(rules), salt_(new_id()) {}

void QueryCounts::asked(const Asked& asked, const std::string& query, bool is_known) {
    const auto hash = std::hash<std::string>()(salt_ + asked.visitor);
    const auto needed = static_cast<std::size_t>(is_known ? rules_.known_visitors : rules_.unknown_visitors);
    const QueryKey key{asked.place.str(), query};
    const std::lock_guard lock(mutex_);
    const auto add = [&](Counts& counts) {
        ++counts.searches;
        counts.nothing += !asked.found;
    };
    if (const auto at = counted_.find(key); at != counted_.end()) return add(at->second);
    if (waiting_.size() >= kMostWaiting) waiting_.clear();
    if (counted_.size() >= kMostCounted) return;
    Waiting& waiting = waiting_[key];
    add(waiting.counts);
    auto& visitors = waiting.visitors;
    if (visitors.size() < needed && std::find(visitors.begin(), visitors.end(), hash) == visitors.end())
        visitors.push_back(hash);
    if (visitors.size() < needed) return;
    Counts& counts = counted_[key];
    counts.searches += waiting.counts.searches;
    counts.nothing += waiting.counts.nothing;
    counts.chosen += waiting.counts.chosen;
    waiting.counts = {};  // its visitors stay: it need not wait again
}

void QueryCounts::chosen(const std::string& place, const std::string& query) {
    const QueryKey key{place, query};
    const std::lock_guard lock(mutex_);
    if (const auto at = counted_.find(key); at != counted_.end()) {
        ++at->second.chosen;
        return;
    }
    // Chosen after the searches were written, or before enough have asked: only what was asked is counted.
    const auto at = waiting_.find(key);
    if (at == waiting_.end()) return;
    const auto& visitors = at->second.visitors;
    const bool is_written = !visitors.empty() && at->second.counts.searches == 0;
    if (is_written && counted_.size() < kMostCounted)
        ++counted_[key].chosen;
    else
        ++at->second.counts.chosen;
}

std::map<QueryKey, Counts> QueryCounts::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(counted_, {});
}

}  // namespace yw::findability
